#include "verify/checks.h"

#include <gtest/gtest.h>

#include "verify/keys.h"
#include "verify/test_files.h"

namespace mockdata::verify {
namespace {

class Checks : public ::testing::Test {
 protected:
  Checks() {
    teams.name = "teams";
    teams.columns = {{"id", ValueType::kString, 0, 0, false}, {"size", ValueType::kInt, 0, 0, true}};
    teams.primary_key = {"id"};
    teams.rows = 2;
    people.name = "people";
    people.columns = {{"id", ValueType::kLong, 0, 0, false}, {"born", ValueType::kDate, 0, 0, true},
                      {"teams", ValueType::kArray, 0, 0, false}, {"teams[].id", ValueType::kString, 0, 0, false}};
    people.primary_key = {"id"};
    people.foreign_keys = {{{"teams[].id"}, "teams", {"id"}, true}};
    people.rows = 3;
    write_teams(R"({"id":"a","size":1,"_is_synthetic":true})" "\n" R"({"id":"b","size":null,"_is_synthetic":true})");
    write_people(R"({"id":1,"born":"2000-02-29","teams":[{"id":"a"},{"id":"b"}],"_is_synthetic":true})" "\n"
                 R"({"id":2,"born":null,"teams":[],"_is_synthetic":true})" "\n"
                 R"({"id":3,"born":"1999-12-31","teams":[{"id":"b"}],"_is_synthetic":true})");
  }
  void write_teams(const std::string& text) { teams.data = {LandedFormat::kNdjson, {folder.write("teams.ndjson", text)}}; }
  void write_people(const std::string& text) { people.data = {LandedFormat::kNdjson, {folder.write("people.ndjson", text)}}; }

  Report run() {
    Result<Report> report = verify_landed({teams, people}, options);
    EXPECT_TRUE(report.ok()) << report.error().to_string();
    return report.ok() ? *report : Report{};
  }
  // The texts of the failed checks, one a line.
  std::string failures() {
    std::string out;
    for (const Check& check : run().checks)
      if (!check.passed) out += check.text() + "\n";
    return out;
  }

