#include "land/plan_rows.h"

#include <gtest/gtest.h>

namespace mockdata {
namespace {

std::unique_ptr<Plan> plan_of(int64_t teams) {
  auto tmpl = read_template(R"({"source": "hr", "source_type": "rest_api", "extracted_at": "2026-01-01T00:00:00Z", "entities": [
    {"name": "teams", "bronze_table": "bronze_hr_teams", "row_count": 7, "fields": [{"name": "id", "type": "long", "pii": false, "primary_key": true}]},
    {"name": "employees", "row_count": 30, "fields": [{"name": "id", "type": "long", "pii": false, "primary_key": true}]}]})");
  EXPECT_TRUE(tmpl.ok());
  PlanOptions options;
  options.rows["teams"] = teams;
  return std::move(make_plan(*tmpl, options).plan);
}

TEST(PlanRows, AreTheEntitiesAskedFor) {
  const auto plan = plan_of(7);
  ASSERT_TRUE(plan);
  const auto all = plan_rows(*plan);
  ASSERT_EQ(all->entities.size(), 2u);
  EXPECT_EQ(all->entities[0].bronze_table, "bronze_hr_teams");
  EXPECT_EQ(all->entities[1].rows->rows(), 30u);
  const auto some = plan_rows(*plan, {"employees"});
  ASSERT_EQ(some->entities.size(), 1u);
  EXPECT_EQ(some->entities[0].name, "employees");
  EXPECT_EQ(plan_rows(*plan, {"employee"}).error().kind, ErrorKind::kUsage);
}

TEST(PlanRun, DependsOnTheRowsOfEveryEntity) {
  const auto few = plan_of(7), many = plan_of(8);
  const RunInfo run = plan_run(*few, "digest");
  EXPECT_EQ(run.source, "hr");
  EXPECT_EQ(run.as_of, "2026-01-01");
  EXPECT_EQ(run.identity(), plan_run(*plan_of(7), "digest").identity());
  EXPECT_NE(run.identity(), plan_run(*many, "digest").identity());
}

}  // namespace
}  // namespace mockdata
