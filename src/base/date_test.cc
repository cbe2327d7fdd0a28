#include "base/date.h"

#include <gtest/gtest.h>

namespace mockdata {
namespace {

TEST(Date, EveryDayOfTenThousandYearsRoundTrips) {
  int32_t day = days_from_civil(1, 1, 1);
  for (int32_t y = 1; y < 10000; ++y)
    for (uint32_t m = 1; m <= 12; ++m)
      for (uint32_t d = 1; d <= days_in_month(y, m); ++d, ++day) {
        const CivilDate c = civil_from_days(day);
        ASSERT_TRUE(c.year == y && c.month == m && c.day == d && days_from_civil(y, m, d) == day);
      }
  EXPECT_EQ(days_from_civil(1970, 1, 1), 0);
  EXPECT_EQ(weekday(0), 3u);  // a Thursday
}

TEST(Date, ParsesAndPrints) {
  EXPECT_EQ(date_text(*parse_date("2024-02-29")), "2024-02-29");
  for (const char* bad : {"2023-02-29", "2024-2-29", "2024-13-01", "0000-01-01", "20240229", "2024-02-29x"}) EXPECT_FALSE(parse_date(bad)) << bad;
  EXPECT_EQ(*parse_timestamp("1970-01-01T01:00:00+01:00"), 0);
  EXPECT_EQ(*parse_timestamp("1970-01-01 00:00:01.5Z"), 1500000);
  EXPECT_EQ(*parse_timestamp("1969-12-31"), -kMicrosPerDay);
  for (const char* bad : {"1970-01-01T25:00", "1970-01-01T01:00:00+1", "1970-01-01T01:00:00.", "1970-01-01X"}) EXPECT_FALSE(parse_timestamp(bad)) << bad;
  char text[40];
  EXPECT_EQ(std::string(text, write_datetime(text, -1)), "1969-12-31T23:59:59.999999");
  EXPECT_EQ(*parse_time("10:30"), 37800 * kMicrosPerSecond);
}

TEST(Date, MonthsAndYears) {
  EXPECT_EQ(date_text(add_months(*parse_date("2024-01-31"), 1)), "2024-02-29");
  EXPECT_EQ(date_text(add_months(*parse_date("2024-01-31"), -2)), "2023-11-30");
  EXPECT_EQ(years_between(*parse_date("2000-02-29"), *parse_date("2018-02-28")), 17);
  EXPECT_EQ(years_between(*parse_date("2000-02-29"), *parse_date("2018-03-01")), 18);
}

}  // namespace
}  // namespace mockdata
