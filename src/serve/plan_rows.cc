#include "serve/plan_rows.h"

#include "generate/entity_rows.h"

namespace mockdata {
namespace {

// Keeps the plan alive with the rows.
struct Held {
  Held(std::shared_ptr<const Plan> p, std::size_t entity) : plan(std::move(p)), rows(*plan, entity) {}
  std::shared_ptr<const Plan> plan;
  EntityRows rows;
};

}  // namespace

std::vector<ServedEntity> served_entities(std::shared_ptr<const Plan> plan) {
  std::vector<ServedEntity> served;
  for (std::size_t i = 0; i < plan->entities.size(); ++i) {
    const PlannedEntity& entity = plan->entities[i];
    auto held = std::make_shared<Held>(plan, i);
    const bool one = entity.primary_key.size() == 1 && entity.primary_key[0].find_first_of(".[") == std::string::npos;
    served.push_back({entity.name, entity.api_endpoint, one ? entity.primary_key[0] : std::string(), std::shared_ptr<const RowSource>(held, &held->rows)});
  }
  return served;
}

}  // namespace mockdata
