// Numbers, booleans and amounts.
#include <algorithm>

#include "block/combine.h"
#include "providers/choice.h"
#include "providers/families.h"
#include "providers/number.h"
#include "providers/write.h"

namespace mockdata {

namespace {

// How many units of 10^-digits the wanted type counts in, and how many it can hold.
struct Target {
  DataType type;
  int digits;
};

Target integer_target(const MakeContext& c) {
  if (c.wanted) switch (c.wanted->id) {
    case TypeId::kInt32: case TypeId::kInt64: case TypeId::kFloat: case TypeId::kDouble: return {*c.wanted, 0};
    case TypeId::kDecimal: return {*c.wanted, c.wanted->scale};
    default: break;
  }
  return {{TypeId::kInt64, 0, 0, {}}, 0};
}

// Whole numbers lo, lo + step, … <= hi in the wanted type.
MadeColumn integers(MakeContext& c, int64_t lo, int64_t hi, int64_t step) {
  if (step <= 0) return invalid_error("the step is a number above 0, found " + std::to_string(step));
  if (hi < lo) return invalid_error("the largest value (" + std::to_string(hi) + ") is below the smallest (" + std::to_string(lo) + ")", {}, "exchange them");
  const Target target = integer_target(c);
  if (target.type.id == TypeId::kInt32 && (lo < INT32_MIN || hi > INT32_MAX))
    return invalid_error("values from " + std::to_string(lo) + " to " + std::to_string(hi) + " do not fit the type int", {}, "use the type long");
  const uint64_t n = (static_cast<uint64_t>(hi) - static_cast<uint64_t>(lo)) / static_cast<uint64_t>(step) + 1;
  const int64_t unit = power_of_ten(target.type.id == TypeId::kDecimal ? target.digits : 0);
  if (target.type.id == TypeId::kDecimal && target.type.precision <= 18) {
    const int64_t limit = power_of_ten(target.type.precision) / unit;
    if (lo <= -limit || hi >= limit)
      return invalid_error("values from " + std::to_string(lo) + " to " + std::to_string(hi) + " do not fit " + type_name(target.type));
  }
  if (c.unique && c.rows > n && n != 0)
    return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(n) + " values exist from " + std::to_string(lo) + " to " +
                         std::to_string(hi), {}, "widen the range, or generate fewer rows");
  auto draw = c.unique ? unique_draw(c.key.value(), n ? n : uint64_t{1} << 63) : uniform_draw(c.key.value(), n ? n : ~uint64_t{0});
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(target.type, std::move(draw), lo * unit, step * unit, 0));
}

// Numbers with `digits` decimals from lo to hi units of 10^-digits, as the wanted type or as `type`.
MadeColumn fractions(MakeContext& c, double lo, double hi, int digits, DataType type = {TypeId::kDouble, 0, 0, {}}) {
  if (digits < 0 || digits > 15) return invalid_error("between 0 and 15 digits behind the point, found " + std::to_string(digits));
  if (c.wanted && (c.wanted->id == TypeId::kFloat || c.wanted->id == TypeId::kDecimal || c.wanted->id == TypeId::kDouble)) type = *c.wanted;
  if (type.id == TypeId::kDecimal) digits = type.scale;
  const double unit = static_cast<double>(power_of_ten(digits));
  if (hi < lo) return invalid_error("the largest value is below the smallest", {}, "exchange them");
  if (lo * unit < -9e15 || hi * unit > 9e15) return invalid_error("the range has more than 15 digits", {}, "give a smaller range, or fewer digits behind the point");
  if (type.id == TypeId::kDecimal && type.precision <= 15) {
    const double limit = static_cast<double>(power_of_ten(type.precision));
    if (lo * unit <= -limit || hi * unit >= limit)
      return invalid_error("the range goes beyond what " + type_name(type) + " holds", {}, "give a smaller range, or a type of more digits");
  }
  const int64_t first = static_cast<int64_t>(lo * unit + (lo < 0 ? -0.5 : 0.5)), last = static_cast<int64_t>(hi * unit + (hi < 0 ? -0.5 : 0.5));
  const uint64_t n = static_cast<uint64_t>(last - first) + 1;
  if (c.unique && c.rows > n) return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(n) + " values exist", {}, "widen the range");
  auto draw = c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n);
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, std::move(draw), first, 1, type.id == TypeId::kDecimal ? 0 : digits));
}

