#include "providers/identifier.h"

#include "block/text_of.h"
#include "identifiers/ranges.h"
#include "random/permutation.h"

namespace mockdata {

namespace {

using identifiers::Pattern;
using identifiers::Range;

// Ranks of the range: random, or each at most once.
class RankedIdentifier final : public Column {
 public:
  RankedIdentifier(const Range& range, Key key, bool unique)
      : Column({TypeId::kText, 0, 0, {}}), pattern_(range.pattern), key_(key.value()), unique_(unique), ranks_(range.pattern.capacity(), key.value()) {}

  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    TextWriter text(out, rows.count, 24);
    for (uint32_t i = 0; i < rows.count; ++i) {
      const uint64_t rank = unique_ ? ranks_(rows[i]) : below64(bits(key_, rows[i]), ranks_.size());
      char* at = text.room(Pattern::kMaxSize);
      text.advance(at + pattern_.write(rank, at));
      text.end_row();
    }
  }

 private:
  const Pattern& pattern_;
  uint64_t key_;
  bool unique_;
  Permutation ranks_;
};

}  // namespace

std::string country_of(const MakeContext& context, const std::string& argument) {
  if (!argument.empty()) return argument;
  if (!context.country.empty()) return context.country;
  const std::size_t bar = context.locale.find('_');
  return bar == std::string::npos ? std::string() : context.locale.substr(bar + 1, 2);
}

Result<std::unique_ptr<Column>> make_identifier(std::string_view type, std::string_view country, MakeContext& c) {
  identifiers::Wish wish;
  wish.type = type;
  wish.country = country;
  wish.unique = c.unique;
  wish.values = c.unique ? c.rows : 1;
  wish.safety = c.validator_safety ? identifiers::Safety::kValidator : identifiers::Safety::kMax;
  MOCKDATA_ASSIGN(const identifiers::Choice choice, identifiers::choose(wish));
  if (c.notes && !choice.note.empty()) c.notes->push_back(choice.note);
  c.identifier = IdentifierUse{choice.range->type, choice.range->country, choice.range};
  return std::unique_ptr<Column>(std::make_unique<RankedIdentifier>(*choice.range, c.key, c.unique));
}

}  // namespace mockdata
