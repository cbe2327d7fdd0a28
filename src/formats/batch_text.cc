#include "formats/batch_text.h"

#include <algorithm>
#include <cstring>

#include "base/cpu.h"
#include "base/date.h"
#include "base/digits.h"
#include "block/text_of.h"

namespace mockdata {
namespace {

constexpr uint32_t kZeros = static_cast<uint32_t>(kAsciiZeros);

template <class T>
void store(char* to, T value) { std::memcpy(to, &value, sizeof value); }
template <class T>
T load(const void* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

// Numbers of up to 4 * kFours digits: their digits in fours, those of a row next to each other, are shifted to the left until the first
// that counts, and moved apart for the point.
template <int kFours, bool kPoint, class Int>
void put_numbers(const Int* values, const uint32_t* fours, uint32_t rows, uint32_t scale, const BatchSlots& slots) {
  constexpr uint32_t kDigits = 4 * kFours;
  const uint32_t most_zeros = kDigits - 1 - scale;
  char* text = slots.text;
  for (uint32_t i = 0; i < rows; ++i, text += slots.stride, fours += kFours) {
    const char* digits = reinterpret_cast<const char*>(fours);
    char* to = text;
    *to = '-';
    to += values[i] < 0;
    uint32_t zeros;
    if constexpr (kFours == 2) {
      const uint64_t all = load<uint64_t>(digits);
      zeros = std::min<uint32_t>(static_cast<uint32_t>(__builtin_ctzll((all ^ kAsciiZeros) | uint64_t{1} << 56)) / 8, most_zeros);
      store(to, all >> (8 * zeros));
      if constexpr (kPoint) {
        to += kDigits - zeros - scale;
        store(to, '.');
        store(to + 1, all >> (64 - 8 * scale));
        to += 1 + scale;
      } else {
        to += kDigits - zeros;
      }
    } else {
      const uint64_t high = load<uint64_t>(digits) ^ kAsciiZeros, low = load<uint64_t>(digits + 8) ^ kAsciiZeros;
      const uint64_t half = high ? high : low | uint64_t{1} << 56;
      zeros = std::min<uint32_t>(static_cast<uint32_t>(__builtin_ctzll(half)) / 8 + (high ? 0 : 8), most_zeros);
      std::memcpy(to, digits + zeros, 16);
      to += kDigits - zeros - (kPoint ? scale : 0);
      if constexpr (kPoint) {
        store(to, '.');
        std::memcpy(to + 1, digits + kDigits - scale, 16);
        to += 1 + scale;
      }
    }
    finish_text(slots, i, to, static_cast<uint32_t>(to - text));
  }
}

template <class Int>
void put_all_numbers(const Int* values, uint32_t rows, uint32_t scale, const BatchSlots& slots) {
  alignas(64) uint32_t fours[4 * kBatchRows + 8];
  alignas(64) uint64_t magnitudes[kBatchRows];
  uint64_t bits = 0;  // of all values together: at least the largest, and less than twice it
  on_cpu([=, &bits, to = magnitudes] {
    uint64_t any = 0;
    for (uint32_t i = 0; i < rows; ++i) {
      const int64_t v = values[i];
      to[i] = v < 0 ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v);
      any |= to[i];
    }
    bits = any;
  });
  constexpr uint64_t k8 = 100'000'000;
  if (bits < k8 && scale < 8) {
    on_cpu([=, to = fours, from = magnitudes] {
      for (uint32_t i = 0; i < rows; ++i) {
        const uint32_t v = static_cast<uint32_t>(from[i]);
        to[2 * i] = v / 10000;
        to[2 * i + 1] = v % 10000;
      }
      for (uint32_t i = 0; i < 2 * rows; ++i) to[i] = four_digits(to[i]) | kZeros;
    });
    scale ? put_numbers<2, true>(values, fours, rows, scale, slots) : put_numbers<2, false>(values, fours, rows, scale, slots);
  } else if (bits < k8 * k8 && scale < 16) {
    on_cpu([=, to = fours, from = magnitudes] {
      for (uint32_t i = 0; i < rows; ++i) {
        const uint32_t high = static_cast<uint32_t>(from[i] / k8), low = static_cast<uint32_t>(from[i] % k8);
        to[4 * i] = high / 10000;
        to[4 * i + 1] = high % 10000;
        to[4 * i + 2] = low / 10000;
        to[4 * i + 3] = low % 10000;
      }
      for (uint32_t i = 0; i < 4 * rows; ++i) to[i] = four_digits(to[i]) | kZeros;
    });
    scale ? put_numbers<4, true>(values, fours, rows, scale, slots) : put_numbers<4, false>(values, fours, rows, scale, slots);
  } else if (scale) {
    write_one_by_one(rows, slots, [=](char* out, uint32_t i) { return write_decimal(out, int64_t{values[i]}, scale); });
  } else {
    write_one_by_one(rows, slots, [=](char* out, uint32_t i) { return write_signed(out, values[i]); });
  }
}

// Dates and times in numbers of four digits, and then their characters.
struct Clock {
  uint32_t year[kBatchRows], month_day[kBatchRows], hour_minute[kBatchRows], second_fraction[kBatchRows], fraction[kBatchRows];
  uint32_t micros[kBatchRows];  // of the second
};

// Both digits of the first and of the second number of a four.
inline uint64_t front(uint32_t four) { return four & 0xFFFF; }
inline uint64_t back(uint32_t four) { return four >> 16; }
template <class... Fours>
inline void to_digits(uint32_t rows, Fours*... fours) {
  ([=] { for (uint32_t i = 0; i < rows; ++i) fours[i] = four_digits(fours[i]) | kZeros; }(), ...);
}
inline void put_civil(const uint32_t* days, uint32_t rows, Clock& to) {
  for (uint32_t i = 0; i < rows; ++i) {
    const CivilDate c = civil_since_march(days[i]);
    to.year[i] = static_cast<uint32_t>(c.year);
    to.month_day[i] = c.month * 100 + c.day;
  }
  to_digits(rows, to.year, to.month_day);
}
inline void put_clock(const uint32_t* seconds, uint32_t rows, Clock& to) {
  for (uint32_t i = 0; i < rows; ++i) {
    const uint32_t minutes = seconds[i] / 60, high = to.micros[i] / 10000;
    to.hour_minute[i] = minutes / 60 * 100 + minutes % 60;
    to.second_fraction[i] = seconds[i] % 60 * 100 + high;
    to.fraction[i] = to.micros[i] - high * 10000;
  }
  to_digits(rows, to.hour_minute, to.second_fraction, to.fraction);
}
// The bytes of a fraction with its point: none, .fff where that is allowed and exact, .ffffff.
inline uint32_t fraction_size(uint32_t micros, bool short_fraction) {
  const uint32_t exact = short_fraction && micros % 1000 == 0 ? 4 : 7;
  return micros ? exact : 0;
}

// 9999-12-31, as days since 0000-03-01.
constexpr uint32_t kLastDay = static_cast<uint32_t>(days_from_civil(9999, 12, 31) + kDaysSinceMarch);

}  // namespace

void write_numbers(const int32_t* values, uint32_t rows, const BatchSlots& slots) { put_all_numbers(values, rows, 0, slots); }
void write_numbers(const int64_t* values, uint32_t rows, uint32_t scale, const BatchSlots& slots) { put_all_numbers(values, rows, scale, slots); }

void write_dates(const int32_t* values, uint32_t rows, const BatchSlots& slots) {
  uint32_t days[kBatchRows];
  Clock clock;
  uint32_t largest = 0;
  on_cpu([=, &largest, to = days] {
    uint32_t most = 0;
    for (uint32_t i = 0; i < rows; ++i) {
      to[i] = static_cast<uint32_t>(values[i]) + uint32_t{kDaysSinceMarch};
      most = std::max(most, to[i]);
    }
    largest = most;
  });
  if (largest > kLastDay) return write_one_by_one(rows, slots, [=](char* out, uint32_t i) { return write_date(out, values[i]); });
  on_cpu([=, &clock, from = days] { put_civil(from, rows, clock); });
  char* text = slots.text;
  for (uint32_t i = 0; i < rows; ++i, text += slots.stride) {
    const uint32_t month_day = clock.month_day[i];
    store(text, uint64_t{clock.year[i]} | uint64_t{'-'} << 32 | front(month_day) << 40 | uint64_t{'-'} << 56);
    store(text + 8, static_cast<uint16_t>(back(month_day)));
    finish_text(slots, i, text + 10, 10);
  }
}

void write_times(const int64_t* values, uint32_t rows, bool short_fraction, const BatchSlots& slots) {
  uint32_t seconds[kBatchRows];
  Clock clock;
  on_cpu([=, &clock, to = seconds] {
    for (uint32_t i = 0; i < rows; ++i) {
      const uint64_t v = static_cast<uint64_t>(values[i]);
      to[i] = static_cast<uint32_t>(v / kMicrosPerSecond);
      clock.micros[i] = static_cast<uint32_t>(v % kMicrosPerSecond);
    }
    put_clock(to, rows, clock);
  });
  char* text = slots.text;
  for (uint32_t i = 0; i < rows; ++i, text += slots.stride) {
    const uint32_t hm = clock.hour_minute[i], sf = clock.second_fraction[i];
    store(text, front(hm) | uint64_t{':'} << 16 | back(hm) << 24 | uint64_t{':'} << 40 | front(sf) << 48);
    store(text + 8, uint64_t{'.'} | back(sf) << 8 | uint64_t{clock.fraction[i]} << 24);
    const uint32_t size = 8 + fraction_size(clock.micros[i], short_fraction);
    finish_text(slots, i, text + size, size);
  }
}

void write_datetimes(const int64_t* values, uint32_t rows, bool short_fraction, const BatchSlots& slots) {
  uint32_t days[kBatchRows], seconds[kBatchRows];
  Clock clock;
  uint64_t largest = 0;
  on_cpu([=, &largest, &clock, day_of = days, second_of = seconds] {
    uint64_t most = 0;
    for (uint32_t i = 0; i < rows; ++i) {
      const uint64_t v = static_cast<uint64_t>(values[i]) + uint64_t{kDaysSinceMarch} * kMicrosPerDay;
      const uint64_t day = v / kMicrosPerDay, rest = v - day * kMicrosPerDay;
      const uint32_t second = static_cast<uint32_t>(rest / kMicrosPerSecond);
      day_of[i] = static_cast<uint32_t>(day);
      second_of[i] = second;
      clock.micros[i] = static_cast<uint32_t>(rest - uint64_t{second} * kMicrosPerSecond);
      most = std::max(most, v);
    }
    largest = most / kMicrosPerDay;
  });
  if (largest > kLastDay) return write_one_by_one(rows, slots, [=](char* out, uint32_t i) { return write_datetime(out, values[i], short_fraction); });
  on_cpu([=, &clock, day_of = days, second_of = seconds] {
    put_civil(day_of, rows, clock);
    put_clock(second_of, rows, clock);
  });
  char* text = slots.text;
  for (uint32_t i = 0; i < rows; ++i, text += slots.stride) {
    const uint32_t md = clock.month_day[i], hm = clock.hour_minute[i], sf = clock.second_fraction[i], fraction = clock.fraction[i];
    store(text, uint64_t{clock.year[i]} | uint64_t{'-'} << 32 | front(md) << 40 | uint64_t{'-'} << 56);
    store(text + 8, back(md) | uint64_t{'T'} << 16 | front(hm) << 24 | uint64_t{':'} << 40 | back(hm) << 48);
    store(text + 16, uint64_t{':'} | front(sf) << 8 | uint64_t{'.'} << 24 | back(sf) << 32 | front(fraction) << 48);
    store(text + 24, static_cast<uint16_t>(back(fraction)));
    const uint32_t size = 19 + fraction_size(clock.micros[i], short_fraction);
    finish_text(slots, i, text + size, size);
  }
}

}  // namespace mockdata
