#include <gtest/gtest.h>

#include <vector>

#include "relations/split_tree.h"

namespace mockdata {
namespace {

TEST(SplitTree, ParentsOfARangeAreThoseOneByOne) {
  for (const uint64_t parents : {1u, 3u, 1023u, 1025u, 5000u})
    for (const uint64_t children : {uint64_t{1}, parents / 3 + 1, parents, parents * 7})
      for (const FanoutShape shape : {FanoutShape::kEven, FanoutShape::kGeometric, FanoutShape::kSkewed}) {
        const SplitTree tree(5, parents, children, shape, 0);
        SplitTree::Cursor cursor, other;
        for (uint64_t first = 0; first < children; first += 1000) {
          const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(1000, children - first));
          std::vector<uint64_t> out(count + 1, 77);
          tree.parents_of(first, count, cursor, out.data());
          for (uint32_t i = 0; i < count; ++i) ASSERT_EQ(out[i], tree.find(first + i, other).parent) << parents << " " << children << " " << first + i;
          ASSERT_EQ(out[count], 77u);
        }
      }
}

}  // namespace
}  // namespace mockdata
