#include "discover/relations/children.h"

#include <algorithm>

#include "discover/relations/names.h"
#include "discover/relations/relations.h"

namespace mockdata::discover {
namespace {

const Field* single_key(const Entity& entity) {
  const Field* key = nullptr;
  for (const Field& field : entity.fields) {
    if (!field.primary_key) continue;
    if (key) return nullptr;
    key = &field;
  }
  return key;
}

void move_paths(Template& tmpl, const std::string& from, const std::string& to) {
  for (Relationship& relation : tmpl.relationships) {
    for (std::string& leg : relation.from)
      if (leg.starts_with(from)) leg = to + leg.substr(from.size());
    const Value& type = relation.settings.find("type_field");
    if (type.is_string() && type.text().starts_with(from)) relation.settings.set("type_field", Value::string(to + type.text().substr(from.size())));
  }
}

}  // namespace

void split_children(Template& tmpl) {
  const std::size_t parents = tmpl.entities.size();
  for (std::size_t p = 0; p < parents; ++p) {
    for (std::size_t f = 0; f < tmpl.entities[p].fields.size();) {
      Entity& parent = tmpl.entities[p];
      const Field* key = single_key(parent);
      Field& list = parent.fields[f];
      const bool objects = list.type == FieldType::kArray && !list.items.empty() && list.items[0].type == FieldType::kObject;
      const std::string name = parent.name + "_" + list.name;
      if (!key || !objects || tmpl.entity(name)) {
        ++f;
        continue;
      }
      Entity child;
      child.name = name;
      child.settings.set("rows", Value::object({{"per", Value::string(parent.name)}, {"mean", Value::number(int64_t{2})}}));
      Field link;
      link.name = singular(parent.name) + "_" + key->name;
      while (std::any_of(list.items[0].fields.begin(), list.items[0].fields.end(), [&](const Field& member) { return member.name == link.name; })) link.name = "_" + link.name;
      link.type = key->type;
      link.type_text = key->type_text;
      link.precision = key->precision;
      link.scale = key->scale;
      link.nullable = false;
      link.foreign_key = parent.name + "." + key->name;
      link.evidence.push_back({"fk.parent", 1});
      child.fields.push_back(link);
      child.fields.insert(child.fields.end(), list.items[0].fields.begin(), list.items[0].fields.end());
      for (Field& member : child.fields) member.primary_key = false;
      const std::string alias = list.name, parent_name = parent.name, to = parent.name + "." + key->name;
      parent.fields.erase(parent.fields.begin() + static_cast<std::ptrdiff_t>(f));
      tmpl.entities.push_back(std::move(child));
      move_paths(tmpl, parent_name + "." + alias + "[].", name + ".");
      Relationship relation;
      relation.from = {name + "." + link.name};
      relation.to = {to};
      relation.evidence.push_back({"fk.parent", 1});
      tmpl.relationships.push_back(std::move(relation));
    }
  }
  // A member that is no reference may be the key of the child.
  std::vector<EntityHints> hints(tmpl.entities.size());
  for (std::size_t e = parents; e < tmpl.entities.size(); ++e) {
    const std::string& name = tmpl.entities[e].name;
    hints[e].aliases.push_back(name.substr(name.find('_') + 1));
  }
  find_primary_keys(tmpl, hints);
}

}  // namespace mockdata::discover
