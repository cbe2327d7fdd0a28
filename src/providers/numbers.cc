// Numbers, booleans and amounts.
#include "providers/families.h"
#include "providers/number.h"

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
Result<std::unique_ptr<Column>> integers(MakeContext& c, int64_t lo, int64_t hi, int64_t step) {
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

// Numbers with `digits` decimals from lo to hi units of 10^-digits.
Result<std::unique_ptr<Column>> fractions(MakeContext& c, double lo, double hi, int digits) {
  if (digits < 0 || digits > 15) return invalid_error("between 0 and 15 digits behind the point, found " + std::to_string(digits));
  DataType type{TypeId::kDouble, 0, 0, {}};
  if (c.wanted && (c.wanted->id == TypeId::kFloat || c.wanted->id == TypeId::kDecimal || c.wanted->id == TypeId::kDouble)) type = *c.wanted;
  if (type.id == TypeId::kDecimal) digits = type.scale;
  const double unit = static_cast<double>(power_of_ten(digits));
  if (hi < lo) return invalid_error("the largest value is below the smallest", {}, "exchange them");
  if (lo * unit < -9e15 || hi * unit > 9e15) return invalid_error("the range has more than 15 digits", {}, "give a smaller range, or fewer digits behind the point");
  const int64_t first = static_cast<int64_t>(lo * unit + (lo < 0 ? -0.5 : 0.5)), last = static_cast<int64_t>(hi * unit + (hi < 0 ? -0.5 : 0.5));
  const uint64_t n = static_cast<uint64_t>(last - first) + 1;
  if (c.unique && c.rows > n) return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(n) + " values exist", {}, "widen the range");
  auto draw = c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n);
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, std::move(draw), first, 1, type.id == TypeId::kDecimal ? 0 : digits));
}

constexpr Parameter kRandomInt[] = {{"min", ArgKind::kInt, "0"}, {"max", ArgKind::kInt, "9999"}, {"step", ArgKind::kInt, "1"}};
constexpr Parameter kPyint[] = {{"min_value", ArgKind::kInt, "0"}, {"max_value", ArgKind::kInt, "9999"}, {"step", ArgKind::kInt, "1"}};
constexpr Parameter kRandomNumber[] = {{"digits", ArgKind::kInt, "null"}, {"fix_len", ArgKind::kBool, "false"}};
constexpr Parameter kPyfloat[] = {{"left_digits", ArgKind::kInt, "null"}, {"right_digits", ArgKind::kInt, "null"}, {"positive", ArgKind::kBool, "null"},
                                  {"min_value", ArgKind::kNumber, "null"}, {"max_value", ArgKind::kNumber, "null"}};
constexpr Parameter kBoolean[] = {{"chance_of_getting_true", ArgKind::kNumber, "50"}};
constexpr Parameter kPybool[] = {{"truth_probability", ArgKind::kNumber, "50"}};
constexpr Parameter kAmount[] = {{"min", ArgKind::kNumber, "1"}, {"max", ArgKind::kNumber, "10000"}, {"digits", ArgKind::kInt, "2"}};
constexpr Parameter kPercentage[] = {{"min", ArgKind::kNumber, "0"}, {"max", ArgKind::kNumber, "100"}, {"digits", ArgKind::kInt, "2"}};

