// A name folded to plain lower-case letters and cut into tokens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mockdata::semantics {

// The tokens stand one after another in `text` without separators, so that a run of tokens is one piece of it: "first_name",
// "firstName" and "FIRST NAME" have the same text and differ only in borders.
struct Tokens {
  static constexpr int kMostBytes = 160, kMostTokens = 24;
  char text[kMostBytes];
  uint8_t start[kMostTokens + 1] = {0};  // start[count] is the end
  uint8_t count = 0;

  std::string_view run(int first, int end) const { return {text + start[first], static_cast<std::size_t>(start[end] - start[first])}; }
  bool digits(int token) const { return text[start[token]] >= '0' && text[start[token]] <= '9'; }
};

// Cut at everything that is neither letter nor digit, at lower->Upper, Acronym->Word and letter<->digit borders. Letters of
// the Latin alphabets lose their marks (é -> e, ß -> ss, ł -> l, full width -> plain); other alphabets stay as they are.
// What exceeds the room of Tokens is left out.
void tokenise(std::string_view name, Tokens& out);

// A phrase of a lexicon file: folded, all separators gone. `spelled` gets the form in which ä, ö, ü, å, æ, ø are written
// with two letters ("strasse", "foedsel"), or stays empty where that is the same.
std::string fold_phrase(std::string_view phrase, std::string* spelled = nullptr);

}  // namespace mockdata::semantics
