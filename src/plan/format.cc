// Texts of a form: "format": "{{first_name}}.{{last_name}}", "INV-{{year(date)}}-#####", "##-??".
// {{ }} holds an expression of fields of the row (and of referenced rows), functions, and providers by their name; outside
// of it # is a digit, % a digit above 0, ? a letter; \ takes the next character as it is.
#include "block/combine.h"
#include "block/text_of.h"
#include "derive/cast.h"
#include "plan/builder.h"
#include "providers/provider.h"
#include "random/permutation.h"

namespace mockdata {

namespace {

constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr uint64_t kMost = uint64_t{1} << 62;

uint32_t radix_of(char mark) { return mark == '#' ? 10 : mark == '%' ? 9 : 52; }
char write_mark(char mark, uint32_t pick) { return static_cast<char>(mark == '#' ? '0' + pick : mark == '%' ? '1' + pick : kLetters[pick]); }

struct Part {
  std::string literal;
  std::string token;      // an expression
  char mark = 0;          // a placeholder
  bool ranked = false;    // a digit of the rank of unique texts
};

Result<std::vector<Part>> parts_of(const std::string& format) {
  std::vector<Part> parts;
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

uint64_t ranks_of(const std::vector<Part>& parts) {
  unsigned __int128 n = 1;
  for (const Part& p : parts)
    if (p.ranked && n < kMost) n *= radix_of(p.mark);
  return n < kMost ? static_cast<uint64_t>(n) : kMost;
}

class FormatColumn final : public Column {
 public:
  FormatColumn(std::vector<Part> parts, std::vector<const Column*> tokens, Key key, bool unique, const Column* digit, uint64_t radix)
      : Column({TypeId::kText, 0, 0, {}}), parts_(std::move(parts)), tokens_(std::move(tokens)), key_(key), ranked_(unique || digit), digit_(digit),
        permutation_(digit ? std::max<uint64_t>(radix, 1) : ranks_of(parts_), key.with("rank").value()) {}

  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    for (const Column* t : tokens_) scope.get(*t);
    const Block** in = reinterpret_cast<const Block**>(scope.scratch(*this).reserve((tokens_.size() + 1) * sizeof(const Block*)));
    bool nulls = false;
    for (std::size_t k = 0; k < tokens_.size(); ++k) {
      in[k] = &scope.get(*tokens_[k]);
      nulls = nulls || in[k]->validity;
    }
    const uint64_t* digits = digit_ ? scope.get(*digit_).values<uint64_t>() : nullptr;
    TextWriter writer(out, rows.count);
    for (uint32_t i = 0; i < rows.count; ++i) {
      const uint64_t x = digits ? digits[i] : rows[i];
      uint64_t rank = ranked_ ? permutation_(x < permutation_.size() ? x : x % permutation_.size()) : 0;
      const uint64_t row_key = key_.at(rows[i]);
      std::size_t token = 0;
      uint64_t place = 0;
      for (const Part& p : parts_) {
        if (p.mark) {
          const uint32_t n = radix_of(p.mark);
          uint32_t pick = below(bits(row_key, ++place), n);
          if (ranked_ && p.ranked) pick = static_cast<uint32_t>(rank % n), rank /= n;
          writer.put(write_mark(p.mark, pick));
        } else if (p.token.empty()) {
          writer.put(p.literal);
        } else {
          writer.put(in[token++]->text(i));
        }
      }
      writer.end_row();
    }
    if (!nulls) return;
    write_validity(out.own_validity(), rows.count, [&](uint32_t i) {
      bool valid = true;
      for (std::size_t k = 0; k < tokens_.size(); ++k) valid = valid && in[k]->valid(i);
      return valid;
    });
  }
  std::vector<const Column*> reads() const override {
    std::vector<const Column*> all = tokens_;
    if (digit_) all.push_back(digit_);
    return all;
  }

 private:
  std::vector<Part> parts_;
  std::vector<const Column*> tokens_;
  Key key_;
  bool ranked_;
  const Column* digit_;
  Permutation permutation_;
};

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
  for (const Part& p : *parts) {
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
  const Column* made = table.add(std::make_unique<FormatColumn>(std::move(*parts), tokens, key_of(node).with("format"), node.unique && !by_token, node.digit, node.radix));
  return fit(node, made, ".format");
}

}  // namespace mockdata
