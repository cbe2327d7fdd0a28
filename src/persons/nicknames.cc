#include "persons/nicknames.h"

#include <map>
#include <vector>

namespace mockdata {

extern const std::string_view kNicknameData;

namespace {

using Names = std::map<std::string_view, std::vector<std::string_view>>;

const std::map<std::string_view, Names>& table() {
  static const auto* made = [] {
    auto* all = new std::map<std::string_view, Names>;
    const auto cut = [](std::string_view& text, char at) {
      const std::string_view head = text.substr(0, text.find(at));
      text.remove_prefix(std::min(head.size() + 1, text.size()));
      return head;
    };
    for (std::string_view text = kNicknameData; !text.empty();) {
      std::string_view line = cut(text, '\n');
      if (line.empty() || line[0] == '#') continue;
      const std::string_view language = cut(line, '\t'), name = cut(line, '\t');
      while (!line.empty()) (*all)[language][name].push_back(cut(line, ' '));
    }
    return all;
  }();
  return *made;
}

}  // namespace

std::span<const std::string_view> nicknames(std::string_view language, std::string_view name) {
  const auto names = table().find(language);
  if (names == table().end()) return {};
  const auto forms = names->second.find(name);
  return forms == names->second.end() ? std::span<const std::string_view>() : forms->second;
}

bool has_nicknames(std::string_view language) { return table().contains(language); }

}  // namespace mockdata
