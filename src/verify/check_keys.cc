// Primary keys, unique sets and foreign keys: tuples of cells compared by fingerprints, in partitions of bounded memory.
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
  Fingerprint key;       // of tuples without either
  const Cell* const* legs = nullptr;

  bool complete() const { return !absent && !null; }
};

// The tuples of a batch of rows, made together so that the set can be asked for memory ahead of each.
class Tuples {
 public:
  Status make(const std::vector<CellColumn>& columns, std::size_t rows, int64_t first_row, bool as_text) {
    tuples_.clear(), legs_.clear();
    for (std::size_t row = 0; row < rows; ++row) {
      uint32_t elements = 1;
      for (const CellColumn& column : columns) elements = std::max(elements, column.first_cell[row + 1] - column.first_cell[row]);
      for (uint32_t element = 0; element < elements; ++element) {
        Tuple& tuple = tuples_.emplace_back();
        tuple.row = first_row + static_cast<int64_t>(row);
        KeyHash hash;
        for (const CellColumn& column : columns) {
          const uint32_t first = column.first_cell[row], count = column.first_cell[row + 1] - first;
          if (count != 1 && count != elements) return destination_error("the columns of a key lie in different arrays");
          const Cell& cell = column.cells[first + (count == 1 ? 0 : element)];
          legs_.push_back(&cell);
          tuple.absent |= cell.type == CellType::kAbsent;
          tuple.null |= cell.type == CellType::kNull;
          if (cell.is_value()) hash.add(cell, as_text);
        }
        tuple.key = hash.finish();
      }
    }
    for (std::size_t i = 0; i < tuples_.size(); ++i) tuples_[i].legs = legs_.data() + i * columns.size();
    return {};
  }

  template <class OnTuple>
  void each(const FingerprintSet& set, OnTuple&& on_tuple) const {
    const std::size_t count = tuples_.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (i + 16 < count) set.prefetch(tuples_[i + 16].key);
      on_tuple(tuples_[i]);
    }
  }

 private:
  std::vector<Tuple> tuples_;
  std::vector<const Cell*> legs_;
};

void offend(Check& check, const std::vector<std::string>& paths, const Tuple& tuple) {
  ++check.failed;
  check.passed = false;
  if (check.offenders.size() == 3) return;
  std::string what;
  for (std::size_t i = 0; i < paths.size(); ++i) what += paths[i] + "=" + to_text(*tuple.legs[i]) + " ";
  check.offenders.push_back(what + "(row " + std::to_string(tuple.row + 1) + ")");
}

void fail(Check& check, const std::string& why) {
  check.passed = false;
  check.detail = why;
}

// Calls on_tuple for every tuple of these columns until it sets `stop`.
template <class OnTuple>
Status walk(const OpenEntity& entity, const std::vector<std::string>& paths, bool as_text, const std::string& check, const FingerprintSet& set, Progress& progress,
            const bool& stop, OnTuple&& on_tuple) {
  std::vector<CellColumn> columns;
  Tuples tuples;
  MOCKDATA_ASSIGN(auto scan, entity.landed->scan(paths));
  for (int64_t rows = 0; !stop;) {
    MOCKDATA_ASSIGN(const std::size_t count, scan->next(kBatch, columns));
    if (count == 0) break;
    MOCKDATA_CHECK(tuples.make(columns, count, rows, as_text));
    tuples.each(set, on_tuple);
    rows += static_cast<int64_t>(count);
    MOCKDATA_CHECK(progress.report(entity.expected->name, check, rows));
  }
  return {};
}

bool is_text_format(const OpenEntity& entity) { return entity.landed->source().format == LandedFormat::kCsv; }

// Whether the values at a path are texts (a UUID is compared as one).
bool text_column(const OpenEntity& entity, const std::string& path) {
  for (const ColumnExpectation& column : entity.expected->columns)
    if (column.path == path) return column.type == ValueType::kString || column.type == ValueType::kUuid;
  return false;
}

// "7" in one table refers to 7 in another: where the types differ, keys are compared as what is written of them.
bool compare_as_text(const OpenEntity& from, const ForeignKeyExpectation& key, const OpenEntity& to) {
  bool as_text = is_text_format(from) || is_text_format(to);
  for (std::size_t leg = 0; leg < key.from.size(); ++leg) as_text |= text_column(from, key.from[leg]) != text_column(to, key.to[leg]);
  return as_text;
}

KeySet& set_of(std::vector<KeySet>& sets, const OpenEntity& entity, const std::vector<std::string>& paths, bool as_text) {
  const auto known = std::find_if(sets.begin(), sets.end(), [&](const KeySet& s) { return s.entity == &entity && s.paths == paths && s.as_text == as_text; });
  if (known != sets.end()) return *known;
  sets.push_back({&entity, paths, as_text, nullptr, false, {}});
  return sets.back();
}

