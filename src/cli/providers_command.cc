#include <memory>

#include "cli/command.h"
#include "cli/flags.h"
#include "workflow/show.h"

namespace mockdata::cli {

namespace {

struct Flags {
  ProviderQuestion question;
  PlanFlags plan;
};

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  app.add_option("name", f->question.name, "the provider (default: all of them)");
  app.add_option("--args JSON", f->question.arguments, "its arguments as a JSON object");
  app.add_option("--rows", f->question.rows, "how many samples").show_default();
  app.add_option("--locale LOCALE", f->plan.locale, "locale, e.g. fi_FI");
  app.add_option("--seed N", f->plan.seed, "seed of the samples");
  app.add_option("--as-of DATE", f->plan.as_of, "today, as YYYY-MM-DD");
  app.add_flag("--unique", f->question.unique, "samples without a repeat");
  add_json(app, f->question.json);
  return [f](Terminal& terminal) -> Result<int> {
    MOCKDATA_ASSIGN(const PlanOptions options, f->plan.options());
    MOCKDATA_CHECK(show_providers(f->question, options, terminal));
    return 0;
  };
}

}  // namespace

extern const Command providers_command;
const Command providers_command{"providers", "the field generators, or one of them with samples",
                                "mockdata providers\n"
                                "mockdata providers random_int --args '{\"min\": 1, \"max\": 6}' --rows 10",
                                add};

}  // namespace mockdata::cli
