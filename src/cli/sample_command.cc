#include <memory>

#include "cli/command.h"
#include "cli/flags.h"
#include "workflow/show.h"

namespace mockdata::cli {

namespace {

struct Flags {
  std::string template_path, entity;
  PlanFlags plan;
  uint64_t count = 5, at = 0;
  bool json = false;
};

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  add_template(app, f->template_path);
  app.add_option("entity", f->entity, "the entity").required();
  app.add_option("--rows", f->count, "how many").show_default();
  app.add_option("--at", f->at, "the first row, from 0").show_default();
  app.add_option("--seed N", f->plan.seed, "seed of all values (default: the template's, else 0)");
  app.add_option("--as-of DATE", f->plan.as_of, "what \"today\" means, YYYY-MM-DD (default: the day of extraction)");
  app.add_option("--locale LOCALE", f->plan.locale, "locale where no entity or field names one, e.g. fi_FI");
  app.add_flag("--json", f->json, "as JSON lines");
  return [f](Terminal& terminal) -> Result<int> {
    MOCKDATA_ASSIGN(const PlanOptions options, f->plan.options());
    MOCKDATA_CHECK(show_sample(f->template_path, f->entity, f->at, f->count, options, f->json, terminal));
    return 0;
  };
}

}  // namespace

extern const Command sample_command;
const Command sample_command{"sample", "rows of an entity, from anywhere",
                             "mockdata sample metadata.json employees\n"
                             "mockdata sample metadata.json employees --rows 3 --at 150 --json",
                             add};

}  // namespace mockdata::cli
