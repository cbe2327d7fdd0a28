#include "persons/drift.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "block/combine.h"
#include "persons/nicknames.h"
#include "persons/slip.h"
#include "persons/test_vocabulary.h"

namespace mockdata {
namespace {

std::string slipped(std::string_view name, uint64_t h, Keyboard keyboard = Keyboard::kQwerty) {
  std::string out(name.size() + kSlipRoom, '\0');
  char* end = slip(name, keyboard, h, out.data());
  if (!end) return {};
  out.resize(static_cast<std::size_t>(end - out.data()));
  return out;
}

std::u32string letters(std::string_view text) {
  std::u32string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) out += byte;
    else if (byte >= 0xC0) out += byte & (byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0xF : 7);
    else out.back() = out.back() << 6 | (byte & 0x3F);
  }
  return out;
}

// Optimal string alignment distance.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (!i || !j) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

TEST(Slip, EveryPossibleOneOfAShortName) {
  const auto all = [](std::string_view name) {
    std::set<std::string> found;
    for (uint64_t i = 0; i < 4000; ++i) found.insert(slipped(name, mix13(i)));
    return found;
  };
  EXPECT_EQ(all("Li"), (std::set<std::string>{"Lii", "Lu", "Lo", "Lj", "Lk"}));  // never one letter alone, the first one stays
  EXPECT_EQ(all("小明"), (std::set<std::string>{"明小"}));
  EXPECT_EQ(all("明"), (std::set<std::string>{""}));
  EXPECT_EQ(all("X"), (std::set<std::string>{""}));
  EXPECT_EQ(all("Éa"), (std::set<std::string>{"Éaa", "Éq", "Éw", "És", "Éz"}));
  const auto two_words = all("Ana-Eva");
  EXPECT_TRUE(two_words.contains("Ana-Ea") && two_words.contains("Ana-Eav") && two_words.contains("Aan-Eva"));
  for (const std::string& name : two_words) EXPECT_TRUE(name.starts_with('A') && name.find("-E") != std::string::npos) << name;
}

TEST(Slip, OneEditThatKeepsScriptAndFirstLetter) {
  for (const char* locale : {"en_US", "de_DE", "fr_FR", "es_ES", "fi_FI", "sv_SE", "pl_PL", "cs_CZ", "tr_TR", "ru_RU", "uk_UA", "el_GR", "he_IL", "hu_HU", "ja_JP", "ko_KR", "zh_CN"}) {
    const Locale& of = **vocabulary().locale(locale);
    const Keyboard keyboard = keyboard_of(of.language());
    uint64_t without = 0, names = 0;
    for (const char* list : {"person.first_names_male", "person.first_names", "person.last_names", "person.last_name_pairs"}) {
      const TextList* texts = of.own(list);
      for (uint32_t i = 0; texts && i < std::min(texts->rows, 400u); ++i, ++names) {
        const std::string name(texts->text(i));
        EXPECT_EQ(has_slip(name), !slipped(name, i).empty()) << name;
        without += !has_slip(name);
        for (uint64_t h = 0; has_slip(name) && h < 8; ++h) {
          const std::string wrong = slipped(name, mix13(h * 977 + i), keyboard);
          const bool marked = name.find("\u0301") != std::string::npos;  // a letter with its mark is two characters
          EXPECT_TRUE(marked || distance(letters(name), letters(wrong)) == 1) << name << " " << wrong;
          const char32_t first = letters(name)[0];
          EXPECT_TRUE(first >= 0x2E80 || letters(wrong)[0] == first) << wrong;
          for (const char32_t c : letters(wrong)) {
            const std::u32string own = letters(name);
            const bool latin = c < 0x250, cyrillic = c >= 0x400 && c < 0x530, greek = c >= 0x370 && c < 0x400;
            EXPECT_TRUE(own.find(c) != std::u32string::npos || std::any_of(own.begin(), own.end(), [&](char32_t o) { return (latin && o < 0x250) || (cyrillic && o >= 0x400 && o < 0x530) || (greek && o >= 0x370 && o < 0x400); }))
                << name << " " << wrong;
          }
        }
      }
    }
    EXPECT_GT(names, 50u) << locale;
    const bool syllables = std::string_view("zh_CN ko_KR ja_JP").find(locale) != std::string_view::npos;
    EXPECT_TRUE(syllables || without < names / 50 + 1) << locale << " " << without;
  }
}

TEST(Nicknames, AreNeverTheNameItself) {
  EXPECT_EQ(nicknames("en", "Robert").size(), 3u);
  EXPECT_EQ(nicknames("en", "Robert")[0], "Bob");
  EXPECT_TRUE(nicknames("fi", "Robert").empty());
  EXPECT_TRUE(nicknames("xx", "Robert").empty());
  for (const char* language : {"en", "de", "fr", "es", "fi", "sv", "it", "nl", "pl", "pt", "da", "no", "ru"}) EXPECT_TRUE(has_nicknames(language)) << language;
}

