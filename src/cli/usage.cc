#include "cli/usage.h"

#include <CLI/CLI.hpp>

#include "base/nearest.h"

namespace mockdata::cli {

namespace {

std::string help_of(const CLI::App& app, const CLI::App& command) {
  return (&command == &app ? app.get_name() : app.get_name() + " " + command.get_name()) + " --help";
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

}  // namespace

Error usage_of(const CLI::App& app, const CLI::ParseError& error) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  const CLI::App& command = chosen.empty() ? app : *chosen.front();
  const std::string help = help_of(app, command) + " shows what there is";
  for (const std::string& word : app.remaining(true)) {
    if (word.size() < 2 || word[0] != '-') continue;
    const std::string name = word.substr(0, word.find('='));
    const std::string near = nearest(name, option_names(command));
    return usage_error("there is no option " + name, near.empty() ? help : "did you mean " + near + "?");
  }
  const bool has_commands = !app.get_subcommands([](const CLI::App*) { return true; }).empty();
  if (has_commands && chosen.empty()) {
    if (app.remaining().empty()) return usage_error("a command is missing", help);
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(sub->get_name());
    const std::string near = nearest(app.remaining().front(), names);
    return usage_error("there is no command \"" + app.remaining().front() + "\"", near.empty() ? help : "did you mean \"" + near + "\"?");
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error)) return usage_error("\"" + app.remaining(true).front() + "\" is one word more than is expected", "write a value with blanks in quotes; " + help);
  return usage_error(error.what(), help);
}

}  // namespace mockdata::cli
