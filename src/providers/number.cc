#include "providers/number.h"

#include <algorithm>
#include <cstring>

#include "base/bits.h"
#include "base/cpu.h"
#include "block/each_row.h"

namespace mockdata {

void Draw::map(uint64_t*, uint32_t) const {}

namespace {

class UniformDraw final : public Draw {
 public:
  UniformDraw(uint64_t key, uint64_t n) : key_(key), n_(n) {}
  uint64_t n() const override { return n_; }
  void fill(const Rows& rows, uint64_t* out) const override {
    if (n_ <= 0xFFFFFFFFu) {
      const uint32_t n = static_cast<uint32_t>(n_);
      for_each_row(rows, [=, key = key_](std::size_t i, uint64_t at) { out[i] = below(drawn(at, key), n); });
    } else {
      for_each_row(rows, [=, key = key_, n = n_](std::size_t i, uint64_t at) { out[i] = high_product(drawn(at, key), n); });
    }
  }
  bool ordered() const override { return true; }
  void map(uint64_t* words, uint32_t count) const override {
    for (uint32_t i = 0; i < count; ++i) words[i] = below64(words[i], n_);
  }

 private:
  uint64_t key_, n_;
};

class UniqueDraw final : public Draw {
 public:
  UniqueDraw(uint64_t key, uint64_t n) : permutation_(n, key) {}
  uint64_t n() const override { return permutation_.size(); }
  void fill(const Rows& rows, uint64_t* out) const override {
    permutation_.fill(rows.first, rows.count, rows.list, out);
  }

 private:
  Permutation permutation_;
};

class ZipfDraw final : public Draw {
 public:
  ZipfDraw(uint64_t key, uint64_t n, double s) : key_(key), tail_key_(Key(key).with("tail").value()), n_(n), zipf_(n, s) {}
  uint64_t n() const override { return n_; }
  void fill(const Rows& rows, uint64_t* out) const override {
    for_each_row(rows, [&](std::size_t i, uint64_t at) { out[i] = zipf_.rank(drawn(at, key_), drawn(at, tail_key_)); });
  }

 private:
  uint64_t key_, tail_key_, n_;
  Zipf zipf_;
};

class QuantileDraw final : public Draw {
 public:
  QuantileDraw(uint64_t key, uint64_t n, QuantileTable table) : key_(key), n_(n), table_(std::move(table)) {}
  uint64_t n() const override { return n_; }
  void fill(const Rows& rows, uint64_t* out) const override {
    for_each_row(rows, [&](std::size_t i, uint64_t at) { out[i] = draw(drawn(at, key_)); });
  }
  bool ordered() const override { return true; }
  void map(uint64_t* words, uint32_t count) const override {
    for (uint32_t i = 0; i < count; ++i) words[i] = draw(words[i]);
  }

 private:
  uint64_t key_, n_;
  uint64_t draw(uint64_t h) const { return static_cast<uint64_t>((static_cast<unsigned __int128>(table_.fraction(h)) * n_) >> 32); }
  QuantileTable table_;
};

class WeightedDraw final : public Draw {
 public:
  WeightedDraw(uint64_t key, const std::vector<double>& weights) : key_(key), alias_(weights) {}
  uint64_t n() const override { return alias_.size(); }
  void fill(const Rows& rows, uint64_t* out) const override {
    for_each_row(rows, [=, key = key_, slots = alias_.slots(), n = alias_.size()](std::size_t i, uint64_t at) { out[i] = AliasTable::pick(slots, n, drawn(at, key)); });
  }

 private:
  uint64_t key_;
  AliasTable alias_;
};

class BucketDraw final : public Draw {
 public:
  BucketDraw(uint64_t key, uint64_t n, const std::vector<DrawBucket>& buckets)
      : key_(key), place_key_(Key(key).with("place").value()), n_(n), buckets_(buckets) {
    std::sort(buckets_.begin(), buckets_.end(), [](const DrawBucket& a, const DrawBucket& b) { return a.lo < b.lo; });
    std::vector<double> weights;
    double sum = 0, before = 0;
    for (const DrawBucket& b : buckets_) weights.push_back(b.weight), sum += b.weight;
    alias_ = AliasTable(weights);
    for (const double w : weights) {
      before += w;
      ends_.push_back(static_cast<uint64_t>(before / sum * 4294967296.0));
    }
    ends_.back() = uint64_t{1} << 32;
  }
  uint64_t n() const override { return n_; }
  void fill(const Rows& rows, uint64_t* out) const override {
    for_each_row(rows, [&](std::size_t i, uint64_t at) {
      const DrawBucket& b = buckets_[alias_.pick(drawn(at, key_))];
      out[i] = b.lo + bounded(drawn(at, place_key_), b.hi - b.lo);
    });
  }
  bool ordered() const override { return true; }
  void map(uint64_t* words, uint32_t count) const override {
    for (uint32_t i = 0; i < count; ++i) {
      std::size_t k = 0;
      while (ends_[k] <= words[i] >> 32) ++k;
      const uint64_t begin = k ? ends_[k - 1] : 0;
      const unsigned __int128 within = static_cast<unsigned __int128>(words[i] - (begin << 32)) * (buckets_[k].hi - buckets_[k].lo);
      words[i] = buckets_[k].lo + static_cast<uint64_t>(within / (ends_[k] - begin) >> 32);
    }
  }

