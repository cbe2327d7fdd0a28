// The workshop of make_plan(): sites (row sets and where their fields stand), nodes (fields on their way to columns) and
// links (relations on their way to picks). Internal to src/plan.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/bits.h"
#include "plan/plan.h"
#include "relations/picks.h"

namespace mockdata {

class Persons;
class Vocabulary;
struct MakeContext;
struct IdentifierUse;

// A row set: an entity, or the elements of a list in one.
struct Site {
  std::size_t entity = 0;
  Table* table = nullptr;
  Site* outer = nullptr;                 // of list elements: where the list stands
  std::string list_path;                 // of list elements: "teams[]"
  Key key;
};

struct Link;

// A field on its way to a column.
struct Node {
  std::size_t entity = 0;
  std::string path;                      // dotted, from the entity
  const Field* field = nullptr;
  Site* site = nullptr;
  bool unique = false;                   // by itself: single primary key, `unique`, or the target of a reference
  Link* link = nullptr;                  // the relation that owns the field, and which of its legs it is
  std::size_t leg = 0;
  const Column* digit = nullptr;         // rank in a combination that is unique, with its radix
  uint64_t radix = 0;
  enum class State { kNew, kUnderway, kDone } state = State::kNew;
  const Column* column = nullptr;        // with NULLs
  const Column* value = nullptr;         // without the field's own NULLs
  std::string how;
};

// A relation on its way to a pick.
struct Link {
  std::size_t from_entity = 0, to_entity = 0;
  std::vector<Node*> from, to;
  const Relationship* relationship = nullptr;   // nullptr: only a field's foreign_key says it
  std::string path;
  uint32_t line = 0;
  std::string name;                             // for keys: "teamId->teams.id"
  bool optional = false;
  double null_rate = 0;
  bool one_to_one = false;
  bool wants_tree = false;                      // children must be ranges of rows (rollup, limit, shared column)
  uint64_t min_children = 0;
  std::string type_path, type_value;            // polymorphic
  // Junction: digit of a combination.
  const Column* digit = nullptr;
  // Implied by, or bound to, another link through a shared column.
  Link* owner = nullptr;
  Link* owner_step = nullptr;                   // relation of the owner's parent to the common ancestor
  Link* own_step = nullptr;                     // relation of our parent to the common ancestor (a tree)
  enum class State { kNew, kUnderway, kDone } state = State::kNew;
  const Column* pick = nullptr;
  std::shared_ptr<const SplitTree> tree;
  const Column* ordinal = nullptr;
  std::string how;
  const Value& setting(std::string_view key) const;
  Site* site() const { return from[0]->site; }
};

class Builder {
 public:
  Builder(const Template& tmpl, const PlanOptions& options, Plan& plan, std::vector<Issue>& issues);
  void build();

 private:
  friend class FieldMaker;

  // issues.cc
  void error(const std::string& path, uint32_t line, std::string message, std::string hint = {});
  void warning(const std::string& path, uint32_t line, std::string message, std::string hint = {});
  void error_at(const Node& node, const std::string& key, const Error& e);
  void check_keys();

  // safety.cc: identifiers, for verification and for `explain --safety`.
  void note_identifier(const Node& node, const IdentifierUse& use, const std::vector<std::string>& notes);

  // rows.cc: how many rows each entity has.
  void count_rows();

  // sites.cc: tables, sites and nodes.
  void make_sites();
  void add_fields(const std::vector<Field>& fields, const std::string& prefix, Site* site);
  Node* node(std::size_t entity, std::string_view path);
  Node* sibling(const Node& of, std::string_view name);  // same object first, then the row

  // links.cc: what the template says of relations, made consistent.
  void make_links();
  Link* add_link(const std::vector<std::string>& from, const std::vector<std::string>& to, const Relationship* r, const std::string& path, uint32_t line);
  Node* endpoint(const std::string& text, const std::string& path, uint32_t line);
  void shape_links();
  void share_columns();
  void make_combinations();
  void combine(const std::vector<Node*>& members, const std::string& what, const std::string& path, uint32_t line);
  std::optional<uint64_t> capacity_of(const Node& node);

  // picks.cc: a pick for a link.
  const Column* pick_of(Link& link);
  void make_pick(Link& link);
  void make_tree(Link& link);

  // fields.cc: a column for a field.
  const Column* column_of(Node& node);
  void make_column(Node& node);
  const Column* make_value(Node& node);
  const Column* make_reference(Node& node);
  const Column* make_object(Node& node);
  const Column* make_list(Node& node);
  const Column* make_polymorphic(Node& node);
  const Column* make_from_provider(Node& node, const std::string& provider, const Value& args);
  const Column* with_nulls(Node& node, const Column* value);
  const Column* fit(Node& node, const Column* made, const std::string& key);
  std::optional<DataType> data_type(const Field& field, const std::string& where);
  void cycle(Node& node);

  // identity.cc: languages and persons.
  void set_locale(const Node& node, MakeContext& context);

  const Template& template_;
  const PlanOptions& options_;
  Plan& plan_;
  std::vector<Issue>& issues_;
  Key root_;
  std::vector<std::unique_ptr<Site>> sites_;
  std::vector<Site*> entity_sites_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::map<std::pair<std::size_t, std::string>, Node*, std::less<>> by_path_;
  std::vector<std::unique_ptr<Link>> links_;
  std::vector<Node*> underway_;
  std::vector<uint64_t> rows_;
  std::vector<std::optional<std::size_t>> per_entity_;  // rows given per that entity
};

}  // namespace mockdata
