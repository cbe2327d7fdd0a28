#include "relations/children.h"

namespace mockdata {

namespace {

// The leaf node that a thread read last, for each of a few trees. Trees are told apart by a number that none shares.
SplitTree::Cursor& cursor_of(const SplitTree& tree) {
  struct Slot {
    uint64_t tree = 0;
    SplitTree::Cursor cursor;
  };
  thread_local Slot slots[16];
  Slot& slot = slots[tree.number() % 16];
  if (slot.tree != tree.number()) {
    slot.tree = tree.number();
    slot.cursor.count = 0;
  }
  return slot.cursor;
}

}  // namespace

SplitTree::Range Children::of(uint64_t parent) const {
  if (tree_) return tree_->children_of(parent, cursor_of(*tree_));
  const uint64_t child = pairs_.inverse(parent);
  return child < pair_children_ ? SplitTree::Range{child, child + 1} : SplitTree::Range{0, 0};
}

SplitTree::Place Children::place(uint64_t row) const {
  if (!tree_) return {pairs_(row), 0};
  return tree_->find(shuffle_ ? (*shuffle_)(row) : row, cursor_of(*tree_));
}

void Children::places(const Rows& rows, uint64_t* parents, uint64_t* ordinals) const {
  if (tree_ && !shuffle_ && !rows.list && rows.first + rows.count <= tree_->children()) {
    if (!ordinals) return tree_->parents_of(rows.first, rows.count, cursor_of(*tree_), parents);
    tree_->walk(rows.first, rows.count, parents, ordinals, cursor_of(*tree_));
    return;
  }
  for (uint32_t i = 0; i < rows.count; ++i) {
    const SplitTree::Place p = place(rows[i]);
    if (parents) parents[i] = p.parent;
    if (ordinals) ordinals[i] = p.ordinal;
  }
}

}  // namespace mockdata
