#include "persons/persons.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <unordered_set>

#include "base/date.h"
#include "persons/fold.h"
#include "persons/test_vocabulary.h"

namespace mockdata {
namespace {

using Part = PersonPart;

struct Fixture {
  explicit Fixture(std::vector<std::pair<std::string, double>> locales, uint32_t household = 1, uint64_t rows = 1000000) : table("people", rows) {
    PersonOptions options;
    options.key = Key(7).with("people");
    options.today = days_from_civil(2026, 11, 28);
    options.locales = std::move(locales);
    options.household = household;
    options.youngest = 18;
    options.oldest = 67;
    auto made = PersonDomain::make(vocabulary(), options, table, nullptr, notes);
    EXPECT_TRUE(made.ok()) << made.error().to_string();
    domain = *made;
    scope = std::make_unique<Scope>(table);
  }
  std::vector<std::string> texts(Part part, uint64_t rows, uint64_t from = 0) {
    const Column* column = *domain->column(part);
    std::vector<std::string> all;
    for (uint64_t at = from; at < from + rows; at += kBlockRows) {
      scope->start({at, static_cast<uint32_t>(std::min<uint64_t>(kBlockRows, from + rows - at)), nullptr});
      const Block& block = scope->get(*column);
      for (uint32_t i = 0; i < block.size; ++i) all.emplace_back(block.text(i));
    }
    return all;
  }
  Table table;
  std::vector<std::string> notes;
  std::shared_ptr<PersonDomain> domain;
  std::unique_ptr<Scope> scope;
};

TEST(Fold, ByLocaleThenByLetter) {
  const auto fold = [](const char* locale, const char* name) { return Fold(vocabulary(), **vocabulary().locale(locale))(name); };
  EXPECT_EQ(fold("de_DE", "Jörg"), "joerg");
  EXPECT_EQ(fold("de_DE", "Weiß"), "weiss");
  EXPECT_EQ(fold("sv_SE", "Åsa-Lena"), "asa-lena");
  EXPECT_EQ(fold("pl_PL", "Łukasz"), "lukasz");
  EXPECT_EQ(fold("en_US", "O'Connor"), "oconnor");
  EXPECT_EQ(fold("es_ES", "de la Cruz"), "delacruz");
  EXPECT_EQ(fold("no_NO", "Bjørn"), "bjoern");
  EXPECT_EQ(fold("ru_RU", "Юлия"), "yulija");
  EXPECT_EQ(fold("el_GR", "Άννα"), "anna");
  EXPECT_EQ(fold("en_US", "…"), "x");
}

// Uniqueness is by construction; here is the whole of a small domain and much of a mixed one.
TEST(Persons, AddressesAndUserNamesNeverRepeat) {
  for (const uint32_t household : {1u, 3u}) {
    Fixture f({{"fi_FI", 2}, {"sv_SE", 1}, {"de_DE", 1}, {"en_US", 1}, {"ja_JP", 1}, {"ru_RU", 1}}, household);
    std::unordered_set<std::string> locals, users;
    for (const std::string& email : f.texts(Part::kEmail, 60000)) EXPECT_TRUE(locals.insert(email.substr(0, email.find('@'))).second) << email;
    for (const std::string& user : f.texts(Part::kUserName, 60000)) EXPECT_TRUE(users.insert(user).second) << user;
  }
}

TEST(Persons, OrdinalsStayShort) {
  Fixture f({{"fi_FI", 1}});
  std::size_t digits = 0;
  for (const std::string& user : f.texts(Part::kUserName, 100000))
    for (const char c : user) digits += c >= '0' && c <= '9';
  EXPECT_LT(digits, 200000u);  // two digits a person on average
}

TEST(Persons, ARowIsTheSameHoweverItIsRead) {
  Fixture f({{"fi_FI", 1}, {"fr_FR", 1}});
  const auto all = f.texts(Part::kAddress, 3000);
  const auto part = f.texts(Part::kAddress, 100, 2000);
  EXPECT_TRUE(std::equal(part.begin(), part.end(), all.begin() + 2000));
}

TEST(Persons, HouseholdsShareAddressAndSurname) {
  Fixture f({{"en_US", 1}}, 2);
  const auto address = f.texts(Part::kAddress, 2000), last = f.texts(Part::kLastName, 2000), first = f.texts(Part::kFirstName, 2000);
  uint32_t same_first = 0;
  for (std::size_t i = 0; i < 2000; i += 2) {
    EXPECT_EQ(address[i], address[i + 1]);
    EXPECT_EQ(last[i], last[i + 1]);
    same_first += first[i] == first[i + 1];
  }
  EXPECT_LT(same_first, 20u);
}

TEST(Persons, EveryLocaleHasEveryPart) {
  for (const std::string_view name : vocabulary().locales()) {
    const std::string locale(name);
    if ((*vocabulary().locale(locale))->country().empty()) continue;
    Fixture f({{locale, 1}});
    for (int part = 0; part < static_cast<int>(Part::kCount); ++part) {
      const auto column = f.domain->column(static_cast<Part>(part));
      ASSERT_TRUE(column.ok()) << locale << " " << part << " " << column.error().to_string();
      if ((*column)->type().id != TypeId::kText) continue;
      for (const std::string& text : f.texts(static_cast<Part>(part), 50))
        EXPECT_TRUE(!text.empty() || static_cast<Part>(part) == Part::kPrefix || static_cast<Part>(part) == Part::kRegion || static_cast<Part>(part) == Part::kRegionCode ||
                    static_cast<Part>(part) == Part::kPostcode)
            << locale << " " << part;
    }
  }
}

TEST(Persons, NamesFollowTheirWeights) {
  Fixture f({{"fi_FI", 1}});
  const TextList& list = *(*vocabulary().locale("fi_FI"))->find("person.last_names").list;
  std::map<std::string, uint64_t> expected, seen;  // expected from the alias table, in units of 2^-32 / rows
  for (uint32_t i = 0; i < list.rows; ++i) {
    expected[std::string(list.text(i))] += uint64_t{list.alias[i].threshold} + 1;
    expected[std::string(list.text(list.alias[i].alias))] += 0xFFFFFFFFu - list.alias[i].threshold;
  }
  const uint64_t n = 400000;
  for (const std::string& name : f.texts(Part::kLastName, n)) ++seen[name];
  double chi = 0;
  uint64_t cells = 0;
  for (const auto& [name, units] : expected) {
    const double e = static_cast<double>(units) / 4294967296.0 / list.rows * n;
    if (e < 5) continue;
    const double d = static_cast<double>(seen[name]) - e;
    chi += d * d / e;
    ++cells;
  }
  EXPECT_GT(cells, 50u);
  EXPECT_LT(chi, static_cast<double>(cells) + 5 * std::sqrt(2.0 * static_cast<double>(cells)));
}

}  // namespace
}  // namespace mockdata
