#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "random/alias.h"
#include "random/math.h"
#include "random/permutation.h"
#include "random/quantile.h"
#include "random/zipf.h"

namespace mockdata {
namespace {

TEST(Math, AgreesWithLibm) {
  for (double x = -700; x < 700; x += 0.37) EXPECT_NEAR(stable_exp(x) / std::exp(x), 1, 1e-13) << x;
  for (double x = 1e-300; x < 1e300; x *= 1.7) EXPECT_NEAR(stable_log(x), std::log(x), 1e-14 * std::max(1.0, std::abs(std::log(x)))) << x;
  EXPECT_NEAR(normal_quantile(0.975), 1.959963985, 2e-8);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306, 2e-8);
}

TEST(Permutation, IsABijectionForEverySmallN) {
  for (uint64_t n = 1; n <= 300; ++n)
    for (uint64_t key : {0, 1, 77}) {
      Permutation p(n, key);
      std::vector<bool> seen(n);
      for (uint64_t x = 0; x < n; ++x) {
        const uint64_t y = p(x);
        ASSERT_LT(y, n);
        ASSERT_FALSE(seen[y]) << n;
        seen[y] = true;
        ASSERT_EQ(p.inverse(y), x);
      }
    }
}

TEST(Permutation, IsABijectionForLargerN) {
  for (uint64_t n : {65537ull, 100003ull, 1000000ull}) {
    Permutation p(n, 5);
    std::vector<bool> seen(n);
    for (uint64_t x = 0; x < n; ++x) {
      const uint64_t y = p(x);
      ASSERT_FALSE(seen[y]);
      seen[y] = true;
    }
  }
  for (uint64_t n : {1000000007ull, (1ull << 32) + 1, 1ull << 63}) {
    Permutation p(n, 9);
    for (uint64_t x = 0; x < 1000; ++x) {
      ASSERT_LT(p(x), n);
      ASSERT_EQ(p.inverse(p(x)), x);
    }
  }
}

TEST(Permutation, FirstPlacesAreUniform) {
  const int n = 10, trials = 20000;
  std::vector<int> seen(n);
  for (int k = 0; k < trials; ++k) ++seen[Permutation(n, Key(3).with(static_cast<uint64_t>(k)).value())(0)];
  double chi = 0;
  for (int s : seen) chi += (s - trials / 10.0) * (s - trials / 10.0) / (trials / 10.0);
  EXPECT_LT(chi, 33.7);  // 9 degrees of freedom, p = 0.0001
}

// How many of the n · 2^32 equally likely (slot, low bits) give each value.
std::vector<uint64_t> chances(const AliasTable& t) {
  std::vector<uint64_t> chance(t.size());
  for (uint32_t i = 0; i < t.size(); ++i) {
    chance[i] += t.slots()[i].threshold;
    chance[t.slots()[i].alias] += (uint64_t{1} << 32) - t.slots()[i].threshold;
  }
  return chance;
}

TEST(Alias, GivesTheExactRationals) {
  const auto check = [](const std::vector<double>& w) {
    unsigned __int128 sum = 0;
    for (double x : w) sum += static_cast<uint64_t>(x);
    const AliasTable t(w);
    const auto chance = chances(t);
    for (std::size_t i = 0; i < w.size(); ++i) {
      // n · 2^32 · w / sum, rounded down or up.
      const unsigned __int128 exact = (static_cast<unsigned __int128>(w.size()) << 32) * static_cast<uint64_t>(w[i]);
      EXPECT_GE(chance[i] + 1, static_cast<uint64_t>(exact / sum)) << i << " of " << w.size();
      EXPECT_LE(chance[i], static_cast<uint64_t>(exact / sum) + 1) << i << " of " << w.size();
      EXPECT_TRUE(w[i] > 0 || chance[i] == 0);
    }
  };
  // Every table of up to four weights of up to six.
  for (int n = 1; n <= 4; ++n)
    for (int code = 1; code < std::pow(7, n); ++code) {
      std::vector<double> w;
      for (int i = 0, c = code; i < n; ++i, c /= 7) w.push_back(c % 7);
      check(w);
    }
  check({3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9});
  check({1, 1e9});
  std::vector<double> many(1000);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<double>(bits(1, i) >> 44);
  check(many);
}

TEST(Alias, PicksAsItsTableSays) {
  const AliasTable t(std::vector<double>{1, 1, 2});
  int seen[3] = {};
  for (uint64_t i = 0; i < 400000; ++i) ++seen[t.pick(bits(1, i))];
  EXPECT_NEAR(seen[0], 100000, 1200);
  EXPECT_NEAR(seen[1], 100000, 1200);
}

TEST(Zipf, FollowsTheExactProbabilities) {
  for (double s : {0.5, 1.0, 1.1, 2.0, 3.0})
    for (uint64_t n : {100ull, 1000000ull}) {
      double total = 0;
      for (uint64_t k = 1; k <= n; ++k) total += std::pow(static_cast<double>(k), -s);
      // Bins: ranks 0..9 alone, then decades.
      const std::vector<uint64_t> edges = {0, 1, 2, 3, 4, 5, 10, 100, 1000, 10000, 60000, 100000, 1000000};
      const Zipf zipf(n, s);
      const uint64_t samples = 400000;
      std::vector<double> seen(edges.size()), want(edges.size());
      for (uint64_t i = 0; i < samples; ++i) {
        const uint64_t r = zipf.rank(bits(1, i), bits(2, i));
        ASSERT_LT(r, n);
        std::size_t b = 0;
        while (b + 1 < edges.size() && r >= edges[b + 1]) ++b;
        ++seen[b];
      }
      for (uint64_t k = 0; k < n; ++k) {
        std::size_t b = 0;
        while (b + 1 < edges.size() && k >= edges[b + 1]) ++b;
        want[b] += samples * std::pow(k + 1.0, -s) / total;
      }
      double chi = 0;
      int bins = 0;
      for (std::size_t b = 0; b < edges.size(); ++b)
        if (want[b] > 5) chi += (seen[b] - want[b]) * (seen[b] - want[b]) / want[b], ++bins;
      EXPECT_LT(chi, bins + 4 * std::sqrt(2.0 * bins) + 6) << "s=" << s << " n=" << n;
    }
}

TEST(Quantile, NormalPassesKolmogorovSmirnov) {
  const QuantileTable t(-6, 6, normal_quantile);
  const int n = 200000;
  std::vector<double> x(n);
  for (int i = 0; i < n; ++i) x[i] = t.fraction(bits(4, i)) / 4294967296.0 * 12 - 6;
  std::sort(x.begin(), x.end());
  double d = 0;
  for (int i = 0; i < n; ++i) d = std::max(d, std::abs((i + 0.5) / n - 0.5 * std::erfc(-x[i] / std::sqrt(2.0))));
  EXPECT_LT(d, 1.95 / std::sqrt(n));  // p = 0.001
}

TEST(Permutation, EveryPlaceIsAsLikelyForEveryValue) {
  const uint64_t n = 6, keys = 60000;
  std::vector<double> seen(n * n);
  for (uint64_t k = 0; k < keys; ++k) {
    const Permutation p(n, Key(8).with(k).value());
    for (uint64_t x = 0; x < n; ++x) ++seen[x * n + p(x)];
  }
  double chi = 0;
  for (double s : seen) chi += (s - keys / 6.0) * (s - keys / 6.0) / (keys / 6.0);
  EXPECT_LT(chi, 65.2);  // 25 degrees of freedom (rows and columns sum up), p = 0.00002
}

TEST(Permutation, TweaksGiveOtherBijections) {
  const Permutation p(37, 4);
  std::set<std::vector<uint64_t>> orders;
  for (uint64_t tweak = 0; tweak < 200; ++tweak) {
    std::vector<uint64_t> order;
    for (uint64_t x = 0; x < 37; ++x) order.push_back(p(x, mix13(tweak)));
    EXPECT_EQ(std::set<uint64_t>(order.begin(), order.end()).size(), 37u);
    orders.insert(order);
  }
  EXPECT_EQ(orders.size(), 200u);
}

// Chi-square of counts that should be equal, in standard deviations from its mean.
double unevenness(const std::vector<double>& counts, double expected) {
  double chi = 0;
  for (double c : counts) chi += (c - expected) * (c - expected) / expected;
  const double freedom = static_cast<double>(counts.size()) - 1;
  return (chi - freedom) / std::sqrt(2 * freedom);
}

TEST(Bits, EveryBitOfTheRowAndOfTheKeyTurnsHalfOfTheResult) {
  for (const bool of_key : {false, true})
    for (int in = 0; in < 64; ++in) {
      std::vector<int> turned(64);
      const int trials = 4000;
      for (int t = 0; t < trials; ++t) {
        const uint64_t key = Key(1).with("avalanche").with(static_cast<uint64_t>(t)).value(), row = mix13(static_cast<uint64_t>(t) + 99);
        const uint64_t flip = uint64_t{1} << in;
        const uint64_t change = bits(key, row) ^ (of_key ? bits(key ^ flip, row) : bits(key, row ^ flip));
        for (int out = 0; out < 64; ++out) turned[out] += change >> out & 1;
      }
      for (int out = 0; out < 64; ++out) EXPECT_NEAR(turned[out], trials / 2, 5.2 * std::sqrt(trials) / 2) << (of_key ? "key" : "row") << " bit " << in << " to " << out;
    }
}

TEST(Bits, ColumnsAndNeighbouringRowsAreIndependent) {
  const char* names[] = {"a", "b", "id", "ids", "employees.id", "employees.email", "x1", "x2"};
  const uint64_t rows = 1 << 16;
  for (const char* one : names)
    for (const char* other : names)
      for (const uint64_t lag : {0, 1, 2, 1024}) {
        if (one == other && lag == 0) continue;
        const Key a = Key(7).with("source").with(one), b = Key(7).with("source").with(other);
        double sum = 0;
        std::vector<double> cells(256);
        for (uint64_t row = 0; row < rows; ++row) {
          const uint64_t x = a.at(row), y = b.at(row + lag);
          sum += (static_cast<double>(x >> 11) * 0x1p-53 - 0.5) * (static_cast<double>(y >> 11) * 0x1p-53 - 0.5) * 12;
          ++cells[(x >> 60) * 16 + (y >> 60)];
        }
        EXPECT_LT(std::abs(sum / std::sqrt(static_cast<double>(rows))), 4.5) << one << " and " << other << " lag " << lag;
        EXPECT_LT(unevenness(cells, rows / 256.0), 5) << one << " and " << other << " lag " << lag;
      }
}

TEST(Bits, BoundedNumbersAreUniform) {
  for (const uint32_t n : {2u, 3u, 7u, 10u, 100u, 365u, 1000u}) {
    std::vector<double> seen(n), seen64(n);
    const uint64_t rows = 200 * n;
    for (uint64_t row = 0; row < rows; ++row) {
      ++seen[below(bits(11, row), n)];
      ++seen64[below64(bits(12, row), n)];
    }
    EXPECT_LT(unevenness(seen, 200), 5) << n;
    EXPECT_LT(unevenness(seen64, 200), 5) << n;
  }
}

TEST(Zipf, SmallTablesAreExact) {
  for (double s : {0.5, 1.0, 1.1, 2.0, 3.0})
    for (uint64_t n = 1; n <= 40; ++n) {
      double total = 0;
      for (uint64_t k = 1; k <= n; ++k) total += std::pow(static_cast<double>(k), -s);
      const Zipf zipf(n, s);
      const auto chance = chances(zipf.table());
      for (uint64_t k = 0; k < n; ++k) EXPECT_NEAR(static_cast<double>(chance[k]) / (static_cast<double>(n) * 4294967296.0), std::pow(k + 1.0, -s) / total, 3e-10);
    }
}

}  // namespace
}  // namespace mockdata