 private:
  std::vector<uint64_t> ends_;  // of the buckets' shares of [0, 2^32)
  uint64_t key_, place_key_, n_;
  std::vector<DrawBucket> buckets_;
  AliasTable alias_;
};

}  // namespace

std::unique_ptr<Draw> uniform_draw(uint64_t key, uint64_t n) { return std::make_unique<UniformDraw>(key, n); }
std::unique_ptr<Draw> unique_draw(uint64_t key, uint64_t n) { return std::make_unique<UniqueDraw>(key, n); }
std::unique_ptr<Draw> zipf_draw(uint64_t key, uint64_t n, double s) { return std::make_unique<ZipfDraw>(key, n, s); }
std::unique_ptr<Draw> quantile_draw(uint64_t key, uint64_t n, QuantileTable table) {
  return std::make_unique<QuantileDraw>(key, n, std::move(table));
}
std::unique_ptr<Draw> weighted_draw(uint64_t key, std::vector<double> weights) { return std::make_unique<WeightedDraw>(key, weights); }
std::unique_ptr<Draw> bucket_draw(uint64_t key, uint64_t n, const std::vector<DrawBucket>& buckets) {
  return std::make_unique<BucketDraw>(key, n, buckets);
}

NumberColumn::NumberColumn(DataType type, std::unique_ptr<Draw> draw, int64_t offset, int64_t step, int digits)
    : Column(std::move(type)), draw_(std::move(draw)), offset_(offset), step_(step), digits_(digits), divisor_(static_cast<double>(power_of_ten(digits))) {}

bool NumberColumn::follow(const Column* words) {
  if (!draw_->ordered()) return false;
  words_ = words;
  return true;
}

int64_t NumberColumn::highest() const {
  return static_cast<int64_t>(static_cast<uint64_t>(offset_) + static_cast<uint64_t>(step_) * (draw_->n() - 1));
}

void NumberColumn::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  const uint32_t n = rows.count;
  const uint64_t offset = static_cast<uint64_t>(offset_), step = static_cast<uint64_t>(step_);
  const bool whole = type().id != TypeId::kFloat && type().id != TypeId::kDouble && type().id != TypeId::kBool;
  const bool in_place = whole && width_of(type()) == 8;  // drawn where they stay
  uint64_t* draws = in_place ? out.own_fixed<uint64_t>(n) : reinterpret_cast<uint64_t*>(scope.scratch(*this).reserve(n * sizeof(uint64_t)));
  if (words_) {
    std::memcpy(draws, scope.get(*words_).data, n * sizeof(uint64_t));
    draw_->map(draws, n);
  } else {
    draw_->fill(rows, draws);
  }
  if (in_place) {
    if (step != 1) on_cpu([=] { for (uint32_t i = 0; i < n; ++i) draws[i] = offset + step * draws[i]; });
    else if (offset) on_cpu([=] { for (uint32_t i = 0; i < n; ++i) draws[i] += offset; });
    return;
  }
  const auto value = [&](uint32_t i) { return static_cast<int64_t>(offset + step * draws[i]); };
  switch (type().id) {
    case TypeId::kFloat: {
      float* v = out.own_fixed<float>(n);
      for (uint32_t i = 0; i < n; ++i) v[i] = static_cast<float>(static_cast<double>(value(i)) / divisor_);
      break;
    }
    case TypeId::kDouble: {
      double* v = out.own_fixed<double>(n);
      for (uint32_t i = 0; i < n; ++i) v[i] = static_cast<double>(value(i)) / divisor_;
      break;
    }
    case TypeId::kBool: {
      uint8_t* v = out.own_fixed<uint8_t>(n);
      for (uint32_t i = 0; i < n; ++i) v[i] = value(i) != 0;
      break;
    }
    default:
      if (width_of(type()) == 4) {
        int32_t* v = out.own_fixed<int32_t>(n);
        for (uint32_t i = 0; i < n; ++i) v[i] = static_cast<int32_t>(value(i));
      } else {
        __int128* v = out.own_fixed<__int128>(n);
        for (uint32_t i = 0; i < n; ++i) v[i] = value(i);
      }
  }
}

BoolColumn::BoolColumn(uint64_t key, double probability) : Column({TypeId::kBool, 0, 0, {}}), key_(key), threshold_(threshold32(probability)) {}

void BoolColumn::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  uint8_t* v = out.own_fixed<uint8_t>(rows.count);
  for_each_row(rows, [=, key = key_, threshold = threshold_](std::size_t i, uint64_t at) { v[i] = (drawn(at, key) >> 32) < threshold; });
}

}  // namespace mockdata
