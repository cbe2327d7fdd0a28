// Picks: columns of parent row numbers (int64), one for each shape of relation. Each is a pure function of the child row.
// Everything else about a relation (keys, copies, composite legs) is reading the parent's columns at these rows.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "block/column.h"
#include "random/alias.h"
#include "random/permutation.h"
#include "random/zipf.h"
#include "relations/children.h"

namespace mockdata {

inline DataType row_number_type() { return {TypeId::kInt64, 0, 0, {}}; }

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
class WeightedPick final : public Column {
 public:
  WeightedPick(uint64_t key, std::span<const double> weights) : Column(row_number_type()), key_(key), alias_(weights) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  uint64_t key_;
  AliasTable alias_;
};

// When the parent grows from m to m' rows, only (m' - m) / m' of the references move.
// Jump consistent hash (Lamping and Veach 2014); about ln m steps a row.
class GrowthStablePick final : public Column {
 public:
  GrowthStablePick(uint64_t key, uint64_t parents) : Column(row_number_type()), key_(key), parents_(parents) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  uint64_t key_, parents_;
};

// Each parent at most once: child i is parent π(i). REQUIRES child rows <= parents.
class OneToOnePick final : public Column {
 public:
  OneToOnePick(uint64_t key, uint64_t parents) : Column(row_number_type()), permutation_(parents, key) {}
  void fill(Scope& scope, Block& out) const override;
  const Permutation& pairs() const { return permutation_; }

 private:
  Permutation permutation_;
};

// The parent that has the row among its children.
class FanoutPick final : public Column {
 public:
  explicit FanoutPick(std::shared_ptr<const Children> children) : Column(row_number_type()), children_(std::move(children)) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  std::shared_ptr<const Children> children_;
};

// The place of a child among its siblings, from 0.
class FanoutOrdinal final : public Column {
 public:
  explicit FanoutOrdinal(std::shared_ptr<const Children> children) : Column(row_number_type()), children_(std::move(children)) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  std::shared_ptr<const Children> children_;
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

// A leg of a combination that is unique within each left parent: the ordinal-th child of a parent takes the π(ordinal)-th
// combination, by a permutation of [0, space) that each parent has for itself. REQUIRES at most `space` children a parent.
class RankWithinPick final : public Column {
 public:
  RankWithinPick(uint64_t key, const Column* left, const Column* ordinal, uint64_t space, uint64_t divisor, uint64_t radix)
      : Column(row_number_type()), left_(left), ordinal_(ordinal), permutation_(space, key), divisor_(divisor), radix_(radix) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return {left_, ordinal_}; }

 private:
  const Column* left_;
  const Column* ordinal_;
  Permutation permutation_;
  uint64_t divisor_, radix_;
};

// Combinations of rows that belong to one group (a tenant): group g has the product of its legs' children, groups stand one
// after the other, and row i is the π(i)-th of all. A table of one number a group finds the group of a rank.
struct GroupedSpace {
  Permutation permutation;                               // of all combinations
  std::vector<uint64_t> first;                           // rank of the first combination of each group, and the end
  std::vector<std::shared_ptr<const Children>> legs;
  // The combinations of `groups` groups; nullopt: more than 2^62.
  static std::optional<GroupedSpace> make(uint64_t key, uint64_t groups, std::vector<std::shared_ptr<const Children>> legs);
  uint64_t size() const { return first.back(); }
};
class GroupedPick final : public Column {
 public:
  // `leg` is one of space->legs, or their number: the group itself.
  GroupedPick(std::shared_ptr<const GroupedSpace> space, std::size_t leg) : Column(row_number_type()), space_(std::move(space)), leg_(leg) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  std::shared_ptr<const GroupedSpace> space_;
  std::size_t leg_;
};

// For a parent that must belong to an ancestor known already (a shared tenant column): one of the ancestor's descendants,
// step by step down the inverses of the relations between them. NULL where `ancestor` is, or where a step has no children.
class DescendantPick final : public Column {
 public:
  DescendantPick(uint64_t key, const Column* ancestor, std::vector<std::shared_ptr<const Children>> down)
      : Column(row_number_type()), key_(key), ancestor_(ancestor), down_(std::move(down)) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return {ancestor_}; }

 private:
  uint64_t key_;
  const Column* ancestor_;
  std::vector<std::shared_ptr<const Children>> down_;
};

// The shape of a self reference without cycles: rows stand in levels, each `fanout` times the one above, and every row refers
// to a random one of the level above it. The first `roots` rows refer to nothing.
class TreeShape {
 public:
  TreeShape(uint64_t rows, uint64_t roots, double fanout);
  std::size_t depth() const { return bounds_.size() - 1; }
  uint64_t roots() const { return bounds_[1]; }
  // The row that a row below the roots refers to. REQUIRES row >= roots().
  uint64_t above(uint64_t row, uint64_t h) const;
  // The same shape with levels for more rows.
  TreeShape grown(uint64_t rows) const { return TreeShape(rows, roots_, fanout_); }

 private:
  uint64_t roots_;
  double fanout_;
  std::vector<uint64_t> bounds_;  // first row of each level, and the end
};

// A self reference of that shape. Roots are NULL, or refer to themselves where `required`.
class TreePick final : public Column {
 public:
  TreePick(uint64_t key, TreeShape shape, bool required) : Column(row_number_type()), key_(key), shape_(std::move(shape)), required_(required) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  uint64_t key_;
  TreeShape shape_;
  bool required_;
};

// A self reference that names each row at most once: every row follows the one before it.
class ChainPick final : public Column {
 public:
  explicit ChainPick(bool required) : Column(row_number_type()), required_(required) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  bool required_;  // the first row refers to itself, else to nothing
};

// A self reference within groups (the tree of each tenant): the place of a row among its group's children refers to a place
// above it.
class TreeWithinPick final : public Column {
 public:
  TreeWithinPick(uint64_t key, TreeShape shape, std::shared_ptr<const Children> groups, bool required)
      : Column(row_number_type()), key_(key), shape_(std::move(shape)), groups_(std::move(groups)), required_(required) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  uint64_t key_;
  TreeShape shape_;
  std::shared_ptr<const Children> groups_;
  bool required_;
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

// A pick that is NULL from row `rows` on.
class FirstRows final : public Column {
 public:
  FirstRows(const Column* pick, uint64_t rows) : Column(row_number_type()), pick_(pick), rows_(rows) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return {pick_}; }

 private:
  const Column* pick_;
  uint64_t rows_;
};

// A pick with whatever row stands under its NULLs.
class WithoutNulls final : public Column {
 public:
  explicit WithoutNulls(const Column* pick) : Column(row_number_type()), pick_(pick) {}
  void fill(Scope& scope, Block& out) const override {
    out.share(scope.get(*pick_));
    out.validity = nullptr;
  }
  std::vector<const Column*> reads() const override { return {pick_}; }

 private:
  const Column* pick_;
};

// 1 for at most `most` children of each parent, chosen by a rotation that the parent has for itself, 0 for the others.
class ChosenFew final : public Column {
 public:
  ChosenFew(uint64_t key, std::shared_ptr<const Children> children, uint64_t most)
      : Column(row_number_type()), key_(key), children_(std::move(children)), most_(most) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  uint64_t key_;
  std::shared_ptr<const Children> children_;
  uint64_t most_;
};

}  // namespace mockdata
