// Functions of conditions: comparisons, NULLs and choices.
#include "derive/cast.h"
#include "derive/families.h"
#include "derive/kernel.h"
#include "derive/number_reader.h"
#include "derive/select.h"

namespace mockdata {

namespace {

using Made = Result<std::unique_ptr<Column>>;
const DataType kBool{TypeId::kBool, 0, 0, {}};

bool is_time(TypeId id) { return id == TypeId::kDate || id == TypeId::kDatetime || id == TypeId::kTimestamp; }

// holds(sign of a - b), for two texts, two numbers, two times or two truths.
template <class Holds>
Made compare(Operands args, DeriveContext& c, Holds holds) {
  const DataType &left = args[0].column->type(), &right = args[1].column->type();
  const auto sign = [](auto a, auto b) { return a < b ? -1 : a > b ? 1 : 0; };
  if (is_time(left.id) || is_time(right.id)) {
    MOCKDATA_ASSIGN(const Column* a, instant_operand(args[0], c));
    MOCKDATA_ASSIGN(const Column* b, instant_operand(args[1], c));
    return fixed_function<uint8_t>(kBool, {a, b}, [=](Inputs in, uint32_t i) { return holds(sign(in[0]->values<int64_t>()[i], in[1]->values<int64_t>()[i])); });
  }
  if (is_text(left.id) || is_text(right.id) || !number_operand(args[0]).ok() || !number_operand(args[1]).ok()) {
    MOCKDATA_ASSIGN(const Column* a, text_operand(args[0], c));
    MOCKDATA_ASSIGN(const Column* b, text_operand(args[1], c));
    return fixed_function<uint8_t>(kBool, {a, b}, [=](Inputs in, uint32_t i) { return holds(sign(in[0]->text(i).compare(in[1]->text(i)), 0)); });
  }
  const Column *a = args[0].column, *b = args[1].column;
  const NumberReader x(left), y(right);
  if (x.real() || y.real())
    return fixed_function<uint8_t>(kBool, {a, b}, [=](Inputs in, uint32_t i) { return holds(sign(x.as_double(*in[0], i), y.as_double(*in[1], i))); });
  const int scale = std::max(x.scale(), y.scale());
  const __int128 up_x = wide_power_of_ten(scale - x.scale()), up_y = wide_power_of_ten(scale - y.scale());
  return fixed_function<uint8_t>(kBool, {a, b}, [=](Inputs in, uint32_t i) {
    return holds(sign(saturated_product(x.units(*in[0], i), up_x), saturated_product(y.units(*in[1], i), up_y)));
  });
}
Made equals(Operands a, DeriveContext& c) { return compare(a, c, [](int s) { return s == 0; }); }
Made differs(Operands a, DeriveContext& c) { return compare(a, c, [](int s) { return s != 0; }); }
Made less(Operands a, DeriveContext& c) { return compare(a, c, [](int s) { return s < 0; }); }
Made at_most(Operands a, DeriveContext& c) { return compare(a, c, [](int s) { return s <= 0; }); }
Made greater(Operands a, DeriveContext& c) { return compare(a, c, [](int s) { return s > 0; }); }
Made at_least(Operands a, DeriveContext& c) { return compare(a, c, [](int s) { return s >= 0; }); }

template <class F>
Made conditions(Operands args, F f) {
  std::vector<const Column*> inputs;
  for (const Operand& o : args) {
    MOCKDATA_ASSIGN(const Column* condition, bool_operand(o));
    inputs.push_back(condition);
  }
  return fixed_function<uint8_t>(kBool, std::move(inputs), [f, n = args.size()](Inputs in, uint32_t i) {
    uint8_t sum = 0;
    for (std::size_t k = 0; k < n; ++k) sum = static_cast<uint8_t>(sum + (in[k]->values<uint8_t>()[i] != 0));
    return static_cast<uint8_t>(f(sum, n));
  });
}
Made negation(Operands a, DeriveContext&) { return conditions(a, [](std::size_t sum, std::size_t) { return sum == 0; }); }
Made all_of(Operands a, DeriveContext&) { return conditions(a, [](std::size_t sum, std::size_t n) { return sum == n; }); }
Made any_of(Operands a, DeriveContext&) { return conditions(a, [](std::size_t sum, std::size_t) { return sum > 0; }); }

class NullTest final : public Column {
 public:
  NullTest(const Column* of, bool null) : Column(kBool), of_(of), null_(null) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*of_);
    uint8_t* v = out.own_fixed<uint8_t>(in.size);
    for (uint32_t i = 0; i < in.size; ++i) v[i] = in.valid(i) != null_;
  }
  std::vector<const Column*> reads() const override { return {of_}; }

 private:
  const Column* of_;
  bool null_;
};
Made is_null(Operands args, DeriveContext&) { return std::unique_ptr<Column>(std::make_unique<NullTest>(args[0].column, true)); }
Made has_value(Operands args, DeriveContext&) { return std::unique_ptr<Column>(std::make_unique<NullTest>(args[0].column, false)); }

