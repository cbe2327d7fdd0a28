#include "persons/fold.h"

namespace mockdata {

Fold::Fold(const Vocabulary& vocabulary, const Locale& locale) {
  if (const TextList* table = vocabulary.world("world.fold"))
    for (uint32_t i = 0; i < table->rows; ++i) table_.emplace(table->text(i, 0), table->text(i, 1));
  const Found own = locale.find("internet.replacements");
  if (own && !own.fallback)
    for (uint32_t i = 0; i < own.list->rows; ++i) replacements_.emplace_back(own.list->text(i, 0), own.list->text(i, 1));
}

std::string Fold::operator()(std::string_view name) const {
  std::string out;
  const auto put = [&](std::string_view ascii) {
    for (const char c : ascii) {
      if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + 32);
      else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
      else if (c == '-' && !out.empty() && out.back() != '-') out += c;
    }
  };
  for (std::size_t i = 0; i < name.size();) {
    bool replaced = false;
    for (const auto& [from, to] : replacements_)
      if (!from.empty() && name.substr(i).starts_with(from)) {
        put(to);
        i += from.size();
        replaced = true;
        break;
      }
    if (replaced) continue;
    std::size_t bytes = 1;
    while (i + bytes < name.size() && (static_cast<unsigned char>(name[i + bytes]) & 0xC0) == 0x80) ++bytes;
    const std::string_view letter = name.substr(i, bytes);
    if (bytes == 1) put(letter);
    else if (const auto it = table_.find(letter); it != table_.end()) put(it->second);
    i += bytes;
  }
  while (out.ends_with('-')) out.pop_back();
  return out.empty() ? "x" : out;
}

}  // namespace mockdata
