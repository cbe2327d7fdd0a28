// Options that several commands share.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "plan/plan.h"

namespace mockdata::cli {

// --seed, --as-of, --rows and --locale: what decides the values.
struct PlanFlags {
  std::string seed, as_of, locale;
  std::vector<std::string> rows;

  void add_to(CLI::App& app);
  Result<PlanOptions> options() const;
};

void add_template(CLI::App& app, std::string& path);
void add_json(CLI::App& app, bool& json);

}  // namespace mockdata::cli
