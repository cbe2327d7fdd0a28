// Texts to pick from inside a writer: a list of the program's own, or one of the vocabulary with its weights.
// Copies share their texts; a view of a vocabulary lives as long as that.
#pragma once

#include <algorithm>
#include <memory>
#include <span>

#include "block/owned_pool.h"
#include "providers/write.h"

namespace mockdata {

class Words {
 public:
  Words() : Words(std::vector<std::string>{""}) {}
  explicit Words(const std::vector<std::string>& texts) : own_(std::make_shared<OwnedPool>(texts)), pool_(own_->view()) { measure(); }
  explicit Words(std::span<const char* const> texts) : Words(std::vector<std::string>(texts.begin(), texts.end())) {}
  // `slots` may be nullptr: every text is equally likely.
  Words(const std::vector<std::string>& texts, const AliasSlot* slots) : Words(texts) { slots_ = slots; }
  Words(const TextPool* pool, const AliasSlot* slots) : pool_(pool), slots_(slots) { measure(); }

  uint32_t size() const { return pool_->size; }
  std::size_t longest() const { return longest_; }
  std::string_view operator[](uint32_t i) const { return pool_->text(i); }
  const TextPool* pool() const { return pool_; }
  const AliasSlot* slots() const { return slots_; }

  // By weight where the draws are free, each equally often where they are the digits of a rank.
  std::string_view pick(CellDraws& draws) const {
    return pool_->text(slots_ ? AliasTable::pick(slots_, pool_->size, draws.bits()) : draws.below(pool_->size));
  }
  std::string_view pick(RankDigits& digits) const { return pool_->text(digits.below(pool_->size)); }
  template <class Draws>
  char* write(char* out, Draws& draws) const { return copy_padded(out, pick(draws)); }

 private:
  void measure() {
    for (uint32_t i = 0; i < pool_->size; ++i) longest_ = std::max(longest_, pool_->text(i).size());
  }
  std::shared_ptr<const OwnedPool> own_;
  const TextPool* pool_ = nullptr;
  const AliasSlot* slots_ = nullptr;
  std::size_t longest_ = 0;
};

// A column that is one of the words: a dictionary, the cheapest text there is.
MadeColumn word_column(MakeContext& c, std::string_view what, Words words, TypeId type = TypeId::kText);

}  // namespace mockdata
