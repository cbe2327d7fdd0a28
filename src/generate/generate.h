// The plan evaluated over row ranges: blocks of columns, a range at a time, from anywhere in the table.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "plan/plan.h"

namespace mockdata {

// Reads rows of one entity. One a thread; the plan may be shared and must outlive it.
class EntityReader {
 public:
  EntityReader(const Plan& plan, std::size_t entity);
  const Schema& schema() const { return schema_; }
  uint64_t rows() const { return rows_; }
  // Columns in schema order for rows [first, first + count). REQUIRES count <= kBlockRows and first + count <= rows().
  // Valid until the next call.
  std::span<const Block* const> read(uint64_t first, uint32_t count);
  // The same for any rows, in the order given. REQUIRES at most kBlockRows of them.
  std::span<const Block* const> gather(std::span<const uint64_t> rows);

 private:
  std::span<const Block* const> evaluate();
  const PlannedEntity& entity_;
  Schema schema_;
  uint64_t rows_;
  Scope scope_;
  std::vector<const Block*> blocks_;
};

}  // namespace mockdata