Result<std::unique_ptr<Column>> random_int(const Arguments& a, MakeContext& c) { return integers(c, a.integer("min"), a.integer("max"), a.integer("step")); }
Result<std::unique_ptr<Column>> pyint(const Arguments& a, MakeContext& c) {
  return integers(c, a.integer("min_value"), a.integer("max_value"), a.integer("step"));
}
Result<std::unique_ptr<Column>> random_digit(const Arguments&, MakeContext& c) { return integers(c, 0, 9, 1); }
Result<std::unique_ptr<Column>> random_digit_not_null(const Arguments&, MakeContext& c) { return integers(c, 1, 9, 1); }
Result<std::unique_ptr<Column>> random_number(const Arguments& a, MakeContext& c) {
  const int digits = a.is_null("digits") ? 9 : static_cast<int>(a.integer("digits"));
  if (digits < 1 || digits > 18) return invalid_error("random_number: between 1 and 18 digits, found " + std::to_string(digits));
  return integers(c, a.boolean("fix_len") ? power_of_ten(digits - 1) : 0, power_of_ten(digits) - 1, 1);
}
Result<std::unique_ptr<Column>> pyfloat(const Arguments& a, MakeContext& c) {
  int left = a.is_null("left_digits") ? 6 : static_cast<int>(a.integer("left_digits"));
  const int right = a.is_null("right_digits") ? (c.wanted && c.wanted->id == TypeId::kDecimal ? c.wanted->scale : 4) : static_cast<int>(a.integer("right_digits"));
  if (c.wanted && c.wanted->id == TypeId::kDecimal) left = std::min(left, c.wanted->precision - c.wanted->scale);
  const double bound = static_cast<double>(power_of_ten(left < 0 ? 0 : left > 15 ? 15 : left)) - 1;
  double lo = a.boolean("positive") ? 0 : -bound, hi = bound;
  if (!a.is_null("min_value")) lo = a.number("min_value"), hi = std::max(hi, lo + 1);
  if (!a.is_null("max_value")) hi = a.number("max_value"), lo = a.is_null("min_value") ? std::min(lo, hi - 1) : lo;
  return fractions(c, lo, hi, right);
}
Result<std::unique_ptr<Column>> boolean_with(double percent, MakeContext& c) {
  if (percent < 0 || percent > 100) return invalid_error("a chance is a number from 0 to 100");
  return std::unique_ptr<Column>(std::make_unique<BoolColumn>(c.key.value(), percent / 100));
}
Result<std::unique_ptr<Column>> boolean(const Arguments& a, MakeContext& c) { return boolean_with(a.number("chance_of_getting_true"), c); }
Result<std::unique_ptr<Column>> pybool(const Arguments& a, MakeContext& c) { return boolean_with(a.number("truth_probability"), c); }
Result<std::unique_ptr<Column>> amount(const Arguments& a, MakeContext& c) {
  return fractions(c, a.number("min"), a.number("max"), static_cast<int>(a.integer("digits")));
}

constexpr Provider kRows[] = {
    {"random_int", kRandomInt, TypeId::kInt64, "a whole number from min to max, both included", R"({"min": 1, "max": 6})", random_int},
    {"pyint", kPyint, TypeId::kInt64, "a whole number from min_value to max_value", R"({"min_value": 10, "max_value": 20})", pyint},
    {"random_digit", {}, TypeId::kInt64, "0 to 9", "{}", random_digit},
    {"random_digit_not_null", {}, TypeId::kInt64, "1 to 9", "{}", random_digit_not_null},
    {"random_number", kRandomNumber, TypeId::kInt64, "a number of up to `digits` digits", R"({"digits": 5, "fix_len": true})", random_number},
    {"pyfloat", kPyfloat, TypeId::kDouble, "a floating-point number", R"({"min_value": 0, "max_value": 1, "right_digits": 3})", pyfloat},
    {"pydecimal", kPyfloat, TypeId::kDouble, "a decimal number", R"({"left_digits": 4, "right_digits": 2, "positive": true})", pyfloat},
    {"boolean", kBoolean, TypeId::kBool, "true with the given chance in percent", R"({"chance_of_getting_true": 25})", boolean},
    {"pybool", kPybool, TypeId::kBool, "true with the given probability in percent", R"({"truth_probability": 75})", pybool},
    {"currency_amount", kAmount, TypeId::kDouble, "an amount of money", R"({"min": 1, "max": 100})", amount},
    {"percentage", kPercentage, TypeId::kDouble, "a share in percent", "{}", amount},
};

}  // namespace

const std::span<const Provider> kNumberProviders = kRows;

}  // namespace mockdata
