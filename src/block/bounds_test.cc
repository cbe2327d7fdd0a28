#include "block/bounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/bits.h"
#include "block/text_of.h"

namespace mockdata {
namespace {

TEST(Bounds, OfNumbersAreTheLeastAndTheGreatest) {
  for (const std::size_t n : {1u, 2u, 7u, 64u, 1000u}) {
    std::vector<int64_t> wide(n);
    std::vector<int32_t> narrow(n);
    for (std::size_t i = 0; i < n; ++i) wide[i] = static_cast<int64_t>(bits(n, i)), narrow[i] = static_cast<int32_t>(bits(n, i));
    IntBounds a, b;
    a.add(wide.data(), n);
    b.add(narrow.data(), n);
    EXPECT_EQ(a.low, *std::min_element(wide.begin(), wide.end()));
    EXPECT_EQ(a.high, *std::max_element(wide.begin(), wide.end()));
    EXPECT_EQ(b.low, *std::min_element(narrow.begin(), narrow.end()));
    EXPECT_EQ(b.high, *std::max_element(narrow.begin(), narrow.end()));
  }
  IntBounds none;
  none.add(static_cast<const int64_t*>(nullptr), 0);
  EXPECT_FALSE(none.any);
}

TEST(Bounds, OfRealsLeaveNanOutAndTellOfIt) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  RealBounds bounds;
  const double values[] = {nan, 3, -2, nan, 5};
  bounds.add(values, 5);
  EXPECT_TRUE(bounds.any && bounds.nan);
  EXPECT_EQ(bounds.low, -2);
  EXPECT_EQ(bounds.high, 5);
  RealBounds empty;
  empty.add(values, 1);
  EXPECT_TRUE(!empty.any && empty.nan);
}

TEST(Bounds, OfTextsOrderAsBytes) {
  std::vector<std::string> texts = {"b", "a", "a\0x", "", "prefix12", "prefix12a", "prefix1", "\xC3\xA9", "\xF0\x9F\x98\x80", "zz"};
  texts[2] = std::string("a\0x", 3);
  for (std::size_t from = 0; from < texts.size(); ++from)
    for (std::size_t to = from + 1; to <= texts.size(); ++to) {
      TextBounds bounds;
      for (std::size_t i = from; i < to; ++i) {
        std::string padded = texts[i] + std::string(16, '\x7F');
        bounds.add({padded.data(), texts[i].size()});
      }
      EXPECT_EQ(bounds.low(), *std::min_element(texts.begin() + static_cast<std::ptrdiff_t>(from), texts.begin() + static_cast<std::ptrdiff_t>(to)));
      EXPECT_EQ(bounds.high(), *std::max_element(texts.begin() + static_cast<std::ptrdiff_t>(from), texts.begin() + static_cast<std::ptrdiff_t>(to)));
    }
}

TEST(TextOf, UuidsManyAtATimeAreThoseOneByOne) {
  std::vector<unsigned char> bytes(16 * 100);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(bits(3, i));
  std::string many(100 * 40, '\0'), one(36, '\0');
  write_uuids(many.data(), 40, bytes.data(), 100);
  for (std::size_t i = 0; i < 100; ++i) {
    write_uuid(one.data(), bytes.data() + 16 * i);
    EXPECT_EQ(many.substr(40 * i, 36), one);
  }
  const unsigned char known[16] = {0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10};
  write_uuid(one.data(), known);
  EXPECT_EQ(one, "01234567-89ab-cdef-fedc-ba9876543210");
}

TEST(TextOf, DecimalsKeepTheirScale) {
  const auto text = [](__int128 v, uint32_t scale) {
    char out[kLongestScalar];
    return std::string(out, write_decimal(out, v, scale));
  };
  EXPECT_EQ(text(5, 2), "0.05");
  EXPECT_EQ(text(-12345, 2), "-123.45");
  EXPECT_EQ(text(0, 0), "0");
  EXPECT_EQ(text(123456789012, 8), "1234.56789012");
  EXPECT_EQ(text(1, 10), "0.0000000001");
  EXPECT_EQ(text(static_cast<__int128>(INT64_MAX) * 100 + 7, 2), "9223372036854775807.07");
  EXPECT_EQ(text(INT64_MIN, 4), "-922337203685477.5808");
}

}  // namespace
}  // namespace mockdata
