#include "providers/identifier.h"

#include <gtest/gtest.h>

#include <set>

#include "base/date.h"
#include "block/combine.h"
#include "providers/number.h"

namespace mockdata {
namespace {

class IdentifierTest : public testing::Test {
 protected:
  Table table{"t", 200000};
  std::vector<std::string> notes;
  MakeContext context(bool unique) {
    MakeContext c;
    c.key = Key(1).with("id");
    c.rows = table.rows();
    c.unique = unique;
    c.table = &table;
    c.notes = &notes;
    return c;
  }
  std::vector<std::string> texts(const Column& column) {
    std::vector<std::string> out;
    Scope scope(table);
    for (uint64_t first = 0; first < table.rows(); first += 1000) {
      scope.start({first, 1000, nullptr});
      const Block& block = scope.get(column);
      for (uint32_t i = 0; i < 1000; ++i) out.emplace_back(block.text(i));
    }
    return out;
  }
};

TEST_F(IdentifierTest, UniqueOnesNeverRepeatAndSayWhenTheirLevelIsLowered) {
  MakeContext c = context(true);
  auto made = make_identifier("card_number", "", c);
  ASSERT_TRUE(made.ok()) << made.error().to_string();
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_NE(notes[0].find("S4 is used"), std::string::npos) << notes[0];
  const auto all = texts(*table.add(std::move(*made)));
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 200000u);
}

TEST_F(IdentifierTest, NationalIdsCarryBirthDateAndSex) {
  const int32_t first = days_from_civil(1950, 1, 1);
  PersonColumns person;
  const Column* births = table.add(std::make_unique<NumberColumn>(DataType{TypeId::kDate, 0, 0, {}}, uniform_draw(Key(2).value(), 20000), first));
  person.birth = births;
  const Column* female = table.add(std::make_unique<NumberColumn>(DataType{TypeId::kBool, 0, 0, {}}, uniform_draw(Key(3).value(), 2), 0));
  person.female = female;
  MakeContext c = context(false);
  auto made = make_identifier("national_id", "FI", c, &person);
  ASSERT_TRUE(made.ok()) << made.error().to_string();
  const auto ids = texts(*table.add(std::move(*made)));
  Scope scope(table);
  for (uint64_t at = 0; at < 5000; at += 1000) {
    scope.start({at, 1000, nullptr});
    const Block &b = scope.get(*births), &f = scope.get(*female);
    for (uint32_t i = 0; i < 1000; ++i) {
      const std::string& id = ids[at + i];
      const std::string date = date_text(b.values<int32_t>()[i]);  // YYYY-MM-DD
      const std::string expected = date.substr(8, 2) + date.substr(5, 2) + date.substr(2, 2);
      ASSERT_EQ(id.substr(0, 6), expected);
      ASSERT_EQ((id[9] - '0') % 2 == 0, f.values<uint8_t>()[i] != 0) << id;
      ASSERT_EQ(id[7], '9') << id;
    }
  }
}

TEST_F(IdentifierTest, OrdinalsOfADayMakeThemUnique) {
  // 20,000 days of one person each, ten times over: the n-th person of a day has ordinal n.
  table.set_rows(20000);
  class Days final : public Column {
   public:
    Days() : Column({TypeId::kDate, 0, 0, {}}) {}
    void fill(Scope& scope, Block& out) const override {
      int32_t* v = out.own_fixed<int32_t>(scope.rows().count);
      for (uint32_t i = 0; i < scope.rows().count; ++i) v[i] = days_from_civil(1980, 1, 1) + static_cast<int32_t>(scope.rows()[i] / 40);
    }
  };
  class Ordinals final : public Column {
   public:
    Ordinals() : Column({TypeId::kInt64, 0, 0, {}}) {}
    void fill(Scope& scope, Block& out) const override {
      int64_t* v = out.own_fixed<int64_t>(scope.rows().count);
      for (uint32_t i = 0; i < scope.rows().count; ++i) v[i] = static_cast<int64_t>(scope.rows()[i] % 40);
    }
  };
  PersonColumns person;
  person.birth = table.add(std::make_unique<Days>());
  person.ordinal = table.add(std::make_unique<Ordinals>());
  person.most_ordinals = 40;
  MakeContext c = context(true);
  auto made = make_identifier("national_id", "PL", c, &person);
  ASSERT_TRUE(made.ok()) << made.error().to_string();
  const auto ids = texts(*table.add(std::move(*made)));
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 20000u);
}

TEST_F(IdentifierTest, UnknownCountriesAreErrorsOrFallToTheRangesForAll) {
  MakeContext c = context(false);
  auto token = make_identifier("tax_id", "QQ", c);
  EXPECT_TRUE(token.ok());
  auto none = make_identifier("sort_code", "FR", c);
  ASSERT_FALSE(none.ok());
  EXPECT_NE(none.error().hint.find("GB"), std::string::npos);
  auto typo = make_identifier("natoinal_id", "FI", c);
  ASSERT_FALSE(typo.ok());
  EXPECT_NE(typo.error().hint.find("national_id"), std::string::npos);
}

}  // namespace
}  // namespace mockdata
