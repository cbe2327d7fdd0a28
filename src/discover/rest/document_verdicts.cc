#include <algorithm>

#include "discover/relations/names.h"
#include "discover/rest/extract.h"

namespace mockdata::discover {
namespace {

Field* at_path(std::vector<Field>& fields, std::string_view path) {
  std::size_t dot = path.find('.');
  std::string_view head = path.substr(0, dot);
  if (head.size() > 2 && head.substr(head.size() - 2) == "[]") head.remove_suffix(2);
  for (Field& field : fields) {
    bool same = field.name == head || glued(name_words(field.name)) == glued(name_words(head));
    if (!same) continue;
    if (dot == std::string_view::npos) return &field;
    std::vector<Field>& inside = field.type == FieldType::kArray && !field.items.empty() ? field.items[0].fields : field.fields;
    return at_path(inside, path.substr(dot + 1));
  }
  return nullptr;
}

// Types that may stand for one another without anybody being wrong.
bool same_family(FieldType a, FieldType b) {
  auto family = [](FieldType type) {
    switch (type) {
      case FieldType::kInt:
      case FieldType::kLong: return 1;
      case FieldType::kFloat:
      case FieldType::kDouble:
      case FieldType::kDecimal: return 2;
      case FieldType::kDatetime:
      case FieldType::kTimestamp: return 3;
      case FieldType::kObject:
      case FieldType::kJson: return 4;
      default: return 10 + static_cast<int>(type);
    }
  };
  return family(a) == family(b);
}

void take_type(Field& field, const DocumentField& said, const std::string& where, std::vector<std::string>& disagreements) {
  FieldType type = field_type_from(said.type);
  if (type == FieldType::kUnknown || type == field.type) return;
  bool nested = field.type == FieldType::kObject || field.type == FieldType::kArray;
  bool number_for_text = field.type == FieldType::kString && (type == FieldType::kInt || type == FieldType::kLong || type == FieldType::kFloat || type == FieldType::kDouble ||
                                                              type == FieldType::kDecimal || type == FieldType::kBool || type == FieldType::kObject || type == FieldType::kArray);
  // "string" is what documents call everything that is written in quotes: dates and UUIDs stay what they were seen to be.
  bool vague = type == FieldType::kString && (field.type == FieldType::kUuid || field.type == FieldType::kDate || field.type == FieldType::kDatetime ||
                                              field.type == FieldType::kTime || field.type == FieldType::kTimestamp);
  if (field.type == FieldType::kUnknown || (same_family(field.type, type) && !nested)) {
    if (type == FieldType::kObject || type == FieldType::kArray) return;  // members are still not known
    field.type = type;
    field.type_text.clear();
    if (type == FieldType::kDecimal && field.precision == 0) {
      field.precision = 18;
      field.scale = 2;
    }
    field.evidence.push_back({"document.type", 1});
  } else if (nested || number_for_text || !vague) {
    if (!vague) disagreements.push_back(where + ": the document says " + said.type + ", the record holds " + to_string(field.type) + " (kept)");
  }
}

}  // namespace

std::vector<std::string> apply_document(Template& tmpl, const SourceDocument& document) {
  std::vector<std::string> disagreements;
  for (const DocumentField& said : document.key_fields) {
    for (Entity& entity : tmpl.entities) {
      if (!said.entity.empty() && said.entity != entity.name && bare_name(said.entity) != bare_name(entity.name)) continue;
      std::string where = entity.name + "." + said.field;
      Field* field = at_path(entity.fields, said.field);
      if (!field) {
        FieldType type = field_type_from(said.type);
        bool addable = !said.entity.empty() && said.field.find('.') == std::string::npos && type != FieldType::kObject && type != FieldType::kArray;
        if (!said.entity.empty()) disagreements.push_back(where + ": in the document only" + (addable ? " (added)" : ""));
        if (!addable) continue;
        Field added;
        added.name = said.field;
        added.type = type;
        added.nullable = true;
        if (type == FieldType::kDecimal) {
          added.precision = 18;
          added.scale = 2;
        }
        added.evidence.push_back({"document.only", 0.9});
        entity.fields.push_back(std::move(added));
        field = &entity.fields.back();
      } else {
        take_type(*field, said, where, disagreements);
      }
      if (field->description.empty()) field->description = said.description;
      if (said.primary_key && std::none_of(entity.fields.begin(), entity.fields.end(), [&](const Field& f) { return f.primary_key && &f != field; })) {
        field->primary_key = true;
        field->nullable = false;
        field->evidence.push_back({"document.primary_key", 1});
      }
      if (said.pii != Verdict::kUnsaid) {
        field->pii = said.pii == Verdict::kYes;
        field->confirmed_by = "document";
        field->evidence.push_back({"document.pii", 1});
      }
      if (!said.references.empty() && !field->foreign_key) {
        std::size_t dot = said.references.find('.');
        const Entity* target = tmpl.entity(said.references.substr(0, dot));
        const Field* key = nullptr;
        if (target) {
          for (const Field& one : target->fields) {
            if (one.name == said.references.substr(dot + 1)) key = &one;
          }
        }
        if (key && !(target == &entity && key == field)) {
          field->foreign_key = said.references;
          field->evidence.push_back({"document.reference", 1});
          Relationship relation;
          relation.from = {entity.name + "." + field->name};
          relation.to = {said.references};
          relation.evidence.push_back({"document.reference", 1});
          relation.confirmed_by = "document";
          tmpl.relationships.push_back(std::move(relation));
        } else if (target) {
          disagreements.push_back(where + ": the document refers to " + said.references + ", which was not seen");
        }
      }
    }
  }
  return disagreements;
}

std::vector<RestEndpoint> endpoints_of(const SourceDocument& document) {
  std::vector<RestEndpoint> out;
  for (const DocumentEntity& entity : document.entities) {
    if (!entity.endpoint.empty()) out.push_back({entity.id, entity.endpoint, entity.bronze_table});
  }
  return out;
}

}  // namespace mockdata::discover
