// The template: the shape of a source, and how to imitate it. Everything starts from it; people edit it by hand.
//
// The file (metadata.json) is a superset of what existing tools of this pattern write; docs/template.md tells every key.
// This model keeps typed what most rooms need; keys that only generation reads stand in Field::settings,
// Relationship::settings and so on in the user's order, and keys that nobody knows in `unknown`, kept on save.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "template/value.h"

namespace mockdata {

enum class FieldType {
  kUnknown,  // nothing is known yet: `check` refuses it and asks
  kString, kInt, kLong, kFloat, kDouble, kDecimal, kBool, kDate, kTime, kDatetime, kTimestamp, kUuid, kBinary, kJson, kObject, kArray
};
const char* to_string(FieldType type);
// The type that a template's word means ("integer", "varchar", "decimal(12,2)" …); kUnknown when no such word is known.
FieldType field_type_from(std::string_view word);

// Why something automatic was decided. Never holds a value of the source.
struct Evidence {
  std::string rule;         // an id, e.g. "name.email", "fk.suffix", "document.pii"
  double confidence = 0;    // 0..1
};

struct Field {
  std::string name;
  FieldType type = FieldType::kUnknown;
  std::string type_text;                   // as written, when it differs from to_string(type)
  int precision = 0, scale = 0;            // kDecimal; 0,0 when unsaid
  bool pii = false;
  bool primary_key = false;
  std::optional<std::string> foreign_key;  // "teams.id"
  std::optional<bool> nullable;
  std::string faker_method;                // provider; empty: decided from semantic_type and type
  Value faker_args;                        // object or array as written; missing when absent
  std::string semantic_type, privacy, description;
  std::vector<Evidence> evidence;
  std::string confirmed_by;                // "user" or "document": a person's verdict, never overwritten; else empty
  std::vector<Field> fields;               // kObject: members
  std::vector<Field> items;                // kArray: exactly one element description (its name is empty)
  Value settings = Value::object();        // unique, null_rate, locale, format, pattern, values, weights, min, max, length,
                                           // distribution, derive, after, before, when, copy, rollup, safety …
  Value unknown = Value::object();         // keys of no meaning to this version
  std::string path;                        // where it stands: "entities[0].fields[3]"
  uint32_t line = 0;
};

struct Entity {
  std::string name;
  std::string api_endpoint, table_name, bronze_table;
  std::optional<int64_t> row_count;        // absolute; other forms (per parent, share) stand in settings.rows
  std::vector<Field> fields;
  Value settings = Value::object();        // identity, primary_key[], unique[][], rows, locale, domain, correlations …
  Value unknown = Value::object();
  std::string path;
  uint32_t line = 0;

  const Field* field(std::string_view name) const;
};

struct Relationship {
  std::vector<std::string> from, to;       // "employees.teamId" -> "teams.id"; several legs for a composite key
  std::vector<Evidence> evidence;
  std::string confirmed_by;
  Value settings = Value::object();        // cardinality, optional, distribution, children, …
  Value unknown = Value::object();
  std::string path;
  uint32_t line = 0;
};

struct Template {
  std::string source;
  std::string source_type;                 // "rest_api" | "sql" | "saas"
  std::string base_url, database_name;
  std::string extracted_at;                // ISO 8601
  std::vector<Entity> entities;
  std::vector<Relationship> relationships;
  Value settings = Value::object();        // $schema, version, locale, seed, as_of, identities, policy, limit_parameter …
  Value unknown = Value::object();
  std::string file_name;                   // for messages; empty when made in memory

  const Entity* entity(std::string_view name) const;
  // "metadata.json:12 entities[0].fields[3]" for messages.
  std::string where(const std::string& path, uint32_t line) const;
};

// Reads a template of any age. Structural faults (wrong kinds, missing names) are collected into one error, a line each.
Result<Template> read_template(std::string_view text, const std::string& file_name = {});
Result<Template> load_template(const std::string& file_path);
// The text of the file alone.
Result<std::string> read_template_file(const std::string& file_path);

// The template as JSON, keys in canonical order.
Value to_value(const Template& tmpl);
std::string write_template(const Template& tmpl);
// The same, changing only what differs from the text of an earlier save: hand formatting, key order and unknown keys stay.
Result<std::string> update_template(const std::string& earlier_text, const Template& tmpl);
// Writes through a temporary file and a rename, after update_template() where the file exists already.
Status save_template(const Template& tmpl, const std::string& file_path);

// Walks every field of an entity depth first with its dotted path ("homeAddress.city", "teams[].id").
template <class Visit>
void for_each_field(const std::vector<Field>& fields, const std::string& prefix, const Visit& visit) {
  for (const Field& field : fields) {
    const std::string path = prefix + field.name;
    visit(path, field);
    if (!field.fields.empty()) for_each_field(field.fields, path + ".", visit);
    if (!field.items.empty()) {
      visit(path + "[]", field.items[0]);
      for_each_field(field.items[0].fields, path + "[].", visit);
    }
  }
}
// The field at a dotted path as above, or nullptr.
const Field* find_field(const Entity& entity, std::string_view path);

}  // namespace mockdata
