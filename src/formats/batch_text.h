// Numbers, dates and times as text, the rows of a batch side by side: their digits by vector arithmetic, four at a time, then the
// texts put together row by row without a branch on a value. The same bytes as write_decimal(), write_date() and their kin give.
#pragma once

#include <cstdint>
#include <cstring>

namespace mockdata {

inline constexpr uint32_t kBatchRows = 256;

// Where the texts of a batch go: text i begins at `text` + i * stride, and kBatchSlack bytes behind its end may be overwritten. Behind
// each stand the low bytes of `end`; sizes[i] becomes `around` and the bytes of the text together.
struct BatchSlots {
  char* text;
  std::size_t stride;
  uint32_t* sizes;
  uint32_t around = 0;
  uint64_t end = 0;
};
inline constexpr std::size_t kBatchSlack = 16;

// Ends text i, of `size` bytes, and tells its size.
inline void finish_text(const BatchSlots& slots, uint32_t i, char* end, uint32_t size) {
  std::memcpy(end, &slots.end, sizeof slots.end);
  slots.sizes[i] = slots.around + size;
}
// Row by row, for what vectors have no room or no use for: write(char* out, i) gives the end.
template <class F>
void write_one_by_one(uint32_t rows, const BatchSlots& slots, F write) {
  char* text = slots.text;
  for (uint32_t i = 0; i < rows; ++i, text += slots.stride) {
    char* end = write(text, i);
    finish_text(slots, i, end, static_cast<uint32_t>(end - text));
  }
}

// Whole numbers (scale 0), and scaled ones with `scale` <= 18 digits behind the point. REQUIRES rows <= kBatchRows here and below.
void write_numbers(const int32_t* values, uint32_t rows, const BatchSlots& slots);
void write_numbers(const int64_t* values, uint32_t rows, uint32_t scale, const BatchSlots& slots);
// Days since 1970-01-01.
void write_dates(const int32_t* days, uint32_t rows, const BatchSlots& slots);
// Microseconds since midnight; since 1970-01-01. `short_fraction` as in base/date.h.
void write_times(const int64_t* micros, uint32_t rows, bool short_fraction, const BatchSlots& slots);
void write_datetimes(const int64_t* micros, uint32_t rows, bool short_fraction, const BatchSlots& slots);

}  // namespace mockdata
