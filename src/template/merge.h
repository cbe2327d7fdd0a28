// A new extraction brought together with the template that stands already: what a person has decided or written stays,
// automatic decisions are renewed, what appeared or vanished is told. Nothing is dropped: a field that one record did not
// show may be there in the next.
#pragma once

#include <string>
#include <vector>

#include "template/template.h"

namespace mockdata {

struct Merged {
  Template tmpl;
  std::vector<std::string> appeared, vanished;  // "employees.pronoun", "entity teams"
};
Merged merge_templates(const Template& earlier, const Template& extracted);

}  // namespace mockdata
