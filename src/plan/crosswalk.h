// Which entities hold the persons of a shared identity domain, and the crosswalk: a table of one row for each person of the
// domain with the key that he or she has in each entity (NULL where absent).
//
// An entity that names an identity domain *holds* its persons: row i is one person. An entity that also refers to another
// entity of the domain (tickets to employees) *follows* it: its rows describe the persons of the rows that they refer to.
// Only those that hold persons have columns in the crosswalk.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "plan/plan.h"

namespace mockdata {

// The identity domain that an entity names; empty: none.
std::string identity_name(const Entity& entity);
// Where `identities` describes a domain: its settings; else a missing value.
const Value& identity_settings(const Template& tmpl, const std::string& domain);
// The paths of an entity's primary key; empty: it has none.
std::vector<std::string> primary_key_of(const Entity& entity);

// References by which rows take over the person of the row that they refer to. Where such references go in a circle, none
// leads to an entity whose name comes later, so that an end is reached.
class IdentityReferences {
 public:
  explicit IdentityReferences(const Template& tmpl);
  bool follows(const std::string& entity) const;
  bool follows(const std::string& entity, const std::string& to) const { return pairs_.contains({entity, to}); }

 private:
  std::set<std::pair<std::string, std::string>> pairs_;  // referring entity, entity referred to
};

// Settings by which the plan knows what is a crosswalk's. Users cannot write them: they are no keys of the format.
inline constexpr const char* kCrosswalkOf = "crosswalk of";        // of its entity: the domain
inline constexpr const char* kCrosswalkKey = "crosswalk key";      // of its relations: true
inline constexpr const char* kCrosswalkOther = "crosswalk other";  // of a field: [source, entity, path of the key]
inline constexpr const char* kCrosswalkDrift = "crosswalk drift";  // of a field: [source, entity]

// Appends to `tmpl` the entity of each crosswalk that its `identities` ask for, or that templates of other sources share.
void add_crosswalks(Template& tmpl, const std::vector<std::shared_ptr<const Template>>& others, std::vector<Issue>& issues);

}  // namespace mockdata
