// The shape of rows in a Delta table of protocol (1,2), and rows brought to that shape.
//
// Delta has no time, uuid or JSON type, and a datetime without a zone needs a newer protocol. So in a table time, uuid
// and json are strings, datetime is a timestamp read as UTC, and names lose the characters that Delta and Parquet
// readers refuse: space , ; { } ( ) tab newline and =. Struct and array types stay.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "block/row_source.h"

namespace mockdata {

// The metaData action's schemaString of a schema whose types are Delta's (see lake_schema).
std::string delta_schema_string(const Schema& schema);

// `schema` with Delta's types and names. What changed by name is told in `notes` ("birth date: written as birth_date").
Schema lake_schema(const Schema& schema, std::vector<std::string>* notes = nullptr);

// Where lake_schema changes names: "teams[].lead name" -> "teams[].lead_name", for every column and member whose path is another.
std::map<std::string, std::string> lake_paths(const Schema& schema);

// Brings blocks of `schema` to the types of lake_schema(schema).
std::unique_ptr<RowTransform> lake_transform(const Schema& schema);

}  // namespace mockdata
