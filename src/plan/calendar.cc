#include "plan/calendar.h"

#include "base/date.h"

namespace mockdata {

namespace {

int64_t floor_divide(int64_t a, int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

Result<std::vector<double>> weights_of(const Value& setting, std::size_t count, const char* what) {
  std::vector<double> weights;
  double sum = 0;
  for (const Value& w : setting.items()) {
    const double x = w.as_double().value_or(-1);
    if (!(x >= 0)) return invalid_error("a weight is a number of 0 or more, found " + w.to_json(), "line " + std::to_string(w.line()));
    weights.push_back(x);
    sum += x;
  }
  if (weights.size() != count || !(sum > 0))
    return invalid_error(std::string(what) + ", not all 0, found " + setting.to_json(), "line " + std::to_string(setting.line()));
  return weights;
}

}  // namespace

Result<std::unique_ptr<Calendar>> Calendar::from(const Field& field, const DataType& type) {
  const Value& weekdays = field.settings.find("weekdays");
  const Value& hours = field.settings.find("hours");
  auto made = std::make_unique<Calendar>();
  made->type_ = type.id;
  const bool instant = type.id == TypeId::kDatetime || type.id == TypeId::kTimestamp;
  if (weekdays && !(weekdays.is_bool() && !weekdays.as_bool())) {
    if (!instant && type.id != TypeId::kDate) return invalid_error("\"weekdays\" is for dates and times, not for " + type_name(type));
    std::vector<double> weights{1, 1, 1, 1, 1, 0, 0};
    if (!weekdays.is_bool()) { MOCKDATA_ASSIGN(weights, weights_of(weekdays, 7, "\"weekdays\" is true, or seven weights from Monday to Sunday")); }
    made->weekdays_ = true;
    for (int d = 0; d < 7; ++d) made->open_[d] = weights[static_cast<std::size_t>(d)] > 0;
    made->days_ = AliasTable(weights);
  }
  if (hours) {
    if (!instant && type.id != TypeId::kTime) return invalid_error("\"hours\" is for times, not for " + type_name(type));
    std::vector<double> weights;
    if (hours.items().size() == 2) {
      const auto first = hours.items()[0].as_int(), last = hours.items()[1].as_int();
      if (!first || !last || *first < 0 || *last > 24 || *first >= *last)
        return invalid_error("\"hours\" is [from, to] with 0 <= from < to <= 24, or 24 weights, found " + hours.to_json(), "line " + std::to_string(hours.line()));
      for (int64_t h = 0; h < 24; ++h) weights.push_back(h >= *first && h < *last ? 1 : 0);
    } else {
      MOCKDATA_ASSIGN(weights, weights_of(hours, 24, "\"hours\" is [from, to], or 24 weights"));
    }
    made->hours_ = true;
    int64_t first = 0, last = 24;
    while (weights[static_cast<std::size_t>(first)] == 0) ++first;
    while (weights[static_cast<std::size_t>(last - 1)] == 0) --last;
    made->opens_ = first * 3600;
    made->closes_ = last * 3600;
    made->hour_ = AliasTable(weights);
  }
  if (!made->weekdays_ && !made->hours_) return std::unique_ptr<Calendar>();
  return made;
}

int32_t Calendar::day_of_shape(int32_t day, int32_t lo, int32_t hi, uint64_t h) const {
  if (!weekdays_) return day;
  int32_t moved = day - static_cast<int32_t>(weekday(day)) + static_cast<int32_t>(days_.pick(h));
  if (moved < lo) moved += 7;
  else if (moved > hi) moved -= 7;
  if (moved >= lo && moved <= hi) return moved;
  for (int32_t d = lo; d <= hi; ++d)  // a window of less than a week
    if (open_[weekday(d)]) return d;
  return day;
}

int64_t Calendar::shape(int64_t value, int64_t lo, int64_t hi, uint64_t h) const {
  const uint64_t h2 = mix13(h), h3 = mix13(h2 + kPhi);
  if (type_ == TypeId::kDate) return day_of_shape(static_cast<int32_t>(value), static_cast<int32_t>(lo), static_cast<int32_t>(hi), h2);
  if (type_ == TypeId::kTime) {
    const int64_t at = (int64_t{hour_.pick(h2)} * 3600 + below(h3, 3600)) * kMicrosPerSecond;
    return at < lo || at > hi ? value : at;
  }
  // Days whose hours lie in the window as a whole.
  const int64_t opens = hours_ ? opens_ * kMicrosPerSecond : 0, closes = hours_ ? closes_ * kMicrosPerSecond - kMicrosPerSecond : 0;
  const int64_t first = hours_ ? floor_divide(lo - opens + kMicrosPerDay - 1, kMicrosPerDay) : floor_divide(lo, kMicrosPerDay);
  const int64_t last = hours_ ? floor_divide(hi - closes, kMicrosPerDay) : floor_divide(hi, kMicrosPerDay);
  if (first > last) return value;
  int64_t day = floor_divide(value, kMicrosPerDay);
  const int64_t second_of_day = value - day * kMicrosPerDay;
  day = day < first ? first : day > last ? last : day;
  day = day_of_shape(static_cast<int32_t>(day), static_cast<int32_t>(first), static_cast<int32_t>(last), h2);
  const int64_t within = hours_ ? (int64_t{hour_.pick(h3)} * 3600 + below(mix13(h3 + kPhi), 3600)) * kMicrosPerSecond : second_of_day;
  const int64_t at = day * kMicrosPerDay + within;
  return at < lo ? lo : at > hi ? hi : at;
}

std::string Calendar::how() const { return std::string(weekdays_ ? ", by weekday" : "") + (hours_ ? ", by hour" : ""); }

}  // namespace mockdata
