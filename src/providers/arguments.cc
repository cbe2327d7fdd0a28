#include <algorithm>

#include "base/date.h"
#include "base/nearest.h"
#include "providers/provider.h"

namespace mockdata {

namespace {

const char* kind_name(ArgKind kind) {
  switch (kind) {
    case ArgKind::kBool: return "true or false";
    case ArgKind::kInt: return "a whole number";
    case ArgKind::kNumber: return "a number";
    case ArgKind::kText: return "a text";
    case ArgKind::kDate: return "a date, \"today\", or an offset such as \"-30y\"";
    case ArgKind::kList: return "a list";
    case ArgKind::kObject: return "an object";
    case ArgKind::kAny: break;
  }
  return "any value";
}

bool fits(ArgKind kind, const Value& v) {
  switch (kind) {
    case ArgKind::kAny: return true;
    case ArgKind::kBool: return v.is_bool();
    case ArgKind::kInt: return v.as_int().has_value();
    case ArgKind::kNumber: return v.is_number();
    case ArgKind::kText: return v.is_string();
    case ArgKind::kDate: return v.is_string() || v.as_int().has_value();
    case ArgKind::kList: return v.is_array() || v.is_object();
    case ArgKind::kObject: return v.is_object();
  }
  return false;
}

std::string line_of(const Value& v) { return v.line() ? "line " + std::to_string(v.line()) : std::string(); }

Value parsed(const char* json) {
  auto v = parse_json(json);
  return v.ok() ? *v : Value();
}

}  // namespace

Result<Arguments> Arguments::bind(const Provider& provider, const Value& given) {
  Arguments a;
  a.provider_ = &provider;
  a.values_.resize(provider.parameters.size());
  a.given_.resize(provider.parameters.size());
  const auto put = [&](std::size_t i, const Value& v) -> Status {
    const Parameter& p = provider.parameters[i];
    const bool null_allowed = p.fallback && std::string_view(p.fallback) == "null";
    if (!(v.is_null() && null_allowed) && !fits(p.kind, v))
      return invalid_error(std::string(provider.name) + ": the argument \"" + p.name + "\" takes " + kind_name(p.kind) + ", found " + v.to_json(), line_of(v));
    a.values_[i] = v;
    a.given_[i] = true;
    return {};
  };
  if (given.is_array()) {
    if (given.items().size() > provider.parameters.size())
      return invalid_error(std::string(provider.name) + " takes " + std::to_string(provider.parameters.size()) + " arguments, found " +
                           std::to_string(given.items().size()), line_of(given));
    for (std::size_t i = 0; i < given.items().size(); ++i) MOCKDATA_CHECK(put(i, given.items()[i]));
  }
  for (const auto& [name, value] : given.members()) {
    std::size_t i = 0;
    while (i < provider.parameters.size() && name != provider.parameters[i].name) ++i;
    if (i == provider.parameters.size()) {
      std::vector<std::string> names;
      std::string list;
      for (const Parameter& p : provider.parameters) {
        names.push_back(p.name);
        list += (list.empty() ? "" : ", ") + std::string(p.name);
      }
      const std::string near = nearest(name, names);
      return invalid_error(std::string(provider.name) + " has no argument \"" + name + "\"", line_of(value),
                           names.empty() ? "it takes none" : near.empty() ? "its arguments: " + list : "did you mean \"" + near + "\"? (its arguments: " + list + ")");
    }
    MOCKDATA_CHECK(put(i, value));
  }
  for (std::size_t i = 0; i < a.values_.size(); ++i) {
    if (a.given_[i]) continue;
    if (!provider.parameters[i].fallback)
      return invalid_error(std::string(provider.name) + " needs the argument \"" + provider.parameters[i].name + "\"", line_of(given));
    a.values_[i] = parsed(provider.parameters[i].fallback);
  }
  return a;
}

const Value& Arguments::get(std::string_view name) const {
  static const Value absent;
  for (std::size_t i = 0; i < values_.size(); ++i)
    if (name == provider_->parameters[i].name) return values_[i];
  return absent;
}

bool Arguments::given(std::string_view name) const {
  for (std::size_t i = 0; i < values_.size(); ++i)
    if (name == provider_->parameters[i].name) return given_[i];
  return false;
}

namespace {
// An offset such as "-30y", "+1w2d" or "-2M" added to a time; nullopt when the text is none.
std::optional<int64_t> offset_from(std::string_view text, int64_t start) {
  int64_t day = start / kMicrosPerDay, rest = start % kMicrosPerDay;
  if (rest < 0) { rest += kMicrosPerDay; --day; }
  int sign = 1;
  std::size_t i = 0;
  bool any = false;
  while (i < text.size()) {
    if (text[i] == '+' || text[i] == '-') sign = text[i++] == '-' ? -1 : 1;
    int64_t n = 0;
    const std::size_t first = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9' && n < 1'000'000'000) n = n * 10 + (text[i++] - '0');
    if (i == first || i >= text.size()) return std::nullopt;
    n *= sign;
    switch (text[i++]) {
      case 'y': day = add_months(static_cast<int32_t>(day), static_cast<int32_t>(n * 12)); break;
      case 'M': day = add_months(static_cast<int32_t>(day), static_cast<int32_t>(n)); break;
      case 'w': day += 7 * n; break;
      case 'd': day += n; break;
      case 'h': rest += n * 3600 * kMicrosPerSecond; break;
      case 'm': rest += n * 60 * kMicrosPerSecond; break;
      case 's': rest += n * kMicrosPerSecond; break;
      default: return std::nullopt;
    }
    any = true;
  }
  if (!any) return std::nullopt;
  return day * kMicrosPerDay + rest;
}
}  // namespace

std::optional<int64_t> timestamp_argument(const Value& value, int32_t today) {
  const int64_t now = today * kMicrosPerDay;
  if (value.is_number()) {  // Faker: a number of days from today
    const auto days = value.as_int();
    return days ? std::optional(now + *days * kMicrosPerDay) : std::nullopt;
  }
  if (!value.is_string()) return std::nullopt;
  if (value.text() == "now" || value.text() == "today") return now;
  if (const auto t = parse_timestamp(value.text())) return t;
  return offset_from(value.text(), now);
}

std::optional<int32_t> date_argument(const Value& value, int32_t today) {
  const auto t = timestamp_argument(value, today);
  if (!t) return std::nullopt;
  return static_cast<int32_t>(*t >= 0 ? *t / kMicrosPerDay : -((-*t + kMicrosPerDay - 1) / kMicrosPerDay));
}

}  // namespace mockdata
