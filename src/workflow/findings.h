// What an extraction found, as people see it: personal fields, relations with their reasons, suggestions, open questions.
#pragma once

#include <string>
#include <vector>

#include "discover/relations/relations.h"
#include "workflow/terminal.h"

namespace mockdata {

void show_findings(const Template& tmpl, const std::vector<discover::RelationGuess>& suggested, Terminal& terminal);
// "Title (3):" and the lines below it, the first dozen; nothing where there are none.
void show_lines(const std::string& title, const std::vector<std::string>& lines, Terminal& terminal);
void show_merge(const std::vector<std::string>& appeared, const std::vector<std::string>& vanished, Terminal& terminal);

}  // namespace mockdata
