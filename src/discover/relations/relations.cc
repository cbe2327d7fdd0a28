#include "discover/relations/relations.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstring>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "discover/relations/names.h"
#include "discover/relations/roles.h"
#include "discover/relations/targets.h"

namespace mockdata::discover {
namespace {

bool usual_suffix(const std::string& word) { return in(word, {"id", "ids", "guid", "uuid", "ref", "key", "fk", "guids", "uuids", "refs", "oid", "sysid"}); }
bool weak_suffix(const std::string& word) { return in(word, {"code", "number", "no", "nr", "num", "codes", "cd", "nbr"}); }
bool digits(const std::string& word) { return std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c); }); }

// Words behind the name of a thing that add nothing to it: documentDetails, contactInfo.
bool adds_nothing(const std::string& word) { return in(word, {"detail", "details", "info", "data", "ref", "reference", "link", "summary", "object", "record", "entity", "list", "items"}); }

// Words that end names of many things: an "order" is as often a place in a list.
bool says_nothing(const std::string& word) {
  return in(word, {"order", "type", "status", "name", "number", "value", "level", "position", "index", "count", "code", "title", "date", "time", "state", "line", "item", "version", "unit", "event", "message"});
}

// A field that may hold a key, and where it stands.
struct Place {
  std::size_t entity;
  std::string path;                    // "teams[].id"
  const Field* field;                  // of an array of scalars: the array
  const std::vector<Field>* siblings;
  std::string container;               // path of the object or list element that holds it; empty on the first level
  std::string owner;                   // name of that object or list
  bool many = false;                   // an array of scalars
};

// Objects around the members of a thing that are not the thing: {attributes: {id, name}} of a department is the department.
bool wrapper(const std::string& name) { return in(name, {"attributes", "data", "value", "node", "resource", "fields", "properties", "object"}); }

void places_of(std::size_t entity, const std::vector<Field>& fields, const std::string& container, const std::string& owner, std::vector<Place>& out) {
  const std::string prefix = container.empty() ? "" : container + ".";
  for (const Field& field : fields) {
    const std::string path = prefix + field.name;
    if (field.type == FieldType::kObject) {
      places_of(entity, field.fields, path, wrapper(field.name) && !owner.empty() ? owner : field.name, out);
    } else if (field.type == FieldType::kArray && !field.items.empty()) {
      if (field.items[0].type == FieldType::kObject) places_of(entity, field.items[0].fields, path + "[]", field.name, out);
      else out.push_back({entity, path + "[]", &field, &fields, container, owner, true});
    } else {
      out.push_back({entity, path, &field, &fields, container, owner, false});
    }
  }
}

const Field& scalar_of(const Place& place) { return place.many ? place.field->items[0] : *place.field; }

// Whether the source's own words call it a key ("ID of the doctor").
bool called_a_key(const Place& place) {
  const std::string& text = place.field->description;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (std::size_t i = 0; i < text.size();) {
    if (!letter(text[i])) {
      ++i;
      continue;
    }
    const std::size_t from = i;
    while (i < text.size() && letter(text[i])) ++i;
    if (i - from < 2 || i - from > 11 || !std::strchr("iugfp", text[from] | 0x20)) continue;
    char word[11];
    for (std::size_t k = from; k < i; ++k) word[k - from] = static_cast<char>(text[k] | 0x20);
    if (in({word, i - from}, {"id", "ids", "identifier", "identifiers", "uuid", "uuids", "guid", "fk", "pk"})) return true;
  }
  return false;
}

class Guesser {
 public:
  Guesser(const Template& tmpl, const std::vector<EntityHints>& hints) : tmpl_(tmpl), hints_(hints), targets_(tmpl, hints) {
    for (std::size_t e = 0; e < tmpl.entities.size(); ++e) places_of(e, tmpl.entities[e].fields, "", "", places_);
    find_suffix();
    find_style();
    for (const std::string& word : name_words(tmpl.source))
      if (word.size() > 3) source_words_.insert(word);
  }

