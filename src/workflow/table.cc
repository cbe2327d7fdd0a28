#include "workflow/table.h"

#include <algorithm>

namespace mockdata {

namespace {

// Characters that a terminal shows, as good as counting code points goes.
std::size_t shown_width(const std::string& s) {
  return static_cast<std::size_t>(std::count_if(s.begin(), s.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

void show_table(const std::vector<std::vector<std::string>>& rows, Terminal& terminal) {
  std::vector<std::size_t> width;
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c >= width.size()) width.push_back(0);
      width[c] = std::max(width[c], std::min<std::size_t>(shown_width(row[c]), 40));
    }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      std::string text = rows[r][c];
      if (shown_width(text) > 40) {
        std::size_t bytes = 0, seen = 0;
        while (seen < 39 && bytes < text.size()) {
          ++bytes;
          while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
          ++seen;
        }
        text = text.substr(0, bytes) + "…";
      }
      line += text;
      if (c + 1 < rows[r].size()) line += std::string(width[c] - shown_width(text) + 2, ' ');
    }
    terminal.line(r == 0 ? terminal.bold(line) : line);
  }
}

}  // namespace mockdata
