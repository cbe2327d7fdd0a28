#include "semantics/template_judge.h"

#include <algorithm>

namespace mockdata::semantics {
namespace {

constexpr std::string_view kRulePrefix = "meaning.";

// The fields of an entity, flat, with the objects around them.
struct Flat {
  std::vector<Field*> fields;
  std::vector<std::string> parents, names;
};

void flatten(std::vector<Field>& fields, const std::string& parents, Flat& out) {
  for (Field& field : fields) {
    out.fields.push_back(&field);
    out.parents.push_back(parents);
    out.names.push_back(field.name);
    const std::string inside = parents.empty() ? field.name : parents + "." + field.name;
    if (!field.fields.empty()) flatten(field.fields, inside, out);
    for (Field& item : field.items) {
      if (item.fields.empty()) {  // a list of plain values is about what its name says
        out.fields.push_back(&item);
        out.parents.push_back(parents);
        out.names.push_back(field.name);
      } else {
        flatten(item.fields, inside, out);
      }
    }
  }
}

ValueShape shape_from_evidence(const Field& field) {
  static constexpr std::pair<std::string_view, ValueShape> kRules[] = {
      {"shape.email", ValueShape::kEmail}, {"shape.phone", ValueShape::kPhone}, {"shape.iban", ValueShape::kIban}, {"shape.ip", ValueShape::kIp}, {"shape.url", ValueShape::kUrl},
      {"shape.uuid", ValueShape::kUuid}, {"sample.uuid", ValueShape::kUuid}, {"shape.object_id", ValueShape::kObjectId}, {"shape.color", ValueShape::kColour},
      {"shape.date", ValueShape::kDate}, {"shape.datetime", ValueShape::kDatetime}, {"shape.card", ValueShape::kCard}, {"shape.national_id", ValueShape::kNationalId}, {"shape.national_number", ValueShape::kNationalNumber}, {"shape.mac", ValueShape::kMac}};
  for (const Evidence& evidence : field.evidence)
    for (const auto& [rule, shape] : kRules)
      if (evidence.rule == rule) return shape;
  return ValueShape::kNone;
}

// Settings that decide the values, or what values can be (there the plan looks whether a provider fits).
constexpr const char* kDeciding[] = {"values", "enum", "constant", "derive", "copy", "sequence", "pattern", "unique", "max_length", "length", "format"};

bool holds_values(const Field& field) {
  return std::any_of(std::begin(kDeciding), std::end(kDeciding), [&](const char* key) { return !field.settings.find(key).missing(); });
}

// Whether what a provider makes can stand in a field of that type: an epoch number named "created_at" takes no date provider,
// a priority that is a number no words.
bool can_fill(const Field& field, std::string_view provider, const Value& arguments) {
  const auto is = [&](std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), provider) != list.end(); };
  const bool day = provider.find("date") != std::string_view::npos;
  const auto numbers = [&](bool whole) {
    const auto& elements = arguments.find("elements").items();
    return !elements.empty() && std::all_of(elements.begin(), elements.end(), [&](const Value& v) { return v.is_number() && (!whole || v.as_int()); });
  };
  switch (kind_of(field.type)) {
    case Kind::kText: return true;
    case Kind::kInteger:
      return is({"random_int", "random_number", "random_digit", "random_digit_not_null", "pyint", "unix_time", "duration", "http_status_code"}) || (is({"random_element", "random_elements"}) && numbers(true));
    case Kind::kFraction:
      return is({"random_int", "random_number", "pyint", "pyfloat", "pydecimal", "latitude", "longitude", "coordinate", "currency_amount", "percentage", "duration"}) ||
             (is({"random_element"}) && numbers(false));
    case Kind::kBool: return is({"boolean", "pybool"});
    case Kind::kUuid: return is({"uuid4"});
    case Kind::kBinary: return is({"binary"});
    case Kind::kJson: case Kind::kObject: case Kind::kArray: return false;
    case Kind::kDate: case Kind::kDatetime: return day;  // "time" makes texts
    case Kind::kTime: return provider == "time_object";
    default: return field.type == FieldType::kUnknown;
  }
}

// A decimal may be whole: its digits say, or nothing does.
Kind kind_of(const Field& field) {
  if (field.type != FieldType::kDecimal || field.scale > 0) return semantics::kind_of(field.type);
  return field.precision > 0 ? Kind::kInteger : Kind::kNumber;
}

// Whether a document lists all values of the field ("read", "write"): choices, not somebody's name, address or secret. The region
// of an address has more of them than a state of affairs.
bool contradicted_by_choices(const Field& field, const Verdict& verdict) {
  constexpr std::size_t kFewestRegions = 13;
  if (std::none_of(field.evidence.begin(), field.evidence.end(), [](const Evidence& e) { return e.rule == "document.enum" || e.rule == "description.enum"; })) return false;
  switch (verdict.type->privacy) {
    case Privacy::kDirectIdentifier: case Privacy::kGovernmentId: case Privacy::kCredential: return true;
    default: return verdict.type->name == "person.employer" || (verdict.type->name == "address.region" && field.settings.find("values").items().size() < kFewestRegions);
  }
}

