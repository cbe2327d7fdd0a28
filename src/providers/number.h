// Numbers, dates and times as "offset + step × draw": one column class for every type that is an integer underneath.
#pragma once

#include <memory>
#include <vector>

#include "base/decimal.h"
#include "block/column.h"
#include "random/alias.h"
#include "random/permutation.h"
#include "random/quantile.h"
#include "random/zipf.h"

namespace mockdata {

// A way to draw one of [0, n) for each row. Stateless; draws for given rows never change.
class Draw {
 public:
  virtual ~Draw() = default;
  virtual uint64_t n() const = 0;
  virtual void fill(const Rows& rows, uint64_t* out) const = 0;
  // Whether larger words give larger draws; where so, map() turns words in [0, 2^64) into draws in place.
  virtual bool ordered() const { return false; }
  virtual void map(uint64_t* words, uint32_t count) const;  // REQUIRES ordered()
};

std::unique_ptr<Draw> uniform_draw(uint64_t key, uint64_t n);                     // REQUIRES n >= 1
std::unique_ptr<Draw> unique_draw(uint64_t key, uint64_t n);                      // no value twice in rows [0, n)
std::unique_ptr<Draw> zipf_draw(uint64_t key, uint64_t n, double s);              // 0 the most frequent
std::unique_ptr<Draw> quantile_draw(uint64_t key, uint64_t n, QuantileTable table);
std::unique_ptr<Draw> weighted_draw(uint64_t key, std::vector<double> weights);   // n = weights.size()
// Buckets [lo, hi) of [0, n) with weights; uniform inside.
struct DrawBucket {
  uint64_t lo, hi;
  double weight;
};
std::unique_ptr<Draw> bucket_draw(uint64_t key, uint64_t n, const std::vector<DrawBucket>& buckets);

// offset + step × draw in the units of the type: 1 for int and long, 10^-scale for decimals, days, microseconds;
// float and double are that integer divided by 10^digits (correctly rounded, so the same everywhere).
class NumberColumn final : public Column {
 public:
  NumberColumn(DataType type, std::unique_ptr<Draw> draw, int64_t offset, int64_t step = 1, int digits = 0);
  void fill(Scope& scope, Block& out) const override;
  // Smallest and largest value in units.
  int64_t lowest() const { return offset_; }
  int64_t highest() const;
  int digits() const { return digits_; }
  // Draws by the words of an int64 column of the same table instead of hashed ones; false where the draw is not ordered.
  bool follow(const Column* words);
  std::vector<const Column*> reads() const override { return words_ ? std::vector<const Column*>{words_} : std::vector<const Column*>(); }

 private:
  const Column* words_ = nullptr;
  std::unique_ptr<Draw> draw_;
  int64_t offset_, step_;
  int digits_;
  double divisor_;
};

// True or false with a probability.
class BoolColumn final : public Column {
 public:
  BoolColumn(uint64_t key, double probability_of_true);
  void fill(Scope& scope, Block& out) const override;

 private:
  uint64_t key_, threshold_;
};

}  // namespace mockdata
