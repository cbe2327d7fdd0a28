#include "discover/relations/relations.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include "discover/relations/names.h"

namespace mockdata::discover {
namespace {

enum class Class { kUnknown, kNumber, kText, kUuid, kObjectId, kOther };

Class class_of(const Field& field) {
  switch (field.type) {
    case FieldType::kUnknown: return Class::kUnknown;
    case FieldType::kInt:
    case FieldType::kLong:
    case FieldType::kDecimal: return Class::kNumber;
    case FieldType::kUuid: return Class::kUuid;
    case FieldType::kString: return field.faker_method == "object_id" || field.semantic_type == "object_id" ? Class::kObjectId : Class::kText;
    default: return Class::kOther;
  }
}

// How well a reference of one class fits a key of another: a factor on the confidence.
double fit(Class from, Class to) {
  if (from == Class::kOther || to == Class::kOther) return 0;
  if (from == Class::kUnknown || to == Class::kUnknown) return 0.92;
  if (from == to) return 1;
  if ((from == Class::kText && to == Class::kNumber) || (from == Class::kNumber && to == Class::kText)) return 0.6;
  if (from == Class::kText || to == Class::kText) return 0.85;  // a text that happened not to look like the id
  return 0;
}

struct Target {
  std::size_t index;
  std::string name, key;            // "teams", "id"
  Class key_class = Class::kUnknown;
  std::set<std::string> forms;      // bare names
  std::vector<std::string> words;   // of the name, last one singular
  bool person = false;
  bool has_key = false;
};

struct Place {
  std::size_t entity;
  std::string path;                 // "teams[].id"
  const Field* field;
  const std::vector<Field>* siblings;
  std::string owner;                // name of the object or array that holds it; empty on the first level
};

void places_of(std::size_t entity, const std::vector<Field>& fields, const std::string& prefix, const std::string& owner, std::vector<Place>& out) {
  for (const Field& field : fields) {
    std::string path = prefix + field.name;
    if (field.type == FieldType::kObject) {
      places_of(entity, field.fields, path + ".", field.name, out);
    } else if (field.type == FieldType::kArray && !field.items.empty()) {
      if (field.items[0].type == FieldType::kObject) {
        places_of(entity, field.items[0].fields, path + "[].", field.name, out);
      } else {
        out.push_back({entity, path + "[]", &field, &fields, owner});
      }
    } else {
      out.push_back({entity, path, &field, &fields, owner});
    }
  }
}

bool in(const std::string& word, std::initializer_list<const char*> list) {
  return std::any_of(list.begin(), list.end(), [&](const char* one) { return word == one; });
}

bool id_suffix(const std::string& word) { return in(word, {"id", "ids", "guid", "uuid", "ref", "key", "fk", "guids", "uuids", "refs", "oid", "sysid"}); }
bool weak_suffix(const std::string& word) { return in(word, {"code", "number", "no", "nr", "num", "codes"}); }

enum class Role { kNone, kSelf, kBoss, kPerson };

Role role_of(const std::string& stem) {
  if (in(stem, {"parent", "parentitem", "superior", "root", "ancestor", "predecessor", "successor", "previous", "next", "duplicateof", "mergedinto",
                "replacedby", "original", "parentrecord"})) {
    return Role::kSelf;
  }
  if (in(stem, {"manager", "supervisor", "boss", "reportsto", "reportto", "linemanager", "directmanager", "mentor", "teamlead", "leader", "buddy",
                "hrmanager", "deputy", "backup", "delegate", "chef", "vorgesetzter", "superviser", "head"})) {
    return Role::kBoss;
  }
  if (in(stem, {"owner", "approver", "approvedby", "createdby", "updatedby", "modifiedby", "deletedby", "lastmodifiedby", "lastupdatedby", "assignee",
                "assignedto", "assigned", "reviewer", "reviewedby", "author", "requester", "requestor", "requestedby", "submitter", "submittedby",
                "reporter", "reportedby", "creator", "editor", "agent", "responder", "contactperson", "salesrep", "supportrep", "rep", "salesperson",
                "closedby", "resolvedby", "openedby", "sender", "recipient", "coordinator", "recruiter", "interviewer", "primaryuser", "managedby",
                "addedby", "approvedbyuser", "handler", "caller", "host"})) {
    return Role::kPerson;
  }
  return Role::kNone;
}

class Guesser {
 public:
  Guesser(const Template& tmpl, const std::vector<EntityHints>& hints) : tmpl_(tmpl) {
    for (std::size_t e = 0; e < tmpl.entities.size(); ++e) {
      const Entity& entity = tmpl.entities[e];
      Target target;
      target.index = e;
      target.name = entity.name;
      target.words = name_words(entity.name);
      if (!target.words.empty()) target.words.back() = singular(target.words.back());
      for (const std::string& name : {entity.name, last_path_segment(entity.api_endpoint), entity.table_name}) {
        if (std::string bare = bare_name(name); !bare.empty()) target.forms.insert(bare);
      }
      if (e < hints.size()) {
        for (const std::string& alias : hints[e].aliases) {
          if (std::string bare = bare_name(alias); !bare.empty()) target.forms.insert(bare);
        }
      }
      target.person = std::any_of(target.forms.begin(), target.forms.end(), [](const std::string& form) { return person_entity(form); }) || person_entity(entity.name);
      int keys = 0;
      for (const Field& field : entity.fields) {
        if (!field.primary_key) continue;
        ++keys;
        target.key = field.name;
        target.key_class = class_of(field);
      }
      target.has_key = keys == 1;
      targets_.push_back(std::move(target));
      places_of(e, entity.fields, "", "", places_);
    }
    find_style();
  }

