// Columns whose values are made of others, tied to others, or of a form: shown on whole templates.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "base/date.h"
#include "block/text_of.h"
#include "generate/generate.h"

namespace mockdata {
namespace {

using Texts = std::vector<std::string>;

std::string one(const std::string& fields, const std::string& rows = "500", const std::string& more = "") {
  return R"j({"source": "t", "source_type": "sql", "extracted_at": "2026-01-01", "entities": [{"name": "e", "row_count": )j" + rows + more + R"j(, "fields": [)j" + fields + "]}]}";
}

// Orders with lines, and customers above them.
std::string shop(const std::string& order_fields, const std::string& line_fields, const std::string& lines = R"j("row_count": 900)j", const std::string& relation = "") {
  return R"j({"source": "t", "source_type": "sql", "extracted_at": "2026-01-01", "entities": [
    {"name": "customers", "row_count": 40, "fields": [{"name": "id", "type": "int", "primary_key": true}, {"name": "country", "type": "string", "values": ["FI", "SE", "NO"]},
       {"name": "since", "type": "date", "min": "2015-01-01", "max": "2020-12-31"}]},
    {"name": "orders", "row_count": 300, "fields": [{"name": "id", "type": "int", "primary_key": true}, {"name": "customerId", "type": "int", "foreign_key": "customers.id"}, )j" + order_fields + R"j(]},
    {"name": "lines", )j" + lines + R"j(, "fields": [{"name": "id", "type": "int", "primary_key": true}, {"name": "orderId", "type": "int", "foreign_key": "orders.id")j" + relation + R"j(}, )j" + line_fields + R"j(]}]})j";
}

struct Read {
  std::unique_ptr<Plan> plan;
  std::map<std::string, std::map<std::string, Texts>> cells;  // entity, column -> values, NULL as "∅"
  std::string issues;
  const Texts& at(const std::string& entity, const std::string& column) { return cells[entity][column]; }
};

std::string cell_of(const DataType& type, const Block& block, uint32_t i) {
  if (!block.valid(i)) return "∅";
  std::string out;
  if (type.id == TypeId::kList) {
    for (uint32_t e = block.offsets[i]; e < block.offsets[i + 1]; ++e) out += (out.empty() ? "" : " ") + cell_of(type.children[0].type, *block.children[0], e);
    return out;
  }
  if (type.id == TypeId::kStruct) {
    for (std::size_t m = 0; m < type.children.size(); ++m) out += (out.empty() ? "" : " ") + cell_of(type.children[m].type, *block.children[m], i);
    return out;
  }
  append_text(out, type, block, i);
  return out;
}

Read read(const std::string& json, uint32_t step = 1024) {
  Read r;
  auto t = read_template(json);
  if (!t.ok()) {
    r.issues = t.error().to_string();
    return r;
  }
  Planned planned = make_plan(*t);
  for (const Issue& issue : planned.issues) r.issues += (issue.error ? "error " : "warning ") + issue.path + " line " + std::to_string(issue.line) + ": " + issue.message + " [" + issue.hint + "]\n";
  if (!planned.ok()) return r;
  r.plan = std::move(planned.plan);
  for (std::size_t e = 0; e < r.plan->entities.size(); ++e) {
    EntityReader reader(*r.plan, e);
    const PlannedEntity& entity = r.plan->entities[e];
    for (uint64_t first = 0; first < reader.rows(); first += step) {
      const uint32_t n = static_cast<uint32_t>(std::min<uint64_t>(step, reader.rows() - first));
      const auto blocks = reader.read(first, n);
      for (std::size_t c = 0; c < blocks.size(); ++c)
        for (uint32_t i = 0; i < n; ++i) r.cells[entity.name][entity.fields[c].type.name].push_back(cell_of(entity.fields[c].type.type, *blocks[c], i));
    }
  }
  return r;
}