constexpr Parameter kRandomInt[] = {{"min", ArgKind::kInt, "0"}, {"max", ArgKind::kInt, "9999"}, {"step", ArgKind::kInt, "1"}};
constexpr Parameter kPyint[] = {{"min_value", ArgKind::kInt, "0"}, {"max_value", ArgKind::kInt, "9999"}, {"step", ArgKind::kInt, "1"}};
constexpr Parameter kRandomNumber[] = {{"digits", ArgKind::kInt, "null"}, {"fix_len", ArgKind::kBool, "false"}};
constexpr Parameter kAbout[] = {{"number", ArgKind::kInt, "10"}, {"le", ArgKind::kBool, "false"}, {"ge", ArgKind::kBool, "false"}, {"min", ArgKind::kInt, "null"}, {"max", ArgKind::kInt, "null"}};
constexpr Parameter kPyfloat[] = {{"left_digits", ArgKind::kInt, "null"}, {"right_digits", ArgKind::kInt, "null"}, {"positive", ArgKind::kBool, "null"},
                                  {"min_value", ArgKind::kNumber, "null"}, {"max_value", ArgKind::kNumber, "null"}};
constexpr Parameter kBoolean[] = {{"chance_of_getting_true", ArgKind::kNumber, "50"}};
constexpr Parameter kPybool[] = {{"truth_probability", ArgKind::kNumber, "50"}};
constexpr Parameter kAmount[] = {{"min", ArgKind::kNumber, "1"}, {"max", ArgKind::kNumber, "10000"}, {"digits", ArgKind::kInt, "2"}};
constexpr Parameter kPercentage[] = {{"min", ArgKind::kNumber, "0"}, {"max", ArgKind::kNumber, "100"}, {"digits", ArgKind::kInt, "2"}};

