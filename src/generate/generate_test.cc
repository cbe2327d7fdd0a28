#include "generate/generate.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

#include "block/text_of.h"

namespace mockdata {
namespace {

// A cell as text: NULL as "∅", objects and lists as JSON-like text. An independent way to look at blocks.
std::string cell(const DataType& type, const Block& block, uint32_t i) {
  if (!block.valid(i)) return "∅";
  if (type.id == TypeId::kStruct) {
    std::string out = "{";
    for (std::size_t m = 0; m < type.children.size(); ++m) out += (m ? "," : "") + type.children[m].name + ":" + cell(type.children[m].type, *block.children[m], i);
    return out + "}";
  }
  if (type.id == TypeId::kList) {
    std::string out = "[";
    for (uint32_t e = block.offsets[i]; e < block.offsets[i + 1]; ++e) out += (e > block.offsets[i] ? "," : "") + cell(type.children[0].type, *block.children[0], e);
    return out + "]";
  }
  std::string text;
  append_text(text, type, block, i);
  return text;
}

using Rows_ = std::vector<std::vector<std::string>>;

Rows_ read_all(const Plan& plan, std::size_t e, uint32_t step = 1024) {
  EntityReader reader(plan, e);
  Rows_ out;
  for (uint64_t first = 0; first < reader.rows(); first += step) {
    const uint32_t n = static_cast<uint32_t>(std::min<uint64_t>(step, reader.rows() - first));
    const auto blocks = reader.read(first, n);
    for (uint32_t i = 0; i < n; ++i) {
      out.emplace_back();
      for (std::size_t c = 0; c < blocks.size(); ++c) out.back().push_back(cell(reader.schema()[c].type, *blocks[c], i));
    }
  }
  return out;
}

std::vector<std::string> column(const Plan& plan, const char* entity, const char* name) {
  const auto e = plan.entity(entity);
  std::vector<std::string> out;
  const Rows_ rows = read_all(plan, *e);
  for (std::size_t c = 0; c < plan.entities[*e].fields.size(); ++c)
    if (plan.entities[*e].fields[c].type.name == name)
      for (const auto& row : rows) out.push_back(row[c]);
  return out;
}

std::unique_ptr<Plan> plan_of(const std::string& json, PlanOptions options = {}) {
  auto t = read_template(json);
  EXPECT_TRUE(t.ok()) << (t.ok() ? "" : t.error().to_string());
  if (!t.ok()) return nullptr;
  Planned planned = make_plan(*t, options);
  EXPECT_TRUE(planned.ok()) << planned.to_error(*t).message;
  return std::move(planned.plan);
}

std::string errors_of(const std::string& json, PlanOptions options = {}) {
  auto t = read_template(json);
  if (!t.ok()) return t.error().to_string();
  Planned planned = make_plan(*t, options);
  return planned.ok() ? "" : planned.to_error(*t).message;
}

constexpr const char* kHr = R"json({
 "source": "alexis", "source_type": "rest_api", "extracted_at": "2026-11-20T10:00:00Z",
 "entities": [
  {"name": "employees", "row_count": 200, "fields": [
    {"name": "id", "type": "string", "primary_key": true, "faker_method": "object_id"},
    {"name": "compensationId", "type": "string", "foreign_key": "compensation.id"},
    {"name": "managerEmployeeId", "type": "string", "nullable": true},
    {"name": "departmentId", "type": "string", "foreign_key": "departments.id"},
    {"name": "teamIds", "type": "array", "items": {"type": "string", "foreign_key": "teams.id"}, "length": {"min": 0, "max": 4}},
    {"name": "hireDate", "type": "date", "faker_method": "date_between", "faker_args": {"start_date": "-10y", "end_date": "today"}},
    {"name": "homeAddress", "type": "object", "fields": [
       {"name": "country", "type": "string", "values": ["FI", "SE"], "weights": [3, 1]},
       {"name": "officeId", "type": "string", "foreign_key": "offices.id"}]},
    {"name": "notes", "type": "array", "items": {"type": "object", "fields": [{"name": "at", "type": "datetime"}, {"name": "n", "type": "int"}]}}]},
  {"name": "compensation", "row_count": 200, "fields": [
    {"name": "id", "type": "string", "primary_key": true, "faker_method": "object_id"},
    {"name": "employeeId", "type": "string"},
    {"name": "salary", "type": "decimal(12,2)", "min": 1000.00, "max": 9000.00, "distribution": {"type": "normal", "mean": 4000, "std": 900}}]},
  {"name": "departments", "row_count": 5, "fields": [
    {"name": "id", "type": "string", "primary_key": true, "faker_method": "object_id"},
    {"name": "parentId", "type": "string", "nullable": true, "foreign_key": "departments.id"}]},
  {"name": "offices", "row_count": 3, "fields": [{"name": "id", "type": "uuid", "primary_key": true}]},
  {"name": "teams", "row_count": 10, "fields": [{"name": "id", "type": "string", "primary_key": true, "faker_method": "object_id"}]}
 ],
 "relationships": [
  {"from": "compensation.employeeId", "to": "employees.id", "cardinality": "1:1"},
  {"from": "employees.managerEmployeeId", "to": "employees.id"}
 ]})json";

