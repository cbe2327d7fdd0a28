#include <memory>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/flags.h"
#include "derive/function.h"
#include "template/value.h"

namespace mockdata::cli {

namespace {

struct Flags {
  std::string name;
  bool json = false;
};

Result<int> show(const Flags& flags, Terminal& terminal) {
  std::vector<const Function*> shown = all_functions();
  if (!flags.name.empty()) {
    std::vector<std::string> names;
    for (const Function* f : shown) names.emplace_back(f->name);
    const Function* found = find_function(flags.name);
    if (!found) {
      const std::string near = nearest(flags.name, names);
      return usage_error("no function is called \"" + flags.name + "\"", near.empty() ? "`mockdata functions` lists them" : "did you mean \"" + near + "\"?");
    }
    shown = {found};
  }
  std::vector<Value> rows;
  for (const Function* f : shown) {
    if (flags.json) {
      rows.push_back(Value::object({{"name", Value::string(f->name)}, {"parameters", Value::string(f->parameters)}, {"doc", Value::string(f->doc)},
                                    {"example", Value::string(f->example)}, {"result", Value::string(f->result)}}));
    } else {
      terminal.line(std::string(f->name) + "(" + f->parameters + "): " + f->doc + "\n    " + f->example + " = " + f->result);
    }
  }
  if (flags.json) terminal.line(Value::array(rows).to_json(true));
  return 0;
}

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  app.add_option("name", f->name, "the function (default: all of them)");
  add_json(app, f->json);
  return [f](Terminal& terminal) { return show(*f, terminal); };
}

}  // namespace

extern const Command functions_command;
const Command functions_command{"functions", "the functions of derived values, each with an example",
                                "mockdata functions\n"
                                "mockdata functions round",
                                add};

}  // namespace mockdata::cli
