#include "plan/ranges.h"

#include <cmath>

#include "base/date.h"
#include "block/combine.h"
#include "providers/choice.h"
#include "providers/number.h"
#include "providers/provider.h"
#include "random/math.h"

namespace mockdata {

namespace {

// A draw that reads a column of digits instead of hashing: only for NumberColumn over the same rows.
class DigitColumn final : public Column {
 public:
  DigitColumn(DataType type, const Column* digit, uint64_t radix, uint64_t n, int64_t offset, int64_t step, int digits)
      : Column(std::move(type)), digit_(digit), stride_(radix ? std::max<uint64_t>(1, n / radix) : 1), offset_(offset), step_(step),
        divisor_(static_cast<double>(power_of_ten(digits))) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*digit_);
    const uint64_t* d = in.values<uint64_t>();
    const auto value = [&](uint32_t i) { return offset_ + step_ * static_cast<int64_t>(d[i] * stride_); };
    if (type().id == TypeId::kDouble) {
      double* v = out.own_fixed<double>(in.size);
      for (uint32_t i = 0; i < in.size; ++i) v[i] = static_cast<double>(value(i)) / divisor_;
    } else if (width_of(type()) == 1) {
      uint8_t* v = out.own_fixed<uint8_t>(in.size);
      for (uint32_t i = 0; i < in.size; ++i) v[i] = static_cast<uint8_t>(value(i));
    } else if (width_of(type()) == 4) {
      int32_t* v = out.own_fixed<int32_t>(in.size);
      for (uint32_t i = 0; i < in.size; ++i) v[i] = static_cast<int32_t>(value(i));
    } else if (width_of(type()) == 8) {
      int64_t* v = out.own_fixed<int64_t>(in.size);
      for (uint32_t i = 0; i < in.size; ++i) v[i] = value(i);
    } else {
      __int128* v = out.own_fixed<__int128>(in.size);
      for (uint32_t i = 0; i < in.size; ++i) v[i] = value(i);
    }
  }
  std::vector<const Column*> reads() const override { return {digit_}; }

 private:
  const Column* digit_;
  uint64_t stride_;
  int64_t offset_, step_;
  double divisor_;
};

// Days moved to working days: Saturday to Friday, Sunday to Monday, inside [lo, hi] where that is possible.
class WorkingDays final : public Draw {
 public:
  WorkingDays(std::unique_ptr<Draw> days, int64_t first, int64_t unit) : days_(std::move(days)), first_(first), unit_(unit) {}
  uint64_t n() const override { return days_->n(); }
  void fill(const Rows& rows, uint64_t* out) const override {
    days_->fill(rows, out);
    const int64_t per_day = kMicrosPerDay / unit_;
    for (uint32_t i = 0; i < rows.count; ++i) {
      const int64_t at = first_ + static_cast<int64_t>(out[i]) * (unit_ == kMicrosPerDay ? 1 : unit_);
      const int32_t day = static_cast<int32_t>(unit_ == kMicrosPerDay ? at : at / kMicrosPerDay);
      const uint32_t wd = weekday(day);
      const int64_t step = unit_ == kMicrosPerDay ? 1 : per_day;
      const int64_t d = static_cast<int64_t>(out[i]), n = static_cast<int64_t>(days_->n());
      if (wd == 5) out[i] = static_cast<uint64_t>(d >= step ? d - step : d + 2 * step < n ? d + 2 * step : d);
      else if (wd == 6) out[i] = static_cast<uint64_t>(d + step < n ? d + step : d >= 2 * step ? d - 2 * step : d);
    }
  }

 private:
  std::unique_ptr<Draw> days_;
  int64_t first_, unit_;
};

// Seconds whose time of day lies in [from, to) hours; the day comes from the draw.
class BusinessHours final : public Draw {
 public:
  BusinessHours(std::unique_ptr<Draw> seconds, uint64_t key, int64_t first_second, uint64_t from, uint64_t to)
      : seconds_(std::move(seconds)), key_(key), first_(first_second), from_(from * 3600), span_((to - from) * 3600) {}
  uint64_t n() const override { return seconds_->n(); }
  void fill(const Rows& rows, uint64_t* out) const override {
    seconds_->fill(rows, out);
    for (uint32_t i = 0; i < rows.count; ++i) {
      const int64_t at = first_ + static_cast<int64_t>(out[i]);
      const int64_t day = at >= 0 ? at / 86400 : (at - 86399) / 86400;
      const int64_t moved = day * 86400 + static_cast<int64_t>(from_ + bounded(bits(key_, rows[i]), span_)) - first_;
      out[i] = moved < 0 ? 0 : moved >= static_cast<int64_t>(n()) ? n() - 1 : static_cast<uint64_t>(moved);
    }
  }

