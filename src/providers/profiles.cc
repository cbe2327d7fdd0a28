// Profiles: several facts of one person as a JSON object, in Faker's order.
#include <algorithm>

#include "providers/elements.h"
#include "providers/families.h"
#include "providers/joined.h"
#include "providers/locale.h"
#include "providers/person.h"

namespace mockdata {

namespace {

struct Part {
  const char* key;
  std::optional<PersonPart> person;  // of the one person
  const char* provider = nullptr;    // of somebody else's: another provider; neither: the blood group
};
constexpr Part kFull[] = {{"job", {}, "job"},
                          {"company", {}, "company"},
                          {"ssn", PersonPart::kNationalId},
                          {"residence", PersonPart::kAddress},
                          {"current_location", {}, "latlng"},
                          {"blood_group", {}},
                          {"website", {}, "url"},
                          {"username", PersonPart::kUserName},
                          {"name", PersonPart::kFullName},
                          {"sex", PersonPart::kSexLetter},
                          {"address", PersonPart::kAddress},
                          {"mail", PersonPart::kEmail},
                          {"birthdate", PersonPart::kBirthDate}};
constexpr std::size_t kSimpleFrom = 7;
constexpr const char* kBlood[] = {"A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-"};

// Somebody made for this column alone.
Result<std::shared_ptr<PersonDomain>> somebody(MakeContext& c, const Value& sex) {
  PersonOptions options;
  options.key = c.key.with("person");
  options.today = c.today;
  options.locales = {{c.locale, 1}};
  options.female = sex.is_null() ? 0.5 : sex.text() == "F";
  options.validator_safety = c.validator_safety;
  MOCKDATA_ASSIGN(const Vocabulary* vocabulary, vocabulary_of(c));
  std::vector<std::string> ignored;
  return PersonDomain::make(*vocabulary, std::move(options), *c.table, nullptr, c.notes ? *c.notes : ignored);
}

MadeColumn profile_of(MakeContext& c, const std::vector<Part>& parts, const Value& sex) {
  MOCKDATA_CHECK(check_space(c, "a profile", 0));
  if (!sex.is_null() && sex.text() != "M" && sex.text() != "F") return invalid_error("profile: \"sex\" is M or F, found " + sex.to_json());
  const bool of_row = c.persons && sex.is_null();  // the row's own person, unless a sex is asked for
  std::shared_ptr<PersonDomain> domain;
  if (!of_row) {
    MOCKDATA_ASSIGN(domain, somebody(c, sex));
  }
  std::vector<const Column*> columns;
  std::vector<DataType> types;
  std::vector<std::string> keys;
  for (const Part& part : parts) {
    keys.push_back(json_quote(part.key) + ": ");
    const Column* column = nullptr;
    if (part.person) {
      MOCKDATA_ASSIGN(column, of_row ? c.persons->column(*part.person) : domain->column(*part.person));
    } else if (part.provider) {
      MOCKDATA_ASSIGN(column, helper_column(c, part.key, part.provider));
    } else {
      continue;
    }
    columns.push_back(column);
    types.push_back(column->type());
  }
  return joined(c, TypeId::kJson, columns, [parts, keys, types, domain](TextWriter& out, const Block* const* blocks, uint32_t i, CellDraws& draws) {
    out.put('{');
    std::size_t k = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      if (p) out.put(", ");
      out.put(keys[p]);
      if (!parts[p].person && !parts[p].provider) {
        put_json_text(out, kBlood[draws.below(std::size(kBlood))]);
        continue;
      }
      const bool list = std::string_view(parts[p].key) == "website";
      if (list) out.put('[');
      put_json(out, types[k], *blocks[k], i);
      if (list) out.put(']');
      ++k;
    }
    out.put('}');
  });
}

MadeColumn simple_profile(const Arguments& a, MakeContext& c) { return profile_of(c, std::vector<Part>(std::begin(kFull) + kSimpleFrom, std::end(kFull)), a.get("sex")); }
MadeColumn profile(const Arguments& a, MakeContext& c) {
  std::vector<Part> parts;
  std::string known;
  for (const Part& part : kFull) known += (known.empty() ? "" : ", ") + std::string(part.key);
  const auto& fields = a.get("fields").items();
  for (const Value& f : fields)
    if (std::none_of(std::begin(kFull), std::end(kFull), [&](const Part& p) { return f.text() == p.key; }))
      return invalid_error("profile: \"" + f.text() + "\" is not one of " + known);
  for (const Part& part : kFull)
    if (fields.empty() || std::any_of(fields.begin(), fields.end(), [&](const Value& f) { return f.text() == part.key; })) parts.push_back(part);
  return profile_of(c, parts, a.get("sex"));
}

constexpr Parameter kProfile[] = {{"fields", ArgKind::kList, "null"}, {"sex", ArgKind::kText, "null"}};
constexpr Parameter kSimple[] = {{"sex", ArgKind::kText, "null"}};
constexpr Provider kRows[] = {
    {"profile", kProfile, TypeId::kJson, "facts of one person as a JSON object", R"({"fields": ["name", "mail", "birthdate"], "sex": "F"})", profile},
    {"simple_profile", kSimple, TypeId::kJson, "name, address, e-mail and birth date of one person as a JSON object", "{}", simple_profile},
};

}  // namespace

const std::span<const Provider> kProfileProviders = kRows;

}  // namespace mockdata
