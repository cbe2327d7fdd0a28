#include "relations/picks.h"

#include <cmath>

#include "base/bits.h"
#include "block/combine.h"
#include "random/alias.h"

namespace mockdata {

namespace {

template <class F>
uint64_t* each_row(Scope& scope, Block& out, F f) {
  const Rows& rows = scope.rows();
  uint64_t* v = out.own_fixed<uint64_t>(rows.count);
  if (rows.list) {
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = f(rows.list[i]);
  } else {
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = f(rows.first + i);
  }
  return v;
}

// A cursor that lives as long as the thread; trees are told apart by their address, which a plan keeps for its life.
SplitTree::Cursor& cursor_of(const SplitTree* tree) {
  struct Slot {
    const SplitTree* tree = nullptr;
    uint64_t parents = 0, children = 0;
    SplitTree::Cursor cursor;
  };
  thread_local Slot slots[16];
  Slot& slot = slots[(reinterpret_cast<uintptr_t>(tree) >> 6) % 16];
  if (slot.tree != tree || slot.parents != tree->parents() || slot.children != tree->children()) {
    slot.tree = tree;
    slot.parents = tree->parents();
    slot.children = tree->children();
    slot.cursor.count = 0;
  }
  return slot.cursor;
}

}  // namespace

void RowFunction::fill(Scope& scope, Block& out) const { each_row(scope, out, function_); }

void UniformPick::fill(Scope& scope, Block& out) const {
  if (parents_ <= 0xFFFFFFFFu) {
    each_row(scope, out, [key = key_, n = static_cast<uint32_t>(parents_)](uint64_t row) { return static_cast<uint64_t>(below(bits(key, row), n)); });
  } else {
    each_row(scope, out, [&](uint64_t row) { return below64(bits(key_, row), parents_); });
  }
}

ZipfPick::ZipfPick(uint64_t key, uint64_t parents, double s)
    : Column(row_number_type()), key_(key), tail_key_(Key(key).with("tail").value()), zipf_(parents, s), rank_to_row_(parents, Key(key).with("rank").value()) {}

void ZipfPick::fill(Scope& scope, Block& out) const {
  each_row(scope, out, [&](uint64_t row) { return rank_to_row_(zipf_.rank(bits(key_, row), bits(tail_key_, row))); });
}

std::unique_ptr<Column> weighted_pick(uint64_t key, std::vector<double> weights) {
  auto table = std::make_shared<AliasTable>(weights);
  return std::make_unique<RowFunction>([key, table](uint64_t row) { return static_cast<uint64_t>(table->pick(bits(key, row))); });
}

std::unique_ptr<Column> growth_stable_pick(uint64_t key, uint64_t parents) {
  return std::make_unique<RowFunction>([key, parents](uint64_t row) {
    uint64_t h = bits(key, row);
    uint64_t b = 0, j = 0;
    while (j < parents) {
      b = j;
      h = h * 2862933555777941757u + 1;
      // j = floor((b + 1) * 2^31 / ((h >> 33) + 1)) in whole numbers.
      j = static_cast<uint64_t>((static_cast<unsigned __int128>(b + 1) << 31) / ((h >> 33) + 1));
    }
    return b;
  });
}

void OneToOnePick::fill(Scope& scope, Block& out) const {
  const uint64_t n = permutation_.size();
  each_row(scope, out, [&](uint64_t row) { return permutation_(row < n ? row : row % n); });
}

void FanoutPick::fill(Scope& scope, Block& out) const {
  SplitTree::Cursor& cursor = cursor_of(tree_.get());
  const Rows& rows = scope.rows();
  if (rows.list || rows.first + rows.count > tree_->children()) {
    each_row(scope, out, [&](uint64_t row) { return tree_->find(row, cursor).parent; });
    return;
  }
  tree_->parents_of(rows.first, rows.count, cursor, out.own_fixed<uint64_t>(rows.count));
}

void FanoutOrdinal::fill(Scope& scope, Block& out) const {
  SplitTree::Cursor& cursor = cursor_of(tree_.get());
  each_row(scope, out, [&](uint64_t row) { return tree_->find(row, cursor).ordinal; });
}

void JunctionPick::fill(Scope& scope, Block& out) const {
  const uint64_t n = permutation_.size();
  each_row(scope, out, [&](uint64_t row) { return permutation_(row < n ? row : row % n) / divisor_ % radix_; });
}

void FanoutPartnerPick::fill(Scope& scope, Block& out) const {
  const uint64_t* left = scope.get(*left_).values<uint64_t>();
  const uint64_t* ordinal = scope.get(*ordinal_).values<uint64_t>();
  const uint32_t n = scope.rows().count;
  uint64_t* v = out.own_fixed<uint64_t>(n);
  for (uint32_t i = 0; i < n; ++i) v[i] = permutation_(ordinal[i] % permutation_.size(), mix13(left[i]));
}

void ChildOfPick::fill(Scope& scope, Block& out) const {
  const Block& owners = scope.get(*owner_);
  const uint64_t* owner = owners.values<uint64_t>();
  const Rows& rows = scope.rows();
  SplitTree::Cursor& cursor = cursor_of(tree_.get());
  uint64_t* v = out.own_fixed<uint64_t>(rows.count);
  for (uint32_t i = 0; i < rows.count; ++i) {
    const SplitTree::Range range = tree_->children_of(owner[i], cursor);
    v[i] = range.begin + (range.end > range.begin ? bounded(bits(key_, rows[i]), range.end - range.begin) : 0);
    if (v[i] >= tree_->children()) v[i] = 0;
  }
  if (owners.validity) write_validity(out.own_validity(), rows.count, [&](uint32_t i) { return owners.valid(i); });
}

TreePick::TreePick(uint64_t key, uint64_t rows, uint64_t roots, double fanout, bool required)
    : Column(row_number_type()), key_(key), required_(required), bounds_{0} {
  double size = static_cast<double>(roots);
  while (bounds_.back() < rows) {
    const uint64_t n = size >= 1 ? static_cast<uint64_t>(size) : 1;
    bounds_.push_back(rows - bounds_.back() < n ? rows : bounds_.back() + n);
    size *= fanout;
  }
  if (bounds_.size() == 1) bounds_.push_back(0);
}

void TreePick::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  uint64_t* v = each_row(scope, out, [&](uint64_t row) -> uint64_t {
    if (row < bounds_[1]) return required_ ? row : 0;
    std::size_t level = 1;
    while (level + 2 < bounds_.size() && row >= bounds_[level + 1]) ++level;
    return bounds_[level - 1] + bounded(bits(key_, row), bounds_[level] - bounds_[level - 1]);
  });
  (void)v;
  if (!required_) write_validity(out.own_validity(), rows.count, [&](uint32_t i) { return rows[i] >= bounds_[1]; });
}

void DistinctElementPick::fill(Scope& scope, Block& out) const {
  const uint64_t n = permutation_.size();
  each_row(scope, out, [&](uint64_t row) {
    const uint64_t element = row & ((uint64_t{1} << ListColumn::kElementBits) - 1);
    return permutation_(element % n, bits(key_, row >> ListColumn::kElementBits));
  });
}

void ChainedPick::fill(Scope& scope, Block& out) const {
  const Block& via = scope.get(*via_);
  const Block& in = scope.via(*via_, *beyond_->table()).get(*beyond_);
  out.share(in);
  if (via.validity) write_validity(out.own_validity(), in.size, [&](uint32_t i) { return via.valid(i) && in.valid(i); });
}

}  // namespace mockdata
