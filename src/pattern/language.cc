#include "pattern/language.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/bits.h"

namespace mockdata::pattern {

namespace {

constexpr std::size_t kMostStates = 4'000, kMostCells = 2'000'000;
constexpr uint32_t kLongest = 4'096;

using Set = std::vector<uint32_t>;  // of NFA states, sorted

// The states reached on nothing.
Set closure(const Nfa& nfa, Set from) {
  std::vector<bool> seen(nfa.states.size());
  Set all, work = std::move(from);
  while (!work.empty()) {
    const uint32_t s = work.back();
    work.pop_back();
    if (seen[s]) continue;
    seen[s] = true;
    const Nfa::State& state = nfa.states[s];
    if (!state.on.empty() || s == nfa.accept) all.push_back(s);
    if (!state.on.empty()) continue;
    if (state.next != Nfa::kNone) work.push_back(state.next);
    if (state.other != Nfa::kNone) work.push_back(state.other);
  }
  std::sort(all.begin(), all.end());
  return all;
}

int bytes_of(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

uint64_t capped(unsigned __int128 n, uint64_t most) { return n < most ? static_cast<uint64_t>(n) : most; }

// Ends of shares on [0, 2^32) in proportion to the weights; what has a weight has a share.
void append_ends(const std::vector<double>& weights, std::vector<uint32_t>& ends) {
  double sum = 0;
  for (const double w : weights) sum += w;
  double before = 0;
  for (const double w : weights) {
    before += w;
    const double end = before / sum * 4294967296.0;
    ends.push_back(end >= 4294967295.0 ? 0xFFFFFFFFu : static_cast<uint32_t>(end));
  }
  for (std::size_t k = ends.size() - weights.size(); k < ends.size(); ++k)
    if (std::all_of(weights.begin() + static_cast<long>(k - (ends.size() - weights.size())) + 1, weights.end(), [](double w) { return w == 0; })) ends[k] = 0xFFFFFFFFu;
}

}  // namespace

Result<Language> Language::of(std::string_view regex, uint32_t longest) {
  MOCKDATA_ASSIGN(const Nfa nfa, parse_regex(regex));
  const std::string quoted = "the pattern \"" + std::string(regex) + "\"";
  if (longest == 0) {
    const uint64_t most = nfa.bounded ? nfa.longest : nfa.shortest + kMore;
    if (most > kLongest) return invalid_error(quoted + " has texts of " + std::to_string(most) + " characters, at most 4,096 are made", {}, "give the field a \"max_length\"");
    longest = static_cast<uint32_t>(most);
  } else if (nfa.bounded) {
    longest = static_cast<uint32_t>(std::min<uint64_t>(longest, nfa.longest));
  }
  longest = std::min(longest, kLongest);
  if (nfa.shortest > longest)
    return invalid_error(quoted + " has no text of at most " + std::to_string(longest) + " characters; its shortest has " + std::to_string(nfa.shortest), {}, "raise \"max_length\", or change the pattern");
  Language language;
  MOCKDATA_CHECK(language.build(nfa, regex));
  MOCKDATA_CHECK(language.tabulate(longest, regex));
  return language;
}

// The subset construction; characters that no class tells apart are one class.
Status Language::build(const Nfa& nfa, std::string_view regex) {
  std::map<Set, uint32_t> numbers;
  std::vector<Set> sets;
  const auto number = [&](Set set) {
    const auto [it, added] = numbers.emplace(std::move(set), static_cast<uint32_t>(sets.size()));
    if (added) sets.push_back(it->first);
    return it->second;
  };
  number(closure(nfa, {nfa.start}));
  std::size_t work = 0;
  for (uint32_t q = 0; q < sets.size(); ++q) {
    const Set set = sets[q];
    if (sets.size() > kMostStates || work > 20'000'000) return invalid_error("the pattern \"" + std::string(regex) + "\" is too large to count", {}, "use fewer alternatives and smaller repetitions");
    std::vector<char32_t> cuts;
    bool accepts = false;
    for (const uint32_t s : set) {
      accepts = accepts || s == nfa.accept;
      for (const Range& r : nfa.states[s].on) cuts.push_back(r.first), cuts.push_back(r.last + 1);
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::map<uint32_t, Class> to;  // state -> characters
    for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
      Set next;
      for (const uint32_t s : set)
        for (const Range& r : nfa.states[s].on)
          if (r.first <= cuts[k] && cuts[k] <= r.last) next.push_back(nfa.states[s].next);
      work += set.size() + next.size();
      if (next.empty()) continue;
      Class& on = to[number(closure(nfa, std::move(next)))];
      if (!on.empty() && on.back().last + 1 == cuts[k]) on.back().last = cuts[k + 1] - 1;
      else on.push_back({cuts[k], cuts[k + 1] - 1});
    }
    State state{static_cast<uint32_t>(moves_.size()), static_cast<uint32_t>(to.size()), accepts};
    // In the order of their first character, so that ranks do not depend on how states are numbered.
    std::vector<std::pair<uint32_t, Class>> ordered(to.begin(), to.end());
    std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.second[0].first < b.second[0].first; });
    for (auto& [target, on] : ordered) {
      Move move{target, 0, static_cast<uint32_t>(ranges_.size()), static_cast<uint32_t>(on.size())};
      for (const Range& r : on) {
        move.characters += r.last - r.first + 1;
        ranges_.push_back(r);
      }
      moves_.push_back(move);
    }
    states_.push_back(state);
  }
  return {};
}

