// A name read into atoms.
#pragma once

#include "semantics/lexicon.h"
#include "semantics/names.h"

namespace mockdata::semantics {

// How many words of each language a table has. Words that English knows too, or more than three languages, say nothing.
struct Votes {
  uint16_t by_language[kLanguages] = {0};
  void add(uint64_t languages) {
    if (languages & 1 || __builtin_popcountll(languages) > 3) return;
    for (; languages; languages &= languages - 1) ++by_language[__builtin_ctzll(languages)];
  }
};

struct Item {
  AtomId atom = 0;                    // 0: a word that is in no lexicon, or a number
  Role role = Role::kUnknown;
  bool weak = false;
  const std::string* rule = nullptr;  // of the word
};

struct Parsed {
  static constexpr int kMost = 32;
  Item items[kMost];
  uint8_t count = 0;
  bool head_initial = false;          // "date_naissance": the first word is the head

  void clear() {
    count = 0;
    head_initial = false;
  }
  void add(const Item& item) {
    if (count < kMost) items[count++] = item;
  }
  // Returns where the other's items begin.
  int append(const Parsed& other) {
    const int own = count;
    for (int i = 0; i < other.count; ++i) add(other.items[i]);
    head_initial = other.head_initial;
    return own;
  }
};

// A run of letters that is one word of the lexicon, or none (then `readings` is empty).
struct Span {
  const Reading* readings;
  uint8_t readings_count, first, size;  // letters of Cut::tokens
  bool number;

  std::span<const Reading> all() const { return {readings, readings_count}; }
};

// A name cut into words of the lexicon.
struct Cut {
  Tokens tokens;
  Span spans[Parsed::kMost];
  uint8_t count = 0;
};
void cut(const Lexicon& lexicon, std::string_view name, Cut& out);
// Adds the languages of the words to `votes`.
void vote(const Cut& cut, Votes& votes);
// Chooses what each word means; `votes` settles words that several languages share. `prefix` is a first token to leave out.
void parse(const Lexicon& lexicon, const Cut& cut, Parsed& out, const Votes& votes, std::string_view prefix = {});
void parse(const Lexicon& lexicon, std::string_view name, Parsed& out, const Votes* votes = nullptr);

// What stands around a field.
struct Surroundings {
  const Parsed* parent = nullptr;     // the nearest object around it
  Topic parent_topic = Topic::kUnknown, entity_topic = Topic::kUnknown, table_topic = Topic::kUnknown;
  Votes votes;
};

std::string_view name_and_parents(const FieldFacts& facts, std::string_view& parents);
// Reads the objects around a field, nearest first, until one is about something.
void look_around(const Lexicon& lexicon, std::string_view parents, Parsed& parent, Surroundings& around);
Verdict judge_parsed(const Lexicon& lexicon, const FieldFacts& facts, const Parsed& name, const Surroundings& around);

}  // namespace mockdata::semantics
