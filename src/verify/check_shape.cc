// Rows, schema, nullability, values and the synthetic mark: one walk over all columns of an entity.
#include <algorithm>

#include "verify/check_run.h"
#include "verify/check_safety.h"
#include "verify/conform.h"
#include "verify/paths.h"

namespace mockdata::verify {
namespace {

bool is_container(ValueType type) { return type == ValueType::kObject || type == ValueType::kArray; }

// Whether `path` lies below `container`: a member, or an element.
bool is_below(const std::string& path, const std::string& container) {
  const size_t size = container.size();
  return path.size() > size && path.compare(0, size, container) == 0 && (path[size] == '.' || path[size] == '[');
}

// A container that may not be null, seen through a column below it: a cell that lacks this very step is a failure.
struct ContainerRule {
  int64_t step;
  std::string path;
};

struct Watched {
  const ColumnExpectation* column = nullptr;  // null: only read for its container or the mark
  std::vector<ContainerRule> containers;
};

class Shape {
 public:
  Shape(const OpenEntity& entity) : expected_(*entity.expected), landed_(*entity.landed) {
    const auto check = [&](const char* name, std::string wording) { return Check{name, expected_.name, std::move(wording), true, 0, 0, {}, {}}; };
    rows = check("rows", expected_.name + " has " + (expected_.rows ? std::to_string(*expected_.rows) + " rows" : "rows"));
    schema = check("schema", "Schema of " + expected_.name + ": all columns are there, with their types");
    nulls = check("nullability", "No null in " + expected_.name + " where none is allowed");
    values = check("values", "Every value in " + expected_.name + " is one of its column's type");
    mark = check("synthetic", expected_.synthetic_mark + " is true on every row of " + expected_.name);
  }

  // The columns to read; what is not there is a failure of the schema.
  std::vector<std::string> plan() {
    for (const ColumnExpectation& column : expected_.columns) {
      ++schema.checked;
      const bool container = is_container(column.type) && std::any_of(expected_.columns.begin(), expected_.columns.end(),
                                                                      [&](const ColumnExpectation& other) { return is_below(other.path, column.path); });
      if (container) continue;  // its members are columns of their own
      if (const Landed::Column* found = landed_.find(column.path)) {
        if (landed_.has_schema() && !compatible(*found, column)) {
          fail_schema(column.path + " is " + cell_type_name(found->type) + " instead of " + value_type_name(column.type, column.precision, column.scale));
          continue;
        }
      } else if (is_container(column.type) && landed_.has_schema() && any_below(column.path)) {
        continue;
      } else if (landed_.has_columns() && !around(column.path)) {
        fail_schema(column.path + " is missing");
        continue;
      }
      watch(column.path).column = &column;
    }
    for (const ColumnExpectation& column : expected_.columns) {
      if (!is_container(column.type) || column.nullable) continue;
      const auto below = std::find_if(paths_.begin(), paths_.end(), [&](const std::string& path) { return is_below(path, column.path); });
      if (below == paths_.end()) continue;
      watched[static_cast<size_t>(below - paths_.begin())].containers.push_back({static_cast<int64_t>(steps_of(column.path).size()) - 1, column.path});
    }
    if (!expected_.synthetic_mark.empty()) {
      if (landed_.has_columns() && !landed_.find(expected_.synthetic_mark)) fail(mark, "the column is missing");
      else mark_column = static_cast<int>(&watch(expected_.synthetic_mark) - watched.data());
    }
    for (const std::string& path : expected_.primary_key) {
      if (landed_.has_columns() && !landed_.find(path)) continue;
      key_columns.push_back(static_cast<size_t>(&watch(path) - watched.data()));
    }
    if (landed_.has_columns() && !expected_.other_columns)
      for (const Landed::Column& column : landed_.columns()) extra(column.path);
    return paths_;
  }

  void extra(const std::string& path) {
    if (expected_.other_columns || path == expected_.synthetic_mark) return;
    for (const ColumnExpectation& column : expected_.columns) {
      if (column.path == path || is_below(column.path, path)) return;
      // A container of which no member is named may hold anything.
      if (is_below(path, column.path) && is_container(column.type) &&
          std::none_of(expected_.columns.begin(), expected_.columns.end(), [&](const ColumnExpectation& other) { return is_below(other.path, column.path); })) {
        return;
      }
    }
    fail_schema(path + " is not expected");
  }

  void batch(const std::vector<CellColumn>& columns, size_t count, int64_t first_row) {
    for (size_t i = 0; i < watched.size(); ++i) look(watched[i], columns, i, count, first_row);
    if (mark_column < 0) return;
    mark.checked += static_cast<int64_t>(count);
    const CellColumn& column = columns[static_cast<size_t>(mark_column)];
    for (size_t row = 0; row < count; ++row) {
      const Cell& cell = column.cells[column.first_cell[row]];
      const bool is_true = cell.type == CellType::kBool ? cell.integer == 1 : cell.type == CellType::kText && untyped() && cell.text() == "true";
      if (!is_true) offend(mark, columns, row, first_row, expected_.synthetic_mark + "=" + to_text(cell));
    }
  }

  void fail_schema(const std::string& what) {
    ++schema.failed;
    fail(schema, what);
  }
  static void fail(Check& check, const std::string& what) {
    check.passed = false;
    check.detail += (check.detail.empty() ? "" : ", ") + what;
  }

