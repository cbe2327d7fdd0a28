#include "semantics/short_forms.h"

namespace mockdata::semantics {

std::vector<std::string> shortened(const std::vector<std::string>& words, const std::vector<ShortForms>& known) {
  constexpr std::size_t kMostForms = 64;
  std::vector<std::string> forms = {""};  // the first is the phrase itself
  for (const std::string& word : words) {
    std::vector<std::string> ways = {word};
    for (const ShortForms& row : known) {
      const bool compound = row.ends_compounds && word.size() >= row.word.size() + 3 && word.ends_with(row.word);
      if (word != row.word && !compound) continue;
      for (const std::string& form : row.forms) ways.push_back(word.substr(0, word.size() - row.word.size()) + form);
    }
    std::vector<std::string> longer;
    for (const std::string& begun : forms)
      for (const std::string& way : ways)
        if (longer.size() < kMostForms) longer.push_back(begun + way);
    forms = std::move(longer);
  }
  forms.erase(forms.begin());
  return forms;
}

}  // namespace mockdata::semantics