Verdict of_choices(const Verdict& verdict, const Type* status) {
  Verdict out;
  out.type = status;
  out.runner_up = verdict.type;
  out.topic = verdict.topic;
  out.score = 0.8f;
  out.reasons[out.reason_count++] = {"DOC.choices", 0};
  return out;
}

void write(Field& field, const Verdict& verdict) {
  std::erase_if(field.evidence, [](const Evidence& e) { return e.rule.starts_with(kRulePrefix); });
  const double score = static_cast<double>(static_cast<int>(verdict.score * 100 + 0.5f)) / 100;
  for (const Reason& reason : verdict.why())
    if (reason.rule != "HEAD") field.evidence.push_back({std::string(kRulePrefix) + std::string(reason.rule), score});
  const bool confirmed = !field.confirmed_by.empty();
  if (!confirmed || field.semantic_type.empty()) {
    field.semantic_type = verdict.type->name;
    field.privacy = verdict.type->name.empty() && !verdict.asks ? "" : to_string(verdict.privacy());
  }
  if (!confirmed) field.pii = verdict.pii;
}

// How sure the meaning is: a person's word is certain.
double certainty(const Field& field) {
  double most = field.confirmed_by.empty() ? 0 : 1;
  for (const Evidence& evidence : field.evidence)
    if (evidence.rule.starts_with(kRulePrefix)) most = std::max(most, evidence.confidence);
  return most;
}

void name_providers_of(std::vector<Field>& fields, const Judge& judge, const Provides& provides) {
  for (Field& field : fields) {
    name_providers_of(field.fields, judge, provides);
    name_providers_of(field.items, judge, provides);
    if (field.primary_key || field.foreign_key || holds_values(field) || !field.faker_method.empty() || certainty(field) < 0.5) continue;
    const Type* type = field.semantic_type.empty() ? nullptr : judge.find_type(field.semantic_type);
    if (!type || type->provider.empty()) continue;
    Value made;
    if (!type->arguments.empty()) {
      if (Result<Value> arguments = parse_json(type->arguments); arguments.ok()) made = std::move(*arguments);
    }
    const bool decimal = field.type == FieldType::kDecimal;
    if (!can_fill(field, type->provider, made) || !provides(type->provider, made, decimal ? field.precision : 0, decimal ? field.scale : 0)) continue;
    field.faker_method = type->provider;
    if (made) field.faker_args = std::move(made);
  }
}

}  // namespace

Kind kind_of(FieldType type) {
  switch (type) {
    case FieldType::kString: return Kind::kText;
    case FieldType::kInt:
    case FieldType::kLong: return Kind::kInteger;
    case FieldType::kFloat:
    case FieldType::kDouble:
    case FieldType::kDecimal: return Kind::kFraction;
    case FieldType::kBool: return Kind::kBool;
    case FieldType::kDate: return Kind::kDate;
    case FieldType::kTime: return Kind::kTime;
    case FieldType::kDatetime:
    case FieldType::kTimestamp: return Kind::kDatetime;
    case FieldType::kUuid: return Kind::kUuid;
    case FieldType::kBinary: return Kind::kBinary;
    case FieldType::kJson: return Kind::kJson;
    case FieldType::kObject: return Kind::kObject;
    case FieldType::kArray: return Kind::kArray;
    case FieldType::kUnknown: break;
  }
  return Kind::kUnknown;
}

void judge_template(Template& tmpl, const Judge& judge, const ShapeOfField& shape_of) {
  const Type* status = judge.find_type("flag.status");
  for (Entity& entity : tmpl.entities) {
    Flat flat;
    flatten(entity.fields, "", flat);
    std::vector<FieldFacts> facts(flat.fields.size());
    std::vector<Verdict> verdicts(flat.fields.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Field& field = *flat.fields[i];
      facts[i].name = flat.names[i];
      facts[i].parents = flat.parents[i];
      facts[i].entity = entity.name;
      facts[i].kind = kind_of(field);
      facts[i].primary_key = field.primary_key;
      facts[i].reference = field.foreign_key.has_value();
      facts[i].description = field.description;
      for (const Evidence& evidence : field.evidence)  // what an API document declares: "document.format.email"
        if (evidence.rule.starts_with("document.format.")) facts[i].format = std::string_view(evidence.rule).substr(16);
      facts[i].shape = shape_of ? shape_of(field) : shape_from_evidence(field);
    }
    judge.judge_table(facts, verdicts);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (status && contradicted_by_choices(*flat.fields[i], verdicts[i])) verdicts[i] = of_choices(verdicts[i], status);
      write(*flat.fields[i], verdicts[i]);
    }
  }
}

void name_providers(Template& tmpl, const Judge& judge, const Provides& provides) {
  for (Entity& entity : tmpl.entities) name_providers_of(entity.fields, judge, provides);
}

}  // namespace mockdata::semantics
