// Texts that a regular expression describes.
#include "pattern/pattern_column.h"

#include "plan/builder.h"

namespace mockdata {

Result<pattern::Language> Builder::language_of(const Field& field, const std::string& regex) {
  const auto longest = field.settings.find("max_length").as_int();
  return pattern::Language::of(regex, longest && *longest > 0 ? static_cast<uint32_t>(std::min<int64_t>(*longest, 4096)) : 0);
}

const Column* Builder::make_pattern(Node& node, const std::string& regex, const std::string& key, const Value& at) {
  auto language = language_of(*node.field, regex);
  if (!language.ok()) return refuse(node, key, at, language.error());
  const uint64_t rows = node.site->outer ? 0 : rows_[node.entity];
  if (node.unique && !node.digit && rows > language->ranks())
    return refuse(node, key, at, invalid_error(std::to_string(rows) + " rows asked, " + std::to_string(language->count()) + " texts match \"" + regex + "\"", {},
                                               "widen the pattern, or generate fewer rows"));
  node.how = "pattern " + regex;
  return fit(node, node.site->table->add(pattern_column(std::move(*language), key_of(node), node.unique, node.digit, node.radix)), key);
}

}  // namespace mockdata
