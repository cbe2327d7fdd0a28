// The cells of a column as the bytes that stand in a text file, some rows of a block at a time: each with what comes before it in its
// row (CSV's delimiter, JSON's ,"name":), so that a row is its cells one behind the other.
//
// Texts of a pool are escaped once; numbers, dates and uuids are formatted side by side at a fixed stride; texts are
// searched for what needs escapes a block at a time, and copied sixteen bytes at a time where there is nothing.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_buffer.h"
#include "block/block.h"
#include "formats/text.h"

namespace mockdata {

// Rows at a time: few enough that the cells of a hundred columns stay near the processor, and take little memory.
inline constexpr uint32_t kCellRows = 128;

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
  // What still has to stand before and behind each: nothing, or prefix and quotes of texts that are left where the block has them.
  std::string_view before() const { return before_; }
  bool quote_behind() const { return quote_behind_; }

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
  std::string_view before_;
  bool quote_behind_ = false;
  const char* at_[kCellRows];
  uint32_t size_[kCellRows];
};

// The cells of several columns, row by row one behind the other.
class JoinedCells {
 public:
  void add(std::unique_ptr<Cells> cells) { columns_.push_back(std::move(cells)); }
  // Appends the rows [first, first + rows) of a block a column, each with `end` behind it. Where they are given, `at` and `size` tell
  // where each row stands, as long as `text` does not grow. REQUIRES that 16 bytes behind `end` may be read.
  void append(std::span<const Block* const> blocks, uint32_t first, uint32_t rows, std::string_view end, ByteBuffer& text, const char** at = nullptr,
              uint32_t* size = nullptr);

 private:
  // A column's cells, and how all of them are copied: with as many bytes as the largest needs, as a branch on the size of each would be
  // guessed wrong more often than a few bytes cost. `Framed` ones have something before or behind them.
  enum class Copy : uint32_t { k16, k32, k64, kLong, kFramed16, kFramed32, kFramed64, kFramedLong };
  struct Source {
    const char* const* places;
    const uint32_t* sizes;
    std::string_view before;
    uint32_t quote_behind;
    Copy way;
    char* copy(char* out, uint32_t i) const;
  };
  std::vector<std::unique_ptr<Cells>> columns_;
  std::vector<Source> sources_;
};

// `prefix` comes before every cell. The dialect must outlive the cells.
std::unique_ptr<Cells> make_cells(const DataType& type, std::string prefix, const Dialect& dialect);

}  // namespace mockdata
