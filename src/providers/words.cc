#include "providers/words.h"

#include "block/each_row.h"

namespace mockdata {

namespace {

class WordColumn final : public Column {
 public:
  WordColumn(Words words, TypeId type, Key key, bool unique)
      : Column({type, 0, 0, {}}), words_(std::move(words)), key_(key.value()), unique_(unique), permutation_(words_.size(), key_) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    uint32_t* index = out.own_pool(rows.count, words_.pool());
    const uint32_t n = words_.size();
    const AliasSlot* slots = words_.slots();
    if (unique_) {
      for (uint32_t i = 0; i < rows.count; ++i) index[i] = static_cast<uint32_t>(permutation_(rows[i] % n));
    } else if (slots) {
      for_each_row(rows, [=, key = key_](std::size_t i, uint64_t at) { index[i] = AliasTable::pick(slots, n, drawn(at, key)); });
    } else {
      for_each_row(rows, [=, key = key_](std::size_t i, uint64_t at) { index[i] = below(drawn(at, key), n); });
    }
  }

 private:
  Words words_;
  uint64_t key_;
  bool unique_;
  Permutation permutation_;
};

}  // namespace

MadeColumn word_column(MakeContext& c, std::string_view what, Words words, TypeId type) {
  MOCKDATA_CHECK(check_space(c, what, words.size()));
  return std::unique_ptr<Column>(std::make_unique<WordColumn>(std::move(words), type, c.key, c.unique));
}

}  // namespace mockdata
