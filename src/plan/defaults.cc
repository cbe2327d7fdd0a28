#include "plan/defaults.h"

#include <algorithm>
#include <string>
#include <vector>

#include "plan/builder.h"
#include "providers/choice.h"
#include "providers/number.h"
#include "providers/provider.h"
#include "semantics/semantics.h"

namespace mockdata {

namespace {

// "lastModifiedAt" -> last, modified, at.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool begins = upper && i && !(name[i - 1] >= 'A' && name[i - 1] <= 'Z' && (i + 1 == name.size() || (name[i + 1] >= 'A' && name[i + 1] <= 'Z')));
    if (c == '_' || c == ' ' || c == '-' || c == '.' || begins) words.emplace_back();
    if (c != '_' && c != ' ' && c != '-' && c != '.') words.back() += upper ? static_cast<char>(c + 32) : c;
  }
  std::erase(words, std::string());
  return words;
}

bool has_word(std::string_view name, std::initializer_list<std::string_view> any) {
  for (const std::string& word : words_of(name))
    if (std::find(any.begin(), any.end(), word) != any.end()) return true;
  return false;
}

struct Order {
  const char* earlier;
  const char* later;
};
constexpr Order kOrders[] = {
    {"birth", "hire"}, {"birth", "start"}, {"birth", "joined"}, {"birth", "join"}, {"hire", "end"}, {"hire", "termination"}, {"hire", "leave"}, {"hired", "terminated"},
    {"start", "end"}, {"start", "finish"}, {"start", "stop"}, {"started", "ended"}, {"started", "finished"}, {"started", "completed"}, {"begin", "end"}, {"from", "to"}, {"from", "until"}, {"from", "thru"},
    {"created", "updated"}, {"created", "modified"}, {"created", "changed"}, {"created", "deleted"}, {"created", "closed"}, {"created", "completed"}, {"created", "resolved"}, {"created", "archived"},
    {"create", "update"}, {"creation", "modification"}, {"inserted", "updated"}, {"added", "updated"}, {"opened", "closed"}, {"open", "close"}, {"opened", "resolved"}, {"order", "ship"}, {"order", "shipped"},
    {"order", "delivery"}, {"order", "due"}, {"ordered", "shipped"}, {"ordered", "delivered"}, {"shipped", "delivered"}, {"ship", "delivery"}, {"issue", "expiry"}, {"issue", "expiration"}, {"issue", "due"},
    {"issued", "expires"}, {"issued", "paid"}, {"invoice", "due"}, {"effective", "expiration"}, {"effective", "expiry"}, {"effective", "end"}, {"submitted", "approved"}, {"requested", "approved"},
    {"departure", "arrival"}, {"admission", "discharge"}, {"enrollment", "graduation"}, {"rental", "return"},
};

}  // namespace

double flag_probability(std::string_view name) {
  if (has_word(name, {"not", "no", "non"})) return 0.5;
  if (has_word(name, {"deleted", "archived", "removed", "test", "blocked", "locked", "disabled", "suspended", "void", "voided", "cancelled", "canceled", "obsolete", "deprecated",
                      "hidden", "inactive", "expired", "fraud", "spam", "bounced", "revoked", "discontinued"})) return 0.03;
  if (has_word(name, {"active", "enabled", "live", "livemode", "visible", "valid", "verified", "published", "current", "available"})) return 0.92;
  return 0.5;
}
bool says_current(std::string_view name) { return has_word(name, {"current", "active"}); }
bool says_deleted(std::string_view name) { return has_word(name, {"deleted", "archived", "removed"}); }

double open_share(std::string_view name) {
  if (has_word(name, {"deleted", "archived", "removed", "cancelled", "canceled"})) return 0.95;
  if (has_word(name, {"end", "ended", "termination", "terminated", "until", "to", "thru", "closed", "finish", "finished", "completed", "resolved", "expiration", "expires", "leave", "stop"})) return 0.5;
  return 0.1;
}

bool comes_before(std::string_view earlier, std::string_view later) {
  std::vector<std::string> a = words_of(earlier), b = words_of(later);
  if (!b.empty() && b[0] == "last" && b.size() > 1) b.erase(b.begin());
  if (a.size() != b.size()) return false;
  const Order* found = nullptr;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    if (found) return false;
    for (const Order& o : kOrders)
      if (a[i] == o.earlier && b[i] == o.later) found = &o;
    if (!found) return false;
  }
  return found;
}

