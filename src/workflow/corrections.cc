#include "workflow/corrections.h"

#include <algorithm>
#include <set>

#include "base/nearest.h"

namespace mockdata {

namespace {

Field* find_mutable(Template& tmpl, const std::string& name, Entity*& entity) {
  for (std::size_t dot = name.rfind('.'); dot != std::string::npos; dot = dot ? name.rfind('.', dot - 1) : std::string::npos)
    for (Entity& e : tmpl.entities)
      if (e.name == name.substr(0, dot))
        if (const Field* f = find_field(e, name.substr(dot + 1))) {
          entity = &e;
          return const_cast<Field*>(f);
        }
  return nullptr;
}

Error unknown(const Template& tmpl, const std::string& name) {
  std::vector<std::string> all;
  for (const Entity& e : tmpl.entities) for_each_field(e.fields, "", [&](const std::string& path, const Field&) { all.push_back(e.name + "." + path); });
  const std::string near = nearest(name, all);
  return usage_error("there is no field \"" + name + "\"", near.empty() ? "write entity.field" : "did you mean \"" + near + "\"?");
}

// Rules of relations in words; other rules speak for themselves.
const char* in_words(std::string_view rule) {
  constexpr std::pair<std::string_view, const char*> kWords[] = {
      {"fk.suffix", "named after the entity and its key"},       {"fk.prefix", "named after the entity and its key, with a word before"},
      {"fk.role", "a role that this entity plays"},              {"fk.role.person", "a role that people play"},
      {"fk.role.self", "a role within the same entity"},         {"fk.ids", "a list of the entity's keys"},
      {"fk.nested", "an object with the entity's key"},          {"fk.nested_list", "a list of objects with the entity's key"},
      {"fk.key_name", "named like the entity's key"},            {"fk.bare_name", "named like the entity"},
      {"fk.abbreviation", "named after the entity, abbreviated"}, {"fk.code", "a code of the entity"},
      {"fk.owner_prefix", "named after the entity, with its owner before"}, {"fk.part_of_name", "named after a part of the entity's name"}};
  for (const auto& [name, words] : kWords)
    if (rule == name) return words;
  return nullptr;
}

bool about_relations(std::string_view rule) { return rule.starts_with("fk.") || rule.starts_with("path.") || rule.starts_with("link"); }
bool about_type(std::string_view rule) { return rule.starts_with("sample.") || rule.starts_with("pk.") || rule.starts_with("schema.") || about_relations(rule); }

// The strongest evidence of a relation, or of what a field means.
std::string reason_of(const std::vector<Evidence>& evidence, const std::string& confirmed_by, bool relation) {
  if (confirmed_by == "user") return "you said so";
  if (confirmed_by == "document") return "the source document says so";
  const Evidence* best = nullptr;
  for (const Evidence& e : evidence)
    if ((relation ? about_relations(e.rule) : !about_type(e.rule)) && (!best || e.confidence > best->confidence)) best = &e;
  if (!best) return "";
  const char* words = in_words(best->rule);
  return (words ? words : best->rule) + (", " + std::to_string(static_cast<int>(best->confidence * 100 + 0.5)) + " %");
}

}  // namespace

Status apply_correction(const std::string& text, Template& tmpl) {
  if (text.empty()) return {};
  Entity* entity = nullptr;
  if (text[0] == '-' || text[0] == '+') {
    const std::string name = text.substr(1);
    Field* f = find_mutable(tmpl, name, entity);
    if (!f) return unknown(tmpl, name);
    f->pii = text[0] == '+';
    f->confirmed_by = "user";
    return {};
  }
  if (const std::size_t colon = text.find(':'); colon != std::string::npos && text.find('=') == std::string::npos) {
    Field* f = find_mutable(tmpl, text.substr(0, colon), entity);
    if (!f) return unknown(tmpl, text.substr(0, colon));
    const std::string word = text.substr(colon + 1);
    const FieldType type = field_type_from(word);
    if (type == FieldType::kUnknown) return usage_error("no type is called \"" + word + "\"", "types: string, int, long, double, decimal(12,2), bool, date, datetime, timestamp, uuid, json");
    f->type = type;
    f->type_text = word == to_string(type) ? "" : word;
    f->confirmed_by = "user";
    return {};
  }
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return usage_error("\"" + text + "\" is no correction", "write -entity.field, +entity.field, entity.field=entity.key, entity.field= or entity.field:type");
  const std::string from = text.substr(0, equals), to = text.substr(equals + 1);
  Field* f = find_mutable(tmpl, from, entity);
  if (!f) return unknown(tmpl, from);
  if (!to.empty() && !find_mutable(tmpl, to, entity)) return unknown(tmpl, to);
  auto& relations = tmpl.relationships;
  relations.erase(std::remove_if(relations.begin(), relations.end(), [&](const Relationship& r) { return r.from == std::vector<std::string>{from}; }), relations.end());
  f->foreign_key.reset();
  f->confirmed_by = "user";
  if (to.empty()) return {};
  f->foreign_key = to;
  Relationship r;
  r.from = {from};
  r.to = {to};
  r.confirmed_by = "user";
  relations.push_back(std::move(r));
  return {};
}

Status apply_corrections(const std::string& text, Template& tmpl) {
  Template changed = tmpl;
  std::string word;
  int depth = 0;
  for (const char c : text + " ") {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (c == ' ' || (c == ',' && depth == 0)) {
      MOCKDATA_CHECK(apply_correction(word, changed));
      word.clear();
    } else {
      word += c;
    }
  }
  tmpl = std::move(changed);
  return {};
}

std::vector<Shown> personal_fields(const Template& tmpl) {
  std::vector<Shown> out;
  for (const Entity& e : tmpl.entities)
    for_each_field(e.fields, "", [&](const std::string& path, const Field& f) {
      if (!f.pii) return;
      std::string reason = reason_of(f.evidence, f.confirmed_by, false);
      if (!f.semantic_type.empty()) reason = f.semantic_type + (reason.empty() ? "" : ": " + reason);
      out.push_back({e.name + "." + path, reason});
    });
  return out;
}

std::vector<Shown> relations(const Template& tmpl) {
  std::vector<Shown> out;
  std::set<std::string> said;
  const auto joined = [](const std::vector<std::string>& legs) {
    std::string s;
    for (const std::string& leg : legs) s += (s.empty() ? "" : ", ") + leg;
    return s;
  };
  for (const Relationship& r : tmpl.relationships) {
    const std::string text = joined(r.from) + " -> " + joined(r.to);
    if (said.insert(text).second) out.push_back({text, reason_of(r.evidence, r.confirmed_by, true)});
  }
  for (const Entity& e : tmpl.entities)
    for_each_field(e.fields, "", [&](const std::string& path, const Field& f) {
      if (!f.foreign_key) return;
      const std::string text = e.name + "." + path + " -> " + *f.foreign_key;
      if (said.insert(text).second) out.push_back({text, reason_of(f.evidence, f.confirmed_by, true)});
    });
  return out;
}

namespace {
template <class Holds>
std::vector<std::string> fields_where(const Template& tmpl, Holds holds) {
  std::vector<std::string> out;
  for (const Entity& e : tmpl.entities)
    for_each_field(e.fields, "", [&](const std::string& path, const Field& f) {
      if (holds(f)) out.push_back(e.name + "." + path);
    });
  return out;
}
}  // namespace

std::vector<std::string> asked_fields(const Template& tmpl) {
  return fields_where(tmpl, [](const Field& f) { return f.privacy == "unknown" && !f.pii && f.confirmed_by.empty() && f.type != FieldType::kUnknown; });
}

std::vector<std::string> unknown_fields(const Template& tmpl) {
  return fields_where(tmpl, [](const Field& f) { return f.type == FieldType::kUnknown; });
}

}  // namespace mockdata
