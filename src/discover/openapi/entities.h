// Which entities an API document describes, and what they are called.
//
// Every list is one, by the schema of its records: a schema that many paths list (roles of users, roles of groups) is one
// entity, at the path with the fewest variables. What can only be read by key, what stands once (/company, /settings) and
// lists beside the ones asked for (side-loads) follow, where nothing lists them.
#pragma once

#include <string>
#include <vector>

#include "discover/openapi/answers.h"

namespace mockdata::discover {

struct DocumentedEntity {
  std::string name;
  const Answer* answer = nullptr;           // where it is read
  const Answer* detail = nullptr;           // where one is read by key, when that says more than the list
  std::vector<std::string> paths;           // all paths that give it, that one first
  std::vector<std::string> aliases;         // other names: of the schema, of other paths
  std::vector<std::string> key_names;       // path variables that read one record
  bool once = false;                        // one record in all
};

// Names are unique whatever their case. REQUIRES `answers` to outlive the result.
std::vector<DocumentedEntity> entities_of(const std::vector<Answer>& answers);

// "Billbee.Interfaces.Model.CustomerApiModel" -> "Customer", "EmployeeResponse" -> "Employee".
std::string schema_stem(std::string_view schema_name);

}  // namespace mockdata::discover
