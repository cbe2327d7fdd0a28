// A keyed bijection of [0, n) for any n: unique values without memory or retries.
//
// Mixed-radix Feistel network (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002): x = l * b + r with
// a = ceil(sqrt n) and b = ceil(n / a); six half-rounds add a hash of one half to the other, modulo its own radix. The
// domain a * b exceeds n by less than a, so a result outside [0, n) (chance below 1 / sqrt n) is simply sent through
// again (cycle walking), which ends because the map on [0, a * b) is a bijection. Halves are below 2^32, so that a round is 32-bit
// arithmetic (the finaliser of xxHash32 over half and key), of which a vector register holds many.
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
  // The images of any rows, modulo size(): of the `list`, or of first, first + 1, … where that is nullptr.
  void fill(uint64_t first, uint32_t count, const uint64_t* list, uint64_t* out) const;
  // Another bijection of [0, n) for each tweak, at no cost of set-up.
  uint64_t operator()(uint64_t x, uint64_t tweak) const {
    do {
      uint32_t l = static_cast<uint32_t>(x / b_), r = static_cast<uint32_t>(x - l * uint64_t{b_});
      for (int i = 0; i < kRounds; ++i) {
        l = add(l, r, mix13(keys_[2 * i] + tweak), a_);
        r = add(r, l, mix13(keys_[2 * i + 1] + tweak), b_);
      }
      x = l * uint64_t{b_} + r;
    } while (x >= n_);
    return x;
  }
  uint64_t inverse(uint64_t y) const {
    do y = back(y); while (y >= n_);
    return y;
  }

 private:
  static constexpr int kRounds = 3;  // pairs of half-rounds
  // A number below the radix that the half and the upper bits of the key tell.
  static uint32_t step(uint32_t half, uint64_t key, uint32_t radix) {
    uint32_t h = half * 0x9E3779B1u + static_cast<uint32_t>(key >> 32);
    h = (h ^ h >> 15) * 0x85EBCA77u;
    h = (h ^ h >> 13) * 0xC2B2AE3Du;
    h ^= h >> 16;
    return static_cast<uint32_t>(static_cast<uint64_t>(h) * radix >> 32);
  }
  // x plus or minus a step, modulo the radix. REQUIRES x < radix.
  static uint32_t add(uint32_t x, uint32_t half, uint64_t key, uint32_t radix) {
    const uint32_t d = step(half, key, radix), room = radix - d;
    return x >= room ? x - room : x + d;
  }
  static uint32_t subtract(uint32_t x, uint32_t half, uint64_t key, uint32_t radix) {
    const uint32_t d = step(half, key, radix);
    return x >= d ? x - d : x + (radix - d);
  }
  uint64_t once(uint64_t x) const {
    uint32_t l = static_cast<uint32_t>(x / b_), r = static_cast<uint32_t>(x - l * uint64_t{b_});
    for (int i = 0; i < kRounds; ++i) {
      l = add(l, r, keys_[2 * i], a_);
      r = add(r, l, keys_[2 * i + 1], b_);
    }
    return l * uint64_t{b_} + r;
  }
  uint64_t back(uint64_t y) const {
    uint32_t l = static_cast<uint32_t>(y / b_), r = static_cast<uint32_t>(y - l * uint64_t{b_});
    for (int i = kRounds - 1; i >= 0; --i) {
      r = subtract(r, l, keys_[2 * i + 1], b_);
      l = subtract(l, r, keys_[2 * i], a_);
    }
    return l * uint64_t{b_} + r;
  }
  uint64_t n_;
  uint32_t a_, b_;
  uint64_t keys_[2 * kRounds];
};

}  // namespace mockdata
