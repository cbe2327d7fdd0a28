// Conditional values: "when": [{"if": {"country": "FI"}, "then": "EUR"}, {"if": "amount > 1000", "then": {"values": [...]}}, {"else": null}].
#include "block/combine.h"
#include "derive/cast.h"
#include "derive/select.h"
#include "plan/builder.h"

namespace mockdata {

namespace {

// The number of the first condition that holds; their count where none does.
class WhichColumn final : public Column {
 public:
  explicit WhichColumn(std::vector<const Column*> conditions) : Column({TypeId::kInt32, 0, 0, {}}), conditions_(std::move(conditions)) {}
  void fill(Scope& scope, Block& out) const override {
    const uint32_t rows = scope.rows().count;
    int32_t* v = out.own_fixed<int32_t>(rows);
    std::fill_n(v, rows, static_cast<int32_t>(conditions_.size()));
    for (std::size_t k = conditions_.size(); k-- > 0;) {
      const Block& holds = scope.get(*conditions_[k]);
      for (uint32_t i = 0; i < rows; ++i)
        if (holds.values<uint8_t>()[i] && holds.valid(i)) v[i] = static_cast<int32_t>(k);
    }
  }
  std::vector<const Column*> reads() const override { return conditions_; }

 private:
  std::vector<const Column*> conditions_;
};

Expression call(const char* name, std::vector<Expression> args) { return {Expression::Kind::kCall, name, std::move(args), 0}; }

Result<Expression> literal_of(const Value& v) {
  switch (v.kind()) {
    case Value::Kind::kString: return Expression{Expression::Kind::kText, v.text(), {}, 0};
    case Value::Kind::kBool: return Expression{Expression::Kind::kBool, v.text(), {}, 0};
    case Value::Kind::kNumber: return Expression{Expression::Kind::kNumber, v.text(), {}, 0};
    default: return invalid_error("expected a value, a list of values, null or {\"min\", \"max\", \"not\"}, found " + v.to_json(), "line " + std::to_string(v.line()));
  }
}

// What a field is compared with: a value, null, a list of values, or bounds.
Result<Expression> matches(const Expression& field, const Value& with) {
  if (with.is_null()) return call("is_null", {field});
  if (with.is_array()) {
    std::vector<Expression> any;
    for (const Value& v : with.items()) {
      MOCKDATA_ASSIGN(Expression one, matches(field, v));
      any.push_back(std::move(one));
    }
    if (any.empty() || any.size() > 64) return invalid_error("a list of 1 to 64 values, found " + std::to_string(any.size()), "line " + std::to_string(with.line()));
    return call("any", std::move(any));
  }
  if (!with.is_object()) {
    MOCKDATA_ASSIGN(Expression value, literal_of(with));
    return call("equals", {field, std::move(value)});
  }
  std::vector<Expression> all;
  for (const auto& [key, v] : with.members()) {
    if (key == "not") {
      MOCKDATA_ASSIGN(Expression same, matches(field, v));
      all.push_back(call("not", {std::move(same)}));
    } else if (key == "min" || key == "max") {
      MOCKDATA_ASSIGN(Expression value, literal_of(v));
      all.push_back(call(key == "min" ? "at_least" : "at_most", {field, std::move(value)}));
    } else {
      return invalid_error("\"" + key + "\" means nothing here; bounds are {\"min\", \"max\", \"not\"}", "line " + std::to_string(v.line()));
    }
  }
  if (all.empty()) return invalid_error("a condition is empty", "line " + std::to_string(with.line()));
  return call("all", std::move(all));
}

}  // namespace

Result<Expression> condition_of(const Value& setting) {
  if (setting.is_string()) return parse_expression(setting.text());
  if (!setting.is_object() || setting.members().empty() || setting.members().size() > 64)
    return invalid_error("a condition is {\"field\": value}, or an expression such as \"country = 'FI'\", found " + setting.to_json(), "line " + std::to_string(setting.line()));
  std::vector<Expression> all;
  for (const auto& [field, with] : setting.members()) {
    MOCKDATA_ASSIGN(Expression one, matches({Expression::Kind::kName, field, {}, 0}, with));
    all.push_back(std::move(one));
  }
  return call("all", std::move(all));
}

const Column* Builder::make_condition(Node& node, const std::string& key, const Value& setting) {
  DeriveContext context = derive_context(node);
  const auto expression = condition_of(setting);
  auto column = expression.ok() ? derive_column(*expression, context) : Result<const Column*>(expression.error());
  if (column.ok() && (*column)->type().id != TypeId::kBool) column = invalid_error("a condition is true or false, this is a " + type_name((*column)->type()));
  return column.ok() ? *column : refuse(node, key, setting, column.error());
}

// The value of one branch: a constant, or settings as of a field.
const Column* Builder::make_branch(Node& node, const Value& then, std::size_t number, const DataType& type) {
  if (then.is_null()) return node.site->table->add(std::make_unique<NullColumn>(type));
  auto field = std::make_unique<Field>(*node.field);
  Value settings = Value::object();
  for (const char* kept : {"scale", "precision", "max_length", "locale"})
    if (const Value& v = field->settings.find(kept)) settings.set(kept, v);
  if (then.is_object()) {
    field->faker_method = then.find("faker_method").text();
    field->faker_args = then.find("faker_args");
    for (const auto& [key, v] : then.members())
      if (key != "faker_method" && key != "faker_args") settings.set(key, v);
  } else {
    field->faker_method.clear();
    settings.set("constant", then);
  }
  field->settings = std::move(settings);
  made_fields_.push_back(std::move(field));
  Node branch = node;
  branch.field = made_fields_.back().get();
  branch.own_key = key_of(node).with("when").with(static_cast<uint64_t>(number));
  branch.unique = false;
  const Column* value = make_value(branch);
  node.how += (number ? "; " : ": ") + branch.how;
  if (!value) return nullptr;
  const auto rate = branch.field->settings.find("null_rate").as_double();
  if (!rate || *rate <= 0) return value;
  return node.site->table->add(std::make_unique<NullableColumn>(value, branch.own_key->with("null").value(), *rate));
}

const Column* Builder::make_conditional(Node& node, const Value& setting) {
  const auto type = data_type(*node.field, "");
  if (!type || (!width_of(*type) && !is_text(type->id))) return refuse(node, ".when", setting, invalid_error("conditional values are for single values, not for objects and lists"));
  if (node.unique) return refuse(node, ".when", setting, invalid_error("conditional values cannot be unique", {}, "remove one of the two"));
  node.how = "conditional";
  std::vector<const Column*> conditions, choices;
  const std::vector<Value> single{setting};
  const Value* otherwise = nullptr;
  std::size_t number = 0;
  for (const Value& c : setting.is_array() ? setting.items() : single) {
    if (otherwise) return refuse(node, ".when", c, invalid_error("\"else\" is the last one"));
    for (const auto& [key, v] : c.members())
      if (key != "if" && key != "then" && key != "else") return refuse(node, ".when", v, invalid_error("\"" + key + "\" means nothing here", {}, "each is {\"if\", \"then\"}, the last may be {\"else\"}"));
    const bool last = static_cast<bool>(c.find("else"));
    if (last && !c.find("if")) {
      otherwise = &c.find("else");
      continue;
    }
    if (!c.find("if") || !c.find("then")) return refuse(node, ".when", c, invalid_error("expected {\"if\": condition, \"then\": value}, found " + c.to_json()));
    const Column* condition = make_condition(node, ".when", c.find("if"));
    const Column* then = condition ? make_branch(node, c.find("then"), number++, *type) : nullptr;
    if (!then) return nullptr;
    conditions.push_back(condition);
    choices.push_back(then);
    if (last) otherwise = &c.find("else");
  }
  if (conditions.empty()) return refuse(node, ".when", setting, invalid_error("there are no conditions"));
  if (otherwise) {
    choices.push_back(make_branch(node, *otherwise, number, *type));
  } else {  // the field as it is without "when"
    auto field = std::make_unique<Field>(*node.field);
    field->settings.set("when", Value());
    made_fields_.push_back(std::move(field));
    Node rest = node;
    rest.field = made_fields_.back().get();
    choices.push_back(make_value(rest));
    node.how += "; else " + rest.how;
    node.computed = rest.computed;
  }
  if (!choices.back()) return nullptr;
  const Column* which = node.site->table->add(std::make_unique<WhichColumn>(std::move(conditions)));
  return node.site->table->add(select_column(which, std::move(choices)));
}

}  // namespace mockdata
