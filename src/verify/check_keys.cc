// Primary keys, unique sets and foreign keys: tuples of cells compared in partitions of bounded memory.
#include <algorithm>

#include "verify/check_run.h"
#include "verify/keys.h"

namespace mockdata::verify {
namespace {

// One tuple of a row; a row has several when a leg lies in an array.
struct Tuple {
  int64_t row = 0;       // from 0
  bool absent = false;   // a leg's place does not exist: its array is empty, or an object before it is null
  bool null = false;     // a leg is null
  std::string_view key;  // of tuples without either
  uint64_t hash = 0;
  const Cell* const* legs = nullptr;

  bool complete() const { return !absent && !null; }
};

bool is_text_format(const Landed& landed) { return landed.source().format == LandedFormat::kCsv; }

// The tuples of a batch of rows, made together so that the table can be asked for memory ahead of each.
class Tuples {
 public:
  Status make(const std::vector<CellColumn>& columns, size_t rows, int64_t first_row, bool as_text) {
    tuples_.clear(), legs_.clear(), bytes_.clear(), ends_.clear();
    for (size_t row = 0; row < rows; ++row) {
      uint32_t elements = 1;
      for (const CellColumn& column : columns) elements = std::max(elements, column.first_cell[row + 1] - column.first_cell[row]);
      for (uint32_t element = 0; element < elements; ++element) {
        Tuple& tuple = tuples_.emplace_back();
        tuple.row = first_row + static_cast<int64_t>(row);
        for (const CellColumn& column : columns) {
          const uint32_t first = column.first_cell[row], count = column.first_cell[row + 1] - first;
          if (count != 1 && count != elements) return destination_error("the columns of a key lie in different arrays");
          const Cell& cell = column.cells[first + (count == 1 ? 0 : element)];
          legs_.push_back(&cell);
          tuple.absent |= cell.type == CellType::kAbsent;
          tuple.null |= cell.type == CellType::kNull;
          if (cell.is_value()) append_key(cell, as_text, bytes_);
        }
        ends_.push_back(bytes_.size());
      }
    }
    for (size_t i = 0, begin = 0; i < tuples_.size(); begin = ends_[i++]) {
      Tuple& tuple = tuples_[i];
      tuple.key = std::string_view(bytes_).substr(begin, ends_[i] - begin);
      tuple.legs = legs_.data() + i * columns.size();
      if (tuple.complete()) tuple.hash = hash_key(tuple.key);
    }
    return {};
  }

  template <class Table, class OnTuple>
  void each(const Table& table, OnTuple&& on_tuple) const {
    const size_t count = tuples_.size();
    for (size_t i = 0; i < count; ++i) {
      if (i + 24 < count) table.prefetch(tuples_[i + 24].hash);
      if (i + 12 < count) table.prefetch_key(tuples_[i + 12].hash);
      on_tuple(tuples_[i]);
    }
  }

