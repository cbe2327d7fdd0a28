// Fields made of other fields: `derive` (functions), `copy` (the referenced row's value) and `format` (text with tokens).
#include "derive/function.h"

#include "derive/cast.h"
#include "plan/builder.h"

namespace mockdata {

namespace {

// {"function": "round", "of": ["quantity * price", 2]} as a call; strings of `of` are expressions themselves.
Result<Expression> expression_of(const Value& v) {
  if (v.is_string()) return parse_expression(v.text());
  if (!v.is_object()) return invalid_error("expected an expression such as \"lower(name)\", or {\"function\", \"of\"}, found " + v.to_json());
  const Value& function = v.find("function");
  const Value& of = v.find("of");
  if (!function.is_string()) return invalid_error("a derived value needs a \"function\"");
  for (const auto& [key, value] : v.members())
    if (key != "function" && key != "of") return invalid_error("\"" + key + "\" means nothing here", "line " + std::to_string(value.line()), "a derived value is {\"function\": name, \"of\": [arguments]}");
  Expression e{Expression::Kind::kCall, function.text(), {}, 0};
  const std::vector<Value> single{of};
  for (const Value& argument : of.is_array() ? of.items() : of ? single : std::vector<Value>()) {
    if (argument.is_string() || argument.is_object()) {
      MOCKDATA_ASSIGN(Expression inner, expression_of(argument));
      e.args.push_back(std::move(inner));
    } else {
      MOCKDATA_ASSIGN(Expression inner, parse_expression(argument.to_json()));
      e.args.push_back(std::move(inner));
    }
  }
  return e;
}

}  // namespace

DeriveContext Builder::derive_context(Node& node) {
  DeriveContext context;
  context.table = node.site->table;
  context.today = plan_.as_of;
  context.field = [this, &node](const std::string& name) { return refer(node, name); };
  return context;
}

const Column* Builder::make_derived(Node& node, const Value& setting) {
  node.computed = true;
  DeriveContext context = derive_context(node);
  const auto expression = expression_of(setting);
  const auto column = expression.ok() ? derive_column(*expression, context) : Result<const Column*>(expression.error());
  if (!column.ok()) return refuse(node, ".derive", setting, column.error());
  node.how = "derived: " + (setting.is_string() ? setting.text() : setting.to_json());
  return fit_computed(node, *column, ".derive");
}

const Column* Builder::make_copy(Node& node, const Value& setting) {
  node.computed = true;
  const auto column = refer(node, setting.text());
  if (!column.ok()) return refuse(node, ".copy", setting, column.error());
  node.how = "copy of " + setting.text();
  return fit_computed(node, *column, ".copy");
}

// What was computed, as the field's type: rounded where that has fewer digits.
const Column* Builder::fit_computed(Node& node, const Column* made, const std::string& key) {
  const auto type = data_type(*node.field, key);
  if (!type) return nullptr;
  auto cast = round_column(made, *type, *node.site->table);
  if (cast.ok()) return *cast;
  error(node.field->path + key, node.field->line, cast.error().message, "change the type of the field, or how it is computed");
  return nullptr;
}

}  // namespace mockdata
