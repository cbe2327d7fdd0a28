#include "persons/persons.h"

#include <algorithm>

#include "block/combine.h"
#include "persons/national_ids.h"
#include "persons/drift.h"
#include "persons/person_columns.h"
#include "vocabulary/expand.h"

namespace mockdata {

namespace {

constexpr uint32_t kStreets = 1024;  // invented street names a locale

// "…{{last_name}} {{first_name}}…": whether the family name comes first, and what stands between the two.
void read_name_order(const TextList& formats, bool& family_first, std::string& gap) {
  for (uint32_t i = 0; i < formats.rows; ++i) {
    const std::string_view text = formats.text(i);
    const std::size_t first = text.find("{{first"), last = text.find("{{last");
    if (first == std::string_view::npos || last == std::string_view::npos) continue;
    const std::size_t end = text.find("}}", std::min(first, last)) + 2, next = std::max(first, last);
    if (text.substr(end, next - end).find_first_not_of(" ,") != std::string_view::npos) continue;
    family_first = last < first;
    gap = text.substr(end, next - end);
    return;
  }
}

// What stands around street and number in "{{building_number}} {{street_name}}".
void read_street_order(const TextList& formats, bool& number_first, std::string& gap) {
  for (uint32_t i = 0; i < formats.rows; ++i) {
    const std::string_view text = formats.text(i);
    const std::size_t number = text.find("{{building_number"), street = text.find("{{street_name}}");
    if (number == std::string_view::npos || street == std::string_view::npos) continue;
    const std::size_t end = text.find("}}", std::min(number, street)) + 2, next = std::max(number, street);
    if (text.substr(end, next - end).find("{{") != std::string_view::npos) continue;
    number_first = number < street;
    gap = text.substr(end, next - end);
    return;
  }
}

// The address lines of a country, from libaddressinput's "%N%n%A%n%Z %C": A street, C city, S region, Z code, or literals.
std::vector<std::pair<char, std::string>> address_parts(std::string_view format) {
  std::vector<std::pair<char, std::string>> parts;
  std::string literal;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      literal += format[i];
      continue;
    }
    const char mark = format[++i];
    if (mark == 'n') {
      if (!parts.empty()) literal += '\n';
    } else if (mark == 'A' || mark == 'C' || mark == 'S' || mark == 'Z') {
      while (literal.size() > 1 && literal[0] == '\n' && literal[1] == '\n') literal.erase(0, 1);
      if (!literal.empty()) parts.emplace_back('\0', literal);
      literal.clear();
      parts.emplace_back(mark, "");
    }
  }
  return parts;
}

std::vector<const identifiers::Range*> once_each(const std::vector<const identifiers::Range*>& ranges) {
  std::vector<const identifiers::Range*> found;
  for (const identifiers::Range* range : ranges)
    if (std::find(found.begin(), found.end(), range) == found.end()) found.push_back(range);
  return found;
}

}  // namespace

Status PersonDomain::add_home(const std::string& name, std::vector<std::string>& notes) {
  Home home;
  MOCKDATA_ASSIGN(home.locale, vocabulary_.locale(name));
  home.country = vocabulary_.country(home.locale->country());
  if (!home.country) return invalid_error("the locale " + name + " has no country, so its persons have no address", {}, "use a locale with a country, such as en_US");
  MOCKDATA_ASSIGN(home.places, vocabulary_.places(home.country->code));
  const Fold fold(vocabulary_, *home.locale);
  const auto find = [&](std::initializer_list<const char*> lists) {
    Found found;
    for (const char* list : lists)  // the locale's own lists before a parent's
      if (const Found f = home.locale->find(list); f && (!found || (found.fallback && !f.fallback))) found = f;
    if (found.fallback && std::find(notes.begin(), notes.end(), found.note()) == notes.end()) notes.push_back(found.note());
    return found.list;
  };
  const Key key = options_.key.with(name);
  const auto add = [&](NameSpace& space, std::array<uint32_t, 2>& ids, const TextList* male, const TextList* female, const char* what) -> Status {
    if (!male || !female) return invalid_error("the locale " + name + " has no " + what);
    const auto one = [&](const TextList& list, const char* sex) {
      const std::size_t romanized = list.columns.size() == 3 ? 2 : 0;  // (written, spoken, romanized)
      return space.add(list, fold, key.with(what).with(sex).value(), 0, romanized);
    };
    ids[0] = one(*male, "m");
    ids[1] = male == female ? ids[0] : one(*female, "f");
    return {};
  };
  // First names by decade of birth where somebody has counted them, else those of all who live.
  const Locale* namer = home.locale;
  while (namer->parent() && !namer->owns("person")) namer = namer->parent();
  const TextList* men = find({"person.first_name_male_pairs", "person.first_names_male", "person.first_names"});
  const TextList* women = find({"person.first_name_female_pairs", "person.first_names_female", "person.first_names"});
  if (namer->decades().empty()) {
    MOCKDATA_CHECK(add(firsts_, home.first.emplace_back(), men, women, "first names"));
  } else {
    const BirthRule births(options_);
    const DecadeNames* before = nullptr;
    for (int decade = births.first_decade(); decade <= births.last_decade(); decade += 10) {
      const auto names = std::min_element(namer->decades().begin(), namer->decades().end(), [&](const DecadeNames& a, const DecadeNames& b) { return std::abs(a.decade - decade) < std::abs(b.decade - decade); });
      home.first.push_back(home.first.empty() ? std::array<uint32_t, 2>{} : home.first.back());
      if (&*names != before) MOCKDATA_CHECK(add(firsts_, home.first.back(), names->male, names->female, ("first names of " + std::to_string(names->decade)).c_str()));
      before = &*names;
    }
  }
  MOCKDATA_CHECK(add(lasts_, home.last, find({"person.last_name_pairs", "person.last_names_male", "person.last_names"}),
                     find({"person.last_name_pairs", "person.last_names_female", "person.last_names"}), "last names"));
  home.name_gap = " ";
  if (const Found formats = home.locale->find("person.formats")) read_name_order(*formats.list, home.family_first, home.name_gap);
  for (const int female : {0, 1}) {
    Found list = home.locale->find(female ? "person.prefixes_female" : "person.prefixes_male");
    if (!list || list.fallback) list = home.locale->owns("person") ? home.locale->find("person.prefixes") : list;
    home.first_prefix[female] = static_cast<uint32_t>(prefix_texts_.size());
    if (list && !(list.fallback && home.locale->owns("person")))
      for (uint32_t i = 0; i < list.list->rows; ++i) prefix_texts_.emplace_back(list.list->text(i));
    home.prefixes[female] = static_cast<uint32_t>(prefix_texts_.size()) - home.first_prefix[female];
  }
  add_streets(home, notes);
  home.country_name = home.country->name;
  if (const TextList* formats = vocabulary_.world("world.address_formats"))
    for (uint32_t i = 0; i < formats->rows; ++i)
      if (formats->text(i) == home.country->code) home.address = address_parts(formats->text(i, 1));
  homes_.push_back(std::move(home));
  return {};
}

