#include "providers/strftime.h"

#include <gtest/gtest.h>

#include <ctime>

#include "base/date.h"

namespace mockdata {
namespace {

std::string text(const char* pattern, int64_t micros) {
  const auto compiled = TimePattern::compile(pattern);
  if (!compiled.ok()) return compiled.error().message;
  std::string out(compiled->longest(), '\0');
  out.resize(static_cast<std::size_t>(compiled->write(out.data(), micros) - out.data()));
  return out;
}

// Against the C library, over days of 130 years and all hours.
TEST(TimePattern, WritesWhatStrftimeWrites) {
  for (const char* pattern : {"%Y-%m-%d %H:%M:%S", "%a %A %b %B %d %e", "%j %U %W %V %G %u %w", "%I:%M %p %y %C", "%c", "%D %F %R %T", "100%% %m"})
    for (int64_t seconds = -2208988800; seconds < 1893456000; seconds += 86400 * 13 + 3607) {
      const std::time_t time = seconds;
      std::tm tm{};
      gmtime_r(&time, &tm);
      char expected[200];
      expected[std::strftime(expected, sizeof expected, pattern, &tm)] = '\0';
      ASSERT_EQ(text(pattern, seconds * kMicrosPerSecond), expected) << pattern << " at " << seconds;
    }
}

TEST(TimePattern, KnowsFractionsAndDays) {
  EXPECT_EQ(text("%S.%f", 1'000'007), "01.000007");
  EXPECT_EQ(text("%s", -1'500'000), "-2");
  EXPECT_TRUE(TimePattern::compile("%d.%m.%Y")->tells_days());
  EXPECT_FALSE(TimePattern::compile("%d.%m.")->tells_days());
  EXPECT_NE(text("%Q", 0).find("unknown directive \"%Q\""), std::string::npos);
}

}  // namespace
}  // namespace mockdata
