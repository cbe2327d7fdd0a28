// Drift: what an entity has wrong or old of its persons, in its columns, in crosswalks and in words.
#include "persons/drift.h"

#include <algorithm>

#include "block/combine.h"
#include "persons/nicknames.h"
#include "persons/person_rows.h"
#include "plan/builder.h"

namespace mockdata {

namespace {

std::string percent(double rate) {
  std::string text = std::to_string(rate * 100);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text + " %";
}

}  // namespace

void Builder::set_drift(std::size_t entity, const std::shared_ptr<PersonDomain>& domain, const Column* pick, Persons& persons) {
  const auto rates = drift_.find(entity);
  if (rates == drift_.end()) return;
  const Key key = domain->options().key.with("drift").with(template_.source).with(this->entity(entity).name);
  persons.set_drift(std::make_unique<Drift>(domain, *entity_sites_[entity]->table, pick, rates->second, key));
}

// ", drifting (typo 2 %)": what may be wrong or old in a field that asked for these parts.
std::string Builder::drift_words(const Persons& persons, const std::vector<PersonPart>& parts) const {
  std::string words;
  for (std::size_t k = 0; persons.drift() && k < kDriftKinds; ++k) {
    const auto kind = static_cast<DriftKind>(k);
    if (persons.drift()->rate(kind) > 0 && std::any_of(parts.begin(), parts.end(), [&](PersonPart part) { return shows(part, kind); }))
      words += (words.empty() ? "" : ", ") + std::string(to_string(kind)) + " " + percent(persons.drift()->rate(kind));
  }
  return words.empty() ? "" : ", drifting (" + words + ")";
}

// The column of a crosswalk that lists what drifted in an entity, of this source or of another.
const Column* Builder::make_drift_listing(Node& node, const Value& of) {
  const std::string &source = of.items()[0].text(), &name = of.items()[1].text(), &domain = entity(node.entity).settings.find(kCrosswalkOf).text();
  node.how = "what drifted of the person in " + name + (source == template_.source ? "" : " of " + source);
  std::shared_ptr<const PersonRows> rows;
  const Column* listing = nullptr;
  if (source == template_.source) {
    const std::size_t e = *entity_index(name);
    rows = holding_of(e).rows;
    if (const auto persons = persons_.find({entity_sites_[e], ""}); persons != persons_.end() && persons->second && persons->second->drift()) {
      auto column = persons->second->drift()->listing();
      if (!column.ok()) return refuse(node, "", of, column.error());
      listing = *column;
    }
  } else {
    for (const auto& other : plan_.others)
      for (const PlannedHolding& holding : other->holdings)
        if (other->source == source && holding.domain == domain && other->entities[holding.entity].name == name) rows = holding.rows, listing = holding.drift;
  }
  Table& table = *node.site->table;
  if (!listing || !rows || rows->rows() == 0) return table.add(std::make_unique<NullColumn>(DataType{TypeId::kText, 0, 0, {}}));
  return table.add(std::make_unique<ViaColumn>(row_of_person(node.entity, rows), listing));
}

// Drift that nobody will see.
void Builder::check_drift() {
  for (const auto& [e, rates] : drift_) {
    const Entity& entity = this->entity(e);
    const Value& settings = entity.settings.find("identity").find("drift");
    const auto found = persons_.find({entity_sites_[e], ""});
    Persons* persons = found == persons_.end() ? nullptr : found->second.get();
    for (std::size_t k = 0; k < kDriftKinds; ++k) {
      const auto kind = static_cast<DriftKind>(k);
      const std::string name(to_string(kind));
      const auto say = [&](std::string message, std::string hint) { warning(entity.path + ".identity.drift." + name, settings.find(name).line(), std::move(message), std::move(hint)); };
      if (rates[k] == 0) continue;
      if (!persons || std::none_of(persons->asked().begin(), persons->asked().end(), [&](PersonPart part) { return shows(part, kind); }))
        say("no field of " + entity.name + " shows \"" + name + "\"; the crosswalk lists it all the same", "take it out, or add a field that would show it");
      if (kind != DriftKind::kNickname || !persons) continue;
      std::string without;
      for (const PersonDomain::Home& home : persons->domain().homes())
        if (!has_nicknames(home.locale->language())) without += (without.empty() ? "" : ", ") + std::string(home.locale->name());
      if (!without.empty()) say("no familiar names are known for " + without + ": persons there keep their names", "take nickname out where that matters; data/persons/nicknames.tsv holds what is known");
    }
    if (references_.follows(entity.name))
      warning(entity.path + ".identity.drift", settings.line(), "the rows of " + entity.name + " speak of the persons of another entity, so their drift stands in no crosswalk", "let the entity that it refers to drift");
  }
}

}  // namespace mockdata
