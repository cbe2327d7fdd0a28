#include <memory>

#include "cli/command.h"
#include "cli/flags.h"
#include "workflow/show.h"

namespace mockdata::cli {

namespace {

struct Flags {
  std::string template_path;
  PlanFlags plan;
  bool json = false;
};

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  add_template(app, f->template_path);
  add_json(app, f->json);
  f->plan.add_to(app);
  return [f](Terminal& terminal) -> Result<int> {
    MOCKDATA_ASSIGN(const PlanOptions options, f->plan.options());
    MOCKDATA_ASSIGN(const bool good, show_check(f->template_path, options, f->json, terminal));
    return good ? 0 : static_cast<int>(ErrorKind::kInvalid);
  };
}

}  // namespace

extern const Command check_command;
const Command check_command{"check", "all errors and warnings of a template, with line and remedy",
                            "mockdata check metadata.json\n"
                            "mockdata check metadata.json --rows employees=100000000",
                            add};

}  // namespace mockdata::cli