// Any split of the rows and any order of them give the same cells.
void expect_same_from_anywhere(const std::string& json) {
  Read all = read(json);
  ASSERT_TRUE(all.plan) << all.issues;
  EXPECT_EQ(read(json, 7).cells, all.cells);
  for (std::size_t e = 0; e < all.plan->entities.size(); ++e) {
    const PlannedEntity& entity = all.plan->entities[e];
    EntityReader reader(*all.plan, e);
    std::vector<uint64_t> rows;
    for (uint64_t i = 0; i < reader.rows(); i += 3) rows.insert(rows.begin(), i);
    rows.push_back(rows.empty() ? 0 : rows[0]);
    if (reader.rows() == 0) continue;
    const auto blocks = reader.gather(rows);
    for (std::size_t c = 0; c < blocks.size(); ++c)
      for (uint32_t i = 0; i < rows.size(); ++i)
        ASSERT_EQ(cell_of(entity.fields[c].type.type, *blocks[c], i), all.cells[entity.name][entity.fields[c].type.name][rows[i]]) << entity.fields[c].type.name << " row " << rows[i];
  }
}

double number(const std::string& text) { return std::stod(text); }

TEST(Columns, DerivedValues) {
  const std::string json = one(R"j({"name": "birth", "type": "date", "min": "1960-01-01", "max": "2005-12-31"}, {"name": "age", "type": "int", "derive": "age(birth)"},
    {"name": "q", "type": "int", "min": 1, "max": 9}, {"name": "price", "type": "decimal(10,2)", "min": 1, "max": 99}, {"name": "net", "type": "decimal(12,2)", "derive": "q * price * 0.9"},
    {"name": "address", "type": "object", "fields": [{"name": "street", "type": "string", "values": ["Aleksanterinkatu"]}, {"name": "no", "type": "int", "min": 1, "max": 99}, {"name": "line", "type": "string", "derive": "street + ' ' + no"}]},
    {"name": "label", "type": "string", "derive": {"function": "concat", "of": ["upper(address.street)", "'/'", "q"]}})j");
  Read r = read(json);
  ASSERT_TRUE(r.plan) << r.issues;
  for (std::size_t i = 0; i < 500; ++i) {
    EXPECT_EQ(r.at("e", "age")[i], std::to_string(years_between(*parse_date(r.at("e", "birth")[i]), *parse_date("2026-01-01"))));
    EXPECT_NEAR(number(r.at("e", "net")[i]), number(r.at("e", "q")[i]) * number(r.at("e", "price")[i]) * 0.9, 0.0051);
    EXPECT_EQ(r.at("e", "label")[i], "ALEKSANTERINKATU/" + r.at("e", "q")[i]);
    const std::string& a = r.at("e", "address")[i];
    EXPECT_EQ(a.substr(a.find(' ', 17) + 1), a.substr(0, a.find(' ', 17)));
  }
  expect_same_from_anywhere(json);
}

TEST(Columns, CopiesOfReferencedRowsAndRollupsOverChildren) {
  const std::string json = shop(R"j({"name": "country", "type": "string", "copy": "customerId.country"}, {"name": "total", "type": "decimal(12,2)", "rollup": {"function": "sum", "of": "lines.amount", "by": "lines.orderId"}},
      {"name": "n", "type": "int", "rollup": {"function": "count", "of": "lines"}}, {"name": "most", "type": "decimal(10,2)", "rollup": {"function": "max", "of": "lines.amount"}},
      {"name": "mean", "type": "double", "rollup": {"function": "avg", "of": "lines.amount"}}, {"name": "big", "type": "long", "rollup": {"function": "count", "of": "lines", "where": {"amount": {"min": 50}}}})j",
      R"j({"name": "amount", "type": "decimal(10,2)", "min": 1, "max": 99}, {"name": "country", "type": "string", "copy": "orderId.customerId.country"})j");
  Read r = read(json);
  ASSERT_TRUE(r.plan) << r.issues;
  std::map<std::string, std::vector<double>> amounts;
  for (std::size_t i = 0; i < 900; ++i) amounts[r.at("lines", "orderId")[i]].push_back(number(r.at("lines", "amount")[i]));
  std::map<std::string, std::string> country, of_order;
  for (std::size_t i = 0; i < 40; ++i) country[r.at("customers", "id")[i]] = r.at("customers", "country")[i];
  std::size_t empty = 0;
  for (std::size_t i = 0; i < 300; ++i) {
    const auto& of = amounts[r.at("orders", "id")[i]];
    of_order[r.at("orders", "id")[i]] = r.at("orders", "country")[i];
    EXPECT_EQ(r.at("orders", "country")[i], country[r.at("orders", "customerId")[i]]);
    double sum = 0, most = 0, big = 0;
    for (double a : of) sum += a, most = std::max(most, a), big += a >= 50;
    EXPECT_NEAR(number(r.at("orders", "total")[i]), sum, 1e-6);
    EXPECT_EQ(r.at("orders", "n")[i], std::to_string(of.size()));
    EXPECT_EQ(number(r.at("orders", "big")[i]), big);
    if (of.empty()) {
      ++empty;
      EXPECT_EQ(r.at("orders", "most")[i], "∅");
      continue;
    }
    EXPECT_NEAR(number(r.at("orders", "most")[i]), most, 1e-9);
    EXPECT_NEAR(number(r.at("orders", "mean")[i]), sum / static_cast<double>(of.size()), 1e-4);
  }
  EXPECT_GT(empty, 0u);
  for (std::size_t i = 0; i < 900; ++i) EXPECT_EQ(r.at("lines", "country")[i], of_order[r.at("lines", "orderId")[i]]);
  expect_same_from_anywhere(json);
}

