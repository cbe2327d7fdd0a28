// A table on the terminal.
#pragma once

#include <string>
#include <vector>

#include "workflow/terminal.h"

namespace mockdata {

// Columns as wide as their widest cell, 40 characters at most; the last is never cut. The first row is the head, in bold.
void show_table(const std::vector<std::vector<std::string>>& rows, Terminal& terminal);

// The same where it fits the terminal (or goes to a file or a pipe); else each row on its own, a line for every column.
void show_rows(const std::vector<std::vector<std::string>>& rows, Terminal& terminal);

}  // namespace mockdata
