#include "relations/picks.h"

#include <algorithm>

#include "block/combine.h"
#include "block/each_row.h"

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

}  // namespace

void UniformPick::fill(Scope& scope, Block& out) const {
  if (parents_ <= 0xFFFFFFFFu) {
    uint64_t* v = out.own_fixed<uint64_t>(scope.rows().count);
    for_each_row(scope.rows(), [v, key = key_, n = static_cast<uint32_t>(parents_)](std::size_t i, uint64_t at) { v[i] = below(drawn(at, key), n); });
  } else {
    each_row(scope, out, [&](uint64_t row) { return below64(bits(key_, row), parents_); });
  }
}

ZipfPick::ZipfPick(uint64_t key, uint64_t parents, double s)
    : Column(row_number_type()), key_(key), tail_key_(Key(key).with("tail").value()), zipf_(parents, s), rank_to_row_(parents, Key(key).with("rank").value()) {}

void ZipfPick::fill(Scope& scope, Block& out) const {
  each_row(scope, out, [&](uint64_t row) { return rank_to_row_(zipf_.rank(bits(key_, row), bits(tail_key_, row))); });
}

void WeightedPick::fill(Scope& scope, Block& out) const {
  each_row(scope, out, [&](uint64_t row) { return static_cast<uint64_t>(alias_.pick(bits(key_, row))); });
}

void GrowthStablePick::fill(Scope& scope, Block& out) const {
  each_row(scope, out, [&](uint64_t row) {
    uint64_t h = bits(key_, row);
    uint64_t b = 0, j = 0;
    while (j < parents_) {
      b = j;
      h = h * 2862933555777941757u + 1;
      // j = floor((b + 1) * 2^31 / ((h >> 33) + 1)) in whole numbers.
      j = static_cast<uint64_t>((static_cast<unsigned __int128>(b + 1) << 31) / ((h >> 33) + 1));
    }
    return b;
  });
}

void FirstRows::fill(Scope& scope, Block& out) const {
  const Block& in = scope.get(*pick_);
  out.share(in);
  const Rows& rows = scope.rows();
  write_validity(out.own_validity(), rows.count, [&](uint32_t i) { return rows[i] < rows_ && in.valid(i); });
}

void OneToOnePick::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  permutation_.fill(rows.first, rows.count, rows.list, out.own_fixed<uint64_t>(rows.count));
}

void FanoutPick::fill(Scope& scope, Block& out) const {
  children_->places(scope.rows(), out.own_fixed<uint64_t>(scope.rows().count), nullptr);
}

void FanoutOrdinal::fill(Scope& scope, Block& out) const {
  children_->places(scope.rows(), nullptr, out.own_fixed<uint64_t>(scope.rows().count));
}

void JunctionPick::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  uint64_t* v = out.own_fixed<uint64_t>(rows.count);
  permutation_.fill(rows.first, rows.count, rows.list, v);
  for (uint32_t i = 0; i < rows.count; ++i) v[i] = v[i] / divisor_ % radix_;
}

void RankWithinPick::fill(Scope& scope, Block& out) const {
  const uint64_t* left = scope.get(*left_).values<uint64_t>();
  const uint64_t* ordinal = scope.get(*ordinal_).values<uint64_t>();
  const uint32_t n = scope.rows().count;
  uint64_t* v = out.own_fixed<uint64_t>(n);
  for (uint32_t i = 0; i < n; ++i) v[i] = permutation_(ordinal[i] % permutation_.size(), mix13(left[i])) / divisor_ % radix_;
}

std::optional<GroupedSpace> GroupedSpace::make(uint64_t key, uint64_t groups, std::vector<std::shared_ptr<const Children>> legs) {
  GroupedSpace space{{}, {0}, std::move(legs)};
  space.first.reserve(groups + 1);
  constexpr unsigned __int128 kMost = static_cast<unsigned __int128>(1) << 62;
  for (uint64_t g = 0; g < groups; ++g) {
    unsigned __int128 here = 1;
    for (const auto& leg : space.legs) {
      const SplitTree::Range range = leg->of(g);
      here = std::min(here * (range.end - range.begin), kMost + 1);
    }
    if (space.first.back() + here > kMost) return std::nullopt;
    space.first.push_back(space.first.back() + static_cast<uint64_t>(here));
  }
  if (space.size()) space.permutation = Permutation(space.size(), key);
  return space;
}

