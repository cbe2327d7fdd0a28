#include "verify/conform.h"

#include <charconv>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "verify/utf8.h"

namespace mockdata::verify {
namespace {

bool digits(std::string_view text, size_t at, size_t count, int& value) {
  if (at + count > text.size()) return false;
  value = 0;
  for (size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  return true;
}

bool is_date(std::string_view text) {
  int year, month, day;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  if (!digits(text, 0, 4, year) || !digits(text, 5, 2, month) || !digits(text, 8, 2, day)) return false;
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

// HH:MM:SS with up to nine fractional digits.
bool is_time(std::string_view text) {
  int hour, minute, second;
  if (text.size() < 8 || text[2] != ':' || text[5] != ':') return false;
  if (!digits(text, 0, 2, hour) || !digits(text, 3, 2, minute) || !digits(text, 6, 2, second)) return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  if (text.size() == 8) return true;
  int fraction;
  return text[8] == '.' && text.size() > 9 && text.size() <= 18 && digits(text, 9, text.size() - 9, fraction);
}

bool is_datetime(std::string_view text, bool zone) {
  if (text.size() < 19 || !is_date(text.substr(0, 10)) || (text[10] != 'T' && text[10] != ' ')) return false;
  std::string_view time = text.substr(11);
  if (zone) {
    int hour, minute;
    if (time.back() == 'Z') {
      time.remove_suffix(1);
    } else {
      if (time.size() < 6) return false;
      const std::string_view offset = time.substr(time.size() - 6);
      if ((offset[0] != '+' && offset[0] != '-') || offset[3] != ':' || !digits(offset, 1, 2, hour) || !digits(offset, 4, 2, minute)) return false;
      time.remove_suffix(6);
    }
  }
  return is_time(time);
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < 36; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !std::isxdigit(static_cast<unsigned char>(text[i]))) return false;
  }
  return true;
}

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  for (char c : text.substr(0, text.size() - padding))
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '+' && c != '/') return false;
  return true;
}

// The numbers that a text may stand for, as the JSON reader would type them.
bool parse_number(std::string_view text, Cell& cell) {
  int64_t integer;
  auto end = std::from_chars(text.data(), text.data() + text.size(), integer);
  if (end.ec == std::errc() && end.ptr == text.data() + text.size()) {
    cell.type = CellType::kInteger, cell.integer = integer;
    return true;
  }
  const bool negative = !text.empty() && text[0] == '-';
  __int128 value = 0;
  int count = 0, scale = -1;
  for (char c : text.substr(negative ? 1 : 0)) {
    if (c == '.' && scale < 0) {
      scale = 0;
    } else if (c >= '0' && c <= '9' && count < 38) {
      value = value * 10 + (c - '0'), ++count;
      if (scale >= 0) ++scale;
    } else {
      count = 0;
      break;
    }
  }
  if (count > 0 && scale != 0) {
    cell.set_decimal(negative ? -value : value, static_cast<uint8_t>(scale < 0 ? 0 : scale));
    return true;
  }
  double real;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), real);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return false;
  cell.type = CellType::kDouble, cell.real = real;
  return true;
}

__int128 power_of_ten(unsigned exponent) {
  __int128 power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

bool is_decimal(const Cell& cell, unsigned precision, unsigned scale) {
  if (cell.type != CellType::kInteger && cell.type != CellType::kDecimal) return false;
  __int128 value = cell.type == CellType::kInteger ? cell.integer : cell.decimal();
  unsigned places = cell.type == CellType::kInteger ? 0 : cell.scale;
  while (places > scale && value % 10 == 0) value /= 10, --places;
  if (places > scale || precision > 38 || scale > precision) return false;
  const __int128 limit = power_of_ten(precision - (scale - places));
  return value < limit && value > -limit;
}

}  // namespace

