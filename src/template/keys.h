// The keys that a template may hold, in one table: reading, `check`'s "unknown key", the JSON Schema and docs/template.md read it.
#pragma once

#include <span>
#include <string_view>

namespace mockdata {

enum class KeyPlace {
  kTemplate, kEntity, kField, kRelationship,
  kIdentity,    // of a domain in the template's `identities`
  kHouseholds,  // of its `households`
  kPerson,      // of an entity's `identity`
  kDrift        // of its `drift`
};

struct KeyInfo {
  KeyPlace place;
  const char* name;
  bool typed;         // true: a member of the model; false: kept in `settings`, read by the plan
  const char* kinds;  // JSON kinds allowed: "string", "number|object", …
  const char* doc;
};

std::span<const KeyInfo> all_keys();
const KeyInfo* find_key(KeyPlace place, std::string_view name);

}  // namespace mockdata
