// Functions of dates and times. A text that is a date is taken as one; "today" is the run's as-of date.
#include "base/date.h"
#include "derive/cast.h"
#include "derive/families.h"
#include "derive/kernel.h"
#include "derive/number_reader.h"
#include "derive/span.h"

namespace mockdata {

namespace {

using Made = Result<std::unique_ptr<Column>>;
const DataType kDate{TypeId::kDate, 0, 0, {}};
const DataType kDatetime{TypeId::kDatetime, 0, 0, {}};
const DataType kLong{TypeId::kInt64, 0, 0, {}};

int32_t day_of(Inputs in, std::size_t k, uint32_t i) { return in[k]->values<int32_t>()[i]; }

// A whole number of two days: f(from, to).
template <class F>
Made between(const Operand& from, const Operand& to, DeriveContext& c, F f) {
  MOCKDATA_ASSIGN(const Column* a, date_operand(from, c));
  MOCKDATA_ASSIGN(const Column* b, date_operand(to, c));
  return fixed_function<int64_t>(kLong, {a, b}, [f](Inputs in, uint32_t i) { return static_cast<int64_t>(f(day_of(in, 0, i), day_of(in, 1, i))); });
}
int64_t months_between(int32_t from, int32_t to) {
  const CivilDate a = civil_from_days(from), b = civil_from_days(to);
  return (int64_t{b.year} - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0);
}
Made age(Operands args, DeriveContext& c) {
  if (args.size() > 1) return between(args[0], args[1], c, years_between);
  MOCKDATA_ASSIGN(const Column* birth, date_operand(args[0], c));
  return fixed_function<int64_t>(kLong, {birth}, [today = c.today](Inputs in, uint32_t i) { return int64_t{years_between(day_of(in, 0, i), today)}; });
}
Made years(Operands args, DeriveContext& c) { return between(args[0], args[1], c, years_between); }
Made months(Operands args, DeriveContext& c) { return between(args[0], args[1], c, months_between); }
Made days(Operands args, DeriveContext& c) { return between(args[0], args[1], c, [](int32_t a, int32_t b) { return int64_t{b} - a; }); }
Made hours(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const Column* a, instant_operand(args[0], c));
  MOCKDATA_ASSIGN(const Column* b, instant_operand(args[1], c));
  return fixed_function<__int128>(DataType::decimal(38, 2), {a, b}, [](Inputs in, uint32_t i) {
    return divide_rounded(static_cast<__int128>(in[1]->values<int64_t>()[i] - in[0]->values<int64_t>()[i]) * 100, int64_t{3600} * kMicrosPerSecond);
  });
}

// A number of one day: f(CivilDate, day).
template <class F>
Made part_of(Operands args, DeriveContext& c, F f) {
  MOCKDATA_ASSIGN(const Column* date, date_operand(args[0], c));
  return fixed_function<int64_t>(kLong, {date}, [f](Inputs in, uint32_t i) { return static_cast<int64_t>(f(civil_from_days(day_of(in, 0, i)), day_of(in, 0, i))); });
}
Made year(Operands args, DeriveContext& c) { return part_of(args, c, [](CivilDate d, int32_t) { return d.year; }); }
Made month(Operands args, DeriveContext& c) { return part_of(args, c, [](CivilDate d, int32_t) { return d.month; }); }
Made day(Operands args, DeriveContext& c) { return part_of(args, c, [](CivilDate d, int32_t) { return d.day; }); }
Made quarter(Operands args, DeriveContext& c) { return part_of(args, c, [](CivilDate d, int32_t) { return (d.month + 2) / 3; }); }
Made iso_weekday(Operands args, DeriveContext& c) { return part_of(args, c, [](CivilDate, int32_t day) { return weekday(day) + 1; }); }
Made hour(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const Column* at, instant_operand(args[0], c));
  return fixed_function<int64_t>(kLong, {at}, [](Inputs in, uint32_t i) {
    const int64_t t = in[0]->values<int64_t>()[i] % kMicrosPerDay;
    return (t < 0 ? t + kMicrosPerDay : t) / (3600 * kMicrosPerSecond);
  });
}
Made epoch_seconds(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const Column* at, instant_operand(args[0], c));
  return fixed_function<int64_t>(kLong, {at}, [](Inputs in, uint32_t i) {
    const int64_t t = in[0]->values<int64_t>()[i];
    return t >= 0 ? t / kMicrosPerSecond : -((-t + kMicrosPerSecond - 1) / kMicrosPerSecond);
  });
}