// The number of the first argument that is not NULL; NULL where all are.
class FirstValid final : public Column {
 public:
  explicit FirstValid(std::vector<const Column*> of) : Column({TypeId::kInt32, 0, 0, {}}), of_(std::move(of)) {}
  void fill(Scope& scope, Block& out) const override {
    std::array<const Block*, kAnyNumber> in;
    for (std::size_t k = 0; k < of_.size(); ++k) in[k] = &scope.get(*of_[k]);
    const uint32_t rows = scope.rows().count;
    int32_t* v = out.own_fixed<int32_t>(rows);
    bool all = true;
    for (uint32_t i = 0; i < rows; ++i) {
      std::size_t k = 0;
      while (k < of_.size() && !in[k]->valid(i)) ++k;
      all = all && k < of_.size();
      v[i] = static_cast<int32_t>(k < of_.size() ? k : 0);
    }
    if (!all) write_validity(out.own_validity(), rows, [&](uint32_t i) { return in[v[i]]->valid(i); });
  }
  std::vector<const Column*> reads() const override { return of_; }

 private:
  std::vector<const Column*> of_;
};

Result<std::vector<const Column*>> of_one_type(Operands args, DeriveContext& c) {
  std::vector<const Column*> columns, valued;
  for (const Operand& o : args) {
    columns.push_back(o.column);
    if (!o.literal || o.literal->kind != Expression::Kind::kNull) valued.push_back(o.column);
  }
  MOCKDATA_ASSIGN(const DataType type, common_type(valued.empty() ? columns : valued));
  for (std::size_t k = 0; k < args.size(); ++k) {
    if (args[k].literal && args[k].literal->kind == Expression::Kind::kNull) {
      columns[k] = c.table->add(std::make_unique<NullColumn>(type));
      continue;
    }
    MOCKDATA_ASSIGN(columns[k], round_column(columns[k], type, *c.table));
  }
  return columns;
}
Made coalesce(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(std::vector<const Column*> columns, of_one_type(args, c));
  return select_column(c.table->add(std::make_unique<FirstValid>(columns)), columns);
}
class Otherwise final : public Column {
 public:
  explicit Otherwise(const Column* condition) : Column({TypeId::kInt32, 0, 0, {}}), condition_(condition) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*condition_);
    int32_t* v = out.own_fixed<int32_t>(in.size);
    for (uint32_t i = 0; i < in.size; ++i) v[i] = !(in.valid(i) && in.values<uint8_t>()[i]);
  }
  std::vector<const Column*> reads() const override { return {condition_}; }

 private:
  const Column* condition_;
};
Made choose(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const Column* condition, bool_operand(args[0]));
  MOCKDATA_ASSIGN(std::vector<const Column*> columns, of_one_type(args.subspan(1), c));
  return select_column(c.table->add(std::make_unique<Otherwise>(condition)), columns);
}

template <class F>
Made test_text(Operands args, DeriveContext& c, F f) {
  MOCKDATA_ASSIGN(const Column* a, text_operand(args[0], c));
  MOCKDATA_ASSIGN(const Column* b, text_operand(args[1], c));
  return fixed_function<uint8_t>(kBool, {a, b}, [f](Inputs in, uint32_t i) { return static_cast<uint8_t>(f(in[0]->text(i), in[1]->text(i))); });
}
Made contains(Operands args, DeriveContext& c) {
  return test_text(args, c, [](std::string_view a, std::string_view b) { return a.find(b) != std::string_view::npos; });
}
Made starts_with(Operands args, DeriveContext& c) {
  return test_text(args, c, [](std::string_view a, std::string_view b) { return a.starts_with(b); });
}

constexpr Function kRows[] = {
    {"equals", "a, b", 2, 2, "whether they are equal (also a = b)", "equals('FI', 'FI')", "true", equals},
    {"differs", "a, b", 2, 2, "whether they differ (also a != b)", "1 != 1.0", "false", differs},
    {"less", "a, b", 2, 2, "whether a is less, or earlier (also a < b)", "date('2026-01-01') < '2026-01-02'", "true", less},
    {"at_most", "a, b", 2, 2, "whether a is not greater (also a <= b)", "2.50 <= 2.5", "true", at_most},
    {"greater", "a, b", 2, 2, "whether a is greater, or later (also a > b)", "10 > 9", "true", greater},
    {"at_least", "a, b", 2, 2, "whether a is not less (also a >= b)", "age('2000-01-01', '2026-01-01') >= 18", "true", at_least},
    {"not", "condition", 1, 1, "true where it is false", "not(1 > 2)", "true", negation},
    {"all", "condition, …", 1, kAnyNumber, "whether all hold", "all(1 < 2, 2 < 3)", "true", all_of},
    {"any", "condition, …", 1, kAnyNumber, "whether any holds", "any(1 > 2, 2 < 3)", "true", any_of},
    {"is_null", "x", 1, 1, "whether x is NULL; never NULL itself", "is_null(null)", "true", is_null},
    {"has_value", "x", 1, 1, "whether x is not NULL; never NULL itself", "has_value('')", "true", has_value},
    {"coalesce", "a, b, …", 1, kAnyNumber, "the first that is not NULL", "coalesce(null, 'b')", "b", coalesce},
    {"if", "condition, a, b", 3, 3, "a where the condition holds, else b", "if(2 > 1, 'more', 'less')", "more", choose},
    {"contains", "text, part", 2, 2, "whether the text holds the part", "contains('abc', 'bc')", "true", contains},
    {"starts_with", "text, part", 2, 2, "whether the text begins with the part", "starts_with('abc', 'b')", "false", starts_with},
};

}  // namespace

const std::span<const Function> kLogicFunctions = kRows;

}  // namespace mockdata
