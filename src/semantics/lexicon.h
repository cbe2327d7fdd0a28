// The words, concepts, types and policies, read from text once and then only looked up.
//
// Files (data/lexicon; tab-separated, # begins a comment):
//   atoms.tsv      role, penalty as an unread head, atoms: the language-free words
//   words.XX.tsv   atoms, words: the words of language XX that mean these atoms
//   vendor.XX.tsv  the same for the codes of a product
//   short.XX.tsv   word, its short forms: phrases of words.XX.tsv are known with them, too; * before a word that ends compounds
//   concepts.tsv   type, topic, weight, patterns of atoms
//   types.tsv      type, privacy class, kinds, provider, arguments, about
//   hints.tsv      "format" or "shape", word, type, weight
//   policy.tsv     what, person, organisation, thing, unknown; policy.NAME.tsv is the policy NAME
// Files of a user's folder are read after the shipped ones. A fault is an error with file and line, never skipped.
//
// The shipped files are compiled when the program is built (lexicon_layout.h), so that nothing is parsed at its start.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "semantics/lexicon_layout.h"
#include "semantics/semantics.h"

namespace mockdata::semantics {

enum class Role : uint8_t { kContent, kPerson, kOrganisation, kThing, kMachine, kEvent, kFlag, kTail, kGeneric, kNeutral, kStop, kNumber, kUnknown };

using AtomId = uint16_t;  // 0: none
constexpr int kLanguages = 64;

struct Atom {
  std::string_view name;
  Role role = Role::kContent;
  float head_penalty = 0.5f;  // when it is the head of a name whose concept does not contain it
  bool joins = false;         // stands in a pattern of several atoms
};

// One way to understand a run of letters.
struct Reading {
  uint64_t languages;         // bit per language
  uint32_t rule;              // in the texts: "LEX.de.vorname"
  uint16_t first_atom;        // in the lists of atoms
  uint8_t rule_size;
  uint8_t atoms : 7;
  uint8_t weak : 1;           // counts only with support
};

// What a set of atoms means under a topic.
struct Sense {
  uint16_t type = 0;
  uint8_t topic = 0xFF;       // a Topic, or 0xFF for any
  uint8_t unused = 0;
  float weight = 0;
};

struct Hint {
  std::string_view key, rule;
  uint16_t type;
  float weight;
};

// What a sure meaning of one column says about its table.
struct Tells {
  int8_t person = 0, organisation = 0, thing = 0;
  bool place = false, region = false;
};

struct LexiconFile {
  std::string name;           // "words.de.tsv"
  std::string_view text;
};
// The shipped files, in the order in which they are read.
std::span<const LexiconFile> shipped_lexicon();

using LexiconBytes = std::vector<uint64_t>;
// The compiled form of files.
Result<LexiconBytes> compile_lexicon(std::span<const LexiconFile> files);
// The shipped files in compiled form, part of the program.
std::span<const uint64_t> shipped_lexicon_bytes();

class Lexicon {
 public:
  // Compiles `files`; the error names file and line, or the policy that there is not.
  static Result<std::shared_ptr<const Lexicon>> read(std::span<const LexiconFile> files, const std::string& policy);
  // The shipped files.
  static Result<std::shared_ptr<const Lexicon>> shipped(const std::string& policy);

  // The readings of a whole run of letters, empty when it is no word.
  std::span<const Reading> readings(std::string_view letters, uint32_t hash) const {
    const std::size_t bit = layout::likely_bit(hash);
    if (!likely_ || !(likely_[bit / 64] >> bit % 64 & 1)) return {};
    return look_up(letters, hash);
  }
  std::span<const Reading> readings(std::string_view letters) const;
  static uint32_t hash_seed() { return 2166136261u; }
  static uint32_t hash_next(uint32_t hash, char letter) { return (hash ^ static_cast<unsigned char>(letter)) * 16777619u; }

  // Cuts a glued token into known words, the likeliest cut first. Returns the number of pieces, 0 if it cannot be cut
  // into known words from end to end. `borders[i]` is where piece i begins; borders[n] is the end.
  int segment(std::string_view letters, uint8_t (&borders)[8]) const;