// Another day: f(day) -> day.
template <class F>
Made moved(Operands args, DeriveContext& c, F f) {
  MOCKDATA_ASSIGN(const Column* date, date_operand(args[0], c));
  return fixed_function<int32_t>(kDate, {date}, [f](Inputs in, uint32_t i) { return f(day_of(in, 0, i)); });
}
Made date(Operands args, DeriveContext& c) { return moved(args, c, [](int32_t d) { return d; }); }
Made first_of_month(Operands args, DeriveContext& c) {
  return moved(args, c, [](int32_t d) { return d - static_cast<int32_t>(civil_from_days(d).day) + 1; });
}
Made last_of_month(Operands args, DeriveContext& c) {
  return moved(args, c, [](int32_t d) {
    const CivilDate at = civil_from_days(d);
    return d + static_cast<int32_t>(days_in_month(at.year, at.month) - at.day);
  });
}
Made today(Operands, DeriveContext& c) {
  return fixed_function<int32_t>(kDate, {}, [today = c.today](Inputs, uint32_t) { return today; });
}

// A date plus a span of the template ("90d", "-1y6M", "8h"); a number is days.
Made plus(Operands args, DeriveContext& c) {
  const TypeId id = args[0].column->type().id;
  const bool by_text = args[1].literal && args[1].literal->kind == Expression::Kind::kText;
  Span span;
  if (by_text) {
    const auto parsed = parse_span(args[1].literal->text);
    if (!parsed) return invalid_error("a span is like \"90d\", \"-1y6M\" or \"8h\", found \"" + args[1].literal->text + "\"");
    span = *parsed;
  }
  const bool days_only = id == TypeId::kDate || (id == TypeId::kText && span.micros == 0);
  const Column* number = nullptr;
  if (!by_text) {
    MOCKDATA_ASSIGN(number, number_operand(args[1]));
    if (!NumberReader(number->type()).whole()) return invalid_error("a number of days is whole");
  }
  if (days_only) {
    if (span.micros % kMicrosPerDay) return invalid_error("a date takes spans of whole days");
    MOCKDATA_ASSIGN(const Column* day, date_operand(args[0], c));
    if (by_text) return fixed_function<int32_t>(kDate, {day}, [span](Inputs in, uint32_t i) { return span.after_day(day_of(in, 0, i)); });
    return fixed_function<int32_t>(kDate, {day, number}, [r = NumberReader(number->type())](Inputs in, uint32_t i) {
      return static_cast<int32_t>(day_of(in, 0, i) + static_cast<int64_t>(r.units(*in[1], i)));
    });
  }
  MOCKDATA_ASSIGN(const Column* at, instant_operand(args[0], c));
  const DataType type = id == TypeId::kTimestamp ? args[0].column->type() : kDatetime;
  if (by_text) return fixed_function<int64_t>(type, {at}, [span](Inputs in, uint32_t i) { return span.after(in[0]->values<int64_t>()[i]); });
  return fixed_function<int64_t>(type, {at, number}, [r = NumberReader(number->type())](Inputs in, uint32_t i) {
    return in[0]->values<int64_t>()[i] + static_cast<int64_t>(r.units(*in[1], i)) * kMicrosPerDay;
  });
}

