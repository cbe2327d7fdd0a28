// The Arrow C Data and C Stream Interfaces: rows handed to any Arrow library of the same process without a copy.
// The two structures are an ABI; their definitions are those of the specification (Apache Arrow, "The Arrow C data
// interface" and "The Arrow C stream interface").
#pragma once

#include <cstdint>
#include <memory>

#include "block/row_source.h"

extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE

}  // extern "C"

namespace mockdata {

// Fills `out` with rows [first, first + count) of a source as a stream of struct arrays of `batch_rows` rows each. The
// stream, and what it gives, live until their release callbacks are called, and keep the source alive. `uuid_bytes`: uuids are
// 16 bytes with the extension arrow.uuid, else text.
// REQUIRES first + count <= source->rows() and batch_rows > 0.
void export_stream(std::shared_ptr<const RowSource> source, uint64_t first, uint64_t count, uint64_t batch_rows, bool uuid_bytes, ArrowArrayStream* out);

}  // namespace mockdata
