// The cells of a column as the bytes that stand in a text file, some rows of a block at a time: each with what comes before it in its
// row (CSV's delimiter, JSON's ,"name":), so that a row is its cells one behind the other.
//
// Texts of a pool are escaped once; numbers, dates and uuids are formatted side by side at a fixed stride; texts are
// searched for what needs escapes a block at a time, and copied sixteen bytes at a time where there is nothing.
#pragma once

#include <memory>
#include <string>

#include "block/block.h"
#include "formats/text.h"

namespace mockdata {

// Rows at a time: few enough that the cells of a hundred columns stay near the processor, and take little memory.
inline constexpr uint32_t kCellRows = 256;

class Cells {
 public:
  virtual ~Cells() = default;
  // Makes the cells of the block's rows [first, first + rows). They stay until the next call; kReadBehind bytes behind each may
  // be read. REQUIRES rows <= kCellRows.
  virtual void fill(const Block& block, uint32_t first, uint32_t rows) = 0;
  static constexpr std::size_t kReadBehind = 64;

  // Where each cell begins, and its bytes.
  const char* const* places() const { return at_; }
  const uint32_t* sizes() const { return size_; }

 protected:
  Cells(std::string prefix, const std::string& null) : prefix_(std::move(prefix)), null_(prefix_ + null) {
    prefix_.reserve(prefix_.size() + kReadBehind);
    null_.reserve(null_.size() + kReadBehind);
  }
  void put_nulls(const Block& block, uint32_t first, uint32_t rows) {
    if (!block.validity) return;
    for (uint32_t i = 0; i < rows; ++i)
      if (!block.valid(first + i)) at_[i] = null_.data(), size_[i] = static_cast<uint32_t>(null_.size());
  }
  std::string prefix_, null_;          // null_ with the prefix
  const char* at_[kCellRows];
  uint32_t size_[kCellRows];
};

// `prefix` comes before every cell. The dialect must outlive the cells.
std::unique_ptr<Cells> make_cells(const DataType& type, std::string prefix, const Dialect& dialect);

}  // namespace mockdata
