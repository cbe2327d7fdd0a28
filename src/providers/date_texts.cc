// Dates and times as texts, their parts, and time series.
#include "base/date.h"
#include "providers/families.h"
#include "providers/number.h"
#include "providers/strftime.h"
#include "providers/lists.h"

namespace mockdata {

namespace {

// Where Faker's date methods end: `end_datetime`, or today's midnight.
Result<int64_t> end_of(const Arguments& a, const MakeContext& c) {
  if (a.is_null("end_datetime")) return c.today * kMicrosPerDay;
  const auto t = timestamp_argument(a.get("end_datetime"), c.today);
  if (!t) return invalid_error("\"end_datetime\" is a date, \"now\" or an offset such as \"+1w\", found " + a.get("end_datetime").to_json());
  if (*t < 0) return invalid_error("\"end_datetime\" is before 1970");
  return *t;
}

// A time since 1970 in a pattern. Unique columns draw whole days where the pattern tells them apart, else seconds of a day
// where it tells those.
MadeColumn patterned(MakeContext& c, std::string_view what, std::string_view pattern, int64_t end) {
  MOCKDATA_ASSIGN(const TimePattern compiled, TimePattern::compile(pattern));
  const std::size_t most = compiled.longest() + 1;
  if (c.unique) {
    const uint64_t days = compiled.tells_days() ? static_cast<uint64_t>(end / kMicrosPerDay) + 1 : 0;
    return written(c, what, most, days, [compiled, days = static_cast<uint32_t>(days)](char* out, auto& draws) {
      return compiled.write(out, static_cast<int64_t>(draws.below(days)) * kMicrosPerDay);
    });
  }
  const uint64_t seconds = static_cast<uint64_t>(end / kMicrosPerSecond) + 1;
  return written_freely(c, what, most, [compiled, seconds](char* out, CellDraws& draws) {
    return compiled.write(out, static_cast<int64_t>(draws.below64(seconds)) * kMicrosPerSecond);
  });
}

MadeColumn date(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t end, end_of(a, c));
  if (c.wanted && (c.wanted->id == TypeId::kDate || c.wanted->id == TypeId::kDatetime || c.wanted->id == TypeId::kTimestamp)) {
    MOCKDATA_CHECK(check_space(c, "date", static_cast<uint64_t>(end / kMicrosPerDay) + 1));
    const uint64_t n = static_cast<uint64_t>(end / kMicrosPerDay) + 1;
    return std::unique_ptr<Column>(std::make_unique<NumberColumn>(DataType{TypeId::kDate, 0, 0, {}}, c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n), 0));
  }
  return patterned(c, "date", a.text("pattern"), end);
}
MadeColumn time(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t end, end_of(a, c));
  if (c.wanted && c.wanted->id == TypeId::kTime) return make_provider("time_object", Value(), c);
  return patterned(c, "time", a.text("pattern"), end);
}

// n instants since 1970, `unit` microseconds apart, in a pattern; `millis` adds three digits.
class InstantTextColumn final : public Column {
 public:
  InstantTextColumn(Key key, bool unique, uint64_t n, int64_t unit, bool millis, TimePattern pattern)
      : Column({TypeId::kText, 0, 0, {}}), pattern_(std::move(pattern)), draw_(unique ? unique_draw(key.value(), n) : uniform_draw(key.value(), n)), unit_(unit), millis_(millis) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    uint64_t* draws = reinterpret_cast<uint64_t*>(scope.scratch(*this).reserve(rows.count * sizeof(uint64_t)));
    draw_->fill(rows, draws);
    TextWriter writer(out, rows.count, 28);
    for (uint32_t i = 0; i < rows.count; ++i) {
      const int64_t micros = static_cast<int64_t>(draws[i]) * unit_;
      char* p = pattern_.write(writer.room(pattern_.longest() + 4), micros);
      if (millis_) {
        const int64_t ms = micros / 1000 % 1000;
        *p++ = static_cast<char>('0' + ms / 100);
        *p++ = static_cast<char>('0' + ms / 10 % 10);
        *p++ = static_cast<char>('0' + ms % 10);
      }
      writer.advance(p);
      writer.end_row();
    }
  }

 private:
  TimePattern pattern_;
  std::unique_ptr<Draw> draw_;
  int64_t unit_;
  bool millis_;
};

