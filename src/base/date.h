// Days and times as integers: days since 1970-01-01 (proleptic Gregorian), microseconds since the epoch.
// days_from_civil() follows Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms" (public domain paper).
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "base/digits.h"

namespace mockdata {

inline constexpr int64_t kMicrosPerSecond = 1'000'000;
inline constexpr int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

struct CivilDate {
  int32_t year = 1970;
  uint32_t month = 1;  // 1..12
  uint32_t day = 1;    // 1..31
};

inline constexpr int32_t days_from_civil(int32_t y, uint32_t m, uint32_t d) {
  y -= m <= 2;
  const int32_t era = (y >= 0 ? y : y - 399) / 400;
  const uint32_t yoe = static_cast<uint32_t>(y - era * 400);
  const uint32_t doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  const uint32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + static_cast<int32_t>(doe) - 719468;
}

// The date `day` days after 0000-03-01; 32 bits reach to the year 2,900,000. By Neri and Schneider, "Euclidean affine functions and
// their application to calendar algorithms" (2022): a year is a fraction that one multiplication gives together with the day in it.
// Years begin in March, so that what is irregular stands at their end.
template <class UInt>
inline constexpr CivilDate civil_since_march(UInt day) {
  const UInt quarters = 4 * day + 3;
  const uint32_t century = static_cast<uint32_t>(quarters / 146097);
  const uint64_t product = uint64_t{2939745} * (static_cast<uint32_t>(quarters % 146097) | 3u);
  const uint32_t day_of_year = static_cast<uint32_t>(product) / 2939745 / 4;
  const uint32_t parts = 2141 * day_of_year + 197913;
  const uint32_t next = day_of_year >= 306;  // January and February
  return {static_cast<int32_t>(100 * century + static_cast<uint32_t>(product >> 32) + next), (parts >> 16) - 12 * next, (parts & 0xFFFF) / 2141 + 1};
}
inline constexpr int32_t kDaysSinceMarch = 719468;  // of 1970-01-01

inline constexpr CivilDate civil_from_days(int32_t day) {
  constexpr int32_t kEras = 14700;  // of 400 years, so that no day is negative
  CivilDate date = civil_since_march(static_cast<uint64_t>(int64_t{day} + kDaysSinceMarch + int64_t{146097} * kEras));
  date.year -= 400 * kEras;
  return date;
}

inline constexpr bool is_leap_year(int32_t y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }
inline constexpr uint32_t days_in_month(int32_t y, uint32_t m) {
  return m == 2 ? (is_leap_year(y) ? 29 : 28) : (m == 4 || m == 6 || m == 9 || m == 11) ? 30 : 31;
}
// The same day `months` later, or the last day of that month where it has no such day.
inline constexpr int32_t add_months(int32_t day, int32_t months) {
  const CivilDate c = civil_from_days(day);
  const int32_t index = c.year * 12 + static_cast<int32_t>(c.month) - 1 + months;
  const int32_t year = (index >= 0 ? index : index - 11) / 12;
  const uint32_t month = static_cast<uint32_t>(index - year * 12) + 1;
  const uint32_t last = days_in_month(year, month);
  return days_from_civil(year, month, c.day < last ? c.day : last);
}
// Whole years from one day to a later one, as ages are counted; a birthday on 29 February is kept on 1 March.
inline constexpr int32_t years_between(int32_t from, int32_t to) {
  const CivilDate a = civil_from_days(from), b = civil_from_days(to);
  return b.year - a.year - ((b.month < a.month || (b.month == a.month && b.day < a.day)) ? 1 : 0);
}
// 0 = Monday … 6 = Sunday.
inline constexpr uint32_t weekday(int32_t day) { return static_cast<uint32_t>(((day + 3) % 7 + 7) % 7); }

// "2026-11-24" -> days. nullopt unless it is exactly a date that exists, in the years 0001..9999.
std::optional<int32_t> parse_date(std::string_view text);
// "2026-11-24[T ]10:00[:00[.123456]][Z|±hh[:mm]]" or a date -> microseconds UTC.
std::optional<int64_t> parse_timestamp(std::string_view text);
// "HH:MM[:SS[.ffffff]]" -> microseconds since midnight.
std::optional<int64_t> parse_time(std::string_view text);

// YYYY-MM-DD (10 bytes for the years 0000..9999). Returns the end.
inline char* write_date(char* out, int32_t day) {
  const CivilDate c = civil_from_days(day);
  // YYYYMMDD as eight characters, moved apart for the dashes.
  const uint64_t text = eight_digits(static_cast<uint32_t>(c.year) % 10000 * 10000 + c.month * 100 + c.day) | kAsciiZeros;
  const uint64_t front = (text & 0xFFFFFFFFu) | uint64_t{'-'} << 32 | (text >> 32 & 0xFFFFu) << 40 | uint64_t{'-'} << 56;
  const uint16_t back = static_cast<uint16_t>(text >> 48);
  std::memcpy(out, &front, 8);
  std::memcpy(out + 8, &back, 2);
  return out + 10;
}
// HH:MM:SS, with .ffffff unless the fraction is zero; with `short_fraction` .fff where that is exact.
char* write_time(char* out, int64_t micros, bool short_fraction = false);
// YYYY-MM-DDTHH:MM:SS[.ffffff]; 'Z' is the caller's.
char* write_datetime(char* out, int64_t micros, bool short_fraction = false);
std::string date_text(int32_t day);

}  // namespace mockdata
