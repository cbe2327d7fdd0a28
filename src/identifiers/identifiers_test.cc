#include <gtest/gtest.h>

#include <set>

#include "base/date.h"
#include "identifiers/ranges.h"

namespace mockdata::identifiers {
namespace {

std::string text_of(const Pattern& pattern, uint64_t rank) {
  char out[Pattern::kMaxSize];
  return {out, pattern.write(rank, out)};
}

Pattern compiled(std::string_view rule, std::vector<std::string> checks = {}) {
  std::vector<Check> parsed;
  for (const std::string& spec : checks) parsed.push_back(Check::parse(spec).value());
  auto pattern = Pattern::compile(rule, parsed, nullptr);
  EXPECT_TRUE(pattern.ok()) << (pattern.ok() ? "" : pattern.error().to_string());
  return std::move(*pattern);
}

TEST(Pattern, EveryRankIsAnotherText) {
  for (const auto& [rule, checks, capacity] : std::vector<std::tuple<std::string, std::vector<std::string>, uint64_t>>{
           {"a#[XY]{1-12}", {}, 240},
           {"{000-049}<k1>", {"luhn"}, 50},
           {"##<!k1>", {"luhn"}, 900},
           {"##<~#><k1>", {"wsum:2,3,4:11:-:!"}, 900},
           {"{7,Xy,10-12}", {}, 5}}) {
    const Pattern pattern = compiled(rule, checks);
    EXPECT_EQ(pattern.capacity(), capacity) << rule;
    std::set<std::string> seen;
    for (uint64_t rank = 0; rank < pattern.capacity(); ++rank) seen.insert(text_of(pattern, rank));
    EXPECT_EQ(seen.size(), pattern.capacity()) << rule;
  }
}

TEST(Pattern, CheckDigitsOfKnownNumbers) {
  // Published examples of the numbers, written as rules without anything free.
  EXPECT_EQ(text_of(compiled("811228-987<k1>", {"luhn"}), 0), "811228-9874");
  EXPECT_EQ(text_of(compiled("131052-308<k1>", {"hetu"}), 0), "131052-308T");
  EXPECT_EQ(text_of(compiled("GB<k1>NWBK60161331926819", {"iban"}), 0), "GB29NWBK60161331926819");
  EXPECT_EQ(text_of(compiled("23412341234<k1>", {"verhoeff"}), 0), "234123412346");
  EXPECT_EQ(text_of(compiled("3657426180<k1>", {"mod11_10"}), 0), "36574261809");
}

TEST(Pattern, RulesThatMakeNoSense) {
  const std::vector<Check> none;
  for (const char* rule : {"[A", "{1-", "<YY", "<k1>", "<what>", "{@nobody}", "{9-1}", "####################"})
    EXPECT_FALSE(Pattern::compile(rule, none, nullptr).ok()) << rule;
}

TEST(Ranges, TableCompiles) {
  ASSERT_TRUE(all_ranges().ok()) << all_ranges().error().to_string();
  EXPECT_GE(countries_of("national_id").size(), 40u);
}

TEST(Ranges, FallsToTheNextLevelAndSaysSo) {
  auto few = choose({.type = "national_id", .country = "DK", .values = 30, .unique = true});
  ASSERT_TRUE(few.ok());
  EXPECT_EQ(few->range->level, Level::kReserved);
  EXPECT_EQ(few->note, "");
  auto many = choose({.type = "national_id", .country = "DK", .values = 31, .unique = true});
  ASSERT_TRUE(many.ok());
  EXPECT_EQ(many->range->level, Level::kNeverIssued);
  EXPECT_NE(many->note.find("30 values"), std::string::npos) << many->note;
  auto person = choose({.type = "national_id", .country = "DK", .values = 10, .person = true});
  ASSERT_TRUE(person.ok());
  EXPECT_TRUE(person->range->pattern.dated());
  auto none = choose({.type = "nhs_number", .country = "GB", .values = 1000000000, .unique = true});
  ASSERT_FALSE(none.ok());
  EXPECT_NE(none.error().message.find("900000"), std::string::npos) << none.error().message;
}

TEST(Ranges, ValidatorSafety) {
  auto max = choose({.type = "national_id", .country = "BE"}), accepted = choose({.type = "card_number", .safety = Safety::kValidator});
  ASSERT_TRUE(max.ok() && accepted.ok());
  EXPECT_TRUE(accepted->range->accepted());
  auto never = choose({.type = "national_id", .country = "US", .safety = Safety::kValidator});
  ASSERT_TRUE(never.ok());
  EXPECT_NE(never->note, "");
}

TEST(Ranges, UnknownNames) {
  auto type = choose({.type = "national_ids"});
  ASSERT_FALSE(type.ok());
  EXPECT_NE(type.error().hint.find("national_id"), std::string::npos);
  auto country = choose({.type = "iban", .country = "QQ"});
  ASSERT_TRUE(country.ok());  // the row for all countries
  EXPECT_TRUE(country->range->country.empty());
}

TEST(Ranges, PersonsKeepTheirSerials) {
  for (const Range& range : *all_ranges()) {
    if (!range.pattern.dated()) continue;
    char out[Pattern::kMaxSize];
    const Birth birth{days_from_civil(1984, 2, 29), Sex::kFemale};
    std::set<std::string> seen;
    const uint64_t n = std::min<uint64_t>(range.pattern.person_capacity(), 3000);
    for (uint64_t serial = 0; serial < n; ++serial) seen.insert({out, range.pattern.write_person(birth, serial, out)});
    EXPECT_EQ(seen.size(), n) << range.type << " " << range.country << " " << range.rule;
  }
}

}  // namespace
}  // namespace mockdata::identifiers
