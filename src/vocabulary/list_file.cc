#include "vocabulary/list_file.h"

#include <cstdlib>

namespace mockdata {

namespace {

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char next = text[++i];
    out += next == 't' ? '\t' : next == 'n' ? '\n' : next;
  }
  return out;
}

std::vector<std::string_view> split(std::string_view line, char at) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0;;) {
    const std::size_t to = line.find(at, from);
    parts.push_back(line.substr(from, to - from));
    if (to == std::string_view::npos) return parts;
    from = to + 1;
  }
}

}  // namespace

Result<std::vector<ListText>> read_lists(std::string_view text, const std::string& file_name) {
  std::vector<ListText> lists;
  bool weighted = false;
  std::size_t number = 0;
  const auto wrong = [&](const std::string& message) { return invalid_error(message, file_name + ":" + std::to_string(number)); };
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      const std::size_t end = line.find(']');
      if (end == std::string_view::npos) return wrong("a heading ends with ]");
      lists.emplace_back();
      lists.back().name = line.substr(1, end - 1);
      weighted = false;
      for (const std::string_view word : split(line.substr(end + 1), ' ')) {
        if (word == "weighted") weighted = true;
        else if (word.starts_with("columns=")) lists.back().columns = std::strtoul(std::string(word.substr(8)).c_str(), nullptr, 10);
        else if (!word.empty() && !word.starts_with("source=")) return wrong("a heading says columns=, weighted or source=, found " + std::string(word));
      }
      if (lists.back().columns == 0) return wrong("a list has at least one column");
      continue;
    }
    if (lists.empty()) return wrong("a row stands under a [heading]");
    if (line == "\\" || line.starts_with("\\#") || line.starts_with("\\[")) line.remove_prefix(1);
    ListText& list = lists.back();
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() != list.columns + (weighted ? 1 : 0))
      return wrong("[" + list.name + "]: a row of " + std::to_string(cells.size()) + " cells, expected " + std::to_string(list.columns) +
                   (weighted ? " and a weight" : ""));
    for (std::size_t i = 0; i < list.columns; ++i) list.cells.push_back(unescape(cells[i]));
    if (!weighted) continue;
    const std::string weight(cells.back());
    char* end = nullptr;
    const double w = std::strtod(weight.c_str(), &end);
    if (end == weight.c_str() || *end || !(w >= 0)) return wrong("[" + list.name + "]: a weight is a number of 0 or more, found " + weight);
    list.weights.push_back(w);
  }
  return lists;
}

}  // namespace mockdata