  std::vector<RelationGuess> all() {
    std::vector<Found> found;
    for (const Place& place : places_) {
      Found one{&place, {}, nullptr, 0};
      if (polymorphic_targets(place, out_)) continue;
      guess(place, one);
      if (one.target) found.push_back(std::move(one));
    }
    // A name that refers to an entity where the types agree does so where they do not (a number written as text), too.
    std::set<std::pair<std::string, const Target*>> agreed;
    for (const Found& f : found)
      if (f.confidence >= kSure) agreed.insert({glued(words_of(f.place->field->name)), f.target});
    std::set<std::string> loose;
    for (Found& f : found)
      if (f.confidence < kSure && f.before_types >= 0.75 && agreed.contains({glued(words_of(f.place->field->name)), f.target})) {
        f.confidence = 0.74;
        loose.insert(f.place->field->name);
      }
    // A source that does so with several names is careless about types altogether.
    for (Found& f : found)
      if (loose.size() >= 3 && f.confidence < kSure && f.before_types >= 0.7) f.confidence = 0.68;
    for (const Found& f : found)
      out_.push_back({from_of(*f.place), f.target->name + "." + f.target->key, f.rule, std::round(100 * f.confidence) / 100, {}, {}});
    return std::move(out_);
  }

 private:
  struct Found {
    const Place* place;
    std::string rule;
    const Target* target;
    double confidence, before_types = 0;
  };

  // Words of a field's name; the names of a source are few and stand often.
  const std::vector<std::string>& words_of(const std::string& name) const {
    const auto [at, added] = words_.try_emplace(name);
    if (added) at->second = name_words(name);
    return at->second;
  }

  const std::string& bare_of(const std::string& name) const {
    const auto [at, added] = bare_.try_emplace(name);
    if (added) at->second = bare_name(name);
    return at->second;
  }

  std::string from_of(const Place& place) const { return tmpl_.entities[place.entity].name + "." + place.path; }

  // The best rule so far for a place: later ones have to be better.
  void offer(Found& best, const Target* target, double confidence, const char* rule) const {
    if (!target || !target->has_key) return;
    const Place& place = *best.place;
    if (target->index == place.entity && place.path == target->key) return;
    // A guid beside the key is what "userGuid" means.
    const std::vector<std::string>& words = words_of(place.field->name);
    if (words.size() > 1 && in(words.back(), {"guid", "uuid"}) && (target->key_words.empty() || target->key_words.back() != words.back()) && key_class(scalar_of(place)) != target->kind &&
        tmpl_.entities[target->index].field(words.back()))
      return;
    const double fitting = confidence * fit(key_class(scalar_of(place)), target->kind);
    if (fitting < 0.4 || fitting <= best.confidence) return;
    best.rule = rule;
    best.target = target;
    best.confidence = fitting;
    best.before_types = confidence;
  }

  // A word that ends references: a usual one, or what most of this source's keys are called ("sid", "gid").
  bool suffix(const std::string& word) const { return usual_suffix(word) || (!own_suffix_.empty() && singular(word) == own_suffix_); }