TEST(Columns, RollupsLeaveOutChildrenWithoutAParent) {
  Read r = read(shop(R"j({"name": "n", "type": "int", "rollup": {"function": "count", "of": "lines.id", "by": "orderId"}})j", R"j({"name": "x", "type": "int"})j", R"j("row_count": 900)j", R"j(, "nullable": true, "null_rate": 0.3)j"));
  ASSERT_TRUE(r.plan) << r.issues;
  int64_t counted = 0, referring = 0;
  for (const auto& n : r.at("orders", "n")) counted += std::stoll(n);
  for (const auto& o : r.at("lines", "orderId")) referring += o != "∅";
  EXPECT_EQ(counted, referring);
  EXPECT_LT(referring, 750);
}

TEST(Columns, DatesKeepTheirOrder) {
  const std::string json = shop(R"j({"name": "placed", "type": "date", "after": "customerId.since", "max": "2025-12-31"}, {"name": "shipped", "type": "datetime", "after": {"field": "placed", "min": "1d", "max": "10d"}},
      {"name": "reminder", "type": "date", "before": ["shipped"], "after": "placed"}, {"name": "text", "type": "string", "after": "placed"})j",
      R"j({"name": "made", "type": "timestamp", "before": {"field": "orders.placed", "max": "1y"}}, {"name": "createdAt", "type": "datetime"}, {"name": "lastUpdatedAt", "type": "datetime", "faker_method": "date_time_this_year"}, {"name": "updated", "type": "date", "after": false})j");
  Read r = read(json);
  ASSERT_TRUE(r.plan) << r.issues;
  std::map<std::string, std::string> since, placed;
  for (std::size_t i = 0; i < 40; ++i) since[r.at("customers", "id")[i]] = r.at("customers", "since")[i];
  for (std::size_t i = 0; i < 300; ++i) {
    const std::string p = placed[r.at("orders", "id")[i]] = r.at("orders", "placed")[i];
    EXPECT_GE(p, since[r.at("orders", "customerId")[i]]);
    EXPECT_LE(p, "2025-12-31");
    const int32_t day = *parse_date(p);
    const int64_t shipped = *parse_timestamp(r.at("orders", "shipped")[i]);
    EXPECT_GE(shipped, (day + 1) * kMicrosPerDay);
    EXPECT_LE(shipped, (day + 10) * kMicrosPerDay);
    EXPECT_GE(r.at("orders", "reminder")[i], p);
    EXPECT_LE(*parse_date(r.at("orders", "reminder")[i]) * kMicrosPerDay, shipped);
    EXPECT_GE(r.at("orders", "text")[i], p);
  }
  for (std::size_t i = 0; i < 900; ++i) {
    const int64_t made = *parse_timestamp(r.at("lines", "made")[i]), day = *parse_date(placed[r.at("lines", "orderId")[i]]);
    EXPECT_LE(made, day * kMicrosPerDay);
    EXPECT_GE(made, int64_t{add_months(static_cast<int32_t>(day), -12)} * kMicrosPerDay);
    EXPECT_LE(r.at("lines", "createdAt")[i], r.at("lines", "lastUpdatedAt")[i]);
  }
  expect_same_from_anywhere(json);
}

