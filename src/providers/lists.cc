#include "providers/lists.h"

namespace mockdata {

Words words_of(const TextList& list, std::size_t column) {
  const TextColumn& texts = list.columns[column < list.columns.size() ? column : 0];
  if (!texts.index) return Words(&texts.pool, list.alias);
  std::vector<std::string> rows;
  for (uint32_t i = 0; i < list.rows; ++i) rows.emplace_back(texts.text(i));
  return Words(rows, list.alias);
}

Result<Words> listed(const MakeContext& c, std::string_view list, std::size_t column) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, list));
  return words_of(*found.list, column);
}

Result<Words> listed_in(const MakeContext& c, std::string_view locale, std::string_view list, std::size_t column) {
  MakeContext other = c;
  other.locale = locale;
  return listed(other, list, column);
}

Result<Words> listed_group(const MakeContext& c, std::string_view list, std::string_view group) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, list));
  std::vector<std::string> words;
  std::string groups;
  for (uint32_t i = 0; i < found.list->rows; ++i) {
    const std::string_view name = found.list->text(i);
    if (name == group) words.emplace_back(found.list->text(i, 1));
    if (i == 0 || name != found.list->text(i - 1)) groups += (groups.empty() ? "" : ", ") + std::string(name);
  }
  if (words.empty()) return invalid_error("\"" + std::string(group) + "\" is not one of " + groups);
  return Words(words);
}

Result<std::vector<std::string>> listed_texts(const MakeContext& c, std::string_view list) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, list));
  std::vector<std::string> texts;
  for (uint32_t i = 0; i < found.list->rows; ++i) texts.emplace_back(found.list->text(i));
  return texts;
}

bool has_list(const MakeContext& c, std::string_view list) {
  const auto locale = locale_of(c);
  return locale.ok() && static_cast<bool>((*locale)->find(list));
}

}  // namespace mockdata
