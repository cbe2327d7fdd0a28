// Definition and repetition levels of one leaf, page by page, and which rows of a block have a value.
//
// Three ways, from the cheapest: a required flat column has no levels; a nullable flat one keeps its validity as a bitmap,
// which is the encoded form almost as it stands; anything nested goes through Dremel's walk (leaves.h).
#pragma once

#include <cstdint>
#include <vector>

#include "base/byte_buffer.h"
#include "formats/parquet/leaves.h"

namespace mockdata::parquet {

// Values of a block: those at `rows` or, where that is null, the ones from `first` on.
struct Selection {
  const uint32_t* rows = nullptr;
  uint32_t first = 0, count = 0;
};

class LevelWriter {
 public:
  explicit LevelWriter(const Leaf& leaf) : leaf_(leaf) {}

  // The levels of rows [first, first + rows) of the column's block; `values` becomes the rows of the leaf's block that
  // have a value. REQUIRES first == 0 for a leaf that is not flat.
  void add(const Block& column, uint32_t first, uint32_t rows, Selection& values);

  // Of the page under way: levels (which counts nulls and empty lists too), nulls, rows.
  std::size_t count() const { return count_; }
  std::size_t nulls() const { return nulls_; }
  std::size_t rows() const { return rows_; }
  // Ends the page: the encoded levels, without lengths before them.
  void end_page(ByteBuffer& repetition, ByteBuffer& definition);

 private:
  void add_bits(const Block& block, uint32_t first, uint32_t rows, Selection& values);

  const Leaf& leaf_;
  std::size_t count_ = 0, nulls_ = 0, rows_ = 0;
  std::vector<uint64_t> bits_;     // flat and nullable
  Levels nested_;
  std::vector<uint32_t> selected_;
};

}  // namespace mockdata::parquet