  void find_suffix() {
    std::map<std::string, std::size_t> words;
    std::size_t keys = 0, most = 0;
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      if (!targets_[t].has_key) continue;
      ++keys;
      const std::vector<std::string>& name = targets_[t].key_words;
      if (name.size() == 1 && !usual_suffix(name[0]) && !weak_suffix(name[0]) && !says_nothing(name[0]) && !in(name[0], {"slug", "email", "username", "login", "symbol", "currency", "country", "language", "url"})) ++words[name[0]];
    }
    for (const auto& [word, count] : words)
      if (count > most) {
        most = count;
        own_suffix_ = word;
      }
    if (most < 3 || 2 * most < keys) own_suffix_.clear();
  }

  // Which ways of naming a reference this source uses: a suffix (teamId), or the bare name of the entity (team: 7).
  void find_style() {
    int suffixed = 0, bare = 0, bare_texts = 0;
    std::set<const Target*> bare_targets;
    for (const Place& place : places_) {
      const Field& value = scalar_of(place);
      const KeyClass kind = key_class(value);
      if (place.field->primary_key || kind == KeyClass::kOther || value.settings.find("values")) continue;
      const std::vector<std::string>& words = words_of(place.field->name);
      if (words.size() >= 2 && suffix(words.back())) {
        suffixed += targets_.named(glued({words.begin(), words.end() - 1})) != nullptr;
        any_suffix_ = true;
      }
      const Target* target = targets_.named(glued(words));
      if (!target || !target->has_key || (target->index == place.entity && place.container.empty()) || fit(kind, target->kind) == 0) continue;
      ++(kind == KeyClass::kText ? bare_texts : bare);
      bare_targets.insert(target);
    }
    bare_style_ = (bare >= 3 && bare > suffixed) || (bare + bare_texts >= 5 && bare_targets.size() >= 2 && bare + bare_texts >= 3 * suffixed);
  }

  void guess(const Place& place, Found& best) const {
    const Field& field = *place.field;
    const std::vector<std::string>* read = &words_of(field.name);
    if (read->empty() || (field.primary_key && place.container.empty() && read->size() < 2)) return;
    stated(place, best);
    if (scalar_of(place).settings.find("values")) return;  // one of a few words, whatever its name
    std::vector<std::string> changed;
    const bool front = (*read)[0] == "fk" && read->size() > 1;
    const bool numbered = read->size() > 2 && digits(read->back()) && suffix((*read)[read->size() - 2]);  // "teamId2", "team_id_2"
    if (front || numbered) {
      changed.assign(read->begin() + front, read->end() - numbered);
      read = &changed;
    }
    const std::vector<std::string>& words = *read;
    const std::string& last = words.back();
    const auto stem_of = [&] { return std::vector<std::string>(words.begin(), words.end() - 1); };

    if (words.size() > 1 && suffix(last)) {
      const std::vector<std::string> stem = stem_of();
      if (!type_beside(place, stem)) by_stem(place, stem, 1, place.many ? "fk.ids" : "fk.suffix", best);
      return key_names(place, words, best);
    }
    if (nested_key(place, words, best)) return;
    key_names(place, words, best);
    if (words.size() > 1 && weak_suffix(last)) {
      const Target* target = targets_.named(glued(stem_of()));
      if (target && target->has_key && target->index != place.entity && !target->key_words.empty() && target->key_words.back() == last) offer(best, target, 0.85, "fk.code");
      return;
    }
    without_suffix(place, words, best);
  }

  // What the source's document says outright.
  void stated(const Place& place, Found& best) const {
    if (place.entity >= hints_.size()) return;
    for (const auto& [path, name] : hints_[place.entity].references) {
      if (path != place.path && path + "[]" != place.path) continue;
      std::string_view target = name;
      if (const std::size_t slash = target.rfind('/'); slash != std::string_view::npos) target.remove_prefix(slash + 1);
      offer(best, targets_.named(bare_name(target.substr(0, target.find('.')))), 0.99, "document.reference");
    }
    for (const auto& [path, name] : hints_[place.entity].links)  // a link by the record's own key leads to what hangs on it
      if (path == place.path && !place.field->primary_key) offer(best, targets_.named(bare_name(name)), 0.97, "document.link");
    if (place.container.empty()) return;
    for (const auto& [path, name] : hints_[place.entity].embedded) {
      const Target* target = path == place.container ? targets_.named(bare_of(name)) : nullptr;
      if (target && target->has_key && target->key == place.field->name) offer(best, target, 0.97, "fk.schema");
    }
  }

  // {id, …} under a name that says whose id it is.
  bool nested_key(const Place& place, const std::vector<std::string>& words, Found& best) const {
    if (place.container.empty()) return false;
    std::vector<std::string> owner = name_words(place.owner);
    if (owner.size() > 1 && suffix(owner.back())) owner.pop_back();
    const std::string name = glued(words);
    const bool general = in(name, {"id", "guid", "uuid", "key", "value", "sysid"}) || (!own_suffix_.empty() && name == own_suffix_);
    const Target* exact = targets_.named(glued(owner));
    if (!exact && owner.size() > 1 && adds_nothing(owner.back())) exact = targets_.named(glued({owner.begin(), owner.end() - 1}));
    // The key under its own name: customer {number, name} of customers whose key is "number".
    if (!general && !(exact && exact->has_key && exact->key == place.field->name)) return false;
    const auto beside = [&](auto wanted) { return std::any_of(place.siblings->begin(), place.siblings->end(), wanted); };
    if (name == "value" && !beside([](const Field& f) { return in(f.name, {"link", "href"}); })) return true;
    if (name == "key" && beside([](const Field& f) { return in(f.name, {"value"}); })) return true;
    // {id, type}: what it is the id of, the type says.
    if (!exact && beside([](const Field& f) { return in(glued(name_words(f.name)), {"type", "kind", "entitytype", "resourcetype", "objecttype"}); })) return true;
    const bool list = place.container.ends_with("]");
    // A list element that refers back to the record around it is a child of it with a key of its own.
    const bool child = list && beside([&](const Field& f) {
      std::vector<std::string> other = words_of(f.name);
      if (other.size() < 2 || !suffix(other.back())) return false;
      other.pop_back();
      const Target* target = targets_.named(glued(other));
      return target && target->index == place.entity;
    });
    const bool link = beside([](const Field& f) { return in(f.name, {"_href", "href", "link", "url", "_link"}); });
    const double weight = child ? 0.6 : place.siblings->size() > 12 && !link ? 0.8 : 0.95;
    by_stem(place, owner, weight, list ? "fk.nested_list" : "fk.nested", best);
    return true;
  }

  static std::string key_stem(const Target& target) {
    std::string out;
    for (std::size_t i = 0; i + 1 < target.key_words.size(); ++i) out += target.key_words[i];
    return out;
  }

  // The key's own name, used again: emp_no in salaries, supervisor_emp_no in employees.
  void key_names(const Place& place, const std::vector<std::string>& words, Found& best) const {
    if (words.size() < 2 || !targets_.any_key_ends(words.back())) return;
    for (std::size_t from = 0; from + 2 <= words.size(); ++from) {
      const std::vector<std::string> part(words.begin() + static_cast<std::ptrdiff_t>(from), words.end());
      const Target* target = targets_.keyed(glued(part));
      if (!target || source_words_.contains(key_stem(*target))) continue;  // "AcmeId" is the key of everything of Acme
      if (from == 0 && target->index != place.entity) offer(best, target, 0.9, "fk.key_name");
      if (from > 0) offer(best, target, qualifies(words[from - 1]) || role_of(glued({words.begin(), words.begin() + static_cast<std::ptrdiff_t>(from)})) != Role::kNone ? 0.85 : 0.7, "fk.key_name");
      return;
    }
  }

  // A role or the bare name of an entity, where this source writes references so, or the value or its description says key.
  void without_suffix(const Place& place, const std::vector<std::string>& words, Found& best) const {
    const Field& value = scalar_of(place);
    const KeyClass kind = key_class(value);
    if (kind == KeyClass::kOther || value.settings.find("values")) return;
    const bool unmistakable = kind == KeyClass::kUuid || kind == KeyClass::kObjectId;
    const bool described = called_a_key(place);
    if (kind == KeyClass::kNumber && !place.many && !described && singular(words.back()) != words.back()) return;  // "followers" are counted
    const Role role = role_of(glued(words));
    if (role != Role::kNone && (kind != KeyClass::kText || described || bare_style_)) return by_stem(place, words, kind == KeyClass::kText && !described ? 0.9 : 0.95, "fk.role", best);
    if (!bare_style_ && !unmistakable && !described && (any_suffix_ || kind != KeyClass::kNumber)) return;
    const double weight = unmistakable || (bare_style_ && (kind != KeyClass::kText || described)) ? 0.87 : described || bare_style_ ? 0.82 : 0.72;
    by_stem(place, words, weight, place.many ? "fk.ids" : "fk.bare_name", best);
  }

  // The entity that the words before (or without) a suffix name.
  void by_stem(const Place& place, std::vector<std::string> stem, double weight, const char* rule, Found& best) const {
    while (stem.size() > 1 && digits(stem.back())) {
      stem.pop_back();  // "team_1_id": the same entity in another place
      weight *= 0.97;
    }
    if (stem.empty()) return;
    const Target& own = targets_[place.entity];
    const std::string whole = glued(stem);
    if (const Target* target = targets_.named(whole)) {
      // "employeeId" inside employees, whose key is another field, is one more number of the same row.
      if (target->index != place.entity || !place.container.empty()) offer(best, target, 0.95 * weight, rule);
      return;
    }
    if (drop_source_name(stem)) return by_stem(place, stem, 0.95 * weight, rule, best);
    if (by_role(place, whole, weight, best)) return;
    if (by_rest(place, stem, weight, best)) return;
    // "typeId" of leaves means leave types, "category" of inventory vaccines inventory categories.
    if (const Target* target = below_own(own, stem)) return offer(best, target, 0.84 * weight, "fk.owner_prefix");
    if (stem.size() > 1)
      if (const Target* target = targets_.of_words(stem)) return offer(best, target, 0.85 * weight, "fk.words");
    std::vector<std::string> longer = stem;
    for (std::string& word : longer) word = full_word(word);
    if (longer != stem) return by_stem(place, longer, weight * 0.92, "fk.abbreviation", best);
    if (stem.size() > 1 && adds_nothing(stem.back())) {
      const Target* target = targets_.named(glued({stem.begin(), stem.end() - 1}));
      if (target && target->index != own.index) return offer(best, target, 0.85 * weight, rule);
    }
    std::vector<std::string> typed = stem;
    typed.push_back("type");
    if (const Target* target = targets_.named(glued(typed))) return offer(best, target, 0.8 * weight, "fk.type_of");
    const Target* target = says_nothing(stem.back()) ? nullptr : targets_.ending_in(singular(stem.back()));
    if (target && target->index != place.entity) offer(best, target, (stem.size() == 1 && bare_style_ ? 0.78 : 0.62) * weight, "fk.part_of_name");
  }

  // "AcmeOrderId" and "orderAcmeId" of Acme are about orders.
  bool drop_source_name(std::vector<std::string>& stem) const {
    for (std::size_t n = 1; n <= 3 && n < stem.size(); ++n) {
      std::string front, back;
      for (std::size_t i = 0; i < n; ++i) {
        front += stem[i];
        back += stem[stem.size() - n + i];
      }
      if (source_words_.contains(front)) {
        stem.erase(stem.begin(), stem.begin() + static_cast<std::ptrdiff_t>(n));
        return true;
      }
      if (source_words_.contains(back)) {
        stem.resize(stem.size() - n);
        return true;
      }
    }
    return false;
  }

  bool by_role(const Place& place, const std::string& word, double weight, Found& best) const {
    const Target& own = targets_[place.entity];
    switch (role_of(word)) {
      case Role::kSelf: {
        // The parent of an object inside is of the object's kind: bills.account.parentId is an account.
        const Target* inside = place.container.empty() ? nullptr : targets_.named(glued(name_words(place.owner)));
        if (inside) offer(best, inside, 0.85 * weight, "fk.role.self");
        else offer(best, &own, (place.container.empty() ? 0.85 : 0.6) * weight, "fk.role.self");
        return true;
      }
      case Role::kBoss: {
        const Target* target = targets_.people(place.entity, true);
        offer(best, target, (target && target->index == own.index ? 0.88 : 0.78) * weight, "fk.role.person");
        return true;
      }
      case Role::kPerson: offer(best, targets_.people(place.entity, false), (anybody(word) && !targets_.one_kind_of_people() ? 0.6 : 0.78) * weight, "fk.role.person"); return true;
      case Role::kNone:
        // "student" where all people are users.
        if (kind_of_user(word) && targets_.one_kind_of_people() && !own.person) {
          offer(best, targets_.people(place.entity, false), 0.84 * weight, "fk.people");
          return true;
        }
        return false;
    }
    return false;
  }

  // Words in front are a role ("managerEmployeeId") or say which one ("billingAddressId").
  bool by_rest(const Place& place, const std::vector<std::string>& stem, double weight, Found& best) const {
    const Target& own = targets_[place.entity];
    for (std::size_t skip = 1; skip < stem.size(); ++skip) {
      const std::vector<std::string> front(stem.begin(), stem.begin() + static_cast<std::ptrdiff_t>(skip)), rest(stem.begin() + static_cast<std::ptrdiff_t>(skip), stem.end());
      const bool role = role_of(glued(front)) != Role::kNone;
      const bool which = role || std::all_of(front.begin(), front.end(), [](const std::string& word) { return qualifies(word) || role_of(word) != Role::kNone; });
      // "parent_message" of prescription messages is one of these.
      if (role_of(glued(front)) == Role::kSelf && own.words.size() > rest.size() && std::equal(rest.rbegin(), rest.rend(), own.words.rbegin())) {
        offer(best, &own, 0.86 * weight, "fk.role.self");
        return true;
      }
      if (const Target* target = targets_.named(glued(rest))) {
        // "external_customer_id" is the customer's external_id, where it has one: another number than its key.
        const std::string& end = words_of(place.field->name).back();
        std::vector<std::string> other = front;
        other.push_back(end);
        const auto& fields = tmpl_.entities[target->index].fields;
        if (suffix(end) && !role && std::any_of(fields.begin(), fields.end(), [&](const Field& f) { return words_of(f.name) == other; })) return true;
        if (target->index == own.index && in(front.back(), {"external", "internal", "remote"}) && place.container.empty()) return true;  // what others call this one
        // "scanned_eob" of eobs is what became of this one, not another one.
        if (target->index == own.index && !role && front.back().ends_with("ed") && place.container.empty() && !any_suffix(place)) return true;
        const bool address = in(rest.back(), {"address", "contact", "location", "country", "city", "state"}) && in(front.back(), {"billing", "shipping", "mailing", "delivery", "invoice", "legal"});
        // Two nouns together are often a third thing: a shipping provider product is no product.
        offer(best, target, (which || address ? 0.92 : 0.64) * weight, "fk.prefix");
        return true;
      }
      if (by_role(place, glued(rest), 0.9 * weight, best)) return true;
      if (which) {
        if (const Target* target = below_own(own, rest)) {
          offer(best, target, 0.8 * weight, "fk.owner_prefix");
          return true;
        }
        if (const Target* target = rest.size() == 1 && bare_style_ ? targets_.ending_in(singular(rest[0])) : nullptr) {
          offer(best, target, 0.78 * weight, "fk.part_of_name");
          return true;
        }
      }
    }
    return false;
  }

  bool any_suffix(const Place& place) const {
    const std::vector<std::string>& words = words_of(place.field->name);
    return words.size() > 1 && suffix(words.back());
  }

  // "type" seen from "leave": leave type; "category" seen from "inventory vaccine": inventory category.
  const Target* below_own(const Target& own, const std::vector<std::string>& stem) const {
    for (std::size_t length = own.words.size(); length > 0; --length) {
      std::vector<std::string> joined(own.words.begin(), own.words.begin() + static_cast<std::ptrdiff_t>(length));
      joined.insert(joined.end(), stem.begin(), stem.end());
      const Target* target = targets_.named(glued(joined));
      if (target && target->index != own.index) return target;
    }
    return nullptr;
  }

  // "ownerType" beside "ownerId": the target differs by row.
  const Field* type_beside(const Place& place, const std::vector<std::string>& stem) const {
    if (targets_.named(glued(stem))) return nullptr;
    for (const Field& sibling : *place.siblings) {
      const std::vector<std::string>& words = words_of(sibling.name);
      if (words.size() == stem.size() + 1 && in(words.back(), {"type", "kind", "class", "table"}) && std::equal(stem.begin(), stem.end(), words.begin())) return &sibling;
    }
    return nullptr;
  }

  // A reference to one of several entities, where the type's values name them all.
  bool polymorphic_targets(const Place& place, std::vector<RelationGuess>& out) const {
    if (place.many) return false;
    const std::vector<std::string>& words = words_of(place.field->name);
    if (words.size() < 2 || !suffix(words.back())) return false;
    const Field* type = type_beside(place, {words.begin(), words.end() - 1});
    if (!type || !type->settings.find("values")) return false;
    std::vector<RelationGuess> made;
    for (const Value& value : type->settings.find("values").items()) {
      std::string_view name = value.text();
      if (const std::size_t at = name.find_last_of(".:\\"); at != std::string_view::npos) name.remove_prefix(at + 1);
      const Target* target = targets_.named(bare_name(name));
      if (!target || !target->has_key || fit(key_class(*place.field), target->kind) == 0) return false;
      made.push_back({from_of(place), target->name + "." + target->key, "fk.polymorphic", 0.85,
                      tmpl_.entities[place.entity].name + "." + (place.container.empty() ? "" : place.container + ".") + type->name, value.text()});
    }
    if (made.size() < 2) return false;
    out.insert(out.end(), made.begin(), made.end());
    return true;
  }

  const Template& tmpl_;
  const std::vector<EntityHints>& hints_;
  Targets targets_;
  std::vector<Place> places_;
  std::vector<RelationGuess> out_;
  std::unordered_set<std::string> source_words_;
  mutable std::unordered_map<std::string, std::vector<std::string>> words_;
  mutable std::unordered_map<std::string, std::string> bare_;
  std::string own_suffix_;
  bool bare_style_ = false, any_suffix_ = false;
};

