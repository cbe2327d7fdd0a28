// The entities that a reference may lead to, found by any of their names.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "discover/relations/relations.h"

namespace mockdata::discover {

// What two fields must share to hold the same keys.
enum class KeyClass { kUnknown, kNumber, kText, kUuid, kObjectId, kOther };
KeyClass key_class(const Field& field);
// How well a reference of one class fits a key of another: a factor on the confidence, 0 when it cannot be.
double fit(KeyClass from, KeyClass to);

struct Target {
  std::size_t index = 0;              // in the template
  std::string name, key;              // "teams", "id"
  KeyClass kind = KeyClass::kUnknown;  // of the key
  std::vector<std::string> words;     // of the name, the last one singular
  std::vector<std::string> key_words;
  bool person = false;
  bool has_key = false;               // a single field
};

class Targets {
 public:
  Targets(const Template& tmpl, const std::vector<EntityHints>& hints);

  const Target& operator[](std::size_t index) const { return targets_[index]; }
  std::size_t size() const { return targets_.size(); }
  // The entity called so (a glued, singular name): by its own name before its path, table and other names.
  // Null when several share the name at the best rank.
  const Target* named(std::string_view bare) const;
  // The only entity whose name ends in that word, besides being longer; null when none or several.
  const Target* ending_in(std::string_view word) const;
  // The only entity whose name is made of these words in any order.
  const Target* of_words(std::vector<std::string> words) const;
  // Entities whose key is called so, glued; null when several.
  const Target* keyed(std::string_view key) const;
  // Whether some key of several words ends in that word: if none does, keyed() finds nothing.
  bool any_key_ends(const std::string& word) const;
  // The entity whose rows a role speaks of; `own` where it holds people and `prefer_own`.
  const Target* people(std::size_t own, bool prefer_own) const;
  bool one_kind_of_people() const;

 private:
  struct Named {
    const Target* target;
    int rank;  // 0 own name, 1 path, 2 table, 3 alias
    bool shared = false;
  };
  void offer(std::string_view name, std::size_t index, int rank);

  std::vector<Target> targets_;
  std::unordered_map<std::string, Named> names_;
  std::unordered_map<std::string, const Target*> last_words_, word_sets_, keys_;  // null: several
  std::unordered_set<std::string> key_ends_;
  const Target* user_ = nullptr;
  const Target* only_person_ = nullptr;
  int persons_ = 0;
};

}  // namespace mockdata::discover
