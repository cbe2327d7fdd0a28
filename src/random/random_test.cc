#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
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

// The probability of each value by counting thresholds, in units of 2^-32 / n.
std::vector<double> exact(const AliasTable& t) {
  std::vector<double> p(t.size());
  for (uint32_t i = 0; i < t.size(); ++i) {
    const double own = (t.slots()[i].threshold + 1.0) / 4294967296.0;
    p[i] += own / t.size();
    p[t.slots()[i].alias] += (1 - own) / t.size();
  }
  return p;
}

TEST(Alias, GivesTheExactProbabilities) {
  for (const std::vector<double>& w : {std::vector<double>{1}, {1, 1}, {1, 1, 2}, {0, 1}, {5, 0, 0, 3}, {1e-9, 1}, {3, 1, 4, 1, 5, 9, 2, 6}}) {
    double sum = 0;
    for (double x : w) sum += x;
    const AliasTable t(w);
    const auto p = exact(t);
    for (std::size_t i = 0; i < w.size(); ++i) EXPECT_NEAR(p[i], w[i] / sum, 3.0 / 4294967296.0) << i << " of " << w.size();
  }
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

}  // namespace
}  // namespace mockdata
