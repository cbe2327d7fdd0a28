// The workshop of make_plan(): sites (row sets and where their fields stand), nodes (fields on their way to columns) and
// links (relations on their way to picks). Internal to src/plan.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/bits.h"
#include "derive/function.h"
#include "pattern/language.h"
#include "plan/crosswalk.h"
#include "plan/order.h"
#include "plan/plan.h"
#include "relations/picks.h"
#include "template/keys.h"

namespace mockdata {

class Persons;
class Vocabulary;
struct MakeContext;
struct IdentifierUse;
struct PersonOptions;
class PersonDomain;
enum class PersonPart : uint8_t;

// A row set: an entity, or the elements of a list in one.
struct Site {
  std::size_t entity = 0;
  Table* table = nullptr;
  Site* outer = nullptr;                 // of list elements: where the list stands
  std::string list_path;                 // of list elements: "teams[]"
  Key key;
};

struct Link;
struct Limit;
struct Polymorphic;

// A field on its way to a column.
struct Node {
  std::size_t entity = 0;
  std::string path;                      // dotted, from the entity
  const Field* field = nullptr;
  Site* site = nullptr;
  bool unique = false;                   // by itself: single primary key, `unique`, or the target of a reference
  bool referred = false;                 // some relation leads to it, so it is never NULL
  Link* link = nullptr;                  // the relation that owns the field, and which of its legs it is
  std::size_t leg = 0;
  Polymorphic* polymorphic = nullptr;    // it is the type or a leg of these references
  Limit* limit = nullptr;
  bool combined = false;                 // a unique combination has made it
  const Column* digit = nullptr;         // rank in a combination that is unique, with its radix
  uint64_t radix = 0;
  const Column* words = nullptr;         // correlated random words instead of hashed ones
  bool follows = false;                  // whether the draw took them
  bool computed = false;                 // of other fields: being nullable alone adds no NULLs
  std::optional<Key> own_key;            // of a part of a field (a branch, a token); else of its place
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
  bool hidden = false;                          // to a domain that the template does not name
  std::string type_path, type_value;            // polymorphic

  // Its inverse, where somebody asks for it.
  bool wants_children = false;
  uint64_t min_children = 0;                    // that others rely on, besides the user's own
  uint64_t cap_children = SplitTree::kNoMax;    // what a combination has room for
  std::shared_ptr<const Children> inverse;      // after pick_of()
  const Column* ordinal = nullptr;              // the place among siblings

  // Columns that other links own: those lead `up` to a row, and the pick is a descendant of that row, `down` the inverses
  // of these links (from our parent upwards). Empty `down`: the row itself.
  std::vector<Link*> up, down;
  bool follows() const { return !up.empty(); }

  const Column* digit = nullptr;                // the pick that a unique combination makes
  enum class State { kNew, kUnderway, kDone } state = State::kNew;
  const Column* always = nullptr;               // the pick before NULLs
  const Column* pick = nullptr;
  std::string how;
  const Value& setting(std::string_view key) const;
  Site* site() const { return from[0]->site; }
  bool owns(std::size_t leg) const { return from[leg]->link == this; }
};

// References of one field to several entities, told apart by another field.
struct Polymorphic {
  Node* type = nullptr;
  std::vector<Node*> from;
  std::vector<Link*> links;
  const Column* choice = nullptr;               // which of the links, NULL where optional
};

// At most so many children of a parent have the given values; the first of the fields carries the difference.
struct Limit {
  Link* link = nullptr;
  std::vector<Node*> fields;
  std::vector<Value> values;
  uint64_t most = 1;
  const Column* chosen = nullptr;
};

// Columns whose values together are unique.
struct Combination {
  enum class How { kNumbered, kWithin, kGrouped, kGlobal } how = How::kGlobal;
  std::size_t entity = 0;
  std::vector<Node*> columns;
  std::vector<Link*> links;
  Link* left = nullptr;                         // kNumbered, kWithin
  std::string what;
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
  void check_kinds(const Value& settings, KeyPlace place, const std::string& path, uint32_t line);
  void check_unknown(const Value& unknown, KeyPlace place, const std::string& path);

  // safety.cc: identifiers, for verification and for `explain --safety`.
  void note_identifier(const Node& node, const IdentifierUse& use, const std::vector<std::string>& notes);

  // rows.cc: how many rows each entity has.
  void count_rows();
  const Relationship* rows_by_children(const Entity& e) const;

