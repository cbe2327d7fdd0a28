// Schemas without an API around them: JSON Schema files, the schemas of a document without paths, Avro.
#pragma once

#include <string>
#include <vector>

#include "discover/openapi/documents.h"
#include "template/template.h"

namespace mockdata::discover {

// The objects of a JSON Schema: the root when it has properties, otherwise its definitions that nothing else contains.
std::vector<Entity> entities_of_json_schema(Documents& documents, const At& root, const std::string& file_stem);

// Whether a text is an Avro schema: a record, or a union of records.
bool is_avro(const Node& root);
std::vector<Entity> entities_of_avro(Documents& documents, const At& root);

}  // namespace mockdata::discover
