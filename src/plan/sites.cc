// Tables, sites and nodes: the template's fields, each with the row set that it belongs to.
#include "plan/builder.h"

namespace mockdata {

void Builder::make_sites() {
  for (std::size_t i = 0; i < template_.entities.size(); ++i) {
    const Entity& e = template_.entities[i];
    PlannedEntity& planned = plan_.entities[i];
    planned.table->set_rows(rows_[i]);
    if (!entity_index_.emplace(e.name, i).second)
      error(e.path + ".name", e.line, "two entities are called \"" + e.name + "\"", "give each a name of its own");
    sites_.push_back(std::make_unique<Site>(Site{i, planned.table.get(), nullptr, {}, root_.with(e.name)}));
    entity_sites_.push_back(sites_.back().get());
  }
  for (std::size_t i = 0; i < template_.entities.size(); ++i) {
    const Entity& e = template_.entities[i];
    add_fields(e.fields, "", entity_sites_[i]);
    if (e.fields.empty()) warning(e.path, e.line, "the entity \"" + e.name + "\" has no fields");
    std::vector<std::string>& key = plan_.entities[i].primary_key;
    for (const Value& v : e.settings.find("primary_key").items()) {
      if (node(i, v.text())) key.push_back(v.text());
      else error(e.path + ".primary_key", v.line(), "the primary key names \"" + v.text() + "\", which is no field of " + e.name);
    }
    if (key.empty())
      for_each_field(e.fields, "", [&](const std::string& path, const Field& f) {
        if (f.primary_key && path.find('[') == std::string::npos) key.push_back(path);
      });
    if (key.size() == 1) node(i, key[0])->unique = true;
    for (const Value& set : e.settings.find("unique").items()) {
      std::vector<std::string> paths;
      const std::vector<Value> single{set};
      for (const Value& v : set.is_array() ? set.items() : single) {
        if (node(i, v.text())) paths.push_back(v.text());
        else error(e.path + ".unique", v.line(), "a unique set names \"" + v.text() + "\", which is no field of " + e.name);
      }
      if (paths.size() == 1) node(i, paths[0])->unique = true;
      if (!paths.empty() && paths != key) plan_.entities[i].unique.push_back(paths);
    }
  }
}

void Builder::add_fields(const std::vector<Field>& fields, const std::string& prefix, Site* site) {
  for (const Field& field : fields) {
    nodes_.push_back(std::make_unique<Node>());
    Node* node = nodes_.back().get();
    node->entity = site->entity;
    node->path = prefix + field.name;
    node->field = &field;
    node->site = site;
    const Value& unique = field.settings.find("unique");
    node->unique = unique.is_bool() && unique.as_bool();
    if (node->unique && !site->outer) plan_.entities[site->entity].unique.push_back({node->path});
    by_path_[{node->entity, node->path}] = node;
    if (!field.fields.empty()) add_fields(field.fields, node->path + ".", site);
    if (!field.items.empty()) {
      plan_.tables.push_back(std::make_unique<Table>(site->table->name() + "." + node->path + "[]", 0));
      sites_.push_back(std::make_unique<Site>(Site{site->entity, plan_.tables.back().get(), site, node->path + "[]", site->key.with(node->path).with("element")}));
      Site* inner = sites_.back().get();
      nodes_.push_back(std::make_unique<Node>());
      Node* element = nodes_.back().get();
      element->entity = site->entity;
      element->path = node->path + "[]";
      element->field = &field.items[0];
      element->site = inner;
      by_path_[{element->entity, element->path}] = element;
      add_fields(field.items[0].fields, element->path + ".", inner);
    }
  }
}

Node* Builder::node(std::size_t entity, std::string_view path) {
  const auto it = by_path_.find(std::pair<std::size_t, std::string>(entity, path));
  return it == by_path_.end() ? nullptr : it->second;
}

Node* Builder::sibling(const Node& of, std::string_view name) {
  // Names resolve from the innermost object outwards: "city" beside "address.street" is "address.city".
  std::string prefix = of.path;
  while (true) {
    const std::size_t dot = prefix.rfind('.');
    prefix = dot == std::string::npos ? "" : prefix.substr(0, dot);
    if (Node* found = node(of.entity, prefix.empty() ? std::string(name) : prefix + "." + std::string(name))) return found;
    if (prefix.empty()) return nullptr;
  }
}

}  // namespace mockdata
