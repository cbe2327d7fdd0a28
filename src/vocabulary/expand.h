// A format of the vocabulary spelled out once, at plan time: "{{street_prefix}} {{last_name}}" -> "Rue Martin". For pools of
// invented texts such as street names; columns have a compiled form in src/providers.
//
// A token names a method: a list of the locale of that name or its plural, or what the locale's list `methods` says of it;
// formats expand recursively. # % ? ! @ in what "numerify" and "bothify" methods pick become digits and letters.
#pragma once

#include <optional>
#include <string>

#include "vocabulary/vocabulary.h"

namespace mockdata {

// The text that `key` chooses; nullopt where a token is not known as data.
std::optional<std::string> expand(const Locale& locale, std::string_view format, uint64_t key);

}  // namespace mockdata