Status Language::tabulate(uint32_t longest, std::string_view regex) {
  const std::size_t n = states_.size();
  if (n * (longest + 1) > kMostCells)
    return invalid_error("the pattern \"" + std::string(regex) + "\" is too large to count", {}, "use fewer alternatives and smaller repetitions, or a smaller \"max_length\"");
  longest_ = longest;
  cells_.resize(n * (longest + 1));
  // Weights of a level are numbers of texts over 2^exponent: only their ratios count, and they would overflow otherwise.
  std::vector<double> below(n), level(n), weights;
  int exponent = 0;
  int widest = 1;
  for (const Range& r : ranges_) widest = std::max(widest, bytes_of(r.last));
  for (uint32_t left = 0; left <= longest; ++left) {
    double largest = 0;
    for (std::size_t q = 0; q < n; ++q) {
      const State& s = states_[q];
      weights.assign(1, s.accepts ? std::ldexp(1.0, -exponent) : 0.0);
      unsigned __int128 count = s.accepts;
      std::vector<double> wide(1, 0.0);
      bool any_wide = false;
      for (uint32_t m = 0; m < s.moves; ++m) {
        const Move& move = moves_[s.first_move + m];
        const uint64_t behind = left ? cells_[static_cast<std::size_t>(left - 1) * n + move.to].count : 0;
        count += static_cast<unsigned __int128>(behind) * move.characters;
        weights.push_back(left ? below[move.to] * move.characters : 0);
        const bool is_wide = behind >= kRanks;
        any_wide = any_wide || is_wide;
        wide.push_back(is_wide ? weights.back() : 0);
      }
      Cell& cell = cells_[static_cast<std::size_t>(left) * n + q];
      cell.count = capped(count, kMost);
      cell.first_share = static_cast<uint32_t>(shares_.size());
      cell.first_wide = kNoWide;
      level[q] = 0;
      if (count == 0) continue;
      cell.only = kSeveral;
      for (std::size_t k = 0; k < weights.size(); ++k) {
        level[q] += weights[k];
        if (weights[k] > 0) cell.only = cell.only == kSeveral && level[q] == weights[k] ? static_cast<uint32_t>(k) : kSeveral;
      }
      largest = std::max(largest, level[q]);
      append_ends(weights, shares_);
      if (!any_wide) continue;
      cell.first_wide = static_cast<uint32_t>(wides_.size());
      append_ends(wide, wides_);
    }
    below = level;
    if (largest > 1e100) {
      for (double& w : below) w = std::ldexp(w, -300);
      exponent += 300;
    }
  }
  count_ = cell(0, longest).count;
  most_bytes_ = static_cast<std::size_t>(longest) * static_cast<std::size_t>(widest);
  return {};
}

