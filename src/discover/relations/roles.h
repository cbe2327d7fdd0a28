// Words that say what somebody or something is to a row: manager, parent, createdBy, billing.
#pragma once

#include <string>
#include <vector>

namespace mockdata::discover {

enum class Role {
  kNone,
  kSelf,    // another row of the same entity: parent, previous, mergedInto
  kBoss,    // a person, of the same entity where that holds people: manager, supervisor
  kPerson   // a person: owner, createdBy, assignee, sender
};

// `stem`: the words of a name without its suffix, glued: "createdby", "linemanager".
Role role_of(const std::string& stem);
// A role that somebody from outside may have as well: recipient, attendee, member.
bool anybody(const std::string& role);
// A noun for people who are users of a system where it knows no other people: student, teacher, technician.
bool kind_of_user(const std::string& noun);
// A word in front that only says which one: "billing" address, "ordering" doctor, "default" category, "last" step.
bool qualifies(const std::string& word);

}  // namespace mockdata::discover
