// One command of the command line. Each stands in a file of its own, x_command.cc, which registers the options and says what
// runs; the table in commands.cc lists them in the order of the help. A new command is a file and two lines there.
#pragma once

#include <functional>
#include <span>

#include "cli/options.h"
#include "workflow/terminal.h"

namespace mockdata::cli {

// What runs once the line is parsed: the exit code 0 or 1, or the error that decides it. Bad options are errors of kind kUsage.
using Run = std::function<Result<int>(Terminal&)>;

struct Command {
  const char* name;
  const char* summary;   // one line, in the list of commands
  const char* examples;  // shown below the command's options: whole lines that a user could type
  Run (*add)(Options& app);
};

std::span<const Command* const> commands();

// The guided command, which has a program of its own beside `mockdata guide`.
extern const Command guide_command;

}  // namespace mockdata::cli
