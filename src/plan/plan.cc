#include "plan/plan.h"

#include <algorithm>
#include <tuple>

#include "base/date.h"
#include "base/nearest.h"
#include "plan/builder.h"
#include "template/keys.h"

namespace mockdata {

Schema PlannedEntity::schema() const {
  Schema schema;
  for (const PlannedField& f : fields) schema.push_back(f.type);
  return schema;
}

std::optional<std::size_t> Plan::entity(std::string_view name) const {
  for (std::size_t i = 0; i < entities.size(); ++i)
    if (entities[i].name == name) return i;
  return std::nullopt;
}

Error Planned::to_error(const Template& tmpl) const {
  std::string all;
  for (const Issue& issue : issues) {
    if (!issue.error) continue;
    all += (all.empty() ? "" : "\n") + tmpl.where(issue.path, issue.line) + ": " + issue.message;
    if (!issue.hint.empty()) all += "\n  " + issue.hint;
  }
  return invalid_error(all);
}

Builder::Builder(const Template& tmpl, const PlanOptions& options, Plan& plan, std::vector<Issue>& issues)
    : template_(tmpl), options_(options), plan_(plan), issues_(issues), root_(Key(plan.seed).with(kEngine).with(tmpl.source)), references_(tmpl) {}

void Builder::error(const std::string& path, uint32_t line, std::string message, std::string hint) {
  issues_.push_back({true, path, line, std::move(message), std::move(hint)});
}
void Builder::warning(const std::string& path, uint32_t line, std::string message, std::string hint) {
  issues_.push_back({false, path, line, std::move(message), std::move(hint)});
}
void Builder::error_at(const Node& node, const std::string& key, const Error& e) {
  uint32_t line = node.field->line;
  if (e.where.starts_with("line ")) line = static_cast<uint32_t>(std::stoul(e.where.substr(5)));
  error(node.field->path + key, line, e.message, e.hint);
}

void Builder::check_unknown(const Value& unknown, KeyPlace place, const std::string& path) {
  for (const auto& [key, value] : unknown.members()) {
    std::vector<std::string> names;
    for (const KeyInfo& info : all_keys())
      if (info.place == place) names.push_back(info.name);
    const std::string near = nearest(key, names);
    warning(path.empty() ? key : path + "." + key, value.line(), "the key \"" + key + "\" means nothing here; it is kept, and not used",
            near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
}

// Settings of a kind that their key does not take.
void Builder::check_kinds(const Value& settings, KeyPlace place, const std::string& path, uint32_t line) {
  constexpr std::pair<const char*, Value::Kind> kKinds[] = {{"string", Value::Kind::kString}, {"number", Value::Kind::kNumber}, {"boolean", Value::Kind::kBool}, {"array", Value::Kind::kArray}, {"object", Value::Kind::kObject}};
  for (const auto& [key, value] : settings.members()) {
    const KeyInfo* info = find_key(place, key);
    const std::string allowed = info ? info->kinds : "any";
    if (allowed == "any") continue;
    bool fits = false;
    std::string words;
    for (const auto& [word, kind] : kKinds) {
      if (("|" + allowed + "|").find("|" + std::string(word) + "|") == std::string::npos) continue;
      fits = fits || value.kind() == kind;
      words += (words.empty() ? "" : " or ") + std::string(word);
    }
    if (!fits) error(path.empty() ? key : path + "." + key, value.line() ? value.line() : line, "expected " + words + " for \"" + key + "\", found " + value.to_json(), std::string("it is ") + info->doc);
  }
}

void Builder::check_keys() {
  check_kinds(template_.settings, KeyPlace::kTemplate, "", 0);
  for (const Entity& e : template_.entities) {
    check_kinds(e.settings, KeyPlace::kEntity, e.path, e.line);
    for_each_field(e.fields, "", [&](const std::string&, const Field& f) { check_kinds(f.settings, KeyPlace::kField, f.path, f.line); });
  }
  for (const Relationship& r : template_.relationships) check_kinds(r.settings, KeyPlace::kRelationship, r.path, r.line);
  check_unknown(template_.unknown, KeyPlace::kTemplate, "");
  for (const Entity& e : template_.entities) {
    check_unknown(e.unknown, KeyPlace::kEntity, e.path);
    for_each_field(e.fields, "", [&](const std::string&, const Field& f) { check_unknown(f.unknown, KeyPlace::kField, f.path); });
  }
  for (const Relationship& r : template_.relationships) check_unknown(r.unknown, KeyPlace::kRelationship, r.path);
}

void Builder::build() {
  check_keys();
  check_identities();
  count_rows();
  make_sites();
  make_links();
  shape_links();
  make_polymorphic_groups();
  own_fields();
  follow_owners();
  mark_rollups();
  make_limits();
  plan_combinations();
  rely_on_descendants();
  make_combinations();
  make_correlations();
  for (std::size_t i = 0; i < template_.entities.size(); ++i)
    for (const Field& f : template_.entities[i].fields) {
      Node* n = node(i, f.name);
      const Column* column = column_of(*n);
      if (!column) continue;
      const auto type = data_type(f, "");
      const std::vector<std::string>& key = plan_.entities[i].primary_key;
      const bool in_key = std::find(key.begin(), key.end(), f.name) != key.end();
      plan_.entities[i].fields.push_back({{f.name, *type, !in_key && f.nullable.value_or(true)}, column, &f, n->how});
    }
  for (const auto& link : links_) {
    pick_of(*link);
    if (link->hidden) continue;
    PlannedRelation r;
    r.from_entity = link->from_entity;
    r.to_entity = link->to_entity;
    for (const Node* n : link->from) r.from.push_back(n->path);
    for (const Node* n : link->to) r.to.push_back(n->path);
    r.optional = link->optional;
    r.one_to_one = link->one_to_one;
    r.covers = static_cast<bool>(link->setting(kCrosswalkKey));
    if (r.covers) plan_.entities[r.from_entity].unique.push_back(r.from);
    r.type_path = link->type_path;
    r.type_value = link->type_value;
    r.how = link->how;
    plan_.relations.push_back(std::move(r));
  }
  tell_holdings();
  check_drift();
  for (std::size_t i = template_.entities.size(); i < plan_.entities.size(); ++i) plan_.tables.push_back(std::move(plan_.entities[i].table));
  plan_.entities.resize(template_.entities.size());
}

namespace {

// A setting that is null says nothing: as if it were not there.
void drop_nulls(Value& settings) {
  std::erase_if(settings.members(), [](const Value::Member& m) { return m.second.is_null(); });
}
void drop_nulls(std::vector<Field>& fields) {
  for (Field& f : fields) {
    drop_nulls(f.settings);
    drop_nulls(f.fields);
    drop_nulls(f.items);
  }
}

// The plan of another source, of the same seed and day, whose keys stand in the crosswalks of this one.
void plan_other(const Template& other, const PlanOptions& given, Plan& plan, std::vector<Issue>& issues) {
  PlanOptions options = given;
  options.others.clear();
  options.seed = plan.seed;
  options.as_of = plan.as_of;
  std::erase_if(options.rows, [&](const auto& row) { return !other.entity(row.first); });
  const auto differs = [&](const char* key, const std::string& what, const std::string& flag) {
    issues.push_back({true, key, 0, what + ", so the two speak of different persons", "give " + flag + " to the runs of both, or make the templates agree"});
  };
  const auto seed = other.settings.find("seed").as_int();
  if (!given.seed && static_cast<uint64_t>(seed.value_or(0)) != plan.seed)
    differs("seed", "the seed is " + std::to_string(plan.seed) + ", that of the source \"" + other.source + "\" is " + std::to_string(seed.value_or(0)), "--seed");
  const std::string as_of = other.settings.find("as_of").is_string() ? other.settings.find("as_of").text() : other.extracted_at.substr(0, 10);
  if (!given.as_of && as_of.substr(0, 10) != date_text(plan.as_of))
    differs("as_of", "the as-of day is " + date_text(plan.as_of) + ", that of the source \"" + other.source + "\" is " + as_of, "--as-of");
  Planned planned = make_plan(other, options);
  if (planned.ok()) plan.others.push_back(std::move(planned.plan));
  else issues.push_back({true, "source", 0, "the template of the source \"" + other.source + "\" has errors: " + planned.to_error(other).message, "mockdata check shows them"});
}

}  // namespace

Planned make_plan(const Template& tmpl, const PlanOptions& options) {
  Planned planned;
  auto plan = std::make_unique<Plan>();
  plan->owned = std::make_unique<Template>(tmpl);
  drop_nulls(plan->owned->settings);
  for (Entity& e : plan->owned->entities) drop_nulls(e.settings), drop_nulls(e.fields);
  for (Relationship& r : plan->owned->relationships) drop_nulls(r.settings);
  add_crosswalks(*plan->owned, options.others, planned.issues);
  const Template& own = *plan->owned;
  plan->source = own.source;
  const auto seed = own.settings.find("seed").as_int();
  plan->seed = options.seed ? *options.seed : seed ? static_cast<uint64_t>(*seed) : 0;
  const auto date_of = [&](const std::string& text, const char* key) {
    const auto d = parse_date(std::string_view(text).substr(0, 10));
    if (!d) planned.issues.push_back({true, key, 0, std::string("\"") + key + "\" is not a date: \"" + text + "\"", "write it as YYYY-MM-DD"});
    return d.value_or(0);
  };
  if (options.as_of) plan->as_of = *options.as_of;
  else if (const Value& as_of = own.settings.find("as_of"); as_of.is_string()) plan->as_of = date_of(as_of.text(), "as_of");
  else if (!own.extracted_at.empty()) plan->as_of = date_of(own.extracted_at, "extracted_at");
  else planned.issues.push_back({true, "extracted_at", 0, "nothing says which day is today for dates and ages", "add \"extracted_at\" or \"as_of\" to the template, or give --as-of"});
  for (const auto& other : options.others) plan_other(*other, options, *plan, planned.issues);
  for (const Entity& e : own.entities) {
    PlannedEntity entity;
    entity.name = e.name;
    entity.bronze_table = e.bronze_table;
    entity.api_endpoint = e.api_endpoint;
    entity.domain = e.settings.find("domain").text();
    entity.table = std::make_unique<Table>(e.name, 0);
    plan->entities.push_back(std::move(entity));
  }
  Builder(own, options, *plan, planned.issues).build();
  std::sort(planned.issues.begin(), planned.issues.end(), [](const Issue& a, const Issue& b) { return std::tie(a.line, a.path, a.message) < std::tie(b.line, b.path, b.message); });
  planned.issues.erase(std::unique(planned.issues.begin(), planned.issues.end(), [](const Issue& a, const Issue& b) { return std::tie(a.line, a.path, a.message) == std::tie(b.line, b.path, b.message); }),
                       planned.issues.end());
  if (std::none_of(planned.issues.begin(), planned.issues.end(), [](const Issue& i) { return i.error; })) planned.plan = std::move(plan);
  return planned;
}

}  // namespace mockdata
