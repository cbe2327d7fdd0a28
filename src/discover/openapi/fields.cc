#include "discover/openapi/fields.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "discover/openapi/describe.h"
#include "discover/relations/names.h"
#include "discover/shape/numbers.h"
#include "discover/shape/shape.h"

namespace mockdata::discover {
namespace {

constexpr std::size_t kMostValues = 1000;  // of an enumeration

// "date-time", "dateTime", "DATE_TIME" are one hint.
std::string folded(std::string_view format) {
  std::string out;
  for (const unsigned char c : format)
    if (std::isalnum(c)) out += static_cast<char>(std::tolower(c));
  return out;
}

struct Typed {
  FieldType type;
  int precision = 0, scale = 0;
};

Typed text_type(const std::string& format) {
  if (in(format, {"datetime", "timestamp", "iso8601", "rfc3339", "datetimeoffset", "utcdatetime", "localdatetime", "iso8601datetime", "isodatetime", "zoneddatetime"})) return {FieldType::kDatetime};
  if (in(format, {"date", "fulldate", "yyyymmdd", "localdate", "isodate", "iso8601date"})) return {FieldType::kDate};
  if (in(format, {"time", "partialtime", "fulltime", "localtime", "timeofday"})) return {FieldType::kTime};
  if (in(format, {"uuid", "guid", "uuid4", "uuidv4"})) return {FieldType::kUuid};
  return {FieldType::kString};
}

Typed number_type(const Schema& s, std::string_view name, const std::string& format, bool integer) {
  const auto beyond = [](const Node* bound) { return bound && std::fabs(std::strtod(std::string(bound->text).c_str(), nullptr)) > 2147483647.0; };
  const bool wide = beyond(s.maximum) || beyond(s.minimum);
  if (in(format, {"int32", "int16", "int8", "uint8", "uint16", "short"})) return {wide ? FieldType::kLong : FieldType::kInt};
  if (integer || in(format, {"int64", "long", "integer", "int", "uint32", "uint64", "bigint", "unixtime", "epoch"})) return {FieldType::kLong};
  if (in(format, {"decimal", "currency", "money", "bigdecimal", "number2", "amount", "decimal2"})) return {FieldType::kDecimal, 18, 2};
  if (format == "float" || format == "single") return {FieldType::kFloat};
  if (format == "double") return {FieldType::kDouble};
  if (s.multiple_of) {
    const double step = std::strtod(std::string(s.multiple_of->text).c_str(), nullptr);
    if (step >= 1 && step == std::floor(step)) return {FieldType::kLong};
    if (step > 0.0009 && step < 1) return {FieldType::kDecimal, 18, step < 0.0099 ? 3 : 2};
  }
  const std::vector<std::string> words = name_words(name);
  if (!words.empty() && in(words.back(), {"id", "ids"})) return {FieldType::kLong};  // no key is a fraction
  return money_name(words) ? Typed{FieldType::kDecimal, 18, 2} : Typed{FieldType::kDouble};
}

// What an example looks like, of a schema that says no type; its value goes no further.
Typed example_type(const Node& example, std::string_view name) {
  if (example.is_number() && example.text.find_first_of(".eE") != std::string_view::npos) return money_name(name_words(name)) ? Typed{FieldType::kDecimal, 18, 2} : Typed{FieldType::kDouble};
  if (example.is_number()) return {FieldType::kLong};
  if (!example.quoted && (example.text == "true" || example.text == "false")) return {FieldType::kBool};
  switch (text_form(example.text)) {
    case TextForm::kDate: return {FieldType::kDate};
    case TextForm::kDatetime: return {FieldType::kDatetime};
    case TextForm::kUuid: return {FieldType::kUuid};
    case TextForm::kJson: return {FieldType::kJson};
    default: return {FieldType::kString};
  }
}

// The type of something that is neither object nor array.
Typed scalar_type(const Schema& s, std::string_view name) {
  const std::string format = folded(s.format);
  if (s.types & Schema::kString) return text_type(format);
  if (s.types & Schema::kNumber) return number_type(s, name, format, false);
  if (s.types & Schema::kInteger) return number_type(s, name, format, true);
  if (s.types & Schema::kBoolean) return {FieldType::kBool};
  if (!s.type_word.empty()) {
    const Typed by_word = text_type(folded(s.type_word));
    if (by_word.type != FieldType::kString) return by_word;
    const FieldType known = field_type_from(s.type_word);
    if (known == FieldType::kDecimal) return {known, 18, 2};
    if (known != FieldType::kUnknown && known != FieldType::kObject && known != FieldType::kArray) return {known};
    return {FieldType::kString};
  }
  if (!s.enumeration.empty()) {
    const bool numbers = std::all_of(s.enumeration.begin(), s.enumeration.end(), [](const Node* n) { return n->is_number(); });
    return numbers ? number_type(s, name, format, true) : Typed{FieldType::kString};
  }
  if (!format.empty()) {
    const Typed by_format = text_type(format);
    if (by_format.type != FieldType::kString) return by_format;
    if (in(format, {"int32", "int64", "integer", "long", "float", "double", "decimal"})) return number_type(s, name, format, false);
    return {FieldType::kString};
  }
  if (!s.pattern.empty() || s.max_length) return {FieldType::kString};
  if (s.minimum || s.maximum) return {FieldType::kDouble};
  if (s.example) return example_type(*s.example, name);
  return {FieldType::kJson};
}

bool number(FieldType type) {
  return type == FieldType::kInt || type == FieldType::kLong || type == FieldType::kFloat || type == FieldType::kDouble || type == FieldType::kDecimal;
}

// A number as JSON writes it, whatever YAML allowed.
Value number_value(std::string_view text) {
  const std::string copy(text);
  if (auto parsed = parse_json(copy); parsed.ok() && parsed->is_number()) return *parsed;
  return Value::number(std::strtod(copy.c_str(), nullptr));
}

std::optional<int64_t> whole(const Node* node) {
  if (!node) return std::nullopt;
  return number_value(node->text).as_int();
}

// What an extension says about personal data.
std::optional<bool> personal(const Member& member) {
  const std::string key = folded(member.name);
  if (!in(key, {"xpii", "xispii", "xpersonaldata", "xpersonal", "xsensitive", "xgdpr", "xprivacy", "xdataclassification", "xclassification", "xdatacategory", "xpiiclassification", "xphi"})) return std::nullopt;
  if (!member.value.is_text()) return std::nullopt;
  const std::string text = folded(member.value.text);
  if (in(text, {"true", "yes", "pii", "personal", "personaldata", "sensitive", "sensitivepersonaldata", "phi", "confidentialpersonal", "high"})) return true;
  if (in(text, {"false", "no", "none", "public", "nonpii", "nonpersonal"})) return false;
  return std::nullopt;
}

bool reference_key(std::string_view name) { return in(folded(name), {"xrelation", "xforeignkey", "xreferences", "xrefentity", "xfk", "xrelatedto", "xforeignentity"}); }
bool primary_key_name(std::string_view name) { return in(folded(name), {"xprimarykey", "xispk", "xpk", "xiskey", "xidentifier"}); }

// Names that stand for one thing of its kind.
bool key_member(std::string_view name) {
  const auto words = name_words(name);
  return !words.empty() && in(words.back(), {"id", "uuid", "guid", "key", "number", "no", "code", "href", "name"});
}

}  // namespace

void FieldMaker::begin(const Node* identity, bool expands, int deepest) {
  open_.assign(1, identity);
  expands_ = expands;
  deepest_ = deepest;
  references_.clear();
  embedded_.clear();
  made_ = cut_ = 0;
}

void FieldMaker::values(const Schema& schema, Field& out) {
  std::vector<Value> list;
  std::unordered_set<std::string_view> taken;
  const bool numbers = number(out.type);
  if (out.type != FieldType::kString && !numbers) return;
  if (!schema.enumeration.empty()) {
    for (const Node* node : schema.enumeration) {
      if (list.size() == kMostValues) break;
      if ((numbers && !node->is_number()) || !taken.insert(node->text).second) continue;
      list.push_back(numbers ? number_value(node->text) : Value::string(node->text));
    }
    if (!list.empty()) out.evidence.push_back({"document.enum", 1});
  } else if (out.type == FieldType::kString && schema.description.size() > 8 && schema.format.empty() && schema.pattern.empty()) {
    const auto [at, added] = enumerations_.try_emplace(schema.description.data());
    if (added) at->second = described_values(schema.description);
    for (const std::string& value : at->second) list.push_back(Value::string(value));
    if (!list.empty()) out.evidence.push_back({"description.enum", 0.8});
  }
  if (!list.empty()) out.settings.set("values", Value::array(std::move(list)));
}

void FieldMaker::bounds(const Schema& schema, At at, Field& out) {
  if (out.settings.find("values")) return;
  if (number(out.type)) {
    const bool whole_number = out.type == FieldType::kInt || out.type == FieldType::kLong;
    const auto usable = [&](const Node* node) {  // numbers are drawn with 15 digits
      return node && std::fabs(std::strtod(std::string(node->text).c_str(), nullptr)) * std::pow(10, out.scale) < 1e15 && std::count_if(node->text.begin(), node->text.end(), [](char c) { return c >= '0' && c <= '9'; }) <= 15;
    };
    const auto bound = [&](const Node* node, bool exclusive, int64_t step) {
      Value value = number_value(node->text);
      if (exclusive && whole_number)
        if (const auto n = value.as_int()) value = Value::number(*n + step);
      return value;
    };
    const bool low = usable(schema.minimum), high = usable(schema.maximum);
    if (low && high && std::strtod(std::string(schema.minimum->text).c_str(), nullptr) > std::strtod(std::string(schema.maximum->text).c_str(), nullptr)) {
      documents_.lose(at, "", "minimum is above maximum; both are left out");
    } else {
      if (low) out.settings.set("min", bound(schema.minimum, schema.minimum_exclusive, 1));
      if (high) out.settings.set("max", bound(schema.maximum, schema.maximum_exclusive, -1));
    }
  }
  if (out.type == FieldType::kString) {
    const auto shortest = whole(schema.min_length), longest = whole(schema.max_length);
    if (longest && *longest >= 0 && *longest < 1'000'000) {
      if (shortest == longest && *longest > 0) out.settings.set("length", Value::number(*longest));
      else if (*longest > 0) out.settings.set("max_length", Value::number(*longest));
    }
  }
  if (out.type == FieldType::kArray) {
    const auto least = whole(schema.min_items), most = whole(schema.max_items);
    if ((least && *least > 0) || (most && *most < 3)) {
      const int64_t from = std::clamp<int64_t>(least.value_or(0), 0, 100);
      const int64_t to = std::clamp<int64_t>(most.value_or(std::max<int64_t>(from, 3)), from, std::max<int64_t>(from, 5));
      out.settings.set("length", Value::object({{"min", Value::number(from)}, {"max", Value::number(to)}}));
    }
  }
}

// A text's regular expression: a type, a meaning, or what its texts are made from.
void FieldMaker::pattern(const Schema& schema, At at, Field& out) {
  if (out.type != FieldType::kString || schema.pattern.empty() || schema.pattern.size() > 2000 || out.settings.find("values")) return;
  const auto longest = whole(schema.max_length);
  const auto typed = [&](FieldType type, const char* rule) {
    out.type = type;
    for (const char* key : {"length", "max_length"}) out.settings.set(key, Value());
    out.evidence.push_back({rule, 0.9});
  };
  switch (patterns_.kind(schema.pattern, longest && *longest > 0 && *longest <= 4096 ? static_cast<uint32_t>(*longest) : 0)) {
    case PatternKind::kText: out.settings.set("pattern", Value::string(schema.pattern)); break;
    case PatternKind::kDigits:
      out.settings.set("pattern", Value::string(schema.pattern));
      if (longest.value_or(13) > 12 && !out.settings.find("length")) out.settings.set("max_length", Value::number(int64_t{12}));
      break;
    case PatternKind::kDate: typed(FieldType::kDate, "document.pattern.date"); break;
    case PatternKind::kDatetime: typed(FieldType::kDatetime, "document.pattern.datetime"); break;
    case PatternKind::kUuid: typed(FieldType::kUuid, "document.pattern.uuid"); break;
    case PatternKind::kEmail: out.evidence.push_back({"document.format.email", 0.8}); break;
    case PatternKind::kUrl: out.evidence.push_back({"document.format.uri", 0.8}); break;
    case PatternKind::kIp: out.evidence.push_back({"document.format.ip", 0.8}); break;
    case PatternKind::kPhone: out.evidence.push_back({"document.format.phone", 0.8}); break;
    case PatternKind::kAnything: break;
    case PatternKind::kUnread: documents_.lose(at, "pattern", "no text can be made from this regular expression; left out"); break;
  }
}

void FieldMaker::extensions(const Schema& schema, const std::string& path, Field& out) {
  for (const At& at : schema.extensions)
    for (const Member& member : at.node->members()) {
      if (!member.name.starts_with("x-")) continue;
      if (const auto pii = personal(member)) {
        out.pii = *pii;
        out.confirmed_by = "document";
        out.evidence.push_back({"document.pii", 1});
      } else if (primary_key_name(member.name) && member.value.is_true()) {
        out.primary_key = true;
        out.evidence.push_back({"document.primary_key", 1});
      } else if (reference_key(member.name)) {
        std::string_view target = member.value.is_text() ? member.value.text : std::string_view();
        for (const char* key : {"entity", "model", "schema", "table", "target", "name", "resource"})
          if (target.empty()) target = member.value.text_of(key);
        if (!target.empty()) references_.push_back({path, std::string(target)});
      }
    }
}

void FieldMaker::apply_lists(const Schema& schema, std::vector<Field>& fields) const {
  for (const At& at : schema.extensions)
    for (const Member& member : at.node->members()) {
      const bool pii = in(folded(member.name), {"xpii", "xpersonaldata", "xsensitive"}), key = primary_key_name(member.name);
      if (!pii && !key) continue;
      const auto mark = [&](std::string_view name) {
        for (Field& field : fields) {
          if (field.name != name) continue;
          if (pii) field.pii = true;
          if (pii) field.confirmed_by = "document";
          if (key) field.primary_key = true;
          field.evidence.push_back({pii ? "document.pii" : "document.primary_key", 1});
        }
      };
      for (const Node& name : member.value.items())
        if (name.is_text()) mark(name.text);
      if (key && member.value.is_text()) mark(member.value.text);
    }
}

bool FieldMaker::field(std::string_view name, At at, bool required, bool required_said, const std::string& path, int depth, Field& out) {
  if (name.empty() || name.size() > 300 || name == "[]") return false;
  const Schema schema = flatten(documents_, at);
  if (schema.write_only) return false;
  const bool navigation = navigates(schema);
  if (navigation && schema.types & Schema::kArray) return false;
  ++made_;
  out.name = std::string(name);
  if (!schema.description.empty()) {
    const auto [at, added] = descriptions_.try_emplace(schema.description.data());
    if (added) at->second = short_description(schema.description);
    out.description = at->second;
  }
  fill(schema, at, path, depth, navigation, out);
  if (navigation && out.fields.empty()) return false;
  if (schema.nullable) out.nullable = true;
  else if (required) out.nullable = false;
  else if (required_said && !out.primary_key) out.nullable = true;
  extensions(schema, path, out);
  return true;
}

// Whether a member leads to other records, which stand in this one on request only.
bool FieldMaker::navigates(const Schema& schema) {
  for (const At& at : schema.extensions)
    if (const Node* said = at.node->find("x-ms-navigationProperty")) return said->is_true();
  if (!expands_) return false;
  return entities_.contains(schema.types & Schema::kArray && schema.items ? flatten(documents_, schema.items).identity : schema.identity);
}

void FieldMaker::fill(const Schema& schema, At at, const std::string& path, int depth, bool navigation, Field& out) {
  const auto closed = [&](const char* rule) {
    out.type = FieldType::kJson;
    out.evidence.push_back({rule, 0.7});
  };
  const bool is_object = schema.types & Schema::kObject && !(schema.types & (Schema::kString | Schema::kInteger | Schema::kNumber));
  const bool is_array = schema.types & Schema::kArray && !is_object && !(schema.types & (Schema::kString | Schema::kInteger | Schema::kNumber));
  if (is_object) {
    if (schema.properties.empty()) return closed(schema.open ? "document.map" : "document.free_object");
    const bool cycle = std::find(open_.begin(), open_.end(), schema.identity) != open_.end();
    const bool entity = entities_.contains(schema.identity);
    Open open = Open::kWhole;
    if (navigation) open = Open::kKeys;
    else if (cycle || entity) open = depth >= 2 ? Open::kKeys : Open::kScalars;
    if (depth >= deepest_ || made_ > kMostFields) {
      ++cut_;
      return closed("document.cut");
    }
    out.type = FieldType::kObject;
    if (entity) embedded_.emplace_back(path, schema.identity);
    out.evidence.push_back({navigation ? "document.navigation" : cycle ? "document.cycle" : entity ? "document.entity" : "document.object", 0.95});
    object(schema, at, path, depth + 1, open, out);
    if (out.fields.empty()) closed("document.free_object");
    return;
  }
  if (is_array) {
    out.type = FieldType::kArray;
    out.evidence.push_back({"document.array", 0.95});
    Field item;
    const Schema inner = schema.items ? flatten(documents_, schema.items) : Schema();
    if (depth >= deepest_) {
      ++cut_;
      item.type = FieldType::kJson;
    } else if (inner.types == Schema::kArray) {  // a list of lists (coordinates): no table holds one
      item.type = FieldType::kJson;
      item.evidence.push_back({"document.list_of_lists", 0.7});
    } else {
      fill(inner, schema.items, path + "[]", depth + 1, false, item);
    }
    item.description.clear();
    out.items.push_back(std::move(item));
    bounds(schema, at, out);
    return;
  }
  const Typed typed = scalar_type(schema, out.name);
  out.type = typed.type;
  out.precision = typed.precision;
  out.scale = typed.scale;
  out.evidence.push_back({typed.type == FieldType::kJson ? "document.untyped" : "document.type", typed.type == FieldType::kJson ? 0.4 : 0.95});
  const std::string format = folded(schema.format);
  if (out.type == FieldType::kString && !format.empty() && format != "string") out.evidence.push_back({"document.format." + format, 0.9});
  values(schema, out);
  bounds(schema, at, out);
  pattern(schema, at, out);
}

void FieldMaker::object(const Schema& schema, At, const std::string& path, int depth, Open open, Field& out) {
  open_.push_back(schema.identity);
  for (const Property& property : schema.properties) {
    if (made_ > kMostFields) break;
    if (open != Open::kWhole) {
      const Schema member = flatten(documents_, property.schema);
      if (member.types & (Schema::kObject | Schema::kArray) || !member.properties.empty()) continue;
      if (!member.types && member.type_word.empty() && member.format.empty() && member.enumeration.empty()) continue;
      if (open == Open::kKeys && !key_member(property.name)) continue;
    }
    Field field;
    if (this->field(property.name, property.schema, property.required, schema.required_said, path + "." + std::string(property.name), depth, field)) out.fields.push_back(std::move(field));
  }
  apply_lists(schema, out.fields);
  open_.pop_back();
}

}  // namespace mockdata::discover
