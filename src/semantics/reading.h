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
  const Reading* reading;             // of the word; nullptr for one that is in no lexicon, or a number
  AtomId atom;                        // 0 where there is no reading
  Role role;
  bool weak;
};

struct Parsed {
  static constexpr int kMost = 32;
  Item items[kMost];                  // the first `count` are filled
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

  std::span<const Span> all() const { return {spans, count}; }
};
void cut(const Lexicon& lexicon, std::string_view name, Cut& out);
// Adds the languages of the words to `votes`.
void vote(std::span<const Span> words, Votes& votes);
// Chooses what each word means; `votes` settles words that several languages share. `without_first` leaves an unknown first
// token out.
void parse(const Lexicon& lexicon, std::span<const Span> words, Parsed& out, const Votes& votes, bool without_first = false);
void parse(const Lexicon& lexicon, std::string_view name, Parsed& out, const Votes* votes = nullptr);

// What stands around a field.
struct Surroundings {
  const Parsed* parent = nullptr;     // the nearest object around it
  const Parsed* entity = nullptr;     // the entity's name
  bool settings = false;              // an object around it holds wishes and permissions
  bool named = false;                 // the nearest object has a name of its own: "custom_fields[]", "stage"
  bool machine = false;               // the table is one that machines keep for themselves: queues, migrations, locks
  Topic parent_topic = Topic::kUnknown, entity_topic = Topic::kUnknown, table_topic = Topic::kUnknown;
  Votes votes;
};

std::string_view name_and_parents(const FieldFacts& facts, std::string_view& parents);
// Reads the objects around a field, nearest first, until one is about something.
void look_around(const Lexicon& lexicon, std::string_view parents, Parsed& parent, Surroundings& around);
// What would change a verdict that was given while nobody knew what the table is about.
struct Open {
  uint8_t topics = 0;      // bit per Topic under which the name's words mean something else
  bool topic = false;      // the verdict's topic is the table's
  bool policy = false;     // so is whether it is personal
};
Open judge_parsed(const Lexicon& lexicon, const FieldFacts& facts, const Parsed& name, const Surroundings& around, Verdict& out);
Topic topic_of_role(Role role);
// Whether a name says nothing by itself: "value", "primary data".
bool transparent(const Lexicon& lexicon, const Parsed& parsed);
// Whether a name is about what machines keep for themselves.
bool of_machines(const Parsed& parsed);
// The last word of a name that is about anything (the first, where heads come first).
Topic topic_of_items(const Parsed& parsed);

}  // namespace mockdata::semantics
