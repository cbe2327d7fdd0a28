#include "random/zipf.h"

#include <cmath>

#include "random/math.h"

namespace mockdata {

namespace {
constexpr uint64_t kHead = 49152, kBuckets = 16384;

double power(double k, double s) { return s == 0 ? 1 : stable_pow(k, -s); }

// Sum of k^-s for k in [lo, hi), 1-based ranks, lo >= 2^15: the midpoint rule with its first correction term.
double sum_powers(double lo, double hi, double s) {
  const double a = lo - 0.5, b = hi - 0.5;
  const double integral = std::abs(s - 1) < 1e-12 ? stable_log(b / a) : (stable_pow(b, 1 - s) - stable_pow(a, 1 - s)) / (1 - s);
  return integral + s * (power(b, s + 1) - power(a, s + 1)) / 24;
}
}  // namespace

Zipf::Zipf(uint64_t n, double s) {
  head_ = static_cast<uint32_t>(n <= 65536 ? n : kHead);
  std::vector<double> weights(head_);
  for (uint32_t k = 0; k < head_; ++k) weights[k] = power(k + 1.0, s);
  if (n > head_) {
    const double ratio = static_cast<double>(n) / head_;
    uint64_t previous = head_;
    bounds_.push_back(previous);
    for (uint64_t b = 1; b <= kBuckets; ++b) {
      uint64_t bound = b == kBuckets ? n : static_cast<uint64_t>(head_ * stable_pow(ratio, static_cast<double>(b) / kBuckets));
      if (bound > n) bound = n;
      if (bound <= previous) continue;
      weights.push_back(s == 0 ? static_cast<double>(bound - previous) : sum_powers(previous + 1.0, bound + 1.0, s));
      bounds_.push_back(bound);
      previous = bound;
    }
  }
  alias_ = AliasTable(weights);
}

}  // namespace mockdata