 private:
  std::unique_ptr<Draw> seconds_;
  uint64_t key_;
  int64_t first_;
  uint64_t from_, span_;
};

struct Scale {
  int digits = 0;       // decimals of a double, or the scale of a decimal
  int64_t step = 1;     // units between neighbouring values: 1, or a second in microseconds
};

// A bound in units of the type.
Result<int64_t> bound(const Value& v, const DataType& type, const Scale& scale, int32_t today) {
  const std::string line = v.line() ? "line " + std::to_string(v.line()) : "";
  switch (type.id) {
    case TypeId::kDate:
      if (const auto d = date_argument(v, today)) return *d;
      return invalid_error("expected a date or an offset such as \"-5y\", found " + v.to_json(), line);
    case TypeId::kDatetime: case TypeId::kTimestamp:
      if (const auto t = timestamp_argument(v, today)) return *t;
      return invalid_error("expected a time or an offset such as \"-5y\", found " + v.to_json(), line);
    case TypeId::kTime:
      if (const auto t = v.is_string() ? parse_time(v.text()) : std::nullopt) return *t;
      return invalid_error("expected a time of day such as \"08:30\", found " + v.to_json(), line);
    default: {
      if (!v.is_number()) return invalid_error("expected a number, found " + v.to_json(), line);
      if (type.id == TypeId::kInt32 || type.id == TypeId::kInt64) {
        MOCKDATA_ASSIGN(const __int128 u, scalar_units(v, type));
        return static_cast<int64_t>(u);
      }
      if (type.id == TypeId::kDecimal) {
        MOCKDATA_ASSIGN(const __int128 u, scalar_units(v, type));
        if (u > INT64_MAX || u < INT64_MIN) return invalid_error("a bound beyond 18 digits, found " + v.to_json(), line);
        return static_cast<int64_t>(u);
      }
      const double units = *v.as_double() * static_cast<double>(power_of_ten(scale.digits));
      if (!(std::abs(units) < 9e15)) return invalid_error("a bound with more than 15 digits, found " + v.to_json(), line, "give fewer digits behind the point by \"scale\"");
      return static_cast<int64_t>(std::floor(units + 0.5));
    }
  }
}

}  // namespace

bool has_range(const Field& field) {
  for (const char* key : {"min", "max", "distribution", "buckets", "step", "weekdays", "hours"})
    if (field.settings.find(key)) return true;
  return false;
}

