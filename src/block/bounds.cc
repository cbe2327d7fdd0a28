#include "block/bounds.h"

#include "base/cpu.h"

namespace mockdata {
namespace {

// Comparisons written so that both compilers make minima of vectors of them, and never branches.
template <class T>
void least_and_greatest(const T* values, std::size_t count, T& low, T& high) {
  on_cpu([=, &low, &high] {
    T least = low, most = high;
    for (std::size_t i = 0; i < count; ++i) {
      const T v = values[i];
      least = v < least ? v : least;
      most = v > most ? v : most;
    }
    low = least;
    high = most;
  });
}

template <class T>
void add_ints(IntBounds& bounds, const T* values, std::size_t count) {
  if (!count) return;
  T low = values[0], high = values[0];
  least_and_greatest(values, count, low, high);
  bounds.merge({true, low, high});
}

template <class T>
void add_reals(RealBounds& bounds, const T* values, std::size_t count) {
  std::size_t strange = 0;
  on_cpu([=, &strange] {
    std::size_t n = 0;
    for (std::size_t i = 0; i < count; ++i) n += values[i] != values[i];
    strange = n;
  });
  bounds.nan = bounds.nan || strange;
  std::size_t first = 0;
  while (first < count && values[first] != values[first]) ++first;
  if (first == count) return;
  T low = values[first], high = values[first];
  least_and_greatest(values + first, count - first, low, high);  // a comparison with NaN is false, and keeps what was
  bounds.merge({true, false, low, high});
}

}  // namespace

void IntBounds::add(const int32_t* values, std::size_t count) { add_ints(*this, values, count); }
void IntBounds::add(const int64_t* values, std::size_t count) { add_ints(*this, values, count); }
void IntBounds::merge(const IntBounds& other) {
  if (!other.any) return;
  low = any && low < other.low ? low : other.low;
  high = any && high > other.high ? high : other.high;
  any = true;
}

void RealBounds::add(const float* values, std::size_t count) { add_reals(*this, values, count); }
void RealBounds::add(const double* values, std::size_t count) { add_reals(*this, values, count); }
void RealBounds::merge(const RealBounds& other) {
  nan = nan || other.nan;
  if (!other.any) return;
  low = any && low < other.low ? low : other.low;
  high = any && high > other.high ? high : other.high;
  any = true;
}

void TextBounds::add(const Block& block, uint32_t first, uint32_t rows) {
  // Most batches hold nothing new, which their least and greatest prefix tell.
  uint64_t least = ~uint64_t{0}, most = 0;
  on_cpu([=, &least, &most, bytes = block.bytes + block.gap, offsets = block.offsets + first, gap = block.gap] {
    uint64_t low = ~uint64_t{0}, high = 0;
    for (uint32_t i = 0; i < rows; ++i) {
      const uint64_t word = prefix(bytes + offsets[i], offsets[i + 1] - offsets[i] - gap);
      low = word < low ? word : low;
      high = word > high ? word : high;
    }
    least = low;
    most = high;
  });
  if (any_ && least > low_prefix_ && most < high_prefix_) return;
  for (uint32_t i = first; i < first + rows; ++i) add(block.text(i));
}

void TextBounds::note(std::string_view text, uint64_t word) {
  if (!any_ || word < low_prefix_ || (word == low_prefix_ && text < low_)) {
    low_ = text;
    low_prefix_ = word;
  }
  if (!any_ || word > high_prefix_ || (word == high_prefix_ && text > high_)) {
    high_ = text;
    high_prefix_ = word;
  }
  any_ = true;
}

void TextBounds::merge(const TextBounds& other) {
  if (!other.any_) return;
  note(other.low_, other.low_prefix_);
  note(other.high_, other.high_prefix_);
}

}  // namespace mockdata
