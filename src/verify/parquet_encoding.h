// The value encodings of Parquet pages, decoded in order, a few values at a time and in constant memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "verify/bytes.h"
#include "verify/parquet_metadata.h"

namespace mockdata::verify::parquet {

// Runs of equal numbers and groups of eight bit-packed ones, mixed: levels, dictionary indices, booleans.
class HybridDecoder {
 public:
  HybridDecoder() = default;
  // REQUIRES width <= 32.
  HybridDecoder(std::string_view bytes, unsigned width) : bytes_(bytes), width_(width) {}
  // Exactly `count` numbers; false when the bytes end before or are damaged.
  bool read(uint32_t* out, size_t count);

 private:
  bool next_run();
  ByteReader bytes_;
  unsigned width_ = 0;
  uint64_t run_ = 0;      // numbers left of a run of equal ones
  uint32_t repeated_ = 0;
  uint64_t packed_ = 0;   // numbers left of bit-packed groups
  std::string_view packed_bytes_;
  uint64_t packed_bit_ = 0;
};

// Differences in blocks of bit-packed miniblocks; arithmetic wraps at 64 bits.
class DeltaDecoder {
 public:
  DeltaDecoder() = default;
  explicit DeltaDecoder(std::string_view bytes);
  uint64_t total() const { return total_; }
  bool read(int64_t* out, size_t count);
  // Passes over everything that was not read and returns the bytes behind it; nothing when damaged.
  bool finish(std::string_view& rest);

 private:
  bool next_miniblock();
  ByteReader bytes_;
  bool good_ = false;
  bool first_ = true;
  uint64_t total_ = 0, left_ = 0;  // left_: values not yet decoded from bytes, the first one not counted
  uint64_t miniblocks_ = 0, miniblock_values_ = 0;
  uint64_t value_ = 0, smallest_ = 0;
  std::string_view widths_;
  uint64_t miniblock_ = 0;
  unsigned width_ = 0;
  std::string_view packed_;
  uint64_t packed_at_ = 0, packed_count_ = 0;
};

// Decodes the non-null values of one data page.
class ValueDecoder {
 public:
  virtual ~ValueDecoder() = default;
  // Exactly `count` values as cells of the leaf's type; the bytes of texts are in `arena`. False when the page is damaged.
  virtual bool read(Cell* out, size_t count, Arena& arena) = 0;
};

// A decoder for a page's value bytes (which must outlive it), with at most `values` values. `dictionary` is the chunk's, or null.
Result<std::unique_ptr<ValueDecoder>> make_value_decoder(Encoding encoding, const Leaf& leaf, std::string_view bytes, uint64_t values,
                                                         const std::vector<Cell>* dictionary, const std::string& where);

// Turns raw cells (integer, real or bytes, as the physical type has it) into cells of the leaf's type. False when one cannot be.
bool convert_cells(const Leaf& leaf, Cell* cells, size_t count, Arena& arena);

const char* encoding_name(Encoding encoding);

}  // namespace mockdata::verify::parquet