  AtomId atom_of(const Reading& reading, int i) const { return atom_lists_[reading.first_atom + static_cast<unsigned>(i)]; }
  std::string_view rule(const Reading& reading) const { return {text_ + reading.rule, reading.rule_size}; }
  const Atom& atom(AtomId id) const { return atoms_[id]; }
  AtomId role_atom(Role role) const { return header_->role_atoms[static_cast<int>(role)]; }
  // Atoms that rules ask for, 0 where the files have none.
  struct Atoms { AtomId id, name, number, code, date, bag, settings, preference, is, flag, attempts, verified, of, from, to; };
  const Atoms& special() const { return special_; }
  // The senses of up to four atoms in any order.
  std::span<const Sense> senses(const AtomId* atoms, int count) const;

  const std::vector<Type>& types() const { return types_; }
  const Type* find_type(std::string_view name) const;
  // Types that a column's kind or its table tells, type 0 where the files have none.
  struct Known { const Type *flag, *date, *uuid, *about_a_field, *status, *text, *data, *street, *street_name, *house_number, *postal_code; };
  const Known& known() const { return known_; }
  uint16_t number_of(const Type* type) const { return static_cast<uint16_t>(type - types_.data()); }
  const Tells& tells(const Type* type) const { return tells_[number_of(type)]; }
  std::string_view sense_rule(uint16_t type) const { return sense_rules_[type]; }
  const Hint* hint(std::string_view kind, std::string_view word) const;
  bool pii(uint16_t type, Topic topic) const { return allowed_[type] >> static_cast<int>(topic) & 1; }
  float threshold() const { return threshold_; }
  std::string_view language(int bit) const;
  bool head_initial(int bit) const { return head_initial_ >> bit & 1; }
  uint64_t english() const { return 1; }  // bit 0: English and what is shared by all
  // Every word with its readings, for tests and documentation.
  std::vector<std::pair<std::string, std::span<const Reading>>> words() const;

  Lexicon() = default;  // knows nothing

 private:
  std::span<const Reading> look_up(std::string_view letters, uint32_t hash) const;
  static Result<std::shared_ptr<const Lexicon>> open(std::span<const uint64_t> bytes, LexiconBytes owned, const std::string& policy);
  template <class Row>
  std::span<const Row> rows(layout::Table table) const { return {reinterpret_cast<const Row*>(text_ + table.at), table.count}; }
  std::string_view text(layout::Text t) const { return {text_ + t.at, t.size}; }

  LexiconBytes owned_;                 // empty for the shipped one
  const char* text_ = nullptr;         // the block: every position counts from here
  const layout::Header* header_ = nullptr;
  std::span<const layout::WordSlot> words_;
  std::span<const layout::SenseSlot> sense_sets_;
  std::span<const layout::Node> nodes_;
  const uint64_t* likely_ = nullptr;
  const Reading* readings_ = nullptr;
  const Sense* senses_ = nullptr;
  const AtomId* atom_lists_ = nullptr;
  const uint8_t* allowed_ = nullptr;   // of the policy
  std::vector<Atom> atoms_;
  std::vector<Type> types_ = std::vector<Type>(1);  // type 0: nothing known
  std::vector<std::string_view> sense_rules_;
  std::vector<Tells> tells_;
  std::vector<Hint> hints_;
  Known known_{};
  Atoms special_{};
  uint64_t head_initial_ = 0;
  float threshold_ = 0.5f;
};

// The key of a set of up to four atoms: the different ones in ascending order, 16 bits each, the least first.
uint64_t sense_key_of_many(const AtomId* atoms, int count);
inline uint64_t sense_key(const AtomId* atoms, int count) {
  if (count == 1) return atoms[0];
  if (count != 2) return sense_key_of_many(atoms, count);
  const uint64_t a = atoms[0], b = atoms[1];
  return a < b ? a | b << 16 : a > b ? b | a << 16 : a;
}
inline std::size_t sense_slot(uint64_t key) { return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ull) >> 32); }

}  // namespace mockdata::semantics
