// The inverse of a relation: which rows of the child entity belong to a parent.
//
// Children of one parent stand next to each other in an order of the child rows: the rows themselves, or (where a second
// relation of the same entity needs ranges too) a permutation of them, so that the two relations are independent.
#pragma once

#include <memory>
#include <optional>

#include "block/column.h"
#include "random/permutation.h"
#include "relations/split_tree.h"

namespace mockdata {

class Children {
 public:
  explicit Children(std::shared_ptr<const SplitTree> tree, std::optional<Permutation> shuffle = {}) : tree_(std::move(tree)), shuffle_(shuffle) {}
  // 1:1: child i belongs to parent pairs(i).
  Children(Permutation pairs, uint64_t children) : pairs_(pairs), pair_children_(children) {}

  // Places of the children of a parent in that order.
  SplitTree::Range of(uint64_t parent) const;
  // The child row at a place.
  uint64_t row(uint64_t place) const { return shuffle_ ? shuffle_->inverse(place) : place; }
  // The parent of a child row, and which of its children the row is. REQUIRES row < the number of children.
  SplitTree::Place place(uint64_t row) const;

  // place() of the rows of a block; either result may be nullptr.
  void places(const Rows& rows, uint64_t* parents, uint64_t* ordinals) const;

  uint64_t children() const { return tree_ ? tree_->children() : pair_children_; }
  uint64_t most() const { return tree_ ? tree_->max() : 1; }
  bool is_range() const { return !shuffle_; }

 private:
  std::shared_ptr<const SplitTree> tree_;
  std::optional<Permutation> shuffle_;
  Permutation pairs_;
  uint64_t pair_children_ = 0;
};

}  // namespace mockdata