  TestFolder folder;
  EntityExpectation teams, people;
  VerifyOptions options;
};

TEST_F(Checks, SayWhatUsersKnow) {
  const Report report = run();
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(report.lines(), (std::vector<std::string>{
                                "✓ Row counts as expected", "✓ Schema: all columns are there, with their types", "✓ Nullability: no null where none is allowed",
                                "✓ Values: every value is one of its column's type", "✓ _is_synthetic is true on every row",
                                "✓ Nobody real: every identifier is of a range that belongs to nobody", "✓ No duplicate primary keys",
                                "✓ FK integrity: All people.teams[].id exist in teams.id"}));
  EXPECT_EQ(report.entities[1].rows, 3);
}

TEST_F(Checks, FindMissingParents) {
  write_people(R"({"id":1,"born":null,"teams":[{"id":"a"},{"id":"x"}],"_is_synthetic":true})" "\n"
               R"({"id":2,"born":null,"teams":[{"id":"y"}],"_is_synthetic":true})" "\n"
               R"({"id":3,"born":null,"teams":[{"id":"A"}],"_is_synthetic":true})");
  EXPECT_EQ(failures(), "✗ FK integrity: All people.teams[].id exist in teams.id: 3 of 4 fail (for example teams[].id=x (row 1), teams[].id=y (row 2), teams[].id=A (row 3))\n");
}

TEST_F(Checks, FindNullsDuplicatesWrongTypesAndMissingMarks) {
  write_people(R"({"id":1,"born":"2001-02-29","teams":[{"id":null}],"_is_synthetic":true})" "\n"
               R"({"id":1,"born":"2001-02-28","teams":null,"_is_synthetic":false})" "\n"
               R"({"id":null,"born":7,"teams":[],"extra":1})" "\n"
               R"({"id":4,"teams":[],"_is_synthetic":"true"})");
  EXPECT_EQ(failures(),
            "✗ people has 3 rows: there are 4\n"
            "✗ Schema of people: all columns are there, with their types: 1 of 4 fail (extra is not expected)\n"
            "✗ No null in people where none is allowed: 3 of 8 fail (for example id=null (row 3: id is null), id=1 (row 1: teams[].id is null), id=1 (row 2: teams is null))\n"
            "✗ Every value in people is one of its column's type: 2 of 6 fail (for example id=1 (row 1: born=2001-02-29 is no date), id=null (row 3: born=7 is no date))\n"
            "✗ _is_synthetic is true on every row of people: 3 of 4 fail (for example id=1 (row 2: _is_synthetic=false), id=null (row 3: _is_synthetic=null), id=4 (row 4: _is_synthetic=true))\n"
            "✗ No duplicate primary keys in people.id: 2 of 4 fail (for example id=1 (row 2), id=null (row 3))\n");
}

TEST_F(Checks, ReportDataThatCannotBeRead) {
  write_teams("{\"id\":\"a\"");
  const std::string found = failures();
  EXPECT_NE(found.find("✗ The landed data of teams can be read: "), std::string::npos) << found;
  EXPECT_NE(found.find("✗ FK integrity: All people.teams[].id exist in teams.id: "), std::string::npos) << found;
  teams.data.paths = {folder.path() + "/nothing"};
  EXPECT_NE(failures().find("cannot be opened"), std::string::npos);
}

TEST_F(Checks, CompareCompositeKeysLegByLeg) {
  write_teams(R"({"id":"a","size":1,"_is_synthetic":true})" "\n" R"({"id":"a","size":2,"_is_synthetic":true})");
  teams.primary_key = {"id", "size"};
  teams.unique = {{"id"}};
  people.columns = {{"id", ValueType::kLong, 0, 0, false}, {"t", ValueType::kString, 0, 0, true}, {"s", ValueType::kInt, 0, 0, true}};
  people.foreign_keys = {{{"t", "s"}, "teams", {"id", "size"}, false}};
  write_people(R"({"id":1,"t":"a","s":2,"_is_synthetic":true})" "\n" R"({"id":2,"t":"a","s":3,"_is_synthetic":true})" "\n"
               R"({"id":3,"t":"a","s":null,"_is_synthetic":true})");
  EXPECT_EQ(failures(), "✗ No duplicates in teams.id: 1 of 2 fail (for example id=a (row 2))\n"
                        "✗ FK integrity: All people.(t, s) exist in teams.(id, size): 2 of 3 fail (for example t=a s=3 (row 2), t=a s=null (row 3))\n");
}

TEST_F(Checks, StayExactWhenKeysDoNotFitIntoMemory) {
  options.memory = 1 << 16;  // some 3,000 fingerprints
  std::string parents, children;
  const int64_t count = 40000;
  for (int64_t i = 0; i < count; ++i) {
    parents += R"({"id":"team-)" + std::to_string(i) + R"(","_is_synthetic":true})" "\n";
    const std::string team = i % 10000 == 77 ? "nobody" : "team-" + std::to_string(i * 7919 % count);
    children += R"({"id":)" + std::to_string(i == 31234 ? 17 : i) + R"(,"teams":[{"id":")" + team + R"("}],"_is_synthetic":true})" "\n";
  }
  teams.columns.pop_back();
  write_teams(parents), write_people(children);
  teams.rows = people.rows = count;
  const Report report = run();
  for (const Check& check : report.checks) {
    const bool foreign = check.name == "foreign_key", primary = check.name == "primary_key";
    if (foreign || primary) {
      EXPECT_EQ(check.checked, count);
    }
    if (foreign) {
      EXPECT_EQ(check.failed, 4);
    } else if (primary && check.entity == "people") {
      EXPECT_EQ(check.text(), "✗ No duplicate primary keys in people.id: 1 of 40000 fail (for example id=17 (row 31235))");
    } else {
      EXPECT_TRUE(check.passed) << check.text();
    }
  }
}

TEST_F(Checks, RefuseExpectationsThatMakeNoSense) {
  people.foreign_keys[0].to_entity = "nobody";
  const auto report = verify_landed({teams, people});
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.error().to_string().find("nobody"), std::string::npos);
}

TEST_F(Checks, StopWhenAskedTo) {
  options.progress = [](const std::string&, const std::string&, int64_t) { return false; };
  const auto report = verify_landed({teams, people}, options);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().kind, ErrorKind::kInterrupted);
}

TEST(Keys, EqualValuesAreEqualWhateverTheirWidth) {
  const auto key = [](Cell cell) {
    KeyHash hash;
    hash.add(cell, false);
    return hash.finish();
  };
  Cell integer, decimal, real, text;
  integer.type = CellType::kInteger, integer.integer = 5;
  decimal.set_decimal(500, 2);
  real.type = CellType::kDouble, real.real = 5.0;
  text.type = CellType::kText, text.bytes = "5", text.length = 1;
  EXPECT_TRUE(key(integer) == key(decimal));
  EXPECT_TRUE(key(integer) == key(real));
  EXPECT_FALSE(key(integer) == key(text));
  decimal.set_decimal(501, 2);
  EXPECT_FALSE(key(integer) == key(decimal));
}

TEST(ValueTypes, AreTheTemplatesWords) {
  ValueType type;
  uint8_t precision, scale;
  for (const char* word : {"string", "int", "long", "float", "double", "bool", "date", "time", "datetime", "timestamp", "uuid", "binary", "json", "object", "array", "decimal(12,2)"}) {
    ASSERT_TRUE(parse_value_type(word, type, precision, scale)) << word;
    EXPECT_EQ(value_type_name(type, precision, scale), word);
  }
  for (const char* word : {"", "text", "decimal", "decimal(39,2)", "decimal(2,3)", "decimal(12,2)x"}) EXPECT_FALSE(parse_value_type(word, type, precision, scale)) << word;
}

}  // namespace
}  // namespace mockdata::verify
