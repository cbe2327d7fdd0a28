// The FlatBuffers messages of Arrow IPC: schema, record batch, dictionary batch, footer.
#pragma once

#include <string>
#include <vector>

#include "block/type.h"
#include "formats/arrow/flat_buffer.h"

namespace mockdata::arrow {

// For each top-level column whether it is dictionary-encoded; its dictionary's id is the column's number.
using Dictionaries = std::vector<bool>;

struct BodyPlan {
  std::vector<int64_t> nodes;       // length and null count of each array, depth first
  std::vector<int64_t> buffers;     // offset and length of each buffer of the body
  int64_t size = 0;                 // of the body
};

// Where a message stands in a file.
struct FileBlock {
  int64_t offset;
  int32_t metadata;
  int32_t padding;
  int64_t body;
};

std::string schema_message(const Schema& schema, const Dictionaries& dictionaries, bool uuid_bytes);
std::string batch_message(int64_t rows, const BodyPlan& plan);
std::string dictionary_message(int64_t id, int64_t rows, const BodyPlan& plan, bool delta);
std::string footer(const Schema& schema, const Dictionaries& dictionaries, bool uuid_bytes, const std::vector<FileBlock>& dictionary_blocks,
                   const std::vector<FileBlock>& batches);

}  // namespace mockdata::arrow
