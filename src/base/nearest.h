// The known word nearest to a mistyped one, for "did you mean".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mockdata {

// Edits (insert, delete, replace, swap of neighbours) that turn a into b, letters compared without case.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest of `known` within a third of the word's length (at least two edits), or empty; ties go to the first.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace mockdata
