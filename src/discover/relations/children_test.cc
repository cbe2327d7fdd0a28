#include "discover/relations/children.h"

#include <gtest/gtest.h>

namespace mockdata::discover {
namespace {

TEST(Children, ListsOfObjectsBecomeEntities) {
  auto tmpl = read_template(R"({"source": "x", "source_type": "rest_api", "entities": [
    {"name": "products", "fields": [{"name": "id", "type": "int", "primary_key": true}]},
    {"name": "orders", "fields": [{"name": "id", "type": "long", "primary_key": true}, {"name": "tags", "type": "array", "items": "string"},
      {"name": "lines", "type": "array", "items": {"type": "object", "fields": [
        {"name": "lineId", "type": "int"}, {"name": "productId", "type": "int", "foreign_key": "products.id"}, {"name": "note", "type": "string"}]}}]}],
    "relationships": [{"from": "orders.lines[].productId", "to": "products.id"}]})");
  ASSERT_TRUE(tmpl.ok()) << tmpl.error().to_string();
  split_children(*tmpl);
  ASSERT_EQ(tmpl->entities.size(), 3u);
  const Entity& lines = *tmpl->entity("orders_lines");
  EXPECT_EQ(lines.fields[0].name, "order_id");
  EXPECT_EQ(lines.fields[0].type, FieldType::kLong);
  EXPECT_EQ(lines.fields[0].foreign_key.value_or(""), "orders.id");
  EXPECT_EQ(lines.settings.find("rows").find("per").text(), "orders");
  EXPECT_TRUE(lines.field("lineId")->primary_key);
  EXPECT_EQ(tmpl->entity("orders")->field("lines"), nullptr);
  EXPECT_NE(tmpl->entity("orders")->field("tags"), nullptr);
  EXPECT_EQ(tmpl->relationships[0].from[0], "orders_lines.productId");
  EXPECT_EQ(tmpl->relationships[1].from[0], "orders_lines.order_id");
}

TEST(Children, WithoutAKeyTheListStays) {
  auto tmpl = read_template(R"({"source": "x", "source_type": "rest_api", "entities": [
    {"name": "a", "fields": [{"name": "l", "type": "array", "items": {"type": "object", "fields": [{"name": "x", "type": "int"}]}}]}], "relationships": []})");
  split_children(*tmpl);
  EXPECT_EQ(tmpl->entities.size(), 1u);
}

}  // namespace
}  // namespace mockdata::discover
