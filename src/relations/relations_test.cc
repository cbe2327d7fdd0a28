#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "base/bits.h"
#include "block/combine.h"
#include "relations/picks.h"

namespace mockdata {
namespace {

std::vector<uint64_t> picks(const Table& table, const Column& column, uint64_t first, uint32_t count) {
  Scope scope(table);
  scope.start({first, count, nullptr});
  const Block& b = scope.get(column);
  return {b.values<uint64_t>(), b.values<uint64_t>() + count};
}

TEST(SplitTree, AgreesWithATableForEverySmallCase) {
  for (FanoutShape shape : {FanoutShape::kEven, FanoutShape::kGeometric, FanoutShape::kPoisson, FanoutShape::kSkewed})
    for (uint64_t m = 1; m <= 12; ++m)
      for (uint64_t n = 0; n <= 40; ++n)
        for (uint64_t min = 0; min * m <= n && min < 3; ++min)
          for (uint64_t max : {uint64_t{4}, uint64_t{9}, SplitTree::kNoMax}) {
            if (max != SplitTree::kNoMax && max * m < n) continue;
            SplitTree tree(7, m, n, shape, min, max);
            SplitTree::Cursor a, b;
            uint64_t at = 0;
            for (uint64_t p = 0; p < m; ++p) {
              const auto range = tree.children_of(p, a);
              ASSERT_EQ(range.begin, at);
              ASSERT_GE(range.end - range.begin, min);
              if (max != SplitTree::kNoMax) {
                ASSERT_LE(range.end - range.begin, max);
              }
              for (uint64_t c = range.begin; c < range.end; ++c) {
                const auto place = tree.find(c, b);
                ASSERT_EQ(place.parent, p);
                ASSERT_EQ(place.ordinal, c - range.begin);
              }
              at = range.end;
            }
            ASSERT_EQ(at, n);
          }
}

TEST(SplitTree, WorksOverManyLevelsAndFromAnywhere) {
  const uint64_t m = 3'000'000, n = 10'000'019;
  SplitTree tree(11, m, n, FanoutShape::kGeometric, 1, 60);
  SplitTree::Cursor forward, jump;
  for (uint64_t c = 5'000'000; c < 5'010'000; ++c) {
    const auto a = tree.find(c, forward);
    const auto range = tree.children_of(a.parent, forward);
    ASSERT_TRUE(range.begin + a.ordinal == c && c < range.end);
    SplitTree::Cursor fresh;
    if (c % 500 == 0) {
      ASSERT_EQ(tree.find(c, fresh).parent, a.parent);
    }
  }
  ASSERT_EQ(tree.find(n - 1, jump).parent, m - 1);
  ASSERT_EQ(tree.find(0, jump).parent, 0u);
}

TEST(SplitTree, GeometricLooksGeometric) {
  const uint64_t m = 20000, n = 80000;
  SplitTree tree(3, m, n, FanoutShape::kGeometric, 0);
  SplitTree::Cursor cursor;
  double zero = 0, square = 0;
  for (uint64_t p = 0; p < m; ++p) {
    const auto r = tree.children_of(p, cursor);
    zero += r.end == r.begin;
    square += static_cast<double>((r.end - r.begin) * (r.end - r.begin));
  }
  EXPECT_GT(zero / m, 0.10);  // an exponential weight of mean 4, rounded: P(0) is near 1 - e^-1/8 … 1 - e^-1/4
  EXPECT_LT(zero / m, 0.26);
  EXPECT_NEAR(square / m - 16, 16, 4);  // variance of an exponential of mean 4
}

TEST(Picks, JunctionCombinationsAreUnique) {
  for (uint64_t a = 1; a <= 9; ++a)
    for (uint64_t b = 1; b <= 9; ++b)
      for (uint64_t c = 1; c <= 3; ++c) {
        const uint64_t n = a * b * c;
        Table t("j", n);
        const Column* legs[] = {t.add(std::make_unique<JunctionPick>(5, n, b * c, a)), t.add(std::make_unique<JunctionPick>(5, n, c, b)),
                                t.add(std::make_unique<JunctionPick>(5, n, 1, c))};
        std::set<std::vector<uint64_t>> seen;
        const auto x = picks(t, *legs[0], 0, n), y = picks(t, *legs[1], 0, n), z = picks(t, *legs[2], 0, n);
        for (uint64_t i = 0; i < n; ++i) seen.insert({x[i], y[i], z[i]});
        ASSERT_EQ(seen.size(), n);
      }
}

TEST(Picks, FanoutPartnersAreDistinctWithinTheirParent) {
  const uint64_t left = 50, right = 12, n = 300;
  Table t("j", n);
  auto tree = std::make_shared<Children>(std::make_shared<SplitTree>(1, left, n, FanoutShape::kGeometric, 0, right));
  const Column* l = t.add(std::make_unique<FanoutPick>(tree));
  const Column* o = t.add(std::make_unique<FanoutOrdinal>(tree));
  const Column* r = t.add(std::make_unique<RankWithinPick>(9, l, o, right, 1, right));
  const auto a = picks(t, *l, 0, n), b = picks(t, *r, 0, n);
  std::set<std::pair<uint64_t, uint64_t>> seen;
  for (uint64_t i = 0; i < n; ++i) {
    EXPECT_LT(b[i], right);
    seen.insert({a[i], b[i]});
  }
  EXPECT_EQ(seen.size(), n);
}

TEST(Picks, TreesAreAcyclicAndKeepTheirLevels) {
  for (uint64_t n : {1, 2, 7, 1000}) {
    Table t("e", n);
    auto pick = std::make_unique<TreePick>(3, TreeShape(n, 1, 6), false);
    const Column* c = t.add(std::move(pick));
    Scope scope(t);
    scope.start({0, static_cast<uint32_t>(n), nullptr});
    const Block& b = scope.get(*c);
    uint64_t roots = 0;
    for (uint32_t i = 0; i < n; ++i) {
      if (!b.valid(i)) ++roots;
      else EXPECT_LT(b.values<uint64_t>()[i], i);
    }
    EXPECT_EQ(roots, 1u);
  }
  EXPECT_EQ(TreeShape(1000, 1, 6).depth(), 5u);  // 1 + 6 + 36 + 216 + 741
}

TEST(Picks, GrowthMovesOnlyTheShareOfTheNewParents) {
  Table t("c", 100000);
  const auto a = picks(t, *t.add(std::make_unique<GrowthStablePick>(4, 1000)), 0, 50000);
  const auto b = picks(t, *t.add(std::make_unique<GrowthStablePick>(4, 1100)), 0, 50000);
  int moved = 0;
  std::map<uint64_t, int> seen;
  for (std::size_t i = 0; i < a.size(); ++i) {
    moved += a[i] != b[i];
    EXPECT_TRUE(a[i] == b[i] || b[i] >= 1000u);
    ++seen[a[i]];
  }
  EXPECT_NEAR(moved / 50000.0, 100 / 1100.0, 0.006);
  EXPECT_GT(seen.size(), 990u);
}

TEST(Picks, DistinctElementsAndOneToOne) {
  Table t("e", 100);
  const Column* d = t.add(std::make_unique<DistinctElementPick>(2, 7));
  std::vector<uint64_t> rows;
  for (uint64_t r = 0; r < 50; ++r)
    for (uint64_t e = 0; e < 7; ++e) rows.push_back(r << ListColumn::kElementBits | e);
  Scope scope(t);
  scope.start({0, static_cast<uint32_t>(rows.size()), rows.data()});
  const uint64_t* v = scope.get(*d).values<uint64_t>();
  for (int r = 0; r < 50; ++r) EXPECT_EQ(std::set<uint64_t>(v + 7 * r, v + 7 * r + 7).size(), 7u);
  const auto one = picks(t, *t.add(std::make_unique<OneToOnePick>(1, 100)), 0, 100);
  EXPECT_EQ(std::set<uint64_t>(one.begin(), one.end()).size(), 100u);
}

}  // namespace
}  // namespace mockdata