TEST(Generate, KeepsTheRelationsOfAnHrSource) {
  auto plan = plan_of(kHr);
  ASSERT_TRUE(plan);
  const auto ids = column(*plan, "employees", "id");
  std::map<std::string, std::size_t> row_of;
  for (std::size_t i = 0; i < ids.size(); ++i) row_of[ids[i]] = i;
  EXPECT_EQ(row_of.size(), 200u);
  const auto owners = column(*plan, "compensation", "employeeId");
  EXPECT_EQ(std::set<std::string>(owners.begin(), owners.end()).size(), 200u);
  for (const auto& o : owners) EXPECT_TRUE(row_of.contains(o));
  const auto managers = column(*plan, "employees", "managerEmployeeId");
  int roots = 0;
  for (std::size_t i = 0; i < managers.size(); ++i) {
    if (managers[i] == "∅") ++roots;
    else EXPECT_LT(row_of.at(managers[i]), i);
  }
  EXPECT_EQ(roots, 1);
  const auto teams = column(*plan, "teams", "id");
  for (const auto& list : column(*plan, "employees", "teamIds")) {
    std::set<std::string> seen;
    std::size_t n = 0;
    for (std::size_t at = 1; at + 24 <= list.size() && list.size() > 2; at += 25, ++n) {
      const std::string id = list.substr(at, 24);
      EXPECT_NE(std::find(teams.begin(), teams.end(), id), teams.end()) << list;
      seen.insert(id);
    }
    EXPECT_EQ(seen.size(), n) << list;
  }
  const auto offices = column(*plan, "offices", "id");
  for (const auto& a : column(*plan, "employees", "homeAddress")) EXPECT_NE(std::find(offices.begin(), offices.end(), a.substr(a.find("officeId:") + 9, 36)), offices.end()) << a;
}

TEST(Generate, AnySplitOfTheRowsGivesTheSameCells) {
  auto plan = plan_of(kHr);
  ASSERT_TRUE(plan);
  for (std::size_t e = 0; e < plan->entities.size(); ++e) {
    const Rows_ all = read_all(*plan, e);
    for (uint32_t step : {1u, 3u, 64u, 199u}) EXPECT_EQ(read_all(*plan, e, step), all);
    EntityReader reader(*plan, e);
    std::vector<uint64_t> picked;
    for (uint64_t i = 0; i < reader.rows(); i += 2) picked.insert(picked.begin(), i);
    picked.push_back(picked[0]);
    const auto blocks = reader.gather(picked);
    for (uint32_t i = 0; i < picked.size(); ++i)
      for (std::size_t c = 0; c < blocks.size(); ++c) EXPECT_EQ(cell(reader.schema()[c].type, *blocks[c], i), all[picked[i]][c]);
  }
}

TEST(Generate, OtherColumnsEntitiesAndRowsChangeNothing) {
  auto before = plan_of(kHr);
  std::string changed = kHr;
  changed.replace(changed.find("\"name\": \"hireDate\""), 0, "\"name\": \"added\", \"type\": \"int\"}, {");
  PlanOptions more;
  more.rows["employees"] = 300;
  more.rows["compensation"] = 300;
  auto after = plan_of(changed, more);
  ASSERT_TRUE(before && after);
  for (const char* name : {"id", "hireDate", "departmentId", "managerEmployeeId", "notes"}) {
    const auto a = column(*before, "employees", name), b = column(*after, "employees", name);
    ASSERT_EQ(b.size(), 300u);
    EXPECT_EQ(a, std::vector<std::string>(b.begin(), b.begin() + 200)) << name;
  }
}

std::string two(const std::string& child_fields, const std::string& relations, const std::string& child_rows, const std::string& more = "") {
  return R"({"source": "t", "source_type": "sql", "extracted_at": "2026-01-01", "entities": [
    {"name": "p", "row_count": 7, "fields": [{"name": "id", "type": "int", "primary_key": true}, {"name": "tenant", "type": "int", "foreign_key": "t.id"}]},
    {"name": "q", "row_count": 9, "fields": [{"name": "id", "type": "int", "primary_key": true}, {"name": "tenant", "type": "int", "foreign_key": "t.id"}]},
    {"name": "t", "row_count": 3, "fields": [{"name": "id", "type": "int", "primary_key": true}]},
    {"name": "c", "row_count": )" + child_rows + more + R"(, "fields": [)" + child_fields + R"(]}], "relationships": [)" + relations + "]}";
}

