// The help of a command, set for the width of the terminal: an option with what it takes, then in words what it does.
#pragma once

#include <memory>

namespace CLI {
class FormatterBase;
}  // namespace CLI

namespace mockdata::cli {

// Lines are as wide as the terminal, 40 to 120 columns; 100 where the help goes to a file or a pipe.
std::shared_ptr<CLI::FormatterBase> help_formatter();

}  // namespace mockdata::cli