void PersonDomain::add_streets(Home& home, std::vector<std::string>& notes) {
  home.first_street = static_cast<uint32_t>(street_texts_.size());
  home.number_gap = " ";
  for (const Locale* locale = home.locale; locale && home.streets == 0; locale = locale->parent()) {
    const Found formats = locale->find("address.street_name_formats");
    const TextList* streets = locale->own("address.streets");
    if (!streets) streets = locale->own("address.street_names");
    const TextList* towns = locale->own("address.street_name_formats") ? nullptr : locale->own("address.towns");  // Japan's streets have no names
    if (!streets) streets = towns;
    if ((!formats || formats.fallback) && !streets) continue;
    const Key key = Key().with("streets").with(locale->name());  // of no seed: the names of a land's streets
    std::vector<std::string> made;
    for (uint64_t i = 0; i < kStreets; ++i) {
      const uint64_t bits = key.at(i);
      auto text = streets ? std::optional<std::string>(streets->text(streets->pick(bits))) : expand(*locale, formats.list->text(formats.list->pick(bits)), mix13(bits));
      if (text && !text->empty()) made.push_back(std::move(*text));
    }
    std::sort(made.begin(), made.end());
    made.erase(std::unique(made.begin(), made.end()), made.end());
    if (made.size() < 8) continue;
    home.streets = static_cast<uint32_t>(made.size());
    street_texts_.insert(street_texts_.end(), made.begin(), made.end());
    if (towns) home.number_gap.clear();
    else if (const Found order = locale->find("address.street_address_formats")) read_street_order(*order.list, home.number_first, home.number_gap);
    if (locale != home.locale) notes.push_back(std::string(home.locale->name()) + " has no address.street_name_formats: taken from " + std::string(locale->name()));
  }
  if (home.streets == 0) {
    street_texts_.push_back("Main Street");
    home.streets = 1;
    notes.push_back(std::string(home.locale->name()) + " has no street names");
  }
}

Result<std::shared_ptr<PersonDomain>> PersonDomain::make(const Vocabulary& vocabulary, PersonOptions options, Table& table, const Column* country,
                                                         std::vector<std::string>& notes) {
  std::shared_ptr<PersonDomain> domain(new PersonDomain(vocabulary, std::move(options), table));
  for (const auto& [locale, weight] : domain->options_.locales) MOCKDATA_CHECK(domain->add_home(locale, notes));
  if (domain->homes_.empty()) return invalid_error("persons need at least one locale");
  domain->firsts_.finish();
  domain->lasts_.finish();
  domain->streets_ = std::make_unique<OwnedPool>(domain->street_texts_);
  domain->prefix_texts_.emplace_back();  // of those without any
  domain->prefixes_ = std::make_unique<OwnedPool>(domain->prefix_texts_);
  domain->names_ = table.add(make_names_column(*domain, country));
  return domain;
}

std::string PersonDomain::country() const {
  for (const Home& home : homes_)
    if (home.country != homes_[0].country) return {};
  return std::string(homes_[0].country->code);
}