MadeColumn random_int(const Arguments& a, MakeContext& c) { return integers(c, a.integer("min"), a.integer("max"), a.integer("step")); }
MadeColumn pyint(const Arguments& a, MakeContext& c) {
  return integers(c, a.integer("min_value"), a.integer("max_value"), a.integer("step"));
}
MadeColumn random_digit(const Arguments&, MakeContext& c) { return integers(c, 0, 9, 1); }
MadeColumn random_digit_not_null(const Arguments&, MakeContext& c) { return integers(c, 1, 9, 1); }
MadeColumn random_number(const Arguments& a, MakeContext& c) {
  const bool fixed = a.boolean("fix_len");
  if (!a.is_null("digits") || c.unique) {
    const int64_t digits = a.is_null("digits") ? 9 : a.integer("digits");
    if (digits < 0 || digits > 18 || (digits == 0 && fixed)) return invalid_error("random_number: between 0 and 18 digits, and one or more where fix_len is true, found " + std::to_string(digits));
    return integers(c, fixed ? power_of_ten(static_cast<int>(digits) - 1) : 0, power_of_ten(static_cast<int>(digits)) - 1, 1);
  }
  // Faker draws the number of digits first, 1 to 9.
  std::vector<DrawBucket> buckets;
  for (int d = 1; d <= 9; ++d) buckets.push_back({fixed ? static_cast<uint64_t>(power_of_ten(d - 1)) : 0, static_cast<uint64_t>(power_of_ten(d)), 1});
  const Target target = integer_target(c);
  const int64_t unit = target.type.id == TypeId::kDecimal ? power_of_ten(target.digits) : 1;
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(target.type, bucket_draw(c.key.value(), 1'000'000'000, buckets), 0, unit, 0));
}

// The range that pyfloat's and pydecimal's arguments ask for.
MadeColumn python_number(const Arguments& a, MakeContext& c, const char* name, bool decimal) {
  const bool has_min = !a.is_null("min_value"), has_max = !a.is_null("max_value"), positive = a.boolean("positive");
  const bool wants_decimal = c.wanted && c.wanted->id == TypeId::kDecimal;
  int64_t left = a.is_null("left_digits") ? 6 : a.integer("left_digits");
  const int64_t right = !a.is_null("right_digits") ? a.integer("right_digits") : wants_decimal ? c.wanted->scale : 4;
  if (left < 0 || right < 0 || (left == 0 && right == 0)) return invalid_error(std::string(name) + ": left_digits and right_digits are 0 or more, and not both 0");
  if (left + right > 15) return invalid_error(std::string(name) + ": " + std::to_string(left + right) + " digits; at most 15 in all");
  if (wants_decimal) left = std::min<int64_t>(left, c.wanted->precision - c.wanted->scale);
  if (has_min && has_max && a.number("min_value") >= a.number("max_value"))
    return invalid_error(std::string(name) + ": min_value is below max_value", {}, "exchange them");
  if (positive && has_min && a.number("min_value") <= 0) return invalid_error(std::string(name) + ": positive cannot go with a min_value of 0 or less");
  if (positive && has_max && a.number("max_value") <= 0) return invalid_error(std::string(name) + ": positive cannot go with a max_value of 0 or less");
  const double unit = 1.0 / static_cast<double>(power_of_ten(static_cast<int>(right)));
  const double bound = static_cast<double>(power_of_ten(static_cast<int>(left))) - unit;
  double lo = -bound, hi = bound;
  if (positive) lo = unit;
  else if (!a.is_null("positive")) hi = -unit;  // Faker: positive=False is negative
  if (has_max) hi = a.number("max_value");
  if (has_min) lo = a.number("min_value");
  if (has_min && !has_max) hi = std::max(hi, lo + 9999);  // Faker: random_int() above the minimum
  if (has_max && !has_min && lo > hi) lo = hi - 9999;
  return fractions(c, lo, hi, static_cast<int>(right), decimal ? DataType::decimal(18, static_cast<uint8_t>(right)) : DataType{TypeId::kDouble, 0, 0, {}});
}
MadeColumn pyfloat(const Arguments& a, MakeContext& c) { return python_number(a, c, "pyfloat", false); }
MadeColumn pydecimal(const Arguments& a, MakeContext& c) { return python_number(a, c, "pydecimal", true); }

// A digit, or nothing: half of the texts are empty.
MadeColumn digit_or_empty(const Arguments&, MakeContext& c, char first) {
  std::vector<Value> values{Value::string("")};
  std::vector<double> weights{static_cast<double>('9' - first + 1)};
  for (char d = first; d <= '9'; ++d) {
    values.push_back(Value::string(std::string_view(&d, 1)));
    weights.push_back(1);
  }
  return make_choice(values, weights, nullptr, c.key, c.unique, c.rows);
}
MadeColumn random_digit_or_empty(const Arguments& a, MakeContext& c) { return digit_or_empty(a, c, '0'); }
MadeColumn random_digit_not_null_or_empty(const Arguments& a, MakeContext& c) { return digit_or_empty(a, c, '1'); }
MadeColumn random_digit_above_two(const Arguments&, MakeContext& c) { return integers(c, 2, 9, 1); }

// About `number`: 60 to 140 percent of it.
MadeColumn randomize_nb_elements(const Arguments& a, MakeContext& c) {
  const int64_t number = a.integer("number");
  const bool le = a.boolean("le"), ge = a.boolean("ge");
  const int64_t least = ge ? 100 : 60, most = le ? 100 : 140;
  if (number < 0 || number > 1'000'000'000'000) return invalid_error("randomize_nb_elements: number is from 0 to 10^12, found " + std::to_string(number));
  std::vector<Value> values;
  for (int64_t percent = least; percent <= most; ++percent) {
    int64_t n = le && ge ? number : number * percent / 100;
    if (!a.is_null("min")) n = std::max(n, a.integer("min"));
    if (!a.is_null("max")) n = std::min(n, a.integer("max"));
    if (values.empty() || !c.unique || *values.back().as_int() != n) values.push_back(Value::number(n));
  }
  const DataType whole{TypeId::kInt64, 0, 0, {}};
  return make_choice(values, {}, &whole, c.key, c.unique, c.rows);
}
MadeColumn boolean_with(double percent, MakeContext& c) {
  if (percent < 0 || percent > 100) return invalid_error("a chance is a number from 0 to 100");
  MOCKDATA_CHECK(check_space(c, "true and false", 0));
  return std::unique_ptr<Column>(std::make_unique<BoolColumn>(c.key.value(), percent / 100));
}
MadeColumn null_boolean(const Arguments&, MakeContext& c) {
  MOCKDATA_CHECK(check_space(c, "true, false and NULL", 0));
  auto boolean = std::make_unique<BoolColumn>(c.key.value(), 0.5);
  if (!c.nullable) {
    if (c.notes) c.notes->push_back("null_boolean: the field is not nullable, so it is true or false only");
    return std::unique_ptr<Column>(std::move(boolean));
  }
  const Column* value = c.table->add(std::move(boolean));
  return std::unique_ptr<Column>(std::make_unique<NullableColumn>(value, c.key.with("null").value(), 1.0 / 3));
}
MadeColumn boolean(const Arguments& a, MakeContext& c) { return boolean_with(a.number("chance_of_getting_true"), c); }
MadeColumn pybool(const Arguments& a, MakeContext& c) { return boolean_with(a.number("truth_probability"), c); }
MadeColumn amount(const Arguments& a, MakeContext& c) {
  return fractions(c, a.number("min"), a.number("max"), static_cast<int>(a.integer("digits")));
}

constexpr Provider kRows[] = {
    {"random_int", kRandomInt, TypeId::kInt64, "a whole number from min to max, both included", R"({"min": 1, "max": 6})", random_int},
    {"pyint", kPyint, TypeId::kInt64, "a whole number from min_value to max_value", R"({"min_value": 10, "max_value": 20})", pyint},
    {"random_digit", {}, TypeId::kInt64, "0 to 9", "{}", random_digit},
    {"random_digit_not_null", {}, TypeId::kInt64, "1 to 9", "{}", random_digit_not_null},
    {"random_number", kRandomNumber, TypeId::kInt64, "a number of up to `digits` digits", R"({"digits": 5, "fix_len": true})", random_number},
    {"pyfloat", kPyfloat, TypeId::kDouble, "a floating-point number", R"({"min_value": 0, "max_value": 1, "right_digits": 3})", pyfloat},
    {"pydecimal", kPyfloat, TypeId::kDecimal, "a decimal number", R"({"left_digits": 4, "right_digits": 2, "positive": true})", pydecimal},
    {"random_digit_above_two", {}, TypeId::kInt64, "2 to 9", "{}", random_digit_above_two},
    {"random_digit_or_empty", {}, TypeId::kText, "0 to 9, or an empty text", "{}", random_digit_or_empty},
    {"random_digit_not_null_or_empty", {}, TypeId::kText, "1 to 9, or an empty text", "{}", random_digit_not_null_or_empty},
    {"randomize_nb_elements", kAbout, TypeId::kInt64, "a number near the given one: 60 to 140 percent of it", R"({"number": 100, "le": true})", randomize_nb_elements},
    {"null_boolean", {}, TypeId::kBool, "true, false or NULL", "{}", null_boolean},
    {"boolean", kBoolean, TypeId::kBool, "true with the given chance in percent", R"({"chance_of_getting_true": 25})", boolean},
    {"pybool", kPybool, TypeId::kBool, "true with the given probability in percent", R"({"truth_probability": 75})", pybool},
    {"currency_amount", kAmount, TypeId::kDouble, "an amount of money", R"({"min": 1, "max": 100})", amount},
    {"percentage", kPercentage, TypeId::kDouble, "a share in percent", "{}", amount},
};

}  // namespace

const std::span<const Provider> kNumberProviders = kRows;

}  // namespace mockdata
