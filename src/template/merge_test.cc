#include "template/merge.h"

#include <gtest/gtest.h>

namespace mockdata {
namespace {

Template read(const char* entities, const char* relationships = "[]") {
  auto tmpl = read_template(std::string(R"({"source":"s","entities":)") + entities + R"(,"relationships":)" + relationships + "}");
  EXPECT_TRUE(tmpl.ok());
  return *tmpl;
}

TEST(Merge, AVerdictStaysAndTheRestIsRenewed) {
  const Template before = read(R"([{"name":"e","row_count":7,"fields":[{"name":"a","type":"string","pii":true,"confirmed_by":"user"},{"name":"gone","type":"int"}]}])");
  const Merged merged = merge_templates(before, read(R"([{"name":"e","fields":[{"name":"a","type":"int"},{"name":"b","type":"date"}]}])"));
  const Entity& e = merged.tmpl.entities[0];
  EXPECT_EQ(e.row_count, 7);
  EXPECT_TRUE(e.field("a")->pii);
  EXPECT_EQ(e.field("a")->type, FieldType::kString);
  EXPECT_EQ(merged.appeared, std::vector<std::string>{"e.b"});
  EXPECT_EQ(merged.vanished, std::vector<std::string>{"e.gone"});
  EXPECT_NE(e.field("gone"), nullptr);
}

TEST(Merge, HowAFieldIsMadeStaysWithItsType) {
  const char* date = R"([{"name":"e","fields":[{"name":"a","type":"date","faker_method":"date_this_decade","min":"2020-01-01","null_rate":0.5}]}])";
  const Merged same = merge_templates(read(date), read(R"([{"name":"e","fields":[{"name":"a","type":"date"}]}])"));
  EXPECT_EQ(same.tmpl.entities[0].fields[0].faker_method, "date_this_decade");
  EXPECT_TRUE(same.tmpl.entities[0].fields[0].settings.find("min"));
  const Merged other = merge_templates(read(date), read(R"([{"name":"e","fields":[{"name":"a","type":"uuid"}]}])"));
  EXPECT_EQ(other.tmpl.entities[0].fields[0].faker_method, "");
  EXPECT_FALSE(other.tmpl.entities[0].fields[0].settings.find("min"));
  EXPECT_TRUE(other.tmpl.entities[0].fields[0].settings.find("null_rate"));
}

TEST(Merge, RelationsOfEntitiesThatWereNotReadStay) {
  const char* both = R"([{"name":"e","fields":[{"name":"tId","type":"int"},{"name":"x","type":"int"}]},{"name":"t","fields":[{"name":"id","type":"int"}]}])";
  const Template before = read(both, R"([{"from":"e.tId","to":"t.id"}])");
  const Merged merged = merge_templates(before, read(R"([{"name":"e","fields":[{"name":"tId","type":"int"}]}])"));
  ASSERT_EQ(merged.tmpl.relationships.size(), 1u);
  EXPECT_EQ(merge_templates(before, read(both)).tmpl.relationships.size(), 0u);  // an automatic one that is not seen again goes
}

TEST(Merge, ARelationThatIsNotFoundAgainTakesItsForeignKeyWithIt) {
  const Template before = read(R"([{"name":"e","fields":[{"name":"a","type":"string","foreign_key":"t.id"},{"name":"b","type":"string","foreign_key":"t.id","confirmed_by":"user"}]},
                                   {"name":"t","fields":[{"name":"id","type":"string"}]}])",
                               R"([{"from":"e.a","to":"t.id"},{"from":"e.b","to":"t.id","confirmed_by":"user"}])");
  const Merged merged = merge_templates(before, read(R"([{"name":"e","fields":[{"name":"a","type":"uuid"},{"name":"b","type":"string"}]},{"name":"t","fields":[{"name":"id","type":"string"}]}])"));
  EXPECT_FALSE(merged.tmpl.entities[0].field("a")->foreign_key);
  EXPECT_EQ(merged.tmpl.entities[0].field("b")->foreign_key, "t.id");
  EXPECT_EQ(merged.tmpl.relationships.size(), 1u);
}

}  // namespace
}  // namespace mockdata
