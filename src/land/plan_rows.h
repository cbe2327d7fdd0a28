// The entities of a plan as land() takes them, and what a run of a plan is in the manifest.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "generate/entity_rows.h"
#include "land/land.h"

namespace mockdata {

// Keeps the rows of the entities alive. The plan must outlive it.
struct PlanRows {
  std::vector<std::unique_ptr<EntityRows>> rows;
  std::vector<LandEntity> entities;
};

// All entities of the plan, or those named, in the plan's order; a name that the plan has not is a usage error.
Result<PlanRows> plan_rows(const Plan& plan, const std::vector<std::string>& names = {});

// Source, seed, as-of day and engine of the plan, and the row counts of all its entities: those of parents decide the keys of
// children, landed or not. `template_digest` is the SHA-256 of the template's text.
RunInfo plan_run(const Plan& plan, std::string template_digest);

}  // namespace mockdata
