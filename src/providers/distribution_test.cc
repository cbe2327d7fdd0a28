// Every way of drawing against its exact distribution: chi-square where values are counted, Kolmogorov-Smirnov where they are
// measured. Keys are fixed, so a test either always passes or always fails; levels are 0.1 % or stricter.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "providers/choice.h"
#include "providers/number.h"
#include "random/math.h"

namespace mockdata {
namespace {

constexpr uint32_t kDraws = 1'000'000;

std::vector<uint64_t> drawn(const Draw& draw, uint32_t n = kDraws, uint64_t first = 0) {
  std::vector<uint64_t> all(n);
  for (uint32_t at = 0; at < n; at += kBlockRows) draw.fill({first + at, std::min(kBlockRows, n - at), nullptr}, all.data() + at);
  return all;
}

// Chi-square of counts against probabilities; cells are joined until ten are expected in each. The bound is the
// Wilson-Hilferty approximation of the 99.9 % quantile.
void expect_probabilities(const std::vector<uint64_t>& values, const std::vector<double>& p, const std::string& what) {
  std::vector<double> seen(p.size());
  for (const uint64_t v : values) {
    ASSERT_LT(v, p.size()) << what;
    ++seen[v];
  }
  const double n = static_cast<double>(values.size());
  double chi = 0, cells = 0, joined_seen = 0, joined_expected = 0;
  for (std::size_t k = 0; k < p.size(); ++k) {
    joined_seen += seen[k];
    joined_expected += p[k] * n;
    if (joined_expected < 10 && k + 1 < p.size()) continue;
    if (joined_expected > 0) {
      chi += (joined_seen - joined_expected) * (joined_seen - joined_expected) / joined_expected;
      ++cells;
    } else {
      EXPECT_EQ(joined_seen, 0) << what;
    }
    joined_seen = joined_expected = 0;
  }
  if (cells < 2) return;
  const double k = cells - 1, z = 3.09, root = 1 - 2 / (9 * k) + z * std::sqrt(2 / (9 * k));
  EXPECT_LT(chi, k * root * root * root) << what << ", " << k << " degrees of freedom";
}

// The largest distance of the empirical distribution function from `cdf`, against the 0.1 % level and `slack`, the distance
// that the table's interpolation is allowed.
template <class Cdf>
void expect_distribution(std::vector<uint64_t> values, Cdf cdf, double slack, const std::string& what) {
  std::sort(values.begin(), values.end());
  const double n = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size();) {
    std::size_t j = i;
    while (j < values.size() && values[j] == values[i]) ++j;
    distance = std::max(distance, std::abs(static_cast<double>(j) / n - cdf(static_cast<double>(values[i]) + 1)));
    distance = std::max(distance, std::abs(static_cast<double>(i) / n - cdf(static_cast<double>(values[i]))));
    i = j;
  }
  EXPECT_LT(distance, 1.95 / std::sqrt(n) + slack) << what;
}

uint64_t key(const char* name) { return Key(2026).with(name).value(); }

TEST(Distribution, Uniform) {
  for (const uint64_t n : {2ull, 7ull, 100ull, 1000ull, 9999ull}) expect_probabilities(drawn(*uniform_draw(key("uniform"), n)), std::vector<double>(n, 1.0 / static_cast<double>(n)), "uniform " + std::to_string(n));
  for (const double n : {4e9, 1e15, 9e18}) expect_distribution(drawn(*uniform_draw(key("wide"), static_cast<uint64_t>(n))), [n](double x) { return x / n; }, 0, "uniform " + std::to_string(n));
}

TEST(Distribution, ZipfHasItsExactProbabilities) {
  for (const double s : {0.0, 0.5, 1.0, 1.1, 2.0, 3.0})
    for (const uint64_t n : {5ull, 1000ull, 200'000ull}) {
      std::vector<double> p(n);
      for (uint64_t k = 0; k < n; ++k) p[k] = std::pow(static_cast<double>(k) + 1, -s);
      const double sum = std::accumulate(p.rbegin(), p.rend(), 0.0);
      for (double& x : p) x /= sum;
      expect_probabilities(drawn(*zipf_draw(key("zipf"), n, s)), p, "Zipf s=" + std::to_string(s) + " n=" + std::to_string(n));
    }
}

TEST(Distribution, WeightsAndBuckets) {
  const std::vector<double> weights{5, 0, 1, 1, 2, 0.001, 90.999};
  std::vector<double> p = weights;
  for (double& x : p) x /= 100;
  expect_probabilities(drawn(*weighted_draw(key("weights"), weights)), p, "weights");
  expect_probabilities(drawn(*weighted_draw(key("equal"), {1, 1, 2})), {0.25, 0.25, 0.5}, "1, 1, 2");
  std::vector<double> cells(100, 0.0);
  for (int i = 0; i < 100; ++i) cells[static_cast<std::size_t>(i)] = i < 10 ? 0.6 / 10 : i < 20 ? 0 : i < 60 ? 0.3 / 40 : 0.1 / 40;
  const std::vector<DrawBucket> buckets{{60, 100, 1}, {0, 10, 6}, {20, 60, 3}};
  expect_probabilities(drawn(*bucket_draw(key("buckets"), 100, buckets)), cells, "buckets");
  // The same by ordered words.
  std::vector<uint64_t> words(kDraws);
  for (uint32_t i = 0; i < kDraws; ++i) words[i] = bits(key("words"), i);
  const auto draw = bucket_draw(0, 100, buckets);
  draw->map(words.data(), kDraws);
  expect_probabilities(words, cells, "buckets by words");
}

TEST(Distribution, NormalLognormalExponential) {
  constexpr double n = 1e9;
  const auto phi = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
  // The ends of the tables lie at the quantiles 1/8192 and 8191/8192; linear pieces between quantiles 1/4096 apart.
  expect_distribution(drawn(*quantile_draw(key("normal"), static_cast<uint64_t>(n), QuantileTable(0, n, [](double p) { return 5e8 + 1e8 * normal_quantile(p); }))),
                      [&](double x) { return phi((x - 5e8) / 1e8); }, 0.0002, "normal");
  expect_distribution(drawn(*quantile_draw(key("lognormal"), static_cast<uint64_t>(n), QuantileTable(0, n, [](double p) { return 1e6 * stable_exp(0.8 * normal_quantile(p)); }))),
                      [&](double x) { return x <= 0 ? 0.0 : phi(std::log(x / 1e6) / 0.8); }, 0.0002, "lognormal");
  expect_distribution(drawn(*quantile_draw(key("exponential"), static_cast<uint64_t>(n), QuantileTable(0, n, [](double p) { return -1e8 * stable_log(1 - p); }))),
                      [&](double x) { return 1 - std::exp(-x / 1e8); }, 0.0002, "exponential");
}

TEST(Distribution, UniqueDrawsAreBijectionsAndTheirPlacesUniform) {
  std::vector<uint64_t> all = drawn(*unique_draw(key("unique"), 100'000), 100'000);
  std::vector<double> tenths(10);
  for (uint32_t i = 0; i < 10'000; ++i) tenths[all[i] / 10'000] += 1;  // the first rows are spread over the whole range
  double chi = 0;
  for (const double t : tenths) chi += (t - 1000) * (t - 1000) / 1000;
  EXPECT_LT(chi, 27.9);  // 9 degrees of freedom, 0.1 %
  std::sort(all.begin(), all.end());
  for (uint64_t i = 0; i < all.size(); ++i) ASSERT_EQ(all[i], i);
}

TEST(Distribution, NeighboursAndColumnsAreIndependent) {
  // Pairs of neighbouring rows, of rows 1,024 apart, and of two columns of one name but for a letter.
  const auto a = drawn(*uniform_draw(key("column a"), 16)), b = drawn(*uniform_draw(key("column b"), 16));
  const std::vector<double> even(256, 1.0 / 256);
  for (const std::size_t lag : {1u, 2u, 64u, 1024u}) {
    std::vector<uint64_t> pairs;
    for (std::size_t i = 0; i + lag < a.size(); i += 2 * lag > 64 ? 1 : 2) pairs.push_back(a[i] * 16 + a[i + lag]);
    expect_probabilities(pairs, even, "lag " + std::to_string(lag));
  }
  std::vector<uint64_t> pairs;
  for (std::size_t i = 0; i < a.size(); ++i) pairs.push_back(a[i] * 16 + b[i]);
  expect_probabilities(pairs, even, "two columns");
}

TEST(Distribution, OrderedDrawsRiseWithTheirWords) {
  const QuantileTable table(0, 1, [](double p) { return p * p; });
  const std::vector<DrawBucket> buckets{{0, 10, 1}, {10, 1000, 5}};
  for (const auto& draw : {uniform_draw(1, 1000), quantile_draw(1, 1000, table), bucket_draw(1, 1000, buckets)}) {
    ASSERT_TRUE(draw->ordered());
    uint64_t before = 0;
    for (uint64_t w = 0; w < 100'000; ++w) {
      uint64_t word = w * (~uint64_t{0} / 100'000);
      draw->map(&word, 1);
      ASSERT_GE(word, before);
      ASSERT_LT(word, 1000u);
      before = word;
    }
    EXPECT_GT(before, 990u);
  }
  EXPECT_FALSE(zipf_draw(1, 10, 1.1)->ordered());
  EXPECT_FALSE(unique_draw(1, 10)->ordered());
}

TEST(Distribution, BooleansAndNulls) {
  Table table("t", kDraws);
  const Column* column = table.add(std::make_unique<BoolColumn>(key("bool"), 0.137));
  Scope scope(table);
  double seen = 0;
  for (uint32_t at = 0; at < kDraws; at += 1000) {
    scope.start({at, 1000, nullptr});
    for (uint32_t i = 0; i < 1000; ++i) seen += scope.get(*column).values<uint8_t>()[i];
  }
  EXPECT_NEAR(seen / kDraws, 0.137, 3.3 * std::sqrt(0.137 * 0.863 / kDraws));
}

}  // namespace
}  // namespace mockdata
