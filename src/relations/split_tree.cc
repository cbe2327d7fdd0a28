#include "relations/split_tree.h"

#include <algorithm>
#include <atomic>

#include "base/bits.h"
#include "random/math.h"
#include "random/quantile.h"

namespace mockdata {

namespace {

// Weights in units of 2^-16: -ln(1-p) up to 9 for the exponential, (1-p)^(-1/1.2) up to 1,000 for the Pareto.
const QuantileTable& exponential() {
  static const QuantileTable table(0, 10, [](double p) { return -stable_log(1 - p); });
  return table;
}
const QuantileTable& pareto() {
  static const QuantileTable table(0, 1000, [](double p) { return stable_pow(1 - p, -1 / 1.2); });
  return table;
}

// floor(total · part / sum) for parts up to `sum`: by a reciprocal where the product fits in 64 bits, which is off by at most one.
class Divider {
 public:
  Divider(uint64_t total, uint64_t sum) : total_(total), sum_(sum), narrow_(total <= ~uint64_t{0} / sum), reciprocal_(~uint64_t{0} / sum) {}
  uint64_t operator()(uint64_t part) const {
    if (!narrow_) return static_cast<uint64_t>(static_cast<unsigned __int128>(total_) * part / sum_);
    const uint64_t x = total_ * part;
    const uint64_t q = static_cast<uint64_t>((static_cast<unsigned __int128>(x) * reciprocal_) >> 64);
    return q + (x - q * sum_ >= sum_);
  }

 private:
  uint64_t total_, sum_;
  bool narrow_;
  uint64_t reciprocal_;
};

}  // namespace

SplitTree::SplitTree(uint64_t key, uint64_t parents, uint64_t children, FanoutShape shape, uint64_t min, uint64_t max)
    : key_(key), parents_(parents), children_(children), min_(min), max_(max), shape_(shape), levels_(1) {
  static std::atomic<uint64_t> made{0};
  number_ = ++made;
  for (uint64_t width = kFan; width < parents_; width *= kFan) ++levels_;
}

uint64_t SplitTree::weight(int level, uint64_t node, uint64_t parents) const {
  if (level > 0) return parents;
  const uint64_t h = bits(key_, node);
  switch (shape_) {
    case FanoutShape::kEven: return 1 << 16;
    case FanoutShape::kPoisson: return (1 << 15) + (h >> 48);
    case FanoutShape::kGeometric: return 1 + static_cast<uint64_t>(exponential().fraction(h)) * 10 / 65536;
    case FanoutShape::kSkewed: return 1 + static_cast<uint64_t>(pareto().fraction(h)) * 1000 / 65536;
  }
  return 1;
}

void SplitTree::split(int level, uint64_t first, uint64_t width, uint64_t parents, uint64_t total, std::vector<uint64_t>& bounds) const {
  const uint64_t count = (parents + width - 1) / width;
  const auto size_of = [&](uint64_t i) { return std::min(width, parents - i * width); };
  bounds.resize(count + 1);
  // Cumulative weights, then cumulative rounding of what is left above the minimum.
  uint64_t sum = 0;
  for (uint64_t i = 0; i < count; ++i) {
    bounds[i] = sum;
    sum += weight(level, first / width + i, size_of(i));
  }
  bounds[count] = sum;
  const uint64_t rest = total - min_ * parents;
  const Divider divide(rest, sum);
  uint64_t before = 0;
  for (uint64_t i = 1; i <= count; ++i) {
    const uint64_t here = divide(bounds[i]);
    bounds[i - 1] = here - before;  // shares for now
    before = here;
  }
  if (max_ != kNoMax) {
    uint64_t above = 0;
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t cap = (max_ - min_) * size_of(i);
      if (bounds[i] > cap) above += bounds[i] - cap, bounds[i] = cap;
    }
    // What is above the caps is spread evenly over the room that is left, by cumulative rounding again.
    uint64_t room = 0;
    for (uint64_t i = 0; i < count; ++i) room += (max_ - min_) * size_of(i) - bounds[i];
    uint64_t room_before = 0, given = 0;
    for (uint64_t i = 0; i < count && above; ++i) {
      room_before += (max_ - min_) * size_of(i) - bounds[i];
      const uint64_t upto = static_cast<uint64_t>(static_cast<unsigned __int128>(above) * room_before / room);
      bounds[i] += upto - given;
      given = upto;
    }
  }
  uint64_t at = 0;
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t share = bounds[i] + min_ * size_of(i);
    bounds[i] = at;
    at += share;
  }
  bounds[count] = at;
}

