#include "formats/fixed_cells.h"

#include <cstring>

#include "block/text_of.h"
#include "formats/batch_text.h"

namespace mockdata {
namespace {

static_assert(kCellRows <= kBatchRows);

// Whether the delimiter may stand in numbers, dates and uuids, or one of them may look like NULL.
bool clashes(const Dialect& dialect) {
  constexpr std::string_view kInValues = "0123456789+-.: TZabcdeflrstu";
  return kInValues.find(dialect.delimiter) != kInValues.npos || (!dialect.null_text.empty() && dialect.null_text.find_first_not_of(kInValues) == kInValues.npos);
}

bool is_number(const DataType& type) {
  return type.id == TypeId::kBool || type.id == TypeId::kInt32 || type.id == TypeId::kInt64 || type.id == TypeId::kDecimal;
}

// The longest text of a type, and what is overwritten behind it.
std::size_t room_for(const DataType& type) {
  switch (type.id) {
    case TypeId::kBool: return 8 + kBatchSlack;
    case TypeId::kInt32: case TypeId::kInt64: case TypeId::kDate: return 20 + kBatchSlack;
    case TypeId::kDecimal: return type.precision <= 18 ? 20 + kBatchSlack : kLongestScalar;
    default: return 36 + kBatchSlack;
  }
}

// Each row has a slot of its own, where the prefix stays from call to call.
class FixedCells final : public Cells {
 public:
  FixedCells(const DataType& type, std::string prefix, const Dialect& dialect)
      : Cells(std::move(prefix), dialect.json ? "null" : dialect.null_text), type_(type), json_(dialect.json) {
    const bool quote = dialect.json ? !is_number(type) : dialect.quote_all || clashes(dialect);
    std::string end = type.id == TypeId::kTimestamp ? "Z" : "";
    if (quote) prefix_ += '"', end += '"';
    slots_.stride = (prefix_.size() + room_for(type) + end.size() + 15) / 16 * 16;
    slots_.text = scratch_.reserve(slots_.stride * kCellRows) + prefix_.size();
    slots_.sizes = size_;
    slots_.around = static_cast<uint32_t>(prefix_.size() + end.size());
    std::memcpy(&slots_.end, end.data(), end.size());
    for (uint32_t i = 0; i < kCellRows; ++i) {
      char* slot = scratch_.data() + i * slots_.stride;
      std::memcpy(slot, prefix_.data(), prefix_.size());
      at_[i] = slot;
    }
  }

  void fill(const Block& block, uint32_t first, uint32_t rows) override {
    write(block, first, rows);
    if (!block.validity && !nulls_) return;
    nulls_ = block.validity != nullptr;
    for (uint32_t i = 0; i < rows; ++i) at_[i] = scratch_.data() + i * slots_.stride;
    put_nulls(block, first, rows);
  }

 private:
  void write(const Block& block, uint32_t first, uint32_t rows) {
    switch (type_.id) {
      case TypeId::kInt32: return write_numbers(block.values<int32_t>() + first, rows, slots_);
      case TypeId::kInt64: return write_numbers(block.values<int64_t>() + first, rows, 0, slots_);
      case TypeId::kDecimal:
        if (type_.precision <= 18) return write_numbers(block.values<int64_t>() + first, rows, type_.scale, slots_);
        return write_one_by_one(rows, slots_, [v = block.values<__int128>() + first, scale = type_.scale](char* out, uint32_t i) { return write_decimal(out, v[i], scale); });
      case TypeId::kDate: return write_dates(block.values<int32_t>() + first, rows, slots_);
      case TypeId::kTime: return write_times(block.values<int64_t>() + first, rows, json_, slots_);
      case TypeId::kDatetime: case TypeId::kTimestamp: return write_datetimes(block.values<int64_t>() + first, rows, json_, slots_);
      case TypeId::kUuid:
        write_uuids(slots_.text, slots_.stride, block.values<unsigned char>() + 16 * std::size_t{first}, rows);
        return write_one_by_one(rows, slots_, [](char* out, uint32_t) { return out + 36; });
      default:
        return write_one_by_one(rows, slots_, [v = block.values<uint8_t>() + first](char* out, uint32_t i) {
          std::memcpy(out, v[i] ? "true\0\0\0" : "false\0\0", 8);
          return out + 5 - (v[i] != 0);
        });
    }
  }
  const DataType& type_;
  const bool json_;
  bool nulls_ = false;                // at_ may lead to null_
  BatchSlots slots_;
  Buffer scratch_;
};

}  // namespace

std::unique_ptr<Cells> make_fixed_cells(const DataType& type, std::string prefix, const Dialect& dialect) {
  return std::make_unique<FixedCells>(type, std::move(prefix), dialect);
}

}  // namespace mockdata
