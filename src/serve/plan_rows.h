// The entities of a plan as the mock API takes them.
#pragma once

#include <memory>
#include <vector>

#include "plan/plan.h"
#include "serve/routes.h"

namespace mockdata {

// Every entity, at its api_endpoint, with items by its primary key where that is one top-level field.
std::vector<ServedEntity> served_entities(std::shared_ptr<const Plan> plan);

}  // namespace mockdata
