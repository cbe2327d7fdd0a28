#include <algorithm>

#include "base/date.h"
#include "base/nearest.h"
#include "block/owned_pool.h"
#include "derive/cast.h"
#include "derive/families.h"
#include "derive/kernel.h"

namespace mockdata {

std::vector<const Function*> all_functions() {
  std::vector<const Function*> all;
  for (const std::span<const Function>* family : kFunctionFamilies)
    for (const Function& f : *family) all.push_back(&f);
  std::sort(all.begin(), all.end(), [](const Function* a, const Function* b) { return std::string_view(a->name) < b->name; });
  return all;
}

const Function* find_function(std::string_view name) {
  static const std::vector<const Function*> all = all_functions();
  const auto it = std::lower_bound(all.begin(), all.end(), name, [](const Function* f, std::string_view n) { return f->name < n; });
  return it != all.end() && (*it)->name == name ? *it : nullptr;
}

namespace {

// One value in every row.
class ConstantColumn final : public Column {
 public:
  ConstantColumn(DataType type, __int128 units, double real, const std::string& text)
      : Column(std::move(type)), units_(units), real_(real), pool_({text}) {}
  void fill(Scope& scope, Block& out) const override {
    const uint32_t n = scope.rows().count;
    const auto all = [&]<class T>(T value) { std::fill_n(out.own_fixed<T>(n), n, value); };
    if (type().id == TypeId::kDouble) return all(real_);
    switch (width_of(type())) {
      case 0: std::fill_n(out.own_pool(n, pool_.view()), n, 0u); break;
      case 1: all(static_cast<uint8_t>(units_)); break;
      case 4: all(static_cast<int32_t>(units_)); break;
      case 8: all(static_cast<int64_t>(units_)); break;
      default: all(units_);
    }
  }