  // sites.cc: tables, sites and nodes.
  void make_sites();
  void add_fields(const std::vector<Field>& fields, const std::string& prefix, Site* site);
  Node* node(std::size_t entity, std::string_view path);
  Node* sibling(const Node& of, std::string_view name);  // same object first, then the row

  // links.cc: what the template says of relations, made consistent.
  void make_links();
  Link* add_link(const std::vector<std::string>& from, const std::vector<std::string>& to, const Relationship* r, const std::string& path, uint32_t line);
  Node* endpoint(const std::string& text, const std::string& path, uint32_t line);
  void make_targets_unique();
  void shape_links();
  void shape_nulls(Link& link);

  // sharing.cc: fields that several relations share, so that all of them agree.
  void own_fields();
  void follow_owners();
  bool follow(Link& link);
  bool share_domain(Node* a, Node* b);
  Link* link_to_domain(Node* from, Node* to, bool hidden);
  Node* make_domain(Node& like, uint64_t rows);
  void rely_on_descendants();

  // combinations.cc: keys of several fields, and unique sets.
  void plan_combinations();
  void plan_combination(std::size_t entity, const std::vector<Node*>& members, const std::string& what);
  void make_combinations();
  void make_combination(Combination& c);
  void make_grouped(Combination& c);
  bool unique_alone(const std::vector<Node*>& columns);
  std::optional<uint64_t> capacity_of(const Node& node);  // capacity.cc

  // inverse.cc: children of a parent.
  // Asks for link.inverse; reports why where the relation has none. To be called before make_combinations().
  bool want_children(Link& link);
  void mark_rollups();
  void make_inverse(Link& link);

  // picks.cc: a pick for a link.
  const Column* pick_of(Link& link);
  const Column* pick_for(Link& link, const Node& node);  // without NULLs where the field has none
  void make_pick(Link& link);
  const Column* pick_following(Link& link, Key key);
  const Column* pick_self(Link& link, Key key);
  std::optional<TreeShape> tree_of(Link& link, uint64_t n);
  const Column* pick_pairs(Link& link, Key key);
  const Column* pick_drawn(Link& link, Key key);
  bool nullable(const Node& node) const;

  // polymorphic.cc, limits.cc
  void make_polymorphic_groups();
  const Column* make_polymorphic(Node& node);
  void make_limits();
  const Column* make_limited(Node& node);

  // fields.cc: a column for a field.
  const Column* column_of(Node& node);
  void make_column(Node& node);
  const Column* make_value(Node& node);
  const Column* make_reference(Node& node);
  const Column* make_ordinal(Node& node);
  const Column* make_object(Node& node);
  const Column* make_list(Node& node);
  const Column* with_nulls(Node& node, const Column* value);
  std::optional<DataType> data_type(const Field& field, const std::string& where);
  void cycle(Node& node);
  Key key_of(const Node& node) const { return node.own_key ? *node.own_key : node.site->key.with(node.path); }

  // values.cc: a field's value from its own settings or its provider. Each returns nullptr where an error was told.
  const Column* refuse(Node& node, const std::string& key, const Value& at, const Error& e);
  const Column* fit(Node& node, const Column* made, const std::string& key);
  const Column* provider_column(Node& node, const std::string& provider, const Value& args);
  const Column* make_from_provider(Node& node, const std::string& provider, const Value& args);
  const Column* make_listed(Node& node, const Value& values, const DataType& type, const std::string& key);
  const Column* make_sequence(Node& node, const Value& setting, const DataType& type);
  const Column* make_ranged(Node& node, const DataType& type);
  const Column* cut(Node& node, const Column* made);

  // refer.cc: how settings name other fields.
  static Error told() { return {}; }  // stands for an error that was reported already
  const Column* outer_column(const Site& of, const Site* site, const Column* column);
  Link* link_named(const Site& site, std::string_view prefix, std::string_view name, bool& several);
  std::string link_field(std::size_t entity, std::string_view to) const;
  Result<const Column*> refer(const Node& of, std::string_view name);

  // derive.cc, conditional.cc, rollup.cc, format.cc, pattern.cc: values made of others, and texts of a form.
  DeriveContext derive_context(Node& node);
  const Column* make_derived(Node& node, const Value& setting);
  const Column* make_copy(Node& node, const Value& setting);
  const Column* fit_computed(Node& node, const Column* made, const std::string& key);
  const Column* make_condition(Node& node, const std::string& key, const Value& setting);
  const Column* make_branch(Node& node, const Value& then, std::size_t number, const DataType& type);
  const Column* make_conditional(Node& node, const Value& setting);
  Link* rollup_link(Node& node);
  const Column* make_rollup(Node& node, const Value& setting);
  const Column* make_format(Node& node, const Value& setting);
  const Column* make_pattern(Node& node, const std::string& regex, const std::string& key, const Value& at);
  Result<pattern::Language> language_of(const Field& field, const std::string& regex);

