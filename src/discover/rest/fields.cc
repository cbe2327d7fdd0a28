#include "discover/rest/fields.h"

#include <algorithm>

#include "discover/relations/names.h"
#include "discover/shape/numbers.h"

namespace mockdata::discover {
namespace {

struct Decision {
  FieldType type;
  const char* rule;
  double confidence;
};

Decision text_type(TextForm form) {
  switch (form) {
    case TextForm::kUuid: return {FieldType::kUuid, "sample.uuid", 0.95};
    case TextForm::kDate: return {FieldType::kDate, "sample.date", 0.9};
    case TextForm::kTime: return {FieldType::kTime, "sample.time", 0.8};
    case TextForm::kDatetime: return {FieldType::kDatetime, "sample.datetime", 0.95};
    case TextForm::kLocalDatetime: return {FieldType::kDatetime, "sample.local_datetime", 0.85};
    case TextForm::kDotnetDate: return {FieldType::kDatetime, "sample.dotnet_date", 0.9};
    case TextForm::kJson: return {FieldType::kJson, "sample.json_text", 0.6};
    case TextForm::kDigits:
    case TextForm::kCard:
    case TextForm::kNationalNumber:
    case TextForm::kNumber: return {FieldType::kString, "sample.digits_in_quotes", 0.8};
    case TextForm::kEmpty: return {FieldType::kString, "sample.empty_text", 0.5};
    case TextForm::kMixed: return {FieldType::kString, "sample.text", 0.8};
    default: return {FieldType::kString, "sample.text", 0.85};
  }
}

Decision decide(const Shape& shape, const std::vector<std::string>& words) {
  int kinds = shape.boolean + (shape.integer || shape.fraction || shape.not_a_number) + shape.text + shape.object + shape.array;
  if (kinds > 1) return {FieldType::kJson, "sample.several_kinds", 0.6};
  if (shape.array) return {FieldType::kArray, "sample.list", 0.95};
  if (shape.object) return shape.keys_are_data ? Decision{FieldType::kJson, "sample.keys_are_data", 0.8} : Decision{FieldType::kObject, "sample.object", 0.95};
  if (shape.boolean) return {FieldType::kBool, "sample.bool", 0.95};
  if (shape.text) return text_type(shape.form);
  if (shape.huge) return {FieldType::kDecimal, "sample.huge_number", 0.7};
  if (shape.fraction && coordinate_name(words)) return {FieldType::kDouble, "sample.fraction", 0.9};
  if (shape.fraction) return money_name(words) ? Decision{FieldType::kDecimal, "sample.fraction_of_money", 0.7} : Decision{FieldType::kFloat, "sample.fraction", 0.8};
  if (shape.not_a_number) return {FieldType::kFloat, "sample.not_a_number", 0.6};
  if (shape.wide) return {FieldType::kLong, "sample.wide_integer", 0.9};
  return {FieldType::kInt, "sample.integer", 0.8};
}

// What a self-proving form says about the meaning; the judgement of names comes later and may be more precise.
const char* meaning(TextForm form) {
  switch (form) {
    case TextForm::kObjectId: return "object_id";
    case TextForm::kUlid: return "ulid";
    default: return nullptr;
  }
}

}  // namespace

Field field_of(const std::string& name, const Shape& shape, const std::string& path, std::vector<Question>& questions) {
  Field field;
  field.name = name;
  auto unknown = [&](const char* rule, const char* text) {
    field.type = FieldType::kUnknown;
    field.evidence.push_back({rule, 0});
    questions.push_back({path, text});
  };
  if (shape.nothing()) {
    unknown("sample.null", "was null in the record: which type is it?");
    field.nullable = true;
    return field;
  }
  if (shape.object && !shape.array && !shape.keys_are_data && shape.members.empty() && !shape.scalar()) {
    unknown("sample.empty_object", "was an empty object in the record: which members has it?");
    return field;
  }
  Decision decision = decide(shape, name_words(name));
  if (decision.type == FieldType::kArray && shape.count == 0) {
    unknown("sample.empty_list", "was an empty list in the record: what does it hold?");
    return field;
  }
  field.type = decision.type;
  field.evidence.push_back({decision.rule, decision.confidence});
  if (shape.null) field.nullable = true;
  if (decision.type == FieldType::kDecimal) {
    field.precision = shape.huge ? 38 : 18;
    field.scale = shape.huge ? 0 : 2;
  }
  if (decision.type == FieldType::kObject) field.fields = fields_of(shape, path, questions);
  if (decision.type == FieldType::kArray) field.items.push_back(field_of("", shape.items ? *shape.items : Shape(), path + "[]", questions));
  if (decision.type == FieldType::kString) {
    if (const char* provider = meaning(shape.form)) field.faker_method = provider;
    if (shape.form != TextForm::kPlain && shape.form != TextForm::kEmpty && shape.form != TextForm::kMixed && shape.form != TextForm::kDigits) {
      field.evidence.push_back({std::string("shape.") + to_string(shape.form), 0.9});
    }
  }
  return field;
}

std::vector<Field> fields_of(const Shape& record, const std::string& path, std::vector<Question>& questions) {
  std::vector<Field> out;
  for (const auto& [name, member] : record.members) {
    if (name.empty()) continue;
    out.push_back(field_of(name, member, path + "." + name, questions));
  }
  return out;
}

}  // namespace mockdata::discover
