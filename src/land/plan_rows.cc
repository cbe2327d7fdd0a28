#include "land/plan_rows.h"

#include <algorithm>

#include "land/bronze.h"

namespace mockdata {

Result<PlanRows> plan_rows(const Plan& plan, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (plan.entity(name)) continue;
    std::string known;
    for (const PlannedEntity& entity : plan.entities) known += (known.empty() ? "" : ", ") + entity.name;
    return usage_error("the template has no entity \"" + name + "\"", "its entities are " + known);
  }
  PlanRows made;
  for (std::size_t i = 0; i < plan.entities.size(); ++i) {
    const PlannedEntity& entity = plan.entities[i];
    if (!names.empty() && std::find(names.begin(), names.end(), entity.name) == names.end()) continue;
    made.rows.push_back(std::make_unique<EntityRows>(plan, i));
    made.entities.push_back({entity.name, entity.bronze_table, entity.domain, made.rows.back().get()});
  }
  return made;
}

RunInfo plan_run(const Plan& plan, std::string template_digest) {
  RunInfo run;
  run.source = plan.source;
  run.seed = plan.seed;
  run.as_of = timestamp_text(int64_t{plan.as_of} * 86400000000).substr(0, 10);
  run.engine = kEngine;
  run.template_digest = std::move(template_digest);
  for (const PlannedEntity& entity : plan.entities) run.settings.emplace_back("rows." + entity.name, std::to_string(entity.rows()));
  return run;
}

}  // namespace mockdata
