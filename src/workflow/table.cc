#include "workflow/table.h"

#include <algorithm>

namespace mockdata {

namespace {

// Characters that a terminal shows, as good as counting code points goes.
std::size_t shown_width(const std::string& s) {
  return static_cast<std::size_t>(std::count_if(s.begin(), s.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

constexpr std::size_t kWidest = 40, kGap = 2;

std::vector<std::size_t> widths(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> width;
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c >= width.size()) width.push_back(0);
      width[c] = std::max(width[c], c + 1 < row.size() ? std::min(shown_width(row[c]), kWidest) : shown_width(row[c]));
    }
  return width;
}

}  // namespace

void show_table(const std::vector<std::vector<std::string>>& rows, Terminal& terminal) {
  const std::vector<std::size_t> width = widths(rows);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      std::string text = rows[r][c];
      if (c + 1 < rows[r].size() && shown_width(text) > kWidest) {
        std::size_t bytes = 0, seen = 0;
        while (seen < kWidest - 1 && bytes < text.size()) {
          ++bytes;
          while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
          ++seen;
        }
        text = text.substr(0, bytes) + "…";
      }
      line += text;
      if (c + 1 < rows[r].size()) line += std::string(width[c] - shown_width(text) + kGap, ' ');
    }
    terminal.line(r == 0 ? terminal.bold(line) : line);
  }
}

void show_rows(const std::vector<std::vector<std::string>>& rows, Terminal& terminal) {
  std::size_t total = 0, longest = 0;
  for (const std::size_t w : widths(rows)) total += w + kGap;
  const std::size_t columns = terminal_columns();
  if (columns == 0 || total <= columns + kGap) return show_table(rows, terminal);
  for (const std::string& name : rows[0]) longest = std::max(longest, shown_width(name));
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (r > 1) terminal.line();
    for (std::size_t c = 0; c < rows[r].size(); ++c)
      terminal.line(terminal.bold(rows[0][c]) + std::string(longest - shown_width(rows[0][c]) + kGap, ' ') + rows[r][c]);
  }
}

}  // namespace mockdata
