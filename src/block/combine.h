// Columns made of other columns, whatever their types: nullable, read through a relation, objects, lists, values of an
// enclosing row, constants and row numbers. Each shares its input's memory where it can.
#pragma once

#include "base/bits.h"
#include "block/column.h"

namespace mockdata {

// Sets bit i of a validity bitmap where `valid(i)`; clears the bits behind the last row.
template <class F>
void write_validity(uint64_t* words, uint32_t rows, F valid) {
  for (uint32_t w = 0; w * 64 < rows; ++w) {
    uint64_t word = 0;
    const uint32_t n = rows - w * 64 < 64 ? rows - w * 64 : 64;
    for (uint32_t i = 0; i < n; ++i) word |= static_cast<uint64_t>(valid(w * 64 + i)) << i;
    words[w] = word;
  }
}

// `inner`, NULL at the given rate by a key of its own. rate in [0, 1].
class NullableColumn final : public Column {
 public:
  NullableColumn(const Column* inner, uint64_t key, double rate) : Column(inner->type()), inner_(inner), key_(key), threshold_(threshold32(rate)) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return {inner_}; }

 private:
  const Column* inner_;
  uint64_t key_, threshold_;
};

// `inner`, NULL exactly where `mask` (any type) is NULL.
class MaskedColumn final : public Column {
 public:
  MaskedColumn(const Column* inner, const Column* mask) : Column(inner->type()), inner_(inner), mask_(mask) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return {inner_, mask_}; }

 private:
  const Column* inner_;
  const Column* mask_;
};

// Another table's column at the rows that `picks` names; NULL where the pick or the value read is NULL.
class ViaColumn final : public Column {
 public:
  // `picks` yields int64 row numbers of target->table() (in range also where NULL).
  ViaColumn(const Column* picks, const Column* target) : Column(target->type()), picks_(picks), target_(target) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return {picks_}; }
  const Column* picks() const { return picks_; }
  const Column* target() const { return target_; }

 private:
  const Column* picks_;
  const Column* target_;
};

class StructColumn final : public Column {
 public:
  StructColumn(DataType type, std::vector<const Column*> members) : Column(std::move(type)), members_(std::move(members)) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return members_; }

 private:
  std::vector<const Column*> members_;
};

// Lists with a length column (int64, small) whose elements are columns of a table of their own.
// Element e of row r is row r << kElementBits | e of that table: a pure function of its place.
class ListColumn final : public Column {
 public:
  static constexpr uint32_t kElementBits = 20;
  ListColumn(DataType type, const Column* length, const Table* elements, const Column* element)
      : Column(std::move(type)), length_(length), elements_(elements), element_(element) {}
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override { return {length_}; }

 private:
  const Column* length_;
  const Table* elements_;
  const Column* element_;
};

// For columns of list elements: the enclosing row's value, once for each element.
class OuterColumn final : public Column {
 public:
  explicit OuterColumn(const Column* outer) : Column(outer->type()), outer_(outer) {}
  void fill(Scope& scope, Block& out) const override;
  const Column* outer() const { return outer_; }

 private:
  const Column* outer_;
};

// start + step × row, as int32 or int64 by its type.
class SequenceColumn final : public Column {
 public:
  SequenceColumn(DataType type, int64_t start, int64_t step) : Column(std::move(type)), start_(start), step_(step) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  int64_t start_, step_;
};

// NULL in every row (a reference to an empty parent, a type that nothing else is known of).
class NullColumn final : public Column {
 public:
  using Column::Column;
  void fill(Scope& scope, Block& out) const override;
};

// Copies value `from` of `in` to place `to` of fixed data; both of width_of(type).
void copy_rows(const DataType& type, const Block& in, const uint32_t* rows, uint32_t count, Block& out);

}  // namespace mockdata
