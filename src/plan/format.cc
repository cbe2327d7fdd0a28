// Texts of a form: "format": "{{first_name}}.{{last_name}}", "INV-{{year(date)}}-#####", "##-??".
// {{ }} holds an expression of fields of the row (and of referenced rows), functions, and providers by their name; outside
// of it # is a digit, % a digit above 0, ? a letter; \ takes the next character as it is.
#include "derive/cast.h"
#include "plan/builder.h"
#include "plan/format_column.h"
#include "providers/provider.h"

namespace mockdata {

namespace {

Result<std::vector<FormatPart>> parts_of(const std::string& format) {
  std::vector<FormatPart> parts;
  const auto literal = [&](char c) {
    if (parts.empty() || parts.back().mark || !parts.back().token.empty()) parts.push_back({});
    parts.back().literal += c;
  };
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '\\' && i + 1 < format.size()) {
      literal(format[++i]);
    } else if (format.compare(i, 2, "{{") == 0) {
      const std::size_t end = format.find("}}", i);
      if (end == std::string::npos) return invalid_error("a {{ that is not closed, in \"" + format + "\"");
      parts.push_back({{}, format.substr(i + 2, end - i - 2), 0, false});
      if (parts.back().token.find_first_not_of(' ') == std::string::npos) return invalid_error("an empty {{ }}, in \"" + format + "\"");
      i = end + 1;
    } else if (format[i] == '#' || format[i] == '%' || format[i] == '?') {
      parts.push_back({{}, {}, format[i], false});
    } else {
      literal(format[i]);
    }
  }
  // Placeholders before the first token and behind the last stand at places that texts of one length share, so they alone
  // tell texts apart, whatever the tokens are.
  std::size_t first = parts.size(), last = 0;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (!parts[i].token.empty()) first = std::min(first, i), last = i + 1;
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i].ranked = parts[i].mark && (i < first || i >= last);
  return parts;
}

}  // namespace

std::optional<uint64_t> format_capacity(const std::string& format) {
  const auto parts = parts_of(format);
  return parts.ok() ? std::optional(ranks_of(*parts)) : std::nullopt;
}

const Column* Builder::make_format(Node& node, const Value& setting) {
  auto parts = parts_of(setting.text());
  if (!parts.ok()) return refuse(node, ".format", setting, parts.error());
  DeriveContext context = derive_context(node);
  // A name is a field, or else a provider.
  const auto field = context.field;
  context.field = [&](const std::string& name) -> Result<const Column*> {
    if (sibling(node, name) || name.find('.') != std::string::npos || !find_provider(name)) {
      auto column = field(name);
      if (!column.ok() && name.find('.') == std::string::npos && !sibling(node, name)) {
        const std::string near = nearest_provider(name);
        column.error().message = "\"" + name + "\" is neither a field of " + plan_.entities[node.entity].name + " nor a provider";
        if (!near.empty()) column.error().hint = "did you mean \"" + near + "\"?";
      }
      return column;
    }
    Field text = *node.field;
    text.type = FieldType::kString;
    Node token = node;
    token.field = &text;
    token.own_key = key_of(node).with("format").with(name);
    token.unique = false;
    token.digit = nullptr;
    const Column* made = provider_column(token, name, Value());
    if (!made) return told();
    return cast_column(made, {TypeId::kText, 0, 0, {}}, *node.site->table);
  };
  std::vector<const Column*> tokens;
  std::size_t unique_tokens = 0;
  for (const FormatPart& p : *parts) {
    if (p.token.empty()) continue;
    auto expression = parse_expression(p.token);
    if (!expression.ok()) return refuse(node, ".format", setting, expression.error());
    if (expression->kind == Expression::Kind::kName)
      if (const Node* named = sibling(node, expression->text)) unique_tokens += named->unique && named->site == node.site;
    auto column = derive_column(*expression, context);
    if (column.ok()) column = cast_column(*column, {TypeId::kText, 0, 0, {}}, *node.site->table);
    if (!column.ok()) return refuse(node, ".format", setting, column.error());
    tokens.push_back(*column);
  }
  node.computed = !tokens.empty() && !node.field->settings.find("null_rate");
  node.how = "format " + setting.text();
  // One token that is unique itself tells the rows apart without placeholders.
  const bool by_token = unique_tokens == 1 && tokens.size() == 1;
  if (node.unique && !by_token && !node.digit && rows_[node.entity] > ranks_of(*parts))
    return refuse(node, ".format", setting, invalid_error(std::to_string(rows_[node.entity]) + " rows asked, the placeholders of \"" + setting.text() + "\" tell " +
                  std::to_string(ranks_of(*parts)) + " texts apart", {}, "add placeholders (#, ?) before the first token or behind the last, or use a unique field as the only token"));
  Table& table = *node.site->table;
  const Column* made = table.add(std::make_unique<FormatColumn>(*parts, tokens, key_of(node).with("format"), node.unique && !by_token, node.digit, node.radix));
  return fit(node, made, ".format");
}

}  // namespace mockdata
