// From a schema to the fields of an entity.
//
// The schema says what a sample cannot: types, keys, bounds, enumerations, what may be null. What it says by example or
// default is never taken, since people's data stands there. A schema that holds itself ends at the scalars of its second
// round; an entity inside another one is its key and scalars; free objects and maps are `json`. What an OData navigation
// leads to is not in a record unless a request asks for it ($expand): of one thing the key stands there, a list is left out.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "discover/openapi/patterns.h"
#include "discover/openapi/schema.h"
#include "template/template.h"

namespace mockdata::discover {

// A reference that the document states by an extension ("x-foreign-key: Employee").
struct StatedReference {
  std::string path;    // "teamId"
  std::string target;  // as written: "Team", "#/components/schemas/Team", "teams.id"
};

class FieldMaker {
 public:
  static constexpr std::size_t kMostFields = 3000;  // of one entity, nested ones included
  static constexpr std::size_t kManyFields = 1000;  // an entity of more is better opened less deep
  static constexpr int kDeepest = 8;                // objects and lists in one another

  // `entities`: the schemas (Schema::identity) that are entities of their own.
  FieldMaker(Documents& documents, const std::unordered_set<const Node*>& entities) : documents_(documents), entities_(entities) {}

  // Begins an entity, whose own schema is `identity`. Objects and lists stand at most `deepest` levels in one another;
  // `expands`: entities inside it are there on request only.
  void begin(const Node* identity, bool expands = false, int deepest = kDeepest);
  // A field for a member of the entity; false when it is left out (write-only, no name).
  bool make(std::string_view name, At schema, bool required, bool required_said, Field& out) { return field(name, schema, required, required_said, std::string(name), 0, out); }
  // Names that the entity's schema marks as personal or as keys, to be applied to its fields.
  void apply_lists(const Schema& schema, std::vector<Field>& fields) const;

  const std::vector<StatedReference>& references() const { return references_; }
  // Objects inside the entity that are records of others: where, and of which schema.
  const std::vector<std::pair<std::string, const Node*>>& embedded() const { return embedded_; }
  std::size_t made() const { return made_; }  // fields of this entity
  std::size_t cut() const { return cut_; }    // objects of this entity that were not opened

 private:
  enum class Open { kWhole, kScalars, kKeys, kClosed };
  bool field(std::string_view name, At at, bool required, bool required_said, const std::string& path, int depth, Field& out);
  void fill(const Schema& schema, At at, const std::string& path, int depth, bool navigation, Field& out);
  void object(const Schema& schema, At at, const std::string& path, int depth, Open open, Field& out);
  bool navigates(const Schema& schema);
  void values(const Schema& schema, Field& out);
  void bounds(const Schema& schema, At at, Field& out);
  void pattern(const Schema& schema, At at, Field& out);
  void extensions(const Schema& schema, const std::string& path, Field& out);

  Documents& documents_;
  const std::unordered_set<const Node*>& entities_;
  std::vector<const Node*> open_;  // schemas around the one being read
  std::vector<StatedReference> references_;
  std::vector<std::pair<std::string, const Node*>> embedded_;
  std::size_t made_ = 0, cut_ = 0;
  int deepest_ = kDeepest;
  bool expands_ = false;
  Patterns patterns_;
  // What descriptions say, by where they stand: a schema is described once and used often.
  std::unordered_map<const char*, std::string> descriptions_;               // shortened
  std::unordered_map<const char*, std::vector<std::string>> enumerations_;  // values that they list
};

}  // namespace mockdata::discover
