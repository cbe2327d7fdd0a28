// The least and greatest value of a page or column chunk, as Parquet's statistics hold them.
#pragma once

#include <optional>
#include <string>

#include "block/bounds.h"
#include "formats/parquet/leaves.h"

namespace mockdata::parquet {

// PLAIN without a length. Texts of more than 64 bytes are cut, the upper bound raised behind the cut; `exact` is false then.
struct Bound {
  std::string bytes;
  bool exact = true;
};

// One of them is in use, by the leaf's type.
struct Bounds {
  IntBounds ints;                      // booleans, INT32, INT64
  RealBounds reals;                    // FLOAT, DOUBLE
  TextBounds texts;                    // BYTE_ARRAY
  bool any_wide = false;               // 16 bytes: decimals as signed numbers, uuids as unsigned ones
  __int128 wide_low = 0, wide_high = 0;

  // A signed 128-bit order serves both: the caller flips the upper bit of unsigned values.
  void add_wide(__int128 value) {
    if (!any_wide || value < wide_low) wide_low = value;
    if (!any_wide || value > wide_high) wide_high = value;
    any_wide = true;
  }
  // `count` uuids that stand next to each other.
  void add_uuids(const unsigned char* bytes, std::size_t count);
  void merge(const Bounds& other);
  // Nothing where there was no value, or where the order is unsound (NaN).
  std::optional<Bound> low(const Leaf& leaf) const { return bound(leaf, false); }
  std::optional<Bound> high(const Leaf& leaf) const { return bound(leaf, true); }

 private:
  std::optional<Bound> bound(const Leaf& leaf, bool upper) const;
};

// The 16 bytes of a uuid as a number whose signed order is that of the bytes, and back.
__int128 uuid_order(const unsigned char* bytes);

}  // namespace mockdata::parquet