// Fields of the same object with dates that this one follows by name; "after": false says that there are none.
std::vector<Node*> Builder::earlier_by_name(const Node& node) {
  std::vector<Node*> found;
  const std::size_t dot = node.path.rfind('.');
  const std::string prefix = dot == std::string::npos ? "" : node.path.substr(0, dot + 1);
  for (const auto& other : nodes_) {
    if (other->entity != node.entity || other->site != node.site || other->path.size() <= prefix.size() || !other->path.starts_with(prefix)) continue;
    const std::string name = other->path.substr(prefix.size());
    const FieldType type = other->field->type;
    const bool dated = type == FieldType::kDate || type == FieldType::kDatetime || type == FieldType::kTimestamp;
    if (dated && name.find('.') == std::string::npos && comes_before(name, node.field->name)) found.push_back(other.get());
  }
  return found;
}

// The one date of the same object that ends something, for flags that say whether it still holds.
Node* Builder::end_beside(const Node& node, bool deleted) {
  Node* found = nullptr;
  const std::size_t dot = node.path.rfind('.');
  const std::string prefix = dot == std::string::npos ? "" : node.path.substr(0, dot + 1);
  for (const auto& other : nodes_) {
    if (other->entity != node.entity || other->site != node.site || other->path != prefix + other->field->name) continue;
    const FieldType type = other->field->type;
    const bool dated = type == FieldType::kDate || type == FieldType::kDatetime || type == FieldType::kTimestamp;
    if (!dated || !other->field->nullable.value_or(false) || (deleted ? !says_deleted(other->field->name) : open_share(other->field->name) != 0.5)) continue;
    if (found) return nullptr;
    found = other.get();
  }
  return found;
}

// What the field's meaning (stated, or judged from its name) is made by; nullptr where there is no meaning, or where its
// provider cannot make this type, or not without repeats: a meaning never makes a template invalid.
const Column* Builder::make_meant(Node& node, const DataType& type) {
  const Field& f = *node.field;
  if (type.id == TypeId::kBool || type.id == TypeId::kUuid || type.id == TypeId::kJson || type.id == TypeId::kBinary || (node.unique && (type.id != TypeId::kText || f.settings.find("max_length")))) return nullptr;
  const semantics::Judge& judge = semantics::Judge::standard();
  const semantics::Type* meaning = f.semantic_type.empty() ? nullptr : judge.find_type(f.semantic_type);
  std::string provider = meaning ? meaning->provider : f.semantic_type, arguments = meaning ? meaning->arguments : "";
  if (f.semantic_type.empty()) {
    semantics::FieldFacts facts;
    std::string path = node.path;
    std::erase(path, '[');
    std::erase(path, ']');
    facts.name = path;
    facts.entity = plan_.entities[node.entity].name;
    facts.kind = semantics::kind_from(to_string(f.type));
    facts.primary_key = f.primary_key;
    facts.description = f.description;
    facts.max_length = static_cast<int>(std::clamp<int64_t>(f.settings.find("max_length").as_int().value_or(0), 0, 1 << 20));
    const semantics::Verdict verdict = judge.judge(facts);
    if (verdict.score < 0.5f) return nullptr;
    provider = verdict.type->provider;
    arguments = verdict.type->arguments;
  }
  if (!find_provider(provider)) return nullptr;
  const auto args = arguments.empty() ? Result<Value>(Value()) : parse_json(arguments);
  const std::size_t told_before = issues_.size();
  const Column* made = make_from_provider(node, provider, args.ok() ? *args : Value());
  if (made) return made;
  issues_.erase(std::remove_if(issues_.begin() + static_cast<long>(told_before), issues_.end(), [&](const Issue& i) { return i.path.starts_with(f.path + ".faker_"); }), issues_.end());
  return nullptr;
}

