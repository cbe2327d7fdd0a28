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
    for (int p = 0; p < pieces; ++p) {
      const std::size_t size = static_cast<std::size_t>(borders[p + 1] - borders[p]);
      add(out, lexicon.readings(word.substr(borders[p], size)), first + borders[p], size);
    }
    if (pieces == 0) add(out, found, first, word.size());
  }
}

void vote(const Cut& cut, Votes& votes) {
  for (int i = 0; i < cut.count; ++i)
    if (cut.spans[i].readings_count == 1 && !cut.spans[i].readings->weak) votes.add(cut.spans[i].readings->languages);
}

void parse(const Lexicon& lexicon, const Cut& cut, Parsed& out, const Votes& votes, std::string_view prefix) {
  out.clear();
  int known = 0;
  for (int i = 0; i < cut.count; ++i) known += cut.spans[i].readings_count > 0;
  Votes own;
  const bool ambiguous = std::any_of(cut.spans, cut.spans + cut.count, [](const Span& s) { return s.readings_count > 1 || (s.readings_count == 1 && s.readings->weak); });
  if (ambiguous) {  // only then does anything ask for languages
    own = votes;
    vote(cut, own);
  }
  int initial = 0, final = 0;
  for (int i = 0; i < cut.count; ++i) {
    const Span& span = cut.spans[i];
    if (span.readings_count == 0) {
      if (i == 0 && !prefix.empty() && cut.count > 1 && std::string_view(cut.tokens.text + span.first, span.size) == prefix) continue;
      out.add({0, span.number ? Role::kNumber : Role::kUnknown, false, nullptr});
      continue;
    }
    bool weak = false;
    const Reading* reading = ambiguous ? choose(span.all(), own, known > 1, weak) : span.readings;
    if (weak && cut.count > 1) {  // among other words and without a word of its language: not read at all
      out.add({0, Role::kUnknown, false, nullptr});
      continue;
    }
    for (int a = 0; a < reading->atoms; ++a) {
      const AtomId atom = lexicon.atom_of(*reading, a);
      out.add({atom, lexicon.atom(atom).role, weak, &reading->rule});
    }
    bool first = !(reading->languages & 1);
    for (uint64_t left = reading->languages; first && left; left &= left - 1) first = lexicon.head_initial(__builtin_ctzll(left));
    first ? ++initial : ++final;
  }
  out.head_initial = initial > 0 && initial >= final;
}

void parse(const Lexicon& lexicon, std::string_view name, Parsed& out, const Votes* votes) {
  Cut words;
  cut(lexicon, name, words);
  parse(lexicon, words, out, votes ? *votes : Votes());
}

}  // namespace mockdata::semantics