// What a pass has found of repeats: taken back when the pass has to be made again with a smaller partition.
Status find_repeats_and_fill(const KeySet& set, const Partition& partition, bool first, FingerprintSet& known, Progress& progress, bool& full) {
  Check* check = set.repeats;
  return walk(*set.entity, set.paths, set.as_text, check ? check->name : "foreign_key", known, progress, full, [&](const Tuple& tuple) {
    if (full) return;
    if (check && first) {
      check->checked += set.primary || tuple.complete();
      if (set.primary && !tuple.complete()) offend(*check, set.paths, tuple);
    }
    if (!tuple.complete() || !partition.holds(tuple.key)) return;
    const FingerprintSet::Inserted inserted = known.insert(tuple.key);
    full = inserted == FingerprintSet::Inserted::kFull;
    if (check && inserted == FingerprintSet::Inserted::kKnown) offend(*check, set.paths, tuple);
  });
}

Status probe(const KeySet::Reference& reference, const KeySet& set, const Partition& partition, bool first, const FingerprintSet& known, Progress& progress) {
  const ForeignKeyExpectation& key = *reference.key;
  Check& check = *reference.check;
  const bool never = false;
  return walk(*reference.from, key.from, set.as_text, check.name, known, progress, never, [&](const Tuple& tuple) {
    if (tuple.absent) return;
    if (tuple.null) {
      if (!first || key.optional) return;
      ++check.checked;
      offend(check, key.from, tuple);
    } else if (partition.holds(tuple.key)) {
      ++check.checked;
      if (!known.contains(tuple.key)) offend(check, key.from, tuple);
    }
  });
}

}  // namespace

KeyChecks plan_keys(const std::vector<OpenEntity>& entities) {
  KeyChecks out;
  std::size_t most = 0;
  for (const OpenEntity& entity : entities) most += 1 + entity.expected->unique.size() + entity.expected->foreign_keys.size();
  out.checks.reserve(most);  // the sets point to them
  for (const OpenEntity& entity : entities) {
    if (!entity.landed) continue;
    const EntityExpectation& expected = *entity.expected;
    const auto plan = [&](const std::vector<std::string>& paths, bool primary) {
      const std::string where = entity_path(expected.name, paths);
      out.checks.push_back({primary ? "primary_key" : "unique", expected.name, (primary ? "No duplicate primary keys in " : "No duplicates in ") + where, true, 0, 0, {}, {}});
      KeySet& set = set_of(out.sets, entity, paths, is_text_format(entity));
      set.repeats = &out.checks.back();
      set.primary = primary;
    };
    if (!expected.primary_key.empty()) plan(expected.primary_key, true);
    std::vector<std::vector<std::string>> planned{expected.primary_key};
    for (const std::vector<std::string>& paths : expected.unique) {
      if (std::find(planned.begin(), planned.end(), paths) != planned.end()) continue;
      planned.push_back(paths);
      plan(paths, false);
    }
  }
  for (const OpenEntity& entity : entities) {
    if (!entity.landed) continue;
    for (const ForeignKeyExpectation& key : entity.expected->foreign_keys) {
      const OpenEntity& target = *std::find_if(entities.begin(), entities.end(), [&](const OpenEntity& other) { return other.expected->name == key.to_entity; });
      out.checks.push_back({"foreign_key", entity.expected->name,
                            "FK integrity: All " + entity_path(entity.expected->name, key.from) + " exist in " + entity_path(key.to_entity, key.to), true, 0, 0, {}, {}});
      if (!target.landed) fail(out.checks.back(), "the data of " + key.to_entity + " cannot be read");
      else set_of(out.sets, target, key.to, compare_as_text(entity, key, target)).references.push_back({&entity, &key, &out.checks.back()});
    }
  }
  return out;
}

Status check_key_set(const KeySet& set, std::size_t memory, Progress& progress) {
  const uint64_t rows = set.entity->rows();
  FingerprintSet known(memory, rows);
  Partitions partitions(rows, known.largest());
  std::vector<bool> broken(set.references.size());
  bool first = true;
  for (Partition partition; partitions.next(partition); known.clear()) {
    const Check before = set.repeats ? *set.repeats : Check();
    bool full = false;
    Status status = find_repeats_and_fill(set, partition, first, known, progress, full);
    if (status.ok() && full) {
      if (set.repeats) *set.repeats = before;
      if (partitions.split(partition)) continue;
      status = destination_error("the keys do not fit into the memory given", set.entity->expected->name);
    }
    if (!status.ok()) {
      if (status.error().kind == ErrorKind::kInterrupted) return status;
      if (set.repeats) fail(*set.repeats, status.error().to_string());
      for (const KeySet::Reference& reference : set.references) fail(*reference.check, status.error().to_string());
      return {};
    }
    for (std::size_t i = 0; i < set.references.size(); ++i) {
      if (broken[i]) continue;
      status = probe(set.references[i], set, partition, first, known, progress);
      if (status.ok()) continue;
      if (status.error().kind == ErrorKind::kInterrupted) return status;
      fail(*set.references[i].check, status.error().to_string());
      broken[i] = true;
    }
    first = false;
  }
  return {};
}

}  // namespace mockdata::verify