Result<std::unique_ptr<Column>> make_range(const Field& field, const DataType& type, Key key, int32_t today, bool unique, uint64_t rows,
                                           const Column* digit, uint64_t radix, std::string& how) {
  const Value& settings = field.settings;
  Scale scale;
  int64_t lo = 0, hi = 0;
  switch (type.id) {
    case TypeId::kInt32: case TypeId::kInt64: hi = unique ? std::max<int64_t>(9999, static_cast<int64_t>(rows)) : 9999; break;
    case TypeId::kFloat: case TypeId::kDouble:
      scale.digits = static_cast<int>(settings.find("scale").as_int().value_or(2));
      if (scale.digits < 0 || scale.digits > 15) return invalid_error("a scale is 0 to 15 digits");
      hi = 9999 * power_of_ten(scale.digits);
      break;
    case TypeId::kDecimal:
      scale.digits = type.scale;
      hi = std::min<int64_t>(9999, power_of_ten(std::min(4, type.precision - type.scale)) - 1) * power_of_ten(type.scale) + power_of_ten(type.scale) - 1;
      break;
    case TypeId::kDate: lo = add_months(today, -60); hi = today; break;
    case TypeId::kDatetime: case TypeId::kTimestamp:
      lo = add_months(today, -60) * kMicrosPerDay;
      hi = today * kMicrosPerDay;
      scale.step = kMicrosPerSecond;
      break;
    case TypeId::kTime: hi = kMicrosPerDay - kMicrosPerSecond; scale.step = kMicrosPerSecond; break;
    case TypeId::kBool: hi = 1; break;
    default: return invalid_error("min, max and distribution are for numbers, dates and times, not for " + type_name(type));
  }
  const Value& min = settings.find("min");
  const Value& max = settings.find("max");
  const Value& distribution = settings.find("distribution");
  const std::string kind = distribution.is_string() ? distribution.text() : distribution.find("type").text();
  const auto parameter = [&](const char* name, double fallback) { return distribution.find(name).as_double().value_or(fallback); };
  const double unit = static_cast<double>(power_of_ten(scale.digits));
  if (!min && max && type.id != TypeId::kDate && type.id != TypeId::kDatetime && type.id != TypeId::kTimestamp && type.id != TypeId::kTime) lo = 0;
  if (min) { MOCKDATA_ASSIGN(lo, bound(min, type, scale, today)); }
  if (max) { MOCKDATA_ASSIGN(hi, bound(max, type, scale, today)); }
  if (min && !max && hi < lo) hi = type.id == TypeId::kDate ? lo + 365 : lo + 9999 * static_cast<int64_t>(unit) * scale.step;
  if (!min && max && hi < lo) lo = type.id == TypeId::kDate ? hi - 1826 : type.id == TypeId::kDatetime || type.id == TypeId::kTimestamp ? hi - 1826 * kMicrosPerDay : hi - 9999;
  if (kind == "normal" && !min) lo = static_cast<int64_t>(std::floor((parameter("mean", 0) - 4 * parameter("std", 1)) * unit));
  if (kind == "normal" && !max) hi = static_cast<int64_t>(std::floor((parameter("mean", 0) + 4 * parameter("std", 1)) * unit));
  if (kind == "lognormal" && !min) lo = 0;
  if (kind == "lognormal" && !max) hi = static_cast<int64_t>(parameter("median", 1) * stable_exp(4 * parameter("sigma", 1)) * unit) + 1;
  if (kind == "exponential" && !min) lo = 0;
  if (kind == "exponential" && !max) hi = lo + static_cast<int64_t>(parameter("mean", 1) * 9 * unit) + 1;
  if (type.id == TypeId::kInt32 && (lo < INT32_MIN || hi > INT32_MAX)) return invalid_error("the range does not fit the type int", {}, "use the type long");
  if (hi < lo) return invalid_error("\"max\" is below \"min\"", {}, "exchange them");

  int64_t step = scale.step;
  if (const Value& s = settings.find("step")) {
    const auto d = s.as_double();
    if (!d || *d <= 0) return invalid_error("a step is a number above 0, found " + s.to_json());
    step = static_cast<int64_t>(*d * (type.id == TypeId::kTime || type.id == TypeId::kDatetime || type.id == TypeId::kTimestamp ? kMicrosPerSecond : unit) + 0.5);
    if (step < 1) return invalid_error("the step is finer than the type, found " + s.to_json());
  }
  const uint64_t n = static_cast<uint64_t>(static_cast<unsigned __int128>(static_cast<__int128>(hi) - lo) / static_cast<uint64_t>(step)) + 1;
  const int digits = type.id == TypeId::kFloat || type.id == TypeId::kDouble ? scale.digits : 0;
  if (digit) {
    if (n < radix) return invalid_error("the combination needs " + std::to_string(radix) + " values, the range has " + std::to_string(n), {}, "widen it");
    how = "a digit of a unique combination";
    return std::unique_ptr<Column>(std::make_unique<DigitColumn>(type, digit, radix, n, lo, step, digits));
  }
  std::unique_ptr<Draw> draw;
  const auto quantiles = [&](const std::function<double(double)>& q) {
    return quantile_draw(key.value(), n, QuantileTable(static_cast<double>(lo) / unit, static_cast<double>(hi) / unit, q));
  };
  if (unique) {
    if (rows > n) return invalid_error(std::to_string(rows) + " rows asked, " + std::to_string(n) + " values exist", {}, "widen the range, or generate fewer rows");
    if (!kind.empty() && kind != "uniform") return invalid_error("a unique column cannot follow the distribution " + kind, {}, "remove one of the two");
    draw = unique_draw(key.value(), n);
    how = "unique in its range";
  } else if (const Value& buckets = settings.find("buckets")) {
    std::vector<DrawBucket> made;
    for (const Value& b : buckets.items()) {
      MOCKDATA_ASSIGN(const int64_t from, bound(b.find("min"), type, scale, today));
      MOCKDATA_ASSIGN(const int64_t to, bound(b.find("max"), type, scale, today));
      if (from < lo && !min) lo = from;
      if (to > hi && !max) hi = to;
      const double weight = b.find("weight").as_double().value_or(1);
      if (to < from || weight < 0) return invalid_error("a bucket is {\"min\", \"max\", \"weight\"} with min <= max and weight >= 0, found " + b.to_json());
      made.push_back({static_cast<uint64_t>(from), static_cast<uint64_t>(to), weight});
    }
    if (made.empty()) return invalid_error("\"buckets\" is empty");
    lo = static_cast<int64_t>(made[0].lo);
    for (const DrawBucket& b : made) lo = std::min(lo, static_cast<int64_t>(b.lo));
    uint64_t most = 0;
    for (DrawBucket& b : made) {
      b.lo = (b.lo - static_cast<uint64_t>(lo)) / static_cast<uint64_t>(step);
      b.hi = (b.hi - static_cast<uint64_t>(lo)) / static_cast<uint64_t>(step) + 1;
      most = std::max(most, b.hi);
    }
    draw = bucket_draw(key.value(), most, made);
    how = "a histogram of " + std::to_string(made.size()) + " buckets";
  } else if (kind.empty() || kind == "uniform") {
    draw = uniform_draw(key.value(), n);
    how = "uniform";
  } else if (kind == "normal") {
    const double mean = parameter("mean", (static_cast<double>(lo) + static_cast<double>(hi)) / 2 / unit);
    const double std = parameter("std", (static_cast<double>(hi) - static_cast<double>(lo)) / 8 / unit);
    if (!(std > 0)) return invalid_error("a normal distribution needs a \"std\" above 0");
    draw = quantiles([&](double p) { return mean + std * normal_quantile(p); });
    how = "normal";
  } else if (kind == "lognormal") {
    const double median = parameter("median", 1), sigma = parameter("sigma", 1);
    if (!(median > 0) || !(sigma > 0)) return invalid_error("a lognormal distribution needs \"median\" and \"sigma\" above 0");
    draw = quantiles([&](double p) { return median * stable_exp(sigma * normal_quantile(p)); });
    how = "lognormal";
  } else if (kind == "exponential") {
    const double mean = parameter("mean", (static_cast<double>(hi) - static_cast<double>(lo)) / 9 / unit);
    if (!(mean > 0)) return invalid_error("an exponential distribution needs a \"mean\" above 0");
    const double start = static_cast<double>(lo) / unit;
    draw = quantiles([&](double p) { return start - mean * stable_log(1 - p); });
    how = "exponential";
  } else if (kind == "zipf") {
    const double s = parameter("s", 1.1);
    if (s < 0 || s > 20) return invalid_error("s is a number from 0 to 20");
    draw = zipf_draw(key.value(), n, s);
    how = "Zipf, smallest first";
  } else {
    return invalid_error("no distribution is called \"" + kind + "\" (uniform, normal, lognormal, exponential, zipf, or \"buckets\")");
  }
  if (const Value& w = settings.find("weekdays"); w.is_bool() && w.as_bool()) {
    if (unique) return invalid_error("a unique column cannot keep to working days", {}, "remove one of the two");
    if (type.id == TypeId::kDate) draw = std::make_unique<WorkingDays>(std::move(draw), lo, kMicrosPerDay);
    else draw = std::make_unique<WorkingDays>(std::move(draw), lo, step);
    how += ", on working days";
  }
  if (const Value& h = settings.find("hours"); h.items().size() == 2) {
    const auto from = h.items()[0].as_int(), to = h.items()[1].as_int();
    if (!from || !to || *from < 0 || *to > 24 || *from >= *to) return invalid_error("hours are [from, to] with 0 <= from < to <= 24, found " + h.to_json());
    if (step != kMicrosPerSecond || unique) return invalid_error("hours are for times of whole seconds that are not unique");
    draw = std::make_unique<BusinessHours>(std::move(draw), key.with("hour").value(), lo / kMicrosPerSecond, static_cast<uint64_t>(*from), static_cast<uint64_t>(*to));
    how += ", in business hours";
  }
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, std::move(draw), lo, step, digits));
}

}  // namespace mockdata
