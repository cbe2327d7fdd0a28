// Habits of sources that the name of a field tells, where the template says only its name and type: marks of deletion are
// rare, ends are open, dates have an order. What a name *means* (and so its provider) is decided by src/semantics.
#pragma once

#include <string>
#include <string_view>

#include "template/template.h"

namespace mockdata {

// The probability that a flag of this name is true: marks of deletion are rare, marks of being in use common.
double flag_probability(std::string_view name);
// Whether a flag of this name says that something still holds ("is_current", "active").
bool says_current(std::string_view name);
// Whether a flag of this name says that something was deleted.
bool says_deleted(std::string_view name);
// The share of NULLs of a nullable date of this name: ends are mostly open ("endDate", "validTo", "deletedAt").
double open_share(std::string_view name);
// Whether two dates of one object have this order by their names ("createdAt" and "updatedAt", "hireDate" and "endDate").
bool comes_before(std::string_view earlier, std::string_view later);

// The pattern of a text of which only the name and the length are known; empty where its "length" is malformed.
// `distinct`: where many different ones are needed.
std::string default_regex(const Field& field, bool distinct);

}  // namespace mockdata
