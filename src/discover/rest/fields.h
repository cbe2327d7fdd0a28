// From the shape of one record to the fields of an entity.
//
// One value is weak evidence: null, an empty list and an empty object are `unknown`, digits in quotes stay text, nested
// objects stay nested. Names only break ties that a single value leaves open.
#pragma once

#include <string>
#include <vector>

#include "discover/shape/shape.h"
#include "template/template.h"

namespace mockdata::discover {

// Something that only a person can tell.
struct Question {
  std::string path;  // "employees.custom"
  std::string text;  // "was null in the record: which type is it?"
};

// Every field carries evidence "sample.<what was seen>".
std::vector<Field> fields_of(const Shape& record, const std::string& path, std::vector<Question>& questions);
Field field_of(const std::string& name, const Shape& shape, const std::string& path, std::vector<Question>& questions);

}  // namespace mockdata::discover
