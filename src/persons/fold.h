// Names as they stand in e-mail addresses and user names: lower-case ASCII letters and digits, hyphens kept.
//
// First the locale's own replacements (German ö -> oe, Danish å -> aa), then the table "world.fold" (ł -> l, ø -> o,
// ß -> ss, д -> d, 김 -> gim …); apostrophes, spaces and what no table knows are dropped. A name of which nothing is left
// becomes "x".
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vocabulary/vocabulary.h"

namespace mockdata {

class Fold {
 public:
  Fold(const Vocabulary& vocabulary, const Locale& locale);
  std::string operator()(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> replacements_;
  std::unordered_map<std::string_view, std::string_view> table_;
};

}  // namespace mockdata
