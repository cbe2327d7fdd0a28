// Markdown as a flat list of blocks with line numbers: what reading a source document needs, and no more.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mockdata::discover {

// One line of text, or one cell of a table, without its decoration.
struct MarkdownText {
  std::string plain;               // emphasis, links and code as their bare text
  std::vector<std::string> codes;  // contents of `code spans`
  std::vector<std::string> links;  // addresses of links
  int line = 0;                    // 1-based
};

struct MarkdownBlock {
  enum class Kind { kHeading, kLine, kTable, kCode };
  Kind kind = Kind::kLine;
  int line = 0;
  int level = 0;                                // of a heading, 1..6
  bool item = false;                            // a line inside a list
  MarkdownText text;                            // kHeading, kLine
  std::vector<std::vector<MarkdownText>> rows;  // kTable: the first row is the header
  std::string language;                         // kCode: first word behind the fence, lower case
  std::string code;                             // kCode
};

// Reads GitHub-flavoured markdown; a front matter between "---" lines gives plain lines. Error: larger than 4 MiB.
Result<std::vector<MarkdownBlock>> read_markdown(std::string_view text);

}  // namespace mockdata::discover
