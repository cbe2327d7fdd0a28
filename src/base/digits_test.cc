#include "base/digits.h"

#include <gtest/gtest.h>

#include <string>

#include "base/bits.h"
#include "base/cpu.h"
#include "base/date.h"

namespace mockdata {
namespace {

std::string unsigned_text(uint64_t v) {
  char out[40];
  return {out, write_unsigned(out, v)};
}
std::string signed_text(int64_t v) {
  char out[40];
  return {out, write_signed(out, v)};
}

TEST(Digits, AreThoseOfToString) {
  for (uint64_t v = 0; v < 120'000; ++v) ASSERT_EQ(unsigned_text(v), std::to_string(v));
  uint64_t power = 1;
  for (int i = 0; i < 20; ++i, power *= 10)
    for (const uint64_t v : {power - 1, power, power + 1}) ASSERT_EQ(unsigned_text(v), std::to_string(v));
  for (uint64_t row = 0; row < 100'000; ++row) {
    const uint64_t v = bits(7, row) >> (row % 64);
    ASSERT_EQ(unsigned_text(v), std::to_string(v));
    ASSERT_EQ(signed_text(static_cast<int64_t>(v)), std::to_string(static_cast<int64_t>(v)));
  }
  for (const int64_t v : {INT64_MIN, INT64_MIN + 1, int64_t{-1}, int64_t{-100'000'000}, INT64_MAX}) ASSERT_EQ(signed_text(v), std::to_string(v));
}

TEST(Digits, ArePaddedWithZeros) {
  char out[16];
  EXPECT_EQ(std::string(out, write_padded(out, 7, 2)), "07");
  EXPECT_EQ(std::string(out, write_padded(out, 0, 6)), "000000");
  EXPECT_EQ(std::string(out, write_padded(out, 12'345'678, 8)), "12345678");
}

TEST(Digits, OfDatesAndTimes) {
  char out[40];
  for (int32_t day = -719'000; day < 2'900'000; day += 97) {
    const CivilDate c = civil_from_days(day);
    char expected[32];
    std::snprintf(expected, sizeof expected, "%04d-%02u-%02u", c.year, c.month, c.day);
    ASSERT_EQ(std::string(out, write_date(out, day)), expected);
  }
  const auto datetime = [&](int64_t micros, bool short_fraction) { return std::string(out, write_datetime(out, micros, short_fraction)); };
  EXPECT_EQ(datetime(0, false), "1970-01-01T00:00:00");
  EXPECT_EQ(datetime(-1, false), "1969-12-31T23:59:59.999999");
  EXPECT_EQ(datetime(86'399'250'000, false), "1970-01-01T23:59:59.250000");
  EXPECT_EQ(datetime(86'399'250'000, true), "1970-01-01T23:59:59.250");
  EXPECT_EQ(datetime(1'001, true), "1970-01-01T00:00:00.001001");
}

TEST(Cpu, HighProductIsTheProductOf128Bits) {
  for (uint64_t row = 0; row < 10'000; ++row) {
    const uint64_t h = bits(1, row), n = bits(2, row) >> (row % 60);
    ASSERT_EQ(high_product(h, n), below64(h, n));
  }
  EXPECT_EQ(high_product(~uint64_t{0}, ~uint64_t{0}), ~uint64_t{0} - 1);
}

TEST(Cpu, RunsTheKernelOnce) {
  int runs = 0;
  on_cpu([&runs] { ++runs; });
  EXPECT_EQ(runs, 1);
  EXPECT_TRUE(check_cpu_choice().ok());
}

}  // namespace
}  // namespace mockdata
