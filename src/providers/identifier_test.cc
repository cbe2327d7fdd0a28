#include "providers/identifier.h"

#include <gtest/gtest.h>

#include <set>

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
