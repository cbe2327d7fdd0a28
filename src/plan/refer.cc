// How settings name another field: "hireDate" is a field of the same object or row (the innermost first),
// "employeeId.hireDate" is read through the reference in employeeId, "employees.hireDate" through the one relation that
// leads to employees. Hops can be chained: "orderId.customerId.country".
#include "base/nearest.h"
#include "block/combine.h"
#include "plan/builder.h"

namespace mockdata {

namespace {
std::vector<std::string> field_names(const Entity& entity) {
  std::vector<std::string> names;
  for_each_field(entity.fields, "", [&](const std::string& path, const Field&) { names.push_back(path); });
  return names;
}
}  // namespace

// A column of `site` as a column of `of`, a site in it.
const Column* Builder::outer_column(const Site& of, const Site* site, const Column* column) {
  if (&of == site || !column) return column;
  if (!of.outer) return nullptr;
  const Column* nearer = outer_column(*of.outer, site, column);
  return nearer ? of.table->add(std::make_unique<OuterColumn>(nearer)) : nullptr;
}

// The link of `site` (or around it) that the name means: a field of it, its own name, or the entity that it alone leads to.
Link* Builder::link_named(const Site& site, std::string_view prefix, std::string_view name, bool& several) {
  several = false;
  Link *by_entity = nullptr, *by_field = nullptr;
  for (const auto& link : links_) {
    if (link->from_entity != site.entity || !link->type_path.empty()) continue;
    bool around = false;
    for (const Site* s = &site; s && !around; s = s->outer) around = s == link->site();
    if (!around) continue;
    if (link->setting("name").text() == name) return link.get();
    for (const Node* n : link->from) {
      const bool same = n->path == name || (!prefix.empty() && n->path == std::string(prefix) + "." + std::string(name));
      if (same && (!by_field || link->from.size() > by_field->from.size())) by_field = link.get();
    }
    if (plan_.entities[link->to_entity].name == name) {
      several = several || by_entity;
      by_entity = link.get();
    }
  }
  if (by_field) several = false;
  return by_field ? by_field : several ? nullptr : by_entity;
}

Result<const Column*> Builder::refer(const Node& of, std::string_view name) {
  if (Node* found = sibling(of, name)) {
    if (found == &of) return invalid_error("\"" + std::string(name) + "\" is the field itself");
    const Column* column = outer_column(*of.site, found->site, column_of(*found));
    if (!column) return told();
    return column;
  }
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
    bool several = false;
    const std::string_view head = name.substr(0, dot), rest = name.substr(dot + 1);
    const std::size_t last = of.path.rfind('.');
    Link* link = link_named(*of.site, last == std::string::npos ? "" : of.path.substr(0, last), head, several);
    if (several)
      return invalid_error("several relations lead from " + plan_.entities[of.entity].name + " to " + std::string(head), {}, "name the field of the one that is meant, as in \"" +
                           link_field(of.entity, head) + "." + std::string(rest) + "\"");
    if (!link) continue;
    Site* parent = entity_sites_[link->to_entity];
    Node there;  // stands for a row of the parent
    there.entity = link->to_entity;
    there.site = parent;
    MOCKDATA_ASSIGN(const Column* target, refer(there, rest));
    const Column* pick = pick_of(*link);
    if (!pick) return told();
    if (rows_[link->to_entity] == 0) return static_cast<const Column*>(of.site->table->add(std::make_unique<NullColumn>(target->type())));
    const Column* via = link->site()->table->add(std::make_unique<ViaColumn>(pick, target));
    return outer_column(*of.site, link->site(), via);
  }
  const std::string near = nearest(name, field_names(entity(of.entity)));
  return invalid_error("\"" + std::string(name) + "\" is no field of " + plan_.entities[of.entity].name +
                       (name.find('.') == std::string_view::npos ? "" : ", and no relation of it leads there"),
                       {}, near.empty() ? "fields of a referenced row are written \"referenceField.field\"" : "did you mean \"" + near + "\"?");
}

std::string Builder::link_field(std::size_t entity, std::string_view to) const {
  for (const auto& link : links_)
    if (link->from_entity == entity && plan_.entities[link->to_entity].name == to) return link->from[0]->path;
  return {};
}

}  // namespace mockdata
