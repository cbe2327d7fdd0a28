// What `identities` and an entity's `identity` say, checked; and drift: what an entity has wrong or old of its persons.
#include "persons/drift.h"

#include <algorithm>

#include "base/nearest.h"
#include "block/combine.h"
#include "persons/nicknames.h"
#include "persons/person_rows.h"
#include "plan/builder.h"

namespace mockdata {

namespace {

std::vector<std::string> drift_kinds() {
  std::vector<std::string> names;
  for (std::size_t kind = 0; kind < kDriftKinds; ++kind) names.emplace_back(to_string(static_cast<DriftKind>(kind)));
  return names;
}

std::string percent(double rate) {
  std::string text = std::to_string(rate * 100);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text + " %";
}

bool is_rate(const Value& v) { return v.as_double() && *v.as_double() >= 0 && *v.as_double() <= 1; }

}  // namespace

void Builder::check_identities() {
  const auto unknown = [&](const Value& object, const std::string& path, const std::vector<std::string>& known) {
    for (const auto& [key, value] : object.members()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      const std::string near = nearest(key, known);
      warning(path + "." + key, value.line(), "the key \"" + key + "\" means nothing here", near.empty() ? "" : "did you mean \"" + near + "\"?");
    }
  };
  // What both may say of the persons.
  const auto common = [&](const Value& settings, const std::string& path) {
    if (const Value& female = settings.find("female"); female && !is_rate(female)) error(path + ".female", female.line(), "\"female\" is the share of women, a number from 0 to 1, found " + female.to_json());
    const Value& households = settings.find("households");
    if (households && !households.is_object()) error(path + ".households", households.line(), "households are {\"size\", \"rate\", \"surname\"}, found " + households.to_json());
    unknown(households, path + ".households", {"size", "rate", "surname"});
    for (const char* rate : {"rate", "surname"})
      if (const Value& v = households.find(rate); v && !is_rate(v)) error(path + ".households." + rate, v.line(), "a rate is a number from 0 to 1, found " + v.to_json());
    if (const Value& size = households.find("size"); size && (!size.as_int() || *size.as_int() < 1 || *size.as_int() > 12))
      error(path + ".households.size", size.line(), "households have 1 to 12 members, found " + size.to_json());
  };
  for (const auto& [name, settings] : template_.settings.find("identities").members()) {
    const std::string path = "identities." + name;
    if (!settings.is_object()) {
      error(path, settings.line(), "an identity is described by an object, found " + settings.to_json(), "write {} where the defaults do");
      continue;
    }
    if (const Value& drift = settings.find("drift"))
      error(path + ".drift", drift.line(), "an identity is the truth about its persons; drift is what one entity shows instead", "move it to an entity: \"identity\": {\"domain\": \"" + name + "\", \"drift\": " + drift.to_json() + "}");
    unknown(settings, path, {"locale", "age", "female", "size", "households", "company_domain", "crosswalk", "drift"});
    if (const Value& size = settings.find("size"); size && (!size.as_int() || *size.as_int() < 1)) error(path + ".size", size.line(), "\"size\" is the number of persons, 1 or more, found " + size.to_json());
    common(settings, path);
  }
  for (std::size_t e = 0; e < template_.entities.size(); ++e) {
    const Entity& entity = template_.entities[e];
    const Value& identity = entity.settings.find("identity");
    if (!identity.is_object()) continue;
    const std::string path = entity.path + ".identity";
    unknown(identity, path, {"domain", "role", "sample", "drift", "locale", "age", "female", "households", "company_domain"});
    common(identity, path);
    const Value& drift = identity.find("drift");
    if (!drift) continue;
    if (!drift.is_object()) {
      error(path + ".drift", drift.line(), "drift is rates by kind, such as {\"typo\": 0.02, \"stale_address\": 0.1}, found " + drift.to_json());
      continue;
    }
    if (identity_name(entity).empty())
      error(path + ".drift", drift.line(), "drift is a difference from persons that are known elsewhere, and the identity of " + entity.name + " names no domain", "add \"domain\", the identity that other entities or sources name too");
    DriftRates& rates = drift_[e];
    rates.fill(0);
    const std::vector<std::string> kinds = drift_kinds();
    for (const auto& [key, value] : drift.members()) {
      const auto kind = std::find(kinds.begin(), kinds.end(), key);
      if (kind == kinds.end()) {
        const std::string near = nearest(key, kinds);
        std::string all;
        for (const std::string& name : kinds) all += (all.empty() ? "" : ", ") + name;
        error(path + ".drift." + key, value.line(), "no drift is called \"" + key + "\"", near.empty() ? "there are " + all : "did you mean \"" + near + "\"?");
      } else if (!is_rate(value)) {
        error(path + ".drift." + key, value.line(), "a rate is a number from 0 to 1, found " + value.to_json());
      } else {
        rates[static_cast<std::size_t>(kind - kinds.begin())] = *value.as_double();
      }
    }
  }
}

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
