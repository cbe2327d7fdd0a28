// Column: a small immutable object that makes the values of one column at any rows. Scope: the rows being made, and
// what has been made for them already.
//
// Everything a plan consists of is a Column: generators, foreign keys (a parent's column read at picked rows), the picks
// themselves (row numbers as int64), nullability, derivations, objects and lists. Columns of one row set belong to one
// Table and have a slot in it; a Scope evaluates each at most once for its rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "block/block.h"

namespace mockdata {

// Row numbers: first, first + 1, … or, where `list` is set, list[0], list[1], …
struct Rows {
  uint64_t first = 0;
  uint32_t count = 0;
  const uint64_t* list = nullptr;
  uint64_t operator[](uint32_t i) const { return list ? list[i] : first + i; }
};

class Scope;
class Table;

class Column {
 public:
  explicit Column(DataType type) : type_(std::move(type)) {}
  virtual ~Column() = default;
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;

  // Makes `out` the values at scope.rows(): either owned by `out` or shared with another block of the scope.
  // Thread-safe, allocation-free once the blocks have grown, and a pure function of the row numbers.
  virtual void fill(Scope& scope, Block& out) const = 0;
  // Columns that fill() reads at the same rows; used to find value cycles and for `explain`.
  virtual std::vector<const Column*> reads() const { return {}; }

  const DataType& type() const { return type_; }
  uint32_t slot() const { return slot_; }
  const Table* table() const { return table_; }

 private:
  friend class Table;
  DataType type_;
  uint32_t slot_ = 0;
  const Table* table_ = nullptr;
};

// The columns of one row set: an entity, an identity domain, or the elements of a list.
class Table {
 public:
  Table(std::string name, uint64_t rows) : name_(std::move(name)), rows_(rows) {}
  // Takes the column over, and gives it its slot.
  template <class T>
  const T* add(std::unique_ptr<T> column) {
    column->slot_ = static_cast<uint32_t>(columns_.size());
    column->table_ = this;
    const T* added = column.get();
    columns_.push_back(std::move(column));
    return added;
  }
  const std::string& name() const { return name_; }
  uint64_t rows() const { return rows_; }
  void set_rows(uint64_t rows) { rows_ = rows; }
  uint32_t slots() const { return static_cast<uint32_t>(columns_.size()); }
  const Column& column(uint32_t slot) const { return *columns_[slot]; }

 private:
  std::string name_;
  uint64_t rows_;
  std::vector<std::unique_ptr<Column>> columns_;
};

// Rows of a table under way. One thread at a time; reused by start() so that memory stays warm.
class Scope {
 public:
  explicit Scope(const Table& table, Scope* outer = nullptr) : table_(&table), outer_(outer) {}
  void start(Rows rows) {
    rows_ = rows;
    ++epoch_;
  }
  const Rows& rows() const { return rows_; }
  const Table& table() const { return *table_; }

  // The values of a column of this table at these rows, made at most once. REQUIRES column.table() == &table().
  const Block& get(const Column& column);

  // The scope of `table` at the rows that `picks` (an int64 column of this table) names; made at most once.
  // Rows where the pick is null read row 0. REQUIRES table.rows() > 0.
  Scope& via(const Column& picks, const Table& table);

  // A scope for the elements of lists that `owner` makes; the caller starts it. Its outer() is this scope.
  Scope& inner(const Column& owner, const Table& table);
  Scope* outer() { return outer_; }

  // For an inner scope: element i belongs to row owners()[i] of the outer scope (an index in its blocks).
  const uint32_t* owners() const { return owners_; }
  void set_owners(const uint32_t* owners) { owners_ = owners; }

  // Memory of a column for its own use while it fills; stable until the column fills again.
  Buffer& scratch(const Column& column);

 private:
  struct Entry {
    Block block;
    Buffer scratch;
    std::unique_ptr<Scope> child;
    uint64_t epoch = 0;
    uint64_t child_epoch = 0;
  };
  Entry& entry(const Column& column);

  const Table* table_;
  Scope* outer_;
  Rows rows_;
  const uint32_t* owners_ = nullptr;
  uint64_t epoch_ = 0;
  std::vector<std::unique_ptr<Entry>> entries_;
};

}  // namespace mockdata
