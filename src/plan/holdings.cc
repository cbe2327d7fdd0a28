// Whose the rows of an entity are: the person of each row in a shared identity domain, and the crosswalk's way back.
#include <algorithm>

#include "block/combine.h"
#include "persons/drift.h"
#include "persons/person_rows.h"
#include "persons/persons.h"
#include "plan/builder.h"
#include "relations/picks.h"

namespace mockdata {

namespace {

// The same row numbers as another pick, for another table: a scope keeps one child a pick.
class SamePick final : public Column {
 public:
  explicit SamePick(const Column* pick) : Column(row_number_type()), pick_(pick) {}
  void fill(Scope& scope, Block& out) const override { out.share(scope.get(*pick_)); }
  std::vector<const Column*> reads() const override { return {pick_}; }

 private:
  const Column* pick_;
};

// What decides who the persons of a domain are, besides its key.
std::string described(const PersonOptions& o) {
  std::string text = "ages " + std::to_string(o.youngest) + " to " + std::to_string(o.oldest) + ", female " + std::to_string(o.female) + ", households of " + std::to_string(o.household);
  if (o.household > 1) text += " (" + std::to_string(o.together) + ", " + std::to_string(o.same_surname) + ")";
  text += ", company domain " + o.company_domain + ", locale";
  for (const auto& [locale, weight] : o.locales) text += " " + locale + ":" + std::to_string(weight);
  return text;
}

}  // namespace

// How many persons a domain has: as `size` says (scaled as all counts are), else as many as the largest of its entities has rows.
uint64_t Builder::persons_of(const std::string& domain) const {
  if (const auto size = identity_settings(template_, domain).find("size").as_int(); size && *size > 0)
    return std::max<uint64_t>(1, static_cast<uint64_t>(static_cast<double>(*size) * options_.scale + 0.5));
  uint64_t persons = 1;
  for (std::size_t e = 0; e < template_.entities.size(); ++e)
    if (identity_name(template_.entities[e]) == domain) persons = std::max(persons, rows_[e]);
  return persons;
}

const Builder::Holding& Builder::holding_of(std::size_t entity) {
  if (const auto found = holdings_.find(entity); found != holdings_.end()) return found->second;
  const Entity& e = this->entity(entity);
  Site& site = *entity_sites_[entity];
  Holding holding;
  holding.domain = identity_name(e);
  for (const auto& link : links_) {  // the row that is referred to decides
    if (link->from_entity != entity || link->site() != &site || !link->type_path.empty() || rows_[link->to_entity] == 0 || !references_.follows(e.name, this->entity(link->to_entity).name)) continue;
    const Column* pick = pick_of(*link);
    if (!pick) continue;
    const Holding& parent = holding_of(link->to_entity);
    holding.once = parent.once && link->one_to_one;
    if (parent.rows && parent.rows->in_order()) holding.pick = site.table->add(std::make_unique<SamePick>(pick));
    else holding.pick = site.table->add(std::make_unique<ChainedPick>(pick, parent.pick));
    return holdings_[entity] = holding;
  }
  const uint64_t rows = rows_[entity], persons = persons_of(holding.domain);
  const Value& identity = e.settings.find("identity");
  const Value& sample = identity.is_object() ? identity.find("sample") : identity_settings(template_, "");
  const auto wrong = [&](const char* key, const Value& at, std::string message, std::string hint) { error(e.path + ".identity" + key, at.line() ? at.line() : e.line, std::move(message), std::move(hint)); };
  const std::string numbers = std::to_string(rows) + " rows of " + e.name + " are asked, but the identity \"" + holding.domain + "\" has " + std::to_string(persons) + " persons";
  const std::string larger = "set identities." + holding.domain + ".size to at least " + std::to_string(rows);
  if (sample && !sample.is_bool()) wrong(".sample", sample, "\"sample\" is true or false, found " + sample.to_json(), "true: the rows are a random sample of the domain's persons; false: the first ones");
  if (sample.is_bool() && sample.as_bool()) {
    if (!identity_settings(template_, holding.domain).find("size").as_int())
      wrong(".sample", sample, "a sample is of a known number of persons, and the identity \"" + holding.domain + "\" has no \"size\"", "add \"size\" to identities." + holding.domain);
    else if (rows > persons) wrong(".sample", sample, "a sample has nobody twice: " + numbers, larger);
    else holding.rows = std::make_shared<PersonRows>(rows, persons, site.key.with("sample of").with(holding.domain).value());
  }
  if (!holding.rows && rows <= persons) holding.rows = std::make_shared<PersonRows>(rows);
  if (holding.rows) {
    holding.once = true;
    if (holding.rows->in_order()) holding.pick = site.table->add(std::make_unique<SequenceColumn>(row_number_type(), 0, 1));
    else holding.pick = site.table->add(std::make_unique<PersonOfRow>(holding.rows));
  } else {  // more rows than persons: anybody
    holding.pick = site.table->add(std::make_unique<UniformPick>(site.key.with("person of").with(holding.domain).value(), persons));
    for (const Entity& other : template_.entities)
      if (other.settings.find(kCrosswalkOf).text() == holding.domain && !holding.domain.empty()) wrong("", identity, numbers + ", so the crosswalk cannot give each person one row", larger);
  }
  return holdings_[entity] = holding;
}

// For a relation of a crosswalk: the row that each person has in the other entity.
const Column* Builder::crosswalk_pick(Link& link) {
  const Holding& holding = holding_of(link.to_entity);
  Table& table = *link.site()->table;
  link.how = "the same person";
  if (!holding.rows || rows_[link.to_entity] == 0) return table.add(std::make_unique<NullColumn>(row_number_type()));
  return table.add(std::make_unique<RowOfPerson>(holding.rows));
}

const Column* Builder::row_of_person(std::size_t crosswalk, const std::shared_ptr<const PersonRows>& rows) {
  const Column*& pick = rows_of_persons_[{crosswalk, rows.get()}];
  if (!pick) pick = entity_sites_[crosswalk]->table->add(std::make_unique<RowOfPerson>(rows));
  return pick;
}

// A crosswalk's column of keys of an entity of another source.
const Column* Builder::make_foreign_key(Node& node, const Value& of) {
  const auto& words = of.items();
  const std::string& domain = entity(node.entity).settings.find(kCrosswalkOf).text();
  node.how = "key of the person in " + words[1].text() + " of " + words[0].text();
  for (const auto& other : plan_.others) {
    if (other->source != words[0].text()) continue;
    for (const PlannedHolding& holding : other->holdings) {
      if (holding.domain != domain || other->entities[holding.entity].name != words[1].text()) continue;
      const auto key = holding.key.find(words[2].text());
      if (key == holding.key.end() || !key->second || holding.rows->rows() == 0) break;
      return node.site->table->add(std::make_unique<ViaColumn>(row_of_person(node.entity, holding.rows), key->second));
    }
  }
  const auto type = data_type(*node.field, "");
  return type ? node.site->table->add(std::make_unique<NullColumn>(*type)) : nullptr;
}

// What other sources, verification and the crosswalks of this template need to know of who is where.
void Builder::tell_holdings() {
  for (std::size_t e = 0; e < template_.entities.size(); ++e) {
    const Entity& entity = template_.entities[e];
    const std::string domain = identity_name(entity);
    if (!identity_settings(template_, domain) || references_.follows(entity.name)) continue;
    const Holding& holding = holding_of(e);
    if (!holding.rows) continue;
    PlannedHolding told{domain, e, Key(plan_.seed).with(kEngine).with("identity").with(domain).value(), persons_of(domain), {}, holding.rows, {}, nullptr};
    if (const auto shared = identities_.find(domain); shared != identities_.end() && shared->second.domain) told.persons_are = described(shared->second.domain->options());
    for (const std::string& path : primary_key_of(entity))
      if (Node* key = node(e, path)) told.key[path] = column_of(*key);
    if (const auto persons = persons_.find({entity_sites_[e], ""}); persons != persons_.end() && persons->second && persons->second->drift()) {
      const auto listing = persons->second->drift()->listing();
      if (listing.ok()) told.drift = *listing;
    }
    plan_.holdings.push_back(std::move(told));
  }
  for (std::size_t e = 0; e < template_.entities.size(); ++e) {
    const Entity& entity = template_.entities[e];
    const std::string domain = entity.settings.find(kCrosswalkOf).text();
    if (domain.empty()) continue;
    std::map<std::pair<std::string, std::string>, PlannedForeign> foreign;
    for (const Field& f : entity.fields) {
      const auto& words = f.settings.find(kCrosswalkOther).items();
      if (words.empty()) continue;
      PlannedForeign& told = foreign[{words[0].text(), words[1].text()}];
      told.from_entity = e;
      told.source = words[0].text();
      told.entity = words[1].text();
      told.from.push_back(f.name);
      told.to.push_back(words[2].text());
    }
    for (auto& [of, told] : foreign) {
      plan_.entities[e].unique.push_back(told.from);
      plan_.foreign.push_back(std::move(told));
    }
    for (const PlannedHolding& own : plan_.holdings)
      for (const auto& other : plan_.others)
        for (const PlannedHolding& theirs : other->holdings) {
          if (own.domain != domain || theirs.domain != domain) continue;
          if (own.domain_key != theirs.domain_key || (own.persons_are != theirs.persons_are && !own.persons_are.empty() && !theirs.persons_are.empty()))
            error(entity.path, entity.line, "\"" + plan_.source + "\" and \"" + other->source + "\" describe other persons under \"" + domain + "\": " + own.persons_are + "; there: " + theirs.persons_are,
                  "give identities." + domain + " the same settings in both templates (\"age\" and \"locale\" too, which entities and templates otherwise decide)");
        }
  }
}

}  // namespace mockdata
