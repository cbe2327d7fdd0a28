// Weighted choice in constant time without a branch: Walker's alias method (1977) in Vose's form (1991), built in exact
// integer arithmetic, so that the table is the same everywhere.
//
// Slot i is chosen by the upper 32 bits of h; the lower 32 bits take i or its alias. Weights are first scaled to whole
// numbers that sum to n * 2^32 by largest remainders, so probabilities are exact to 2^-32 / n. A weight of zero never
// comes; one above zero may round to none when it is below that.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/bits.h"

namespace mockdata {

struct AliasSlot {
  uint32_t threshold;  // the slot's own value where (low 32 bits) < threshold; a full slot is its own alias
  uint32_t alias;
};

class AliasTable {
 public:
  AliasTable() = default;
  // REQUIRES 1 <= weights.size() < 2^31, every weight finite and >= 0, and one > 0.
  explicit AliasTable(std::span<const double> weights);
  uint32_t size() const { return static_cast<uint32_t>(slots_.size()); }
  uint32_t pick(uint64_t h) const { return pick(slots_.data(), size(), h); }
  const AliasSlot* slots() const { return slots_.data(); }
  static uint32_t pick(const AliasSlot* slots, uint32_t n, uint64_t h) {
    const uint32_t i = below(h, n);
    const AliasSlot slot = slots[i];
    const uint32_t own = static_cast<uint32_t>((static_cast<uint64_t>(static_cast<uint32_t>(h)) - slot.threshold) >> 32);
    return slot.alias ^ ((i ^ slot.alias) & own);
  }

 private:
  std::vector<AliasSlot> slots_;
};

}  // namespace mockdata
