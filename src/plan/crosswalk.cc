#include "plan/crosswalk.h"

#include <algorithm>
#include <map>

namespace mockdata {

namespace {

const Value kNone;

// "employees.team.id" as entity and path; nullptr where no entity of the template is meant.
const Entity* entity_of(const Template& tmpl, const std::string& endpoint, std::string& path) {
  for (std::size_t dot = endpoint.rfind('.'); dot != std::string::npos && dot > 0; dot = endpoint.rfind('.', dot - 1))
    if (const Entity* entity = tmpl.entity(endpoint.substr(0, dot))) {
      path = endpoint.substr(dot + 1);
      return entity;
    }
  return nullptr;
}

}  // namespace

std::string identity_name(const Entity& entity) {
  const Value& identity = entity.settings.find("identity");
  const Value& name = identity.is_object() ? identity.find("domain") : identity;
  return name.is_string() ? name.text() : std::string();
}

const Value& identity_settings(const Template& tmpl, const std::string& domain) {
  return domain.empty() ? kNone : tmpl.settings.find("identities").find(domain);
}

std::vector<std::string> primary_key_of(const Entity& entity) {
  std::vector<std::string> key;
  for (const Value& v : entity.settings.find("primary_key").items()) key.push_back(v.text());
  if (key.empty())
    for_each_field(entity.fields, "", [&](const std::string& path, const Field& f) {
      if (f.primary_key && path.find('[') == std::string::npos) key.push_back(path);
    });
  return key;
}

IdentityReferences::IdentityReferences(const Template& tmpl) {
  std::set<std::pair<std::string, std::string>> all;
  const auto add = [&](const Entity* from, const std::string& path, const Entity* to) {
    if (!from || !to || from == to || path.find("[]") != std::string::npos) return;
    const Field* field = find_field(*from, path);
    if (field && field->type == FieldType::kArray) return;
    if (const std::string name = identity_name(*from); !name.empty() && name == identity_name(*to)) all.emplace(from->name, to->name);
  };
  std::string from_path, to_path;
  for (const Relationship& r : tmpl.relationships) {
    if (r.from.empty() || r.to.empty() || r.settings.find("type_field")) continue;
    const Entity *from = entity_of(tmpl, r.from[0], from_path), *to = entity_of(tmpl, r.to[0], to_path);
    add(from, from_path, to);
  }
  for (const Entity& e : tmpl.entities)
    for_each_field(e.fields, "", [&](const std::string& path, const Field& f) {
      if (f.foreign_key) add(&e, path, entity_of(tmpl, *f.foreign_key, to_path));
    });
  const auto reaches = [&](const std::string& from, const std::string& to) {
    std::vector<std::string> todo{from};
    std::set<std::string> seen{from};
    while (!todo.empty()) {
      const std::string at = todo.back();
      todo.pop_back();
      if (at == to) return true;
      for (const auto& [a, b] : all)
        if (a == at && seen.insert(b).second) todo.push_back(b);
    }
    return false;
  };
  for (const auto& [from, to] : all)
    if (to < from || !reaches(to, from)) pairs_.emplace(from, to);
}

bool IdentityReferences::follows(const std::string& entity) const {
  return std::any_of(pairs_.begin(), pairs_.end(), [&](const auto& pair) { return pair.first == entity; });
}

namespace {

// One crosswalk under way.
class Maker {
 public:
  Maker(const Template& tmpl, const std::string& domain, const Value& setting, std::vector<Issue>& issues) : tmpl_(tmpl), issues_(issues) {
    made_.name = setting.is_string() && !setting.text().empty() ? setting.text() : domain + "_crosswalk";
    made_.path = "identities." + domain + ".crosswalk";
    made_.line = setting.line() ? setting.line() : identity_settings(tmpl, domain).line();
    made_.settings.set(kCrosswalkOf, Value::string(domain));
    Field& person = add("person", FieldType::kLong);
    person.primary_key = true;
    person.nullable = false;
    person.settings.set("null_rate", Value());
    person.settings.set("sequence", Value::boolean(true));
    person.description = "number of the person in the identity " + domain;
    if (tmpl.entity(made_.name)) error("the crosswalk would be called \"" + made_.name + "\", as an entity is", "name it: \"crosswalk\": \"" + domain + "_keys\"");
  }

