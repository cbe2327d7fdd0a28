#include "workflow/row_counts.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "discover/relations/names.h"
#include "pattern/language.h"

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

// How many rows a key has room for: of listed values, of a short range, of a pattern; many where nothing bounds it.
int64_t room_of_key(const Entity& entity) {
  constexpr int64_t kMany = 1'000'000;
  int64_t room = 1;
  bool any = false;
  for (const Field& field : entity.fields) {
    if (!field.primary_key) continue;
    any = true;
    int64_t own = kMany;
    const auto low = field.settings.find("min").as_int(), high = field.settings.find("max").as_int();
    if (const Value& values = field.settings.find("values"); !values.items().empty()) own = static_cast<int64_t>(values.items().size());
    else if (low && high && *high >= *low && *high - *low < kMany) own = *high - *low + 1;
    else if (const Value& pattern = field.settings.find("pattern"); pattern.is_string())
      if (const auto language = pattern::Language::of(pattern.text(), static_cast<uint32_t>(std::clamp<int64_t>(field.settings.find("max_length").as_int().value_or(0), 0, 4096))); language.ok())
        own = static_cast<int64_t>(std::min<uint64_t>(language->count(), kMany));
    room = std::min(kMany, room * std::max<int64_t>(own, 1));
  }
  return any ? room : kMany;
}

}  // namespace

int64_t default_row_count(const std::string& entity) {
  const std::vector<std::string> words = discover::name_words(entity);
  const std::string word = words.empty() ? "" : discover::full_word(discover::singular(words.back()));
  for (const Few& few : kFew)
    if (few.word == word) return few.rows;
  return 200;
}

void usual_row_counts(Template& tmpl) {
  const auto of_key = [&](const Entity& entity) -> std::string {
    for (const Field& field : entity.fields)
      if (field.primary_key && field.foreign_key) return field.foreign_key->substr(0, field.foreign_key->find('.'));
    return {};
  };
  for (Entity& entity : tmpl.entities) {
    if (entity.row_count || entity.settings.find("rows")) continue;
    const std::string other = of_key(entity);
    // A circle of keys has to begin with a number somewhere.
    std::string at = other;
    for (std::size_t steps = 0; !at.empty() && at != entity.name && steps < tmpl.entities.size(); ++steps) {
      const Entity* next = tmpl.entity(at);
      at = next ? of_key(*next) : std::string();
    }
    if (!other.empty() && at.empty() && tmpl.entity(other)) entity.settings.set("rows", Value::object({{"share", Value::number(int64_t{1})}, {"of", Value::string(other)}}));
    else entity.row_count = std::min(default_row_count(entity.name), room_of_key(entity));
  }
}

}  // namespace mockdata
