// Picks: columns of parent row numbers (int64), one for each shape of relation. Each is a pure function of the child row.
// Everything else about a relation (keys, copies, composite legs) is reading the parent's columns at these rows.
#pragma once

#include <functional>
#include <memory>

#include "block/column.h"
#include "random/permutation.h"
#include "random/zipf.h"
#include "relations/split_tree.h"

namespace mockdata {

inline DataType row_number_type() { return {TypeId::kInt64, 0, 0, {}}; }

// A pick that computes each row by itself.
class RowFunction : public Column {
 public:
  explicit RowFunction(std::function<uint64_t(uint64_t row)> function) : Column(row_number_type()), function_(std::move(function)) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  std::function<uint64_t(uint64_t)> function_;
};

// Every parent equally likely. REQUIRES parents >= 1, as all of these.
class UniformPick final : public Column {
 public:
  UniformPick(uint64_t key, uint64_t parents) : Column(row_number_type()), key_(key), parents_(parents) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  uint64_t key_, parents_;
};

// Few parents have most children: rank by Zipf, rank to row by a permutation.
class ZipfPick final : public Column {
 public:
  ZipfPick(uint64_t key, uint64_t parents, double s);
  void fill(Scope& scope, Block& out) const override;

 private:
  uint64_t key_, tail_key_;
  Zipf zipf_;
  Permutation rank_to_row_;
};

// Parents with given weights (one for each row).
std::unique_ptr<Column> weighted_pick(uint64_t key, std::vector<double> weights);

// When the parent grows from m to m' rows, only (m' - m) / m' of the references move.
// Jump consistent hash (Lamping and Veach 2014); about 5 ln m steps a row.
std::unique_ptr<Column> growth_stable_pick(uint64_t key, uint64_t parents);

// Each parent at most once: child i is parent π(i). REQUIRES child rows <= parents.
class OneToOnePick final : public Column {
 public:
  OneToOnePick(uint64_t key, uint64_t parents) : Column(row_number_type()), permutation_(parents, key) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  Permutation permutation_;
};

// Children in the order of their parents, as many each as the tree gives.
class FanoutPick final : public Column {
 public:
  explicit FanoutPick(std::shared_ptr<const SplitTree> tree) : Column(row_number_type()), tree_(std::move(tree)) {}
  void fill(Scope& scope, Block& out) const override;
  const std::shared_ptr<const SplitTree>& tree() const { return tree_; }

 private:
  std::shared_ptr<const SplitTree> tree_;
};

// The place of a child among its siblings, from 0.
class FanoutOrdinal final : public Column {
 public:
  explicit FanoutOrdinal(std::shared_ptr<const SplitTree> tree) : Column(row_number_type()), tree_(std::move(tree)) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  std::shared_ptr<const SplitTree> tree_;
};

// One leg of a junction of two or more parents whose combinations are unique: row i is the π(i)-th combination.
// REQUIRES child rows <= the product of all parents' rows.
class JunctionPick final : public Column {
 public:
  // The leg's digit is rank / divisor % radix, rank = π(row) on [0, space).
  JunctionPick(uint64_t key, uint64_t space, uint64_t divisor, uint64_t radix)
      : Column(row_number_type()), permutation_(space, key), divisor_(divisor), radix_(radix) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  Permutation permutation_;
  uint64_t divisor_, radix_;
};

// The other leg of a junction whose fan-out per left parent is given: the ordinal-th of a permutation of the right parents
// that each left parent has for itself. REQUIRES at most `right` children a left parent.
class FanoutPartnerPick final : public Column {
 public:
  FanoutPartnerPick(uint64_t key, const Column* left, const Column* ordinal, uint64_t right)
      : Column(row_number_type()), left_(left), ordinal_(ordinal), permutation_(right, key) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return {left_, ordinal_}; }

 private:
  const Column* left_;
  const Column* ordinal_;
  Permutation permutation_;
};

// For a parent that must belong to an owner known already (a shared tenant column): one of the owner's children, by the
// inverse of the relation between them. REQUIRES at least one child for every owner.
class ChildOfPick final : public Column {
 public:
  ChildOfPick(uint64_t key, const Column* owner, std::shared_ptr<const SplitTree> tree)
      : Column(row_number_type()), key_(key), owner_(owner), tree_(std::move(tree)) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return {owner_}; }

 private:
  uint64_t key_;
  const Column* owner_;
  std::shared_ptr<const SplitTree> tree_;
};

// A self reference without cycles: rows stand in levels, each `fanout` times the one above, and every row refers to a
// random one of the level above it. The first `roots` rows refer to nothing (NULL), or to themselves where `required`.
class TreePick final : public Column {
 public:
  TreePick(uint64_t key, uint64_t rows, uint64_t roots, double fanout, bool required);
  void fill(Scope& scope, Block& out) const override;
  std::size_t depth() const { return bounds_.size() - 1; }

 private:
  uint64_t key_;
  bool required_;
  std::vector<uint64_t> bounds_;  // first row of each level, and the end
};

// For the elements of a list: distinct parents within a list, by a permutation that each list has for itself.
// REQUIRES lists no longer than the number of parents.
class DistinctElementPick final : public Column {
 public:
  DistinctElementPick(uint64_t key, uint64_t parents) : Column(row_number_type()), key_(key), permutation_(parents, key) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  uint64_t key_;
  Permutation permutation_;
};

// A pick through another: parent's parent. `via` is a pick of this table, `beyond` a pick of the table it leads to.
class ChainedPick final : public Column {
 public:
  ChainedPick(const Column* via, const Column* beyond) : Column(row_number_type()), via_(via), beyond_(beyond) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return {via_}; }

 private:
  const Column* via_;
  const Column* beyond_;
};

}  // namespace mockdata
