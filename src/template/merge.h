// A new extraction brought together with the template that stands already: what a person has decided or written stays,
// automatic decisions are renewed, what appeared or vanished is told. Nothing is dropped: a field that one record did not
// show may be there in the next.
//
// A document and a sample of the same source are two witnesses, in whichever order they come: the document knows types, keys,
// bounds and meanings, the sample what is really there. Where they contradict one another the sample stays, and it is said.
#pragma once

#include <string>
#include <vector>

#include "template/template.h"

namespace mockdata {

struct Merged {
  Template tmpl;
  std::vector<std::string> appeared, vanished;  // "employees.pronoun", "entity teams"
  std::vector<std::string> disagreements;       // between a document and a sample: "employees.age: the document says long, the record holds string"
};
Merged merge_templates(const Template& earlier, const Template& extracted);

// The entity `from` is called `to`, wherever the template names it. REQUIRES that no entity is called `to`.
void rename_entity(Template& t, const std::string& from, const std::string& to);

}  // namespace mockdata
