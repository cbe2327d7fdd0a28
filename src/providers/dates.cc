// Dates and times. "today" is the as-of date of the run, so that values do not depend on the clock.
#include "base/date.h"
#include "providers/families.h"
#include "providers/person.h"
#include "providers/number.h"

namespace mockdata {

namespace {

// Days first .. last, both included.
Result<std::unique_ptr<Column>> days(MakeContext& c, int64_t first, int64_t last) {
  if (last < first)
    return invalid_error("the end (" + date_text(static_cast<int32_t>(last)) + ") is before the start (" + date_text(static_cast<int32_t>(first)) + ")");
  const uint64_t n = static_cast<uint64_t>(last - first) + 1;
  if (c.unique && c.rows > n) return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(n) + " days exist in that span", {}, "widen it");
  auto draw = c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n);
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(DataType{TypeId::kDate, 0, 0, {}}, std::move(draw), first));
}

// Instants first .. last (microseconds), whole seconds; the type is the wanted one, or datetime. A wanted date gets days.
Result<std::unique_ptr<Column>> instants(MakeContext& c, int64_t first, int64_t last) {
  if (c.wanted && c.wanted->id == TypeId::kDate) return days(c, first / kMicrosPerDay, last / kMicrosPerDay);
  if (last < first) return invalid_error("the end is before the start");
  DataType type{TypeId::kDatetime, 0, 0, {}};
  if (c.wanted && (c.wanted->id == TypeId::kTimestamp || c.wanted->id == TypeId::kDatetime)) type = *c.wanted;
  const uint64_t n = static_cast<uint64_t>((last - first) / kMicrosPerSecond) + 1;
  if (c.unique && c.rows > n) return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(n) + " seconds exist in that span", {}, "widen it");
  auto draw = c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n);
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, std::move(draw), first, kMicrosPerSecond));
}

Result<int64_t> instant(const Arguments& a, const char* name, const MakeContext& c) {
  const auto t = timestamp_argument(a.get(name), c.today);
  if (!t) return invalid_error(std::string("\"") + name + "\" is a date, \"today\", \"now\" or an offset such as \"-30y\" or \"+2w\", found " + a.get(name).to_json());
  return *t;
}

Result<std::unique_ptr<Column>> date_between(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, instant(a, "start_date", c));
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_date", c));
  if (c.wanted && (c.wanted->id == TypeId::kTimestamp || c.wanted->id == TypeId::kDatetime)) return instants(c, first, last);
  return days(c, first / kMicrosPerDay, last / kMicrosPerDay);
}
Result<std::unique_ptr<Column>> date_time_between(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, instant(a, "start_date", c));
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_date", c));
  return instants(c, first, last);
}
Result<std::unique_ptr<Column>> past_date(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, instant(a, "start_date", c));
  return days(c, first / kMicrosPerDay, c.today - 1);
}
Result<std::unique_ptr<Column>> future_date(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_date", c));
  return days(c, c.today + 1, last / kMicrosPerDay);
}
Result<std::unique_ptr<Column>> past_datetime(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t first, instant(a, "start_date", c));
  return instants(c, first, c.today * kMicrosPerDay - kMicrosPerSecond);
}
Result<std::unique_ptr<Column>> future_datetime(const Arguments& a, MakeContext& c) {
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
Result<std::unique_ptr<Column>> date_this(const Arguments& a, MakeContext& c) {
  const Period p = P(a, c);
  return days(c, p.first, p.last);
}
template <Period (*P)(const Arguments&, const MakeContext&)>
Result<std::unique_ptr<Column>> date_time_this(const Arguments& a, MakeContext& c) {
  const Period p = P(a, c);
  return instants(c, p.first * kMicrosPerDay, p.last * kMicrosPerDay + (p.last < c.today ? 86399 : 0) * kMicrosPerSecond);
}

Result<std::unique_ptr<Column>> date_of_birth(const Arguments& a, MakeContext& c) {
  const int64_t youngest = a.integer("minimum_age"), oldest = a.integer("maximum_age");
  if (youngest < 0 || oldest < youngest) return invalid_error("ages go from 0 <= minimum_age to maximum_age");
  if (c.persons && !c.unique) {  // the row's person, where these are that person's ages
    const PersonOptions& person = c.persons->domain().options();
    const bool any_age = !a.given("minimum_age") && !a.given("maximum_age");
    if (any_age || (person.youngest == youngest && person.oldest == oldest)) return person_part(PersonPart::kBirthDate, c);
  }
  return days(c, add_months(c.today, static_cast<int32_t>(-12 * (oldest + 1))) + 1, add_months(c.today, static_cast<int32_t>(-12 * youngest)));
}
Result<std::unique_ptr<Column>> until(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_datetime", c));
  return c.wanted && c.wanted->id == TypeId::kDate ? days(c, 0, last / kMicrosPerDay) : instants(c, 0, last);
}
Result<std::unique_ptr<Column>> date_until(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t last, instant(a, "end_datetime", c));
  return days(c, 0, last / kMicrosPerDay);
}
Result<std::unique_ptr<Column>> unix_time(const Arguments& a, MakeContext& c) {
  const int64_t first = a.is_null("start_datetime") ? 0 : instant(a, "start_datetime", c).ok() ? *instant(a, "start_datetime", c) : 0;
  const int64_t last = a.is_null("end_datetime") ? c.today * kMicrosPerDay : instant(a, "end_datetime", c).ok() ? *instant(a, "end_datetime", c) : 0;
  if (last < first) return invalid_error("unix_time: the end is before the start");
  const uint64_t n = static_cast<uint64_t>((last - first) / kMicrosPerSecond) + 1;
  DataType type{TypeId::kInt64, 0, 0, {}};
  if (c.wanted && c.wanted->id == TypeId::kDouble) type = *c.wanted;
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n), first / kMicrosPerSecond));
}
Result<std::unique_ptr<Column>> time_of_day(const Arguments&, MakeContext& c) {
  return std::unique_ptr<Column>(
      std::make_unique<NumberColumn>(DataType{TypeId::kTime, 0, 0, {}}, uniform_draw(c.key.value(), 86400), 0, kMicrosPerSecond));
}
Result<std::unique_ptr<Column>> year(const Arguments&, MakeContext& c) {
  const DataType type = c.wanted && (c.wanted->id == TypeId::kInt32 || c.wanted->id == TypeId::kInt64) ? *c.wanted : DataType{TypeId::kInt64, 0, 0, {}};
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, uniform_draw(c.key.value(), static_cast<uint64_t>(civil_from_days(c.today).year - 1970 + 1)), 1970));
}

