#include "formats/batch_text.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "base/date.h"
#include "block/text_of.h"

namespace mockdata {
namespace {

// Writes a batch behind a prefix, with Z" behind every text, and gives the texts without both.
class Batch {
 public:
  template <class F>
  std::vector<std::string> texts(uint32_t rows, F write) {
    uint32_t sizes[kBatchRows];
    std::string memory(kStride * kBatchRows, '?');
    BatchSlots slots{memory.data() + kPrefix, kStride, sizes, kPrefix + 2, 'Z' | uint64_t{'"'} << 8};
    write(slots);
    std::vector<std::string> all;
    for (uint32_t i = 0; i < rows; ++i) {
      const std::string cell = memory.substr(i * kStride, sizes[i]);
      EXPECT_EQ(cell.substr(0, kPrefix), "???") << "row " << i;
      EXPECT_EQ(cell.substr(cell.size() - 2), "Z\"") << "row " << i;
      all.push_back(cell.substr(kPrefix, cell.size() - kPrefix - 2));
    }
    return all;
  }

 private:
  static constexpr uint32_t kPrefix = 3;
  static constexpr std::size_t kStride = 64;
};

uint64_t bits(uint64_t i) {
  i = (i + 1) * 0x9E3779B97F4A7C15;
  i = (i ^ i >> 30) * 0xBF58476D1CE4E5B9;
  return i ^ i >> 27;
}

template <class T, class F, class G>
void compare(const std::vector<T>& values, F batch, G scalar) {
  for (std::size_t from = 0; from < values.size(); from += kBatchRows) {
    const uint32_t rows = static_cast<uint32_t>(std::min<std::size_t>(kBatchRows, values.size() - from));
    const auto texts = Batch().texts(rows, [&](const BatchSlots& slots) { batch(values.data() + from, rows, slots); });
    for (uint32_t i = 0; i < rows; ++i) {
      char out[kLongestScalar + 16];
      ASSERT_EQ(texts[i], std::string(out, scalar(out, values[from + i]))) << values[from + i];
    }
  }
}

// Values of every number of digits up to `digits`, both signs, batches with and without large ones.
std::vector<int64_t> numbers(unsigned digits) {
  std::vector<int64_t> all;
  int64_t power = 1;
  for (unsigned d = 0; d <= digits; ++d) {
    if (d) power *= 10;
    for (uint64_t i = 0; i < 40; ++i) {
      const int64_t v = static_cast<int64_t>(bits(100 * d + i) % static_cast<uint64_t>(power));
      all.insert(all.end(), {v, -v, power - 1, 1 - power, power, -power});
    }
  }
  return all;
}

TEST(BatchText, NumbersAreThoseOfOneByOne) {
  for (const unsigned digits : {3u, 7u, 8u, 12u, 15u, 16u, 18u}) {
    for (uint32_t scale = 0; scale <= 18; ++scale)
      compare(numbers(digits), [=](const int64_t* v, uint32_t rows, const BatchSlots& s) { write_numbers(v, rows, scale, s); },
              [=](char* out, int64_t v) { return scale ? write_decimal(out, v, scale) : write_int(out, v); });
    std::vector<int32_t> narrow;
    for (const int64_t v : numbers(std::min(digits, 9u))) narrow.push_back(static_cast<int32_t>(v));
    compare(narrow, [](const int32_t* v, uint32_t rows, const BatchSlots& s) { write_numbers(v, rows, s); }, [](char* out, int32_t v) { return write_int(out, v); });
  }
  const std::vector<int64_t> ends = {std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max(), 0};
  compare(ends, [](const int64_t* v, uint32_t rows, const BatchSlots& s) { write_numbers(v, rows, 0, s); }, [](char* out, int64_t v) { return write_int(out, v); });
  const std::vector<int32_t> narrow_ends = {std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max(), 0};
  compare(narrow_ends, [](const int32_t* v, uint32_t rows, const BatchSlots& s) { write_numbers(v, rows, s); }, [](char* out, int32_t v) { return write_int(out, v); });
}

TEST(BatchText, EveryDayOfTenThousandYears) {
  std::vector<int32_t> days;
  for (int32_t day = days_from_civil(0, 3, 1); day <= days_from_civil(9999, 12, 31); ++day) days.push_back(day);
  const auto batch = [](const int32_t* v, uint32_t rows, const BatchSlots& s) { write_dates(v, rows, s); };
  const auto scalar = [](char* out, int32_t v) { return write_date(out, v); };
  compare(days, batch, scalar);
  compare(std::vector<int32_t>{days_from_civil(0, 2, 29), 0, days_from_civil(10000, 1, 1)}, batch, scalar);
}

TEST(BatchText, TimesWithEveryKindOfFraction) {
  std::vector<int64_t> times, moments;
  const int64_t first = int64_t{days_from_civil(1, 1, 1)} * kMicrosPerDay, last = int64_t{days_from_civil(10000, 1, 1)} * kMicrosPerDay - 1;
  for (uint64_t i = 0; i < 50'000; ++i) {
    const int64_t unit = i % 3 == 0 ? 1 : i % 3 == 1 ? 1'000 : 1'000'000;
    times.push_back(static_cast<int64_t>(bits(i) % static_cast<uint64_t>(kMicrosPerDay)) / unit * unit);
    moments.push_back(first + static_cast<int64_t>(bits(i) % static_cast<uint64_t>(last - first)) / unit * unit);
  }
  moments.insert(moments.end(), {0, -1, 1, first, last});
  const std::vector<int64_t> outside = {int64_t{days_from_civil(0, 2, 29)} * kMicrosPerDay, last + 1, 0, -1};
  for (const bool short_fraction : {false, true}) {
    compare(times, [=](const int64_t* v, uint32_t rows, const BatchSlots& s) { write_times(v, rows, short_fraction, s); },
            [=](char* out, int64_t v) { return write_time(out, v, short_fraction); });
    for (const auto& values : {moments, outside})
      compare(values, [=](const int64_t* v, uint32_t rows, const BatchSlots& s) { write_datetimes(v, rows, short_fraction, s); },
              [=](char* out, int64_t v) { return write_datetime(out, v, short_fraction); });
  }
}

}  // namespace
}  // namespace mockdata
