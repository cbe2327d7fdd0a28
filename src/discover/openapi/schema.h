// One schema as a reader of data needs it: references followed, allOf brought together, oneOf and anyOf united.
#pragma once

#include <string_view>
#include <vector>

#include "discover/openapi/documents.h"

namespace mockdata::discover {

struct Property {
  std::string_view name;
  At schema;
  bool required = false;
};

struct Schema {
  enum Type : unsigned { kString = 1, kInteger = 2, kNumber = 4, kBoolean = 8, kObject = 16, kArray = 32 };
  unsigned types = 0;             // of Type; 0: unsaid
  std::string_view type_word;     // a type that no standard knows ("datetime", "file")
  std::string_view name;          // of the first reference that led here: "EmployeeResponse"
  const Node* identity = nullptr;  // the schema behind the references: equal for equal schemas
  bool nullable = false, required_said = false;
  bool read_only = false, write_only = false, any_of = false;
  std::string_view format, pattern, description, title;
  std::vector<Property> properties;
  At items;                       // of an array
  At values;                      // additionalProperties, when a schema
  bool open = false;              // additionalProperties true, a schema, or pattern properties
  std::vector<const Node*> enumeration;
  const Node* example = nullptr;  // a plain one; only what kind it is may be looked at
  const Node *minimum = nullptr, *maximum = nullptr, *multiple_of = nullptr, *min_length = nullptr, *max_length = nullptr, *min_items = nullptr, *max_items = nullptr;
  bool minimum_exclusive = false, maximum_exclusive = false;
  std::vector<At> extensions;     // nodes that carry "x-…" members

  const Property* property(std::string_view wanted) const;
  bool is(unsigned type) const { return types == type; }
};

// Whatever stands at `at`, as one schema. Cycles through references and allOf end where they close.
Schema flatten(Documents& documents, At at);

// "#/components/schemas/Employee" -> "Employee".
std::string_view reference_name(std::string_view reference);

}  // namespace mockdata::discover
