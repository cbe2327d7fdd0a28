#include "semantics/reading.h"

#include <algorithm>

namespace mockdata::semantics {
namespace {

void add(Cut& out, std::span<const Reading> readings, std::size_t first, std::size_t size, bool number = false) {
  if (out.count < Parsed::kMost)
    out.spans[out.count++] = {readings.data(), static_cast<uint8_t>(readings.size()), static_cast<uint8_t>(first), static_cast<uint8_t>(size), number};
}

// English plurals; other languages list their forms.
std::span<const Reading> plural(const Lexicon& lexicon, std::string_view word) {
  if (word.size() < 4 || word.back() != 's' || word.ends_with("ss")) return {};
  if (auto found = lexicon.readings(word.substr(0, word.size() - 1)); !found.empty()) return found;
  if (word.ends_with("es")) return lexicon.readings(word.substr(0, word.size() - 2));
  return {};
}

// "uemail", "ename": English words of persons behind the one letter of their table.
std::span<const Reading> behind_a_letter(const Lexicon& lexicon, std::string_view word) {
  constexpr std::size_t kShortest = 5;  // what is shorter ends too many words: "trace"
  const std::string_view rest = word.substr(1);
  if (rest.size() < kShortest && rest != "name") return {};
  const std::span<const Reading> found = lexicon.readings(rest);
  if (found.empty() || found[0].weak || !(found[0].languages & lexicon.english())) return {};
  AtomId atoms[4];
  const int count = std::min<int>(found[0].atoms, 4);
  for (int i = 0; i < count; ++i) atoms[i] = lexicon.atom_of(found[0], i);
  const std::span<const Sense> senses = lexicon.senses(atoms, count);
  const bool personal = std::any_of(senses.begin(), senses.end(), [&](const Sense& s) { return lexicon.pii(s.type, Topic::kPerson); });
  return personal ? found : std::span<const Reading>();
}

// The reading that fits the languages of the table and of the name; English and what all share otherwise.
const Reading* choose(std::span<const Reading> readings, const Votes& votes, bool beside_words, bool& weak) {
  const Reading* best = nullptr;
  int best_rank = -1000;
  for (const Reading& reading : readings) {
    int seen = 0;
    for (uint64_t left = reading.languages; left; left &= left - 1) {
      const int count = votes.by_language[__builtin_ctzll(left)];
      seen = count > seen ? count : seen;
    }
    const int rank = (reading.weak ? 0 : 20) + (reading.languages & 1 ? 5 : 0) + (seen > 5 ? 50 : seen * 10);
    if (rank > best_rank) {
      best = &reading;
      best_rank = rank;
      weak = reading.weak && seen == 0 && !(beside_words && reading.languages & 1);
    }
  }
  return best;
}

}  // namespace

Topic topic_of_role(Role role) {
  switch (role) {
    case Role::kPerson: return Topic::kPerson;
    case Role::kOrganisation: return Topic::kOrganisation;
    case Role::kThing:
    case Role::kMachine: return Topic::kThing;
    case Role::kEvent: return Topic::kEvent;
    default: return Topic::kUnknown;
  }
}

bool transparent(const Lexicon& lexicon, const Parsed& parsed) {
  constexpr float kMostPenalty = 0.2f;  // heads of at most this penalty add nothing to the object around them
  return std::all_of(parsed.items, parsed.items + parsed.count, [&](const Item& i) {
    return i.role == Role::kNeutral || i.role == Role::kStop || i.role == Role::kNumber || (i.role == Role::kGeneric && lexicon.atom(i.atom).head_penalty <= kMostPenalty);
  });
}

bool of_machines(const Parsed& parsed) {
  return std::any_of(parsed.items, parsed.items + parsed.count, [](const Item& i) { return i.role == Role::kMachine; });
}

Topic topic_of_items(const Parsed& parsed) {
  Topic first = Topic::kUnknown, last = Topic::kUnknown;
  for (int i = 0; i < parsed.count; ++i) {
    const Topic topic = topic_of_role(parsed.items[i].role);
    if (topic == Topic::kUnknown) continue;
    if (first == Topic::kUnknown) first = topic;
    last = topic;
  }
  return parsed.head_initial ? first : last;
}

void cut(const Lexicon& lexicon, std::string_view name, Cut& out) {
  constexpr int kLongestRun = 5;
  out.count = 0;
  const Tokens& tokens = out.tokens;
  tokenise(name, out.tokens);
  for (int i = 0; i < tokens.count;) {
    int end = i;
    std::span<const Reading> found;
    uint32_t hash = Lexicon::hash_seed();
    for (int j = i; j < tokens.count && j < i + kLongestRun; ++j) {
      for (int k = tokens.start[j]; k < tokens.start[j + 1]; ++k) hash = Lexicon::hash_next(hash, tokens.text[k]);
      auto readings = lexicon.readings(tokens.run(i, j + 1), hash);
      if (readings.empty() && j > i) readings = plural(lexicon, tokens.run(i, j + 1));
      if (readings.empty()) continue;
      found = readings;
      end = j + 1;
    }
    const std::size_t first = tokens.start[i];
    if (end > i) {
      add(out, found, first, tokens.start[end] - first);
      i = end;
      continue;
    }
    const std::string_view word = tokens.run(i, i + 1);
    ++i;
    if (word[0] >= '0' && word[0] <= '9') {
      add(out, {}, first, word.size(), true);
      continue;
    }
    found = plural(lexicon, word);
    uint8_t borders[8];
    const int pieces = found.empty() ? lexicon.segment(word, borders) : 0;
    if (found.empty() && pieces == 0) found = behind_a_letter(lexicon, word);
    for (int p = 0; p < pieces; ++p) {
      const std::size_t size = static_cast<std::size_t>(borders[p + 1] - borders[p]);
      add(out, lexicon.readings(word.substr(borders[p], size)), first + borders[p], size);
    }
    if (pieces == 0) add(out, found, first, word.size());
  }
}

void vote(std::span<const Span> words, Votes& votes) {
  for (const Span& word : words)
    if (word.readings_count == 1 && !word.readings->weak) votes.add(word.readings->languages);
}

void parse(const Lexicon& lexicon, std::span<const Span> words, Parsed& out, const Votes& votes, bool without_first) {
  out.clear();
  int known = 0;
  bool ambiguous = false;
  const std::size_t left_out = without_first && !words.empty() && words[0].readings_count == 0;
  for (const Span& word : words) {
    known += word.readings_count > 0;
    ambiguous |= word.readings_count > 1 || (word.readings_count == 1 && word.readings->weak);
  }
  Votes own;
  if (ambiguous) {  // only then does anything ask for languages
    own = votes;
    vote(words, own);
  }
  int initial = 0, final = 0;
  bool of = false;  // "details_of_sponsor": the first word is the head in English, too
  for (const Span& word : words) {
    if (word.readings_count == 0) {
      if (&word != &words[0] || !without_first) out.add({nullptr, 0, word.number ? Role::kNumber : Role::kUnknown, false});
      continue;
    }
    bool weak = false;
    const Reading* reading = ambiguous ? choose(word.all(), own, known > 1, weak) : word.readings;
    if (weak && words.size() - left_out > 1) {  // among other words and without a word of its language: not read at all
      out.add({nullptr, 0, Role::kUnknown, false});
      continue;
    }
    for (int a = 0; a < reading->atoms; ++a) {
      const AtomId atom = lexicon.atom_of(*reading, a);
      of |= atom == lexicon.special().of && atom && out.count > 0;
      out.add({reading, atom, lexicon.atom(atom).role, weak});
    }
    bool first = !(reading->languages & 1);
    for (uint64_t left = reading->languages; first && left; left &= left - 1) first = lexicon.head_initial(__builtin_ctzll(left));
    first ? ++initial : ++final;
  }
  out.head_initial = of || (initial > 0 && initial >= final);
}

void parse(const Lexicon& lexicon, std::string_view name, Parsed& out, const Votes* votes) {
  Cut words;
  cut(lexicon, name, words);
  parse(lexicon, words.all(), out, votes ? *votes : Votes());
}

}  // namespace mockdata::semantics