 private:
  std::vector<Tuple> tuples_;
  std::vector<const Cell*> legs_;
  std::string bytes_;
  std::vector<size_t> ends_;
};

std::string describe(const std::vector<std::string>& paths, const Tuple& tuple) {
  std::string out;
  for (size_t i = 0; i < paths.size(); ++i) out += paths[i] + "=" + to_text(*tuple.legs[i]) + " ";
  return out + "(row " + std::to_string(tuple.row + 1) + ")";
}

void offend(Check& check, const std::vector<std::string>& paths, const Tuple& tuple) {
  ++check.failed;
  check.passed = false;
  if (check.offenders.size() < 3) check.offenders.push_back(describe(paths, tuple));
}

}  // namespace

Status CheckRun::check_keys(const OpenEntity& entity) {
  const EntityExpectation& expected = *entity.expected;
  const auto run = [&](const std::vector<std::string>& paths, bool primary) -> Status {
    Check check;
    check.name = primary ? "primary_key" : "unique";
    check.entity = expected.name;
    check.wording = primary ? "No duplicate primary keys in " + entity_path(expected.name, paths) : "No duplicates in " + entity_path(expected.name, paths);
    check.passed = true;
    if (Status status = duplicates(entity, paths, primary, check); !status.ok()) {
      if (status.error().kind == ErrorKind::kInterrupted) return status;
      check.passed = false;
      check.detail = status.error().to_string();
    }
    report_.checks.push_back(std::move(check));
    return {};
  };
  if (!expected.primary_key.empty()) MOCKDATA_CHECK(run(expected.primary_key, true));
  for (const std::vector<std::string>& paths : expected.unique)
    if (paths != expected.primary_key) MOCKDATA_CHECK(run(paths, false));
  return {};
}

// First by hashes alone, which prove that keys differ; only when two hashes are equal by the keys themselves.
Status CheckRun::duplicates(const OpenEntity& entity, const std::vector<std::string>& paths, bool primary, Check& check) {
  const std::string& name = entity.expected->name;
  const bool as_text = is_text_format(*entity.landed);
  std::vector<CellColumn> columns;
  Tuples tuples;
  // Walks over all tuples that have a value; the first walk also counts them and the nulls.
  bool counted = false;
  const auto walk = [&](const auto& table, auto&& on_tuple, const bool& stop) -> Status {
    MOCKDATA_ASSIGN(auto scan, entity.landed->scan(paths));
    for (int64_t rows = 0; !stop;) {
      MOCKDATA_ASSIGN(const size_t count, scan->next(kBatch, columns));
      if (count == 0) break;
      MOCKDATA_CHECK(tuples.make(columns, count, rows, as_text));
      tuples.each(table, [&](const Tuple& tuple) {
        if (!counted && (primary || tuple.complete())) ++check.checked;
        if (tuple.complete()) on_tuple(tuple);
        else if (primary && !counted) offend(check, paths, tuple);
      });
      rows += static_cast<int64_t>(count);
      MOCKDATA_CHECK(report_progress(name, check.name, rows));
    }
    return {};
  };

  bool collision = false;
  {
    HashTable hashes(options_.memory);
    Partitions partitions;
    for (Partition partition; !collision && partitions.next(partition); hashes.clear()) {
      const bool never = false;
      MOCKDATA_CHECK(walk(hashes, [&](const Tuple& tuple) {
        if (collision || !partition.holds(tuple.hash)) return;
        for (;;) {
          const KeyTable::Inserted inserted = hashes.insert(tuple.hash);
          collision |= inserted == KeyTable::Inserted::kKnown;
          if (inserted != KeyTable::Inserted::kFull || !partitions.split(partition)) return;
          hashes.keep(partition);
          if (!partition.holds(tuple.hash)) return;
        }
      }, counted ? collision : never));
      counted = true;
    }
  }
  if (!collision) return {};

  KeyTable keys(options_.memory);
  Partitions partitions;
  for (Partition partition; partitions.next(partition); keys.clear()) {
    const bool never = false;
    MOCKDATA_CHECK(walk(keys, [&](const Tuple& tuple) {
      while (partition.holds(tuple.hash)) {
        const KeyTable::Inserted inserted = keys.insert(tuple.key, tuple.hash);
        if (inserted == KeyTable::Inserted::kKnown) offend(check, paths, tuple);
        if (inserted != KeyTable::Inserted::kFull || !partitions.split(partition)) return;
        keys.keep(partition);
      }
    }, never));
  }
  return {};
}

Status CheckRun::check_foreign_keys(const OpenEntity& entity) {
  for (const ForeignKeyExpectation& key : entity.expected->foreign_keys) {
    Check check;
    check.name = "foreign_key";
    check.entity = entity.expected->name;
    check.wording = "FK integrity: All " + entity_path(entity.expected->name, key.from) + " exist in " + entity_path(key.to_entity, key.to);
    check.passed = true;
    const auto target = std::find_if(entities_.begin(), entities_.end(), [&](const OpenEntity& other) { return other.expected->name == key.to_entity; });
    if (!target->landed) {
      check.passed = false;
      check.detail = "the data of " + key.to_entity + " cannot be read";
    } else if (Status status = foreign_key(entity, key, *target, check); !status.ok()) {
      if (status.error().kind == ErrorKind::kInterrupted) return status;
      check.passed = false;
      check.detail = status.error().to_string();
    }
    report_.checks.push_back(std::move(check));
  }
  return {};
}

namespace {

// Whether the values at a path are texts (a UUID is compared as one).
bool text_column(const OpenEntity& entity, const std::string& path) {
  for (const ColumnExpectation& column : entity.expected->columns)
    if (column.path == path) return column.type == ValueType::kString || column.type == ValueType::kUuid;
  return false;
}

}  // namespace

Status CheckRun::foreign_key(const OpenEntity& entity, const ForeignKeyExpectation& key, const OpenEntity& target, Check& check) {
  // "7" in one table refers to 7 in another: where the types differ, keys are compared as what is written of them.
  bool as_text = is_text_format(*entity.landed) || is_text_format(*target.landed);
  for (size_t leg = 0; leg < key.from.size() && leg < key.to.size(); ++leg) as_text |= text_column(entity, key.from[leg]) != text_column(target, key.to[leg]);
  std::vector<CellColumn> columns;
  Tuples tuples;
  KeyTable known(options_.memory);
  Partitions partitions;
  const auto walk = [&](const OpenEntity& what, const std::vector<std::string>& paths, auto&& on_tuple) -> Status {
    MOCKDATA_ASSIGN(auto scan, what.landed->scan(paths));
    for (int64_t rows = 0;;) {
      MOCKDATA_ASSIGN(const size_t count, scan->next(kBatch, columns));
      if (count == 0) return {};
      MOCKDATA_CHECK(tuples.make(columns, count, rows, as_text));
      tuples.each(known, on_tuple);
      rows += static_cast<int64_t>(count);
      MOCKDATA_CHECK(report_progress(what.expected->name, check.name, rows));
    }
  };

  bool first = true, too_many = false;
  for (Partition partition; partitions.next(partition); known.clear()) {
    MOCKDATA_CHECK(walk(target, key.to, [&](const Tuple& tuple) {
      while (tuple.complete() && partition.holds(tuple.hash)) {
        if (known.insert(tuple.key, tuple.hash) != KeyTable::Inserted::kFull) return;
        if (!partitions.split(partition)) return void(too_many = true);
        known.keep(partition);
      }
    }));
    if (too_many) return destination_error("the keys do not fit into the memory given", key.to_entity);
    MOCKDATA_CHECK(walk(entity, key.from, [&](const Tuple& tuple) {
      if (tuple.absent) return;
      if (tuple.null) {
        if (!first || key.optional) return;
        ++check.checked;
        offend(check, key.from, tuple);
      } else if (partition.holds(tuple.hash)) {
        ++check.checked;
        if (!known.contains(tuple.key, tuple.hash)) offend(check, key.from, tuple);
      }
    }));
    first = false;
  }
  return {};
}

}  // namespace mockdata::verify
