#include "serve/plan_rows.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mockdata {
namespace {

using Json = nlohmann::ordered_json;

TEST(ServedPlan, KeepsRelationsBetweenEndpoints) {
  auto tmpl = read_template(R"({"source": "hr", "source_type": "rest_api", "extracted_at": "2026-01-01T00:00:00Z", "entities": [
    {"name": "teams", "api_endpoint": "/team", "bronze_table": "bronze_hr_teams", "row_count": 7, "fields": [
      {"name": "id", "type": "uuid", "pii": false, "primary_key": true}]},
    {"name": "employees", "api_endpoint": "/employee", "bronze_table": "bronze_hr_employees", "row_count": 300, "fields": [
      {"name": "id", "type": "long", "pii": false, "primary_key": true},
      {"name": "teamId", "type": "uuid", "pii": false, "primary_key": false, "foreign_key": "teams.id", "nullable": false}]}]})");
  ASSERT_TRUE(tmpl.ok()) << tmpl.error().to_string();
  Planned planned = make_plan(*tmpl);
  ASSERT_TRUE(planned.ok()) << planned.to_error(*tmpl).to_string();
  const MockApi api(served_entities(std::shared_ptr<const Plan>(std::move(planned.plan))), {});
  const Json page = Json::parse(api.answer({"GET", "/employee", {{"limit", "1000"}}, ""}).body);
  ASSERT_EQ(page["data"].size(), 300u);
  for (const Json& employee : page["data"]) {
    const ApiResponse team = api.answer({"GET", "/team/" + employee["teamId"].get<std::string>(), {}, ""});
    ASSERT_EQ(team.status, 200) << employee;
    EXPECT_EQ(Json::parse(team.body)["data"]["id"], employee["teamId"]);
  }
  const Json one = Json::parse(api.answer({"GET", "/employee/" + page["data"][123]["id"].dump(), {}, ""}).body);
  EXPECT_EQ(one["data"], page["data"][123]) << "an item is the row of the list";
}

}  // namespace
}  // namespace mockdata
