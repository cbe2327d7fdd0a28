#include "providers/identifier.h"

#include "block/text_of.h"
#include "identifiers/ranges.h"
#include "random/permutation.h"

namespace mockdata {

namespace {

using identifiers::Birth;
using identifiers::Pattern;
using identifiers::Range;
using identifiers::Sex;

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

// Serials of one person's birth date and sex.
class PersonIdentifier final : public Column {
 public:
  PersonIdentifier(const Range& range, Key key, const PersonColumns& person)
      : Column({TypeId::kText, 0, 0, {}}), pattern_(range.pattern), key_(key.value()), sex_key_(key.with("sex").value()), person_(person),
        serials_(range.pattern.person_capacity(), key.value()) {}

  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const Block& births = scope.get(*person_.birth);
    const Block* females = person_.female ? &scope.get(*person_.female) : nullptr;
    const Block* ordinals = person_.ordinal ? &scope.get(*person_.ordinal) : nullptr;
    TextWriter text(out, rows.count, 24);
    for (uint32_t i = 0; i < rows.count; ++i) {
      const bool female = females && females->valid(i) ? females->values<uint8_t>()[i] != 0 : bits(sex_key_, rows[i]) >> 63 != 0;
      const Birth birth{births.valid(i) ? births.values<int32_t>()[i] : 0, female ? Sex::kFemale : Sex::kMale};
      // Each birth date and sex has a shuffle of its own, so that the first of a day are not alike.
      const uint64_t serial = ordinals ? serials_(static_cast<uint64_t>(ordinals->values<int64_t>()[i]), static_cast<uint64_t>(birth.days) * 2 + female)
                                       : below64(bits(key_, rows[i]), serials_.size());
      char* at = text.room(Pattern::kMaxSize);
      text.advance(at + pattern_.write_person(birth, serial, at));
      text.end_row();
    }
  }
  std::vector<const Column*> reads() const override {
    std::vector<const Column*> all{person_.birth};
    if (person_.female) all.push_back(person_.female);
    if (person_.ordinal) all.push_back(person_.ordinal);
    return all;
  }

 private:
  const Pattern& pattern_;
  uint64_t key_, sex_key_;
  PersonColumns person_;
  Permutation serials_;
};

}  // namespace

std::string country_of(const MakeContext& context, const std::string& argument) {
  if (!argument.empty()) return argument;
  if (!context.country.empty()) return context.country;
  const std::size_t bar = context.locale.find('_');
  return bar == std::string::npos ? std::string() : context.locale.substr(bar + 1, 2);
}

Result<std::unique_ptr<Column>> make_identifier(std::string_view type, std::string_view country, MakeContext& c, const PersonColumns* person) {
  identifiers::Wish wish;
  wish.type = type;
  wish.country = country;
  wish.person = person != nullptr;
  wish.serials = person && c.unique && person->ordinal ? person->most_ordinals : 0;
  wish.unique = c.unique;
  wish.values = c.unique ? c.rows : 1;
  wish.safety = c.validator_safety ? identifiers::Safety::kValidator : identifiers::Safety::kMax;
  MOCKDATA_ASSIGN(const identifiers::Choice choice, identifiers::choose(wish));
  if (c.notes && !choice.note.empty()) c.notes->push_back(choice.note);
  c.identifier = IdentifierUse{choice.range->type, choice.range->country, choice.range};
  const Pattern& pattern = choice.range->pattern;
  // Without a number of its own within the day, a unique id is a rank of the whole range, whose birth date is the range's own.
  const bool follows = person && pattern.person_capacity() > 0 && (pattern.dated() || pattern.sexed()) && (!c.unique || person->ordinal);
  if (person && c.unique && !follows && pattern.dated() && c.notes)
    c.notes->push_back(std::string(type) + ": unique, so its birth date is not that of the row's person");
  if (follows) return std::unique_ptr<Column>(std::make_unique<PersonIdentifier>(*choice.range, c.key, *person));
  return std::unique_ptr<Column>(std::make_unique<RankedIdentifier>(*choice.range, c.key, c.unique));
}

}  // namespace mockdata
