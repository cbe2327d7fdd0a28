#include "plan/ranges.h"

#include <algorithm>
#include <cmath>

#include "base/date.h"
#include "base/nearest.h"
#include "derive/span.h"
#include "providers/choice.h"
#include "providers/number.h"
#include "providers/provider.h"
#include "random/math.h"

namespace mockdata {

namespace {

// Values numbered by a column of digits instead of drawn.
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

// The values that a field may take: lo, lo + step, … hi in units of its type, 10^digits of them to one.
struct Bounds {
  int64_t lo = 0, hi = 0;
  int64_t step = 1;
  int digits = 0;
  bool stated = false;   // by min or max, or by a distribution that has bounds of its own
  double unit = 1;       // units to one: 10^digits, a day, a day in microseconds
  uint64_t n() const {
    const unsigned __int128 n = static_cast<unsigned __int128>(static_cast<__int128>(hi) - lo) / static_cast<uint64_t>(step) + 1;
    return n > ~uint64_t{0} ? ~uint64_t{0} : static_cast<uint64_t>(n);
  }
};

bool dated(TypeId id) { return id == TypeId::kDate || id == TypeId::kDatetime || id == TypeId::kTimestamp; }
bool instant(TypeId id) { return id == TypeId::kDatetime || id == TypeId::kTimestamp; }
std::string line_of(const Value& v) { return v.line() ? "line " + std::to_string(v.line()) : std::string(); }

// A bound in units of the type.
Result<int64_t> bound(const Value& v, const DataType& type, int digits, int32_t today) {
  switch (type.id) {
    case TypeId::kDate:
      if (const auto d = date_argument(v, today)) return *d;
      return invalid_error("expected a date or an offset such as \"-5y\", found " + v.to_json(), line_of(v));
    case TypeId::kDatetime: case TypeId::kTimestamp:
      if (const auto t = timestamp_argument(v, today)) return *t;
      return invalid_error("expected a time or an offset such as \"-5y\", found " + v.to_json(), line_of(v));
    case TypeId::kTime:
      if (const auto t = v.is_string() ? parse_time(v.text()) : std::nullopt) return *t;
      return invalid_error("expected a time of day such as \"08:30\", found " + v.to_json(), line_of(v));
    case TypeId::kBool:
      if (v.is_bool()) return v.as_bool();
      return invalid_error("expected true or false, found " + v.to_json(), line_of(v));
    case TypeId::kInt32: case TypeId::kInt64: case TypeId::kDecimal: {
      MOCKDATA_ASSIGN(const __int128 u, scalar_units(v, type));
      if (u > INT64_MAX || u < INT64_MIN) return invalid_error("a bound beyond 18 digits, found " + v.to_json(), line_of(v));
      return static_cast<int64_t>(u);
    }
    default: {
      if (!v.is_number()) return invalid_error("expected a number, found " + v.to_json(), line_of(v));
      const double units = *v.as_double() * static_cast<double>(power_of_ten(digits));
      if (!(std::abs(units) < 9e15)) return invalid_error("a bound with more than 15 digits, found " + v.to_json(), line_of(v), "give fewer digits behind the point by \"scale\"");
      return static_cast<int64_t>(std::floor(units + 0.5));
    }
  }
}

struct Shape {
  const char* name;
  std::initializer_list<const char*> parameters;
};
const Shape kShapes[] = {{"uniform", {}}, {"normal", {"mean", "std"}}, {"lognormal", {"median", "sigma"}}, {"exponential", {"mean"}}, {"zipf", {"s"}}};

// "normal", or {"type": "normal", "mean": 40, "std": 10}: its name and its parameters.
class Distribution {
 public:
  static Result<Distribution> of(const Value& setting) {
    Distribution d;
    if (!setting) return d;
    const Value& type = setting.is_string() ? setting : setting.find("type");
    d.name_ = type.text();
    d.setting_ = &setting;
    std::vector<std::string> names;
    for (const Shape& shape : kShapes) {
      names.emplace_back(shape.name);
      if (d.name_ != shape.name) continue;
      for (const auto& [key, v] : setting.members()) {
        if (key == "type") continue;
        const bool known = std::find_if(shape.parameters.begin(), shape.parameters.end(), [&](const char* p) { return key == p; }) != shape.parameters.end();
        std::string list;
        for (const char* p : shape.parameters) list += (list.empty() ? "" : ", ") + std::string(p);
        if (!known) return invalid_error("a " + d.name_ + " distribution has no parameter \"" + key + "\"", line_of(v), list.empty() ? "it has none" : "its parameters: " + list);
        if (!v.is_number() && !v.is_string()) return invalid_error("expected a number for \"" + key + "\", found " + v.to_json(), line_of(v));
      }
      return d;
    }
    const std::string near = nearest(d.name_, names);
    return invalid_error("no distribution is called \"" + d.name_ + "\" (uniform, normal, lognormal, exponential, zipf, or \"buckets\")", line_of(setting),
                         near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
  bool is(std::string_view name) const { return name_ == name; }
  bool plain() const { return name_.empty() || name_ == "uniform"; }
  const std::string& name() const { return name_; }
  bool has(const char* parameter) const { return setting_ && setting_->find(parameter); }
  const Value& value(const char* parameter) const {
    static const Value absent;
    return setting_ ? setting_->find(parameter) : absent;
  }
  double number(const char* parameter, double fallback) const { return value(parameter).as_double().value_or(fallback); }

 private:
  std::string name_;
  const Value* setting_ = nullptr;
};

// A width ("std", or the mean of an exponential) in units: a number, or a span such as "90d" for dates.
double width(const Distribution& d, const char* parameter, const Bounds& b, double fallback) {
  const Value& v = d.value(parameter);
  if (v.is_string())
    if (const auto span = parse_span(v.text())) return (span->months * 30.436875 + static_cast<double>(span->micros) / static_cast<double>(kMicrosPerDay)) * b.unit;
  return v.as_double() ? *v.as_double() * b.unit : fallback;
}

Result<Bounds> bounds_of(const Field& field, const DataType& type, int32_t today, bool unique, uint64_t rows, const Distribution& d) {
  const Value& settings = field.settings;
  Bounds b;
  switch (type.id) {
    case TypeId::kInt32: case TypeId::kInt64: b.hi = unique ? std::max<int64_t>(9999, static_cast<int64_t>(rows)) : 9999; break;
    case TypeId::kFloat: case TypeId::kDouble:
      b.digits = static_cast<int>(settings.find("scale").as_int().value_or(2));
      if (b.digits < 0 || b.digits > 15) return invalid_error("a scale is 0 to 15 digits");
      b.hi = 9999 * power_of_ten(b.digits);
      break;
    case TypeId::kDecimal:
      b.digits = type.scale;
      if (type.scale > 18) return invalid_error("decimals with more than 18 digits behind the point are not drawn from ranges", {}, "give it a \"derive\", or a smaller scale");
      b.hi = power_of_ten(std::min({4 + type.scale, int{type.precision}, 18})) - 1;
      break;
    case TypeId::kDate: b.lo = add_months(today, -60); b.hi = today; break;
    case TypeId::kDatetime: case TypeId::kTimestamp:
      b.lo = add_months(today, -60) * kMicrosPerDay;
      b.hi = today * kMicrosPerDay;
      b.step = kMicrosPerSecond;
      break;
    case TypeId::kTime: b.hi = kMicrosPerDay - kMicrosPerSecond; b.step = kMicrosPerSecond; break;
    case TypeId::kBool: b.hi = 1; break;
    default: return invalid_error("min, max and distribution are for numbers, dates and times, not for " + type_name(type));
  }
  b.unit = type.id == TypeId::kDate ? 1 : instant(type.id) || type.id == TypeId::kTime ? static_cast<double>(kMicrosPerDay) : static_cast<double>(power_of_ten(b.digits));
  const Value &min = settings.find("min"), &max = settings.find("max");
  b.stated = min || max;
  if (min) { MOCKDATA_ASSIGN(b.lo, bound(min, type, b.digits, today)); }
  if (max) { MOCKDATA_ASSIGN(b.hi, bound(max, type, b.digits, today)); }
  const int64_t wide = dated(type.id) ? static_cast<int64_t>(b.unit * 1826) : type.id == TypeId::kTime ? kMicrosPerDay : static_cast<int64_t>(b.unit) * 9999;
  if (min && !max && b.hi < b.lo) b.hi = b.lo + wide;
  if (!min && max && b.hi < b.lo) b.lo = b.hi - wide;
  // Distributions with a middle of their own reach four widths to each side where no bound is given.
  const bool number = !dated(type.id) && type.id != TypeId::kTime;
  const auto reach = [&](double low, double high) {
    if (!min) b.lo = static_cast<int64_t>(std::floor(std::max(low, -9e18)));
    if (!max) b.hi = static_cast<int64_t>(std::floor(std::min(high, 9e18)));
    b.stated = true;
  };
  if (number && d.is("normal") && d.has("mean")) {
    const double mean = d.number("mean", 0) * b.unit, std = width(d, "std", b, b.unit);
    reach(mean - 4 * std, mean + 4 * std);
  }
  if (number && d.is("lognormal")) reach(0, d.number("median", 1) * stable_exp(4 * d.number("sigma", 1)) * b.unit + 1);
  if (number && d.is("exponential") && d.has("mean")) reach(min ? static_cast<double>(b.lo) : 0, static_cast<double>(min ? b.lo : 0) + 9 * width(d, "mean", b, b.unit) + 1);
  if (type.id == TypeId::kInt32 && (b.lo < INT32_MIN || b.hi > INT32_MAX)) return invalid_error("the range does not fit the type int", {}, "use the type long");
  if (type.id == TypeId::kDecimal && type.precision <= 18 && (b.hi >= power_of_ten(type.precision) || b.lo <= -power_of_ten(type.precision)))
    return invalid_error("the range does not fit " + type_name(type), {}, "use a larger precision");
  if (b.hi < b.lo) return invalid_error("\"max\" is below \"min\"", line_of(max ? max : min), "exchange them");
  if (const Value& s = settings.find("step")) {
    const auto x = s.as_double();
    if (!x || *x <= 0) return invalid_error("a step is a number above 0, found " + s.to_json(), line_of(s));
    const double units = *x * (instant(type.id) || type.id == TypeId::kTime ? static_cast<double>(kMicrosPerSecond) : b.unit);
    b.step = static_cast<int64_t>(units + 0.5);
    if (b.step < 1 || units > 9e18) return invalid_error("the step is finer than the type, found " + s.to_json(), line_of(s), b.digits || type.id == TypeId::kDecimal ? "" : "give digits behind the point by \"scale\"");
  }
  return b;
}

Result<std::unique_ptr<Draw>> draw_of(const Distribution& d, Bounds& b, Key key, const DataType& type, int32_t today) {
  const double lo = static_cast<double>(b.lo), hi = static_cast<double>(b.hi);
  const auto quantiles = [&](const std::function<double(double)>& q) { return quantile_draw(key.value(), b.n(), QuantileTable(lo, hi, q)); };
  if (d.plain() || b.lo == b.hi) return uniform_draw(key.value(), b.n());
  if (d.is("normal")) {
    double mean = (lo + hi) / 2;
    if (const Value& m = d.value("mean"); m.is_string() && dated(type.id)) {
      MOCKDATA_ASSIGN(const int64_t at, bound(m, type, 0, today));
      mean = static_cast<double>(at);
    } else if (m.as_double()) {
      mean = *m.as_double() * b.unit;
    }
    const double std = width(d, "std", b, (hi - lo) / 8);
    if (!(std > 0)) return invalid_error("a normal distribution needs a \"std\" above 0");
    return quantiles([=](double p) { return mean + std * normal_quantile(p); });
  }
  if (d.is("lognormal")) {
    const double median = d.number("median", 1) * b.unit, sigma = d.number("sigma", 1), from = dated(type.id) ? lo : 0;
    if (!(median > 0) || !(sigma > 0) || sigma > 20) return invalid_error("a lognormal distribution needs \"median\" above 0 and \"sigma\" from 0 to 20");
    return quantiles([=](double p) { return from + median * stable_exp(sigma * normal_quantile(p)); });
  }
  if (d.is("exponential")) {
    const double mean = width(d, "mean", b, (hi - lo) / 9);
    if (!(mean > 0)) return invalid_error("an exponential distribution needs a \"mean\" above 0");
    return quantiles([=](double p) { return lo - mean * stable_log(1 - p); });
  }
  const double s = d.number("s", 1.1);
  if (s < 0 || s > 20) return invalid_error("s is a number from 0 to 20");
  return zipf_draw(key.value(), b.n(), s);
}

// A histogram; the bounds become those of its buckets.
Result<std::unique_ptr<Draw>> histogram(const Value& buckets, Bounds& b, Key key, const DataType& type, int32_t today) {
  struct Bucket {
    int64_t from, to;
    double weight;
  };
  std::vector<Bucket> read;
  double sum = 0;
  for (const Value& v : buckets.items()) {
    if (!v.find("min") || !v.find("max")) return invalid_error("a bucket is {\"min\", \"max\", \"weight\"}, found " + v.to_json(), line_of(v));
    MOCKDATA_ASSIGN(const int64_t from, bound(v.find("min"), type, b.digits, today));
    MOCKDATA_ASSIGN(const int64_t to, bound(v.find("max"), type, b.digits, today));
    const Value& w = v.find("weight");
    const double weight = w ? w.as_double().value_or(-1) : 1;
    if (to < from || !(weight >= 0)) return invalid_error("a bucket is {\"min\", \"max\", \"weight\"} with min <= max and weight >= 0, found " + v.to_json(), line_of(v));
    sum += weight;
    read.push_back({from, to, weight});
  }
  if (read.empty() || !(sum > 0)) return invalid_error("\"buckets\" needs at least one bucket with a weight above 0", line_of(buckets));
  b.lo = read[0].from;
  b.hi = read[0].to;
  for (const Bucket& x : read) b.lo = std::min(b.lo, x.from), b.hi = std::max(b.hi, x.to);
  std::vector<DrawBucket> made;
  for (const Bucket& x : read)
    made.push_back({static_cast<uint64_t>(x.from - b.lo) / static_cast<uint64_t>(b.step), static_cast<uint64_t>(x.to - b.lo) / static_cast<uint64_t>(b.step) + 1, x.weight});
  return bucket_draw(key.value(), b.n(), made);
}

}  // namespace

bool has_range(const Field& field) {
  for (const char* key : {"min", "max", "distribution", "buckets", "step", "weekdays", "hours"})
    if (field.settings.find(key)) return true;
  return false;
}

std::optional<uint64_t> range_capacity(const Field& field, const DataType& type, int32_t today, uint64_t rows) {
  const auto d = Distribution::of(field.settings.find("distribution"));
  if (!d.ok() || field.settings.find("buckets")) return std::nullopt;
  const auto b = bounds_of(field, type, today, true, rows, *d);
  return b.ok() ? std::optional(b->n()) : std::nullopt;
}

Result<std::unique_ptr<Column>> make_range(const Field& field, const DataType& type, Key key, int32_t today, bool unique, uint64_t rows,
                                           const Column* digit, uint64_t radix, std::string& how) {
  MOCKDATA_ASSIGN(const Distribution distribution, Distribution::of(field.settings.find("distribution")));
  MOCKDATA_ASSIGN(Bounds b, bounds_of(field, type, today, unique || digit, rows, distribution));
  const Value& buckets = field.settings.find("buckets");
  const int digits = type.id == TypeId::kFloat || type.id == TypeId::kDouble ? b.digits : 0;
  if (digit) {
    if (b.n() < radix) return invalid_error("the combination needs " + std::to_string(radix) + " values, the range has " + std::to_string(b.n()), {}, "widen it");
    how = "a digit of a unique combination";
    return std::unique_ptr<Column>(std::make_unique<DigitColumn>(type, digit, radix, b.n(), b.lo, b.step, digits));
  }
  std::unique_ptr<Draw> draw;
  if (unique) {
    if (rows > b.n()) return invalid_error(std::to_string(rows) + " rows asked, " + std::to_string(b.n()) + " values exist", {}, "widen the range, or generate fewer rows");
    if (buckets || !distribution.plain())
      return invalid_error("a unique column cannot follow " + (buckets ? "a histogram" : "the distribution " + distribution.name()), {}, "remove one of the two");
    draw = unique_draw(key.value(), std::min(b.n(), uint64_t{1} << 63));
    how = "unique in its range";
  } else if (buckets) {
    if (!distribution.plain()) return invalid_error("\"buckets\" and \"distribution\" both say how values are spread", line_of(buckets), "remove one of the two");
    MOCKDATA_ASSIGN(draw, histogram(buckets, b, key, type, today));
    how = "a histogram of " + std::to_string(buckets.items().size()) + " buckets";
  } else {
    MOCKDATA_ASSIGN(draw, draw_of(distribution, b, key, type, today));
    how = distribution.plain() ? "uniform" : distribution.is("zipf") ? "Zipf, smallest first" : distribution.name();
  }
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, std::move(draw), b.lo, b.step, digits));
}

}  // namespace mockdata
