// Dates and times. "today" is the as-of date of the run, so that values do not depend on the clock.
#include <algorithm>

#include "base/date.h"
#include "providers/families.h"
#include "providers/person.h"
#include "providers/number.h"
#include "providers/write.h"

namespace mockdata {

namespace {

// Days first .. last, both included.
MadeColumn days(MakeContext& c, int64_t first, int64_t last) {
  if (last < first)
    return invalid_error("the end (" + date_text(static_cast<int32_t>(last)) + ") is before the start (" + date_text(static_cast<int32_t>(first)) + ")");
  const uint64_t n = static_cast<uint64_t>(last - first) + 1;
  if (c.unique && c.rows > n) return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(n) + " days exist in that span", {}, "widen it");
  auto draw = c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n);
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(DataType{TypeId::kDate, 0, 0, {}}, std::move(draw), first));
}

int64_t day_of(int64_t micros) { return micros >= 0 ? micros / kMicrosPerDay : -((-micros + kMicrosPerDay - 1) / kMicrosPerDay); }

// Instants first .. last (microseconds), whole seconds; the type is the wanted one, or datetime. A wanted date gets days.
MadeColumn instants(MakeContext& c, int64_t first, int64_t last) {
  if (c.wanted && c.wanted->id == TypeId::kDate) return days(c, day_of(first), day_of(last));
  if (last < first) return invalid_error("the end is before the start");
  DataType type{TypeId::kDatetime, 0, 0, {}};
  if (c.wanted && (c.wanted->id == TypeId::kTimestamp || c.wanted->id == TypeId::kDatetime)) type = *c.wanted;
  const uint64_t n = static_cast<uint64_t>((last - first) / kMicrosPerSecond) + 1;
  if (c.unique && c.rows > n) return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(n) + " seconds exist in that span", {}, "widen it");
  auto draw = c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n);
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, std::move(draw), first, kMicrosPerSecond));
}

Result<int64_t> instant(const Arguments& a, const char* name, const MakeContext& c) {
  if (a.is_null(name)) return c.today * kMicrosPerDay;  // Faker: now
  const auto t = timestamp_argument(a.get(name), c.today);
  if (!t) return invalid_error(std::string("\"") + name + "\" is a date, \"today\", \"now\" or an offset such as \"-30y\" or \"+2w\", found " + a.get(name).to_json());
  return *t;
}

MadeColumn date_between(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, instant(a, "start_date", c));
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_date", c));
  if (c.wanted && (c.wanted->id == TypeId::kTimestamp || c.wanted->id == TypeId::kDatetime)) return instants(c, first, last);
  return days(c, day_of(first), day_of(last));
}
MadeColumn date_time_between(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, instant(a, "start_date", c));
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_date", c));
  return instants(c, first, last);
}
MadeColumn date_between_dates(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, instant(a, "date_start", c));
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "date_end", c));
  return days(c, day_of(first), day_of(last));
}
MadeColumn date_time_between_dates(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, instant(a, "datetime_start", c));
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "datetime_end", c));
  return instants(c, first, last);
}
MadeColumn past_date(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, instant(a, "start_date", c));
  return days(c, day_of(first), c.today - 1);
}
MadeColumn future_date(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_date", c));
  return days(c, c.today + 1, day_of(last));
}
MadeColumn past_datetime(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, instant(a, "start_date", c));
  return instants(c, first, c.today * kMicrosPerDay - kMicrosPerSecond);
}
MadeColumn future_datetime(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_date", c));
  return instants(c, (c.today + 1) * kMicrosPerDay, last);
}

// Periods of Faker's date_this_* and date_time_this_*: from the start of the period to today or its end.
struct Period { int64_t first, last; };
Period period(const Arguments& a, const MakeContext& c, int32_t start, int32_t end) {
  const bool before = !a.given("before_today") && !a.given("before_now") ? true : a.boolean(a.get("before_today") ? "before_today" : "before_now");
  const bool after = a.boolean(a.get("after_today") ? "after_today" : "after_now");
  return {before ? start : c.today, after ? end : c.today};
}
int32_t year_start(int32_t day, int32_t offset = 0) { return days_from_civil(civil_from_days(day).year + offset, 1, 1); }
Period this_year(const Arguments& a, const MakeContext& c) { return period(a, c, year_start(c.today), year_start(c.today, 1) - 1); }
Period this_month(const Arguments& a, const MakeContext& c) {
  const CivilDate d = civil_from_days(c.today);
  const int32_t start = days_from_civil(d.year, d.month, 1);
  return period(a, c, start, add_months(start, 1) - 1);
}
Period this_decade(const Arguments& a, const MakeContext& c) {
  const int32_t start = days_from_civil(civil_from_days(c.today).year / 10 * 10, 1, 1);
  return period(a, c, start, add_months(start, 120) - 1);
}
Period this_century(const Arguments& a, const MakeContext& c) {
  const int32_t start = days_from_civil(civil_from_days(c.today).year / 100 * 100, 1, 1);
  return period(a, c, start, add_months(start, 1200) - 1);
}
template <Period (*P)(const Arguments&, const MakeContext&)>
MadeColumn date_this(const Arguments& a, MakeContext& c) {
  const Period p = P(a, c);
  return days(c, p.first, p.last);
}
template <Period (*P)(const Arguments&, const MakeContext&)>
MadeColumn date_time_this(const Arguments& a, MakeContext& c) {
  const Period p = P(a, c);
  return instants(c, p.first * kMicrosPerDay, p.last * kMicrosPerDay + (p.last > c.today ? 86399 : 0) * kMicrosPerSecond);
}

