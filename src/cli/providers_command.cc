#include <memory>

#include "cli/command.h"
#include "cli/flags.h"
#include "workflow/show.h"

namespace mockdata::cli {

namespace {

struct Flags {
  std::string name, arguments;
  PlanFlags plan;
  uint64_t count = 5;
  bool json = false;
};

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  app.add_option("name", f->name, "the provider (default: all of them)");
  app.add_option("--args", f->arguments, "its arguments as a JSON object");
  app.add_option("--rows", f->count, "how many samples").show_default();
  app.add_option("--locale", f->plan.locale, "locale, e.g. fi_FI");
  app.add_option("--seed", f->plan.seed, "seed of the samples");
  add_json(app, f->json);
  return [f](Terminal& terminal) -> Result<int> {
    MOCKDATA_ASSIGN(const PlanOptions options, f->plan.options());
    MOCKDATA_CHECK(show_providers(f->name, f->arguments, f->count, options.locale, options.seed.value_or(0), f->json, terminal));
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
