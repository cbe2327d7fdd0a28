#include "template/merge.h"

#include <algorithm>

namespace mockdata {

namespace {

void merge_fields(const std::vector<Field>& earlier, std::vector<Field>& now, const std::string& prefix, Merged& merged);

// `f` as extracted takes over what `old` holds by a person's hand.
void merge_field(const Field& old, Field& f, const std::string& path, Merged& merged) {
  if (!old.confirmed_by.empty()) {
    Field kept = old;
    merge_fields(old.fields, f.fields, path + ".", merged);
    if (!f.fields.empty()) kept.fields = f.fields;
    f = std::move(kept);
    return;
  }
  if (f.type == FieldType::kUnknown) {
    f.type = old.type;
    f.type_text = old.type_text;
    f.precision = old.precision;
    f.scale = old.scale;
    if (f.items.empty()) f.items = old.items;
    if (f.fields.empty()) f.fields = old.fields;
  }
  // How a date is made says nothing of a uuid.
  const bool same_type = f.type == old.type;
  if (same_type && !old.faker_method.empty()) {
    f.faker_method = old.faker_method;
    f.faker_args = old.faker_args;
  }
  if (!f.nullable) f.nullable = old.nullable;
  if (!f.foreign_key) f.foreign_key = old.foreign_key;
  if (f.description.empty()) f.description = old.description;
  for (const auto& [key, value] : old.settings.members())
    if (same_type || key == "null_rate" || key == "unique") f.settings.set(key, value);
  f.unknown = old.unknown;
  merge_fields(old.fields, f.fields, path + ".", merged);
  if (!old.items.empty() && !f.items.empty()) merge_field(old.items[0], f.items[0], path + "[]", merged);
}

void merge_fields(const std::vector<Field>& earlier, std::vector<Field>& now, const std::string& prefix, Merged& merged) {
  for (Field& f : now) {
    const auto old = std::find_if(earlier.begin(), earlier.end(), [&](const Field& e) { return e.name == f.name; });
    if (old == earlier.end()) merged.appeared.push_back(prefix + f.name);
    else merge_field(*old, f, prefix + f.name, merged);
  }
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    if (std::any_of(now.begin(), now.end(), [&](const Field& f) { return f.name == earlier[i].name; })) continue;
    merged.vanished.push_back(prefix + earlier[i].name);
    now.insert(now.begin() + static_cast<long>(std::min(i, now.size())), earlier[i]);
  }
}

}  // namespace

Merged merge_templates(const Template& earlier, const Template& extracted) {
  Merged merged;
  Template& t = merged.tmpl;
  t = extracted;
  t.file_name = earlier.file_name;
  for (const auto& [key, value] : earlier.settings.members())
    if (key != "api" || !t.settings.find("api")) t.settings.set(key, value);  // what was seen of the API is seen anew
  t.unknown = earlier.unknown;
  for (Entity& e : t.entities) {
    const Entity* old = earlier.entity(e.name);
    if (!old) {
      merged.appeared.push_back("entity " + e.name);
      continue;
    }
    if (old->row_count) e.row_count = old->row_count;
    if (!old->bronze_table.empty()) e.bronze_table = old->bronze_table;
    if (!old->table_name.empty()) e.table_name = old->table_name;
    for (const auto& [key, value] : old->settings.members()) e.settings.set(key, value);
    e.unknown = old->unknown;
    merge_fields(old->fields, e.fields, e.name + ".", merged);
  }
  for (const Entity& old : earlier.entities)
    if (!extracted.entity(old.name)) {
      merged.vanished.push_back("entity " + old.name);
      t.entities.push_back(old);
    }
  const auto vanished = [&](const std::vector<std::string>& legs) { return !legs.empty() && !extracted.entity(legs[0].substr(0, legs[0].find('.'))); };
  // A person's relations stay, and those of entities that were not read this time; automatic ones are renewed, and give way where a person decided the field.
  std::vector<Relationship> kept;
  const auto same = [](const Relationship& a, const Relationship& b) { return a.from == b.from && a.to == b.to; };
  for (const Relationship& old : earlier.relationships) {
    const auto now = std::find_if(t.relationships.begin(), t.relationships.end(), [&](const Relationship& r) { return same(r, old); });
    if (!old.confirmed_by.empty() || now != t.relationships.end() || !old.settings.members().empty() || vanished(old.from) || vanished(old.to)) kept.push_back(old);
  }
  for (const Relationship& r : t.relationships) {
    const bool decided = std::any_of(kept.begin(), kept.end(), [&](const Relationship& k) { return same(k, r) || (!k.confirmed_by.empty() && k.from == r.from); });
    if (!decided) kept.push_back(r);
  }
  t.relationships = std::move(kept);
  return merged;
}

}  // namespace mockdata
