#include "template/merge.h"

#include <algorithm>
#include <set>

namespace mockdata {

namespace {

enum class Witness { kNeither, kDocument, kSample };

// What a field's evidence says it was learnt from.
Witness witness_of(const Field& field) {
  Witness out = Witness::kNeither;
  for (const Evidence& e : field.evidence) {
    if (e.rule == "document.type" || e.rule == "document.object" || e.rule == "document.array" || e.rule.starts_with("document.format") || e.rule.starts_with("avro.")) return Witness::kDocument;
    if (e.rule.starts_with("sample.")) out = Witness::kSample;
  }
  return out;
}

bool whole_number(FieldType type) { return type == FieldType::kInt || type == FieldType::kLong; }
bool number(FieldType type) { return whole_number(type) || type == FieldType::kFloat || type == FieldType::kDouble || type == FieldType::kDecimal; }
bool moment(FieldType type) { return type == FieldType::kDatetime || type == FieldType::kTimestamp; }

// The type of `field` set to what `from` says, with all that belongs to a type.
void take_type(Field& field, const Field& from) {
  field.type = from.type;
  field.type_text = from.type_text;
  field.precision = from.precision;
  field.scale = from.scale;
  field.fields = from.fields;
  field.items = from.items;
}

// `out` starts as the sample's field and takes over what the document knows.
void join(const Field& document, Field& out, const std::string& path, std::vector<std::string>& disagreements) {
  const Field sample = out;
  const FieldType said = document.type, seen = sample.type;
  if (seen == FieldType::kUnknown || (said != seen && ((number(said) && number(seen) && !(whole_number(said) && !whole_number(seen))) || (moment(said) && moment(seen))))) {
    take_type(out, document);
  } else if (said != seen && said != FieldType::kJson && said != FieldType::kUnknown) {
    // "string" is what documents call everything in quotes.
    const bool refined = said == FieldType::kString && (seen == FieldType::kUuid || seen == FieldType::kDate || seen == FieldType::kTime || moment(seen));
    if (!refined) disagreements.push_back(path + ": the document says " + to_string(said) + ", the record holds " + to_string(seen) + " (kept)");
  }
  const bool same_kind = out.type == said;
  out.primary_key |= document.primary_key;
  if (document.nullable && !(sample.nullable && *sample.nullable)) {
    out.nullable = document.nullable;
  } else if (document.nullable && !*document.nullable) {
    disagreements.push_back(path + ": the document says that it is never null, the record holds null (kept)");
  }
  if (!out.foreign_key) out.foreign_key = document.foreign_key;
  if (!document.description.empty()) out.description = document.description;
  if (!document.confirmed_by.empty()) {
    out.pii = document.pii;
    out.confirmed_by = document.confirmed_by;
  }
  if (same_kind)
    for (const auto& [key, value] : document.settings.members()) out.settings.set(key, value);
  for (const Evidence& e : document.evidence)
    if (std::none_of(out.evidence.begin(), out.evidence.end(), [&](const Evidence& o) { return o.rule == e.rule; })) out.evidence.push_back(e);
}

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
  const Witness was = witness_of(old), is = witness_of(f);
  if (was == Witness::kDocument && is == Witness::kSample) {
    join(old, f, path, merged.disagreements);
  } else if (was == Witness::kSample && is == Witness::kDocument) {
    const Field document = f;
    f = old;
    join(document, f, path, merged.disagreements);
    if (document.type == FieldType::kObject && f.type == FieldType::kObject) {
      f.fields = document.fields;
      merge_fields(old.fields, f.fields, path + ".", merged);
    }
    if (!old.items.empty() && !document.items.empty() && f.type == document.type) {
      f.items = document.items;
      merge_field(old.items[0], f.items[0], path + "[]", merged);
    }
    return;
  }
  if (f.type == FieldType::kUnknown) take_type(f, old);
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

std::string endpoint_of(const Entity& entity) {
  std::string path = entity.api_endpoint.substr(0, entity.api_endpoint.find('?'));
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path;
}

}  // namespace

void rename_entity(Template& t, const std::string& from, const std::string& to) {
  const auto renamed = [&](std::string& path) {
    if (path.size() > from.size() && path.starts_with(from) && path[from.size()] == '.') path = to + path.substr(from.size());
  };
  const auto fields = [&](auto& self, std::vector<Field>& all) -> void {
    for (Field& f : all) {
      if (f.foreign_key) renamed(*f.foreign_key);
      self(self, f.fields);
      self(self, f.items);
    }
  };
  for (Entity& e : t.entities) {
    if (e.name == from) e.name = to;
    fields(fields, e.fields);
  }
  for (Relationship& r : t.relationships) {
    for (std::string& leg : r.from) renamed(leg);
    for (std::string& leg : r.to) renamed(leg);
  }
}

Merged merge_templates(const Template& earlier, const Template& extracted) {
  Merged merged;
  Template& t = merged.tmpl;
  t = extracted;
  std::set<std::string> renamed;
  // The same endpoint under another name (a document's "employee", a person's "employees") is the same entity.
  for (const Entity& e : extracted.entities) {
    if (earlier.entity(e.name) || endpoint_of(e).empty()) continue;
    for (const Entity& old : earlier.entities)
      if (endpoint_of(old) == endpoint_of(e) && !extracted.entity(old.name)) {
        rename_entity(t, e.name, old.name);
        renamed.insert(old.name);
        break;
      }
  }
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
  const auto seen = [&](const std::string& name) { return renamed.contains(name) || extracted.entity(name); };
  for (const Entity& old : earlier.entities)
    if (!seen(old.name)) {
      merged.vanished.push_back("entity " + old.name);
      t.entities.push_back(old);
    }
  const std::set<std::string> gone(merged.vanished.begin(), merged.vanished.end());
  const auto vanished = [&](const std::vector<std::string>& legs) { return !legs.empty() && (!seen(legs[0].substr(0, legs[0].find('.'))) || gone.contains(legs[0])); };
  // A person's relations stay, and those of entities and fields that were not read this time; automatic ones are renewed, and give way where a person decided the field.
  std::vector<Relationship> kept;
  const auto same = [](const Relationship& a, const Relationship& b) { return a.from == b.from && a.to == b.to; };
  const auto field_at = [](const Template& of, const std::string& leg) -> const Field* {
    const std::size_t dot = leg.find('.');
    const Entity* entity = dot == std::string::npos ? nullptr : of.entity(leg.substr(0, dot));
    return entity ? find_field(*entity, std::string_view(leg).substr(dot + 1)) : nullptr;
  };
  // What one witness tells of a field that the other, of the other kind, says nothing of. The values have to meet still.
  const auto told_by_other = [&](const Relationship& old) {
    if (old.from.size() != 1 || old.to.size() != 1) return false;
    const Field *was = field_at(earlier, old.from[0]), *is = field_at(extracted, old.from[0]), *from = field_at(t, old.from[0]), *to = field_at(t, old.to[0]);
    if (!was || !is || !from || !to || witness_of(*was) == witness_of(*is)) return false;
    const bool fits = from->type == to->type || (whole_number(from->type) && whole_number(to->type));
    return fits && std::none_of(t.relationships.begin(), t.relationships.end(), [&](const Relationship& r) { return r.from == old.from; });
  };
  for (const Relationship& old : earlier.relationships) {
    const auto now = std::find_if(t.relationships.begin(), t.relationships.end(), [&](const Relationship& r) { return same(r, old); });
    if (!old.confirmed_by.empty() || now != t.relationships.end() || !old.settings.members().empty() || vanished(old.from) || vanished(old.to) || told_by_other(old)) kept.push_back(old);
  }
  for (const Relationship& r : t.relationships) {
    const bool decided = std::any_of(kept.begin(), kept.end(), [&](const Relationship& k) { return same(k, r) || (!k.confirmed_by.empty() && k.from == r.from); });
    if (!decided) kept.push_back(r);
  }
  // A relation that was not found again takes the foreign key of its field with it.
  for (const Relationship& old : earlier.relationships) {
    if (old.from.size() != 1 || std::any_of(kept.begin(), kept.end(), [&](const Relationship& k) { return same(k, old); })) continue;
    const Field* field = field_at(t, old.from[0]);
    if (field && field->confirmed_by.empty() && field->foreign_key == old.to[0]) const_cast<Field*>(field)->foreign_key.reset();
  }
  t.relationships = std::move(kept);
  return merged;
}

}  // namespace mockdata
