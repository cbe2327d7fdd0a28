#include "providers/provider.h"

#include <gtest/gtest.h>

#include <set>

#include "block/text_of.h"

namespace mockdata {
namespace {

std::vector<std::string> sample(const Column& column, uint64_t first, uint32_t count) {
  Scope scope(*column.table());
  scope.start({first, count, nullptr});
  const Block& block = scope.get(column);
  std::vector<std::string> out;
  for (uint32_t i = 0; i < count; ++i) {
    out.emplace_back();
    append_text(out.back(), column.type(), block, i);
  }
  return out;
}

struct Made {
  Table table{"t", 1000};
  const Column* column = nullptr;
  std::string error;
};

std::unique_ptr<Made> make(const char* name, const char* args, bool unique = false, uint64_t rows = 1000) {
  auto made = std::make_unique<Made>();
  MakeContext c;
  c.key = Key(1).with(name);
  c.rows = rows;
  c.unique = unique;
  c.today = 20000;
  c.table = &made->table;
  auto column = make_provider(name, *parse_json(args), c);
  if (!column.ok()) made->error = column.error().to_string();
  else made->column = made->table.add(std::move(*column));
  return made;
}

TEST(Provider, EveryExampleRunsAndGatherEqualsRange) {
  for (const Provider* p : all_providers()) {
    auto made = make(p->name, p->example);
    ASSERT_TRUE(made->column) << p->name << ": " << made->error;
    const auto all = sample(*made->column, 0, 300);
    const auto part = sample(*made->column, 100, 100);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(all[100 + i], part[i]) << p->name;
    const uint64_t picked[] = {299, 0, 7, 7};
    Scope scope(made->table);
    scope.start({0, 4, picked});
    const Block& b = scope.get(*made->column);
    for (int i = 0; i < 4; ++i) {
      std::string text;
      append_text(text, made->column->type(), b, i);
      EXPECT_EQ(text, all[picked[i]]) << p->name;
    }
    EXPECT_STRNE(p->doc, "");
  }
}

// What a unique column gives never repeats; a provider that cannot promise it says so.
TEST(Provider, UniqueHoldsOrIsRefused) {
  for (const Provider* p : all_providers()) {
    for (const uint64_t rows : {2, 9, 300}) {
      auto made = make(p->name, p->example, true, rows);
      if (!made->column) continue;
      const auto all = sample(*made->column, 0, static_cast<uint32_t>(rows));
      EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), rows) << p->name;
    }
  }
}

TEST(Provider, DefaultsAreGoodArguments) {
  for (const Provider* p : all_providers()) {
    if (std::string_view(p->name) == "binary" || std::string_view(p->name) == "pyobject") continue;  // 1 MiB a value; NULL
    bool needs = !find_provider("name") || !find_provider("email");  // the defaults of csv and pylist ask for persons
    for (const Parameter& a : p->parameters) needs |= !a.fallback;
    if (needs) continue;
    auto made = make(p->name, "{}");
    EXPECT_TRUE(made->column) << p->name << ": " << made->error;
    if (made->column) sample(*made->column, 0, 3);
  }
}

// The row's type is that of the column; a wanted type that fits is given.
TEST(Provider, TypesAreThoseOfTheTable) {
  for (const Provider* p : all_providers()) {
    auto made = make(p->name, p->example);
    ASSERT_TRUE(made->column) << p->name << ": " << made->error;
    if (std::string_view(p->name) != "pyobject" && std::string_view(p->name) != "random_element") {
      EXPECT_EQ(type_name(made->column->type()).substr(0, 6), type_name({p->type, 0, 0, {}}).substr(0, 6)) << p->name;
    }
  }
}

