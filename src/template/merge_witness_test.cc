#include "template/merge.h"

#include <gtest/gtest.h>

#include <functional>

namespace mockdata {
namespace {

Template from(const std::string& fields, const char* name = "employees") {
  auto t = read_template(R"({"source": "x", "source_type": "rest_api", "entities": [{"name": ")" + std::string(name) + R"(", "api_endpoint": "/employee", "fields": [)" + fields + "]}]}");
  EXPECT_TRUE(t.ok()) << t.error().to_string();
  return *t;
}
std::string one(const char* name, const char* type, const char* rule, const char* more = "") {
  return std::string(R"({"name": ")") + name + R"(", "type": ")" + type + R"(", )" + more + R"("evidence": [{"rule": ")" + rule + R"(", "confidence": 1}]})";
}

const Field& field(const Merged& merged, const char* path) { return *find_field(merged.tmpl.entities[0], path); }

// A document and a sample, in both orders.
void both_ways(const std::string& document, const std::string& sample, const std::function<void(const Merged&)>& expect) {
  expect(merge_templates(from(document), from(sample)));
  expect(merge_templates(from(sample), from(document)));
}

TEST(Merge, TheDocumentKnowsTypesTheSampleWhatIsThere) {
  both_ways(one("id", "long", "document.type", R"("primary_key": true, )") + "," + one("born", "string", "document.type") + "," + one("kind", "string", "document.type", R"("values": ["a", "b"], )") + "," +
                one("only_said", "int", "document.type"),
            one("id", "int", "sample.integer") + "," + one("born", "date", "sample.date") + "," + one("kind", "string", "sample.text") + "," + one("only_seen", "bool", "sample.bool"),
            [](const Merged& m) {
              EXPECT_EQ(field(m, "id").type, FieldType::kLong);
              EXPECT_TRUE(field(m, "id").primary_key);
              EXPECT_EQ(field(m, "born").type, FieldType::kDate);
              EXPECT_EQ(field(m, "kind").settings.find("values").items().size(), 2u);
              EXPECT_NE(m.tmpl.entities[0].field("only_said"), nullptr);
              EXPECT_NE(m.tmpl.entities[0].field("only_seen"), nullptr);
              EXPECT_TRUE(m.disagreements.empty());
            });
}

TEST(Merge, ContradictionsAreSaidAndTheSampleStays) {
  both_ways(one("age", "long", "document.type") + "," + one("gone", "string", "document.type", R"("nullable": false, )"),
            one("age", "string", "sample.text") + "," + one("gone", "unknown", "sample.null", R"("nullable": true, )"), [](const Merged& m) {
              EXPECT_EQ(field(m, "age").type, FieldType::kString);
              EXPECT_EQ(field(m, "gone").type, FieldType::kString);
              EXPECT_EQ(m.disagreements, (std::vector<std::string>{"employees.age: the document says long, the record holds string (kept)",
                                                                   "employees.gone: the document says that it is never null, the record holds null (kept)"}));
            });
}

TEST(Merge, NestedFieldsMeet) {
  both_ways(R"({"name": "a", "type": "object", "evidence": [{"rule": "document.object", "confidence": 1}], "fields": [)" + one("x", "long", "document.type") + "," + one("y", "date", "document.type") + "]}",
            R"({"name": "a", "type": "object", "evidence": [{"rule": "sample.object", "confidence": 1}], "fields": [)" + one("x", "int", "sample.integer") + "," + one("z", "bool", "sample.bool") + "]}",
            [](const Merged& m) {
              EXPECT_EQ(field(m, "a.x").type, FieldType::kLong);
              EXPECT_EQ(field(m, "a").fields.size(), 3u);
            });
}

TEST(Merge, TheSameEndpointIsTheSameEntity) {
  Template said = from(one("id", "long", "document.type"), "employee");
  Relationship self;
  self.from = {"employee.boss"};
  self.to = {"employee.id"};
  said.relationships.push_back(self);
  const Merged merged = merge_templates(from(one("id", "int", "sample.integer")), said);
  ASSERT_EQ(merged.tmpl.entities.size(), 1u);
  EXPECT_EQ(merged.tmpl.entities[0].name, "employees");
  EXPECT_EQ(merged.tmpl.relationships[0].to[0], "employees.id");
}

}  // namespace
}  // namespace mockdata
