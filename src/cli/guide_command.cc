#include <memory>

#include "cli/command.h"
#include "cli/flags.h"
#include "cli/rest_flags.h"
#include "workflow/guided.h"

namespace mockdata::cli {

namespace {

struct Flags : GuidedOptions {
  PlanFlags plan_flags;
  LandFlags land_flags;
};

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  app.add_option("source", f->source, "name of the source: projects/<project>/docs/sources/<source>.md");
  app.add_option("--project NAME", f->project, "the project, where there are several");
  app.add_option("--source-type TYPE", f->source_type, "rest, sql or saas, where the document does not say it");
  app.add_flag("--extract", f->extract, "extract the metadata first (choice 1)");
  app.add_option("--template FILE", f->template_path, "use this template (choice 2)");
  app.add_option("--correct CORRECTION", f->corrections, "a correction: -employees.title, +employees.userName, employees.teamId=teams.id");
  app.add_flag("--yes,-y", f->yes, "accept everything that is not answered by a flag");
  app.add_flag("--verbose,-v", f->verbose, "say more about what is done");
  add_rest_flags(app, *f);
  f->plan_flags.add_to(app);
  f->land_flags.add_to(app, *f, "the project's mock/<source>/");
  return [f](Terminal& terminal) -> Result<int> {
    MOCKDATA_ASSIGN(f->plan, f->plan_flags.options());
    f->environment = f->land_flags.environment;
    return run_guided(*f, terminal);
  };
}

}  // namespace

const Command guide_command{"guide", "the guided command: from a source document to verified tables",
                            "generate-mock-data alexis\n"
                            "generate-mock-data alexis --extract --token-env ALEXIS_TOKEN --environment dev --yes\n"
                            "generate-mock-data alexis --template projects/people/docs/templates/alexis/metadata.json --rows x10 --environment dev --yes",
                            add};

}  // namespace mockdata::cli
