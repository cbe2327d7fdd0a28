// Links of answers (OpenAPI 3): "departmentId of this answer is the id that GET /departments/{id} takes".
//
// A link says outright that a member of one record is the key of another. Only links whose target reads one record by its
// path's last variable are used, and only expressions that point into the record itself ($response.body#/…).
#pragma once

#include <string>
#include <vector>

#include "discover/openapi/answers.h"

namespace mockdata::discover {

struct Link {
  std::size_t answer;       // whose record holds the value
  std::string field;        // dotted path in the record: "departmentId", "lines[].productId"
  std::string target;       // path of the operation that takes it: "/departments/{id}"
};

// All usable links of the answers.
std::vector<Link> links_of(Documents& documents, const At& root, const std::vector<Answer>& answers);

}  // namespace mockdata::discover
