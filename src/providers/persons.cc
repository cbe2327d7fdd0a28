// Providers that read a person's record: names, addresses, e-mail, telephone. Fields of one row that speak of the same
// person read the same record (MakeContext::persons); without one, the column has a person of its own in each row.
#include "persons/persons.h"
#include "providers/choice.h"
#include "providers/families.h"
#include "providers/identifier.h"
#include "providers/locale.h"
#include "providers/person.h"

namespace mockdata {

namespace {

using Part = PersonPart;
using Made = Result<std::unique_ptr<Column>>;

// Another column's values; keeps what they are made of alive.
class SharedColumn final : public Column {
 public:
  SharedColumn(const Column* inner, std::shared_ptr<void> keep) : Column(inner->type()), inner_(inner), keep_(std::move(keep)) {}
  void fill(Scope& scope, Block& out) const override { out.share(scope.get(*inner_)); }
  std::vector<const Column*> reads() const override { return {inner_}; }

 private:
  const Column* inner_;
  std::shared_ptr<void> keep_;
};

bool never_repeats(Part part) { return part == Part::kEmail || part == Part::kCompanyEmail || part == Part::kUserName || part == Part::kPhotoUrl; }

struct Wish {
  double female = 0.5;
  int youngest = 18, oldest = 90;
  bool own = false;  // ask for another person than the row's
};

Result<std::shared_ptr<PersonDomain>> own_domain(MakeContext& c, const Wish& wish) {
  PersonOptions options;
  options.key = c.key.with("person");
  options.today = c.today;
  options.locales = {{c.locale, 1}};
  options.female = wish.female;
  options.youngest = wish.youngest;
  options.oldest = wish.oldest;
  options.validator_safety = c.validator_safety;
  MOCKDATA_ASSIGN(const Vocabulary* vocabulary, vocabulary_of(c));
  std::vector<std::string> ignored;
  return PersonDomain::make(*vocabulary, std::move(options), *c.table, nullptr, c.notes ? *c.notes : ignored);
}

// Says what the column holds, for verification and `explain --safety`.
void tell_ranges(MakeContext& c, const std::vector<const identifiers::Range*>& ranges) {
  c.identifier = IdentifierUse{ranges[0]->type, ranges[0]->country, ranges[0], {ranges.begin() + 1, ranges.end()}};
}
void tell(MakeContext& c, Part part, const PersonDomain& domain) {
  if (part == Part::kEmail || part == Part::kCompanyEmail) c.identifier = IdentifierUse{"email", "", nullptr};
  if (part == Part::kPhotoUrl) c.identifier = IdentifierUse{"url", "", nullptr};
  if (part == Part::kPhone) tell_ranges(c, domain.phone_ranges());
}

Error several_rows() {
  return invalid_error("several rows describe the same person, so the values repeat, but the field is unique", {}, "let the identity have at least as many persons as there are rows (\"size\"), or take \"unique\" away");
}

Made part_column(Part part, MakeContext& c, const Wish& wish = {}) {
  if (c.unique && !never_repeats(part))
    return invalid_error("the values of this provider repeat, but the field is unique", {}, "use email or user_name, which never repeat, or take \"unique\" away");
  if (c.persons && !wish.own) {
    if (c.unique && !c.persons->once()) return several_rows();
    MOCKDATA_ASSIGN(const Column* column, c.persons->column(part));
    tell(c, part, c.persons->domain());
    return Made(std::make_unique<SharedColumn>(column, nullptr));
  }
  MOCKDATA_ASSIGN(std::shared_ptr<PersonDomain> domain, own_domain(c, wish));
  MOCKDATA_ASSIGN(const Column* column, domain->column(part));
  tell(c, part, *domain);
  return Made(std::make_unique<SharedColumn>(column, domain));
}

template <Part part>
Made of(const Arguments&, MakeContext& c) { return part_column(part, c); }
template <Part part>
Made of_man(const Arguments&, MakeContext& c) { return part_column(part, c, {0.0, 18, 90, true}); }
template <Part part>
Made of_woman(const Arguments&, MakeContext& c) { return part_column(part, c, {1.0, 18, 90, true}); }

// The given domain behind the user name of the person.
class AtDomain final : public Column {
 public:
  AtDomain(const Column* email, std::string domain) : Column({TypeId::kText, 0, 0, {}}), email_(email), domain_(std::move(domain)) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& emails = scope.get(*email_);
    uint32_t* offsets = (out.own_text(emails.size, emails.size * (64 + domain_.size())), out.own_offsets());
    std::size_t at = 0;
    offsets[0] = 0;
    for (uint32_t i = 0; i < emails.size; ++i) {
      const std::string_view local = emails.text(i).substr(0, emails.text(i).find('@') + 1);
      char* to = out.grow_text(at + local.size() + domain_.size(), at) + at;
      local.copy(to, local.size());
      domain_.copy(to + local.size(), domain_.size());
      at += local.size() + domain_.size();
      offsets[i + 1] = static_cast<uint32_t>(at);
    }
  }
  std::vector<const Column*> reads() const override { return {email_}; }

