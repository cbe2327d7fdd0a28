// A person's corrections of what was found, in a short grammar:
//   -employees.title             not personal          +employees.userName         personal
//   employees.teamId=teams.id    refers to teams.id    employees.userId=           refers to nothing
//   employees.custom:string      has this type
#pragma once

#include <string>
#include <vector>

#include "template/template.h"

namespace mockdata {

// Applies one; an error names what is wrong, with the nearest field. What it touches is marked as confirmed by the user.
Status apply_correction(const std::string& text, Template& tmpl);
// Several, parted by spaces or commas; none is applied unless all can be.
Status apply_corrections(const std::string& text, Template& tmpl);

// "employees.privateEmail" with the reason, for each field held personal; "compensation.employeeId -> employees.id" with the
// reason, for each relation; "employees.custom" for each field of unknown type; "employees.attr3" for each that may be personal
// for all that is known of it.
struct Shown {
  std::string what, reason;
};
std::vector<Shown> personal_fields(const Template& tmpl);
std::vector<Shown> relations(const Template& tmpl);
std::vector<std::string> unknown_fields(const Template& tmpl);
std::vector<std::string> asked_fields(const Template& tmpl);

}  // namespace mockdata
