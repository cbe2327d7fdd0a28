// The names of many persons: drawn by weight, and numbered so that no two persons of one domain share name and number.
//
// Person p of a locale and sex gets a pair of alias slots and a round: p -> (last slot, first slot, round) is a bijection
// (two shuffled rings and two divisions), and growing the domain changes nobody. The name in a slot is the slot's own
// or its alias, by further bits. Persons who share a *folded* pair of names ("mueller", "müller") then differ in which of
// the slots that may give it they have, or in the round: that ordinal is the number behind their e-mail address. It is
// dense: about as large as the number of persons who share the name. No memory, no retry, exact weights.
#pragma once

#include <string>
#include <vector>

#include "block/owned_pool.h"
#include "persons/fold.h"
#include "persons/ring.h"
#include "vocabulary/vocabulary.h"

namespace mockdata {

// One of the lists that names are drawn from: the male first names of fi_FI, the last names of sv_SE.
struct NameList {
  uint32_t slots = 0;
  uint32_t base = 0;                 // of the list in NameSpace's pool
  uint32_t first_slot = 0;           // in NameSpace's slot table
  Ring ring;
  Divisor by_slots;                  // divides by slots
};

class NameSpace {
 public:
  struct Outcome {
    uint32_t name;                   // by index in the pool
    uint32_t rank;                   // place among all slots of the list that may give the same folded name
  };
  struct Slot {
    uint32_t threshold;              // the slot's own name where the low bits are <= threshold
    Outcome outcomes[2];             // its own, its alias
    const Outcome& outcome(uint64_t bits) const { return outcomes[static_cast<uint32_t>(bits) > threshold]; }
  };
  struct Name {
    uint32_t slots = 1;              // how many (slot, outcome) pairs of its list give the same folded text
    uint32_t lists = 1, list_rank = 0;  // how many lists hold that folded text, and which of them this is
  };

  // Adds a list; `display` and `romanized` are the columns of its texts and of what is folded.
  uint32_t add(const TextList& list, const Fold& fold, uint64_t key, std::size_t display = 0, std::size_t romanized = 0);
  // Call once, after the last add().
  void finish();

  const NameList& list(uint32_t id) const { return lists_[id]; }
  const Slot& slot(const NameList& list, uint64_t slot) const { return slots_[list.first_slot + slot]; }
  const Name& name(uint32_t index) const { return names_[index]; }
  const TextPool* pool() const { return pool_->view(); }        // as written
  const TextPool* folded() const { return folded_pool_->view(); }  // for addresses

 private:
  std::vector<NameList> lists_;
  std::vector<Slot> slots_;
  std::vector<Name> names_;
  std::vector<std::string> texts_, folded_;
  std::unique_ptr<OwnedPool> pool_, folded_pool_;
};

}  // namespace mockdata