 private:
  const Column* email_;
  std::string domain_;
};

template <Part part>
Made email(const Arguments& a, MakeContext& c) {
  if (a.is_null("domain") || a.text("domain").empty()) return part_column(part, c);
  if (!reserved_domain(a.text("domain")))
    return invalid_error("\"" + a.text("domain") + "\" may be somebody's mail domain", {}, "use a reserved name: one under .example or .test, or example.com, .org or .net");
  MOCKDATA_ASSIGN(auto made, part_column(part, c));
  return Made(std::make_unique<AtDomain>(c.table->add(std::move(made)), a.text("domain")));
}

Made phone(const Arguments&, MakeContext& c) {
  if (c.unique) return make_identifier("phone", c.persons ? c.persons->domain().country() : country_of(c, ""), c);
  return part_column(Part::kPhone, c);
}

Made country_code(const Arguments& a, MakeContext& c) {
  const std::string& form = a.text("representation");
  if (form != "alpha-2" && form != "alpha-3") return invalid_error("country_code: representation is alpha-2 or alpha-3, found \"" + form + "\"");
  if (!c.unique && c.persons) return part_column(form == "alpha-2" ? Part::kCountryCode : Part::kCountryCode3, c);
  MOCKDATA_ASSIGN(const Vocabulary* vocabulary, vocabulary_of(c));
  std::vector<Value> codes;
  for (const Country& country : vocabulary->countries()) codes.push_back(Value::string(form == "alpha-2" ? country.code : country.code3));
  return make_choice(codes, {}, nullptr, c.key, c.unique, c.rows);
}

Made country(const Arguments&, MakeContext& c) {
  if (!c.unique && c.persons) return part_column(Part::kCountry, c);
  MOCKDATA_ASSIGN(const Vocabulary* vocabulary, vocabulary_of(c));
  std::vector<Value> names;
  for (const Country& country : vocabulary->countries()) names.push_back(Value::string(country.name));
  return make_choice(names, {}, nullptr, c.key, c.unique, c.rows);
}

Made list(const char* name, MakeContext& c) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, name));
  if (c.unique && c.rows > found.list->rows) return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(found.list->rows) + " values exist");
  class Picked final : public Column {
   public:
    Picked(const TextList* list, Key key) : Column({TypeId::kText, 0, 0, {}}), list_(list), key_(key) {}
    void fill(Scope& scope, Block& out) const override {
      const Rows& rows = scope.rows();
      uint32_t* index = out.own_pool(rows.count, &list_->pool());
      for (uint32_t i = 0; i < rows.count; ++i) index[i] = list_->pick(key_.at(rows[i]));
    }

   private:
    const TextList* list_;
    Key key_;
  };
  if (c.unique) return Made(std::make_unique<PoolColumn>(&found.list->pool(), unique_draw(c.key.value(), found.list->rows)));
  return Made(std::make_unique<Picked>(found.list, c.key));
}
// Nothing where the locale knows no suffixes, as in Faker.
Made suffix_of(std::initializer_list<const char*> lists, MakeContext& c) {
  MOCKDATA_ASSIGN(const Locale* locale, locale_of(c));
  for (const char* name : lists)
    if (const Found found = locale->find(name); found && !found.fallback && found.list->columns.size() == 1) return list(name, c);
  return make_choice({Value::string("")}, {}, nullptr, c.key, c.unique, c.rows);
}
Made suffix(const Arguments&, MakeContext& c) { return suffix_of({"person.suffixes", "person.suffixes_female", "person.suffixes_male"}, c); }
Made suffix_female(const Arguments&, MakeContext& c) { return suffix_of({"person.suffixes_female", "person.suffixes"}, c); }
Made suffix_male(const Arguments&, MakeContext& c) { return suffix_of({"person.suffixes_male", "person.suffixes"}, c); }
Made language_name(const Arguments&, MakeContext& c) { return list("person.language_names", c); }
Made street_suffix(const Arguments&, MakeContext& c) { return list("address.street_suffixes", c); }
Made city_suffix(const Arguments&, MakeContext& c) { return list("address.city_suffixes", c); }
Made city_prefix(const Arguments&, MakeContext& c) { return list("address.city_prefixes", c); }
Made calling_code(const Arguments&, MakeContext& c) { return list("phone_number.country_calling_codes", c); }

