// How many rows an entity gets when nobody says: few for what an organisation has few of, 200 for the rest.
#pragma once

#include <cstdint>
#include <string>

#include "template/template.h"

namespace mockdata {

// By the last word of the name in any spelling and number: "departments", "Office", "salary_types".
int64_t default_row_count(const std::string& entity);

// For every entity that has no count: the default, or one row for each of the entity whose key is its own key as well.
void usual_row_counts(Template& tmpl);

}  // namespace mockdata
