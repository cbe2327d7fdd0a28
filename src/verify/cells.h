// What every reader of landed data yields: typed cells, column by column, for a range of rows.
//
// A column is named by its path: `id`, `address.countryId`, through arrays `teams[].id`, `tagIds[]`. The path consists of steps
// (`teams`, `[]`, `id`). A row has one cell in a column whose path passes no array, and one cell for each element otherwise; an
// array that is null or empty still yields one cell (kAbsent), so columns of the same array stay aligned element by element.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mockdata::verify {

enum class CellType : uint8_t {
  kAbsent,     // nothing is here, because the path's step number `integer` is null (or, for a step `[]`, the array is empty)
  kNull,       // the value itself is null; for JSON also: its key is missing
  kBool,       // integer 0 or 1
  kInteger,    // integer
  kDouble,     // real
  kDecimal,    // the 128-bit number high:integer, divided by 10^scale
  kDate,       // integer: days since 1970-01-01
  kTime,       // integer: microseconds since midnight
  kDatetime,   // integer: microseconds since 1970-01-01T00:00, no time zone
  kTimestamp,  // integer: microseconds since the epoch, UTC
  kText,       // bytes: UTF-8
  kUuid,       // bytes: 16
  kBinary,     // bytes
  kJson        // bytes: the JSON text of an object or array that stands where one value was asked for
};
const char* cell_type_name(CellType type);

struct Cell {
  CellType type = CellType::kNull;
  uint8_t scale = 0;
  uint32_t length = 0;
  union {
    int64_t integer = 0;
    double real;
    const char* bytes;
  };
  int64_t high = 0;

  bool is_value() const { return type > CellType::kNull; }
  bool has_bytes() const { return type >= CellType::kText; }
  std::string_view text() const { return {bytes, length}; }
  __int128 decimal() const {
    return static_cast<__int128>((static_cast<unsigned __int128>(static_cast<uint64_t>(high)) << 64) | static_cast<uint64_t>(integer));
  }
  void set_decimal(__int128 value, uint8_t its_scale) {
    type = CellType::kDecimal;
    scale = its_scale;
    integer = static_cast<int64_t>(value);
    high = static_cast<int64_t>(value >> 64);
  }
};

// For people: dates and timestamps in ISO 8601, decimals with their scale, text as it stands, binary in hex, "null".
std::string to_text(const Cell& cell);

// Memory that cells point into. clear() keeps the first chunk, so that a loop over batches does not allocate.
class Arena {
 public:
  char* reserve(size_t count) {
    if (count > free_) grow(count);
    char* start = at_;
    at_ += count;
    free_ -= count;
    return start;
  }
  const char* keep(std::string_view bytes) {
    char* copy = reserve(bytes.size());
    if (!bytes.empty()) std::memcpy(copy, bytes.data(), bytes.size());
    return copy;
  }
  void clear();
  // Texts that share bytes in a file can grow beyond all bounds when written out; readers stop there.
  bool full() const { return taken_ > kLimit; }

 private:
  static constexpr size_t kLimit = 512 << 20;
  void grow(size_t count);
  std::vector<std::unique_ptr<char[]>> chunks_;
  size_t first_size_ = 0, taken_ = 0;
  char* at_ = nullptr;
  size_t free_ = 0;
};

// Cells of one column for consecutive rows. `first_cell[r]` is the place of row r's first cell, first_cell[rows()] the number of
// cells; every row has at least one cell. What cells point to lives until the next clear().
struct CellColumn {
  std::vector<Cell> cells;
  std::vector<uint32_t> first_cell{0};
  Arena arena;

  size_t rows() const { return first_cell.size() - 1; }
  bool flat() const { return cells.size() == rows(); }
  void clear() {
    cells.clear();
    first_cell.assign(1, 0);
    arena.clear();
  }
};

}  // namespace mockdata::verify
