// The language of a regular expression up to a length: counted, drawn from uniformly, and unranked.
//
// The expression becomes a deterministic automaton, so every text has one path and can be counted: count(q, r), the texts
// of at most r characters from state q, is the sum over its moves. Drawing walks the automaton and takes each move with the
// share of texts behind it (in steps of 2^-32), so every text is equally likely. Unranking gives different texts for
// different ranks: where more than kRanks texts lie behind each of several moves one of them is drawn (different moves are
// different characters), and as soon as the rest can be counted the rank decides, spread over all of it. 2 to 4 ns a character. Limits: 4,000 states, 4,096 characters, 2 million table entries.
// Tested against std::regex and against enumeration of whole languages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pattern/regex.h"

namespace mockdata::pattern {

class Language {
 public:
  // Ranks that unranking tells apart where the language is larger.
  static constexpr uint64_t kRanks = uint64_t{1} << 40;
  // What an endless repetition may add to the shortest text where no length is given.
  static constexpr uint32_t kMore = 12;

  // `longest`: no text is longer; 0: the longest of a bounded expression, else shortest + kMore.
  static Result<Language> of(std::string_view regex, uint32_t longest = 0);

  // Texts in the language, at most 2^63.
  uint64_t count() const { return count_; }
  // Ranks are in [0, min(count(), kRanks)).
  uint64_t ranks() const { return count_ < kRanks ? count_ : kRanks; }
  // Bytes that write() and unrank() may need.
  std::size_t most_bytes() const { return most_bytes_; }

  // A text drawn by the random bits of `key`; returns the end.
  char* draw(char* out, uint64_t key) const;
  // The text of a rank; `noise` are random bits of the row, which large languages need besides.
  char* unrank(char* out, uint64_t rank, uint64_t noise) const;

 private:
  struct Move {
    uint32_t to;              // state
    uint32_t characters;      // in the class
    uint32_t first_range;     // in ranges_
    uint32_t ranges;
  };
  struct State {
    uint32_t first_move, moves;
    bool accepts;
  };
  // What may be done in a state with r characters left: stop, or one of its moves.
  struct Cell {
    uint32_t first_share;     // in shares_: ends of [stop, move 0, move 1, …) on [0, 2^32)
    uint32_t first_wide;      // in wides_: the same for moves behind which lie kRanks texts each; kNoWide where there are none
    uint64_t count;           // at most 2^63
    uint32_t only;            // the one thing that can be done: 0 stop, k move k - 1; kSeveral where there are more
  };
  static constexpr uint32_t kNoWide = ~0u, kSeveral = ~0u;
  static constexpr uint64_t kMost = uint64_t{1} << 63;

  Status build(const Nfa& nfa, std::string_view regex);
  Status tabulate(uint32_t longest, std::string_view regex);
  const Cell& cell(uint32_t state, uint32_t left) const { return cells_[static_cast<std::size_t>(left) * states_.size() + state]; }
  char* put(char* out, const Move& move, uint32_t index) const;
  static uint32_t choose(const uint32_t* ends, uint32_t count, uint32_t word);

  std::vector<State> states_;
  std::vector<Move> moves_;
  std::vector<Range> ranges_;
  std::vector<Cell> cells_;
  std::vector<uint32_t> shares_, wides_;
  uint32_t longest_ = 0;
  uint64_t count_ = 0;
  std::size_t most_bytes_ = 0;
};

}  // namespace mockdata::pattern