// An entity that shows persons of a domain in another order, with drift in everything.
struct Fixture {
  explicit Fixture(double rate) : people("people", 5000), entity("contacts", 5000) {
    PersonOptions options;
    options.key = Key(7).with("people");
    options.today = days_from_civil(2026, 11, 28);
    options.locales = {{"fi_FI", 1}, {"en_US", 1}, {"fr_FR", 1}};
    std::vector<std::string> notes;
    auto made = PersonDomain::make(vocabulary(), options, people, nullptr, notes);
    EXPECT_TRUE(made.ok());
    pick = entity.add(std::make_unique<SequenceColumn>(DataType{TypeId::kInt64, 0, 0, {}}, 4999, -1));
    persons = std::make_unique<Persons>(*made, entity, pick);
    DriftRates rates;
    rates.fill(rate);
    persons->set_drift(std::make_unique<Drift>(*made, entity, pick, rates, Key(7).with("contacts")));
    scope = std::make_unique<Scope>(entity);
  }
  std::vector<std::string> texts(const Column* column, uint64_t from, uint32_t rows) {
    scope->start({from, rows, nullptr});
    const Block& block = scope->get(*column);
    std::vector<std::string> all;
    for (uint32_t i = 0; i < rows; ++i) all.emplace_back(block.text(i));
    return all;
  }
  Table people, entity;
  const Column* pick;
  std::unique_ptr<Persons> persons;
  std::unique_ptr<Scope> scope;
};

// What rows 0 to 499 would show without drift.
std::vector<std::string> truth(Fixture& f, PersonPart part) {
  return f.texts(f.entity.add(std::make_unique<ViaColumn>(f.pick, *f.persons->domain().column(part))), 0, 500);
}

TEST(Drift, ARowIsTheSameHoweverItIsRead) {
  Fixture f(0.4);
  for (const PersonPart part : {PersonPart::kFullName, PersonPart::kAddress, PersonPart::kPhone, PersonPart::kEmail, PersonPart::kInitials}) {
    const Column* column = *f.persons->column(part);
    const auto all = f.texts(column, 1000, 1000), some = f.texts(column, 1700, 90);
    EXPECT_TRUE(std::equal(some.begin(), some.end(), all.begin() + 700));
  }
}

// Before marriage: of women, and of men who took the name of their household.
TEST(Drift, WhoHadAnotherSurname) {
  for (const double surname : {0.0, 1.0}) {
    Table people("people", 4000);
    PersonOptions options;
    options.key = Key(7).with("couples");
    options.today = days_from_civil(2026, 11, 28);
    options.locales = {{"de_DE", 1}};
    options.youngest = 10;
    options.oldest = 60;
    options.household = 2;
    options.same_surname = surname;
    std::vector<std::string> notes;
    const auto domain = *PersonDomain::make(vocabulary(), options, people, nullptr, notes);
    const Column &past = **domain->past(), &female = **domain->column(PersonPart::kFemale), &age = **domain->column(PersonPart::kAge);
    const Column &now = **domain->column(PersonPart::kLastName), &before = **domain->former(PersonPart::kLastName);
    Scope scope(people);
    uint32_t men = 0;
    for (uint64_t first = 0; first < 4000; first += 1000) {
      scope.start({first, 1000, nullptr});
      for (uint32_t i = 0; i < 1000; ++i) {
        const bool woman = scope.get(female).values<uint8_t>()[i], grown = scope.get(age).values<int32_t>()[i] >= 18, second = i % 2 == 1;
        const bool had = scope.get(past).values<int64_t>()[i] & PersonDomain::kHadSurname;
        EXPECT_EQ(had, grown && (woman || (second && surname == 1)));
        men += had && !woman;
        EXPECT_NE(scope.get(now).text(i), scope.get(before).text(i));
      }
    }
    EXPECT_EQ(men > 500, surname == 1);
  }
}

TEST(Drift, NoneAtRateZeroAndEverythingAtOne) {
  Fixture none(0), all(1);
  for (const std::string& words : none.texts(*none.persons->drift()->listing(), 0, 500)) EXPECT_EQ(words, "");
  for (const std::string& words : all.texts(*all.persons->drift()->listing(), 0, 500)) EXPECT_TRUE(words.ends_with("stale_address,stale_phone,stale_email")) << words;
  EXPECT_EQ(none.texts(*none.persons->column(PersonPart::kAddress), 0, 500), truth(none, PersonPart::kAddress));
  const auto now = truth(all, PersonPart::kAddress), shown = all.texts(*all.persons->column(PersonPart::kAddress), 0, 500);
  for (std::size_t i = 0; i < now.size(); ++i) EXPECT_NE(now[i], shown[i]);
}

}  // namespace
}  // namespace mockdata
