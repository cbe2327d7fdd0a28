#include "workflow/row_counts.h"

#include <gtest/gtest.h>

namespace mockdata {
namespace {

TEST(RowCounts, FewOfWhatThereAreFewOf) {
  EXPECT_EQ(default_row_count("departments"), 5);
  EXPECT_EQ(default_row_count("offices"), 3);
  EXPECT_EQ(default_row_count("Team"), 10);
  EXPECT_EQ(default_row_count("salary_types"), 6);
  EXPECT_EQ(default_row_count("LeaveCategories"), 8);
  EXPECT_EQ(default_row_count("order_statuses"), 6);
}

TEST(RowCounts, TwoHundredOfTheRest) {
  EXPECT_EQ(default_row_count("employees"), 200);
  EXPECT_EQ(default_row_count("compensation"), 200);
  EXPECT_EQ(default_row_count("team_members"), 200);
  EXPECT_EQ(default_row_count("prototype"), 200);
  EXPECT_EQ(default_row_count(""), 200);
}

}  // namespace
}  // namespace mockdata
