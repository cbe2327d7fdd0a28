// Keys of rows as bytes, and sets of keys in bounded memory.
//
// A set larger than the memory given is compared in partitions: when a pass fills the table, it keeps only the keys whose hash ends
// in its partition's bits and leaves the others to later passes over the data. Inside a partition keys are compared byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "verify/cells.h"

namespace mockdata::verify {

// Appends the cell to a key. Equal values give equal bytes, whatever their type's width: 1, 1.0 and 1.00 are equal, "1" is not.
// With `as_text` every cell is compared as its text, as formats without types demand. REQUIRES a value.
void append_key(const Cell& cell, bool as_text, std::string& key);

uint64_t hash_key(std::string_view key);

// The part of the keys that a pass looks at.
struct Partition {
  unsigned bits = 0;
  uint64_t value = 0;
  bool holds(uint64_t hash) const { return (hash & ((uint64_t{1} << bits) - 1)) == value; }
};

// Partitions still to be looked at; begins with one that holds everything.
class Partitions {
 public:
  bool next(Partition& partition) {
    if (waiting_.empty()) return false;
    partition = waiting_.back();
    waiting_.pop_back();
    return true;
  }
  // Halves `partition`: the caller goes on with the lower half, the upper one waits. False when there are no more bits.
  bool split(Partition& partition) {
    if (partition.bits == 40) return false;
    waiting_.push_back({partition.bits + 1, partition.value | uint64_t{1} << partition.bits});
    ++partition.bits;
    return true;
  }

 private:
  std::vector<Partition> waiting_{{}};
};

// An exact set of keys in about `memory` bytes.
class KeyTable {
 public:
  explicit KeyTable(size_t memory);
  enum class Inserted { kNew, kKnown, kFull };
  // kFull: not inserted; keep() a smaller partition, or clear().
  Inserted insert(std::string_view key, uint64_t hash);
  bool contains(std::string_view key, uint64_t hash) const;
  // Hints that a key with this hash comes soon; prefetch() some keys ahead, then prefetch_key() with the slot at hand.
  void prefetch(uint64_t hash) const { __builtin_prefetch(&slots_[(hash >> 20) & (slots_.size() - 1)]); }
  void prefetch_key(uint64_t hash) const {
    const Slot& slot = slots_[(hash >> 20) & (slots_.size() - 1)];
    if (slot.place != 0) __builtin_prefetch(bytes_.data() + slot.place - 1);
  }
  // Forgets the keys outside of the partition.
  void keep(const Partition& partition);
  void clear();
  size_t size() const { return count_; }

 private:
  struct Slot {
    uint64_t hash = 0;
    uint32_t place = 0;  // in bytes_, plus one; 0: free
    uint32_t length = 0;
  };
  size_t find(std::string_view key, uint64_t hash) const;
  void resize(size_t slots);
  size_t memory_;
  std::vector<Slot> slots_;
  std::string bytes_;
  size_t count_ = 0;
};

// A set of hashes only, which proves that keys differ: much smaller than the keys, and enough as long as no two are equal.
class HashTable {
 public:
  explicit HashTable(size_t memory);
  KeyTable::Inserted insert(uint64_t hash);
  void prefetch(uint64_t hash) const { __builtin_prefetch(&slots_[(hash >> 20) & (slots_.size() - 1)]); }
  void prefetch_key(uint64_t) const {}
  void keep(const Partition& partition);
  void clear();

 private:
  bool put(uint64_t hash);
  std::vector<uint64_t> slots_;  // 0: free
  size_t count_ = 0, largest_;
};

}  // namespace mockdata::verify
