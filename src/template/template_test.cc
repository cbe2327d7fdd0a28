#include "template/template.h"

#include <gtest/gtest.h>

namespace mockdata {
namespace {

constexpr const char* kOld = R"json({
  "source": "alexis", "source_type": "rest_api",
  "extracted_at": "2026-11-20T10:00:00Z",
  "entities": [
    {"name": "employees", "api_endpoint": "/employee", "row_count": 200,
     "fields": [
       {"name": "id", "type": "uuid", "pii": false, "primary_key": true, "faker_method": "uuid4"},
       {"name": "teamId",  "type": "string", "pii": false, "primary_key": false, "foreign_key": "teams.id", "mine": [1, 2]},
       {"name": "salary", "type": "decimal(12,2)", "pii": true, "primary_key": false, "min": 10.50, "foreign_key": null},
       {"name": "address", "type": "object", "fields": [{"name": "city", "type": "string"}]},
       {"name": "tags", "type": "array", "items": "string"}
     ]}
  ],
  "relationships": [{"from": "employees.teamId", "to": "teams.id"}]
}
)json";

TEST(Template, ReadsTheOldFormat) {
  auto t = read_template(kOld, "m.json");
  ASSERT_TRUE(t.ok()) << t.error().to_string();
  const Entity& e = t->entities[0];
  EXPECT_EQ(e.fields[1].foreign_key, "teams.id");
  EXPECT_EQ(e.fields[2].precision, 12);
  EXPECT_EQ(e.fields[2].settings.find("min").text(), "10.50");
  EXPECT_EQ(e.fields[1].unknown.find("mine").items().size(), 2u);
  EXPECT_EQ(find_field(e, "address.city")->type, FieldType::kString);
  EXPECT_EQ(find_field(e, "tags[]")->type, FieldType::kString);
  EXPECT_EQ(find_field(e, "address.none"), nullptr);
  EXPECT_EQ(e.fields[1].line, 8u);
}

TEST(Template, SavingAnUnchangedTemplateChangesNoCharacter) {
  auto t = read_template(kOld);
  ASSERT_TRUE(t.ok());
  auto text = update_template(kOld, *t);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, kOld);
}

TEST(Template, SavingAChangeTouchesOnlyThatPlace) {
  auto t = read_template(kOld);
  ASSERT_TRUE(t.ok());
  t->entities[0].row_count = 1000;
  std::string expected = kOld;
  expected.replace(expected.find("200"), 3, "1000");
  EXPECT_EQ(*update_template(kOld, *t), expected);
}

TEST(Template, WritesWhatItReads) {
  auto t = read_template(kOld);
  auto again = read_template(write_template(*t));
  ASSERT_TRUE(again.ok()) << again.error().to_string();
  EXPECT_EQ(to_value(*again), to_value(*t));
  EXPECT_EQ(write_template(*t), to_value(*t).to_json(true) + "\n");
  EXPECT_EQ(write_template({}), to_value({}).to_json(true) + "\n");
}

TEST(Template, NamesEveryStructuralFaultWithItsLine) {
  auto t = read_template("{\"source\": 1,\n\"entities\": [{\"name\": \"a\", \"row_count\": -1,\n\"fields\": [{\"type\": \"strng\"}]}]}", "m.json");
  ASSERT_FALSE(t.ok());
  const std::string& m = t.error().message;
  EXPECT_NE(m.find("m.json:1 source"), std::string::npos) << m;
  EXPECT_NE(m.find("m.json:2 entities[0].row_count"), std::string::npos) << m;
  EXPECT_NE(m.find("m.json:3 entities[0].fields[0]: a field needs a \"name\""), std::string::npos) << m;
  EXPECT_NE(m.find("strng"), std::string::npos) << m;
}

}  // namespace
}  // namespace mockdata