MadeColumn date_of_birth(const Arguments& a, MakeContext& c) {
  const int64_t youngest = a.integer("minimum_age"), oldest = a.integer("maximum_age");
  if (youngest < 0 || oldest < youngest) return invalid_error("ages go from 0 <= minimum_age to maximum_age");
  if (c.persons && !c.unique) {  // the row's person, where these are that person's ages
    const PersonOptions& person = c.persons->domain().options();
    const bool any_age = !a.given("minimum_age") && !a.given("maximum_age");
    if (any_age || (person.youngest == youngest && person.oldest == oldest)) return person_part(PersonPart::kBirthDate, c);
  }
  return days(c, add_months(c.today, static_cast<int32_t>(-12 * (oldest + 1))) + 1, add_months(c.today, static_cast<int32_t>(-12 * youngest)));
}
MadeColumn until(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_datetime", c));
  return c.wanted && c.wanted->id == TypeId::kDate ? days(c, 0, day_of(last)) : instants(c, 0, last);
}
MadeColumn since_ad(const Arguments& a, MakeContext& c) {
  const int64_t year_one = days_from_civil(1, 1, 1) * kMicrosPerDay;
  MOCKDATA_ASSIGN(const int64_t first, a.is_null("start_datetime") ? Result<int64_t>(year_one) : instant(a, "start_datetime", c));
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_datetime", c));
  return instants(c, first, last);
}
MadeColumn date_until(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_datetime", c));
  return days(c, 0, day_of(last));
}
// Seconds first .. last (microseconds): whole where the field is, else with six digits behind the point.
MadeColumn seconds(MakeContext& c, int64_t first, int64_t last) {
  if (last < first) return invalid_error("the end is before the start");
  const bool whole = c.wanted && (c.wanted->id == TypeId::kInt32 || c.wanted->id == TypeId::kInt64);
  const bool decimal = c.wanted && c.wanted->id == TypeId::kDecimal && c.wanted->precision <= 18 && c.wanted->scale <= 6;
  const int64_t unit = whole ? kMicrosPerSecond : decimal ? kMicrosPerSecond / power_of_ten(c.wanted->scale) : 1;
  const uint64_t n = static_cast<uint64_t>((last - first) / unit) + 1;
  MOCKDATA_CHECK(check_space(c, "times in that span", n));
  auto draw = c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n);
  if (whole || decimal) return std::unique_ptr<Column>(std::make_unique<NumberColumn>(*c.wanted, std::move(draw), first / unit));
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(DataType{TypeId::kDouble, 0, 0, {}}, std::move(draw), first, 1, 6));
}
MadeColumn unix_time(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, a.is_null("start_datetime") ? Result<int64_t>(0) : instant(a, "start_datetime", c));
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_datetime", c));
  return seconds(c, first, last);
}
MadeColumn time_delta(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t end, instant(a, "end_datetime", c));
  const int64_t span = end - c.today * kMicrosPerDay;
  return seconds(c, std::min<int64_t>(0, span), std::max<int64_t>(0, span));
}
MadeColumn time_of_day(const Arguments&, MakeContext& c) {
  MOCKDATA_CHECK(check_space(c, "seconds of a day", 86400));
  auto draw = c.unique ? unique_draw(c.key.value(), 86400) : uniform_draw(c.key.value(), 86400);
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(DataType{TypeId::kTime, 0, 0, {}}, std::move(draw), 0, kMicrosPerSecond));
}
MadeColumn year(const Arguments&, MakeContext& c) {
  const DataType type = c.wanted && (c.wanted->id == TypeId::kInt32 || c.wanted->id == TypeId::kInt64) ? *c.wanted : DataType{TypeId::kInt64, 0, 0, {}};
  const uint64_t years = static_cast<uint64_t>(civil_from_days(c.today).year - 1970 + 1);
  MOCKDATA_CHECK(check_space(c, "years since 1970", years));
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, c.unique ? unique_draw(c.key.value(), years) : uniform_draw(c.key.value(), years), 1970));
}