  std::vector<RelationGuess> all() {
    std::vector<RelationGuess> out;
    for (const Place& place : places_) {
      RelationGuess best;
      auto offer = [&](const Target& target, double confidence, const char* rule) {
        confidence = std::round(100 * confidence * fit(field_class(place), target.key_class)) / 100;
        bool itself = target.index == place.entity && place.path == target.key;
        if (itself || !target.has_key || confidence < 0.4 || confidence <= best.confidence) return;
        best = {tmpl_.entities[place.entity].name + "." + place.path, target.name + "." + target.key, rule, confidence};
      };
      guess(place, offer);
      if (best.confidence > 0) out.push_back(std::move(best));
    }
    return out;
  }

 private:
  // Which ways of naming a reference this source uses at all.
  void find_style() {
    for (const Place& place : places_) {
      if (place.field->primary_key) continue;
      std::vector<std::string> words = name_words(place.field->name);
      if (words.size() >= 2 && id_suffix(words.back())) ++suffixed_;
    }
    for (const Target& target : targets_) {
      std::vector<std::string> words = name_words(target.key);
      if (target.has_key && words.size() >= 2) ++named_keys_;
    }
  }

  static Class field_class(const Place& place) {
    const Field& field = *place.field;
    return field.type == FieldType::kArray && !field.items.empty() ? class_of(field.items[0]) : class_of(field);
  }

  const Target* named(const std::string& bare) const {
    const Target* found = nullptr;
    for (const Target& target : targets_) {
      if (!target.forms.count(bare)) continue;
      if (found && !found->forms.count(bare_name(found->name))) found = nullptr;
      if (!found || bare_name(target.name) == bare) found = &target;
    }
    return found;
  }

  // The entity whose people a role speaks of.
  const Target* people(std::size_t own, bool prefer_own) const {
    if (prefer_own && targets_[own].person) return &targets_[own];
    const Target* only = nullptr;
    int count = 0;
    for (const Target& target : targets_) {
      if (target.forms.count("user")) return &target;
      if (target.person) {
        only = &target;
        ++count;
      }
    }
    if (count > 1) {
      for (const char* form : {"employee", "agent", "worker", "person", "member", "staff"}) {
        if (const Target* target = named(form)) return target;
      }
      return nullptr;
    }
    return only;
  }