TEST(Columns, CalendarShapes) {
  Read r = read(one(R"j({"name": "d", "type": "date", "min": "2025-01-01", "max": "2025-12-31", "weekdays": true}, {"name": "t", "type": "timestamp", "min": "2025-03-01", "max": "2025-03-31", "weekdays": [1, 1, 1, 1, 4, 0, 0], "hours": [8, 18]},
     {"name": "o", "type": "time", "hours": [0, 0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]})j", "7000"));
  ASSERT_TRUE(r.plan) << r.issues;
  std::map<uint32_t, int> days, times;
  std::map<std::string, int> hours;
  for (std::size_t i = 0; i < 7000; ++i) {
    const int32_t d = *parse_date(r.at("e", "d")[i]);
    ++days[weekday(d)];
    EXPECT_EQ(r.at("e", "d")[i].substr(0, 4), "2025");
    const std::string& t = r.at("e", "t")[i];
    ++times[weekday(*parse_date(t.substr(0, 10)))];
    EXPECT_GE(t.substr(11, 2), "08");
    EXPECT_LE(t.substr(11, 2), "17");
    ++hours[r.at("e", "o")[i].substr(0, 2)];
  }
  EXPECT_EQ(days.size(), 5u);
  for (const auto& [day, n] : days) EXPECT_NEAR(n, 1400, 150) << day;
  EXPECT_EQ(times.size(), 5u);
  EXPECT_NEAR(times[4], 3500, 300);
  EXPECT_EQ(hours.size(), 2u);
  EXPECT_NEAR(hours["08"], 5250, 250);
}

TEST(Columns, ConditionalValues) {
  const std::string json = one(R"j({"name": "country", "type": "string", "values": ["FI", "SE", "US", "JP"]}, {"name": "amount", "type": "int", "min": 0, "max": 100},
    {"name": "currency", "type": "string", "values": ["XXX"], "when": [{"if": {"country": "FI"}, "then": "EUR"}, {"if": {"country": ["SE"], "amount": {"min": 50}}, "then": {"values": ["SEK"]}}, {"if": "country = 'US' ", "then": {"derive": "concat('USD', amount)"}}]},
    {"name": "note", "type": "string", "when": [{"if": {"amount": {"not": 5}}, "then": null}, {"else": "five"}]})j");
  Read r = read(json);
  ASSERT_TRUE(r.plan) << r.issues;
  for (std::size_t i = 0; i < 500; ++i) {
    const std::string &c = r.at("e", "country")[i], &a = r.at("e", "amount")[i];
    EXPECT_EQ(r.at("e", "currency")[i], c == "FI" ? "EUR" : c == "SE" && std::stoi(a) >= 50 ? "SEK" : c == "US" ? "USD" + a : "XXX");
    EXPECT_EQ(r.at("e", "note")[i], a == "5" ? "five" : "∅");
  }
  expect_same_from_anywhere(json);
}

TEST(Columns, FormatsAndPatterns) {
  const std::string json = one(R"j({"name": "n", "type": "int", "min": 1, "max": 5}, {"name": "code", "type": "string", "format": "\\#{{n}}-##-??"}, {"name": "token", "type": "string", "format": "{{random_letter}}{{pad(n, 3)}}"},
    {"name": "number", "type": "string", "unique": true, "format": "INV{{n}}-###"}, {"name": "plate", "type": "string", "pattern": "^[A-Z]{3}-[1-9][0-9]{0,2}$"}, {"name": "sku", "type": "string", "pattern": "[AB][0-9]{3}", "unique": true},
    {"name": "short", "type": "string", "pattern": "[a-z]+", "max_length": 3})j");
  Read r = read(json);
  ASSERT_TRUE(r.plan) << r.issues;
  for (std::size_t i = 0; i < 500; ++i) {
    const std::string& n = r.at("e", "n")[i];
    EXPECT_TRUE(std::regex_match(r.at("e", "code")[i], std::regex("#" + n + "-[0-9]{2}-[A-Za-z]{2}"))) << r.at("e", "code")[i];
    EXPECT_TRUE(std::regex_match(r.at("e", "token")[i], std::regex("[A-Za-z]00" + n)));
    EXPECT_TRUE(std::regex_match(r.at("e", "plate")[i], std::regex("[A-Z]{3}-[1-9][0-9]{0,2}")));
    EXPECT_TRUE(std::regex_match(r.at("e", "short")[i], std::regex("[a-z]{1,3}")));
  }
  for (const char* unique : {"number", "sku"}) EXPECT_EQ(std::set<std::string>(r.at("e", unique).begin(), r.at("e", unique).end()).size(), 500u) << unique;
  expect_same_from_anywhere(json);
}

TEST(Columns, UniqueValuesOfEveryTypeUpToTheLast) {
  struct Case {
    const char* field;
    int values;
  };
  for (const Case& c : {Case{R"j("type": "int", "min": -3, "max": 96)j", 100}, Case{R"j("type": "decimal(6,2)", "min": 1, "max": 1.99)j", 100}, Case{R"j("type": "date", "min": "2025-01-01", "max": "2025-04-10")j", 100},
                        Case{R"j("type": "datetime", "min": "2025-01-01T00:00:00", "max": "2025-01-01T00:01:39")j", 100}, Case{R"j("type": "time", "min": "10:00:00", "max": "10:01:39")j", 100},
                        Case{R"j("type": "double", "min": 0, "max": 0.99)j", 100}, Case{R"j("type": "string", "pattern": "[a-j][0-9]")j", 100}, Case{R"j("type": "string", "format": "x##")j", 100},
                        Case{R"j("type": "string", "values": ["a", "b", "c"])j", 3}, Case{R"j("type": "bool", "min": false, "max": true)j", 2}}) {
    const std::string field = std::string(R"j({"name": "x", "unique": true, )j") + c.field + "}";
    Read r = read(one(field, std::to_string(c.values)));
    ASSERT_TRUE(r.plan) << c.field << r.issues;
    EXPECT_EQ(std::set<std::string>(r.at("e", "x").begin(), r.at("e", "x").end()).size(), static_cast<std::size_t>(c.values)) << c.field;
    r = read(one(field, std::to_string(c.values + 1)));
    EXPECT_FALSE(r.plan) << c.field;
    EXPECT_NE(r.issues.find(std::to_string(c.values + 1) + " rows asked, "), std::string::npos) << r.issues;
    EXPECT_NE(r.issues.find(std::to_string(c.values) + " "), std::string::npos) << r.issues;
  }
}

TEST(Columns, UniqueCombinationsOfEveryType) {
  for (const char* member : {R"j("type": "string", "values": ["a", "b", "c", "d"])j", R"j("type": "bool")j", R"j("type": "decimal(4,1)", "min": 0, "max": 0.3)j", R"j("type": "date", "min": "2025-01-01", "max": "2025-01-04")j",
                             R"j("type": "string", "pattern": "[a-d]")j", R"j("type": "string", "format": "#")j", R"j("type": "string", "faker_method": "random_letter")j",
                             R"j("type": "string", "faker_method": "random_letter", "max_length": 6)j", R"j("type": "string", "max_length": 1)j", R"j("type": "string")j"}) {
    const int rows = std::string(member).find("bool") != std::string::npos ? 50 : 100;
    Read r = read(one(std::string(R"j({"name": "a", "type": "int", "min": 1, "max": 25}, {"name": "b", )j") + member + "}", std::to_string(rows), R"j(, "unique": [["a", "b"]])j"));
    ASSERT_TRUE(r.plan) << member << r.issues;
    std::set<std::pair<std::string, std::string>> pairs;
    for (int i = 0; i < rows; ++i) pairs.insert({r.at("e", "a")[static_cast<std::size_t>(i)], r.at("e", "b")[static_cast<std::size_t>(i)]});
    EXPECT_EQ(pairs.size(), static_cast<std::size_t>(rows)) << member;
  }
}

// Spearman's rank correlation.
double spearman(const std::vector<double>& a, const std::vector<double>& b) {
  const auto ranks = [](const std::vector<double>& v) {
    std::vector<std::size_t> order(v.size());
    for (std::size_t i = 0; i < v.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return v[x] < v[y]; });
    std::vector<double> rank(v.size());
    for (std::size_t i = 0; i < v.size();) {
      std::size_t j = i;
      while (j < v.size() && v[order[j]] == v[order[i]]) ++j;
      for (std::size_t k = i; k < j; ++k) rank[order[k]] = static_cast<double>(i + j - 1) / 2;
      i = j;
    }
    return rank;
  };
  const auto x = ranks(a), y = ranks(b);
  const double mean = static_cast<double>(a.size() - 1) / 2;
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) xy += (x[i] - mean) * (y[i] - mean), xx += (x[i] - mean) * (x[i] - mean), yy += (y[i] - mean) * (y[i] - mean);
  return xy / std::sqrt(xx * yy);
}

