#include "discover/relations/targets.h"

#include <algorithm>

#include "discover/relations/names.h"

namespace mockdata::discover {

KeyClass key_class(const Field& field) {
  switch (field.type) {
    case FieldType::kUnknown: return KeyClass::kUnknown;
    case FieldType::kInt:
    case FieldType::kLong:
    case FieldType::kDecimal: return KeyClass::kNumber;
    case FieldType::kUuid: return KeyClass::kUuid;
    case FieldType::kString: return field.faker_method == "object_id" || field.semantic_type == "object_id" ? KeyClass::kObjectId : KeyClass::kText;
    default: return KeyClass::kOther;
  }
}

double fit(KeyClass from, KeyClass to) {
  if (from == KeyClass::kOther || to == KeyClass::kOther) return 0;
  if (from == KeyClass::kUnknown || to == KeyClass::kUnknown) return 0.92;
  if (from == to) return 1;
  if ((from == KeyClass::kText && to == KeyClass::kNumber) || (from == KeyClass::kNumber && to == KeyClass::kText)) return 0.72;  // written as a number here, as text there
  if (from == KeyClass::kText || to == KeyClass::kText) return 0.85;  // a text that happened not to look like the id
  return 0;
}

namespace {

std::string sorted_words(std::vector<std::string> words) {
  for (std::string& word : words) word = singular(word);
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string& word : words) out += word + " ";
  return out;
}

}  // namespace

void Targets::offer(std::string_view name, std::size_t index, int rank) {
  std::string bare = bare_name(name);
  if (bare.empty()) return;
  const auto [at, added] = names_.try_emplace(std::move(bare), Named{&targets_[index], rank, false});
  if (added || at->second.target == &targets_[index]) return;
  if (rank < at->second.rank) at->second = {&targets_[index], rank, false};
  else if (rank == at->second.rank) at->second.shared = true;
}

Targets::Targets(const Template& tmpl, const std::vector<EntityHints>& hints) {
  targets_.resize(tmpl.entities.size());
  for (std::size_t e = 0; e < tmpl.entities.size(); ++e) {
    const Entity& entity = tmpl.entities[e];
    Target& target = targets_[e];
    target.index = e;
    target.name = entity.name;
    target.words = name_words(entity.name);
    if (!target.words.empty()) target.words.back() = singular(target.words.back());
    int keys = 0;
    for (const Field& field : entity.fields) {
      if (!field.primary_key) continue;
      ++keys;
      target.key = field.name;
      target.key_words = name_words(field.name);
      target.kind = key_class(field);
    }
    target.has_key = keys == 1;
    target.person = person_entity(entity.name);
  }
  for (std::size_t e = 0; e < tmpl.entities.size(); ++e) {
    const Entity& entity = tmpl.entities[e];
    offer(entity.name, e, 0);
    if (e >= hints.size() || !hints[e].path_is_another) offer(last_path_segment(entity.api_endpoint), e, 1);
    offer(entity.table_name, e, 2);
    if (e < hints.size()) {
      for (const std::string& alias : hints[e].aliases) {
        offer(alias, e, 3);
        targets_[e].person |= person_entity(alias);
      }
    }
  }
  for (const Target& target : targets_) {
    if (target.words.size() > 1) {
      const auto [at, added] = last_words_.try_emplace(target.words.back(), &target);
      if (!added) at->second = nullptr;
      const auto [set, new_set] = word_sets_.try_emplace(sorted_words(target.words), &target);
      if (!new_set) set->second = nullptr;
    }
    if (target.has_key && target.key_words.size() > 1) {
      key_ends_.insert(singular(target.key_words.back()));
      const auto [at, added] = keys_.try_emplace(glued(target.key_words), &target);
      if (!added) at->second = nullptr;
    }
    if (target.person && target.has_key) {
      only_person_ = &target;
      ++persons_;
    }
  }
  if (const Target* user = named("user"); user && user->has_key) user_ = user;
}

const Target* Targets::named(std::string_view bare) const {
  const auto found = names_.find(std::string(bare));
  return found == names_.end() || found->second.shared ? nullptr : found->second.target;
}

const Target* Targets::ending_in(std::string_view word) const {
  const auto found = last_words_.find(std::string(word));
  return found == last_words_.end() ? nullptr : found->second;
}

const Target* Targets::of_words(std::vector<std::string> words) const {
  const auto found = word_sets_.find(sorted_words(std::move(words)));
  return found == word_sets_.end() ? nullptr : found->second;
}

const Target* Targets::keyed(std::string_view key) const {
  const auto found = keys_.find(std::string(key));
  return found == keys_.end() ? nullptr : found->second;
}

bool Targets::any_key_ends(const std::string& word) const { return !key_ends_.empty() && key_ends_.contains(singular(word)); }

bool Targets::one_kind_of_people() const { return persons_ == 1; }

const Target* Targets::people(std::size_t own, bool prefer_own) const {
  if (prefer_own && targets_[own].person) return &targets_[own];
  if (user_) return user_;
  if (persons_ == 1) return only_person_;
  if (persons_ > 1) {
    for (const char* form : {"employee", "agent", "worker", "person", "member", "staff"})
      if (const Target* target = named(form); target && target->has_key) return target;
  }
  return nullptr;
}

}  // namespace mockdata::discover
