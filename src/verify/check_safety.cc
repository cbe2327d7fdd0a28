#include "verify/check_safety.h"

#include <algorithm>

namespace mockdata::verify {

SafetyCheck::SafetyCheck(const EntityExpectation& entity) : entity_(entity) {}

void SafetyCheck::look(size_t number, const std::string& path, const CellColumn& cells) {
  if (columns_.size() <= number) columns_.resize(number + 1);
  Column& column = columns_[number];
  if (!column.known) {
    column.known = true;
    column.path = path;
    for (const IdentifierExpectation& identifier : entity_.identifiers)
      if (identifier.path == path) column.expected.push_back(&identifier);
    // Not text: the program's own columns, and what a text format (CSV) writes of numbers, dates and uuids.
    const auto expected = std::find_if(entity_.columns.begin(), entity_.columns.end(), [&](const ColumnExpectation& c) { return c.path == path; });
    const bool text = expected == entity_.columns.end() || expected->type == ValueType::kString || expected->type == ValueType::kJson ||
                      expected->type == ValueType::kObject || expected->type == ValueType::kArray;
    column.skip = column.expected.empty() && (path.starts_with("_") || !text);
  }
  if (column.skip) return;
  // Cells of a dictionary share their bytes: what was found clean in this batch is not looked at again.
  constexpr size_t kRemembered = 64;
  const char* clean[kRemembered] = {};
  for (const Cell& cell : cells.cells) {
    if (cell.type != CellType::kText && cell.type != CellType::kJson) continue;
    const char*& remembered = clean[(reinterpret_cast<uintptr_t>(cell.bytes) * 0x9E3779B97F4A7C15u) >> 58];
    if (!column.expected.empty()) {
      ++column.identifiers;
      const auto safe = [&](const IdentifierExpectation* of) { return is_safe(of->type, of->country, cell.text()); };
      if (std::any_of(column.expected.begin(), column.expected.end(), safe)) continue;
      if (!column.unsafe++) column.kind = column.expected[0]->type;
      continue;
    }
    if (remembered == cell.bytes && cell.length) continue;
    scan(cell.text(), tokens_);
    if (tokens_.empty()) remembered = cell.bytes;
    for (const Token& token : tokens_) {
      ++column.identifiers;
      if (token.safe || !token.certain) continue;
      if (!column.unsafe++) column.kind = token.type;
    }
  }
}

Check SafetyCheck::finish() {
  Check check{"safety", entity_.name, "Nobody real in " + entity_.name + ": every identifier is of a range that belongs to nobody", true, 0, 0, {}, {}};
  for (const Column& column : columns_) {
    check.checked += column.identifiers;
    check.failed += column.unsafe;
    if (!column.unsafe) continue;
    check.passed = false;
    check.detail += (check.detail.empty() ? "" : ", ") + column.path + ": " + std::to_string(column.unsafe) + " of " + std::to_string(column.identifiers) + " (" +
                    column.kind + ")";
  }
  return check;
}

}  // namespace mockdata::verify