constexpr Parameter kDateBetween[] = {{"start_date", ArgKind::kDate, "\"-30y\""}, {"end_date", ArgKind::kDate, "\"today\""}};
constexpr Parameter kBetweenDates[] = {{"date_start", ArgKind::kDate, "null"}, {"date_end", ArgKind::kDate, "null"}};
constexpr Parameter kBetweenTimes[] = {{"datetime_start", ArgKind::kDate, "null"}, {"datetime_end", ArgKind::kDate, "null"}, {"tzinfo", ArgKind::kAny, "null"}};
constexpr Parameter kDateTimeBetween[] = {{"start_date", ArgKind::kDate, "\"-30y\""}, {"end_date", ArgKind::kDate, "\"now\""}, {"tzinfo", ArgKind::kAny, "null"}};
constexpr Parameter kPast[] = {{"start_date", ArgKind::kDate, "\"-30d\""}, {"tzinfo", ArgKind::kAny, "null"}};
constexpr Parameter kFutureDate[] = {{"end_date", ArgKind::kDate, "\"+30d\""}};
constexpr Parameter kFuture[] = {{"end_date", ArgKind::kDate, "\"+30d\""}, {"tzinfo", ArgKind::kAny, "null"}};
constexpr Parameter kThisDate[] = {{"before_today", ArgKind::kBool, "true"}, {"after_today", ArgKind::kBool, "false"}};
constexpr Parameter kThisTime[] = {{"before_now", ArgKind::kBool, "true"}, {"after_now", ArgKind::kBool, "false"}, {"tzinfo", ArgKind::kAny, "null"}};
constexpr Parameter kBirth[] = {{"tzinfo", ArgKind::kAny, "null"}, {"minimum_age", ArgKind::kInt, "0"}, {"maximum_age", ArgKind::kInt, "115"}};
constexpr Parameter kUntil[] = {{"tzinfo", ArgKind::kAny, "null"}, {"end_datetime", ArgKind::kDate, "null"}};
constexpr Parameter kSinceAd[] = {{"tzinfo", ArgKind::kAny, "null"}, {"end_datetime", ArgKind::kDate, "null"}, {"start_datetime", ArgKind::kDate, "null"}};
constexpr Parameter kDateUntil[] = {{"end_datetime", ArgKind::kDate, "null"}};
constexpr Parameter kUnix[] = {{"end_datetime", ArgKind::kDate, "null"}, {"start_datetime", ArgKind::kDate, "null"}};

constexpr Provider kRows[] = {
    {"date_between", kDateBetween, TypeId::kDate, "a day between two, both included", R"({"start_date": "-5y", "end_date": "today"})", date_between},
    {"date_between_dates", kBetweenDates, TypeId::kDate, "a day between two, both included", R"({"date_start": "2020-01-01", "date_end": "2020-12-31"})", date_between_dates},
    {"date_time_between", kDateTimeBetween, TypeId::kDatetime, "an instant between two", R"({"start_date": "-1y"})", date_time_between},
    {"date_time_between_dates", kBetweenTimes, TypeId::kDatetime, "an instant between two", R"({"datetime_start": "-1y", "datetime_end": "now"})", date_time_between_dates},
    {"past_date", kPast, TypeId::kDate, "a day before today", "{}", past_date},
    {"future_date", kFutureDate, TypeId::kDate, "a day after today", "{}", future_date},
    {"past_datetime", kPast, TypeId::kDatetime, "an instant before today", "{}", past_datetime},
    {"future_datetime", kFuture, TypeId::kDatetime, "an instant after today", "{}", future_datetime},
    {"date_this_year", kThisDate, TypeId::kDate, "a day of this year, up to today", "{}", date_this<this_year>},
    {"date_this_month", kThisDate, TypeId::kDate, "a day of this month, up to today", "{}", date_this<this_month>},
    {"date_this_decade", kThisDate, TypeId::kDate, "a day of this decade, up to today", "{}", date_this<this_decade>},
    {"date_this_century", kThisDate, TypeId::kDate, "a day of this century, up to today", "{}", date_this<this_century>},
    {"date_time_this_year", kThisTime, TypeId::kDatetime, "an instant of this year, up to today", "{}", date_time_this<this_year>},
    {"date_time_this_month", kThisTime, TypeId::kDatetime, "an instant of this month, up to today", "{}", date_time_this<this_month>},
    {"date_time_this_decade", kThisTime, TypeId::kDatetime, "an instant of this decade, up to today", "{}", date_time_this<this_decade>},
    {"date_time_this_century", kThisTime, TypeId::kDatetime, "an instant of this century, up to today", "{}", date_time_this<this_century>},
    {"date_of_birth", kBirth, TypeId::kDate, "the birth date of somebody of an age in years", R"({"minimum_age": 18, "maximum_age": 67})", date_of_birth},
    {"date_time", kUntil, TypeId::kDatetime, "an instant since 1970", "{}", until},
    {"date_time_ad", kSinceAd, TypeId::kDatetime, "an instant since the year 1", "{}", since_ad},
    {"date_object", kDateUntil, TypeId::kDate, "a day since 1970", "{}", date_until},
    {"unix_time", kUnix, TypeId::kDouble, "seconds since 1970, with a fraction unless the field is whole", "{}", unix_time},
    {"time_delta", kDateUntil, TypeId::kDouble, "seconds between now and the end", R"({"end_datetime": "+30h"})", time_delta},
    {"time_object", kDateUntil, TypeId::kTime, "a time of day", "{}", time_of_day},
    {"year_number", {}, TypeId::kInt64, "a year since 1970, as a number", "{}", year},
};

}  // namespace

const std::span<const Provider> kDateProviders = kRows;

}  // namespace mockdata