TEST(Generate, JunctionsAreUniqueUpToTheLastCombination) {
  const std::string fields = R"({"name": "a", "type": "int", "primary_key": true, "foreign_key": "p.id"}, {"name": "b", "type": "int", "primary_key": true, "foreign_key": "q.id"})";
  for (const char* rows : {"0", "1", "30", "63"}) {
    auto plan = plan_of(two(fields, "", rows));
    ASSERT_TRUE(plan);
    std::set<std::pair<std::string, std::string>> seen;
    const auto a = column(*plan, "c", "a"), b = column(*plan, "c", "b");
    for (std::size_t i = 0; i < a.size(); ++i) seen.insert({a[i], b[i]});
    EXPECT_EQ(seen.size(), std::stoul(rows));
  }
  EXPECT_NE(errors_of(two(fields, "", "64")).find("64 rows asked, 63 combinations of (a, b) exist"), std::string::npos) << errors_of(two(fields, "", "64"));
}

TEST(Generate, LineNumbersCountWithinTheirParent) {
  auto plan = plan_of(two(R"({"name": "p", "type": "int", "primary_key": true, "foreign_key": "p.id"}, {"name": "line", "type": "int", "primary_key": true})", "", "50"));
  ASSERT_TRUE(plan);
  const auto p = column(*plan, "c", "p"), line = column(*plan, "c", "line");
  std::map<std::string, int> next;
  for (std::size_t i = 0; i < p.size(); ++i) EXPECT_EQ(line[i], std::to_string(++next[p[i]]));
}

TEST(Generate, SharedTenantColumnsAgree) {
  const std::string json = R"({"source": "t", "source_type": "sql", "extracted_at": "2026-01-01", "entities": [
    {"name": "t", "row_count": 4, "fields": [{"name": "id", "type": "int", "primary_key": true}]},
    {"name": "orders", "row_count": 40, "primary_key": ["tenant", "id"], "fields": [{"name": "tenant", "type": "int", "foreign_key": "t.id"}, {"name": "id", "type": "long", "unique": true}]},
    {"name": "products", "row_count": 30, "primary_key": ["tenant", "id"], "fields": [{"name": "tenant", "type": "int", "foreign_key": "t.id"}, {"name": "id", "type": "long", "unique": true}]},
    {"name": "lines", "row_count": 500, "fields": [{"name": "tenant", "type": "int"}, {"name": "o", "type": "long"}, {"name": "p", "type": "long"}]}],
    "relationships": [{"from": ["lines.tenant", "lines.o"], "to": ["orders.tenant", "orders.id"]}, {"from": ["lines.tenant", "lines.p"], "to": ["products.tenant", "products.id"]}, {"from": "lines.tenant", "to": "t.id"}]})";
  auto plan = plan_of(json);
  ASSERT_TRUE(plan);
  const auto pairs = [&](const char* e, const char* a, const char* b) {
    std::vector<std::pair<std::string, std::string>> out;
    const auto x = column(*plan, e, a), y = column(*plan, e, b);
    for (std::size_t i = 0; i < x.size(); ++i) out.emplace_back(x[i], y[i]);
    return out;
  };
  const auto orders = pairs("orders", "tenant", "id"), products = pairs("products", "tenant", "id");
  const std::set<std::pair<std::string, std::string>> o(orders.begin(), orders.end()), p(products.begin(), products.end());
  for (const auto& x : pairs("lines", "tenant", "o")) EXPECT_TRUE(o.contains(x));
  for (const auto& x : pairs("lines", "tenant", "p")) EXPECT_TRUE(p.contains(x));
}

TEST(Generate, SaysEverythingThatIsWrongAtOnce) {
  const std::string e = errors_of(R"({"source": "t", "source_type": "sql", "extracted_at": "2026-01-01", "entities": [
    {"name": "a", "row_count": 5, "fields": [{"name": "id", "type": "int", "primary_key": true, "faker_method": "random_int", "faker_args": {"max": 3}},
      {"name": "x", "type": "string", "faker_method": "bothfy"}, {"name": "y", "type": "int", "foreign_key": "b.id"}, {"name": "u"}]}]})");
  EXPECT_NE(e.find("5 rows asked, 4 values exist"), std::string::npos) << e;
  EXPECT_NE(e.find("did you mean \"bothify\""), std::string::npos) << e;
  EXPECT_NE(e.find("\"b.id\" refers to an entity that is not in the template"), std::string::npos) << e;
  EXPECT_NE(e.find("the type of a.u is not known"), std::string::npos) << e;
}

TEST(Generate, ValueCyclesAreNamed) {
  const std::string e = errors_of(R"({"source": "t", "source_type": "sql", "extracted_at": "2026-01-01", "entities": [
    {"name": "a", "row_count": 5, "fields": [{"name": "id", "type": "int", "primary_key": true, "foreign_key": "b.id"}]},
    {"name": "b", "row_count": 5, "fields": [{"name": "id", "type": "int", "primary_key": true, "foreign_key": "a.id"}]}]})");
  EXPECT_NE(e.find("a.id -> b.id -> a.id"), std::string::npos) << e;
}

}  // namespace
}  // namespace mockdata
