#include "workflow/findings.h"

#include <algorithm>
#include <cmath>

#include "workflow/corrections.h"

namespace mockdata {

namespace {

void show_list(const std::string& title, const std::vector<Shown>& list, Terminal& terminal) {
  terminal.line(terminal.bold(title));
  std::size_t width = 0;
  for (const Shown& s : list) width = std::max(width, s.what.size());
  for (const Shown& s : list) terminal.line("  " + s.what + std::string(width - s.what.size() + 2, ' ') + s.reason);
  if (list.empty()) terminal.line("  (none)");
}

// Whether something stands at the suggestion's field already, say by a person's correction.
bool decided(const Template& tmpl, const discover::RelationGuess& guess) {
  const std::size_t dot = guess.from.find('.');
  const Entity* entity = tmpl.entity(guess.from.substr(0, dot));
  const Field* field = entity ? find_field(*entity, guess.from.substr(dot + 1)) : nullptr;
  return !field || field->foreign_key || field->confirmed_by == "user";
}

}  // namespace

void show_findings(const Template& tmpl, const std::vector<discover::RelationGuess>& suggested, Terminal& terminal) {
  terminal.line();
  show_list("Held personal:", personal_fields(tmpl), terminal);
  show_list("Relations:", relations(tmpl), terminal);
  std::vector<Shown> perhaps;
  for (const discover::RelationGuess& guess : suggested)
    if (!decided(tmpl, guess)) perhaps.push_back({guess.from + "=" + guess.to, guess.rule + ", " + std::to_string(std::lround(guess.confidence * 100)) + " % sure"});
  if (!perhaps.empty()) show_list("Suggested, not taken (type a line's beginning as a correction to take it):", perhaps, terminal);
  show_lines("Not known what these hold; +entity.field makes one personal", asked_fields(tmpl), terminal);
  const std::vector<std::string> unknown = unknown_fields(tmpl);
  if (unknown.empty()) return;
  terminal.line(terminal.bold("Unknown types") + " (null or empty in the one record that was read):");
  for (const std::string& u : unknown) terminal.line("  " + u);
}

void show_lines(const std::string& title, const std::vector<std::string>& lines, Terminal& terminal) {
  constexpr std::size_t kShown = 12;
  if (lines.empty()) return;
  terminal.line();
  terminal.line(terminal.bold(title) + " (" + std::to_string(lines.size()) + "):");
  for (std::size_t i = 0; i < std::min(kShown, lines.size()); ++i) terminal.line("  " + lines[i]);
  if (lines.size() > kShown) terminal.line("  and " + std::to_string(lines.size() - kShown) + " more");
}

void show_merge(const std::vector<std::string>& appeared, const std::vector<std::string>& vanished, Terminal& terminal) {
  terminal.line();
  terminal.line("Merged with the template that stands already (your verdicts stay):");
  for (const std::string& a : appeared) terminal.line("  appeared: " + a);
  for (const std::string& v : vanished) terminal.line("  not seen this time, kept: " + v);
  if (appeared.empty() && vanished.empty()) terminal.line("  the same fields as before");
}

}  // namespace mockdata
