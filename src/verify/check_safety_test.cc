#include "verify/check_safety.h"

#include <gtest/gtest.h>

namespace mockdata::verify {
namespace {

CellColumn texts(const std::vector<std::string>& values) {
  CellColumn column;
  for (const std::string& value : values) {
    Cell cell;
    cell.type = CellType::kText;
    cell.bytes = column.arena.keep(value);
    cell.length = static_cast<uint32_t>(value.size());
    column.cells.push_back(cell);
    column.first_cell.push_back(static_cast<uint32_t>(column.cells.size()));
  }
  return column;
}

TEST(SafetyCheck, DeclaredIdentifiersAreJudgedByTheirType) {
  EntityExpectation entity;
  entity.name = "people";
  entity.identifiers = {{"ssn", "national_id", "US"}};
  SafetyCheck good(entity), bad(entity);
  good.look(0, "ssn", texts({"900-12-3456", "950-01-0001"}));
  bad.look(0, "ssn", texts({"900-12-3456", "536904399"}));  // no separators: a scan alone would not see it
  EXPECT_TRUE(good.finish().passed);
  const Check check = bad.finish();
  EXPECT_FALSE(check.passed);
  EXPECT_EQ(check.failed, 1);
  EXPECT_EQ(check.checked, 2);
  EXPECT_NE(check.detail.find("ssn: 1 of 2 (national_id)"), std::string::npos) << check.detail;
  EXPECT_EQ(check.text().find("536904399"), std::string::npos) << "no value is shown";
}

TEST(SafetyCheck, AnyTextIsScanned) {
  EntityExpectation entity;
  entity.name = "tickets";
  SafetyCheck check(entity);
  check.look(0, "body", texts({"write to anna@example.com", "call +12125550123", "order 12345"}));
  check.look(1, "note", texts({"mail anna@gmail.com or 8.8.8.8"}));
  check.look(2, "_source_system", texts({"x@gmail.com"}));
  const Check found = check.finish();
  EXPECT_FALSE(found.passed);
  EXPECT_EQ(found.failed, 2);
  EXPECT_NE(found.detail.find("note: 2 of 2 (email)"), std::string::npos) << found.detail;
  EXPECT_EQ(found.detail.find("body"), std::string::npos);
}

TEST(SafetyCheck, NumbersOfATextFormatAreNoText) {
  EntityExpectation entity;
  entity.columns = {{"total", ValueType::kLong, 0, 0, true}};
  SafetyCheck check(entity);
  check.look(0, "total", texts({"4539578763621486"}));
  EXPECT_TRUE(check.finish().passed);
}

}  // namespace
}  // namespace mockdata::verify
