// Phrases with the abbreviations that data dictionaries prescribe: "given name" is "given nm", too.
#pragma once

#include <string>
#include <vector>

namespace mockdata::semantics {

struct ShortForms {
  std::string word;              // folded
  bool ends_compounds = false;   // "nummer" in "kundennummer"
  std::vector<std::string> forms;
};

// The letters of a phrase of folded words with each short form in place of each word, at most 64 ways; the phrase itself is
// not among them.
std::vector<std::string> shortened(const std::vector<std::string>& words, const std::vector<ShortForms>& known);

}  // namespace mockdata::semantics
