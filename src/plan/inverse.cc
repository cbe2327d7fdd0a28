// Children of a parent: the inverse of a relation, for those who ask for it (roll-ups, limits, numbers within a parent,
// fields that relations share, children per parent).
#include <algorithm>
#include <tuple>

#include "plan/builder.h"

namespace mockdata {

bool Builder::want_children(Link& link) {
  if (link.one_to_one && link.from_entity != link.to_entity && !link.follows()) return true;  // a permutation has an inverse
  const auto refuse = [&](const std::string& why, const std::string& hint) {
    error(link.path, link.line, "the children of each " + plan_.entities[link.to_entity].name + " by \"" + link.name + "\" are asked for, but " + why, hint);
    return false;
  };
  if (link.from_entity == link.to_entity) return refuse("it is a self reference", "roll up over a relation between two entities");
  if (link.site()->outer) return refuse("it stands in a list", "roll up over a reference of the row itself");
  if (!link.type_path.empty()) return refuse("it has several targets", "roll up over a relation with one target");
  if (link.follows()) return refuse("it follows \"" + link.up[0]->name + "\" by a shared field", "roll up over that relation");
  link.wants_children = true;
  return true;
}

void Builder::mark_rollups() {
  for (const auto& n : nodes_)
    if (n->field->settings.find("rollup").is_object())
      if (Link* link = rollup_link(*n)) want_children(*link);
}

void Builder::make_inverse(Link& link) {
  if (link.inverse) return;
  const uint64_t n = rows_[link.from_entity], m = rows_[link.to_entity];
  const Value& children = link.setting("children");
  const auto whole = [&](const char* key, uint64_t fallback) -> uint64_t {
    const Value& v = children.find(key);
    if (v && (!v.as_int() || *v.as_int() < 0)) {
      error(link.path + ".children." + key, v.line(), "a number of children is a whole number of 0 or more, found " + v.to_json());
      return fallback;
    }
    return v ? static_cast<uint64_t>(*v.as_int()) : fallback;
  };
  const uint64_t min = std::max(whole("min", 0), link.min_children);
  const uint64_t max = std::min(whole("max", SplitTree::kNoMax), link.cap_children);
  const std::string shape = children.find("shape").text();
  FanoutShape kind = FanoutShape::kGeometric;
  if (shape == "even") kind = FanoutShape::kEven;
  else if (shape == "poisson") kind = FanoutShape::kPoisson;
  else if (shape == "skewed") kind = FanoutShape::kSkewed;
  else if (!shape.empty() && shape != "geometric")
    error(link.path + ".children.shape", children.line(), "a shape is even, poisson, geometric or skewed, found \"" + shape + "\"");
  const std::string parent = plan_.entities[link.to_entity].name, child = plan_.entities[link.from_entity].name;
  if (min > 0 && n < min * m) {
    error(link.path, link.line, std::to_string(m) + " " + parent + " with at least " + std::to_string(min) + " " + child + " each need " +
          std::to_string(min * m) + " rows, " + std::to_string(n) + " are asked", "generate at least " + std::to_string(min * m) + " " + child);
    return;
  }
  if (max != SplitTree::kNoMax && (max < min || static_cast<unsigned __int128>(max) * m < n)) {
    error(link.path, link.line, std::to_string(m) + " " + parent + " with at most " + std::to_string(max) + " " + child + " each take " +
          std::to_string(max * m) + " rows, " + std::to_string(n) + " are asked", "generate fewer " + child + ", or more " + parent);
    return;
  }
  // Of several relations of an entity that need ranges the first keeps the order of the rows, the others are shuffled:
  // otherwise a row far down the table would have late parents in all of them.
  std::optional<Permutation> shuffle;
  const auto weight = [this](const Link& l) {
    return std::make_tuple(per_entity_[l.from_entity] != l.to_entity, !l.setting("children"), l.name);
  };
  for (const auto& other : links_)
    if (other.get() != &link && other->from_entity == link.from_entity && other->wants_children && !other->one_to_one && weight(*other) < weight(link))
      shuffle = Permutation(n, link.site()->key.with(link.name).with("order").value());
  const uint64_t key = link.site()->key.with(link.name).with("children").value();
  link.inverse = std::make_shared<Children>(std::make_shared<SplitTree>(key, m, n, kind, min, max), shuffle);
  link.ordinal = link.site()->table->add(std::make_unique<FanoutOrdinal>(link.inverse));
}

}  // namespace mockdata
