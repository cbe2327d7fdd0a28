#include <memory>

#include "cli/command.h"
#include "cli/flags.h"
#include "cli/rest_flags.h"
#include "workflow/guided.h"

namespace mockdata::cli {

namespace {

struct Flags : GuidedOptions {
  PlanFlags plan_flags;
  std::string pinned;
};

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  app.add_option("source", f->source, "name of the source: projects/<project>/docs/sources/<source>.md").required();
  app.add_option("--project", f->project, "the project, where there are several");
  app.add_option("--source-type", f->source_type, "rest, sql or saas, where the document does not say it");
  add_rest_flags(app, *f);
  app.add_flag("--extract", f->extract, "extract the metadata first (choice 1)");
  app.add_option("--template", f->template_path, "use this template (choice 2)");
  app.add_option("--correct", f->corrections, "a correction: -employees.title, +employees.userName, employees.teamId=teams.id; may be given several times");
  app.add_flag("--yes,-y", f->yes, "accept everything that is not answered by a flag");
  f->plan_flags.add_to(app);
  app.add_option("--format", f->format, "delta, parquet, json, csv or ndjson (default: Delta tables and data.json)");
  app.add_option("--output", f->output, "where to land (default: the project's mock/<source>/)");
  app.add_option("--environment", f->environment, "must be dev; nothing is written elsewhere");
  app.add_option("--ingested-at", f->pinned, "pins _ingested_at");
  app.add_option("--threads", f->threads, "threads (default: all)");
  app.add_flag("--replace-foreign", f->replace_foreign, "overwrite data that this program did not make");
  app.add_flag("--verbose,-v", f->verbose, "say more about what is done");
  return [f](Terminal& terminal) -> Result<int> {
    MOCKDATA_ASSIGN(f->plan, f->plan_flags.options());
    if (!f->pinned.empty()) f->ingested_at = f->pinned;
    return run_guided(*f, terminal);
  };
}

}  // namespace

const Command guide_command{"guide", "the guided command: from a source document to verified tables",
                            "generate-mock-data alexis\n"
                            "generate-mock-data alexis --extract --token-env ALEXIS_TOKEN --environment dev --yes\n"
                            "generate-mock-data alexis --template projects/people/docs/templates/alexis/metadata.json --rows x10 --yes",
                            add};

}  // namespace mockdata::cli
