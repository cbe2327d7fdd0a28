// Texts of a form: literals, texts of other columns, and placeholders.
//
// A row is a run of fixed size, then for each token its text and another run. A run without placeholders is one literal for
// all rows; others are made for the whole block first, so that the loop over rows copies and does nothing else. The bytes of
// a block are counted before they are written, and no row asks for room.
#pragma once

#include <string>
#include <vector>

#include "block/column.h"
#include "providers/placeholder_run.h"
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
  std::vector<PlaceholderRun> runs_;  // tokens_.size() + 1
  std::vector<const Column*> tokens_;
  bool ranked_;
  const Column* digit_;
  Permutation permutation_;
};

}  // namespace mockdata
