// Row counts: absolute, per row of another entity, or a share of one.
#include <algorithm>
#include <cmath>

#include "plan/builder.h"

namespace mockdata {

// An entity without a count of its own has as many rows as a relation gives each parent: "children": {"mean": 3}.
const Relationship* Builder::rows_by_children(const Entity& e) const {
  for (const Relationship& r : template_.relationships)
    if (!r.from.empty() && !r.to.empty() && r.from[0].starts_with(e.name + ".") && r.settings.find("children").find("mean").as_double()) return &r;
  return nullptr;
}

void Builder::count_rows() {
  const std::size_t n = template_.entities.size();
  rows_.assign(n, 0);
  per_entity_.assign(n, std::nullopt);
  std::vector<int> state(n, 0);
  for (const auto& [name, count] : options_.rows) {
    if (template_.entity(name) || std::any_of(options_.others.begin(), options_.others.end(), [&](const auto& other) { return other->entity(name); })) continue;
    std::vector<std::string> names;
    for (const Entity& e : template_.entities) names.push_back(e.name);
    error("entities", 0, "rows are asked for \"" + name + "\", which is no entity of the template", "entities: " + [&] {
      std::string all;
      for (const auto& e : names) all += (all.empty() ? "" : ", ") + e;
      return all;
    }());
  }
  const auto resolve = [&](auto& self, std::size_t i) -> void {
    const Entity& e = template_.entities[i];
    if (state[i] == 2) return;
    if (state[i] == 1) {
      error(e.path + ".rows", e.line, "the row counts depend on one another in a circle through \"" + e.name + "\"", "give one of them a row_count");
      return;
    }
    state[i] = 1;
    const Value& relative = e.settings.find("rows");
    const Relationship* by_children = relative || e.row_count ? nullptr : rows_by_children(e);
    if (const auto given = options_.rows.find(e.name); given != options_.rows.end()) {
      rows_[i] = given->second < 0 ? 0 : static_cast<uint64_t>(given->second);
    } else if (relative) {
      const bool per = relative.find("per").is_string();
      const std::string& of = per ? relative.find("per").text() : relative.find("of").text();
      const auto other = plan_.entity(of);
      const auto factor = per ? relative.find("mean").as_double() : relative.find("share").as_double();
      if (!other || !factor || *factor < 0) {
        error(e.path + ".rows", relative.line(), other || of.empty() ? "rows are {\"per\": entity, \"mean\": n} or {\"share\": x, \"of\": entity}, found " + relative.to_json()
                                                                     : "rows refer to \"" + of + "\", which is no entity of the template");
      } else {
        self(self, *other);
        rows_[i] = static_cast<uint64_t>(static_cast<double>(rows_[*other]) * *factor + 0.5);
        if (per) per_entity_[i] = other;
      }
    } else if (by_children) {
      const std::string& parent = by_children->to[0].substr(0, by_children->to[0].rfind('.'));
      const auto other = plan_.entity(parent);
      if (other) {
        self(self, *other);
        rows_[i] = static_cast<uint64_t>(static_cast<double>(rows_[*other]) * by_children->settings.find("children").find("mean").as_double().value_or(0) + 0.5);
        per_entity_[i] = other;
      }
    } else if (e.row_count) {
      const double scaled = static_cast<double>(*e.row_count) * options_.scale;
      rows_[i] = scaled < 1 && *e.row_count > 0 && options_.scale > 0 ? 1 : static_cast<uint64_t>(scaled + 0.5);
    } else {
      error(e.path, e.line, "the entity \"" + e.name + "\" has no row_count", "add \"row_count\": 100, or give --rows " + e.name + "=100");
    }
    state[i] = 2;
  };
  const auto crosswalk_of = [&](std::size_t i) -> const std::string& { return template_.entities[i].settings.find(kCrosswalkOf).text(); };
  for (std::size_t i = 0; i < n; ++i)
    if (crosswalk_of(i).empty()) resolve(resolve, i);
  for (std::size_t i = 0; i < n; ++i) {  // one row for each person that some source knows
    if (crosswalk_of(i).empty()) continue;
    rows_[i] = persons_of(crosswalk_of(i));
    for (const auto& other : plan_.others)
      for (const PlannedHolding& holding : other->holdings)
        if (holding.domain == crosswalk_of(i)) rows_[i] = std::max(rows_[i], holding.persons);
  }
}

}  // namespace mockdata
