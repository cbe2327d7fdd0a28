// Options that several commands share.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "plan/plan.h"
#include "workflow/run.h"

namespace mockdata::cli {

// --seed, --as-of, --rows, --crosswalk and --locale: what decides the values.
struct PlanFlags {
  std::string seed, as_of, locale;
  std::vector<std::string> rows, crosswalk;

  void add_to(Options& app);
  Result<PlanOptions> options() const;
};

// Where and how a run lands: --output, --format, --environment and what else every command that lands takes.
struct LandFlags {
  std::string environment;

  // `place`: the default of --output in words; "" where it has to be given.
  void add_to(Options& app, LandOptions& options, const std::string& place);
};

void add_template(Options& app, std::string& path);
void add_json(Options& app, bool& json);

}  // namespace mockdata::cli