  // order.cc, correlate.cc: what ties the draws of a row together.
  bool order_bounds(Node& node, const char* key, const DataType& type, std::vector<OrderBound>& bounds);
  const Column* make_ordered(Node& node, const Column* base);
  void make_correlations();
  bool correlate(Node& node, Column& column);
  void uncorrelated(const Node& node);

  // defaults.cc: what a name and a type alone become.
  const Column* make_default(Node& node, const DataType& type);
  const Column* make_meant(Node& node, const DataType& type);
  const Column* make_default_text(Node& node);
  const Column* make_numbered_text(Node& node);
  std::vector<Node*> earlier_by_name(const Node& node);
  Node* end_beside(const Node& node, bool deleted);

  // identity.cc: languages and persons.
  struct Identity {   // a domain of persons that entities share
    Table* table = nullptr;
    std::shared_ptr<PersonDomain> domain;
  };
  void set_locale(const Node& node, MakeContext& context);
  Status set_person(Node& node, const std::string& provider, MakeContext& context, std::string& whose);
  Result<PersonOptions> person_options(const Node& node, const std::string& name, const MakeContext& context);
  Result<std::unique_ptr<Persons>> make_persons(Node& node, const std::string& role, const MakeContext& context);
  Status set_country_column(Node& node, const Vocabulary& vocabulary, PersonOptions& options, const Column*& column);

  // holdings.cc: whose the rows of an entity are, and crosswalks.
  struct Holding {
    std::string domain;
    const Column* pick = nullptr;            // person of each row
    std::shared_ptr<const PersonRows> rows;  // nullptr: the rows follow others, or persons come several times
    bool once = false;                       // nobody comes twice
  };
  uint64_t persons_of(const std::string& domain) const;
  const Holding& holding_of(std::size_t entity);
  const Column* crosswalk_pick(Link& link);
  const Column* row_of_person(std::size_t crosswalk, const std::shared_ptr<const PersonRows>& rows);
  const Column* make_foreign_key(Node& node, const Value& of);
  void tell_holdings();

  // identity_settings.cc: what the template says of identities, checked.
  void check_identities();
  void check_persons_of(const Value& settings, const std::string& path);
  void read_drift(std::size_t entity, const Value& drift, const std::string& path);

  // drift.cc: what entities have wrong or old of their persons.
  void set_drift(std::size_t entity, const std::shared_ptr<PersonDomain>& domain, const Column* pick, Persons& persons);
  std::string drift_words(const Persons& persons, const std::vector<PersonPart>& parts) const;
  const Column* make_drift_listing(Node& node, const Value& of);
  void check_drift();

  const Entity& entity(std::size_t i) const { return i < template_.entities.size() ? template_.entities[i] : *domains_[i - template_.entities.size()]; }
  std::optional<std::size_t> entity_index(std::string_view name) const;

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
  std::vector<std::unique_ptr<Polymorphic>> polymorphic_;
  std::vector<std::unique_ptr<Limit>> limits_;
  std::vector<Combination> combinations_;
  std::vector<std::unique_ptr<Entity>> domains_;        // entities that the template does not name; they stand last in the plan
  std::vector<std::unique_ptr<Field>> made_fields_;     // branches of conditional values, limited fields
  std::map<std::string, std::size_t, std::less<>> entity_index_;
  std::vector<Node*> underway_;
  std::vector<uint64_t> rows_;
  std::vector<std::optional<std::size_t>> per_entity_;  // rows given per that entity
  std::map<std::pair<const Site*, std::string>, std::shared_ptr<Persons>> persons_;   // by role
  std::map<std::string, Identity> identities_;
  IdentityReferences references_;
  std::map<std::size_t, Holding> holdings_;           // by entity
  std::map<std::pair<std::size_t, const PersonRows*>, const Column*> rows_of_persons_;  // by crosswalk
  std::map<std::size_t, std::array<double, 6>> drift_;  // rates, by entity
};

// Texts that the placeholders of a format tell apart; nullopt where it is malformed.
std::optional<uint64_t> format_capacity(const std::string& format);

}  // namespace mockdata