  // Columns for an entity of this template, or of another source's.
  void hold(const Template& of, const Entity& entity) {
    const bool other = &of != &tmpl_;
    ++holders_;
    const std::string prefix = (other ? of.source + "_" : "") + entity.name + "_";
    const std::vector<std::string> key = primary_key_of(entity);
    if (key.empty())
      error("the entity \"" + entity.name + "\"" + (other ? " of " + of.source : "") + " has no primary key, so the crosswalk \"" + made_.name + "\" cannot name its rows",
            "mark a field of " + entity.name + " \"primary_key\"");
    Relationship relation;
    for (const std::string& path : key) {
      const Field* field = find_field(entity, path);
      if (!field) continue;  // said elsewhere
      std::string name = prefix + path;
      std::replace(name.begin(), name.end(), '.', '_');
      Field& made = add(name, field->type);
      made.type_text = field->type_text;
      made.precision = field->precision;
      made.scale = field->scale;
      made.pii = field->pii;
      made.description = "key of the person in " + prefix.substr(0, prefix.size() - 1);
      if (other) made.settings.set(kCrosswalkOther, Value::array({Value::string(of.source), Value::string(entity.name), Value::string(path)}));
      relation.from.push_back(made_.name + "." + name);
      relation.to.push_back(entity.name + "." + path);
    }
    if (entity.settings.find("identity").find("drift").is_object()) {
      Field& listing = add(prefix + "drift", FieldType::kString);
      listing.settings.set(kCrosswalkDrift, Value::array({Value::string(of.source), Value::string(entity.name)}));
      listing.description = "what drifted of the person in " + prefix.substr(0, prefix.size() - 1);
    }
    if (other || relation.from.empty()) return;
    relation.path = made_.path;
    relation.line = made_.line;
    relation.settings.set(kCrosswalkKey, Value::boolean(true));
    relations_.push_back(std::move(relation));
  }

  void finish(Template& tmpl) {
    if (holders_ == 0) error("no entity holds the persons of this identity, so there is nothing to list in a crosswalk", "name it as the \"identity\" of an entity");
    tmpl.entities.push_back(std::move(made_));
    for (Relationship& r : relations_) tmpl.relationships.push_back(std::move(r));
  }

 private:
  void error(std::string message, std::string hint) { issues_.push_back({true, made_.path, made_.line, std::move(message), std::move(hint)}); }
  Field& add(const std::string& name, FieldType type) {
    if (made_.field(name)) error("two columns of the crosswalk would be called \"" + name + "\"", "rename one of the entities or keys that it is made of");
    Field field;
    field.name = name;
    field.type = type;
    field.nullable = true;
    field.settings.set("null_rate", Value::number(int64_t{0}));  // beyond those who are absent
    field.path = made_.path;
    field.line = made_.line;
    made_.fields.push_back(std::move(field));
    return made_.fields.back();
  }

  const Template& tmpl_;
  std::vector<Issue>& issues_;
  Entity made_;
  std::vector<Relationship> relations_;
  std::size_t holders_ = 0;
};

}  // namespace

void add_crosswalks(Template& tmpl, const std::vector<std::shared_ptr<const Template>>& others, std::vector<Issue>& issues) {
  const Template before = tmpl;
  std::set<std::string> joined;  // other sources that share a domain
  for (const auto& [domain, settings] : before.settings.find("identities").members()) {
    const Value& setting = settings.find("crosswalk");
    std::vector<const Template*> sharing;
    for (const auto& other : others)
      if (identity_settings(*other, domain)) {
        sharing.push_back(other.get());
        joined.insert(other->source);
      }
    if (sharing.empty() && (!setting || (setting.is_bool() && !setting.as_bool()))) continue;
    if (setting && !setting.is_bool() && !setting.is_string()) continue;  // said elsewhere
    Maker maker(before, domain, setting, issues);
    const auto hold = [&](const Template& of) {
      const IdentityReferences references(of);
      for (const Entity& entity : of.entities)
        if (identity_name(entity) == domain && !references.follows(entity.name)) maker.hold(of, entity);
    };
    hold(before);
    for (const Template* other : sharing) hold(*other);
    maker.finish(tmpl);
  }
  for (const auto& other : others) {
    if (other->source == before.source)
      issues.push_back({true, "source", 0, "the template given for the crosswalk is of the same source, \"" + before.source + "\"", "give the template of another source, or put \"crosswalk\": true into the identity"});
    else if (!joined.contains(other->source))
      issues.push_back({true, "identities", before.settings.find("identities").line(), "no identity of this template is one of the source \"" + other->source + "\", so no crosswalk leads there",
                        "describe the same domain under \"identities\" in both templates"});
  }
}

}  // namespace mockdata
