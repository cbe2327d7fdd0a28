#include "random/permutation.h"

#include <algorithm>
#include <cmath>

#include "base/cpu.h"

namespace mockdata {

Permutation::Permutation(uint64_t n, uint64_t key) : n_(n ? n : 1) {
  uint64_t a = static_cast<uint64_t>(std::sqrt(static_cast<double>(n_)));
  while (a * a < n_) ++a;
  while (a > 1 && (a - 1) * (a - 1) >= n_) --a;
  a_ = static_cast<uint32_t>(a);
  b_ = static_cast<uint32_t>((n_ + a - 1) / a);
  for (int i = 0; i < 2 * kRounds; ++i) keys_[i] = Key(key).with("permutation").with(static_cast<uint64_t>(i)).value();
}

void Permutation::fill(uint64_t first, uint32_t count, uint64_t* out) const {
  constexpr uint32_t kAtOnce = 256;
  uint32_t left[kAtOnce], right[kAtOnce];
  uint32_t l = static_cast<uint32_t>(first / b_), r = static_cast<uint32_t>(first - l * uint64_t{b_});
  while (count > 0) {
    const uint32_t n = std::min(count, kAtOnce);
    for (uint32_t i = 0; i < n; ++i) {  // counting instead of dividing
      left[i] = l;
      right[i] = r;
      const bool carry = ++r == b_;
      l += carry;
      r = carry ? 0 : r;
    }
    on_cpu([=, &left, &right, a = a_, b = b_, keys = keys_] {
      for (int round = 0; round < kRounds; ++round) {
        const uint64_t key = keys[2 * round], other = keys[2 * round + 1];
        for (uint32_t i = 0; i < n; ++i) {
          left[i] = add(left[i], right[i], key, a);
          right[i] = add(right[i], left[i], other, b);
        }
      }
      for (uint32_t i = 0; i < n; ++i) out[i] = left[i] * uint64_t{b} + right[i];
    });
    for (uint32_t i = 0; i < n; ++i)
      if (out[i] >= n_) [[unlikely]] out[i] = (*this)(out[i]);
    out += n;
    count -= n;
  }
}

void Permutation::fill(uint64_t first, uint32_t count, const uint64_t* list, uint64_t* out) const {
  if (!list && first + count <= n_) return fill(first, count, out);
  for (uint32_t i = 0; i < count; ++i) {
    const uint64_t row = list ? list[i] : first + i;
    out[i] = (*this)(row < n_ ? row : row % n_);
  }
}

}  // namespace mockdata
