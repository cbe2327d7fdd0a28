#include "workflow/row_counts.h"

#include <string_view>
#include <vector>

#include "discover/relations/names.h"

namespace mockdata {

namespace {

struct Few {
  std::string_view word;
  int64_t rows;
};

// Singular nouns that end the name of a small table, and their usual order of size.
constexpr Few kFew[] = {
    {"company", 2},   {"tenant", 2},   {"organization", 3}, {"organisation", 3}, {"office", 3},   {"location", 5}, {"site", 5},     {"branch", 5},
    {"department", 5}, {"division", 5}, {"unit", 8},        {"team", 10},        {"group", 10},   {"role", 8},     {"type", 6},     {"status", 6},
    {"category", 8},  {"currency", 5}, {"country", 10},     {"language", 6},     {"locale", 6},   {"reason", 8},   {"level", 6},    {"priority", 5},
    {"grade", 8},     {"calendar", 4}, {"schedule", 6},     {"setting", 6},      {"config", 6},   {"queue", 5},    {"stage", 6},    {"pipeline", 3},
};

}  // namespace

int64_t default_row_count(const std::string& entity) {
  const std::vector<std::string> words = discover::name_words(entity);
  const std::string word = words.empty() ? "" : discover::full_word(discover::singular(words.back()));
  for (const Few& few : kFew)
    if (few.word == word) return few.rows;
  return 200;
}

}  // namespace mockdata
