// What the template's `identities` and an entity's `identity` say, checked key by key.
#include <algorithm>

#include "base/nearest.h"
#include "persons/drift.h"
#include "plan/builder.h"

namespace mockdata {

namespace {

// The members that the place has no key for.
Value without_known(const Value& object, KeyPlace place) {
  Value unknown = Value::object();
  for (const auto& [key, value] : object.members())
    if (!find_key(place, key)) unknown.set(key, value);
  return unknown;
}

}  // namespace

// The rates and counts among the settings of persons.
void Builder::check_persons_of(const Value& settings, const std::string& path) {
  const auto rate = [&](const Value& v, const std::string& where) {
    if (v.is_number() && (*v.as_double() < 0 || *v.as_double() > 1)) error(where, v.line(), "a rate is a number from 0 to 1, found " + v.to_json());
  };
  rate(settings.find("female"), path + ".female");
  const Value& households = settings.find("households");
  const std::string inner = path + ".households";
  check_unknown(without_known(households, KeyPlace::kHouseholds), KeyPlace::kHouseholds, inner);
  check_kinds(households, KeyPlace::kHouseholds, inner, households.line());
  for (const char* key : {"rate", "surname"}) rate(households.find(key), inner + "." + key);
  if (const Value& size = households.find("size"); size.is_number() && (!size.as_int() || *size.as_int() < 1 || *size.as_int() > 12))
    error(inner + ".size", size.line(), "households have 1 to 12 members, found " + size.to_json());
}

void Builder::check_identities() {
  for (const auto& [name, settings] : template_.settings.find("identities").members()) {
    const std::string path = "identities." + name;
    if (!settings.is_object()) {
      error(path, settings.line(), "an identity is described by an object, found " + settings.to_json(), "write {} where the defaults do");
      continue;
    }
    Value unknown = without_known(settings, KeyPlace::kIdentity);
    if (const Value& drift = unknown.find("drift")) {
      error(path + ".drift", drift.line(), "an identity is the truth about its persons; drift is what one entity shows instead", "move it to an entity: \"identity\": {\"domain\": \"" + name + "\", \"drift\": " + drift.to_json() + "}");
      unknown.set("drift", Value());
    }
    check_unknown(unknown, KeyPlace::kIdentity, path);
    check_kinds(settings, KeyPlace::kIdentity, path, settings.line());
    if (const Value& size = settings.find("size"); size.is_number() && (!size.as_int() || *size.as_int() < 1)) error(path + ".size", size.line(), "\"size\" is the number of persons, 1 or more, found " + size.to_json());
    check_persons_of(settings, path);
  }
  for (std::size_t e = 0; e < template_.entities.size(); ++e) {
    const Entity& entity = template_.entities[e];
    const Value& identity = entity.settings.find("identity");
    if (const std::string domain = identity_name(entity); !domain.empty() && !identity_settings(template_, domain)) {
      std::vector<std::string> known;
      for (const auto& [name, settings] : template_.settings.find("identities").members()) known.push_back(name);
      if (const std::string near = nearest(domain, known); !near.empty())
        warning(entity.path + ".identity", identity.line() ? identity.line() : entity.line, "no identity is described as \"" + domain + "\", so its persons are shared within this template only", "did you mean \"" + near + "\"?");
    }
    if (!identity.is_object()) continue;
    const std::string path = entity.path + ".identity";
    check_unknown(without_known(identity, KeyPlace::kPerson), KeyPlace::kPerson, path);
    check_kinds(identity, KeyPlace::kPerson, path, identity.line());
    check_persons_of(identity, path);
    if (const Value& drift = identity.find("drift"); drift.is_object()) read_drift(e, drift, path + ".drift");
  }
}

void Builder::read_drift(std::size_t entity, const Value& drift, const std::string& path) {
  if (identity_name(this->entity(entity)).empty())
    error(path, drift.line(), "drift is a difference from persons that are known elsewhere, and the identity of " + this->entity(entity).name + " names no domain",
          "add \"domain\", the identity that other entities or sources name too");
  DriftRates& rates = drift_[entity];
  rates.fill(0);
  std::vector<std::string> kinds;
  std::string all;
  for (std::size_t kind = 0; kind < kDriftKinds; ++kind) {
    kinds.emplace_back(to_string(static_cast<DriftKind>(kind)));
    all += (all.empty() ? "" : ", ") + kinds.back();
  }
  for (const auto& [key, value] : drift.members()) {
    const auto kind = std::find(kinds.begin(), kinds.end(), key);
    if (kind == kinds.end()) {
      const std::string near = nearest(key, kinds);
      error(path + "." + key, value.line(), "no drift is called \"" + key + "\"", near.empty() ? "there are " + all : "did you mean \"" + near + "\"?");
    } else if (!value.as_double() || *value.as_double() < 0 || *value.as_double() > 1) {
      error(path + "." + key, value.line(), "a rate is a number from 0 to 1, found " + value.to_json());
    } else {
      rates[static_cast<std::size_t>(kind - kinds.begin())] = *value.as_double();
    }
  }
}

}  // namespace mockdata