// The first end above the word: few, so they are counted without a branch.
uint32_t Language::choose(const uint32_t* ends, uint32_t count, uint32_t word) {
  uint32_t k = 0;
  word -= word == 0xFFFFFFFFu;  // the last end is above every word
  for (uint32_t i = 0; i + 1 < count; ++i) k += ends[i] <= word;
  return k;
}

char* Language::put(char* out, const Move& move, uint32_t index) const {
  const Range* r = &ranges_[move.first_range];
  if (move.ranges == 1 && r->last < 0x80) {
    *out = static_cast<char>(r->first + index);
    return out + 1;
  }
  while (index > r->last - r->first) {
    index -= static_cast<uint32_t>(r->last - r->first) + 1;
    ++r;
  }
  const char32_t c = r->first + index;
  if (c < 0x80) {
    *out++ = static_cast<char>(c);
  } else if (c < 0x800) {
    *out++ = static_cast<char>(0xC0 | c >> 6);
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out++ = static_cast<char>(0xE0 | c >> 12);
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  } else {
    *out++ = static_cast<char>(0xF0 | c >> 18);
    *out++ = static_cast<char>(0x80 | (c >> 12 & 0x3F));
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

char* Language::draw(char* out, uint64_t key) const {
  constexpr uint64_t kFresh = uint64_t{1} << 32;  // 32 bits of a word stay unused, so that its bias is below 2^-32
  uint32_t q = 0;
  uint64_t word = 0, used = kFresh;
  for (uint32_t left = longest_;; --left) {
    const State& s = states_[q];
    const Cell& c = cell(q, left);
    const uint32_t k = c.only != kSeveral ? c.only : choose(&shares_[c.first_share], s.moves + 1, static_cast<uint32_t>(bits(key, left)));
    if (k == 0) return out;
    const Move& move = moves_[s.first_move + k - 1];
    // A word serves several characters: each takes the upper part of word × characters, and leaves the lower to the next.
    used *= move.characters;
    if (used > kFresh) word = bits(~key, left), used = move.characters;
    const unsigned __int128 product = static_cast<unsigned __int128>(word) * move.characters;
    word = static_cast<uint64_t>(product);
    out = put(out, move, static_cast<uint32_t>(product >> 64));
    q = move.to;
  }
}

char* Language::unrank(char* out, uint64_t rank, uint64_t noise) const {
  uint32_t q = 0, left = longest_;
  // While more texts lie behind single characters than there are ranks, the row's noise chooses.
  for (; cell(q, left).first_wide != kNoWide; --left) {
    const State& s = states_[q];
    const uint64_t h = bits(noise, left);
    const Move& move = moves_[s.first_move + choose(&wides_[cell(q, left).first_wide], s.moves + 1, static_cast<uint32_t>(h)) - 1];
    out = put(out, move, below(h, move.characters));
    q = move.to;
  }
  // The rest has no more than 2^61 texts, and at least as many as there are ranks: the ranks are spread over them.
  if (count_ >= kRanks) rank = static_cast<uint64_t>(static_cast<unsigned __int128>(rank) * cell(q, left).count / kRanks);
  for (;; --left) {
    const State& s = states_[q];
    if (s.accepts && rank-- == 0) return out;
    for (uint32_t m = 0;; ++m) {
      const Move& move = moves_[s.first_move + m];
      const uint64_t behind = cell(move.to, left - 1).count;
      const uint64_t all = behind * move.characters;  // fits: the whole cell was counted
      if (rank >= all) {
        rank -= all;
        continue;
      }
      const uint32_t index = static_cast<uint32_t>(rank / behind);
      rank -= index * behind;
      out = put(out, move, index);
      q = move.to;
      break;
    }
  }
}

}  // namespace mockdata::pattern
