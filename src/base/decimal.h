// Scaled integers.
#pragma once

#include <cstdint>

namespace mockdata {

inline constexpr int64_t power_of_ten(int n) {  // REQUIRES 0 <= n <= 18
  int64_t p = 1;
  while (n-- > 0) p *= 10;
  return p;
}

inline constexpr __int128 wide_power_of_ten(int n) {  // REQUIRES 0 <= n <= 38
  __int128 p = 1;
  while (n-- > 0) p *= 10;
  return p;
}

// x / d rounded to the nearest whole number, halves away from zero. REQUIRES d > 0.
inline constexpr __int128 divide_rounded(__int128 x, __int128 d) { return x >= 0 ? (x + d / 2) / d : -((-x + d / 2) / d); }

}  // namespace mockdata
