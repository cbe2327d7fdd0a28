#include <memory>

#include "cli/command.h"
#include "cli/flags.h"
#include "workflow/show.h"

namespace mockdata::cli {

namespace {

struct Flags {
  std::string template_path, what;
  PlanFlags plan;
  bool json = false, safety = false;
};

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  add_template(app, f->template_path);
  app.add_option("what", f->what, "entity or entity.field (default: everything)");
  app.add_flag("--safety", f->safety, "the columns of identifiers: why each value belongs to nobody");
  add_json(app, f->json);
  f->plan.add_to(app);
  return [f](Terminal& terminal) -> Result<int> {
    MOCKDATA_ASSIGN(const PlanOptions options, f->plan.options());
    if (f->safety) MOCKDATA_CHECK(show_safety(f->template_path, f->what, options, f->json, terminal));
    else MOCKDATA_CHECK(show_explain(f->template_path, f->what, options, f->json, terminal));
    return 0;
  };
}

}  // namespace

extern const Command explain_command;
const Command explain_command{"explain", "how a column will be made, and from what evidence",
                              "mockdata explain metadata.json employees.workEmail\n"
                              "mockdata explain metadata.json employees\n"
                              "mockdata explain metadata.json --safety",
                              add};

}  // namespace mockdata::cli
