// Rows made, encoded and written by several threads, with bytes that depend on row numbers only.
//
// A table is cut into chunks of a fixed number of rows (a Parquet row group, a run of CSV lines) and files of a fixed
// number of chunks. Threads take chunks in order, generate and encode them block by block, and hand them to whichever
// thread finds the next one in line ready, which writes it. Chunks are cut by the bytes that their rows take in memory, and
// few are under way at a time, so that memory is small and does not grow with rows. Several outputs (a Delta table and
// data.json) share one pass over the rows.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "block/row_source.h"
#include "formats/encoding.h"
#include "land/delta_stats.h"
#include "land/sink.h"

namespace mockdata {

struct DriverOutput {
  const Encoding* encoding = nullptr;
  std::function<std::unique_ptr<RowTransform>()> transform;                      // may be empty
  std::function<Result<std::unique_ptr<Sink>>(uint32_t part)> open;
  uint64_t rows_per_file = 0;                                                    // rounded up to whole chunks; 0: one file
  bool file_when_empty = true;                                                   // of no rows: one file without rows, or none
  const Schema* stats_schema = nullptr;                                          // gather DeltaStats of the transformed rows
  bool digest = true;
};

// A file written whole, sealed, and not yet visible: sink->close() shows it, dropping the sink deletes it.
struct DrivenFile {
  std::unique_ptr<Sink> sink;
  uint32_t part = 0;
  uint64_t rows = 0, bytes = 0;
  std::string sha256;
  std::string stats;
};

struct DriverOptions {
  unsigned threads = 1;
  uint64_t chunk_rows = 0;                                   // 0: rows_per_chunk()
  std::function<void(uint64_t rows_done)> progress;          // called by one thread at a time, with growing numbers
  const std::atomic<bool>* cancel = nullptr;                 // checked before each block
};

struct Driven {
  std::vector<std::vector<DrivenFile>> outputs;   // files of each output, in order
  bool abandoned = false;                         // a reader of a pipe went away; the rest was not made
};

// Rows of a chunk: a power of two of at most 1,048,576 whose rows take, encoded for all outputs together, no more than the
// chunk_bytes() of the output that asks for most. Measured on the first rows, so it depends on the source and its outputs only.
Result<uint64_t> rows_per_chunk(const RowSource& source, const std::vector<DriverOutput>& outputs);

// Makes, encodes and writes all rows. After an error, or when cancelled (kInterrupted), no file is left behind.
Result<Driven> drive(const RowSource& source, const std::vector<DriverOutput>& outputs, const DriverOptions& options);

}  // namespace mockdata
