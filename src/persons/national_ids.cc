#include "persons/national_ids.h"

#include "base/date.h"
#include "block/text_of.h"
#include "random/permutation.h"

namespace mockdata {

namespace {

using identifiers::Pattern;
using identifiers::Range;

// Where ages span a century, two birth dates may look alike in an id.
bool centuries_meet(const PersonOptions& o) { return o.oldest - o.youngest >= 99; }

class NationalIdColumn final : public Column {
 public:
  NationalIdColumn(const PersonDomain& domain, const std::vector<const Range*>& ranges, const Column* names, const Column* birth, const Column* run)
      : Column({TypeId::kText, 0, 0, {}}), names_(names), birth_(birth), run_(run), centuries_(centuries_meet(domain.options())) {
    const Key key = domain.options().key.with("national id");
    for (const Range* range : ranges) ids_.push_back({&range->pattern, Permutation(range->pattern.person_capacity(), key.with(range->country).value())});
  }
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const auto* names = scope.get(*names_).values<PersonDomain::Names>();
    const auto* births = scope.get(*birth_).values<int32_t>();
    const auto* runs = scope.get(*run_).values<int64_t>();
    TextWriter writer(out, rows.count, 24);
    for (uint32_t i = 0; i < rows.count; ++i) {
      const Id& id = ids_[ids_.size() == 1 ? 0 : names[i].home];
      const identifiers::Birth birth{births[i], names[i].female ? identifiers::Sex::kFemale : identifiers::Sex::kMale};
      char* at = writer.room(Pattern::kMaxSize);
      writer.advance(at + id.pattern->write_person(birth, serial(id, birth, rows[i], static_cast<uint64_t>(runs[i])), at));
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return {names_, birth_, run_}; }

 private:
  struct Id {
    const Pattern* pattern;
    Permutation serials;
  };

  uint64_t serial(const Id& id, const identifiers::Birth& birth, uint64_t person, uint64_t run) const {
    // Of those who share what the id says of the date: which one, and a tweak, so that the first of each day are not alike.
    uint64_t index = person, tweak = 0;
    if (const uint32_t period = id.pattern->period(); period == 1 && !centuries_) {
      index = run;
      tweak = static_cast<uint64_t>(birth.days);
    } else if (period) {
      const CivilDate date = civil_from_days(birth.days);
      const auto year = static_cast<uint64_t>(date.year % 100);
      index = run * period + (period == 1 ? 0 : period == 31 ? date.day - 1 : static_cast<uint64_t>(birth.days - days_from_civil(date.year, 1, 1)));
      if (centuries_) index = index * 2 + static_cast<uint64_t>(date.year / 100 % 2);
      tweak = year * 1000 + (period == 366 ? 0 : date.month * 40 + (period == 31 ? 0 : date.day));
    }
    tweak = tweak * 2 + (id.pattern->sexed() && birth.sex == identifiers::Sex::kFemale);
    return id.serials(index < id.serials.size() ? index : index % id.serials.size(), tweak);
  }

  const Column *names_, *birth_, *run_;
  bool centuries_;
  std::vector<Id> ids_;
};

}  // namespace

std::unique_ptr<Column> make_national_id_column(const PersonDomain& domain, const std::vector<const Range*>& ranges, const Column* names, const Column* birth, const Column* run) {
  return std::make_unique<NationalIdColumn>(domain, ranges, names, birth, run);
}

Result<identifiers::Choice> choose_national_id(const PersonDomain& domain, std::string_view country, const NationalIdWish& wish) {
  const PersonOptions& o = domain.options();
  identifiers::Wish asked;
  asked.type = "national_id";
  asked.country = country;
  asked.person = true;
  asked.unique = wish.unique;
  if (wish.unique) {
    asked.values = domain.table().rows();
    asked.per_day = (domain.table().rows() / (uint64_t{365} * static_cast<uint64_t>(o.oldest - o.youngest + 1)) + 1) * (centuries_meet(o) ? 2 : 1);
  }
  asked.safety = wish.validator_safety ? identifiers::Safety::kValidator : identifiers::Safety::kMax;
  return identifiers::choose(asked);
}

}  // namespace mockdata