Result<const Column*> PersonDomain::column(PersonPart part) {
  const Column*& made = made_[static_cast<std::size_t>(part)];
  if (part == PersonPart::kNationalId) {
    std::vector<std::string> told;  // nothing falls to another range here
    MOCKDATA_ASSIGN(const NationalId id, national_id({.country = {}, .unique = false, .validator_safety = options_.validator_safety}, told));
    made = id.column;
  }
  if (!made) {
    MOCKDATA_ASSIGN(std::unique_ptr<Column> column, make_column(part));
    made = table_.add(std::move(column));
  }
  return made;
}

Result<std::unique_ptr<Column>> PersonDomain::make_column(PersonPart part) {
  using P = PersonPart;
  if (part == P::kPhone)
    for (Home& home : homes_) {
      auto choice = identifiers::choose({.type = "phone", .country = home.country->code, .safety = options_.validator_safety ? identifiers::Safety::kValidator : identifiers::Safety::kMax});
      if (!choice.ok()) return std::move(choice.error());
      home.phone = choice->range;
    }
  PersonInputs inputs;
  inputs.names = names_;
  for (const P other : needs(part)) {
    MOCKDATA_ASSIGN(inputs.parts[static_cast<std::size_t>(other)], column(other));
  }
  return make_person_column(*this, part, inputs);
}

Result<const Column*> PersonDomain::former(PersonPart part) {
  using P = PersonPart;
  const Column*& made = former_[static_cast<std::size_t>(part)];
  if (made) return made;
  PersonInputs inputs;
  inputs.names = names_;
  inputs.former = true;
  switch (part) {
    case P::kFirstName: case P::kLastName: case P::kEmail: case P::kPhone: case P::kHouseNumber: {
      MOCKDATA_ASSIGN(inputs.now, column(part));
      return made = table_.add(make_former_column(*this, part, inputs));
    }
    case P::kPlace: case P::kStreetName: case P::kStreetAddress: case P::kCity: case P::kRegion: case P::kRegionCode: case P::kPostcode: case P::kAddress: case P::kLatitude:
    case P::kLongitude: case P::kTimeZone:
      for (const P other : needs(part)) {
        MOCKDATA_ASSIGN(inputs.parts[static_cast<std::size_t>(other)], former(other));
      }
      return made = table_.add(make_person_column(*this, part, inputs));
    default: return column(part);
  }
}

Result<const Column*> PersonDomain::past() {
  if (!past_) {
    MOCKDATA_ASSIGN(const Column* birth, column(PersonPart::kBirthDate));
    past_ = table_.add(make_past_column(*this, names_, birth));
  }
  return past_;
}

std::vector<const identifiers::Range*> PersonDomain::phone_ranges() const {
  std::vector<const identifiers::Range*> ranges;
  for (const Home& home : homes_) ranges.push_back(home.phone);
  return once_each(ranges);
}

Result<NationalId> PersonDomain::national_id(const NationalIdWish& wish, std::vector<std::string>& notes) {
  NationalId& made = national_ids_[wish];
  if (made.column) return made;
  std::vector<const identifiers::Range*> ranges;
  const std::string one = wish.country.empty() ? country() : wish.country;
  for (const Home& home : homes_) {
    MOCKDATA_ASSIGN(const identifiers::Choice choice, choose_national_id(*this, one.empty() ? home.country->code : one, wish));
    if (!choice.note.empty()) notes.push_back(choice.note);
    ranges.push_back(choice.range);
    if (!one.empty()) break;
  }
  MOCKDATA_ASSIGN(const Column* birth, column(PersonPart::kBirthDate));
  MOCKDATA_ASSIGN(const Column* run, column(PersonPart::kDayOrdinal));
  made = {table_.add(make_national_id_column(*this, ranges, names_, birth, run)), once_each(ranges)};
  return made;
}

Persons::Persons(std::shared_ptr<PersonDomain> domain, Table& table, const Column* pick, bool once) : domain_(std::move(domain)), table_(table), pick_(pick), once_(once) {}
Persons::~Persons() = default;
void Persons::set_drift(std::unique_ptr<Drift> drift) { drift_ = std::move(drift); }

Result<const Column*> Persons::column(PersonPart part) {
  asked_.push_back(part);
  MOCKDATA_ASSIGN(const Column* own, domain_->column(part));
  if (!drift_) return seen(own);
  const Column*& drifted = drifted_[static_cast<std::size_t>(part)];
  if (!drifted) {
    MOCKDATA_ASSIGN(drifted, drift_->column(part, seen(own)));
  }
  return drifted;
}

Result<NationalId> Persons::national_id(const NationalIdWish& wish, std::vector<std::string>& notes) {
  MOCKDATA_ASSIGN(NationalId id, domain_->national_id(wish, notes));
  id.column = seen(id.column);
  return id;
}

const Column* Persons::seen(const Column* own) {
  if (!pick_) return own;
  const Column*& via = seen_[own];
  if (!via) via = table_.add(std::make_unique<ViaColumn>(pick_, own));
  return via;
}

}  // namespace mockdata
