// Which person each row of an entity is, and where a person's row is: the first persons of the domain in their order, or a
// random sample of all of them.
#pragma once

#include <optional>

#include "block/combine.h"
#include "random/permutation.h"

namespace mockdata {

class PersonRows {
 public:
  // Row i is person i. REQUIRES rows <= persons.
  explicit PersonRows(uint64_t rows) : rows_(rows) {}
  // Row i is person π(i) of all `persons`, so that two entities share the persons whom chance gives both. More rows add
  // persons and change none. REQUIRES rows <= persons, persons >= 1.
  PersonRows(uint64_t rows, uint64_t persons, uint64_t key) : rows_(rows), sample_(Permutation(persons, key)) {}

  bool in_order() const { return !sample_; }
  uint64_t person(uint64_t row) const { return sample_ ? (*sample_)(row) : row; }
  // Not below rows() where the person has none.
  uint64_t row(uint64_t person) const { return sample_ ? sample_->inverse(person) : person; }
  uint64_t rows() const { return rows_; }
  uint64_t persons() const { return sample_ ? sample_->size() : rows_; }

 private:
  uint64_t rows_;
  std::optional<Permutation> sample_;
};

// A pick: the person of each row.
class PersonOfRow final : public Column {
 public:
  explicit PersonOfRow(std::shared_ptr<const PersonRows> rows) : Column({TypeId::kInt64, 0, 0, {}}), rows_(std::move(rows)) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    int64_t* v = out.own_fixed<int64_t>(rows.count);
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = static_cast<int64_t>(rows_->person(rows[i]));
  }

 private:
  std::shared_ptr<const PersonRows> rows_;
};

// A pick of a table whose row i is person i: the row of each person, NULL for persons who have none.
class RowOfPerson final : public Column {
 public:
  explicit RowOfPerson(std::shared_ptr<const PersonRows> rows) : Column({TypeId::kInt64, 0, 0, {}}), rows_(std::move(rows)) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& persons = scope.rows();
    int64_t* v = out.own_fixed<int64_t>(persons.count);
    for (uint32_t i = 0; i < persons.count; ++i) v[i] = persons[i] < rows_->persons() ? static_cast<int64_t>(rows_->row(persons[i])) : -1;
    write_validity(out.own_validity(), persons.count, [&](uint32_t i) { return static_cast<uint64_t>(v[i]) < rows_->rows(); });
    for (uint32_t i = 0; i < persons.count; ++i) v[i] = out.valid(i) ? v[i] : 0;
  }

 private:
  std::shared_ptr<const PersonRows> rows_;
};

}  // namespace mockdata
