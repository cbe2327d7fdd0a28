// Short and familiar forms of given names, by language (data/persons/nicknames.tsv).
#pragma once

#include <span>
#include <string_view>

namespace mockdata {

// "en", "William" -> "Bill", "Will", "Billy"; empty where none is known. The texts live as long as the program.
std::span<const std::string_view> nicknames(std::string_view language, std::string_view name);
// Whether the language has any.
bool has_nicknames(std::string_view language);

}  // namespace mockdata