  Check rows, schema, nulls, values, mark;

 private:
  bool untyped() const { return landed_.source().format == LandedFormat::kCsv; }

  bool any_below(const std::string& path) const {
    return std::any_of(landed_.columns().begin(), landed_.columns().end(), [&](const Landed::Column& column) { return is_below(column.path, path); });
  }
  // Whether the path lies in the JSON of a column of text.
  bool around(const std::string& path) const {
    return std::any_of(landed_.columns().begin(), landed_.columns().end(),
                       [&](const Landed::Column& column) { return column.type == CellType::kText && is_below(path, column.path); });
  }

  Watched& watch(const std::string& path) {
    const auto known = std::find(paths_.begin(), paths_.end(), path);
    if (known != paths_.end()) return watched[static_cast<size_t>(known - paths_.begin())];
    paths_.push_back(path);
    return watched.emplace_back();
  }

  void look(const Watched& what, const std::vector<CellColumn>& columns, size_t i, size_t count, int64_t first_row) {
    const CellColumn& column = columns[i];
    const bool may_be_null = !what.column || what.column->nullable;
    for (size_t row = 0; row < count; ++row) {
      for (uint32_t c = column.first_cell[row]; c < column.first_cell[row + 1]; ++c) {
        const Cell& cell = column.cells[c];
        if (cell.is_value()) {
          if (!what.column) continue;
          ++values.checked;
          if (!conforms(cell, *what.column, untyped())) {
            offend(values, columns, row, first_row, what.column->path + "=" + shortened(to_text(cell)) + " is no " +
                                                        value_type_name(what.column->type, what.column->precision, what.column->scale));
          }
        } else if (cell.type == CellType::kNull) {
          if (!may_be_null) offend(nulls, columns, row, first_row, what.column->path + " is null");
        } else {
          for (const ContainerRule& rule : what.containers)
            if (rule.step == cell.integer && !steps_end_in_array(rule)) offend(nulls, columns, row, first_row, rule.path + " is null");
        }
      }
    }
    if (!may_be_null) nulls.checked += static_cast<int64_t>(column.cells.size());
  }

  static bool steps_end_in_array(const ContainerRule& rule) { return rule.path.size() > 2 && rule.path.compare(rule.path.size() - 2, 2, "[]") == 0; }

  static std::string shortened(const std::string& text) { return text.size() <= 60 ? text : text.substr(0, 57) + "..."; }

  void offend(Check& check, const std::vector<CellColumn>& columns, size_t row, int64_t first_row, const std::string& what) const {
    check.passed = false;
    ++check.failed;
    if (check.offenders.size() == 3) return;
    std::string key;
    for (size_t k = 0; k < key_columns.size(); ++k) {
      const CellColumn& column = columns[key_columns[k]];
      key += expected_.primary_key[k] + "=" + to_text(column.cells[column.first_cell[row]]) + " ";
    }
    check.offenders.push_back(key + "(row " + std::to_string(first_row + static_cast<int64_t>(row) + 1) + ": " + what + ")");
  }

  const EntityExpectation& expected_;
  const Landed& landed_;
  std::vector<std::string> paths_;
  std::vector<Watched> watched;
  int mark_column = -1;
  std::vector<size_t> key_columns;
};

}  // namespace

Status check_shape(const OpenEntity& entity, const VerifyOptions& options, Progress& progress, ShapeOutcome& outcome) {
  const EntityExpectation& expected = *entity.expected;
  Shape shape(entity);
  const std::vector<std::string> paths = shape.plan();
  Result<std::unique_ptr<RowScan>> scan = entity.landed->scan(paths, true);
  if (!scan.ok()) outcome.trouble = scan.error().to_string();
  std::optional<SafetyCheck> safety;
  if (options.safety) safety.emplace(expected);
  std::vector<CellColumn> columns;
  while (outcome.trouble.empty()) {
    const Result<size_t> count = (*scan)->next(kBatch, columns);
    if (!count.ok()) {
      outcome.trouble = count.error().to_string();
      break;
    }
    if (*count == 0) break;
    shape.batch(columns, *count, outcome.rows);
    if (safety)
      for (size_t i = 0; i < paths.size(); ++i) safety->look(i, paths[i], columns[i]);
    outcome.rows += static_cast<int64_t>(*count);
    MOCKDATA_CHECK(progress.report(expected.name, "values", outcome.rows));
  }
  if (!outcome.trouble.empty()) return {};
  for (const std::string& path : (*scan)->unknown()) shape.extra(path);
  const std::optional<int64_t> stated = entity.landed->stated_rows();
  shape.rows.checked = outcome.rows;
  if (expected.rows && outcome.rows != *expected.rows) Shape::fail(shape.rows, "there are " + std::to_string(outcome.rows));
  if (stated && *stated != outcome.rows) Shape::fail(shape.rows, "the footers state " + std::to_string(*stated) + ", the columns hold " + std::to_string(outcome.rows));
  if (expected.rows || stated) outcome.checks.push_back(std::move(shape.rows));
  outcome.checks.push_back(std::move(shape.schema));
  outcome.checks.push_back(std::move(shape.nulls));
  outcome.checks.push_back(std::move(shape.values));
  if (!expected.synthetic_mark.empty()) outcome.checks.push_back(std::move(shape.mark));
  if (safety) outcome.checks.push_back(safety->finish());
  return {};
}

}  // namespace mockdata::verify