Field* mutable_field(Template& tmpl, const std::unordered_map<std::string, std::size_t>& entities, const std::string& from) {
  for (std::size_t dot = from.find('.'); dot != std::string::npos; dot = from.find('.', dot + 1))
    if (const auto at = entities.find(from.substr(0, dot)); at != entities.end())
      if (const Field* field = find_field(tmpl.entities[at->second], std::string_view(from).substr(dot + 1))) return const_cast<Field*>(field);
  return nullptr;
}

// A text that others refer to by numbers or UUIDs is one itself: a source writes types as it goes, and the values have to meet.
void settle_key_types(Template& tmpl, const std::unordered_map<std::string, std::size_t>& entities, const std::vector<RelationGuess>& guesses) {
  struct Users {
    int texts = 0;
    std::map<FieldType, int> others;
  };
  std::map<Field*, Users> keys;
  for (const RelationGuess& guess : guesses) {
    if (guess.confidence < kSure) continue;
    const Field* from = mutable_field(tmpl, entities, guess.from);
    Field* key = mutable_field(tmpl, entities, guess.to);
    if (!from || !key || key->type != FieldType::kString) continue;
    if (from->type == FieldType::kArray && !from->items.empty()) from = &from->items[0];
    if (from->type == FieldType::kString) ++keys[key].texts;
    else ++keys[key].others[from->type == FieldType::kInt ? FieldType::kLong : from->type];
  }
  for (auto& [key, users] : keys) {
    if (users.others.size() != 1 || key->settings.find("values") || key->settings.find("pattern") || key->settings.find("length")) continue;
    key->type = users.others.begin()->first;
    key->type_text.clear();
    key->faker_method.clear();
    key->settings.set("max_length", Value());
    key->evidence.push_back({"fk.type_of_references", 0.7});
  }
}