MadeColumn iso8601(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t end, end_of(a, c));
  const std::string& spec = a.text("timespec");
  std::string time;
  int64_t unit = kMicrosPerSecond;
  if (spec == "auto" || spec == "microseconds") time = "%H:%M:%S.%f", unit = 1;
  else if (spec == "milliseconds") time = "%H:%M:%S.", unit = 1000;
  else if (spec == "seconds") time = "%H:%M:%S";
  else if (spec == "minutes") time = "%H:%M", unit = 60 * kMicrosPerSecond;
  else if (spec == "hours") time = "%H", unit = 3600 * kMicrosPerSecond;
  else return invalid_error("iso8601: timespec is one of auto, hours, minutes, seconds, milliseconds, microseconds, found \"" + spec + "\"");
  if (a.text("sep").size() != 1) return invalid_error("iso8601: sep is one character");
  const bool wants_instant = c.wanted && (c.wanted->id == TypeId::kDatetime || c.wanted->id == TypeId::kTimestamp);
  const uint64_t n = static_cast<uint64_t>(end / unit) + 1;
  if (wants_instant)
    return std::unique_ptr<Column>(std::make_unique<NumberColumn>(*c.wanted, c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n), 0, unit));
  std::string separator = a.text("sep") == "%" ? "%%" : a.text("sep");
  MOCKDATA_ASSIGN(const TimePattern compiled, TimePattern::compile("%Y-%m-%d" + separator + time));
  MOCKDATA_CHECK(check_space(c, "iso8601", n));
  return std::unique_ptr<Column>(std::make_unique<InstantTextColumn>(c.key, c.unique, n, unit, unit == 1000, compiled));
}