constexpr Parameter kDateBetween[] = {{"start_date", ArgKind::kDate, "\"-30y\""}, {"end_date", ArgKind::kDate, "\"today\""}};
constexpr Parameter kDateTimeBetween[] = {{"start_date", ArgKind::kDate, "\"-30y\""}, {"end_date", ArgKind::kDate, "\"now\""}, {"tzinfo", ArgKind::kAny, "null"}};
constexpr Parameter kPast[] = {{"start_date", ArgKind::kDate, "\"-30d\""}, {"tzinfo", ArgKind::kAny, "null"}};
constexpr Parameter kFuture[] = {{"end_date", ArgKind::kDate, "\"+30d\""}, {"tzinfo", ArgKind::kAny, "null"}};
constexpr Parameter kThisDate[] = {{"before_today", ArgKind::kBool, "true"}, {"after_today", ArgKind::kBool, "false"}};
constexpr Parameter kThisTime[] = {{"before_now", ArgKind::kBool, "true"}, {"after_now", ArgKind::kBool, "false"}, {"tzinfo", ArgKind::kAny, "null"}};
constexpr Parameter kBirth[] = {{"tzinfo", ArgKind::kAny, "null"}, {"minimum_age", ArgKind::kInt, "0"}, {"maximum_age", ArgKind::kInt, "115"}};
constexpr Parameter kUntil[] = {{"tzinfo", ArgKind::kAny, "null"}, {"end_datetime", ArgKind::kDate, "\"now\""}};
constexpr Parameter kDateUntil[] = {{"end_datetime", ArgKind::kDate, "\"now\""}};
constexpr Parameter kUnix[] = {{"end_datetime", ArgKind::kDate, "null"}, {"start_datetime", ArgKind::kDate, "null"}};

constexpr Provider kRows[] = {
    {"date_between", kDateBetween, TypeId::kDate, "a day between two, both included", R"({"start_date": "-5y", "end_date": "today"})", date_between},
    {"date_between_dates", kDateBetween, TypeId::kDate, "a day between two, both included", R"({"start_date": "2020-01-01", "end_date": "2020-12-31"})", date_between},
    {"date_time_between", kDateTimeBetween, TypeId::kDatetime, "an instant between two", R"({"start_date": "-1y"})", date_time_between},
    {"date_time_between_dates", kDateTimeBetween, TypeId::kDatetime, "an instant between two", R"({"start_date": "-1y"})", date_time_between},
    {"past_date", kPast, TypeId::kDate, "a day before today", "{}", past_date},
    {"future_date", kFuture, TypeId::kDate, "a day after today", "{}", future_date},
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
    {"date_object", kDateUntil, TypeId::kDate, "a day since 1970", "{}", date_until},
    {"unix_time", kUnix, TypeId::kInt64, "seconds since 1970", "{}", unix_time},
    {"time_object", kDateUntil, TypeId::kTime, "a time of day", "{}", time_of_day},
    {"year_number", {}, TypeId::kInt64, "a year since 1970, as a number", "{}", year},
};

}  // namespace

const std::span<const Provider> kDateProviders = kRows;

}  // namespace mockdata