// Whether a value of the key can stand in the referring field.
bool can_hold(const Field* from, const Field* key) {
  if (!from || !key) return true;
  if (from->type == FieldType::kArray && !from->items.empty()) from = &from->items[0];
  return key->type != FieldType::kString || from->type == FieldType::kString || from->type == FieldType::kUnknown;
}

}  // namespace

std::vector<RelationGuess> guess_relations(const Template& tmpl, const std::vector<EntityHints>& hints) { return Guesser(tmpl, hints).all(); }

std::vector<RelationGuess> apply_relations(Template& tmpl, const std::vector<RelationGuess>& guesses) {
  std::unordered_set<std::string> stand;
  for (const Relationship& r : tmpl.relationships) stand.insert(r.from.begin(), r.from.end());
  std::unordered_map<std::string, std::size_t> entities;
  for (std::size_t e = 0; e < tmpl.entities.size(); ++e) entities[tmpl.entities[e].name] = e;
  settle_key_types(tmpl, entities, guesses);
  std::vector<RelationGuess> suggested;
  for (const RelationGuess& guess : guesses) {
    Field* field = mutable_field(tmpl, entities, guess.from);
    if (stand.contains(guess.from) || !field || (field->foreign_key && guess.type_field.empty())) continue;
    if (guess.confidence < kSure || !can_hold(field, mutable_field(tmpl, entities, guess.to))) {
      suggested.push_back(guess);
      continue;
    }
    Relationship relation;
    relation.from = {guess.from};
    relation.to = {guess.to};
    relation.evidence.push_back({guess.rule, guess.confidence});
    if (guess.type_field.empty()) {
      field->foreign_key = guess.to;
      field->evidence.push_back({guess.rule, guess.confidence});
    } else {
      relation.settings.set("type_field", Value::string(guess.type_field));
      relation.settings.set("type_value", Value::string(guess.type_value));
    }
    tmpl.relationships.push_back(std::move(relation));
  }
  return suggested;
}

}  // namespace mockdata::discover
