// The least and greatest value of many, a block at a time: what statistics of files are made of.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "block/block.h"

namespace mockdata {

struct IntBounds {
  bool any = false;
  int64_t low = 0, high = 0;
  void add(const int32_t* values, std::size_t count);
  void add(const int64_t* values, std::size_t count);
  void merge(const IntBounds& other);
};

// NaN is no value of an order: `nan` tells that there was one, and the bounds are those of the other values.
struct RealBounds {
  bool any = false, nan = false;
  double low = 0, high = 0;
  void add(const float* values, std::size_t count);
  void add(const double* values, std::size_t count);
  void merge(const RealBounds& other);
};

// By bytes, which is the order of UTF-8's code points. Compares eight bytes of a text before the rest.
class TextBounds {
 public:
  bool any() const { return any_; }
  const std::string& low() const { return low_; }
  const std::string& high() const { return high_; }

  // REQUIRES that eight bytes from text.data() on may be read.
  void add(std::string_view text) {
    const uint64_t word = prefix(text.data(), text.size());
    if (any_ && word > low_prefix_ && word < high_prefix_) return;
    note(text, word);
  }
  // The texts of the rows [first, first + rows) of a block of layout kText, null or not.
  void add(const Block& block, uint32_t first, uint32_t rows);
  void merge(const TextBounds& other);

  // The first eight bytes as a number that orders as they do; zeros where the text is shorter.
  static uint64_t prefix(const char* text, std::size_t size) {
    uint64_t word;
    std::memcpy(&word, text, 8);
    word = __builtin_bswap64(word);
    return size >= 8 ? word : size == 0 ? 0 : word & ~uint64_t{0} << (64 - 8 * size);
  }

 private:
  void note(std::string_view text, uint64_t word);
  bool any_ = false;
  uint64_t low_prefix_ = 0, high_prefix_ = 0;
  std::string low_, high_;
};

}  // namespace mockdata
