#include "cli/cli.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/cpu.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/usage.h"

namespace mockdata {

namespace {

constexpr const char* kExitCodes =
    "Exit codes: 0 done, 1 checks failed, 2 usage, 3 template or input invalid, 4 source or credentials, 5 destination, "
    "6 refused by a safeguard, 130 interrupted.";

std::string examples(const cli::Command& command) {
  std::string text = "Examples:\n  ";
  for (const char* c = command.examples; *c; ++c) text += *c == '\n' ? std::string("\n  ") : std::string(1, *c);
  return text + "\n\n" + kExitCodes;
}

int finish(const Result<int>& result, Terminal& terminal) {
  if (result.ok()) return *result;
  terminal.end_progress();
  if (interrupted() || result.error().kind == ErrorKind::kInterrupted) {
    terminal.note("Stopped. Nothing half-made was left behind.");
    return 130;
  }
  terminal.error(result.error());
  return static_cast<int>(result.error().kind);
}

}  // namespace

int run_command_line(int argc, char** argv) {
  watch_interrupts();
  Terminal terminal;
  const std::string program = argc ? std::string(argv[0]).substr(std::string(argv[0]).rfind('/') + 1) : "mockdata";
  if (const Status cpu = check_cpu_choice(); !cpu.ok()) return finish(cpu.error(), terminal);
  CLI::App app{"Safe, lifelike stand-ins for data that you may not touch."};
  app.name(program);
  app.formatter(cli::help_formatter());
  app.get_help_ptr()->description("show this help");
  app.set_version_flag("--version", std::string("mockdata ") + kVersion, "show the version");
  cli::Run run;
  if (program == "generate-mock-data") {
    cli::Options options(app);
    run = cli::guide_command.add(options);
    app.footer(examples(cli::guide_command));
  } else {
    app.require_subcommand(1);
    app.footer(std::string("Start with the guided command: generate-mock-data SOURCE, which is mockdata guide SOURCE.\n"
                           "Help with examples for each command: mockdata COMMAND --help\n\n") + kExitCodes);
    for (const cli::Command* command : cli::commands()) {
      CLI::App* sub = app.add_subcommand(command->name, command->summary)->group("Commands");
      sub->footer(examples(*command));
      cli::Options options(*sub);
      sub->callback([&run, chosen = command->add(options)] { run = chosen; });
    }
  }
  // "mockdata help generate" is "mockdata generate --help".
  std::vector<char*> words(argv, argv + argc);
  static char help[] = "--help";
  if (program != "generate-mock-data" && argc > 1 && std::string_view(argv[1]) == "help") {
    words.erase(words.begin() + 1);
    const bool known = argc == 2 || std::any_of(cli::commands().begin(), cli::commands().end(), [&](const cli::Command* c) { return std::string_view(argv[2]) == c->name; });
    if (known) words.push_back(help);
  }
  try {
    app.parse(static_cast<int>(words.size()), words.data());
    return finish(run(terminal), terminal);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);  // --help, --version
    return finish(cli::usage_of(app, e), terminal);
  } catch (const std::exception& e) {
    terminal.error({ErrorKind::kInvalid, e.what(), {}, {}});
    return 3;
  }
}

}  // namespace mockdata
