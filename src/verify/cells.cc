#include "verify/cells.h"

#include <algorithm>
#include <charconv>

namespace mockdata::verify {
namespace {

constexpr size_t kChunk = 64 * 1024;

std::string padded(int64_t value, int width) {
  std::string digits = std::to_string(value);
  return digits.size() >= static_cast<size_t>(width) ? digits : std::string(static_cast<size_t>(width) - digits.size(), '0') + digits;
}

// Civil date of a day number, by the 400-year cycle of the Gregorian calendar with years that begin in March.
std::string date_text(int64_t days) {
  const int64_t shifted = days + 719468;
  const int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int64_t of_era = shifted - era * 146097;
  const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_from_march = (5 * of_year + 2) / 153;
  const int64_t day = of_year - (153 * month_from_march + 2) / 5 + 1;
  const int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return padded(year_of_era + era * 400 + (month <= 2 ? 1 : 0), 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::string time_text(int64_t micros) {
  const int64_t seconds = micros / 1000000;
  std::string text = padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2);
  if (micros % 1000000 != 0) text += "." + padded(micros % 1000000, 6);
  return text;
}

constexpr int64_t kMicrosOfDay = 86400000000;

std::string datetime_text(int64_t micros) {
  int64_t days = micros / kMicrosOfDay, rest = micros % kMicrosOfDay;
  if (rest < 0) rest += kMicrosOfDay, --days;
  return date_text(days) + "T" + time_text(rest);
}

std::string decimal_text(__int128 value, unsigned scale) {
  unsigned __int128 magnitude = value < 0 ? 0 - static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  std::string digits;
  do digits.push_back(static_cast<char>('0' + static_cast<int>(magnitude % 10))), magnitude /= 10;
  while (magnitude != 0);
  while (digits.size() <= scale) digits.push_back('0');
  std::reverse(digits.begin(), digits.end());
  if (scale > 0) digits.insert(digits.size() - scale, 1, '.');
  return value < 0 ? "-" + digits : digits;
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (unsigned char c : bytes) out.push_back("0123456789abcdef"[c >> 4]), out.push_back("0123456789abcdef"[c & 15]);
  return out;
}

}  // namespace

const char* cell_type_name(CellType type) {
  switch (type) {
    case CellType::kAbsent: return "absent";
    case CellType::kNull: return "null";
    case CellType::kBool: return "bool";
    case CellType::kInteger: return "integer";
    case CellType::kDouble: return "double";
    case CellType::kDecimal: return "decimal";
    case CellType::kDate: return "date";
    case CellType::kTime: return "time";
    case CellType::kDatetime: return "datetime";
    case CellType::kTimestamp: return "timestamp";
    case CellType::kText: return "string";
    case CellType::kUuid: return "uuid";
    case CellType::kBinary: return "binary";
    case CellType::kJson: return "json";
  }
  return "?";
}

std::string to_text(const Cell& cell) {
  switch (cell.type) {
    case CellType::kAbsent: case CellType::kNull: return "null";
    case CellType::kBool: return cell.integer ? "true" : "false";
    case CellType::kInteger: return std::to_string(cell.integer);
    case CellType::kDouble: {
      char digits[40];
      const auto end = std::to_chars(digits, digits + sizeof digits, cell.real);
      return std::string(digits, end.ptr);
    }
    case CellType::kDecimal: return decimal_text(cell.decimal(), cell.scale);
    case CellType::kDate: return date_text(cell.integer);
    case CellType::kTime: return time_text(cell.integer);
    case CellType::kDatetime: return datetime_text(cell.integer);
    case CellType::kTimestamp: return datetime_text(cell.integer) + "Z";
    case CellType::kText: case CellType::kJson: return std::string(cell.text());
    case CellType::kBinary: return hex(cell.text());
    case CellType::kUuid: {
      std::string digits = hex(cell.text());
      for (size_t place : {20, 16, 12, 8})
        if (digits.size() > place) digits.insert(place, 1, '-');
      return digits;
    }
  }
  return {};
}

void Arena::grow(size_t count) {
  const size_t size = std::max(count, kChunk);
  if (chunks_.empty()) first_size_ = size;
  chunks_.push_back(std::make_unique<char[]>(size));
  at_ = chunks_.back().get();
  free_ = size;
  taken_ += size;
}

void Arena::clear() {
  if (chunks_.empty()) return;
  chunks_.resize(1);
  at_ = chunks_.front().get();
  free_ = taken_ = first_size_;
}

}  // namespace mockdata::verify
