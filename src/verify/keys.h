// Keys of rows as fingerprints, and sets of them in bounded memory.
//
// A fingerprint is 128 bits of a hash of all legs. Two different keys have the same one with a chance of 2^-128, so that among n
// keys a repeat is invented, or a dangling reference taken for a true one, with a chance near n^2 / 2^128: 10^-20 for 10^9 keys.
// A set larger than the memory given is compared in partitions by the low bits of the fingerprints, a pass over the data for each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "verify/cells.h"

namespace mockdata::verify {

struct Fingerprint {
  uint64_t low = 0, high = 0;
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// The fingerprint of a key, leg by leg. Equal values give equal ones, whatever their type's width: 1, 1.0 and 1.00 are equal, "1"
// is not. With `as_text` every cell is compared as its text, as formats without types demand.
class KeyHash {
 public:
  // REQUIRES a value.
  void add(const Cell& cell, bool as_text);
  Fingerprint finish() const;

 private:
  void add(char tag, std::string_view bytes);
  void add(char tag, uint64_t word);
  void mix(uint64_t word);
  void add_decimal(__int128 value, unsigned scale);
  uint64_t a_ = 0x9E6C63D0876A9F4Bu, b_ = 0xC2B2AE3D27D4EB4Fu;
};

// The part of the keys that a pass looks at.
struct Partition {
  unsigned bits = 0;
  uint64_t value = 0;
  bool holds(const Fingerprint& key) const { return (key.low & ((uint64_t{1} << bits) - 1)) == value; }
};

// Partitions still to be looked at: together they hold everything.
class Partitions {
 public:
  // As many as `keys` need when a pass may hold `at_a_time` of them.
  Partitions(uint64_t keys, uint64_t at_a_time);
  bool next(Partition& partition);
  // Halves a partition that turned out too large: both halves wait. False when there are no more bits.
  bool split(const Partition& partition);

 private:
  std::vector<Partition> waiting_;
};

// A set of fingerprints in `memory` bytes at most (and half as much again for a moment while it grows).
class FingerprintSet {
 public:
  // Begins large enough for `expected` keys.
  FingerprintSet(std::size_t memory, uint64_t expected);
  // How many it can hold.
  uint64_t largest() const { return largest_ / 4 * 3; }
  enum class Inserted { kNew, kKnown, kFull };
  Inserted insert(const Fingerprint& key);
  bool contains(const Fingerprint& key) const { return slots_[find(key)] != Fingerprint{}; }
  // Hints that this key comes soon.
  void prefetch(const Fingerprint& key) const { __builtin_prefetch(&slots_[place(key)]); }
  void clear();

 private:
  std::size_t place(const Fingerprint& key) const {
    return static_cast<std::size_t>((static_cast<unsigned __int128>(key.high) * slots_.size()) >> 64);
  }
  std::size_t find(const Fingerprint& key) const;
  void resize(std::size_t slots);
  std::vector<Fingerprint> slots_;  // all zero: free
  std::size_t count_ = 0, largest_;
};

}  // namespace mockdata::verify
