#include <gtest/gtest.h>

#include <vector>

#include "random/permutation.h"

namespace mockdata {
namespace {

TEST(Permutation, ManyAtATimeAreThoseOneByOne) {
  for (const uint64_t n : {1ull, 2ull, 3ull, 7ull, 300ull, 65'537ull, 1'000'003ull, 9'000'000'001ull, 1ull << 62}) {
    const Permutation p(n, 11);
    for (const uint64_t first : {uint64_t{0}, n / 2, n > 700 ? n - 700 : 0}) {
      const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(700, n - first));
      std::vector<uint64_t> out(count);
      p.fill(first, count, out.data());
      for (uint32_t i = 0; i < count; ++i) ASSERT_EQ(out[i], p(first + i)) << n << " " << i;
    }
  }
}

}  // namespace
}  // namespace mockdata
