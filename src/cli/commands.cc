#include "cli/command.h"

namespace mockdata::cli {

extern const Command discover_command, generate_command, verify_command, check_command, explain_command, sample_command, providers_command, functions_command, serve_command, classify_command;

std::span<const Command* const> commands() {
  static const Command* const kCommands[] = {
      &guide_command,
      &discover_command,
      &generate_command,
      &verify_command,
      &check_command,
      &explain_command,
      &sample_command,
      &classify_command,
      &providers_command,
      &functions_command,
      &serve_command,
  };
  return kCommands;
}

}  // namespace mockdata::cli
