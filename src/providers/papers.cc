// Papers of persons and vehicles under Faker's names: ids, passports, plates. All numbers come from the table of safe
// identifiers (docs/safety.md); names and dates of a passport are its own, of nobody.
#include <algorithm>

#include "base/date.h"
#include "providers/families.h"
#include "providers/identifier.h"
#include "providers/joined.h"
#include "providers/lists.h"
#include "providers/strftime.h"

namespace mockdata {

namespace {

// Faker's ssn is the national id of the locale.
MadeColumn ssn(const Arguments& a, MakeContext& c) {
  const std::string& type = a.text("taxpayer_identification_number_type");
  if (type == "ITIN") return make_identifier("itin", "US", c);
  if (type == "EIN") return make_identifier("tax_id", "US", c);
  if (type == "INVALID_SSN") return make_identifier("national_id", "US", c);
  if (type != "SSN") return invalid_error("ssn: the type is SSN, ITIN, EIN or INVALID_SSN, found \"" + type + "\"");
  return make_provider("national_id", Value(), c);
}
MadeColumn itin(const Arguments&, MakeContext& c) { return make_identifier("itin", "US", c); }
MadeColumn ein(const Arguments&, MakeContext& c) { return make_identifier("tax_id", "US", c); }
MadeColumn invalid_ssn(const Arguments&, MakeContext& c) { return make_identifier("national_id", "US", c); }
MadeColumn license_plate(const Arguments&, MakeContext& c) { return make_identifier("licence_plate", country_of(c, ""), c); }
MadeColumn vin(const Arguments&, MakeContext& c) { return make_identifier("vin", "", c); }

// Birth, issue and expiry of a passport (US rules: five years below the age of 16, ten from 21, five in between).
struct Term { int32_t issued, expires; };
Term term_of(int32_t birth, int32_t today, CellDraws& draws) {
  const auto between = [&](int32_t first, int32_t last) { return last <= first ? first : first + static_cast<int32_t>(draws.below(static_cast<uint32_t>(last - first) + 1)); };
  const int32_t age = (today - birth) / 365;
  int32_t years = 5, issued;
  if (age < 5) issued = between(birth, today);
  else if (age < 16) issued = between(today - 5 * 365 + 1, today);
  else if (age < 21) issued = between(today - 5 * 365 + 1, birth + 16 * 365 - 1);
  else {
    issued = between(today - (age >= 26 ? 10 : 5) * 365 + 1, today);
    years = 10;
  }
  return {issued, add_months(issued, 12 * years)};
}
Result<TimePattern> passport_pattern() { return TimePattern::compile("%d %b %Y"); }

int32_t birth_range(int32_t today) { return add_months(today, -12 * 116) + 1; }
int32_t draw_birth(int32_t today, CellDraws& draws) { return birth_range(today) + static_cast<int32_t>(draws.below(static_cast<uint32_t>(today - birth_range(today)) + 1)); }

MadeColumn passport_dob(const Arguments&, MakeContext& c) { return make_provider("date_of_birth", Value(), c); }
MadeColumn passport_dates(const Arguments& a, MakeContext& c) {
  const auto birth = date_argument(a.is_null("birthday") ? Value::string("today") : a.get("birthday"), c.today);
  if (!birth || *birth > c.today) return invalid_error("passport_dates: \"birthday\" is a date up to today, found " + a.get("birthday").to_json());
  MOCKDATA_ASSIGN(const TimePattern pattern, passport_pattern());
  return written_freely(c, "passport_dates", 3 * pattern.longest() + 32, [pattern, birth = *birth, today = c.today](char* out, CellDraws& draws) {
    const Term term = term_of(birth, today, draws);
    out = copy_text(out, "[\"");
    out = copy_text(pattern.write(out, birth * kMicrosPerDay), "\", \"");
    out = copy_text(pattern.write(out, term.issued * kMicrosPerDay), "\", \"");
    return copy_text(pattern.write(out, term.expires * kMicrosPerDay), "\"]");
  }, TypeId::kJson);
}
MadeColumn passport_gender(const Arguments&, MakeContext& c) {
  static const std::vector<double> kWeights{0.493, 0.493, 0.014};
  const auto alias = std::make_shared<const AliasTable>(kWeights);
  return written_freely(c, "passport_gender", 16, [alias](char* out, CellDraws& draws) {
    *out++ = "MFX"[alias->pick(draws.bits())];
    return out;
  });
}
// The names of a passport: given ones by gender where the locale tells them apart.
struct Names {
  Words given[3], family;  // male, female, either
  static Result<Names> of(const MakeContext& c) {
    Names n;
    const char* const lists[] = {"person.first_names_male", "person.first_names_female", "person.first_names"};
    for (int i = 0; i < 3; ++i) {
      MOCKDATA_ASSIGN(n.given[i], listed(c, has_list(c, lists[i]) ? lists[i] : lists[2]));
    }
    MOCKDATA_ASSIGN(n.family, listed(c, "person.last_names"));
    return n;
  }
  std::size_t longest() const { return std::max({given[0].longest(), given[1].longest(), given[2].longest()}) + family.longest() + 64; }
};
MadeColumn passport_owner(const Arguments& a, MakeContext& c) {
  const std::string& gender = a.text("gender");
  if (gender != "M" && gender != "F" && gender != "X") return invalid_error("passport_owner: \"gender\" is M, F or X, found \"" + gender + "\"");
  MOCKDATA_ASSIGN(const Names names, Names::of(c));
  return written_freely(c, "passport_owner", names.longest(), [names, kind = gender == "M" ? 0 : gender == "F" ? 1 : 2](char* out, CellDraws& draws) {
    out = copy_text(out, "[\"");
    out = copy_text(names.given[kind].write(out, draws), "\", \"");
    return copy_text(names.family.write(out, draws), "\"]");
  }, TypeId::kJson);
}
// Given name, surname, gender, birth, issue, expiry and number on lines.
MadeColumn passport_full(const Arguments&, MakeContext& c) {
  MOCKDATA_CHECK(check_space(c, "passport_full", 0));
  MOCKDATA_ASSIGN(const TimePattern pattern, passport_pattern());
  MOCKDATA_ASSIGN(const Names names, Names::of(c));
  MOCKDATA_ASSIGN(const Column* number, helper_column(c, "number", "passport_number"));
  return joined(c, TypeId::kText, {number}, [pattern, names, today = c.today](TextWriter& out, const Block* const* blocks, uint32_t i, CellDraws& draws) {
    const uint32_t pick = draws.below(1000);
    const int gender = pick < 493 ? 0 : pick < 986 ? 1 : 2;
    const int32_t birth = draw_birth(today, draws);
    const Term term = term_of(birth, today, draws);
    const auto line = [&](std::string_view text) {
      out.put(text);
      out.put('\n');
    };
    const auto day = [&](int32_t d) {
      out.advance(pattern.write(out.room(pattern.longest()), d * kMicrosPerDay));
      out.put('\n');
    };
    line(names.given[gender].pick(draws));
    line(names.family.pick(draws));
    line(std::string_view("MFX").substr(static_cast<std::size_t>(gender), 1));
    day(birth);
    day(term.issued);
    day(term.expires);
    line(blocks[0]->text(i));
  });
}

constexpr Parameter kSsn[] = {{"taxpayer_identification_number_type", ArgKind::kText, "\"SSN\""}};
constexpr Parameter kBirthday[] = {{"birthday", ArgKind::kDate, "null"}};
constexpr Parameter kGender[] = {{"gender", ArgKind::kText, "\"X\""}};
constexpr Parameter kSeed[] = {{"seed", ArgKind::kInt, "0"}};
constexpr Provider kRows[] = {
    {"ssn", kSsn, TypeId::kText, "the national id of the locale's country; for the United States also ITIN, EIN and INVALID_SSN", "{}", ssn},
    {"itin", {}, TypeId::kText, "a US taxpayer number of a group that is not issued", "{}", itin},
    {"ein", {}, TypeId::kText, "a US employer number with a prefix that is not issued", "{}", ein},
    {"invalid_ssn", {}, TypeId::kText, "a US social security number that is never issued", "{}", invalid_ssn},
    {"license_plate", {}, TypeId::kText, "a vehicle registration plate that is never issued", "{}", license_plate},
    {"vin", {}, TypeId::kText, "a vehicle identification number of no maker", "{}", vin},
    {"passport_dob", {}, TypeId::kDate, "the birth date in a passport", "{}", passport_dob},
    {"passport_dates", kBirthday, TypeId::kJson, "birth, issue and expiry of a passport as a list of texts", R"({"birthday": "1990-05-17"})", passport_dates},
    {"passport_gender", kSeed, TypeId::kText, "the gender in a passport: M, F or X", "{}", passport_gender},
    {"passport_owner", kGender, TypeId::kJson, "given name and surname as a list", R"({"gender": "F"})", passport_owner},
    {"passport_full", {}, TypeId::kText, "a passport's entries on lines", "{}", passport_full},
};

}  // namespace

const std::span<const Provider> kPaperProviders = kRows;

}  // namespace mockdata
