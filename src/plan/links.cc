// What the template says of relations, made consistent: relationships and foreign_key fields that agree are one link,
// that disagree are an error; legs of one key share a pick; columns that two keys share agree; combinations are unique.
#include <algorithm>

#include "base/nearest.h"
#include "plan/builder.h"

namespace mockdata {

const Value& Link::setting(std::string_view key) const {
  static const Value absent;
  return relationship ? relationship->settings.find(key) : absent;
}

Node* Builder::endpoint(const std::string& text, const std::string& path, uint32_t line) {
  // Entity names may hold dots, so every split is tried, the longest entity name first.
  std::vector<std::string> entities;
  for (const Entity& e : template_.entities) entities.push_back(e.name);
  for (std::size_t dot = text.rfind('.'); dot != std::string::npos; dot = dot ? text.rfind('.', dot - 1) : std::string::npos) {
    const auto entity = plan_.entity(text.substr(0, dot));
    if (!entity) continue;
    if (Node* found = node(*entity, text.substr(dot + 1))) return found;
    std::vector<std::string> fields;
    for_each_field(template_.entities[*entity].fields, "", [&](const std::string& p, const Field&) { fields.push_back(p); });
    const std::string near = nearest(text.substr(dot + 1), fields);
    error(path, line, "\"" + text + "\": the entity \"" + entities[*entity] + "\" has no field \"" + text.substr(dot + 1) + "\"",
          near.empty() ? "" : "did you mean \"" + entities[*entity] + "." + near + "\"?");
    return nullptr;
  }
  const std::string near = nearest(text.substr(0, text.find('.')), entities);
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
    bool agrees = false;
    for (const Link* link : stated->second)
      for (std::size_t i = 0; i < link->from.size(); ++i) agrees = agrees || (link->from[i] == n.get() && link->to[i] == to);
    if (!agrees)
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

void Builder::shape_links() {
  for (const auto& owned : links_) {
    Link& link = *owned;
    const Value& optional = link.setting("optional");
    double rate = -1;
    if (optional.is_bool()) link.optional = optional.as_bool(), rate = link.optional ? 0.1 : 0;
    if (optional.is_number()) rate = optional.as_double().value_or(0), link.optional = rate > 0;
    for (const Node* n : link.from) {
      const Field& f = *n->field;
      const auto field_rate = f.settings.find("null_rate").as_double();
      if (f.nullable.value_or(false) && !optional) link.optional = true;
      if (field_rate) rate = *field_rate, link.optional = *field_rate > 0 || link.optional;
    }
    link.null_rate = rate >= 0 ? rate : link.optional ? 0.1 : 0;
    const std::string& cardinality = link.setting("cardinality").text();
    if (!cardinality.empty() && cardinality != "1:1" && cardinality != "n:1" && cardinality != "m:n")
      error(link.path + ".cardinality", link.line, "a cardinality is \"n:1\", \"1:1\" or \"m:n\", found \"" + cardinality + "\"");
    const bool own_key = link.from.size() == 1 && link.from[0]->unique && !link.site()->outer;
    link.one_to_one = cardinality == "1:1" || own_key;
    if (link.from.size() > 1 && !link.site()->outer) {  // a composite key that is wholly this reference
      std::vector<std::string> paths;
      for (const Node* n : link.from) paths.push_back(n->path);
      std::sort(paths.begin(), paths.end());
      const PlannedEntity& e = plan_.entities[link.from_entity];
      for (std::vector<std::string> set : [&] { auto sets = e.unique; sets.push_back(e.primary_key); return sets; }()) {
        std::sort(set.begin(), set.end());
        if (set == paths) link.one_to_one = true;
      }
    }
    if (link.one_to_one) for (Node* n : link.from) n->unique = n->unique && link.from.size() == 1;
    if (per_entity_[link.from_entity] == link.to_entity && !link.one_to_one) link.wants_tree = true;
    if (link.setting("children")) link.wants_tree = true;
    if (link.setting("limit")) link.wants_tree = true;
    if (link.to.size() == 1) {
      Node* key = link.to[0];
      bool in_key = false;
      const PlannedEntity& parent = plan_.entities[link.to_entity];
      if (parent.primary_key == std::vector<std::string>{key->path} || key->unique) in_key = true;
      if (!in_key) {
        warning(link.path, link.line, "\"" + parent.name + "." + key->path + "\" is referred to, but is not a key; it is made unique",
                "mark it \"primary_key\" or \"unique\"");
        key->unique = true;
      }
    }
    if (!link.type_path.empty()) continue;
    for (std::size_t leg = 0; leg < link.from.size(); ++leg) {
      Node* n = link.from[leg];
      if (n->link && n->link->from.size() >= link.from.size()) continue;
      n->link = &link;
      n->leg = leg;
    }
  }
}

// Columns that two references share: the one with more legs owns it, the other follows.
void Builder::share_columns() {
  const auto step_to = [&](std::size_t entity, const Node* through, std::size_t target) -> Link* {
    for (const auto& l : links_)
      if (l->from_entity == entity && l->to_entity == target && l->from.size() == 1 && l->from[0] == through && l->type_path.empty()) return l.get();
    return nullptr;
  };
  for (const auto& owned : links_) {
    Link& link = *owned;
    if (!link.type_path.empty()) continue;
    for (std::size_t leg = 0; leg < link.from.size(); ++leg) {
      Link* owner = link.from[leg]->link;
      if (owner == &link || !owner) continue;
      std::size_t shared_leg = 0;
      while (owner->from[shared_leg] != link.from[leg]) ++shared_leg;
      Node* through = owner->to[shared_leg];     // the owner's parent's column
      const auto name = [&](const Link& l) { return "\"" + l.name + "\""; };
      if (link.from.size() == 1 && owner->to_entity == link.to_entity && through == link.to[0]) {
        link.owner = owner;  // the same parent, by fewer columns
        break;
      }
      bool found = false;
      for (const auto& step : links_) {
        if (step->from_entity != owner->to_entity || step->from.size() != 1 || step->from[0] != through || !step->type_path.empty()) continue;
        if (step->to_entity == link.to_entity && link.from.size() == 1 && step->to[0] == link.to[0]) {
          link.owner = owner;  // the parent's parent: implied
          link.owner_step = step.get();
          found = true;
          break;
        }
        if (Link* own = step_to(link.to_entity, link.to[leg], step->to_entity); own && own->to[0] == step->to[0]) {
          link.owner = owner;  // both parents belong to one ancestor: pick among its children
          link.owner_step = step.get();
          link.own_step = own;
          own->wants_tree = true;
          own->min_children = std::max<uint64_t>(own->min_children, 1);
          found = true;
          break;
        }
      }
      if (!found)
        error(link.path, link.line, "the relations " + name(link) + " and " + name(*owner) + " share the field \"" + link.from[leg]->path +
              "\", but nothing says that their parents agree in it",
              "let " + plan_.entities[owner->to_entity].name + "." + through->path + " and " + plan_.entities[link.to_entity].name + "." +
              link.to[leg]->path + " refer to one common entity");
      break;
    }
  }
}

void Builder::make_combinations() {
  for (std::size_t e = 0; e < plan_.entities.size(); ++e) {
    const PlannedEntity& entity = plan_.entities[e];
    auto sets = entity.unique;
    if (entity.primary_key.size() > 1) sets.insert(sets.begin(), entity.primary_key);
    for (const auto& set : sets) {
      if (set.size() < 2) continue;
      std::vector<Node*> members;
      std::string what;
      for (const std::string& path : set) {
        members.push_back(node(e, path));
        what += (what.empty() ? "" : ", ") + path;
      }
      combine(members, what, template_.entities[e].path, template_.entities[e].line);
    }
  }
}

// Makes the combination of the members unique: a mixed-radix number of a permuted row, a digit for each reference and column.
void Builder::combine(const std::vector<Node*>& members, const std::string& what, const std::string& path, uint32_t line) {
  const std::size_t e = members[0]->entity;
  const uint64_t rows = rows_[e];
  std::vector<Link*> links;
  std::vector<Node*> columns;
  for (Node* n : members) {
    if (n->unique || (n->link && n->link->one_to_one)) return;  // unique by a part of it
    if (n->digit || (n->link && n->link->digit)) return;         // another set has fixed it: its combination is unique already
    const std::string& provider = n->field->faker_method;
    if (!n->link && (n->field->type == FieldType::kUuid || provider == "uuid4" || provider == "object_id" || provider == "ulid" || n->field->settings.find("sequence"))) return;
    if (!n->link) columns.push_back(n);
    else if (std::find(links.begin(), links.end(), n->link) == links.end()) links.push_back(n->link);
  }
  for (Link* link : links) {
    if (link->owner) {
      error(path, line, "the combination (" + what + ") is unique, but \"" + link->name + "\" depends on another reference by a shared column",
            "add a column of its own to the key");
      return;
    }
    link->optional = false;
    link->null_rate = 0;
  }
  // One parent and one number: numbered within the parent, as order lines are.
  Site* site = entity_sites_[e];
  if (links.size() == 1 && columns.size() == 1 && (columns[0]->field->type == FieldType::kInt || columns[0]->field->type == FieldType::kLong) &&
      !columns[0]->field->settings.find("values") && !columns[0]->field->settings.find("max")) {
    links[0]->wants_tree = true;
    columns[0]->digit = nullptr;
    columns[0]->radix = 1;  // marks "ordinal of the link" until the tree exists
    columns[0]->link = links[0];
    columns[0]->leg = SIZE_MAX;
    return;
  }
  // Two parents, and how many children one of them has is given: partners by permutation.
  if (links.size() == 2 && columns.empty() && (links[0]->setting("children") || links[1]->setting("children"))) {
    Link* left = links[0]->setting("children") ? links[0] : links[1];
    Link* right = left == links[0] ? links[1] : links[0];
    right->owner = left;
    right->own_step = nullptr;
    right->owner_step = nullptr;
    right->how = "partner";
    return;
  }
  std::vector<uint64_t> radices;
  for (Link* link : links) radices.push_back(std::max<uint64_t>(rows_[link->to_entity], 1));
  unsigned __int128 space = 1;
  for (const uint64_t r : radices) space *= r;
  for (Node* n : columns) {
    const auto capacity = capacity_of(*n);
    if (!capacity) {
      error(n->field->path, n->field->line, "the combination (" + what + ") is unique, but a " + std::string(to_string(n->field->type)) + " cannot be counted",
            "use a number, a date or a text for it");
      return;
    }
    uint64_t radix = *capacity;
    // No more than needed: at most eight times the rows that are left to tell apart, so that values stay ordinary.
    const unsigned __int128 limit = static_cast<unsigned __int128>(1) << 62;
    if (space * radix > limit) radix = static_cast<uint64_t>(limit / space);
    if (radix < 1) radix = 1;
    radices.push_back(radix);
    space *= radix;
  }
  if (rows > space) {
    error(path, line, std::to_string(rows) + " rows asked, " + std::to_string(static_cast<uint64_t>(space)) + " combinations of (" + what + ") exist",
          "generate fewer rows, or more of the parents");
    return;
  }
  const uint64_t total = static_cast<uint64_t>(space);
  const uint64_t key = site->key.with("combination").with(what).value();
  uint64_t divisor = total;
  for (std::size_t i = 0; i < radices.size(); ++i) {
    divisor /= radices[i];
    const Column* digit = site->table->add(std::make_unique<JunctionPick>(key, total, divisor, radices[i]));
    if (i < links.size()) {
      links[i]->digit = digit;
      links[i]->how = "a leg of the unique combination (" + what + ")";
    } else {
      columns[i - links.size()]->digit = digit;
      columns[i - links.size()]->radix = radices[i];
    }
  }
}

}  // namespace mockdata
