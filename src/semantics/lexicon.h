// The words, concepts, types and policy, read once from text and then only looked up.
//
// Files (data/lexicon; tab-separated, # begins a comment):
//   atoms.tsv      role, penalty as an unread head, atoms: the language-free words
//   words.XX.tsv   atoms, words: the words of language XX that mean these atoms
//   vendor.XX.tsv  the same for the codes of a product
//   concepts.tsv   type, topic, weight, patterns of atoms
//   types.tsv      type, privacy class, kinds, provider, arguments, about
//   hints.tsv      "format" or "shape", word, type, weight
//   policy.tsv     what, person, organisation, thing, unknown; policy.NAME.tsv is the policy NAME
// Files of a user's folder are read after the shipped ones. A fault is an error with file and line, never skipped.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/semantics.h"

namespace mockdata::semantics {

enum class Role : uint8_t { kContent, kPerson, kOrganisation, kThing, kEvent, kFlag, kTail, kGeneric, kNeutral, kStop, kNumber, kUnknown };

using AtomId = uint16_t;  // 0: none
constexpr int kLanguages = 64;

struct Atom {
  std::string name;
  Role role = Role::kContent;
  float head_penalty = 0.5f;  // when it is the head of a name whose concept does not contain it
};

// One way to understand a run of letters.
struct Reading {
  uint32_t first_atom = 0;
  uint8_t atoms = 0;
  bool weak = false;         // counts only with support
  uint64_t languages = 0;    // bit per language
  std::string rule;          // "LEX.de.vorname"
};

// What a set of atoms means under a topic.
struct Sense {
  uint16_t type = 0;
  uint8_t topic = 0xFF;      // a Topic, or 0xFF for any
  float weight = 0;
};

struct Hint {
  uint16_t type;
  float weight;
  std::string rule;
};

struct LexiconFile {
  std::string name;          // "words.de.tsv"
  std::string_view text;
};
// The shipped files, in the order in which they are read.
std::span<const LexiconFile> shipped_lexicon();

class Lexicon {
 public:
  static Result<std::shared_ptr<const Lexicon>> read(std::span<const LexiconFile> files, const std::string& policy);

  // The readings of a whole run of letters, empty when it is no word.
  std::span<const Reading> readings(std::string_view letters, uint32_t hash) const;
  static uint32_t hash_seed() { return 2166136261u; }
  static uint32_t hash_next(uint32_t hash, char letter) { return (hash ^ static_cast<unsigned char>(letter)) * 16777619u; }
  std::span<const Reading> readings(std::string_view letters) const;

  // Cuts a glued token into known words, the likeliest cut first. Returns the number of pieces, 0 if it cannot be cut
  // into known words from end to end. `borders[i]` is where piece i begins; borders[n] is the end.
  int segment(std::string_view letters, uint8_t (&borders)[8]) const;

  AtomId atom_of(const Reading& reading, int i) const { return reading_atoms_[reading.first_atom + static_cast<unsigned>(i)]; }
  const Atom& atom(AtomId id) const { return atoms_[id]; }
  AtomId role_atom(Role role) const { return role_atoms_[static_cast<int>(role)]; }
  // The senses of up to four different atoms in any order.
  std::span<const Sense> senses(const AtomId* atoms, int count) const;

  const std::vector<Type>& types() const { return types_; }
  const Type* find_type(std::string_view name) const;
  const Hint* hint(std::string_view kind, std::string_view word) const;
  bool pii(uint16_t type, Topic topic) const { return policy_[type][static_cast<int>(topic)]; }
  float threshold() const { return threshold_; }
  const std::string& sense_rule(uint16_t type) const { return sense_rules_[type]; }
  const std::string& language(int bit) const { return languages_[static_cast<std::size_t>(bit)]; }
  bool head_initial(int bit) const { return head_initial_ >> bit & 1; }
  uint64_t english() const { return 1; }  // bit 0: English and what is shared by all
  // Every word with its readings, for tests and documentation.
  std::vector<std::pair<std::string, std::span<const Reading>>> words() const;

 private:
  friend class LexiconReader;
  struct Word { uint32_t hash = 0, text = 0, first = 0; uint8_t size = 0, count = 0; };
  struct Node { uint64_t children = 0; uint32_t base = 0; bool word = false; };
  struct SenseSet { uint64_t key = 0; uint32_t first = 0, count = 0; };

  std::vector<Atom> atoms_;
  std::vector<AtomId> reading_atoms_;
  std::vector<Reading> readings_;
  std::vector<Word> words_;          // open addressing
  std::string word_text_;
  std::vector<Node> trie_;           // for segment()
  std::vector<SenseSet> sense_sets_; // open addressing
  std::vector<Sense> senses_;
  std::vector<Type> types_ = std::vector<Type>(1);  // type 0: nothing known
  std::vector<std::string> sense_rules_;
  std::vector<std::array<bool, 5>> policy_;
  std::vector<std::pair<std::string, Hint>> hints_;
  std::vector<std::string> languages_;
  std::array<AtomId, 16> role_atoms_{};
  uint64_t head_initial_ = 0;
  float threshold_ = 0.5f;
};

}  // namespace mockdata::semantics
