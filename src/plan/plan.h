// The plan: a template compiled once. Every column is a small immutable object; every relation a function from child row
// to parent row. All errors of a template are found here, all at once.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "block/column.h"
#include "template/template.h"

namespace mockdata {

class PersonRows;

// The engine number is part of every cell's key; see DETERMINISM.md for when it is raised.
inline constexpr uint64_t kEngine = 2;

struct PlanOptions {
  std::optional<uint64_t> seed;                // default: the template's, else 0
  std::optional<int32_t> as_of;                // days since 1970; default: the template's as_of, else the day of extracted_at
  std::map<std::string, int64_t> rows;         // entity -> rows
  double scale = 1;                            // multiplies every row count that `rows` does not give
  // Templates of other sources: the persons of identity domains that they share with this one get a crosswalk with their keys.
  std::vector<std::shared_ptr<const Template>> others;
  std::string locale;                          // where no entity or field names one; default: the template's, else en_US
  std::string vocabulary_dir;                  // default: as installed
};

// Something that a template's author should know.
struct Issue {
  bool error = true;       // false: a warning
  std::string path;        // "entities[0].fields[3].faker_method"
  uint32_t line = 0;
  std::string message;     // what is wrong
  std::string hint;        // the nearest fix
};

// One landed column of an entity.
struct PlannedField {
  ColumnType type;
  const Column* column = nullptr;
  const Field* field = nullptr;       // of the template
  std::string how;                    // one line: how its values are made ("provider first_name", "foreign key teams.id, Zipf s=1.1")
};

// A column of identifiers, and why each of them belongs to nobody.
struct PlannedIdentifier {
  std::string path;        // dotted
  std::string type;        // "email", "national_id" …
  std::string country;     // ISO 3166, or empty
  std::string level;       // "S1" … "S5" (docs/safety.md)
  std::string name;        // what people call it: "HETU"
  uint64_t capacity = 0;   // different values; 0: unlimited
  bool accepted = false;   // validators take it for real
  std::string source;      // the authority
  std::string note;        // a level lowered, and why
};

struct PlannedEntity {
  std::string name, bronze_table, api_endpoint, domain;
  std::unique_ptr<Table> table;
  std::vector<PlannedField> fields;
  std::vector<PlannedIdentifier> identifiers;
  std::vector<std::string> primary_key;           // dotted paths
  std::vector<std::vector<std::string>> unique;   // sets of dotted paths, the primary key not included
  uint64_t rows() const { return table->rows(); }
  Schema schema() const;
};

// A foreign key that the generated data keeps; for verification and for telling the user.
struct PlannedRelation {
  std::size_t from_entity = 0, to_entity = 0;     // indices in Plan::entities
  std::vector<std::string> from, to;              // dotted paths, one a leg; "teams[].id" reaches into arrays
  bool optional = false;
  bool one_to_one = false;
  bool covers = false;                            // a crosswalk's: every row of to_entity is referred to, and once
  std::string type_path, type_value;              // polymorphic: only where the field has that value
  std::string how;                                // "uniform", "1:1", "tree of depth 5" …
};

// Columns of a crosswalk that hold keys of an entity of another source.
struct PlannedForeign {
  std::size_t from_entity = 0;
  std::vector<std::string> from;
  std::string source, entity;
  std::vector<std::string> to;
};

// An entity whose rows are persons of a shared identity domain, for the crosswalks of this and of other sources.
struct PlannedHolding {
  std::string domain;
  std::size_t entity = 0;
  uint64_t domain_key = 0;                        // equal where the persons are the same
  uint64_t persons = 0;                           // of the domain
  std::string persons_are;                        // what else decides who they are, as text
  std::shared_ptr<const PersonRows> rows;         // person -> row
  std::map<std::string, const Column*> key;       // by path
  const Column* drift = nullptr;                  // what drifted of each row's person; nullptr: nothing does
};

struct Plan {
  uint64_t seed = 0;
  int32_t as_of = 0;
  std::string source;
  std::vector<PlannedEntity> entities;
  std::vector<PlannedRelation> relations;
  std::vector<PlannedForeign> foreign;
  std::vector<PlannedHolding> holdings;
  std::vector<std::shared_ptr<const Plan>> others;  // of other sources whose keys stand in crosswalks
  std::vector<std::unique_ptr<Table>> tables;     // identity domains, list elements
  std::vector<std::shared_ptr<void>> keep;        // what columns point into
  // The template with the entities that the plan adds (crosswalks); PlannedField::field points here.
  std::unique_ptr<Template> owned;

  std::optional<std::size_t> entity(std::string_view name) const;
};

struct Planned {
  std::unique_ptr<Plan> plan;     // set unless an issue is an error
  std::vector<Issue> issues;      // in the order of the file
  bool ok() const { return plan != nullptr; }
  // The errors as one Error, each with its place, for callers that only pass them on.
  Error to_error(const Template& tmpl) const;
};

Planned make_plan(const Template& tmpl, const PlanOptions& options = {});

}  // namespace mockdata