template <class Choose>
void SplitTree::descend(Cursor& cursor, Choose choose) const {
  uint64_t first = 0, parents = parents_, begin = 0, total = children_;
  for (int level = levels_ - 1;; --level) {
    uint64_t width = 1;
    for (int i = 0; i < level; ++i) width *= kFan;
    std::vector<uint64_t>& bounds = level ? cursor.work : cursor.bounds;
    split(level, first, width, parents, total, bounds);
    if (level == 0) {
      for (uint64_t& b : bounds) b += begin;
      cursor.first_parent = first;
      cursor.count = parents;
      return;
    }
    const uint64_t i = choose(bounds, first, width, begin);
    first += i * width;
    parents = std::min(width, parents - i * width);
    total = bounds[i + 1] - bounds[i];
    begin += bounds[i];
  }
}

void SplitTree::leaf_of_child(uint64_t child, Cursor& cursor) const {
  descend(cursor, [child](const std::vector<uint64_t>& bounds, uint64_t, uint64_t, uint64_t begin) {
    return static_cast<uint64_t>(std::upper_bound(bounds.begin(), bounds.end(), child - begin) - bounds.begin()) - 1;
  });
}

void SplitTree::leaf_of_parent(uint64_t parent, Cursor& cursor) const {
  descend(cursor, [parent](const std::vector<uint64_t>&, uint64_t first, uint64_t width, uint64_t) { return (parent - first) / width; });
}

SplitTree::Place SplitTree::find(uint64_t child, Cursor& cursor) const {
  if (!cursor.count || child < cursor.bounds.front() || child >= cursor.bounds.back()) leaf_of_child(child, cursor);
  const auto it = std::upper_bound(cursor.bounds.begin(), cursor.bounds.end(), child) - 1;
  return {cursor.first_parent + static_cast<uint64_t>(it - cursor.bounds.begin()), child - *it};
}

// A parent is the first one plus the parents that end before the child: those are counted where they end, and summed up. The number of
// children of a parent is never a branch.
void SplitTree::parents_of(uint64_t first, uint32_t count, Cursor& cursor, uint64_t* out) const {
  constexpr uint64_t kPiece = 1024;
  uint64_t* const end = out + count;
  while (out < end) {
    uint64_t parent = find(first, cursor).parent;
    const uint64_t n = std::min({kPiece, cursor.bounds.back() - first, static_cast<uint64_t>(end - out)});
    uint16_t ended[kPiece] = {};  // kFan parents at most
    for (const uint64_t* bound = cursor.bounds.data() + (parent - cursor.first_parent) + 1; *bound < first + n; ++bound) ++ended[*bound - first];
    for (uint64_t i = 0; i < n; ++i) {
      parent += ended[i];
      out[i] = parent;
    }
    out += n;
    first += n;
  }
}

void SplitTree::walk(uint64_t first, uint64_t count, uint64_t* parents, uint64_t* ordinals, Cursor& cursor) const {
  for (uint64_t done = 0; done < count;) {
    const Place place = find(first + done, cursor);
    uint64_t i = place.parent - cursor.first_parent, ordinal = place.ordinal;
    for (; i < cursor.count && done < count; ++i, ordinal = 0) {
      const uint64_t n = std::min(cursor.bounds[i + 1] - cursor.bounds[i] - ordinal, count - done);
      if (parents)
        for (uint64_t k = 0; k < n; ++k) parents[done + k] = cursor.first_parent + i;
      if (ordinals)
        for (uint64_t k = 0; k < n; ++k) ordinals[done + k] = ordinal + k;
      done += n;
    }
  }
}

SplitTree::Range SplitTree::children_of(uint64_t parent, Cursor& cursor) const {
  if (!cursor.count || parent < cursor.first_parent || parent >= cursor.first_parent + cursor.count) leaf_of_parent(parent, cursor);
  const std::size_t i = parent - cursor.first_parent;
  return {cursor.bounds[i], cursor.bounds[i + 1]};
}

}  // namespace mockdata
