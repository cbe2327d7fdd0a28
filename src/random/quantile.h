// Continuous distributions as tables of their inverse CDF: 4,096 cells with linear interpolation, in fixed point.
//
// A table maps 44 random bits to a fraction of [0, 1] in 32 bits (12 choose the cell, 32 the place in it). It is built
// once with functions that give the same result everywhere (random/math.h); a sample costs two loads and a multiply.
// The first and last cell end at the distribution's bounds, or at its quantiles 1/8192 and 8191/8192 where it has none.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace mockdata {

class QuantileTable {
 public:
  static constexpr uint32_t kCells = 4096;
  // `quantile` maps p in (0, 1) to a value; values are clamped to [lo, hi] and scaled so that lo is 0 and hi is 1.
  QuantileTable(double lo, double hi, const std::function<double(double)>& quantile);
  // A fraction in [0, 2^32).
  uint32_t fraction(uint64_t h) const {
    const uint64_t a = table_[h >> 52], b = table_[(h >> 52) + 1];
    return static_cast<uint32_t>(a + (((b - a) * ((h >> 20) & 0xFFFFFFFFu)) >> 32));
  }

 private:
  std::vector<uint64_t> table_;  // kCells + 1 increasing values in [0, 2^32 - 1]
};

}  // namespace mockdata
