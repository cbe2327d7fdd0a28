#include "base/date.h"

#include <cstring>

#include "base/digits.h"

namespace mockdata {

namespace {

// `count` digits at `at`; -1 when they are not all digits.
int32_t digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int32_t n = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    n = n * 10 + (text[i] - '0');
  }
  return n;
}

// Parses a time and returns what is left behind it.
std::optional<std::string_view> take_time(std::string_view text, int64_t& micros) {
  const int32_t hour = digits(text, 0, 2), minute = digits(text, 3, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text[2] != ':') return std::nullopt;
  int64_t seconds = hour * 3600 + minute * 60;
  text.remove_prefix(5);
  micros = 0;
  if (!text.empty() && text[0] == ':') {
    const int32_t second = digits(text, 1, 2);
    if (second < 0 || second > 60) return std::nullopt;
    seconds += second;
    text.remove_prefix(3);
    if (!text.empty() && (text[0] == '.' || text[0] == ',')) {
      text.remove_prefix(1);
      int64_t unit = kMicrosPerSecond;
      std::size_t n = 0;
      for (; n < text.size() && text[n] >= '0' && text[n] <= '9'; ++n)
        if (unit > 1) micros += (text[n] - '0') * (unit /= 10);
      if (n == 0 || n > 9) return std::nullopt;
      text.remove_prefix(n);
    }
  }
  micros += seconds * kMicrosPerSecond;
  return text;
}

}  // namespace

std::optional<int32_t> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int32_t y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
  if (y < 1 || m < 1 || m > 12 || d < 1 || d > static_cast<int32_t>(days_in_month(y, static_cast<uint32_t>(m)))) return std::nullopt;
  return days_from_civil(y, static_cast<uint32_t>(m), static_cast<uint32_t>(d));
}

std::optional<int64_t> parse_timestamp(std::string_view text) {
  const auto day = parse_date(text.substr(0, 10));
  if (!day) return std::nullopt;
  int64_t micros = 0;
  std::string_view rest = text.substr(10);
  if (!rest.empty()) {
    if (rest[0] != 'T' && rest[0] != ' ' && rest[0] != 't') return std::nullopt;
    const auto after = take_time(rest.substr(1), micros);
    if (!after) return std::nullopt;
    rest = *after;
  }
  if (rest == "Z" || rest == "z" || rest == " UTC") rest = {};
  if (!rest.empty()) {
    const int sign = rest[0] == '+' ? 1 : rest[0] == '-' ? -1 : 0;
    const int32_t hours = digits(rest, 1, 2);
    const bool colon = rest.size() > 3 && rest[3] == ':';
    const int32_t minutes = rest.size() > 3 ? digits(rest, colon ? 4 : 3, 2) : 0;
    if (!sign || hours < 0 || minutes < 0 || rest.size() != (rest.size() > 3 ? (colon ? 6u : 5u) : 3u)) return std::nullopt;
    micros -= sign * (hours * 3600 + minutes * 60) * kMicrosPerSecond;
  }
  return *day * kMicrosPerDay + micros;
}

std::optional<int64_t> parse_time(std::string_view text) {
  int64_t micros = 0;
  const auto rest = take_time(text, micros);
  if (!rest || !rest->empty()) return std::nullopt;
  return micros;
}

char* write_time(char* out, int64_t micros, bool short_fraction) {
  const uint32_t seconds = static_cast<uint32_t>(micros / kMicrosPerSecond);
  const uint32_t fraction = static_cast<uint32_t>(micros % kMicrosPerSecond);
  const uint32_t minutes = seconds / 60;
  const uint64_t text = eight_digits(minutes / 60 * 1000000 + minutes % 60 * 10000 + seconds % 60 * 100) | kAsciiZeros;
  const uint64_t clock = (text & 0xFFFFu) | uint64_t{':'} << 16 | (text >> 16 & 0xFFFFu) << 24 | uint64_t{':'} << 40 | (text >> 32 & 0xFFFFu) << 48;
  std::memcpy(out, &clock, 8);
  out += 8;
  if (!fraction) return out;
  *out++ = '.';
  if (short_fraction && fraction % 1000 == 0) {
    char digits[8];
    write_padded(digits, fraction / 1000, 3);
    std::memcpy(out, digits, 3);
    return out + 3;
  }
  char digits[8];
  write_padded(digits, fraction, 6);
  std::memcpy(out, digits, 6);
  return out + 6;
}

char* write_datetime(char* out, int64_t micros, bool short_fraction) {
  int64_t day = micros / kMicrosPerDay;
  int64_t rest = micros % kMicrosPerDay;
  if (rest < 0) {
    rest += kMicrosPerDay;
    --day;
  }
  out = write_date(out, static_cast<int32_t>(day));
  *out++ = 'T';
  return write_time(out, rest, short_fraction);
}

std::string date_text(int32_t day) {
  char text[16];
  return std::string(text, write_date(text, day));
}

}  // namespace mockdata
