#include "providers/strftime.h"

#include <cstring>

#include "base/date.h"

namespace mockdata {

const char* const kMonthNames[12] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
const char* const kDayNames[7] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

namespace {

// What directives with others in them stand for.
const char* expansion(char directive) {
  switch (directive) {
    case 'c': return "%a %b %e %H:%M:%S %Y";
    case 'D': case 'x': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'T': case 'X': return "%H:%M:%S";
    case 'R': return "%H:%M";
    case 'r': return "%I:%M:%S %p";
    case 'h': return "%b";
    case 'n': return "\n";
    case 't': return "\t";
    case '%': return nullptr;
    default: return nullptr;
  }
}
constexpr std::string_view kDirectives = "aAbBdejHIkmMpPSfyYCuwUWVGgjszZ%";

char* put(char* out, std::string_view text) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}
char* number(char* out, int64_t n, int width, char pad = '0') {
  char digits[20];
  int size = 0;
  do digits[size++] = static_cast<char>('0' + n % 10); while ((n /= 10) && size < 20);
  for (int i = size; i < width; ++i) *out++ = pad;
  while (size) *out++ = digits[--size];
  return out;
}
// The ISO 8601 week and the year that it belongs to.
struct IsoWeek { int32_t year; uint32_t week; };
IsoWeek iso_week(int32_t day) {
  const int32_t thursday = day - static_cast<int32_t>(weekday(day)) + 3;
  const CivilDate c = civil_from_days(thursday);
  return {c.year, static_cast<uint32_t>(thursday - days_from_civil(c.year, 1, 1)) / 7 + 1};
}

}  // namespace

Result<TimePattern> TimePattern::compile(std::string_view pattern) {
  TimePattern p;
  std::string expanded;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char* more = pattern[i] == '%' && i + 1 < pattern.size() ? expansion(pattern[i + 1]) : nullptr;
    if (more) {
      expanded += more;
      ++i;
    } else {
      expanded += pattern[i];
      if (pattern[i] == '%' && i + 1 < pattern.size()) expanded += pattern[++i];
    }
  }
  const auto literal = [&](char c) {
    if (p.pieces_.empty() || p.pieces_.back().directive) p.pieces_.push_back({0, {}});
    p.pieces_.back().text += c;
  };
  for (std::size_t i = 0; i < expanded.size(); ++i) {
    if (expanded[i] != '%') {
      literal(expanded[i]);
      continue;
    }
    const char d = ++i < expanded.size() ? expanded[i] : '\0';
    if (d == '%') {
      literal('%');
      continue;
    }
    if (d == '\0' || kDirectives.find(d) == std::string_view::npos)
      return invalid_error("the time pattern \"" + std::string(pattern) + "\" has an unknown directive \"%" + (d ? std::string(1, d) : "") + "\"", {},
                           "known: %a %A %b %B %d %e %j %H %I %m %M %p %S %f %y %Y %U %W %V %G %u %w %s %z %Z and %c %D %F %R %r %T %x %X");
    p.pieces_.push_back({d, {}});
    p.year_ |= d == 'Y';
    p.month_ |= d == 'm' || d == 'b' || d == 'B';
    p.day_ |= d == 'd' || d == 'e';
    p.day_of_year_ |= d == 'j';
  }
  for (const Piece& piece : p.pieces_) p.longest_ += piece.directive ? 20 : piece.text.size();
  return p;
}

char* TimePattern::write(char* out, int64_t micros) const {
  int64_t days = micros / kMicrosPerDay, rest = micros % kMicrosPerDay;
  if (rest < 0) { rest += kMicrosPerDay; --days; }
  const int32_t day = static_cast<int32_t>(days);
  const CivilDate c = civil_from_days(day);
  const int64_t seconds = rest / kMicrosPerSecond, hour = seconds / 3600, minute = seconds / 60 % 60;
  const auto hour12 = [&] { return hour % 12 == 0 ? 12 : hour % 12; };
  const auto day_of_year = [&] { return day - days_from_civil(c.year, 1, 1); };
  for (const Piece& piece : pieces_) {
    switch (piece.directive) {
      case 0: out = put(out, piece.text); break;
      case 'a': out = put(out, std::string_view(kDayNames[weekday(day)], 3)); break;
      case 'A': out = put(out, kDayNames[weekday(day)]); break;
      case 'b': out = put(out, std::string_view(kMonthNames[c.month - 1], 3)); break;
      case 'B': out = put(out, kMonthNames[c.month - 1]); break;
      case 'd': out = number(out, c.day, 2); break;
      case 'e': out = number(out, c.day, 2, ' '); break;
      case 'j': out = number(out, day_of_year() + 1, 3); break;
      case 'H': out = number(out, hour, 2); break;
      case 'k': out = number(out, hour, 2, ' '); break;
      case 'I': out = number(out, hour12(), 2); break;
      case 'm': out = number(out, c.month, 2); break;
      case 'M': out = number(out, minute, 2); break;
      case 'p': out = put(out, hour < 12 ? "AM" : "PM"); break;
      case 'P': out = put(out, hour < 12 ? "am" : "pm"); break;
      case 'S': out = number(out, seconds % 60, 2); break;
      case 'f': out = number(out, rest % kMicrosPerSecond, 6); break;
      case 'y': out = number(out, c.year % 100, 2); break;
      case 'Y': out = number(out, c.year, 4); break;
      case 'C': out = number(out, c.year / 100, 2); break;
      case 'u': out = number(out, weekday(day) + 1, 1); break;
      case 'w': out = number(out, (weekday(day) + 1) % 7, 1); break;
      case 'U': out = number(out, (day_of_year() + 7 - (static_cast<int32_t>(weekday(day)) + 1) % 7) / 7, 2); break;
      case 'W': out = number(out, (day_of_year() + 7 - static_cast<int32_t>(weekday(day))) / 7, 2); break;
      case 'V': out = number(out, iso_week(day).week, 2); break;
      case 'G': out = number(out, iso_week(day).year, 4); break;
      case 'g': out = number(out, iso_week(day).year % 100, 2); break;
      case 's':
        if (days < 0) *out++ = '-';
        out = number(out, days < 0 ? -(days * 86400 + seconds) : days * 86400 + seconds, 1);
        break;
      default: break;  // %z and %Z: a time without zone has none
    }
  }
  return out;
}

}  // namespace mockdata