  template <class Offer>
  void by_stem(const Place& place, std::vector<std::string> stem, double weight, const char* rule, Offer offer) const {
    while (!stem.empty() && std::all_of(stem.back().begin(), stem.back().end(), [](unsigned char c) { return std::isdigit(c); })) {
      stem.pop_back();  // "team_1_id": the same entity in another place
      weight *= 0.95;
    }
    if (stem.empty()) return;
    const Target& own = targets_[place.entity];
    std::string whole = glued(stem);
    if (const Target* target = named(whole)) {
      // "employeeId" inside employees, whose key is another field, is one more number of the same row.
      if (target->index != place.entity || !place.owner.empty()) offer(*target, 0.95 * weight, rule);
      return;
    }
    switch (role_of(whole)) {
      case Role::kSelf:
        offer(own, 0.85 * weight, "fk.role.self");
        return;
      case Role::kBoss:
        if (const Target* target = people(place.entity, true)) offer(*target, (target->index == own.index ? 0.88 : 0.76) * weight, "fk.role.person");
        return;
      case Role::kPerson:
        if (const Target* target = people(place.entity, false)) offer(*target, 0.74 * weight, "fk.role.person");
        return;
      case Role::kNone: break;
    }
    // Words in front are a role ("managerEmployeeId") or say which one ("billingAddressId").
    for (std::size_t skip = 1; skip < stem.size(); ++skip) {
      std::vector<std::string> rest(stem.begin() + static_cast<std::ptrdiff_t>(skip), stem.end());
      if (const Target* target = named(glued(rest))) {
        std::vector<std::string> front(stem.begin(), stem.begin() + static_cast<std::ptrdiff_t>(skip));
        bool role = role_of(glued(front)) != Role::kNone || in(front.back(), {"effective", "default", "primary", "home", "work", "billing", "shipping", "current",
                                                                            "previous", "original", "source", "target", "from", "to", "main", "last", "first", "new", "old"});
        offer(*target, (role ? 0.92 : 0.8) * weight, "fk.prefix");
        return;
      }
      if (Role role = role_of(glued(rest)); role == Role::kSelf) {
        offer(own, 0.7 * weight, "fk.role.self");
        return;
      } else if (role == Role::kBoss || role == Role::kPerson) {
        if (const Target* target = people(place.entity, role == Role::kBoss)) offer(*target, 0.7 * weight, "fk.role.person");
        return;
      }
    }
    // "typeId" of leaves means leave types; "parentDepartmentId" was caught above.
    std::vector<std::string> with_owner = own.words;
    with_owner.insert(with_owner.end(), stem.begin(), stem.end());
    if (const Target* target = named(glued(with_owner))) {
      offer(*target, 0.8 * weight, "fk.owner_prefix");
      return;
    }
    std::vector<std::string> longer = stem;
    for (std::string& word : longer) {
      word = full_word(word);
    }
    if (longer != stem) {
      by_stem(place, longer, weight * 0.92, "fk.abbreviation", offer);
      return;
    }
    const Target* only = nullptr;
    int count = 0;
    for (const Target& target : targets_) {
      bool last_word = target.words.size() > 1 && target.words.back() == whole;
      bool begins = whole.size() >= 4 && bare_name(target.name).compare(0, whole.size(), whole) == 0;
      if (target.index != place.entity && (last_word || begins)) {
        only = &target;
        ++count;
      }
    }
    if (count == 1) offer(*only, 0.55 * weight, "fk.part_of_name");
  }

