// A keyed bijection of [0, n) for any n: unique values without memory or retries.
//
// Mixed-radix Feistel network (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002): x = l * b + r with
// a = ceil(sqrt n) and b = ceil(n / a); six half-rounds add a hash of one half to the other, modulo its own radix. The
// domain a * b exceeds n by less than a, so a result outside [0, n) (chance below 1 / sqrt n) is simply sent through
// again (cycle walking), which ends because the map on [0, a * b) is a bijection. 3 to 4 ns a value.
// Limits: n <= 2^63; it is a shuffle, not encryption. Tested exhaustively for every n <= 300.
#pragma once

#include <cstdint>

#include "base/bits.h"

namespace mockdata {

class Permutation {
 public:
  Permutation() : Permutation(1, 0) {}
  Permutation(uint64_t n, uint64_t key);  // REQUIRES 1 <= n <= 2^63
  uint64_t size() const { return n_; }
  // REQUIRES x < size()
  uint64_t operator()(uint64_t x) const {
    do x = once(x); while (x >= n_);
    return x;
  }
  // The images of first, first + 1, …: the same, many at a time. REQUIRES first + count <= size().
  void fill(uint64_t first, uint32_t count, uint64_t* out) const;
  // Another bijection of [0, n) for each tweak, at no cost of set-up.
  uint64_t operator()(uint64_t x, uint64_t tweak) const {
    do {
      uint64_t l = x / b_, r = x - l * b_;
      for (int i = 0; i < kRounds; ++i) {
        l = add(l, r, mix13(keys_[2 * i] + tweak), a_);
        r = add(r, l, mix13(keys_[2 * i + 1] + tweak), b_);
      }
      x = l * b_ + r;
    } while (x >= n_);
    return x;
  }
  uint64_t inverse(uint64_t y) const {
    do y = back(y); while (y >= n_);
    return y;
  }

 private:
  static constexpr int kRounds = 3;  // pairs of half-rounds
  static uint64_t add(uint64_t x, uint64_t half, uint64_t key, uint64_t radix) {
    x += (static_cast<uint64_t>(static_cast<uint32_t>(mix13(half * kPhi + key) >> 32)) * radix) >> 32;
    return x >= radix ? x - radix : x;
  }
  static uint64_t subtract(uint64_t x, uint64_t half, uint64_t key, uint64_t radix) {
    const uint64_t d = (static_cast<uint64_t>(static_cast<uint32_t>(mix13(half * kPhi + key) >> 32)) * radix) >> 32;
    return x >= d ? x - d : x + radix - d;
  }
  uint64_t once(uint64_t x) const {
    uint64_t l = x / b_, r = x - l * b_;
    for (int i = 0; i < kRounds; ++i) {
      l = add(l, r, keys_[2 * i], a_);
      r = add(r, l, keys_[2 * i + 1], b_);
    }
    return l * b_ + r;
  }
  uint64_t back(uint64_t y) const {
    uint64_t l = y / b_, r = y - l * b_;
    for (int i = kRounds - 1; i >= 0; --i) {
      r = subtract(r, l, keys_[2 * i + 1], b_);
      l = subtract(l, r, keys_[2 * i], a_);
    }
    return l * b_ + r;
  }
  uint64_t n_, a_, b_;
  uint64_t keys_[2 * kRounds];
};

}  // namespace mockdata
