// The only source of randomness: 64 bits as a pure function of a key and a row number.
//
// bits(key, row) is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, with Stafford's "mix13" constants) over
// row * phi + key. It costs about 0.8 ns a row on AVX2, vectorises as a plain loop, and can start at any row.
// Two columns are independent because their keys are hashed from names (Key); keys that differ by a multiple of phi
// would give shifted copies of one column, which for random keys and 10^10 rows of 100 columns has a chance near 5e-6.
//
// below(h, n) maps 32 random bits on [0, n) by multiply-high; its bias is at most n / 2^32 (n / 2^64 for below64).
#pragma once

#include <cstdint>
#include <string_view>

namespace mockdata {

inline constexpr uint64_t kPhi = 0x9E3779B97F4A7C15u;

inline constexpr uint64_t mix13(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

inline constexpr uint64_t bits(uint64_t key, uint64_t row) { return mix13(row * kPhi + key); }

// A number in [0, n) from the upper 32 bits of h. REQUIRES n < 2^32.
inline constexpr uint32_t below(uint64_t h, uint32_t n) { return static_cast<uint32_t>(((h >> 32) * n) >> 32); }

// A number in [0, n) from all 64 bits of h.
inline constexpr uint64_t below64(uint64_t h, uint64_t n) {
  return static_cast<uint64_t>((static_cast<unsigned __int128>(h) * n) >> 64);
}

// The same in 32-bit products, which compilers make vector code of.
inline constexpr uint64_t high_product(uint64_t h, uint64_t n) {
  const uint64_t a = h >> 32, b = h & 0xFFFFFFFFu, c = n >> 32, d = n & 0xFFFFFFFFu;
  const uint64_t ad = a * d, bc = b * c;
  const uint64_t middle = (b * d >> 32) + (ad & 0xFFFFFFFFu) + (bc & 0xFFFFFFFFu);
  return a * c + (ad >> 32) + (bc >> 32) + (middle >> 32);
}

// A number in [0, n) that takes the cheap way where n allows it. The choice depends on n alone.
inline constexpr uint64_t bounded(uint64_t h, uint64_t n) { return n <= 0xFFFFFFFFu ? below(h, static_cast<uint32_t>(n)) : below64(h, n); }

// A threshold t such that (h >> 32) < t with probability p, p in [0, 1]; 2^32 means always.
inline constexpr uint64_t threshold32(double p) {
  return p <= 0 ? 0 : p >= 1 ? (uint64_t{1} << 32) : static_cast<uint64_t>(p * 4294967296.0 + 0.5);
}

// A key made of names. `with` absorbs one more name or number; the order counts, and ("a","bc") differs from ("ab","c").
// Names are absorbed eight bytes at a time through a bijection of the state, so two different names of one length of up
// to eight bytes never collide, and longer ones with a chance of 2^-64.
class Key {
 public:
  constexpr explicit Key(uint64_t seed = 0) : state_(mix13(seed ^ 0x6D6F636B64617461u)) {}
  constexpr Key with(std::string_view name) const {
    uint64_t state = state_;
    for (std::size_t i = 0; i < name.size(); i += 8) {
      uint64_t word = 0;
      for (std::size_t j = 0; j < 8 && i + j < name.size(); ++j)
        word |= static_cast<uint64_t>(static_cast<unsigned char>(name[i + j])) << (8 * j);
      state = mix13((state ^ word) * kPhi + 1);
    }
    return Key(mix13((state ^ name.size()) * kPhi + 2), Raw{});
  }
  constexpr Key with(uint64_t number) const { return Key(mix13((mix13(number + kPhi) ^ state_) * kPhi + 3), Raw{}); }
  constexpr uint64_t value() const { return state_; }
  constexpr uint64_t at(uint64_t row) const { return bits(state_, row); }
  friend constexpr bool operator==(Key a, Key b) { return a.state_ == b.state_; }

 private:
  struct Raw {};
  constexpr Key(uint64_t state, Raw) : state_(state) {}
  uint64_t state_;
};

}  // namespace mockdata