  template <class Offer>
  void guess(const Place& place, Offer offer) const {
    const Field& field = *place.field;
    std::vector<std::string> words = name_words(field.name);
    if (words.empty()) return;
    if (words[0] == "fk" && words.size() > 1) words.erase(words.begin());
    std::string last = words.back();
    std::vector<std::string> stem(words.begin(), words.end() - 1);
    bool many = place.path.size() > 2 && place.path.compare(place.path.size() - 2, 2, "[]") == 0;
    // "teamId2", "team_id_2"
    if (words.size() > 2 && std::all_of(last.begin(), last.end(), [](unsigned char c) { return std::isdigit(c); }) && id_suffix(words[words.size() - 2])) {
      last = words[words.size() - 2];
      stem.assign(words.begin(), words.end() - 2);
    }

    if (id_suffix(last) && !stem.empty()) {
      if (polymorphic(place, stem)) return;
      by_stem(place, stem, 1, many ? "fk.ids" : "fk.suffix", offer);
      return;
    }
    // "reports_to", "createdBy": a role without suffix.
    Role role = role_of(glued(words));
    if (role != Role::kNone && !many && id_like(place)) {
      by_stem(place, words, 0.95, "fk.role", offer);
      return;
    }
    // {id, …} under a name that says whose id it is.
    bool key_name = in(glued(words), {"id", "guid", "uuid", "key", "value", "sysid"});
    if (key_name && !place.owner.empty()) {
      bool value = glued(words) == "value";
      bool link_beside = std::any_of(place.siblings->begin(), place.siblings->end(), [](const Field& f) { return f.name == "link" || f.name == "href"; });
      if (!value || link_beside) {
        std::vector<std::string> owner = name_words(place.owner);
        if (!owner.empty() && id_suffix(owner.back()) && owner.size() > 1) owner.pop_back();
        by_stem(place, owner, 0.95, place.path.find("[]") != std::string::npos ? "fk.nested_list" : "fk.nested", offer);
      }
      return;
    }
    // The key's own name, used again: emp_no in salaries.
    for (const Target& target : targets_) {
      std::vector<std::string> key = name_words(target.key);
      if (!target.has_key || key.size() < 2 || target.index == place.entity) continue;
      if (glued(words) == glued(key)) offer(target, 0.9, "fk.key_name");
      else if (words.size() > key.size() && std::equal(key.rbegin(), key.rend(), words.rbegin())) offer(target, 0.75, "fk.key_name");
    }
    if (weak_suffix(last) && !stem.empty()) {
      const Target* target = named(glued(stem));
      if (target && target->index != place.entity && name_words(target->key).back() == last) offer(*target, 0.85, "fk.code");
      return;
    }
    // The bare name of an entity, where the source uses no suffixes or the value looks like a key.
    bool strong = class_of(field) == Class::kUuid || class_of(field) == Class::kObjectId || (many && field_class(place) == Class::kObjectId);
    if ((strong || suffixed_ == 0) && id_like(place)) {
      if (const Target* target = named(glued(words)); target && target->index != place.entity && (strong || target->key_class == Class::kNumber)) {
        offer(*target, strong ? 0.8 : 0.68, "fk.bare_name");
      }
    }
  }

  // A text may be an id when the keys of this source are texts; dates, floats and flags never are.
  bool id_like(const Place& place) const {
    switch (field_class(place)) {
      case Class::kOther: return false;
      case Class::kText: return suffixed_ > 0 || named_keys_ > 0;
      default: return true;
    }
  }

  // "ownerType" beside "ownerId": the target differs by row, so no single entity may be named.
  bool polymorphic(const Place& place, const std::vector<std::string>& stem) const {
    if (named(glued(stem))) return false;
    for (const Field& sibling : *place.siblings) {
      std::vector<std::string> words = name_words(sibling.name);
      if (words.size() == stem.size() + 1 && in(words.back(), {"type", "kind", "class", "table"}) && std::equal(stem.begin(), stem.end(), words.begin())) return true;
    }
    return false;
  }

  const Template& tmpl_;
  std::vector<Target> targets_;
  std::vector<Place> places_;
  int suffixed_ = 0, named_keys_ = 0;
};

Field* mutable_field(Template& tmpl, const std::string& from) {
  std::size_t dot = from.find('.');
  for (Entity& entity : tmpl.entities) {
    if (entity.name != from.substr(0, dot)) continue;
    return const_cast<Field*>(find_field(entity, from.substr(dot + 1)));
  }
  return nullptr;
}

}  // namespace

std::vector<RelationGuess> guess_relations(const Template& tmpl, const std::vector<EntityHints>& hints) { return Guesser(tmpl, hints).all(); }

std::vector<RelationGuess> apply_relations(Template& tmpl, const std::vector<RelationGuess>& guesses) {
  std::vector<RelationGuess> suggested;
  for (const RelationGuess& guess : guesses) {
    bool stands = std::any_of(tmpl.relationships.begin(), tmpl.relationships.end(),
                              [&](const Relationship& r) { return std::find(r.from.begin(), r.from.end(), guess.from) != r.from.end(); });
    Field* field = mutable_field(tmpl, guess.from);
    if (stands || !field || field->foreign_key) continue;
    if (guess.confidence < kSure) {
      suggested.push_back(guess);
      continue;
    }
    field->foreign_key = guess.to;
    field->evidence.push_back({guess.rule, guess.confidence});
    Relationship relation;
    relation.from = {guess.from};
    relation.to = {guess.to};
    relation.evidence.push_back({guess.rule, guess.confidence});
    tmpl.relationships.push_back(std::move(relation));
  }
  return suggested;
}

}  // namespace mockdata::discover
