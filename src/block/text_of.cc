#include "block/text_of.h"

#include <charconv>
#include <cmath>

#include "base/date.h"

namespace mockdata {

char* write_int(char* out, int64_t value) { return std::to_chars(out, out + 24, value).ptr; }

char* write_decimal(char* out, __int128 value, uint32_t scale) {
  char digits[48];
  int n = 0;
  unsigned __int128 rest = value < 0 ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  do {
    digits[n++] = static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest || n <= static_cast<int>(scale));
  if (value < 0) *out++ = '-';
  while (n > 0) {
    if (n == static_cast<int>(scale)) *out++ = '.';
    *out++ = digits[--n];
  }
  return out;
}

char* write_uuid(char* out, const unsigned char* bytes) {
  constexpr char kHex[] = "0123456789abcdef";
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
    *out++ = kHex[bytes[i] >> 4];
    *out++ = kHex[bytes[i] & 15];
  }
  return out;
}

namespace {
template <class T>
char* write_floating(char* out, T value) {
  if (std::abs(value) < 1e15 && (value == 0 || std::abs(value) >= 1e-5)) return std::to_chars(out, out + kLongestScalar, value, std::chars_format::fixed).ptr;
  return std::to_chars(out, out + kLongestScalar, value).ptr;
}
}  // namespace

char* write_scalar(char* out, const DataType& type, const Block& block, uint32_t i) {
  switch (type.id) {
    case TypeId::kBool: {
      const char* word = block.values<uint8_t>()[i] ? "true" : "false";
      const std::size_t n = std::strlen(word);
      std::memcpy(out, word, n);
      return out + n;
    }
    case TypeId::kInt32: return write_int(out, block.values<int32_t>()[i]);
    case TypeId::kInt64: return write_int(out, block.values<int64_t>()[i]);
    case TypeId::kFloat: return write_floating(out, block.values<float>()[i]);
    case TypeId::kDouble: return write_floating(out, block.values<double>()[i]);
    case TypeId::kDecimal:
      return write_decimal(out, type.precision <= 18 ? block.values<int64_t>()[i] : block.values<__int128>()[i], type.scale);
    case TypeId::kDate: return write_date(out, block.values<int32_t>()[i]);
    case TypeId::kTime: return write_time(out, block.values<int64_t>()[i]);
    case TypeId::kDatetime: return write_datetime(out, block.values<int64_t>()[i]);
    case TypeId::kTimestamp: {
      out = write_datetime(out, block.values<int64_t>()[i]);
      *out++ = 'Z';
      return out;
    }
    case TypeId::kUuid: return write_uuid(out, block.values<unsigned char>() + 16 * static_cast<std::size_t>(i));
    default: return out;
  }
}

void append_text(std::string& out, const DataType& type, const Block& block, uint32_t i) {
  if (!block.valid(i)) return;
  if (block.layout == Layout::kText || block.layout == Layout::kPool) {
    out += block.text(i);
  } else if (block.layout == Layout::kFixed) {
    char text[kLongestScalar];
    out.append(text, write_scalar(text, type, block, i));
  }
}

}  // namespace mockdata
