#include "http/retry.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace mockdata::http {
namespace {

int month_of(const char* name) {
  static const char kMonths[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const char* found = std::strlen(name) == 3 ? std::strstr(kMonths, name) : nullptr;
  return found && (found - kMonths) % 3 == 0 ? static_cast<int>(found - kMonths) / 3 : -1;
}

std::optional<std::time_t> parse_date(const std::string& text) {
  std::tm when{};
  char month[4] = {}, zone[4] = {};
  std::size_t comma = text.find(',');
  if (comma != std::string::npos) {
    const char* rest = text.c_str() + comma + 1;
    bool read = std::sscanf(rest, " %2d %3s %4d %2d:%2d:%2d %3s", &when.tm_mday, month, &when.tm_year, &when.tm_hour,
                            &when.tm_min, &when.tm_sec, zone) == 7;
    if (!read) {
      int year = 0;
      if (std::sscanf(rest, " %2d-%3s-%4d %2d:%2d:%2d %3s", &when.tm_mday, month, &year, &when.tm_hour, &when.tm_min,
                      &when.tm_sec, zone) != 7) {
        return std::nullopt;
      }
      when.tm_year = year < 70 ? 2000 + year : year < 100 ? 1900 + year : year;
    }
    if (std::strcmp(zone, "GMT") != 0 && std::strcmp(zone, "UTC") != 0) return std::nullopt;
  } else {
    char day[4] = {};
    if (std::sscanf(text.c_str(), "%3s %3s %2d %2d:%2d:%2d %4d", day, month, &when.tm_mday, &when.tm_hour, &when.tm_min,
                    &when.tm_sec, &when.tm_year) != 7) {
      return std::nullopt;
    }
  }
  when.tm_mon = month_of(month);
  if (when.tm_mon < 0 || when.tm_year < 1970) return std::nullopt;
  when.tm_year -= 1900;
  return timegm(&when);
}

}  // namespace

bool may_pass(long status) {
  return status == 429 || status == 408 || (status >= 500 && status <= 599 && status != 501 && status != 505);
}

std::optional<Milliseconds> parse_retry_after(std::string_view header, std::time_t now) {
  while (!header.empty() && std::isspace(static_cast<unsigned char>(header.front()))) header.remove_prefix(1);
  while (!header.empty() && std::isspace(static_cast<unsigned char>(header.back()))) header.remove_suffix(1);
  if (header.empty() || header.size() > 64) return std::nullopt;
  std::string text(header);
  if (text.find_first_not_of("0123456789.") == std::string::npos) {
    char* end = nullptr;
    double seconds = std::strtod(text.c_str(), &end);
    if (*end || seconds > 1e7) return std::nullopt;
    return Milliseconds(static_cast<long long>(seconds * 1000 + 0.5));
  }
  auto date = parse_date(text);
  if (!date) return std::nullopt;
  return Milliseconds(1000LL * std::max<long long>(0, static_cast<long long>(*date) - now));
}

Milliseconds back_off(int attempt, Milliseconds first, Milliseconds most, double random) {
  long long wait = first.count();
  for (int i = 1; i < attempt && wait < most.count(); ++i) wait *= 2;
  wait = std::min<long long>(wait, most.count());
  return Milliseconds(wait - static_cast<long long>(static_cast<double>(wait) * 0.25 * random));
}

}  // namespace mockdata::http
