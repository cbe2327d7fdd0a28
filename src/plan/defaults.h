// What a field becomes when the template says only its name and type. What a name *means* is decided by src/semantics and
// stands in `semantic_type`; here one table takes meanings to providers, and a few structural habits of sources are kept.
#pragma once

#include <string_view>

namespace mockdata {

// The provider of a meaning; nullptr where there is none.
struct Meaning {
  const char* semantic_type;
  const char* provider;
  const char* args;          // JSON, or nullptr
};
const Meaning* find_meaning(std::string_view semantic_type);

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

}  // namespace mockdata
