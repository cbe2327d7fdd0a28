#include "formats/json_row.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace mockdata {
namespace {

void append_digits(int64_t value, int digits, std::string& out) {
  char text[24];
  std::snprintf(text, sizeof text, "%0*lld", digits, static_cast<long long>(value));
  out += text;
}

void append_date(int64_t days, std::string& out) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  append_digits(static_cast<int>(date.year()), 4, out);
  out += '-';
  append_digits(static_cast<unsigned>(date.month()), 2, out);
  out += '-';
  append_digits(static_cast<unsigned>(date.day()), 2, out);
}

// Of microseconds since midnight; a fraction only where there is one.
void append_time(int64_t micros, std::string& out) {
  const int64_t seconds = micros / 1000000, part = micros % 1000000;
  append_digits(seconds / 3600, 2, out);
  out += ':';
  append_digits(seconds / 60 % 60, 2, out);
  out += ':';
  append_digits(seconds % 60, 2, out);
  if (part == 0) return;
  out += '.';
  part % 1000 == 0 ? append_digits(part / 1000, 3, out) : append_digits(part, 6, out);
}

void append_moment(int64_t micros, std::string& out) {
  constexpr int64_t kDay = 86400000000;
  int64_t days = micros / kDay, rest = micros % kDay;
  if (rest < 0) rest += kDay, --days;
  append_date(days, out);
  out += 'T';
  append_time(rest, out);
}

void append_decimal(__int128 value, int scale, std::string& out) {
  unsigned __int128 rest = value < 0 ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  if (static_cast<int>(digits.size()) <= scale) digits.insert(0, static_cast<std::size_t>(scale) + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), ".");
  if (value < 0) out += '-';
  out += digits;
}

template <class T>
void append_real(T value, std::string& out) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  char digits[64];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void append_uuid(const unsigned char* bytes, std::string& out) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 15];
  }
}

void append_base64(std::string_view bytes, std::string& out) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t three = 0;
    for (std::size_t j = 0; j < 3; ++j) three = three << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    for (std::size_t j = 0; j < 4; ++j) out += i + j <= bytes.size() ? kDigits[three >> (18 - 6 * j) & 63] : '=';
  }
}

// The length of the UTF-8 sequence at the start of `text`, 0 where there is none.
std::size_t sequence_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto more = [&](std::size_t i) { return (at(i) & 0xC0) == 0x80; };
  const unsigned first = at(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return more(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if ((first == 0xE0 && at(1) < 0xA0) || (first == 0xED && at(1) >= 0xA0)) return 0;
    return more(1) && more(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if ((first == 0xF0 && at(1) < 0x90) || (first == 0xF4 && at(1) >= 0x90)) return 0;
    return more(1) && more(2) && more(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  while (!text.empty()) {
    // As far as nothing needs care.
    std::size_t plain = 0;
    while (plain < text.size() && static_cast<unsigned char>(text[plain]) >= 0x20 && static_cast<unsigned char>(text[plain]) < 0x80 && text[plain] != '"' &&
           text[plain] != '\\')
      ++plain;
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const char c = text[0];
    const std::size_t length = sequence_length(text);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else if (length > 1) {
      out += text.substr(0, length);
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

void append_json_cell(const DataType& type, const Block& block, uint32_t row, std::string& out) {
  if (!block.valid(row)) {
    out += "null";
    return;
  }
  switch (type.id) {
    case TypeId::kBool: out += block.values<uint8_t>()[row] ? "true" : "false"; return;
    case TypeId::kInt32: out += std::to_string(block.values<int32_t>()[row]); return;
    case TypeId::kInt64: out += std::to_string(block.values<int64_t>()[row]); return;
    case TypeId::kFloat: return append_real(block.values<float>()[row], out);
    case TypeId::kDouble: return append_real(block.values<double>()[row], out);
    case TypeId::kDecimal:
      return append_decimal(type.precision <= 18 ? __int128{block.values<int64_t>()[row]} : block.values<__int128>()[row], type.scale, out);
    case TypeId::kDate:
      out += '"';
      append_date(block.values<int32_t>()[row], out);
      out += '"';
      return;
    case TypeId::kTime:
      out += '"';
      append_time(block.values<int64_t>()[row], out);
      out += '"';
      return;
    case TypeId::kDatetime:
    case TypeId::kTimestamp:
      out += '"';
      append_moment(block.values<int64_t>()[row], out);
      out += type.id == TypeId::kTimestamp ? "Z\"" : "\"";
      return;
    case TypeId::kUuid:
      out += '"';
      append_uuid(block.values<unsigned char>() + std::size_t{row} * 16, out);
      out += '"';
      return;
    case TypeId::kText: return append_json_string(block.text(row), out);
    case TypeId::kJson: out += block.text(row); return;
    case TypeId::kBinary:
      out += '"';
      append_base64(block.text(row), out);
      out += '"';
      return;
    case TypeId::kStruct:
      out += '{';
      for (std::size_t i = 0; i < type.children.size(); ++i) {
        if (i) out += ',';
        append_json_string(type.children[i].name, out);
        out += ':';
        append_json_cell(type.children[i].type, *block.children[i], row, out);
      }
      out += '}';
      return;
    case TypeId::kList:
      out += '[';
      for (uint32_t i = block.offsets[row]; i < block.offsets[row + 1]; ++i) {
        if (i != block.offsets[row]) out += ',';
        append_json_cell(type.children[0].type, *block.children[0], i, out);
      }
      out += ']';
      return;
  }
}

void append_json_row(const Schema& schema, std::span<const Block* const> blocks, uint32_t row, std::string& out) {
  out += '{';
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (i) out += ',';
    append_json_string(schema[i].name, out);
    out += ':';
    append_json_cell(schema[i].type, *blocks[i], row, out);
  }
  out += '}';
}

std::string key_text(const DataType& type, const Block& block, uint32_t row) {
  if (!block.valid(row)) return {};
  if (is_text(type.id)) return std::string(block.text(row));
  std::string text;
  append_json_cell(type, block, row, text);
  if (text.size() >= 2 && text[0] == '"') text = text.substr(1, text.size() - 2);
  return text;
}

}  // namespace mockdata
