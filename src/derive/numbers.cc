// Functions of numbers. Whole numbers and decimals are computed exactly; a float or a division gives a double.
#include <cmath>

#include "derive/families.h"
#include "derive/kernel.h"
#include "derive/number_reader.h"

namespace mockdata {

namespace {

using Made = Result<std::unique_ptr<Column>>;
const DataType kLong{TypeId::kInt64, 0, 0, {}};
const DataType kReal{TypeId::kDouble, 0, 0, {}};
constexpr int kMostScale = 12;  // of intermediate results: 26 digits are left in front of the point

int64_t narrowed(__int128 x) { return static_cast<int64_t>(x > INT64_MAX ? INT64_MAX : x < INT64_MIN ? INT64_MIN : x); }

// exact(a, b) on units of a common scale, or real(a, b) where one is a double.
template <class Exact, class Real>
Made binary(const Column* a, const Column* b, Exact exact, Real real) {
  const NumberReader x(a->type()), y(b->type());
  if (x.real() || y.real())
    return fixed_function<double>(kReal, {a, b}, [=](Inputs in, uint32_t i) { return real(x.as_double(*in[0], i), y.as_double(*in[1], i)); });
  if (x.whole() && y.whole())
    return fixed_function<int64_t>(kLong, {a, b}, [=](Inputs in, uint32_t i) { return narrowed(exact(x.units(*in[0], i), y.units(*in[1], i))); });
  const int scale = std::max(x.scale(), y.scale());
  const __int128 up_x = wide_power_of_ten(scale - x.scale()), up_y = wide_power_of_ten(scale - y.scale());
  return fixed_function<__int128>(DataType::decimal(38, static_cast<uint8_t>(scale)), {a, b}, [=](Inputs in, uint32_t i) {
    return exact(saturated_product(x.units(*in[0], i), up_x), saturated_product(y.units(*in[1], i), up_y));
  });
}

Made product_of(const Column* a, const Column* b) {
  const NumberReader x(a->type()), y(b->type());
  if (x.real() || y.real() || (x.whole() && y.whole()))
    return binary(a, b, saturated_product, [](double p, double q) { return p * q; });
  const int scale = x.scale() + y.scale();
  const __int128 down = scale > kMostScale ? wide_power_of_ten(scale - kMostScale) : 1;
  return fixed_function<__int128>(DataType::decimal(38, static_cast<uint8_t>(std::min(scale, kMostScale))), {a, b}, [=](Inputs in, uint32_t i) {
    return divide_rounded(saturated_product(x.units(*in[0], i), y.units(*in[1], i)), down);
  });
}

Made sum_of(const Column* a, const Column* b) {
  return binary(a, b, saturated_sum, [](double p, double q) { return p + q; });
}

// Folds any number of arguments from the left.
template <class Step>
Made fold(Operands args, DeriveContext& c, Step step) {
  MOCKDATA_ASSIGN(const Column* left, number_operand(args[0]));
  for (std::size_t k = 1; k < args.size(); ++k) {
    MOCKDATA_ASSIGN(const Column* right, number_operand(args[k]));
    MOCKDATA_ASSIGN(std::unique_ptr<Column> made, step(left, right));
    if (k + 1 == args.size()) return made;
    left = c.table->add(std::move(made));
  }
  return invalid_error("expected two arguments");
}

bool any_text(Operands args) {
  for (const Operand& o : args)
    if (is_text(o.column->type().id)) return true;
  return false;
}

// Numbers are added; with a text among them all are joined.
Made sum(Operands args, DeriveContext& c) {
  if (any_text(args)) return find_function("concat")->make(args, c);
  return fold(args, c, sum_of);
}
Made difference(Operands args, DeriveContext& c) {
  return fold(args, c, [](const Column* a, const Column* b) {
    return binary(a, b, [](__int128 p, __int128 q) { return saturated_sum(p, -q); }, [](double p, double q) { return p - q; });
  });
}
Made product(Operands args, DeriveContext& c) { return fold(args, c, product_of); }
Made smallest(Operands args, DeriveContext& c) {
  return fold(args, c, [](const Column* a, const Column* b) {
    return binary(a, b, [](__int128 p, __int128 q) { return p < q ? p : q; }, [](double p, double q) { return p < q ? p : q; });
  });
}
Made largest(Operands args, DeriveContext& c) {
  return fold(args, c, [](const Column* a, const Column* b) {
    return binary(a, b, [](__int128 p, __int128 q) { return p > q ? p : q; }, [](double p, double q) { return p > q ? p : q; });
  });
}

Made quotient(Operands args, DeriveContext&) {
  MOCKDATA_ASSIGN(const Column* a, number_operand(args[0]));
  MOCKDATA_ASSIGN(const Column* b, number_operand(args[1]));
  const NumberReader x(a->type()), y(b->type());
  return partial_function<double>(kReal, {a, b}, [=](Inputs in, uint32_t i, double& out) {
    const double divisor = y.as_double(*in[1], i);
    if (divisor == 0) return false;
    out = x.as_double(*in[0], i) / divisor;
    return true;
  });
}

Made remainder(Operands args, DeriveContext&) {
  MOCKDATA_ASSIGN(const Column* a, number_operand(args[0]));
  MOCKDATA_ASSIGN(const Column* b, number_operand(args[1]));
  const NumberReader x(a->type()), y(b->type());
  if (!x.whole() || !y.whole()) return invalid_error("takes whole numbers");
  return partial_function<int64_t>(kLong, {a, b}, [=](Inputs in, uint32_t i, int64_t& out) {
    const __int128 divisor = y.units(*in[1], i);
    if (divisor == 0) return false;
    const __int128 r = x.units(*in[0], i) % divisor;
    out = static_cast<int64_t>(r != 0 && (r < 0) != (divisor < 0) ? r + divisor : r);
    return true;
  });
}

// unary(units) on the same scale, or real(x).
template <class Exact, class Real>
Made unary(const Operand& o, Exact exact, Real real) {
  MOCKDATA_ASSIGN(const Column* a, number_operand(o));
  const NumberReader x(a->type());
  if (x.real()) return fixed_function<double>(kReal, {a}, [=](Inputs in, uint32_t i) { return real(x.as_double(*in[0], i)); });
  if (x.whole()) return fixed_function<int64_t>(kLong, {a}, [=](Inputs in, uint32_t i) { return narrowed(exact(x.units(*in[0], i))); });
  return fixed_function<__int128>(DataType::decimal(38, static_cast<uint8_t>(x.scale())), {a}, [=](Inputs in, uint32_t i) { return exact(x.units(*in[0], i)); });
}
Made negate(Operands args, DeriveContext&) {
  return unary(args[0], [](__int128 x) { return -x; }, [](double x) { return -x; });
}
Made absolute(Operands args, DeriveContext&) {
  return unary(args[0], [](__int128 x) { return x < 0 ? -x : x; }, [](double x) { return x < 0 ? -x : x; });
}

// To `digits` behind the point; `divide` brings units down by a power of ten, `whole` rounds a double.
template <class Divide, class Whole>
Made to_digits(Operands args, int digits, Divide divide, Whole whole) {
  MOCKDATA_ASSIGN(const Column* a, number_operand(args[0]));
  const NumberReader x(a->type());
  if (x.real()) {
    const double unit = static_cast<double>(wide_power_of_ten(digits));
    return fixed_function<double>(kReal, {a}, [=](Inputs in, uint32_t i) { return whole(x.as_double(*in[0], i) * unit) / unit; });
  }
  const int scale = std::min(digits, x.scale());
  const __int128 down = wide_power_of_ten(x.scale() - scale);
  if (scale == 0) return fixed_function<int64_t>(kLong, {a}, [=](Inputs in, uint32_t i) { return narrowed(divide(x.units(*in[0], i), down)); });
  return fixed_function<__int128>(DataType::decimal(38, static_cast<uint8_t>(scale)), {a}, [=](Inputs in, uint32_t i) { return divide(x.units(*in[0], i), down); });
}
Made round(Operands args, DeriveContext&) {
  int64_t digits = 0;
  if (args.size() > 1) { MOCKDATA_ASSIGN(digits, whole_literal(args[1], "the number of digits", 0, 12)); }
  return to_digits(args, static_cast<int>(digits), divide_rounded, [](double x) { return x < 0 ? -std::floor(0.5 - x) : std::floor(x + 0.5); });
}
__int128 divide_down(__int128 x, __int128 d) { return x >= 0 || x % d == 0 ? x / d : x / d - 1; }
Made floor(Operands args, DeriveContext&) { return to_digits(args, 0, divide_down, [](double x) { return std::floor(x); }); }
Made ceil(Operands args, DeriveContext&) {
  return to_digits(args, 0, [](__int128 x, __int128 d) { return -divide_down(-x, d); }, [](double x) { return std::ceil(x); });
}

Made percent(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const Column* a, number_operand(args[0]));
  MOCKDATA_ASSIGN(const Column* b, number_operand(args[1]));
  MOCKDATA_ASSIGN(std::unique_ptr<Column> made, product_of(a, b));
  const Column* product = c.table->add(std::move(made));
  const NumberReader x(product->type());
  if (x.real()) return fixed_function<double>(kReal, {product}, [=](Inputs in, uint32_t i) { return x.as_double(*in[0], i) / 100; });
  const int scale = std::min(x.scale() + 2, kMostScale);  // a hundredth is two digits more
  const __int128 down = wide_power_of_ten(x.scale() + 2 - scale);
  return fixed_function<__int128>(DataType::decimal(38, static_cast<uint8_t>(scale)), {product}, [=](Inputs in, uint32_t i) { return divide_rounded(x.units(*in[0], i), down); });
}

constexpr Function kRows[] = {
    {"sum", "a, b, …", 2, kAnyNumber, "the sum (also a + b); texts among the arguments are joined instead", "sum(1, 2.5)", "3.5", sum},
    {"difference", "a, b, …", 2, kAnyNumber, "a less b (also a - b)", "difference(10, 2.25)", "7.75", difference},
    {"product", "a, b, …", 2, kAnyNumber, "the product (also a * b)", "product(3, 19.99)", "59.97", product},
    {"quotient", "a, b", 2, 2, "a divided by b as a double (also a / b); NULL where b is 0", "quotient(7, 2)", "3.5", quotient},
    {"modulo", "a, b", 2, 2, "the remainder of whole numbers, with the sign of b; NULL where b is 0", "modulo(-7, 5)", "3", remainder},
    {"negate", "x", 1, 1, "-x", "negate(2.5)", "-2.5", negate},
    {"abs", "x", 1, 1, "x without its sign", "abs(-3)", "3", absolute},
    {"round", "x, digits?", 1, 2, "rounded to that many digits behind the point (default 0), halves away from zero", "round(2.345, 2)", "2.35", round},
    {"floor", "x", 1, 1, "the largest whole number not above x", "floor(-1.5)", "-2", floor},
    {"ceil", "x", 1, 1, "the smallest whole number not below x", "ceil(1.2)", "2", ceil},
    {"smallest", "a, b, …", 2, kAnyNumber, "the smallest of the numbers", "smallest(3, 1.5, 2)", "1.5", smallest},
    {"largest", "a, b, …", 2, kAnyNumber, "the largest of the numbers", "largest(3, 1.5, 2)", "3.0", largest},
    {"percent", "x, rate", 2, 2, "rate hundredths of x", "percent(200, 25.5)", "51.000", percent},
};

}  // namespace

const std::span<const Function> kNumberFunctions = kRows;

}  // namespace mockdata
