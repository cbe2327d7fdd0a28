// Regular expressions of the regular kind, read into a nondeterministic automaton.
//
// Known: literals, . classes ([a-z], [^x], [[:digit:]]), \d \w \s \D \W \S, escapes (\t \n \r \xHH \uHHHH), groups
// (plain, (?:…), named), |, ? * + {n} {n,} {n,m} (lazy ones mean the same language), ^ at the beginning and $ at the end.
// Refused with a reason: look-arounds, back-references, word boundaries, possessive and atomic groups, flags.
// A value is the whole text that matches. What stands for "any character" is drawn from printable ASCII (\s is a space),
// so that values can be read; a class may name any other character itself.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mockdata::pattern {

struct Range {
  char32_t first, last;  // both included
};
using Class = std::vector<Range>;  // sorted, apart from one another

// Thompson's construction: a state has either one move on a class, or up to two moves on nothing.
struct Nfa {
  static constexpr uint32_t kNone = ~0u;
  struct State {
    Class on;                       // empty: the moves below are free
    uint32_t next = kNone, other = kNone;
  };
  std::vector<State> states;
  uint32_t start = 0, accept = 0;
  uint64_t shortest = 0;            // characters of the shortest text
  bool bounded = true;              // false: * + or {n,} let texts grow without end
  uint64_t longest = 0;             // of a bounded one
};

// REQUIRES nothing of the text; an error names the place and what is not known.
Result<Nfa> parse_regex(std::string_view text);

}  // namespace mockdata::pattern
