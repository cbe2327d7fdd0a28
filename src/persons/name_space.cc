#include "persons/name_space.h"

#include <unordered_map>

namespace mockdata {

uint32_t NameSpace::add(const TextList& list, const Fold& fold, uint64_t key, std::size_t display, std::size_t romanized) {
  NameList added;
  added.slots = list.rows;
  added.base = static_cast<uint32_t>(texts_.size());
  added.first_slot = static_cast<uint32_t>(slots_.size());
  added.ring = Ring(list.rows, key);
  added.by_slots = Divisor(list.rows);
  std::unordered_map<std::string, uint32_t> group;  // folded text -> (slot, outcome) pairs so far
  for (uint32_t i = 0; i < list.rows; ++i) {
    texts_.emplace_back(list.text(i, display));
    folded_.push_back(fold(list.text(i, romanized)));
  }
  for (uint32_t i = 0; i < list.rows; ++i) {
    const AliasSlot s = list.alias ? list.alias[i] : AliasSlot{0xFFFFFFFFu, i};
    Slot slot{s.threshold, {{added.base + i, 0}, {added.base + s.alias, 0}}};
    slot.outcomes[0].rank = group[folded_[added.base + i]]++;
    slot.outcomes[1].rank = s.alias == i ? slot.outcomes[0].rank : group[folded_[added.base + s.alias]]++;
    slots_.push_back(slot);
  }
  names_.resize(texts_.size());
  for (uint32_t i = added.base; i < texts_.size(); ++i) names_[i].slots = group[folded_[i]];
  lists_.push_back(std::move(added));
  return static_cast<uint32_t>(lists_.size() - 1);
}

void NameSpace::finish() {
  std::unordered_map<std::string_view, std::vector<uint32_t>> holders;  // folded text -> lists that hold it
  for (uint32_t l = 0; l < lists_.size(); ++l)
    for (uint32_t i = 0; i < lists_[l].slots; ++i) {
      std::vector<uint32_t>& lists = holders[folded_[lists_[l].base + i]];
      if (lists.empty() || lists.back() != l) lists.push_back(l);
    }
  for (uint32_t l = 0; l < lists_.size(); ++l)
    for (uint32_t i = 0; i < lists_[l].slots; ++i) {
      Name& name = names_[lists_[l].base + i];
      const std::vector<uint32_t>& lists = holders[folded_[lists_[l].base + i]];
      name.lists = static_cast<uint32_t>(lists.size());
      while (lists[name.list_rank] != l) ++name.list_rank;
    }
  pool_ = std::make_unique<OwnedPool>(texts_);
  folded_pool_ = std::make_unique<OwnedPool>(folded_);
}

}  // namespace mockdata
