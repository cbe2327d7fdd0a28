// Columns in Arrow's memory layout, built block by block: what the IPC formats write and the C Data Interface hands over.
// Source: "Arrow Columnar Format", version 1.5.
#pragma once

#include <memory>
#include <vector>

#include "base/byte_buffer.h"
#include "base/result.h"
#include "block/block.h"

namespace mockdata::arrow {

enum class Kind : uint8_t { kBits, kFixed, kText, kList, kStruct };

// Rows of one column. `data` holds fixed values or the bytes of texts; offsets are 32 bits wide.
class Array {
 public:
  // `uuid_bytes`: uuids are 16 bytes, else their text.
  Array(const DataType& type, bool uuid_bytes);
  // Rows [first, first + rows) of a block of this type.
  Status add(const Block& block, uint32_t first, uint32_t rows);
  void clear();
  // Of its buffers and those of its children.
  std::size_t bytes() const;

  Kind kind = Kind::kFixed;
  int64_t length = 0, nulls = 0;
  std::vector<uint64_t> validity;   // all ones where there are no nulls
  std::vector<uint64_t> bits;       // kBits
  ByteBuffer data, offsets;
  std::vector<std::unique_ptr<Array>> children;

 private:
  Status add_texts(const Block& block, uint32_t first, uint32_t rows);
  void add_validity(uint32_t rows, const uint64_t* from, uint32_t first);
  const DataType& type_;
};

}  // namespace mockdata::arrow