 private:
  __int128 units_;
  double real_;
  OwnedPool pool_;
};

Result<std::unique_ptr<Column>> constant(const Expression& e) {
  const auto make = [](DataType type, __int128 units, const std::string& text = {}) -> Result<std::unique_ptr<Column>> {
    return std::unique_ptr<Column>(std::make_unique<ConstantColumn>(std::move(type), units, 0, text));
  };
  switch (e.kind) {
    case Expression::Kind::kText: return make({TypeId::kText, 0, 0, {}}, 0, e.text);
    case Expression::Kind::kBool: return make({TypeId::kBool, 0, 0, {}}, e.text == "true");
    case Expression::Kind::kNull: return std::unique_ptr<Column>(std::make_unique<NullColumn>(DataType{TypeId::kText, 0, 0, {}}));
    default: break;
  }
  __int128 units = 0;
  int behind = -1;
  std::size_t digits = 0;
  for (const char c : e.text) {
    if (c == '.') {
      if (behind >= 0) return invalid_error("\"" + e.text + "\" is not a number");
      behind = 0;
    } else if (c != '-') {
      if (++digits > 18) return invalid_error("\"" + e.text + "\" has more than 18 digits");
      units = units * 10 + (c - '0');
      if (behind >= 0) ++behind;
    }
  }
  if (e.text[0] == '-') units = -units;
  if (behind <= 0) return make({TypeId::kInt64, 0, 0, {}}, units);
  return make(DataType::decimal(18, static_cast<uint8_t>(behind)), units);
}

std::string describe(const Operand& operand) {
  return operand.literal ? "\"" + operand.literal->text + "\"" : "a " + type_name(operand.column->type());
}

}  // namespace

Result<const Column*> derive_column(const Expression& e, DeriveContext& context) {
  if (e.kind == Expression::Kind::kName) return context.field(e.text);
  if (e.kind != Expression::Kind::kCall) {
    MOCKDATA_ASSIGN(std::unique_ptr<Column> made, constant(e));
    return static_cast<const Column*>(context.table->add(std::move(made)));
  }
  const Function* function = find_function(e.text);
  if (!function) {
    std::vector<std::string> names;
    for (const Function* f : all_functions()) names.emplace_back(f->name);
    const std::string near = nearest(e.text, names);
    return invalid_error("no function is called \"" + e.text + "\"", {},
                         near.empty() ? "`mockdata functions` lists them" : "did you mean \"" + near + "\"?");
  }
  const std::string usage = "it is " + e.text + "(" + function->parameters + ")";
  if (e.args.size() < function->least || e.args.size() > function->most)
    return invalid_error(e.text + " takes " + (function->least == function->most ? std::to_string(function->least) : function->most == kAnyNumber ? "at least " + std::to_string(function->least)
                         : std::to_string(function->least) + " to " + std::to_string(function->most)) + " arguments, found " + std::to_string(e.args.size()), {}, usage);
  std::vector<Operand> operands;
  for (const Expression& arg : e.args) {
    MOCKDATA_ASSIGN(const Column* column, derive_column(arg, context));
    operands.push_back({column, arg.literal() ? &arg : nullptr});
  }
  auto made = function->make(operands, context);
  if (!made.ok()) {
    Error error = made.error();
    error.message = e.text + ": " + error.message;
    if (error.hint.empty()) error.hint = usage;
    return error;
  }
  return static_cast<const Column*>(context.table->add(std::move(*made)));
}

Result<const Column*> text_operand(const Operand& o, DeriveContext& context) {
  return cast_column(o.column, {TypeId::kText, 0, 0, {}}, *context.table);
}

Result<const Column*> instant_operand(const Operand& o, DeriveContext& context) {
  const TypeId id = o.column->type().id;
  if (id == TypeId::kText) {
    if (o.literal && !parse_timestamp(o.literal->text)) return invalid_error("expected a date or a time, found " + describe(o));
    return static_cast<const Column*>(context.table->add(partial_function<int64_t>({TypeId::kDatetime, 0, 0, {}}, {o.column}, [](Inputs in, uint32_t i, int64_t& out) {
      const auto t = parse_timestamp(in[0]->text(i));
      out = t.value_or(0);
      return t.has_value();
    })));
  }
  if (id == TypeId::kDatetime || id == TypeId::kTimestamp) return o.column;
  if (id == TypeId::kDate) return cast_column(o.column, {TypeId::kDatetime, 0, 0, {}}, *context.table);
  return invalid_error("expected a date or a time, found " + describe(o));
}

Result<const Column*> date_operand(const Operand& o, DeriveContext& context) {
  if (o.column->type().id == TypeId::kDate) return o.column;
  MOCKDATA_ASSIGN(const Column* instant, instant_operand(o, context));
  return cast_column(instant, {TypeId::kDate, 0, 0, {}}, *context.table);
}

Result<const Column*> bool_operand(const Operand& o) {
  if (o.column->type().id == TypeId::kBool) return o.column;
  return invalid_error("expected a condition (true or false), found " + describe(o));
}

Result<const Column*> number_operand(const Operand& o) {
  switch (o.column->type().id) {
    case TypeId::kBool: case TypeId::kInt32: case TypeId::kInt64: case TypeId::kFloat: case TypeId::kDouble: case TypeId::kDecimal: return o.column;
    default: return invalid_error("expected a number, found " + describe(o));
  }
}

Result<int64_t> whole_literal(const Operand& o, const char* what, int64_t least, int64_t most) {
  if (o.literal && o.literal->kind == Expression::Kind::kNumber && o.literal->text.find('.') == std::string::npos) {
    const int64_t n = std::stoll(o.literal->text);
    if (n >= least && n <= most) return n;
  }
  return invalid_error(std::string(what) + " is a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ", found " + describe(o));
}

Result<std::string> text_literal(const Operand& o, const char* what) {
  if (o.literal && o.literal->kind == Expression::Kind::kText) return o.literal->text;
  return invalid_error(std::string(what) + " is a text in quotes, found " + describe(o));
}

}  // namespace mockdata
