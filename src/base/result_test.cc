#include "base/result.h"

#include <gtest/gtest.h>

namespace mockdata {
namespace {

Result<int> half(int n) {
  if (n % 2) return invalid_error("odd", "n", "give an even number");
  return n / 2;
}
Result<int> quarter(int n) {
  MOCKDATA_ASSIGN(int h, half(n));
  return half(h);
}
Status even(int n) {
  MOCKDATA_CHECK(half(n));
  return {};
}

TEST(Result, CarriesAValueOrAnError) {
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_FALSE(quarter(6).ok());
  EXPECT_TRUE(even(2).ok());
  EXPECT_EQ(even(3).error().to_string(), "n: odd\n  give an even number");
}

}  // namespace
}  // namespace mockdata
