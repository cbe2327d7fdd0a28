// What prose in an API document says that a schema does not: the values of an enumeration.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mockdata::discover {

// The values that a description lists: "One of: active, inactive", "possible values are `a`, `b` or `c`", a list of
// backquoted or quoted words after such a phrase, bullets below it. Empty when it lists none; examples ("e.g.") are no
// list, since people's data stands in them.
std::vector<std::string> described_values(std::string_view description);

// A description as a template keeps it: one line of plain words, without markup, cut at what begins an example.
std::string short_description(std::string_view description);

}  // namespace mockdata::discover
