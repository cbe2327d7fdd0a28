// What the template says of relations, made consistent: relationships and foreign_key fields that agree are one link,
// that disagree are an error; legs of one key share a pick; columns that two keys share agree; combinations are unique.
#include <algorithm>

#include "base/nearest.h"
#include "plan/builder.h"

namespace mockdata {

namespace {
// Whether the fields, in any order, are the primary key or a unique set.
bool is_key(const PlannedEntity& e, std::vector<std::string> paths) {
  std::sort(paths.begin(), paths.end());
  auto sets = e.unique;
  sets.push_back(e.primary_key);
  return std::any_of(sets.begin(), sets.end(), [&](std::vector<std::string>& set) {
    std::sort(set.begin(), set.end());
    return set == paths;
  });
}
}  // namespace

const Value& Link::setting(std::string_view key) const {
  static const Value absent;
  return relationship ? relationship->settings.find(key) : absent;
}

std::optional<std::size_t> Builder::entity_index(std::string_view name) const {
  const auto it = entity_index_.find(name);
  return it == entity_index_.end() ? std::nullopt : std::optional(it->second);
}

Node* Builder::endpoint(const std::string& text, const std::string& path, uint32_t line) {
  // Entity names may hold dots, so every split is tried, the longest entity name first.
  for (std::size_t dot = text.rfind('.'); dot != std::string::npos; dot = dot ? text.rfind('.', dot - 1) : std::string::npos) {
    const auto found = entity_index(text.substr(0, dot));
    if (!found) continue;
    if (Node* field = node(*found, text.substr(dot + 1))) return field;
    const std::string& name = entity(*found).name;
    std::vector<std::string> fields;
    for_each_field(entity(*found).fields, "", [&](const std::string& p, const Field&) { fields.push_back(p); });
    const std::string near = nearest(text.substr(dot + 1), fields);
    error(path, line, "\"" + text + "\": the entity \"" + name + "\" has no field \"" + text.substr(dot + 1) + "\"",
          near.empty() ? "" : "did you mean \"" + name + "." + near + "\"?");
    return nullptr;
  }
  std::vector<std::string> names;
  for (const Entity& e : template_.entities) names.push_back(e.name);
  const std::string near = nearest(text.substr(0, text.find('.')), names);
  error(path, line, "\"" + text + "\" refers to an entity that is not in the template",
        near.empty() ? "write entity.field, remove the reference, or add the entity" : "did you mean \"" + near + text.substr(std::min(text.find('.'), text.size())) + "\"?");
  return nullptr;
}

Link* Builder::add_link(const std::vector<std::string>& from, const std::vector<std::string>& to, const Relationship* r, const std::string& path, uint32_t line) {
  if (from.size() != to.size()) {
    error(path, line, "the relation has " + std::to_string(from.size()) + " fields on one side and " + std::to_string(to.size()) + " on the other",
          "give both sides the same number of fields, in the same order");
    return nullptr;
  }
  auto link = std::make_unique<Link>();
  link->relationship = r;
  link->path = path;
  link->line = line;
  for (std::size_t i = 0; i < from.size(); ++i) {
    Node* a = endpoint(from[i], path + ".from", line);
    Node* b = endpoint(to[i], path + ".to", line);
    if (!a || !b) return nullptr;
    // "employees.teamIds" of type array means its elements.
    if (a->field->type == FieldType::kArray)
      if (Node* element = node(a->entity, a->path + "[]")) a = element;
    if (i && (a->entity != link->from_entity || b->entity != link->to_entity || a->site != link->from[0]->site)) {
      error(path, line, "the fields of one relation stand in different entities or lists");
      return nullptr;
    }
    if (b->site->outer) {
      error(path + ".to", line, "\"" + to[i] + "\" stands in a list; a reference needs a field that each row of " + plan_.entities[b->entity].name + " has once");
      return nullptr;
    }
    link->from_entity = a->entity;
    link->to_entity = b->entity;
    link->from.push_back(a);
    link->to.push_back(b);
    b->referred = true;
    link->name += (i ? "," : "") + a->path + "->" + plan_.entities[b->entity].name + "." + b->path;
  }
  links_.push_back(std::move(link));
  return links_.back().get();
}

void Builder::make_links() {
  std::map<Node*, std::vector<Link*>> of_field;
  for (const Relationship& r : template_.relationships)
    if (Link* link = add_link(r.from, r.to, &r, r.path, r.line)) {
      link->type_path = r.settings.find("type_field").text();
      if (const std::size_t dot = link->type_path.find('.'); dot != std::string::npos && plan_.entity(link->type_path.substr(0, dot)) == link->from_entity)
        link->type_path = link->type_path.substr(dot + 1);
      link->type_value = r.settings.find("type_value").text();
      if (!link->type_path.empty() && !node(link->from_entity, link->type_path))
        error(r.path + ".type_field", r.line, "\"" + link->type_path + "\" is no field of " + plan_.entities[link->from_entity].name);
      for (Node* n : link->from) of_field[n].push_back(link);
    }
  for (const auto& n : nodes_) {
    const Field& f = *n->field;
    if (!f.foreign_key) continue;
    const std::string from = plan_.entities[n->entity].name + "." + n->path;
    const auto stated = of_field.find(n.get());
    Node* to = endpoint(*f.foreign_key, f.path + ".foreign_key", f.line);
    if (!to) continue;
    if (stated == of_field.end()) {
      add_link({from}, {*f.foreign_key}, nullptr, f.path + ".foreign_key", f.line);
      continue;
    }
    bool agrees = false, alone = false;
    for (const Link* link : stated->second) {
      alone = alone || link->from.size() == 1;
      for (std::size_t i = 0; i < link->from.size(); ++i) agrees = agrees || (link->from[i] == n.get() && link->to[i] == to);
    }
    if (!agrees && !alone)  // a leg of a composite key that is a reference by itself too, as a tenant is
      add_link({from}, {*f.foreign_key}, nullptr, f.path + ".foreign_key", f.line);
    else if (!agrees)
      error(f.path + ".foreign_key", f.line, "the field refers to \"" + *f.foreign_key + "\", but " + stated->second[0]->path + " says \"" +
            plan_.entities[stated->second[0]->to_entity].name + "." + stated->second[0]->to[0]->path + "\"", "make them agree, or remove one");
  }
  // The same relation stated twice is one.
  for (std::size_t i = 0; i < links_.size(); ++i)
    for (std::size_t j = i + 1; j < links_.size();)
      if (links_[j]->from == links_[i]->from && links_[j]->to == links_[i]->to && links_[j]->type_value == links_[i]->type_value)
        links_.erase(links_.begin() + static_cast<long>(j));
      else ++j;
}

void Builder::shape_nulls(Link& link) {
  const Value& optional = link.setting("optional");
  double rate = -1;
  if (optional.is_bool()) link.optional = optional.as_bool(), rate = link.optional ? 0.1 : 0;
  if (optional.is_number()) rate = optional.as_double().value_or(0), link.optional = rate > 0;
  bool all_required = true;
  for (const Node* n : link.from) {
    const Field& f = *n->field;
    const auto field_rate = f.settings.find("null_rate").as_double();
    if (f.nullable.value_or(false) && !optional) link.optional = true;
    if (field_rate) rate = *field_rate, link.optional = *field_rate > 0 || link.optional;
    all_required = all_required && !f.nullable.value_or(true);
  }
  if (optional && link.optional && all_required)
    error(link.path + ".optional", optional.line(), "the relation \"" + link.name + "\" is optional, but " + (link.from.size() > 1 ? "none of its fields is" : "its field is not") + " nullable",
          "set \"nullable\": true, or remove \"optional\"");
  if (rate > 1) error(link.path + ".optional", link.line, "a rate is a number from 0 to 1");
  link.null_rate = rate >= 0 ? std::min(rate, 1.0) : link.optional ? 0.1 : 0;
}

// What is referred to should be a key. A field that nothing else decides is made one; others are read as they come.
void Builder::make_targets_unique() {
  std::set<const Node*> decided;
  for (const auto& link : links_) decided.insert(link->from.begin(), link->from.end());
  for (const auto& link : links_) {
    const PlannedEntity& parent = plan_.entities[link->to_entity];
    std::vector<std::string> to;
    for (const Node* n : link->to) to.push_back(n->path);
    if (is_key(parent, to) || (to.size() == 1 && link->to[0]->unique)) continue;
    const auto in_key = [&](const std::vector<std::string>& set) { return std::find(set.begin(), set.end(), to[0]) != set.end(); };
    const bool make = to.size() == 1 && !decided.contains(link->to[0]) && !in_key(parent.primary_key) && std::none_of(parent.unique.begin(), parent.unique.end(), in_key);
    if (make) link->to[0]->unique = true;
    warning(link->path, link->line, "\"" + (to.size() == 1 ? parent.name + "." + to[0] : link->name) + "\" is referred to, but is not a key" + (make ? "; it is made unique" : ""),
            "mark it \"primary_key\" or \"unique\"");
  }
}

void Builder::shape_links() {
  make_targets_unique();
  for (const auto& owned : links_) {
    Link& link = *owned;
    shape_nulls(link);
    const std::string& cardinality = link.setting("cardinality").text();
    if (!cardinality.empty() && cardinality != "1:1" && cardinality != "n:1" && cardinality != "m:n")
      error(link.path + ".cardinality", link.line, "a cardinality is \"n:1\", \"1:1\" or \"m:n\", found \"" + cardinality + "\"");
    link.one_to_one = !link.site()->outer && (cardinality == "1:1" || std::any_of(link.from.begin(), link.from.end(), [](const Node* n) { return n->unique; }));
    std::vector<std::string> from;
    for (const Node* n : link.from) from.push_back(n->path);
    // A composite key that is wholly this reference.
    if (from.size() > 1 && !link.site()->outer && is_key(plan_.entities[link.from_entity], from)) link.one_to_one = true;
    if (per_entity_[link.from_entity] == link.to_entity && !link.one_to_one) link.wants_children = true;
    if (link.setting("children") && !link.one_to_one) link.wants_children = true;
  }
}

}  // namespace mockdata
