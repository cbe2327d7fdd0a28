#include "semantics/reading.h"

namespace mockdata::semantics {
namespace {

struct Span {
  std::span<const Reading> readings;  // empty: unknown or a number
  uint8_t first = 0, size = 0;        // letters
  bool number = false;
};

struct Spans {
  Span list[Parsed::kMost];
  int count = 0;
  void add(const Span& span) {
    if (count < Parsed::kMost) list[count++] = span;
  }
};

// English plurals; other languages list their forms.
std::span<const Reading> plural(const Lexicon& lexicon, std::string_view word) {
  if (word.size() < 4 || word.back() != 's' || word.ends_with("ss")) return {};
  if (auto found = lexicon.readings(word.substr(0, word.size() - 1)); !found.empty()) return found;
  if (word.ends_with("es")) return lexicon.readings(word.substr(0, word.size() - 2));
  return {};
}

void cut(const Lexicon& lexicon, const Tokens& tokens, Spans& out) {
  constexpr int kLongestRun = 5;
  for (int i = 0; i < tokens.count;) {
    int end = i;
    Span found;
    uint32_t hash = Lexicon::hash_seed();
    for (int j = i; j < tokens.count && j < i + kLongestRun; ++j) {
      for (int k = tokens.start[j]; k < tokens.start[j + 1]; ++k) hash = Lexicon::hash_next(hash, tokens.text[k]);
      auto readings = lexicon.readings(tokens.run(i, j + 1), hash);
      if (readings.empty() && j > i) readings = plural(lexicon, tokens.run(i, j + 1));
      if (readings.empty()) continue;
      found.readings = readings;
      end = j + 1;
    }
    found.first = tokens.start[i];
    if (end > i) {
      found.size = static_cast<uint8_t>(tokens.start[end] - tokens.start[i]);
      out.add(found);
      i = end;
      continue;
    }
    const std::string_view word = tokens.run(i, i + 1);
    found.size = static_cast<uint8_t>(word.size());
    ++i;
    if (word[0] >= '0' && word[0] <= '9') {
      found.number = true;
      out.add(found);
      continue;
    }
    found.readings = plural(lexicon, word);
    uint8_t borders[8];
    if (const int pieces = found.readings.empty() ? lexicon.segment(word, borders) : 0; pieces > 0) {
      for (int p = 0; p < pieces; ++p) {
        const uint8_t size = static_cast<uint8_t>(borders[p + 1] - borders[p]);
        out.add({lexicon.readings(word.substr(borders[p], size)), static_cast<uint8_t>(found.first + borders[p]), size, false});
      }
      continue;
    }
    out.add(found);
  }
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

void parse(const Lexicon& lexicon, std::string_view name, Parsed& out, const Votes* votes, std::string_view prefix) {
  out.clear();
  Tokens tokens;
  tokenise(name, tokens);
  Spans spans;
  cut(lexicon, tokens, spans);
  Votes own;
  if (votes) own = *votes;
  int known = 0;
  for (int i = 0; i < spans.count; ++i) {
    const auto readings = spans.list[i].readings;
    if (readings.empty()) continue;
    ++known;
    if (readings.size() == 1 && !readings[0].weak) own.add(readings[0].languages);
  }
  int initial = 0, final = 0;
  for (int i = 0; i < spans.count; ++i) {
    const Span& span = spans.list[i];
    if (span.readings.empty()) {
      if (i == 0 && !prefix.empty() && spans.count > 1 && std::string_view(tokens.text + span.first, span.size) == prefix) continue;
      out.add({0, span.number ? Role::kNumber : Role::kUnknown, false, nullptr});
      continue;
    }
    bool weak = false;
    const Reading* reading = choose(span.readings, own, known > 1, weak);
    if (weak && spans.count > 1) {  // among other words and without a word of its language: not read at all
      out.add({0, Role::kUnknown, false, nullptr});
      continue;
    }
    for (int a = 0; a < reading->atoms; ++a) {
      const AtomId atom = lexicon.atom_of(*reading, a);
      out.add({atom, lexicon.atom(atom).role, weak, &reading->rule});
    }
    if (!(reading->languages & 1)) {
      bool first = true;
      for (uint64_t left = reading->languages; left; left &= left - 1) first &= lexicon.head_initial(__builtin_ctzll(left));
      first ? ++initial : ++final;
    } else {
      ++final;
    }
  }
  out.head_initial = initial > 0 && initial >= final;
}

void vote(const Lexicon& lexicon, std::string_view name, Votes& votes) {
  Tokens tokens;
  tokenise(name, tokens);
  Spans spans;
  cut(lexicon, tokens, spans);
  for (int i = 0; i < spans.count; ++i)
    if (spans.list[i].readings.size() == 1 && !spans.list[i].readings[0].weak) votes.add(spans.list[i].readings[0].languages);
}

}  // namespace mockdata::semantics
