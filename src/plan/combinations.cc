// Keys of several fields and unique sets: combinations that come once, by construction.
//
// Four ways, the first that fits: numbered within a parent (order lines); ranks within a parent whose children are ranges;
// pairs within a group that the references share (a tenant); the digits of one permuted number for the whole table.
#include <algorithm>

#include "block/combine.h"
#include "plan/builder.h"

namespace mockdata {

namespace {

bool random_and_unique(const Field& f) {
  return f.type == FieldType::kUuid || f.faker_method == "uuid4" || f.faker_method == "object_id" || f.faker_method == "ulid" || f.settings.find("sequence");
}

bool numbers_itself(const Field& f) {
  return (f.type == FieldType::kInt || f.type == FieldType::kLong) && !f.settings.find("values") && !f.settings.find("max");
}

template <class T>
bool has(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

constexpr unsigned __int128 kMostRanks = static_cast<unsigned __int128>(1) << 62;

}  // namespace

void Builder::plan_combinations() {
  for (std::size_t e = 0; e < template_.entities.size(); ++e) {
    const PlannedEntity& planned = plan_.entities[e];
    std::vector<std::vector<Node*>> sets;
    const auto add = [&](const std::vector<std::string>& paths) {
      std::vector<Node*> members;
      for (const std::string& path : paths) members.push_back(node(e, path));
      if (members.size() > 1 && !has(members, static_cast<Node*>(nullptr))) sets.push_back(members);
    };
    add(planned.primary_key);
    for (const Node* n : sets.empty() ? std::vector<Node*>{} : sets[0])
      if (n->link && n->link->owns(n->leg)) n->link->optional = false, n->link->null_rate = 0;
    for (const auto& paths : planned.unique) add(paths);
    // A reference that several sets share: ranges of children, so that each set can be told apart within it.
    std::map<Link*, int> uses;
    for (const auto& members : sets) {
      std::set<Link*> links;
      for (Node* n : members)
        if (n->link && n->leg != SIZE_MAX && !n->link->follows() && !n->link->one_to_one && n->link->from_entity != n->link->to_entity) links.insert(n->link);
      for (Link* link : links) ++uses[link];
    }
    for (const auto& [link, count] : uses)
      if (count > 1) link->wants_children = true;
    for (const auto& members : sets) {
      std::string what;
      for (const Node* n : members) what += (what.empty() ? "" : ", ") + n->path;
      plan_combination(e, members, what);
    }
  }
}

// Makes one of the columns unique by itself, where it has values enough.
bool Builder::unique_alone(const std::vector<Node*>& columns) {
  for (Node* n : columns) {
    const auto capacity = capacity_of(*n);
    if (n->combined || !capacity || *capacity < rows_[n->entity]) continue;
    n->unique = true;
    return true;
  }
  return false;
}

void Builder::plan_combination(std::size_t e, const std::vector<Node*>& members, const std::string& what) {
  Combination c;
  c.entity = e;
  c.what = what;
  bool partial = false, following = false;
  std::vector<Link*> ranges;
  for (Node* n : members) {
    if (n->polymorphic) partial = true;
    if (n->polymorphic) continue;
    if (n->unique) return;
    if (!n->link) {
      if (random_and_unique(*n->field)) return;
      c.columns.push_back(n);
      continue;
    }
    if (n->leg == SIZE_MAX) {  // numbered within another set's parent: that set is a part of this one, or the number is not enough
      partial = true;
      continue;
    }
    if (!has(c.links, n->link)) c.links.push_back(n->link);
  }
  for (Link* link : c.links) {
    bool all = true;
    for (std::size_t leg = 0; leg < link->from.size(); ++leg) all = all && (!link->owns(leg) || has(members, link->from[leg]));
    if (all && link->one_to_one) return;
    // Some legs only: they tell parents apart where they are a key of the parent by themselves.
    partial = partial || !all;
    following = following || !link->down.empty();
    if (link->wants_children) ranges.push_back(link);
  }
  for (const Combination& earlier : combinations_)
    if (earlier.entity == e) {
      std::vector<Node*> all = earlier.columns;
      for (Link* link : earlier.links) all.insert(all.end(), link->from.begin(), link->from.end());
      if (earlier.left) all.insert(all.end(), earlier.left->from.begin(), earlier.left->from.end());
      if (std::all_of(all.begin(), all.end(), [&](Node* n) { return has(members, n); })) return;
    }
  const auto taken = [&] {
    for (const Combination& earlier : combinations_) {
      for (Link* link : c.links)
        if (link != c.left && has(earlier.links, link)) return true;
      for (Node* n : c.columns)
        if (n->combined) return true;
    }
    return false;
  };
  const auto cannot = [&](const std::string& why) {
    if (!unique_alone(c.columns))
      error(entity(e).path, entity(e).line, "the combination (" + what + ") is unique, but " + why, "mark one of its fields \"unique\", or add a field of its own to the set");
  };
  if (partial) return cannot("one of its fields is a part of a reference that has more fields");
  if (following) {
    c.how = Combination::How::kGrouped;
    const Link* follower = *std::find_if(c.links.begin(), c.links.end(), [](const Link* l) { return !l->down.empty(); });
    if (!c.columns.empty() || !has(c.links, follower->up[0])) return cannot("its references share a field");
    if (follower->up.size() > 1 && !want_children(*follower->up[1])) return;
    if (taken()) return cannot("another unique set of " + plan_.entities[e].name + " has fixed one of its references");
  } else if (ranges.empty() && c.links.size() == 1 && c.columns.size() == 1 && numbers_itself(*c.columns[0]->field) && c.links[0]->from_entity != c.links[0]->to_entity && !c.columns[0]->combined) {
    c.how = Combination::How::kNumbered;
    c.left = c.links[0];
    if (!want_children(*c.left)) return;
  } else if (!ranges.empty()) {
    c.left = ranges[0];
    c.links.erase(std::find(c.links.begin(), c.links.end(), c.left));
    c.how = c.links.empty() && c.columns.size() == 1 && numbers_itself(*c.columns[0]->field) ? Combination::How::kNumbered : Combination::How::kWithin;
    if (taken()) return cannot("another unique set of " + plan_.entities[e].name + " has fixed one of its fields");
  } else if (taken()) {
    return cannot("another unique set of " + plan_.entities[e].name + " has fixed one of its fields");
  }
  if (c.left) c.links.erase(std::remove(c.links.begin(), c.links.end(), c.left), c.links.end());
  for (Node* n : c.columns) n->combined = true;
  for (Link* link : c.links)
    if (link->setting("distribution"))
      warning(link->path + ".distribution", link->line, "the combination (" + what + ") is unique, which decides how the relation \"" + link->name + "\" is spread", "remove the distribution");
  if (c.how == Combination::How::kNumbered) {
    c.columns[0]->link = c.left;
    c.columns[0]->leg = SIZE_MAX;
  }
  if (c.how == Combination::How::kWithin) {  // no parent may have more children than there are combinations for them
    unsigned __int128 space = 1;
    for (Link* link : c.links) space = std::min(space * rows_[link->to_entity], kMostRanks);
    for (Node* n : c.columns) space = std::min(space * capacity_of(*n).value_or(1), kMostRanks);
    c.left->cap_children = std::min(c.left->cap_children, static_cast<uint64_t>(space));
  }
  combinations_.push_back(std::move(c));
}

void Builder::make_combinations() {
  for (Combination& c : combinations_)
    if (rows_[c.entity] > 0) make_combination(c);
}

void Builder::make_combination(Combination& c) {
  if (c.how == Combination::How::kNumbered) return;  // the field's column counts, see make_value
  if (c.how == Combination::How::kGrouped) return make_grouped(c);
  const Entity& e = entity(c.entity);
  const uint64_t rows = rows_[c.entity];
  Site* site = entity_sites_[c.entity];
  std::vector<uint64_t> radices;
  unsigned __int128 space = 1;
  for (std::size_t i = 0; i < c.links.size();) {
    const uint64_t parents = std::max<uint64_t>(rows_[c.links[i]->to_entity], 1);
    if (space * parents > kMostRanks) {  // unique without it: it picks freely
      c.links.erase(c.links.begin() + static_cast<long>(i));
      continue;
    }
    space *= parents;
    radices.push_back(parents);
    ++i;
  }
  for (Node* n : c.columns) {
    const auto capacity = capacity_of(*n);
    if (!capacity) {
      error(n->field->path, n->field->line, "the combination (" + c.what + ") is unique, but a " + std::string(to_string(n->field->type)) + " cannot be counted",
            "use a number, a date or a text for it");
      return;
    }
    radices.push_back(static_cast<uint64_t>(std::min<unsigned __int128>(std::max<uint64_t>(*capacity, 1), kMostRanks / space)));
    space *= radices.back();
  }
  if (!c.left && rows > space) {
    error(e.path, e.line, std::to_string(rows) + " rows asked, " + std::to_string(static_cast<uint64_t>(space)) + " combinations of (" + c.what + ") exist",
          "generate fewer rows, or more of the parents");
    return;
  }
  if (c.left && !pick_of(*c.left)) return;
  if (c.left && !c.left->ordinal) return;
  const uint64_t total = static_cast<uint64_t>(space);
  const uint64_t key = site->key.with("combination").with(c.what).value();
  uint64_t divisor = total;
  for (std::size_t i = 0; i < radices.size(); ++i) {
    divisor /= radices[i];
    const Column* digit;
    if (c.left) digit = site->table->add(std::make_unique<RankWithinPick>(key, c.left->always, c.left->ordinal, total, divisor, radices[i]));
    else digit = site->table->add(std::make_unique<JunctionPick>(key, total, divisor, radices[i]));
    if (i < c.links.size()) {
      c.links[i]->digit = digit;
      c.links[i]->how = c.left ? "distinct within each " + plan_.entities[c.left->to_entity].name : "a leg of the unique combination (" + c.what + ")";
    } else {
      c.columns[i - c.links.size()]->digit = digit;
      c.columns[i - c.links.size()]->radix = radices[i];
    }
  }
}

// References that share a group (a tenant): combinations of the children of each group.
void Builder::make_grouped(Combination& c) {
  const Entity& e = entity(c.entity);
  const Link* follower = *std::find_if(c.links.begin(), c.links.end(), [](const Link* l) { return !l->down.empty(); });
  Link* owner = follower->up[0];
  const std::vector<Link*> owner_down(follower->up.begin() + 1, follower->up.end());
  const std::size_t group = follower->down.back()->to_entity;
  std::vector<Link*> legs;
  std::vector<std::shared_ptr<const Children>> inverses;
  for (Link* link : c.links) {
    const std::vector<Link*>& down = link == owner ? owner_down : link->down;
    if (down.empty()) continue;  // the group itself, or a row that another leg names
    const bool same = link == owner || (link->up == follower->up && link->down.back()->to_entity == group);
    if (!same || down.size() != 1) {
      error(e.path, e.line, "the combination (" + c.what + ") is unique, but \"" + link->name + "\" shares fields with the others in a way that has no count", "add a field of its own to the key");
      return;
    }
    pick_of(*down[0]);
    if (!down[0]->inverse) return;
    legs.push_back(link);
    inverses.push_back(down[0]->inverse);
  }
  const uint64_t key = entity_sites_[c.entity]->key.with("combination").with(c.what).value();
  auto space = GroupedSpace::make(key, rows_[group], inverses);
  if (!space || rows_[c.entity] > space->size()) {
    error(e.path, e.line, std::to_string(rows_[c.entity]) + " rows asked, " + (space ? std::to_string(space->size()) : "more than 2^62") + " combinations of (" + c.what + ") exist",
          "generate fewer rows, or more of the parents");
    return;
  }
  const auto shared = std::make_shared<const GroupedSpace>(std::move(*space));
  if (owner_down.empty()) legs.push_back(owner);  // refers to the group itself, which stands behind the legs
  for (std::size_t leg = 0; leg < legs.size(); ++leg) {
    legs[leg]->digit = entity_sites_[c.entity]->table->add(std::make_unique<GroupedPick>(shared, leg));
    legs[leg]->how = "a leg of the unique combination (" + c.what + "), of one " + plan_.entities[group].name;
  }
}

}  // namespace mockdata
