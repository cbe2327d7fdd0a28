// How n children fall to m parents: exact total, parent of child i, children of parent p, all without a table.
//
// A tree of fan-out 1,024 stands over the parents. A node that has T children below it gives each of its (up to 1,024)
// sub-nodes `min` children a parent, and splits the rest by cumulative rounding of hashed weights: sub-node i gets
// floor(T' C[i+1] / C) - floor(T' C[i] / C), so shares differ from the exact ones by less than one and always sum to T'.
// Weights of leaves give the shape (kEven: all equal; kGeometric: exponential; kPoisson: uniform in [0.5, 1.5]; kSkewed:
// Pareto with exponent 1.2, cut at 1,000); the weight of an inner node is its number of parents, as the sum of so many
// independent weights hardly varies. Where `max` caps a parent, what is above the cap goes to the parents with room, in
// order. Children are sorted by parent: those of parent p are rows [first(p), first(p + 1)).
//
// Cost: a node is computed in 1,024 steps of 2 to 3 ns; sequential reading computes one leaf node per 1,024 parents (Cursor
// keeps the last one), a seek to anywhere two or three nodes. Limits: m <= 2^30 · 1,024, n < 2^62.
// Idea: KaGen's recursive splitting (Funke et al. 2019). Tested by every small (m, n, min, max) against a table.
#pragma once

#include <cstdint>
#include <vector>

namespace mockdata {

enum class FanoutShape : uint8_t { kEven, kGeometric, kPoisson, kSkewed };

class SplitTree {
 public:
  static constexpr uint64_t kNoMax = ~uint64_t{0};
  // REQUIRES m >= 1 and min * m <= n <= max * m.
  SplitTree(uint64_t key, uint64_t parents, uint64_t children, FanoutShape shape, uint64_t min, uint64_t max = kNoMax);

  uint64_t parents() const { return parents_; }
  uint64_t children() const { return children_; }
  uint64_t min() const { return min_; }
  uint64_t max() const { return max_; }
  uint64_t number() const { return number_; }  // of this tree in this process, from 1

  // The leaf node under way: bounds of its parents' children. Plain memory, one a thread.
  struct Cursor {
    uint64_t first_parent = 0, count = 0;
    std::vector<uint64_t> bounds;  // count + 1 child rows
    std::vector<uint64_t> work;
  };
  struct Place {
    uint64_t parent, ordinal;  // the child is the ordinal-th (from 0) of its parent
  };
  Place find(uint64_t child, Cursor& cursor) const;                    // REQUIRES child < children()
  // The parents of children first, first + 1, …: the same, a run of siblings at a time. REQUIRES first + count <= children().
  void parents_of(uint64_t first, uint32_t count, Cursor& cursor, uint64_t* out) const;
  // The same for children [first, first + count), with their ordinals; either result may be nullptr.
  void walk(uint64_t first, uint64_t count, uint64_t* parents, uint64_t* ordinals, Cursor& cursor) const;
  struct Range {
    uint64_t begin, end;
  };
  Range children_of(uint64_t parent, Cursor& cursor) const;            // REQUIRES parent < parents()

 private:
  static constexpr uint64_t kFan = 1024;
  void leaf_of_child(uint64_t child, Cursor& cursor) const;
  void leaf_of_parent(uint64_t parent, Cursor& cursor) const;
  template <class Choose>
  void descend(Cursor& cursor, Choose choose) const;
  // Child counts of the sub-nodes of a node over parents [first, first + count · width) with `total` children.
  void split(int level, uint64_t first, uint64_t width, uint64_t parents, uint64_t total, std::vector<uint64_t>& bounds) const;
  uint64_t weight(int level, uint64_t node, uint64_t parents) const;

  uint64_t key_, parents_, children_, min_, max_, number_;
  FanoutShape shape_;
  int levels_;
};

}  // namespace mockdata