const Column* Builder::make_default(Node& node, const DataType& type) {
  const Field& f = *node.field;
  if (const Column* meant = make_meant(node, type)) return meant;
  switch (type.id) {
    case TypeId::kUuid: return make_from_provider(node, "uuid4", Value());
    case TypeId::kBinary: return make_from_provider(node, "binary", Value::object({{"length", Value::number(int64_t{16})}}));
    case TypeId::kBool: {
      const bool deleted = says_deleted(f.name);
      if (deleted || says_current(f.name))
        if (const Node* end = end_beside(node, deleted))
          return make_derived(node, Value::string(deleted ? "has_value(`" + end->path + "`)" : "if(is_null(`" + end->path + "`), true, `" + end->path + "` > today())"));
      const double p = flag_probability(f.name);
      node.how = "true with probability " + std::to_string(static_cast<int>(p * 100 + 0.5)) + " %";
      return node.site->table->add(std::make_unique<BoolColumn>(key_of(node).value(), p));
    }
    case TypeId::kInt32: case TypeId::kInt64:
      if (node.unique) return make_sequence(node, Value::boolean(true), type);
      return make_ranged(node, type);
    case TypeId::kText: return make_default_text(node);
    case TypeId::kJson: {
      node.how = "an empty JSON object";
      auto column = make_choice({Value::object()}, {}, &type, key_of(node), false, 0);
      return column.ok() ? node.site->table->add(std::move(*column)) : nullptr;
    }
    default: return make_ranged(node, type);
  }
}

// Texts that nothing is known of: a code, or a word that can be spoken; of the length that the template gives, and no
// longer than the source takes. `distinct`: many different ones are needed.
std::string default_regex(const Field& f, bool distinct) {
  const Value& length = f.settings.find("length");
  const auto longest = f.settings.find("max_length").as_int();
  if (length) {
    const int64_t least = length.is_object() ? length.find("min").as_int().value_or(1) : length.as_int().value_or(-1);
    const int64_t most = length.is_object() ? length.find("max").as_int().value_or(std::max<int64_t>(least, 16)) : least;
    if (least < 0 || most < least || most > 1000) return {};
    return "[a-z0-9]{" + std::to_string(least) + "," + std::to_string(most) + "}";
  }
  const int64_t room = std::max<int64_t>(longest.value_or(10), 1);
  const bool code = distinct || has_word(f.name, {"code", "number", "no", "nr", "ref", "reference", "id", "key", "sku", "serial"});
  if (code) return room >= 10 ? "[A-Z]{3}-[0-9]{6}" : "[A-Z0-9]{" + std::to_string(room) + "}";
  return room < 4 ? "[a-z]{1," + std::to_string(room) + "}" : "([bdfghjklmnprstv][aeiou]){2,4}";
}

const Column* Builder::make_default_text(Node& node) {
  const std::string regex = default_regex(*node.field, node.unique || node.digit);
  const Value& length = node.field->settings.find("length");
  if (regex.empty()) return refuse(node, ".length", length, invalid_error("the length of a text is n or {\"min\", \"max\"} with 0 <= min <= max <= 1,000, found " + length.to_json()));
  return make_pattern(node, regex, length ? ".length" : ".max_length", length);
}

// A text of a unique combination: the field as it is otherwise, and a number behind it that tells it apart.
const Column* Builder::make_numbered_text(Node& node) {
  Node plain = node;
  plain.digit = nullptr;
  const Column* text = make_value(plain);
  if (!text) return nullptr;
  node.how = plain.how + ", numbered";
  DeriveContext context = derive_context(node);
  const Column* digit = node.digit;
  context.field = [&](const std::string& name) -> Result<const Column*> { return name == "text" ? text : digit; };
  std::string kept = "text";
  if (const auto longest = node.field->settings.find("max_length").as_int()) {
    const int64_t room = *longest - 1 - static_cast<int64_t>(std::to_string(node.radix).size());
    if (room < 1) return refuse(node, ".max_length", node.field->settings.find("max_length"), invalid_error("no text of " + std::to_string(*longest) + " characters has room for the number that tells the rows of the combination apart", {}, "give the field \"values\" or a \"pattern\""));
    kept = "left(text, " + std::to_string(room) + ")";
  }
  const auto expression = parse_expression("concat(" + kept + ", ' ', digit + 1)");
  const auto made = derive_column(*expression, context);
  return made.ok() ? *made : refuse(node, "", Value(), made.error());
}

}  // namespace mockdata