constexpr const char* kMonths[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr const char* kDays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

Made format_date(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const Column* at, instant_operand(args[0], c));
  MOCKDATA_ASSIGN(const std::string format, text_literal(args[1], "the format"));
  for (std::size_t k = 0; k < format.size(); ++k)
    if (format[k] == '%' && (k + 1 == format.size() || !std::strchr("YmdHMSyjBbAaq%", format[++k])))
      return invalid_error("a format knows %Y %m %d %H %M %S %y %j %B %b %A %a %q and %%, found \"" + format + "\"");
  return text_function({at}, [format](TextWriter& out, Inputs in, uint32_t i) {
    const int64_t t = in[0]->values<int64_t>()[i];
    const int64_t days = t >= 0 ? t / kMicrosPerDay : -((-t + kMicrosPerDay - 1) / kMicrosPerDay);
    const int64_t second = (t - days * kMicrosPerDay) / kMicrosPerSecond;
    const int32_t day = static_cast<int32_t>(days);
    const CivilDate d = civil_from_days(day);
    const auto digits = [&](int64_t n, int width) {
      char text[20];
      for (int k = width; k-- > 0; n /= 10) text[k] = static_cast<char>('0' + n % 10);
      out.put({text, static_cast<std::size_t>(width)});
    };
    for (std::size_t k = 0; k < format.size(); ++k) {
      if (format[k] != '%') {
        out.put(format[k]);
        continue;
      }
      switch (format[++k]) {
        case 'Y': digits(d.year, 4); break;
        case 'y': digits(d.year % 100, 2); break;
        case 'm': digits(d.month, 2); break;
        case 'd': digits(d.day, 2); break;
        case 'j': digits(day - days_from_civil(d.year, 1, 1) + 1, 3); break;
        case 'q': digits((d.month + 2) / 3, 1); break;
        case 'H': digits(second / 3600, 2); break;
        case 'M': digits(second / 60 % 60, 2); break;
        case 'S': digits(second % 60, 2); break;
        case 'B': out.put(kMonths[d.month - 1]); break;
        case 'b': out.put(std::string_view(kMonths[d.month - 1]).substr(0, 3)); break;
        case 'A': out.put(kDays[weekday(day)]); break;
        case 'a': out.put(std::string_view(kDays[weekday(day)]).substr(0, 3)); break;
        default: out.put('%');
      }
    }
  });
}

constexpr Function kRows[] = {
    {"age", "birth, at?", 1, 2, "whole years since a birth date, at the as-of date or another", "age('2000-11-24', '2026-11-23')", "25", age},
    {"years_between", "from, to", 2, 2, "whole years from one date to another", "years_between('2020-02-29', '2024-02-28')", "3", years},
    {"months_between", "from, to", 2, 2, "whole months from one date to another", "months_between('2026-01-31', '2026-03-30')", "1", months},
    {"days_between", "from, to", 2, 2, "days from one date to another", "days_between('2026-02-27', '2026-03-02')", "3", days},
    {"hours_between", "from, to", 2, 2, "hours from one time to another, with two digits behind the point", "hours_between('2026-01-01T08:00:00', '2026-01-01T16:30:00')", "8.50", hours},
    {"year", "date", 1, 1, "its year", "year('2026-11-24')", "2026", year},
    {"month", "date", 1, 1, "its month, 1 to 12", "month('2026-11-24')", "11", month},
    {"day", "date", 1, 1, "its day of the month", "day('2026-11-24')", "24", day},
    {"quarter", "date", 1, 1, "its quarter, 1 to 4", "quarter('2026-11-24')", "4", quarter},
    {"weekday", "date", 1, 1, "1 for Monday to 7 for Sunday", "weekday('2026-11-24')", "2", iso_weekday},
    {"hour", "time", 1, 1, "its hour, 0 to 23", "hour('2026-11-24T16:05:00')", "16", hour},
    {"epoch_seconds", "time", 1, 1, "seconds since 1970-01-01", "epoch_seconds('1970-01-02')", "86400", epoch_seconds},
    {"date", "time", 1, 1, "the day of a time", "date('2026-11-24T16:05:00')", "2026-11-24", date},
    {"first_of_month", "date", 1, 1, "the first day of its month", "first_of_month('2026-11-24')", "2026-11-01", first_of_month},
    {"last_of_month", "date", 1, 1, "the last day of its month", "last_of_month('2024-02-10')", "2024-02-29", last_of_month},
    {"today", "", 0, 0, "the as-of date", "days_between(today(), today())", "0", today},
    {"plus", "date, span", 2, 2, "later by a span (\"90d\", \"-1y6M\", \"8h\") or by a number of days", "plus('2026-01-31', '1M')", "2026-02-28", plus},
    {"format_date", "date, format", 2, 2, "as text: %Y %m %d %H %M %S %y, %j day of the year, %q quarter, %B %b month, %A %a weekday in English", "format_date('2026-11-24', '%d.%m.%Y')", "24.11.2026", format_date},
};

}  // namespace

const std::span<const Function> kDateFunctions = kRows;

}  // namespace mockdata
