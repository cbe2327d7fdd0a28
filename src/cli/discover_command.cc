#include <memory>

#include "cli/command.h"
#include "cli/flags.h"
#include "cli/rest_flags.h"
#include "workflow/discover.h"

namespace mockdata::cli {

namespace {

Run add(Options& app) {
  auto f = std::make_shared<DiscoverOptions>();
  app.add_option("source", f->source, "a URL, an API document, a folder of them, or a source document (.md)").required();
  app.add_option("--output,-o FILE", f->output, "the template to write, metadata.json; - for standard output. One that stands there is merged: your verdicts stay").required();
  app.add_option("--kind KIND", f->kind, std::string("what the source is, where it is not recognised: ") + discover_kinds());
  app.add_option("--name NAME", f->name, "name of the source (default: from its address or file name)");
  app.add_option("--correct CORRECTION", f->corrections, "a correction: -employees.title, +employees.userName, employees.teamId=teams.id, employees.custom:string");
  app.add_option("--children", f->children, "lists of objects in records: nested (columns), or entities of their own").show_default().one_of({"nested", "entities"});
  add_json(app, f->json);
  add_rest_flags(app, *f);
  return [f](Terminal& terminal) { return run_discover(*f, terminal); };
}

}  // namespace

extern const Command discover_command;
const Command discover_command{"discover", "a template from a live API or an API document",
                               "mockdata discover https://api.example.com/v1 --endpoint /employees --endpoint teams=/team --token-env API_TOKEN --output metadata.json\n"
                               "mockdata discover https://api.example.com/v1/employees --auth api-key --auth-name X-Api-Key --token-file key.txt --output -\n"
                               "mockdata discover docs/sources/alexis.md --token-env ALEXIS_TOKEN --output metadata.json",
                               add};

}  // namespace mockdata::cli
