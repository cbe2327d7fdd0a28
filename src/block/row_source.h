// Rows for those who land or serve them: a schema, a number of rows, and readers that make any of them. They know nothing
// of how rows come about; the plan's entities and the toy tables of tests both look like this.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "block/block.h"

namespace mockdata {

// Makes rows. One thread at a time; what read() returns is valid until the next read() on the same reader.
class RowReader {
 public:
  virtual ~RowReader() = default;
  // The blocks of rows [first, first + count), one a column of the schema, each of size `count`.
  // REQUIRES 0 < count <= kBlockRows and first + count <= rows().
  virtual std::span<const Block* const> read(uint64_t first, uint32_t count) = 0;
};

// Changes blocks on their way to one output. One thread at a time; what apply() returns is valid until its next call.
class RowTransform {
 public:
  virtual ~RowTransform() = default;
  virtual std::span<const Block* const> apply(std::span<const Block* const> blocks) = 0;
};

// An immutable set of rows. reader() may be called from any thread; each thread has a reader of its own. The text pools that
// blocks refer to belong to the source, not to a reader: whose thread made a row decides neither which pool it has nor how long that lives.
class RowSource {
 public:
  virtual ~RowSource() = default;
  virtual const Schema& schema() const = 0;
  virtual uint64_t rows() const = 0;
  virtual std::unique_ptr<RowReader> reader() const = 0;
};

}  // namespace mockdata
