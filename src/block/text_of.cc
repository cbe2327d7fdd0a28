#include "block/text_of.h"

#include <charconv>
#include <cmath>

#include "base/cpu.h"
#include "base/date.h"
#include "base/digits.h"

#if defined(__x86_64__)
#include <tmmintrin.h>
#endif

namespace mockdata {

char* write_int(char* out, int64_t value) { return write_signed(out, value); }

namespace {

char* write_small_decimal(char* out, uint64_t value, uint32_t scale) {
  static constexpr uint32_t kTens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
  const uint32_t tens = kTens[scale];
  // Money is most of it, and a constant divisor is a multiplication.
  const uint64_t whole = scale == 2 ? value / 100 : value / tens;
  out = write_unsigned(out, whole);
  *out++ = '.';
  return write_padded(out, static_cast<uint32_t>(value - whole * tens), scale);
}

}  // namespace

char* write_decimal(char* out, int64_t value, uint32_t scale) {
  if (scale > 8) return write_decimal(out, static_cast<__int128>(value), scale);
  *out = '-';
  out += value < 0;
  const uint64_t rest = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  return scale ? write_small_decimal(out, rest, scale) : write_unsigned(out, rest);
}

char* write_decimal(char* out, __int128 value, uint32_t scale) {
  if (value < 0) *out++ = '-';
  unsigned __int128 rest = value < 0 ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  if (rest <= ~uint64_t{0} && scale <= 8)
    return scale ? write_small_decimal(out, static_cast<uint64_t>(rest), scale) : write_unsigned(out, static_cast<uint64_t>(rest));
  char digits[48];
  int n = 0;
  do {
    digits[n++] = static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest || n <= static_cast<int>(scale));
  while (n > 0) {
    if (n == static_cast<int>(scale)) *out++ = '.';
    *out++ = digits[--n];
  }
  return out;
}

namespace {

// The 32 digits of 16 bytes. Both compilers make vector code of it.
inline void hex_digits(char* out, const unsigned char* bytes) {
  for (int i = 0; i < 16; ++i) {
    const unsigned high = bytes[i] >> 4, low = bytes[i] & 15;
    out[2 * i] = static_cast<char>(high + '0' + (high > 9 ? 39 : 0));
    out[2 * i + 1] = static_cast<char>(low + '0' + (low > 9 ? 39 : 0));
  }
}

#if defined(__x86_64__)
// The same with a table of sixteen digits in a register.
[[gnu::target("ssse3")]] void write_hexes_ssse3(char* out, std::size_t stride, const unsigned char* bytes, std::size_t count) {
  const __m128i table = _mm_setr_epi8('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f');
  const __m128i nibble = _mm_set1_epi8(15);
  for (std::size_t i = 0; i < count; ++i, out += stride, bytes += 16) {
    const __m128i in = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    const __m128i high = _mm_and_si128(_mm_srli_epi16(in, 4), nibble), low = _mm_and_si128(in, nibble);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm_shuffle_epi8(table, _mm_unpacklo_epi8(high, low)));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + 16), _mm_shuffle_epi8(table, _mm_unpackhi_epi8(high, low)));
  }
}

[[gnu::target("ssse3")]] void write_uuids_ssse3(char* out, std::size_t stride, const unsigned char* bytes, std::size_t count) {
  const __m128i table = _mm_setr_epi8('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f');
  const __m128i nibble = _mm_set1_epi8(15);
  // Of the first 16 and the last 16 digits, where each goes; -1 leaves a zero for a dash.
  const __m128i front = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, -1, 8, 9, 10, 11, -1, 12, 13);
  const __m128i front_dashes = _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, '-', 0, 0, 0, 0, '-', 0, 0);
  const __m128i middle = _mm_setr_epi8(14, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  const __m128i back = _mm_setr_epi8(-1, -1, -1, 0, 1, 2, 3, -1, 4, 5, 6, 7, 8, 9, 10, 11);
  const __m128i back_dashes = _mm_setr_epi8(0, 0, '-', 0, 0, 0, 0, '-', 0, 0, 0, 0, 0, 0, 0, 0);
  for (std::size_t i = 0; i < count; ++i, out += stride, bytes += 16) {
    const __m128i in = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    const __m128i high = _mm_and_si128(_mm_srli_epi16(in, 4), nibble), low = _mm_and_si128(in, nibble);
    const __m128i first = _mm_shuffle_epi8(table, _mm_unpacklo_epi8(high, low)), last = _mm_shuffle_epi8(table, _mm_unpackhi_epi8(high, low));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm_or_si128(_mm_shuffle_epi8(first, front), front_dashes));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + 16), _mm_or_si128(_mm_or_si128(_mm_shuffle_epi8(first, middle), _mm_shuffle_epi8(last, back)), back_dashes));
    const int tail = _mm_cvtsi128_si32(_mm_srli_si128(last, 12));
    std::memcpy(out + 32, &tail, 4);
  }
}
#endif

}  // namespace

void write_hexes(char* out, std::size_t stride, const unsigned char* bytes, std::size_t count) {
#if defined(__x86_64__)
  if (cpu_level() >= CpuLevel::kV2) return write_hexes_ssse3(out, stride, bytes, count);
#endif
  for (std::size_t i = 0; i < count; ++i) hex_digits(out + i * stride, bytes + 16 * i);
}

char* write_uuid(char* out, const unsigned char* bytes) {
  char digits[32];
  hex_digits(digits, bytes);
  std::memcpy(out, digits, 8);
  std::memcpy(out + 9, digits + 8, 4);
  std::memcpy(out + 14, digits + 12, 4);
  std::memcpy(out + 19, digits + 16, 4);
  std::memcpy(out + 24, digits + 20, 12);
  out[8] = out[13] = out[18] = out[23] = '-';
  return out + 36;
}

void write_uuids(char* out, std::size_t stride, const unsigned char* bytes, std::size_t count) {
#if defined(__x86_64__)
  if (cpu_level() >= CpuLevel::kV2) return write_uuids_ssse3(out, stride, bytes, count);
#endif
  for (std::size_t i = 0; i < count; ++i) write_uuid(out + i * stride, bytes + 16 * i);
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
      return type.precision <= 18 ? write_decimal(out, block.values<int64_t>()[i], type.scale) : write_decimal(out, block.values<__int128>()[i], type.scale);
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
