// Vocabulary as plain text, the form that data/vocabulary is kept in and that the pack compiler reads:
//
//   # comment
//   [name] columns=2 weighted source=faker
//   first<TAB>second<TAB>weight
//
// A row has as many texts as the list has columns (1 unless said), then its weight where the list is weighted. Backslash,
// tab and newline are written \\, \t and \n; a line that would read as a comment, a heading or nothing starts with one
// more backslash. data/import/textlists.py writes this form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mockdata {

struct ListText {
  std::string name;
  std::size_t columns = 1;
  std::vector<std::string> cells;   // row by row
  std::vector<double> weights;      // empty: every row is as likely
  std::size_t rows() const { return cells.size() / columns; }
};

// Every list of a file, in its order. Errors name the line.
Result<std::vector<ListText>> read_lists(std::string_view text, const std::string& file_name);

}  // namespace mockdata