TEST(Columns, RankCorrelationsAreReachedAndDistributionsKept) {
  const std::string fields = R"j({"name": "age", "type": "int", "min": 18, "max": 67}, {"name": "salary", "type": "decimal(10,2)", "min": 0, "distribution": {"type": "lognormal", "median": 3000, "sigma": 0.4}},
    {"name": "risk", "type": "double", "min": 0, "max": 1, "scale": 6}, {"name": "visits", "type": "int", "buckets": [{"min": 0, "max": 4, "weight": 3}, {"min": 5, "max": 100, "weight": 1}]}, {"name": "free", "type": "double", "min": 0, "max": 1, "scale": 6})j";
  Read r = read(one(fields, "40000", R"j(, "correlations": [{"fields": ["age", "salary"], "rank": 0.7}, {"fields": ["risk", "age"], "rank": -0.5}, {"fields": ["visits", "risk"], "rank": 0.3}])j"));
  ASSERT_TRUE(r.plan) << r.issues;
  std::map<std::string, std::vector<double>> v;
  for (const char* f : {"age", "salary", "risk", "visits", "free"})
    for (const auto& t : r.at("e", f)) v[f].push_back(number(t));
  EXPECT_NEAR(spearman(v["age"], v["salary"]), 0.7, 0.012);
  EXPECT_NEAR(spearman(v["age"], v["risk"]), -0.5, 0.012);
  EXPECT_NEAR(spearman(v["risk"], v["visits"]), 0.3, 0.015);
  EXPECT_NEAR(spearman(v["salary"], v["visits"]), 0, 0.015);
  EXPECT_NEAR(spearman(v["free"], v["age"]), 0, 0.015);
  // The marginal distributions: medians, and a Kolmogorov-Smirnov distance below the 0.1 % level.
  std::sort(v["risk"].begin(), v["risk"].end());
  double distance = 0;
  for (std::size_t i = 0; i < v["risk"].size(); ++i) distance = std::max(distance, std::abs(v["risk"][i] - (static_cast<double>(i) + 0.5) / 40000));
  EXPECT_LT(distance, 1.95 / 200);
  std::nth_element(v["salary"].begin(), v["salary"].begin() + 20000, v["salary"].end());
  EXPECT_NEAR(v["salary"][20000], 3000, 30);
  EXPECT_NEAR(static_cast<double>(std::count_if(v["visits"].begin(), v["visits"].end(), [](double x) { return x <= 4; })) / 40000, 0.75, 0.008);
  // Without the correlations the first field's neighbours change, it and the free ones do not.
  Read plain = read(one(fields, "200"));
  EXPECT_EQ(plain.at("e", "free"), Texts(r.at("e", "free").begin(), r.at("e", "free").begin() + 200));
}