bool conforms(const Cell& original, const ColumnExpectation& expected, bool untyped) {
  Cell number;
  const bool numeric = expected.type == ValueType::kInt || expected.type == ValueType::kLong || expected.type == ValueType::kFloat ||
                       expected.type == ValueType::kDouble || expected.type == ValueType::kDecimal;
  const bool text = original.type == CellType::kText;
  if (numeric && text && (untyped || expected.type == ValueType::kDecimal) && !parse_number(original.text(), number)) return false;
  const Cell& cell = number.is_value() ? number : original;
  const bool any_number = cell.type == CellType::kInteger || cell.type == CellType::kDecimal || cell.type == CellType::kDouble;
  switch (expected.type) {
    case ValueType::kString: return text && valid_utf8(cell.text());
    case ValueType::kInt: return cell.type == CellType::kInteger && cell.integer >= INT32_MIN && cell.integer <= INT32_MAX;
    case ValueType::kLong: return cell.type == CellType::kInteger;
    case ValueType::kFloat: case ValueType::kDouble: return any_number;
    case ValueType::kDecimal: return is_decimal(cell, expected.precision, expected.scale);
    case ValueType::kBool: return cell.type == CellType::kBool || (untyped && text && (cell.text() == "true" || cell.text() == "false"));
    case ValueType::kDate: return cell.type == CellType::kDate || (text && is_date(cell.text()));
    case ValueType::kTime: return cell.type == CellType::kTime || (text && is_time(cell.text()));
    case ValueType::kDatetime: return cell.type == CellType::kDatetime || cell.type == CellType::kTimestamp || (text && is_datetime(cell.text(), false));
    case ValueType::kTimestamp: return cell.type == CellType::kTimestamp || (text && is_datetime(cell.text(), true));
    case ValueType::kUuid: return cell.type == CellType::kUuid || (text && is_uuid(cell.text()));
    case ValueType::kBinary: return cell.type == CellType::kBinary || (text && is_base64(cell.text()));
    case ValueType::kJson: return !cell.has_bytes() || (text ? nlohmann::json::accept(cell.text()) : cell.type == CellType::kJson);
    case ValueType::kObject: return cell.has_bytes() && !cell.text().empty() && cell.text()[0] == '{';
    case ValueType::kArray: return cell.has_bytes() && !cell.text().empty() && cell.text()[0] == '[';
  }
  return false;
}

bool compatible(const Landed::Column& column, const ColumnExpectation& expected) {
  const CellType type = column.type;
  const bool text = type == CellType::kText;
  switch (expected.type) {
    case ValueType::kString: return text;
    case ValueType::kInt: return type == CellType::kInteger && column.integer_bits <= 32;
    case ValueType::kLong: return type == CellType::kInteger && column.integer_bits == 64;
    case ValueType::kFloat: return type == CellType::kDouble && column.single;
    case ValueType::kDouble: return type == CellType::kDouble && !column.single;
    case ValueType::kDecimal: return type == CellType::kDecimal && column.precision == expected.precision && column.scale == expected.scale;
    case ValueType::kBool: return type == CellType::kBool;
    case ValueType::kDate: return type == CellType::kDate;
    case ValueType::kTime: return type == CellType::kTime || text;
    case ValueType::kDatetime: return type == CellType::kDatetime || type == CellType::kTimestamp;
    case ValueType::kTimestamp: return type == CellType::kTimestamp;
    case ValueType::kUuid: return type == CellType::kUuid || text;
    case ValueType::kBinary: return type == CellType::kBinary || text;
    case ValueType::kJson: case ValueType::kObject: case ValueType::kArray: return text;
  }
  return false;
}

bool parse_value_type(const std::string& word, ValueType& type, uint8_t& precision, uint8_t& scale) {
  static constexpr std::pair<const char*, ValueType> kWords[] = {
      {"string", ValueType::kString}, {"int", ValueType::kInt}, {"long", ValueType::kLong}, {"float", ValueType::kFloat},
      {"double", ValueType::kDouble}, {"bool", ValueType::kBool}, {"date", ValueType::kDate}, {"time", ValueType::kTime},
      {"datetime", ValueType::kDatetime}, {"timestamp", ValueType::kTimestamp}, {"uuid", ValueType::kUuid}, {"binary", ValueType::kBinary},
      {"json", ValueType::kJson}, {"object", ValueType::kObject}, {"array", ValueType::kArray}};
  for (const auto& [name, its_type] : kWords) {
    if (word != name) continue;
    type = its_type;
    precision = scale = 0;
    return true;
  }
  unsigned p = 0, s = 0;
  int used = 0;
  if (std::sscanf(word.c_str(), "decimal(%u,%u)%n", &p, &s, &used) != 2 || static_cast<size_t>(used) != word.size() || p < 1 || p > 38 || s > p) return false;
  type = ValueType::kDecimal;
  precision = static_cast<uint8_t>(p);
  scale = static_cast<uint8_t>(s);
  return true;
}

std::string value_type_name(ValueType type, uint8_t precision, uint8_t scale) {
  static constexpr const char* kNames[] = {"string", "int", "long", "float", "double", "decimal", "bool", "date", "time",
                                           "datetime", "timestamp", "uuid", "binary", "json", "object", "array"};
  if (type == ValueType::kDecimal) return "decimal(" + std::to_string(precision) + "," + std::to_string(scale) + ")";
  return kNames[static_cast<size_t>(type)];
}

}  // namespace mockdata::verify