void GroupedPick::fill(Scope& scope, Block& out) const {
  const std::vector<uint64_t>& first = space_->first;
  const uint64_t n = space_->permutation.size();
  each_row(scope, out, [&](uint64_t row) {
    const uint64_t rank = space_->permutation(row < n ? row : row % n);
    const uint64_t group = static_cast<uint64_t>(std::upper_bound(first.begin(), first.end(), rank) - first.begin()) - 1;
    uint64_t digits = rank - first[group];
    if (leg_ == space_->legs.size()) return group;
    for (std::size_t leg = 0;; ++leg) {
      const SplitTree::Range range = space_->legs[leg]->of(group);
      const uint64_t size = range.end - range.begin;
      if (leg == leg_) return space_->legs[leg]->row(range.begin + digits % size);
      digits /= size;
    }
  });
}

void DescendantPick::fill(Scope& scope, Block& out) const {
  const Block& ancestors = scope.get(*ancestor_);
  const uint64_t* ancestor = ancestors.values<uint64_t>();
  const Rows& rows = scope.rows();
  uint64_t* v = out.own_fixed<uint64_t>(rows.count);
  uint64_t* valid = out.own_validity();
  write_validity(valid, rows.count, [&](uint32_t i) {
    uint64_t at = ancestor[i], key = key_;
    bool found = ancestors.valid(i);
    for (const auto& children : down_) {
      const SplitTree::Range range = children->of(at);
      const uint64_t size = range.end - range.begin;
      found = found && size > 0;
      at = size ? children->row(range.begin + bounded(bits(key, rows[i]), size)) : 0;
      key = mix13(key + kPhi);
    }
    v[i] = at;
    return found;
  });
}

TreeShape::TreeShape(uint64_t rows, uint64_t roots, double fanout) : roots_(roots), fanout_(fanout), bounds_{0} {
  double size = static_cast<double>(roots);
  while (bounds_.back() < rows) {
    const uint64_t n = size >= 1 ? static_cast<uint64_t>(size) : 1;
    bounds_.push_back(rows - bounds_.back() < n ? rows : bounds_.back() + n);
    size *= fanout;
  }
  if (bounds_.size() == 1) bounds_.push_back(0);
}

uint64_t TreeShape::above(uint64_t row, uint64_t h) const {
  // The level of the row begins at *level; the last bound is the end, which a row of a larger table may pass.
  const auto level = std::upper_bound(bounds_.begin() + 1, bounds_.end() - 1, row) - 1;
  return *(level - 1) + bounded(h, *level - *(level - 1));
}

void TreePick::fill(Scope& scope, Block& out) const {
  const uint64_t roots = shape_.roots();
  each_row(scope, out, [&](uint64_t row) -> uint64_t { return row >= roots ? shape_.above(row, bits(key_, row)) : required_ ? row : 0; });
  const Rows& rows = scope.rows();
  if (!required_) write_validity(out.own_validity(), rows.count, [&](uint32_t i) { return rows[i] >= roots; });
}

void TreeWithinPick::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  const uint64_t roots = shape_.roots();
  uint64_t* v = out.own_fixed<uint64_t>(rows.count);
  const auto pick = [&](uint32_t i) {
    const SplitTree::Place place = groups_->place(rows[i]);
    const bool root = place.ordinal < roots;
    const uint64_t first = groups_->of(place.parent).begin;
    v[i] = root ? rows[i] : groups_->row(first + shape_.above(place.ordinal, bits(key_, rows[i])));
    return !root || required_;
  };
  if (required_) {
    for (uint32_t i = 0; i < rows.count; ++i) pick(i);
  } else {
    write_validity(out.own_validity(), rows.count, pick);
  }
}

void ChainPick::fill(Scope& scope, Block& out) const {
  each_row(scope, out, [](uint64_t row) { return row ? row - 1 : 0; });
  const Rows& rows = scope.rows();
  if (!required_) write_validity(out.own_validity(), rows.count, [&](uint32_t i) { return rows[i] > 0; });
}

void ChosenFew::fill(Scope& scope, Block& out) const {
  each_row(scope, out, [&](uint64_t row) -> uint64_t {
    const SplitTree::Place place = children_->place(row);
    const SplitTree::Range range = children_->of(place.parent);
    const uint64_t size = range.end - range.begin;
    const uint64_t turned = place.ordinal + bounded(bits(key_, place.parent), size);
    return (turned >= size ? turned - size : turned) < most_;
  });
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
