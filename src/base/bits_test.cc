#include "base/bits.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <set>

namespace mockdata {
namespace {

TEST(Bits, KnownAnswers) {
  // SplitMix64 from state 0 (row 1 is its first output), published in the Rosetta and xoshiro reference programs.
  EXPECT_EQ(bits(0, 1), 0xE220A8397B1DCDAFu);
  EXPECT_EQ(bits(0, 2), 0x6E789E6AA1B965F4u);
  EXPECT_EQ(bits(0, 3), 0x06C45D188009454Fu);
}

TEST(Bits, OneFlippedBitFlipsHalf) {
  double flips = 0;
  int n = 0;
  for (uint64_t row = 0; row < 2000; ++row)
    for (int b = 0; b < 64; b += 3, ++n) flips += std::popcount(bits(42, row) ^ bits(42 ^ (uint64_t{1} << b), row));
  EXPECT_NEAR(flips / n, 32.0, 0.1);
}

TEST(Bits, NeighbouringColumnsDoNotCorrelate) {
  Key root(7);
  const int rows = 20000;
  for (auto [a, b] : {std::pair{"Aa", "BB"}, {"x1", "x2"}, {"first_name", "last_name"}}) {
    const uint64_t ka = root.with(a).value(), kb = root.with(b).value();
    for (int lag : {0, 1, 2, 1000}) {
      double sum = 0;
      for (int r = 0; r < rows; ++r) {
        const double x = static_cast<double>(bits(ka, r) >> 11) / (1ull << 53) - 0.5;
        const double y = static_cast<double>(bits(kb, r + lag) >> 11) / (1ull << 53) - 0.5;
        sum += x * y;
      }
      EXPECT_LT(std::abs(sum / rows * 12), 4 / std::sqrt(rows)) << a << b << lag;
    }
  }
}

TEST(Bits, BelowIsUniform) {
  const uint32_t n = 37;
  std::vector<int> seen(n);
  const int rows = 370000;
  for (int r = 0; r < rows; ++r) ++seen[below(bits(9, r), n)];
  double chi = 0;
  for (int s : seen) chi += (s - rows / 37.0) * (s - rows / 37.0) / (rows / 37.0);
  EXPECT_LT(chi, 75);  // 36 degrees of freedom, p = 0.0002
  EXPECT_EQ(bounded(~uint64_t{0}, 5), 4u);
  EXPECT_EQ(bounded(~uint64_t{0}, uint64_t{1} << 40), (uint64_t{1} << 40) - 1);
}

TEST(Key, NamesAreSeparatedAndOrdered) {
  Key k(1);
  EXPECT_NE(k.with("a").with("bc"), k.with("ab").with("c"));
  EXPECT_NE(k.with("a").with("b"), k.with("b").with("a"));
  EXPECT_NE(k.with(""), k);
  EXPECT_NE(k.with("a"), k.with(std::string_view("a\0", 2)));
  EXPECT_NE(Key(1).with("a"), Key(2).with("a"));
  std::set<uint64_t> all;
  for (char a = 'A'; a <= 'z'; ++a)
    for (char b = 'A'; b <= 'z'; ++b) all.insert(k.with(std::string{a, b}).value());
  EXPECT_EQ(all.size(), 58u * 58u);
}

}  // namespace
}  // namespace mockdata
