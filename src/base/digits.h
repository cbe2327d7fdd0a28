// Numbers as decimal digits, without tables, branches on single digits or divisions by a variable: eight digits at a time
// within one 64-bit word. Up to 8 bytes behind what is written may be overwritten.
#pragma once

#include <cstdint>
#include <cstring>

namespace mockdata {

// The eight digits of v as bytes of value 0 to 9, the first digit in the lowest byte. REQUIRES v < 10^8.
inline constexpr uint64_t eight_digits(uint32_t v) {
  // Split in halves, quarters and eighths, all parts of a step side by side in the word.
  uint64_t parts = v / 10000 | static_cast<uint64_t>(v % 10000) << 32;
  const uint64_t hundreds = (parts * 10486 >> 20) & 0x0000007F0000007Fu;
  parts = hundreds | (parts - hundreds * 100) << 16;
  const uint64_t tens = (parts * 103 >> 10) & 0x000F000F000F000Fu;
  return tens | (parts - tens * 10) << 8;
}

// The same of four. REQUIRES v < 10^4.
inline constexpr uint32_t four_digits(uint32_t v) {
  const uint32_t hundreds = v * 5243 >> 19, parts = hundreds | (v - hundreds * 100) << 16;
  const uint32_t tens = (parts * 103 >> 10) & 0x000F000Fu;
  return tens | (parts - tens * 10) << 8;
}

inline constexpr uint64_t kAsciiZeros = 0x3030303030303030u;

// The low `digits` digits of v, with leading zeros. REQUIRES v < 10^digits and digits <= 8.
inline char* write_padded(char* out, uint32_t v, unsigned digits) {
  const uint64_t text = (eight_digits(v) | kAsciiZeros) >> (8 * (8 - digits));
  std::memcpy(out, &text, 8);
  return out + digits;
}

inline char* write_below_10_8(char* out, uint32_t v) {
  const uint64_t text = eight_digits(v);
  const unsigned zeros = static_cast<unsigned>(__builtin_ctzll(text | uint64_t{1} << 56)) / 8;  // one digit stays
  const uint64_t shifted = (text | kAsciiZeros) >> (8 * zeros);
  std::memcpy(out, &shifted, 8);
  return out + (8 - zeros);
}

inline char* write_unsigned(char* out, uint64_t v) {
  constexpr uint64_t k8 = 100'000'000;
  if (v < k8) return write_below_10_8(out, static_cast<uint32_t>(v));
  if (v < k8 * k8) return write_padded(write_below_10_8(out, static_cast<uint32_t>(v / k8)), static_cast<uint32_t>(v % k8), 8);
  out = write_below_10_8(out, static_cast<uint32_t>(v / (k8 * k8)));
  v %= k8 * k8;
  return write_padded(write_padded(out, static_cast<uint32_t>(v / k8), 8), static_cast<uint32_t>(v % k8), 8);
}

inline char* write_signed(char* out, int64_t v) {
  *out = '-';
  out += v < 0;
  return write_unsigned(out, v < 0 ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v));
}

}  // namespace mockdata
