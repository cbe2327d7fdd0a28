// Texts of a form: literals, texts of other columns, and placeholders.
//
// A row is a run of fixed size, then for each token its text and another run. A run without placeholders is one literal for
// all rows; others are made for the whole block first, so that the loop over rows copies and does nothing else. The bytes of
// a block are counted before they are written, and no row asks for room. Placeholders for digits that stand next to each
// other take one draw for up to eight of them.
#pragma once

#include <string>
#include <vector>

#include "block/column.h"
#include "random/permutation.h"

namespace mockdata {

struct FormatPart {
  std::string literal;
  std::string token;      // an expression
  char mark = 0;          // a placeholder: # a digit, % a digit above 0, ? a letter
  bool ranked = false;    // a digit of the rank of unique texts
};

// How many texts the ranked placeholders tell apart, at most 2^62.
uint64_t ranks_of(const std::vector<FormatPart>& parts);

class FormatColumn final : public Column {
 public:
  // `tokens` are the text columns of the parts that have a token, in order. With `unique`, or a column of `digit`s below
  // `radix` (int64), ranked placeholders are digits of a permuted rank; else they are drawn like the others.
  FormatColumn(const std::vector<FormatPart>& parts, std::vector<const Column*> tokens, Key key, bool unique, const Column* digit, uint64_t radix);
  void fill(Scope& scope, Block& out) const override;
  std::vector<const Column*> reads() const override;

 private:
  // A part of a run.
  struct Step {
    enum Kind : uint8_t { kLiteral, kDigits, kMark, kRanked } kind;
    char mark = 0;
    uint32_t size = 0;             // bytes
    uint32_t radix = 0;            // kDigits: 10 ^ size; kMark, kRanked: of the one
    uint32_t at = 0;               // kLiteral: in literals_
    uint64_t key = 0;              // kDigits, kMark: of the draw
  };
  struct Run {
    std::vector<Step> steps;
    uint32_t size = 0;             // bytes
    bool placeholders = false;
  };
  // Writes a run for all rows, `stride` bytes apart.
  void write_run(const Run& run, const Rows& rows, uint64_t* ranks, char* out, std::size_t stride) const;

  std::vector<Run> runs_;          // tokens_.size() + 1
  std::string literals_;           // and 16 bytes that may be read
  std::vector<const Column*> tokens_;
  bool ranked_;
  const Column* digit_;
  Permutation permutation_;
};

}  // namespace mockdata
