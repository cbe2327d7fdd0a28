// Options that several commands share.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "plan/plan.h"

namespace mockdata::cli {

// --seed, --as-of, --rows, --crosswalk and --locale: what decides the values.
struct PlanFlags {
  std::string seed, as_of, locale;
  std::vector<std::string> rows, crosswalk;

  void add_to(Options& app);
  Result<PlanOptions> options() const;
};

void add_template(Options& app, std::string& path);
void add_json(Options& app, bool& json);

}  // namespace mockdata::cli
