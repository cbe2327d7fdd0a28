// Spans of time such as "90d", "-1y6M" or "8h": months by the calendar, the rest by the clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"

namespace mockdata {

struct Span {
  int32_t months = 0;
  int64_t micros = 0;

  int32_t after_day(int32_t day) const { return (months ? add_months(day, months) : day) + static_cast<int32_t>(micros / kMicrosPerDay); }
  int64_t after(int64_t time) const {
    if (months) {
      const int64_t day = time >= 0 ? time / kMicrosPerDay : -((-time + kMicrosPerDay - 1) / kMicrosPerDay);
      time += (int64_t{add_months(static_cast<int32_t>(day), months)} - day) * kMicrosPerDay;
    }
    return time + micros;
  }
};

// Whole numbers with y, M (months), w, d, h, m (minutes) or s, after a sign each or none: as in Faker's offsets. A bare
// number is days. nullopt unless the whole text is a span of less than 10,000 years.
inline std::optional<Span> parse_span(std::string_view text) {
  Span span;
  int sign = 1;
  bool any = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '+' || text[i] == '-') sign = text[i++] == '-' ? -1 : 1;
    int64_t n = 0;
    const std::size_t first = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9' && n < 1'000'000'000) n = n * 10 + (text[i++] - '0');
    if (i == first) return std::nullopt;
    const char unit = i < text.size() ? text[i++] : any ? '?' : 'd';
    const int64_t seconds = unit == 'w' ? 7 * 86400 : unit == 'd' ? 86400 : unit == 'h' ? 3600 : unit == 'm' ? 60 : unit == 's' ? 1 : 0;
    if (unit == 'y' || unit == 'M') {
      if (n > 120'000) return std::nullopt;
      span.months += static_cast<int32_t>(sign * n * (unit == 'y' ? 12 : 1));
    } else if (!seconds || n > int64_t{315'576'000'000} / seconds) {
      return std::nullopt;
    }
    span.micros += sign * n * seconds * kMicrosPerSecond;
    any = true;
  }
  return any ? std::optional(span) : std::nullopt;
}

}  // namespace mockdata