// A provider is asked whether its numbers fit; nobody repeats what its defaults are.
TEST(Provider, NumbersFitADecimalOrNot) {
  const auto fits = [](const char* name, const char* args, int precision, int scale) { return provides(name, *parse_json(args), precision, scale); };
  EXPECT_FALSE(fits("nothing_of_that_name", "{}", 0, 0));
  EXPECT_TRUE(fits("first_name", "{}", 0, 0));
  EXPECT_TRUE(fits("currency_amount", "{}", 7, 2));
  EXPECT_FALSE(fits("currency_amount", "{}", 6, 2));  // up to 10,000
  EXPECT_TRUE(fits("currency_amount", R"({"min": 1, "max": 500})", 5, 2));
  EXPECT_TRUE(fits("percentage", "{}", 5, 2));
  EXPECT_FALSE(fits("percentage", "{}", 4, 2));
  EXPECT_TRUE(fits("latitude", "{}", 9, 6));
  EXPECT_FALSE(fits("longitude", "{}", 8, 6));
  EXPECT_TRUE(fits("random_int", "{}", 4, 0));
  EXPECT_FALSE(fits("random_int", "{}", 3, 0));
  EXPECT_TRUE(fits("random_element", R"({"elements": [12, 24]})", 2, 0));
  EXPECT_FALSE(fits("random_element", R"({"elements": [12, 240]})", 2, 0));
  EXPECT_TRUE(fits("duration", R"({"min": 60, "max": 7200})", 6, 2));
  EXPECT_FALSE(fits("duration", R"({"min": 60, "max": 7200})", 5, 2));
  EXPECT_TRUE(fits("pydecimal", R"({"left_digits": 5, "right_digits": 2, "positive": true})", 6, 2));  // it takes the room there is
}

TEST(Provider, KeysNeverRepeat) {
  for (const char* name : {"uuid1", "uuid4", "uuid7", "object_id", "ulid", "cuid", "md5", "sha256", "snowflake_id"}) {
    auto made = make(name, "{}");
    std::set<std::string> seen;
    for (uint64_t first = 0; first < 100000; first += 1000)
      for (auto& text : sample(*made->column, first, 1000)) seen.insert(text);
    EXPECT_EQ(seen.size(), 100000u) << name;
  }
  const std::string uuid = sample(*make("uuid4", "{}")->column, 0, 1)[0];
  EXPECT_EQ(uuid[14], '4');
  EXPECT_NE(std::string("89ab").find(uuid[19]), std::string::npos);
}

TEST(Provider, UniqueColumnsUseEveryValueOnce) {
  for (auto [name, args] : {std::pair{"random_int", R"({"min": 0, "max": 999})"}, {"numerify", R"({"text": "###"})"},
                            {"date_between", R"({"start_date": "2000-01-01", "end_date": "2002-09-26"})"}, {"pyfloat", R"({"min_value": 0, "max_value": 0.999, "right_digits": 3})"}}) {
    auto made = make(name, args, true);
    ASSERT_TRUE(made->column) << made->error;
    const auto all = sample(*made->column, 0, 1000);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 1000u) << name;
  }
  EXPECT_NE(make("random_int", R"({"min": 1, "max": 10})", true)->error.find("1000 rows asked, 10 values exist"), std::string::npos);
}

TEST(Provider, SaysWhatIsWrong) {
  EXPECT_NE(make("first_nmae", "{}")->error.find("no provider is called"), std::string::npos);
  EXPECT_NE(make("random_int", R"({"mim": 1})")->error.find("did you mean \"min\""), std::string::npos);
  EXPECT_NE(make("random_int", R"({"min": "x"})")->error.find("whole number"), std::string::npos);
  EXPECT_NE(make("random_int", R"({"min": 9, "max": 1})")->error.find("exchange"), std::string::npos);
  EXPECT_NE(make("date_between", R"({"start_date": "soon"})")->error.find("start_date"), std::string::npos);
}

TEST(Provider, DatesDependOnTheAsOfDateOnly) {
  const auto born = sample(*make("date_of_birth", R"({"minimum_age": 18, "maximum_age": 18})")->column, 0, 500);
  for (const auto& day : born) {  // as of 2024-10-04
    EXPECT_GE(day, "2005-10-05");
    EXPECT_LE(day, "2006-10-04");
  }
  for (const auto& day : sample(*make("date_this_year", "{}")->column, 0, 500)) {
    EXPECT_GE(day, "2024-01-01");
    EXPECT_LE(day, "2024-10-04");
  }
}

}  // namespace
}  // namespace mockdata
