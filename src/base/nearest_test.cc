#include "base/nearest.h"

#include <gtest/gtest.h>

namespace mockdata {
namespace {

TEST(Nearest, CountsEdits) {
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("first_nmae", "first_name"), 1u);
  EXPECT_EQ(edit_distance("Email", "email"), 0u);
}

TEST(Nearest, FindsTheWordMeantOrNothing) {
  const std::vector<std::string> known = {"first_name", "last_name", "email"};
  EXPECT_EQ(nearest("firstname", known), "first_name");
  EXPECT_EQ(nearest("emial", known), "email");
  EXPECT_EQ(nearest("zzzzzz", known), "");
}

}  // namespace
}  // namespace mockdata
