// Which fields are keys, and which refer to another entity: judged from names, places and types alone.
//
// Works on any template, whatever reader made it. The naming style of the source is found first (which suffixes it uses
// for references, or its keys' own names, or none), then the rules are tried from the surest down. Every guess carries its
// rule and its confidence; below kSure it is only a suggestion for a person; a reference to something that is not in the
// template stays a plain id.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "template/template.h"

namespace mockdata::discover {

constexpr double kSure = 0.65;

// What readers know about an entity beside its fields.
struct EntityHints {
  std::vector<std::string> aliases;    // other names: schema name, path segment, label; the name and endpoint are used anyway
  std::vector<std::string> key_names;  // what the path to one record calls its key: "EmployeeID" of /Employees/{EmployeeID}
  std::vector<std::pair<std::string, std::string>> references;  // stated by the source: {"teamId", "Team"}, the target by any of its names
  std::vector<std::pair<std::string, std::string>> links;       // the same, by the source's links from a record to another one
  std::vector<std::pair<std::string, std::string>> embedded;    // objects inside that are records of an entity: {"invoice.contact", "contacts"}
  bool path_is_another = false;        // the path's last word is what the record is found in, not what it is: accounts of /team
};

struct RelationGuess {
  std::string from;        // "employees.managerEmployeeId", "employees.teams[].id"
  std::string to;          // "employees.id"
  std::string rule;        // "fk.suffix", "fk.role.self", "fk.nested", "fk.ids" …
  double confidence = 0;
  std::string type_field, type_value;  // of a polymorphic reference: the field that names the target, and its value for this one
  bool self() const { return from.substr(0, from.find('.')) == to.substr(0, to.find('.')); }
};

// Marks the primary key of every entity that has none marked, where one can be recognised, with evidence.
// A field that a person or a document marked stays the only one.
void find_primary_keys(Template& tmpl, const std::vector<EntityHints>& hints = {});

// All references that can be told, the best one of each field (of a polymorphic one: one for each target). REQUIRES primary
// keys marked. `hints`, if given, is as long as tmpl.entities.
std::vector<RelationGuess> guess_relations(const Template& tmpl, const std::vector<EntityHints>& hints = {});

// Writes the sure ones into the template (foreign_key, evidence, relationships) unless something stands there already.
// Returns those that were only suggestions.
std::vector<RelationGuess> apply_relations(Template& tmpl, const std::vector<RelationGuess>& guesses);

}  // namespace mockdata::discover
