// A table on the terminal.
#pragma once

#include <string>
#include <vector>

#include "workflow/terminal.h"

namespace mockdata {

// Columns as wide as their widest cell, 40 characters at most; the first row is the head, in bold.
void show_table(const std::vector<std::vector<std::string>>& rows, Terminal& terminal);

}  // namespace mockdata