// One part of a date since 1970: text as Faker gives it, or a number where the field is one.
template <char kDirective>
MadeColumn part(const Arguments&, MakeContext& c) {
  const char directive[] = {'%', kDirective, '\0'};
  if (c.wanted && (c.wanted->id == TypeId::kInt32 || c.wanted->id == TypeId::kInt64)) {
    const CivilDate today = civil_from_days(c.today);
    const int64_t first = kDirective == 'Y' ? 1970 : 1;
    const uint64_t n = kDirective == 'Y' ? static_cast<uint64_t>(today.year - 1970 + 1) : kDirective == 'm' ? 12 : kDirective == 'd' ? 31 : 7;
    MOCKDATA_CHECK(check_space(c, directive, n));
    return std::unique_ptr<Column>(std::make_unique<NumberColumn>(*c.wanted, c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n), first));
  }
  if (kDirective != 'A' && kDirective != 'B') return patterned(c, directive, directive, c.today * kMicrosPerDay);
  // Names in the locale's language: Faker's own where it has them, else those of CLDR; English where neither does.
  const char* const what = kDirective == 'A' ? "day_of_week" : "month_name";
  MOCKDATA_ASSIGN(const Locale* locale, locale_of(c));
  for (const char* list : {kDirective == 'A' ? "date_time.DAY_NAMES" : "date_time.MONTH_NAMES", kDirective == 'A' ? "cldr.weekdays" : "cldr.months"})
    if (const TextList* own = locale->own(list)) return word_column(c, what, words_of(*own, 1));
  return kDirective == 'A' ? word_column(c, what, Words(kDayNames)) : word_column(c, what, Words(kMonthNames));
}
MadeColumn am_pm(const Arguments&, MakeContext& c) {
  static constexpr const char* kHalves[] = {"AM", "PM"};
  return word_column(c, "am_pm", Words(kHalves));
}
MadeColumn century(const Arguments&, MakeContext& c) {
  static constexpr const char* kCenturies[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI"};
  return word_column(c, "century", Words(kCenturies));
}

// Points from start to end, one every `precision` seconds, as a JSON list of [time, value].
MadeColumn time_series(const Arguments& a, MakeContext& c) {
  if (!a.is_null("distrib")) return invalid_error("time_series: \"distrib\" is a Python function, which a template cannot hold", {}, "leave it out: values are uniform from 0 to the precision");
  const auto start = timestamp_argument(a.get("start_date"), c.today), end = timestamp_argument(a.get("end_date"), c.today);
  if (!start || !end || *end < *start) return invalid_error("time_series: start_date and end_date are dates or offsets, and the end is not before the start");
  const double step = a.is_null("precision") ? static_cast<double>(*end - *start) / 30 : a.number("precision") * 1e6;
  if (step < 1 && *end > *start) return invalid_error("time_series: precision is a number of seconds above 0");
  const int64_t micros = *end > *start ? static_cast<int64_t>(step) : 1;
  const int64_t points = (*end - *start + micros - 1) / micros;
  if (points > 10000) return invalid_error("time_series: " + std::to_string(points) + " points a value; at most 10,000", {}, "raise \"precision\"");
  const uint64_t values = static_cast<uint64_t>(micros) + 1;  // millionths of a second: six digits behind the point
  return written_freely(c, "time_series", static_cast<std::size_t>(points) * 60 + 2, [=, first = *start](char* out, CellDraws& draws) {
    *out++ = '[';
    for (int64_t i = 0; i < points; ++i) {
      if (i) out = copy_text(out, ", ");
      out = copy_text(out, "[\"");
      out = write_datetime(out, first + i * micros);
      out = copy_text(out, "\", ");
      out = write_decimal(out, static_cast<__int128>(draws.below64(values)), 6);
      *out++ = ']';
    }
    *out++ = ']';
    return out;
  }, TypeId::kJson);
}

constexpr Parameter kDate[] = {{"pattern", ArgKind::kText, "\"%Y-%m-%d\""}, {"end_datetime", ArgKind::kDate, "null"}};
constexpr Parameter kTime[] = {{"pattern", ArgKind::kText, "\"%H:%M:%S\""}, {"end_datetime", ArgKind::kDate, "null"}};
constexpr Parameter kIso[] = {{"tzinfo", ArgKind::kAny, "null"}, {"end_datetime", ArgKind::kDate, "null"}, {"sep", ArgKind::kText, "\"T\""}, {"timespec", ArgKind::kText, "\"auto\""}};
constexpr Parameter kSeries[] = {{"start_date", ArgKind::kDate, "\"-30d\""}, {"end_date", ArgKind::kDate, "\"now\""}, {"precision", ArgKind::kNumber, "null"},
                                 {"distrib", ArgKind::kAny, "null"}, {"tzinfo", ArgKind::kAny, "null"}};
constexpr Provider kRows[] = {
    {"date", kDate, TypeId::kText, "a day since 1970 as text in a pattern of strftime", R"({"pattern": "%d.%m.%Y"})", date},
    {"time", kTime, TypeId::kText, "a time of day as text in a pattern of strftime", R"({"pattern": "%I:%M %p"})", time},
    {"iso8601", kIso, TypeId::kText, "an instant since 1970 as ISO 8601 text", R"({"timespec": "seconds"})", iso8601},
    {"am_pm", {}, TypeId::kText, "AM or PM", "{}", am_pm},
    {"day_of_month", {}, TypeId::kText, "01 to 31", "{}", part<'d'>},
    {"day_of_week", {}, TypeId::kText, "the name of a day", "{}", part<'A'>},
    {"month", {}, TypeId::kText, "01 to 12", "{}", part<'m'>},
    {"month_name", {}, TypeId::kText, "the name of a month", "{}", part<'B'>},
    {"year", {}, TypeId::kText, "a year since 1970", "{}", part<'Y'>},
    {"century", {}, TypeId::kText, "a century in Roman numerals", "{}", century},
    {"time_series", kSeries, TypeId::kJson, "a JSON list of [time, value], one every `precision` seconds", R"({"start_date": "-1d", "precision": 3600})", time_series},
};

}  // namespace

const std::span<const Provider> kDateTextProviders = kRows;

}  // namespace mockdata
