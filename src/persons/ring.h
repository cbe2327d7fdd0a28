// A bijection of [0, n) for every tweak at the price of one hash and one look-up: a shuffled ring, entered at a place that
// the tweak decides. For small n, where persons walk round the ring many times.
#pragma once

#include <cstdint>
#include <vector>

#include "random/permutation.h"

namespace mockdata {

// Division by a number that is known beforehand: one multiplication for what fits 32 bits.
class Divisor {
 public:
  explicit Divisor(uint32_t n = 1) : n_(n), inverse_(n == 1 ? 0 : ~uint64_t{0} / n + 1) {}  // REQUIRES n >= 1
  uint64_t operator()(uint64_t x) const {
    if (x >> 32) return x / n_;
    return n_ == 1 ? x : static_cast<uint64_t>((static_cast<unsigned __int128>(x) * inverse_) >> 64);
  }

 private:
  uint64_t n_, inverse_;
};

class Ring {
 public:
  Ring() : Ring(1, 0) {}
  Ring(uint32_t n, uint64_t key) : key_(key) {  // REQUIRES n >= 1
    const Permutation permutation(n, key);
    for (uint32_t i = 0; i < n; ++i) order_.push_back(static_cast<uint32_t>(permutation(i)));
  }
  uint32_t size() const { return static_cast<uint32_t>(order_.size()); }
  // REQUIRES x < size()
  uint32_t operator()(uint32_t x, uint64_t tweak) const {
    const uint32_t at = x + below(bits(key_, tweak), size()), over = at - size();
    return order_[at >= size() ? over : at];
  }

 private:
  std::vector<uint32_t> order_;
  uint64_t key_;
};

}  // namespace mockdata