constexpr Parameter kMail[] = {{"safe", ArgKind::kBool, "true"}, {"domain", ArgKind::kText, "null"}};
constexpr Parameter kRepresentation[] = {{"representation", ArgKind::kText, "\"alpha-2\""}};
// Faker's: which codes there may be. Cities lie in states, so there are no others either way.
constexpr Parameter kStates[] = {{"include_territories", ArgKind::kBool, "true"}, {"include_freely_associated_states", ArgKind::kBool, "true"}};
constexpr TypeId kText = TypeId::kText;
constexpr Provider kRows[] = {
    {"first_name", {}, kText, "given name, by sex and weight", "{}", of<Part::kFirstName>},
    {"first_name_female", {}, kText, "given name of a woman", "{}", of_woman<Part::kFirstName>},
    {"first_name_male", {}, kText, "given name of a man", "{}", of_man<Part::kFirstName>},
    {"first_name_nonbinary", {}, kText, "given name of anybody", "{}", of<Part::kFirstName>},
    {"middle_name", {}, kText, "second given name", "{}", of<Part::kMiddleName>},
    {"last_name", {}, kText, "family name, by weight", "{}", of<Part::kLastName>},
    {"last_name_female", {}, kText, "family name of a woman", "{}", of_woman<Part::kLastName>},
    {"last_name_male", {}, kText, "family name of a man", "{}", of_man<Part::kLastName>},
    {"last_name_nonbinary", {}, kText, "family name of anybody", "{}", of<Part::kLastName>},
    {"name", {}, kText, "full name in the locale's order", "{}", of<Part::kFullName>},
    {"name_female", {}, kText, "full name of a woman", "{}", of_woman<Part::kFullName>},
    {"name_male", {}, kText, "full name of a man", "{}", of_man<Part::kFullName>},
    {"name_nonbinary", {}, kText, "full name of anybody", "{}", of<Part::kFullName>},
    {"prefix", {}, kText, "form of address, by sex", "{}", of<Part::kPrefix>},
    {"prefix_female", {}, kText, "form of address of a woman", "{}", of_woman<Part::kPrefix>},
    {"prefix_male", {}, kText, "form of address of a man", "{}", of_man<Part::kPrefix>},
    {"prefix_nonbinary", {}, kText, "form of address of anybody", "{}", of<Part::kPrefix>},
    {"suffix", {}, kText, "what stands behind a name", "{}", suffix},
    {"suffix_female", {}, kText, "what stands behind a woman's name", "{}", suffix_female},
    {"suffix_male", {}, kText, "what stands behind a man's name", "{}", suffix_male},
    {"suffix_nonbinary", {}, kText, "what stands behind a name", "{}", suffix},
    {"initials", {}, kText, "first letters of the given and the family name", "{}", of<Part::kInitials>},
    {"sex", {}, kText, "M or F", "{}", of<Part::kSexLetter>},
    {"gender", {}, kText, "male or female", "{}", of<Part::kSexWord>},
    {"language_name", {}, kText, "name of a language", "{}", language_name},
    {"age", {}, TypeId::kInt32, "whole years at the as-of date", "{}", of<Part::kAge>},
    {"email", kMail, kText, "e-mail address made of the names, at a reserved domain; never repeats", R"({"domain": "acme.example"})", email<Part::kEmail>},
    {"safe_email", {}, kText, "the same", "{}", of<Part::kEmail>},
    {"free_email", {}, kText, "the same: real mail providers are never used", "{}", of<Part::kEmail>},
    {"ascii_email", {}, kText, "the same", "{}", of<Part::kEmail>},
    {"ascii_safe_email", {}, kText, "the same", "{}", of<Part::kEmail>},
    {"ascii_free_email", {}, kText, "the same", "{}", of<Part::kEmail>},
    {"company_email", {}, kText, "e-mail address at the company's reserved domain; never repeats", "{}", of<Part::kCompanyEmail>},
    {"ascii_company_email", {}, kText, "the same", "{}", of<Part::kCompanyEmail>},
    {"user_name", {}, kText, "user name made of the names; never repeats", "{}", of<Part::kUserName>},
    {"photo_url", {}, kText, "address of a portrait under a reserved domain; never repeats", "{}", of<Part::kPhotoUrl>},
    {"phone_number", {}, kText, "telephone number of the person's country that belongs to nobody", "{}", phone},
    {"basic_phone_number", {}, kText, "the same", "{}", phone},
    {"country_calling_code", {}, kText, "calling code of a country", "{}", calling_code},
    {"address", {}, kText, "address lines in the country's order", "{}", of<Part::kAddress>},
    {"street_address", {}, kText, "street and house number in the country's order", "{}", of<Part::kStreetAddress>},
    {"street_name", {}, kText, "invented street name", "{}", of<Part::kStreetName>},
    {"street_suffix", {}, kText, "ending of a street name", "{}", street_suffix},
    {"building_number", {}, kText, "house number", "{}", of<Part::kHouseNumber>},
    {"city", {}, kText, "city, by population", "{}", of<Part::kCity>},
    {"city_suffix", {}, kText, "ending of a city name", "{}", city_suffix},
    {"city_prefix", {}, kText, "beginning of a city name", "{}", city_prefix},
    {"administrative_unit", {}, kText, "region or state of the city", "{}", of<Part::kRegion>},
    {"state", {}, kText, "region or state of the city", "{}", of<Part::kRegion>},
    {"state_abbr", kStates, kText, "code of the region or state", "{}", of<Part::kRegionCode>},
    {"postcode", {}, kText, "postal code of the city", "{}", of<Part::kPostcode>},
    {"postalcode", {}, kText, "postal code of the city", "{}", of<Part::kPostcode>},
    {"zipcode", {}, kText, "postal code of the city", "{}", of<Part::kPostcode>},
    {"country", {}, kText, "country; of the row's person where there is one", "{}", country},
    {"country_code", kRepresentation, kText, "ISO 3166 code; of the row's person where there is one", "{}", country_code},
    {"current_country", {}, kText, "country of the locale", "{}", of<Part::kCountry>},
    {"current_country_code", {}, kText, "ISO 3166 code of the locale's country", "{}", of<Part::kCountryCode>},
    {"local_latitude", {}, TypeId::kDouble, "latitude of the person's city", "{}", of<Part::kLatitude>},
    {"local_longitude", {}, TypeId::kDouble, "longitude of the person's city", "{}", of<Part::kLongitude>},
    {"local_timezone", {}, kText, "time zone of the person's city", "{}", of<Part::kTimeZone>},
    {"household_id", {}, TypeId::kInt64, "number shared by persons of one household", "{}", of<Part::kUnit>},
};

}  // namespace

const std::span<const Provider> kPersonProviders = kRows;

bool reserved_domain(std::string_view domain) {
  for (const std::string_view end : {"example", "test", "invalid", "localhost", "example.com", "example.org", "example.net"})
    if (domain == end || (domain.ends_with(end) && domain.size() > end.size() && domain[domain.size() - end.size() - 1] == '.')) return true;
  return false;
}

bool reads_person(std::string_view provider) {
  if (provider == "date_of_birth" || provider == "national_id") return true;
  for (const Provider& row : kRows)
    if (provider == row.name) return true;
  return false;
}

Made person_part(Part part, MakeContext& c) { return part_column(part, c); }

Made person_national_id(MakeContext& c, const std::string& country) {
  if (c.unique && !c.persons->once()) return several_rows();
  if (c.unique && !c.persons->once()) return several_rows();
  std::vector<std::string> ignored;
  MOCKDATA_ASSIGN(const NationalId id, c.persons->national_id({.country = country, .unique = c.unique, .validator_safety = c.validator_safety}, c.notes ? *c.notes : ignored));
  tell_ranges(c, id.ranges);
  return Made(std::make_unique<SharedColumn>(id.column, nullptr));
}

}  // namespace mockdata
