// The statistics of a data file as Delta keeps them: numRecords, minValues, maxValues and nullCount of the first 32 leaf
// columns (nested members count, and stand nested), gathered block by block while rows are made.
//
// Bounds are kept for numbers, dates, timestamps and strings; not for booleans, binary, or anything inside an array.
// Strings longer than 32 characters are cut, the upper bound raised behind the cut; timestamps are widened to
// milliseconds; NaN and infinities give no bounds. Bounds are therefore always true, not always tight.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "block/block.h"

namespace mockdata {

class DeltaStats {
 public:
  static constexpr uint32_t kLeaves = 32;

  explicit DeltaStats(const Schema& schema);
  ~DeltaStats();
  DeltaStats(DeltaStats&&) noexcept;
  DeltaStats& operator=(DeltaStats&&) noexcept;

  // The blocks of `rows` more rows, in the schema of the constructor.
  void add(std::span<const Block* const> blocks, uint32_t rows);
  // What another collector of the same schema has seen. The order of merging does not matter.
  void merge(const DeltaStats& other);
  uint64_t rows() const { return rows_; }
  // The text of the `stats` member of an add action.
  std::string json() const;

 private:
  struct Node;
  std::vector<Node> nodes_;
  uint64_t rows_ = 0;
};

}  // namespace mockdata