TEST(Columns, CorrelationsThatCannotBeAreRefused) {
  const std::string fields = R"j({"name": "a", "type": "int"}, {"name": "b", "type": "int"}, {"name": "c", "type": "int"}, {"name": "s", "type": "string"})j";
  EXPECT_NE(read(one(fields, "5", R"j(, "correlations": [{"fields": ["a", "b"], "rank": 0.9}, {"fields": ["b", "c"], "rank": 0.9}, {"fields": ["a", "c"], "rank": -0.9}])j")).issues.find("no numbers have these rank correlations among (a, b, c)"), std::string::npos);
  EXPECT_NE(read(one(fields, "5", R"j(, "correlations": [{"fields": ["a", "s"], "rank": 0.9}])j")).issues.find("\"s\" cannot be correlated"), std::string::npos);
  EXPECT_NE(read(one(fields, "5", R"j(, "correlations": [{"fields": ["a", "x"], "rank": 0.9}])j")).issues.find("\"x\" is no field"), std::string::npos);
}

TEST(Columns, DefaultsFollowNameAndType) {
  Read r = read(one(R"j({"name": "is_deleted", "type": "bool"}, {"name": "deletedAt", "type": "datetime", "nullable": true}, {"name": "isActive", "type": "bool"}, {"name": "flag", "type": "bool"}, {"name": "valid_from", "type": "date"},
      {"name": "valid_to", "type": "date", "nullable": true}, {"name": "is_current", "type": "bool"}, {"name": "item_code", "type": "string"}, {"name": "thing", "type": "string"}, {"name": "s", "type": "string", "length": 5}, {"name": "v", "type": "string", "max_length": 2},
      {"name": "archived", "type": "bool"}, {"name": "e", "type": "string", "enum": ["open", "done"]})j", "2000"));
  ASSERT_TRUE(r.plan) << r.issues;
  const auto share = [&](const char* name, const std::string& value) { return static_cast<double>(std::count(r.at("e", name).begin(), r.at("e", name).end(), value)) / 2000; };
  EXPECT_NEAR(share("deletedAt", "∅"), 0.95, 0.02);
  EXPECT_NEAR(share("archived", "true") + share("is_deleted", "true"), 0.1, 0.03);
  EXPECT_NEAR(share("flag", "true"), 0.5, 0.05);
  EXPECT_NEAR(share("valid_to", "∅"), 0.5, 0.05);
  for (std::size_t i = 0; i < 2000; ++i) {
    EXPECT_EQ(r.at("e", "is_deleted")[i] == "true", r.at("e", "deletedAt")[i] != "∅");
    EXPECT_EQ(r.at("e", "is_current")[i] == "true", r.at("e", "valid_to")[i] == "∅" || r.at("e", "valid_to")[i] > "2026-01-01");
    if (r.at("e", "valid_to")[i] != "∅") { EXPECT_LE(r.at("e", "valid_from")[i], r.at("e", "valid_to")[i]); }
    EXPECT_TRUE(std::regex_match(r.at("e", "item_code")[i], std::regex("[A-Za-z0-9-]+")));
    EXPECT_TRUE(std::regex_match(r.at("e", "thing")[i], std::regex("[a-z]{4,8}")));
    EXPECT_EQ(r.at("e", "s")[i].size(), 5u);
    EXPECT_LE(r.at("e", "v")[i].size(), 2u);
  }
}

TEST(Columns, ListsWithLengthsAndValuesOfTheirRow) {
  const std::string json = one(R"j({"name": "base", "type": "int", "min": 10, "max": 20}, {"name": "xs", "type": "array", "length": {"min": 1, "max": 6, "mean": 2}, "items": {"type": "object", "fields": [{"name": "k", "type": "int", "min": 1, "max": 3}, {"name": "sum", "type": "long", "derive": "k + base"}]}},
     {"name": "tags", "type": "array", "length": 2, "items": {"type": "string", "values": ["a", "b"]}})j");
  Read r = read(json);
  ASSERT_TRUE(r.plan) << r.issues;
  double total = 0;
  for (std::size_t i = 0; i < 500; ++i) {
    std::istringstream in(r.at("e", "xs")[i]);
    int k, sum, n = 0;
    for (; in >> k >> sum; ++n) EXPECT_EQ(sum, k + std::stoi(r.at("e", "base")[i]));
    EXPECT_GE(n, 1);
    EXPECT_LE(n, 6);
    total += n;
    EXPECT_EQ(r.at("e", "tags")[i].size(), 3u);
  }
  EXPECT_NEAR(total / 500, 2, 0.2);
  expect_same_from_anywhere(json);
}

TEST(Columns, EveryMalformedSettingIsToldWithItsPlaceAndRemedy) {
  struct Case {
    const char* field;
    const char* message;
  };
  for (const Case& c : {
           Case{R"j("type": "string", "derive": "lowr(a)")j", "no function is called \"lowr\" [did you mean \"lower\"?]"}, Case{R"j("type": "string", "derive": "lower(b)")j", "\"b\" is no field of e"},
           Case{R"j("type": "int", "derive": "concat(a, 'x')")j", "a string cannot be read as a int"}, Case{R"j("type": "string", "derive": 5)j", "expected string or object"},
           Case{R"j("type": "string", "copy": "a.name")j", "no relation of it leads there"}, Case{R"j("type": "int", "rollup": {"function": "total", "of": "x.y"})j", "sum, count, min, max or avg, found \"total\""},
           Case{R"j("type": "int", "rollup": {"function": "count", "of": "x.y"})j", "no relation leads from \"x.y\" to e"}, Case{R"j("type": "date", "after": "z")j", "\"z\" is no field of e"},
           Case{R"j("type": "date", "after": {"field": "a", "min": "soon"})j", "a span is like"}, Case{R"j("type": "string", "pattern": "a(?=b)")j", "a look-ahead at character 4"},
           Case{R"j("type": "string", "format": "{{a")j", "a {{ that is not closed"}, Case{R"j("type": "string", "format": "{{frst_nam}}")j", "neither a field of e nor a provider"},
           Case{R"j("type": "string", "when": [{"if": {"a": 1}}])j", "expected {\"if\": condition, \"then\": value}"}, Case{R"j("type": "string", "when": [{"if": "a + 1", "then": "x"}])j", "a condition is true or false, this is a"},
           Case{R"j("type": "int", "distribution": "norml")j", "did you mean \"normal\"?"}, Case{R"j("type": "int", "distribution": {"type": "normal", "men": 4})j", "has no parameter \"men\""},
           Case{R"j("type": "int", "min": "x")j", "expected"}, Case{R"j("type": "int", "min": 5, "max": 4)j", "\"max\" is below \"min\""}, Case{R"j("type": "int", "buckets": [{"min": 3}])j", "a bucket is"},
           Case{R"j("type": "date", "weekdays": [1, 2])j", "seven weights from Monday"}, Case{R"j("type": "datetime", "hours": [9, 5])j", "0 <= from < to <= 24"}, Case{R"j("type": "int", "hours": [9, 17])j", "\"hours\" is for times"},
           Case{R"j("type": "int", "sequence": {"from": 3})j", "a sequence is true, or"}, Case{R"j("type": "string", "values": "a")j", "expected array"}, Case{R"j("type": "string", "values": ["a"], "weights": [1, 2])j", "2 weights for 1 values"},
           Case{R"j("type": "int", "null_rate": 3)j", "a rate is a number from 0 to 1"}, Case{R"j("type": "int", "null_rate": "x")j", "expected number"}, Case{R"j("type": "array", "items": "int", "length": {"min": 3, "max": 1})j", "0 <= min <= max"}}) {
    const std::string issues = read(one(std::string("{\"name\": \"a\", \"type\": \"int\"},\n{\"name\": \"bad\", ") + c.field + "}")).issues;
    EXPECT_NE(issues.find(c.message), std::string::npos) << c.field << "\n" << issues;
    EXPECT_NE(issues.find("error entities[0].fields[1]"), std::string::npos) << issues;
    EXPECT_NE(issues.find("line 2"), std::string::npos) << issues;
  }
}

TEST(Columns, TheExamplesOfTheTemplatesPageWork) {
  std::ifstream file(MOCKDATA_SOURCE_DIR "/docs/template.md");
  std::stringstream page;
  page << file.rdbuf();
  const std::string text = page.str(), fence = "```json fields\n";
  int examples = 0;
  for (std::size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at), ++examples) {
    at += fence.size();
    std::string fields = text.substr(at, text.find("```", at) - at);
    fields = fields.substr(fields.find('[') + 1, fields.rfind(']') - fields.find('[') - 1);
    const std::string json = one(fields, "300");
    EXPECT_EQ(read(json).issues, "") << fields;
    expect_same_from_anywhere(json);
  }
  EXPECT_GE(examples, 4);
  const std::string whole = "```json template\n";
  const std::size_t at = text.find(whole);
  ASSERT_NE(at, std::string::npos);
  const std::string json = text.substr(at + whole.size(), text.find("```", at + whole.size()) - at - whole.size());
  EXPECT_EQ(read(json).issues, "");
  expect_same_from_anywhere(json);
}

TEST(Columns, ValueCyclesThroughSettingsAreNamed) {
  EXPECT_NE(read(one(R"j({"name": "a", "type": "string", "derive": "lower(b)"}, {"name": "b", "type": "string", "format": "{{a}}x"})j")).issues.find("e.a -> e.b -> e.a"), std::string::npos);
  EXPECT_NE(read(shop(R"j({"name": "total", "type": "int", "rollup": {"function": "sum", "of": "lines.x"}})j", R"j({"name": "x", "type": "int", "copy": "orderId.total"})j")).issues.find("orders.total -> lines.x -> orders.total"), std::string::npos);
}

}  // namespace
}  // namespace mockdata
