// The methods that only some locales of Faker have ("administrative_unit", "company_prefix"): those that pick from a list or
// fill a format are data of the vocabulary, not code.
#pragma once

#include <optional>

#include "providers/format.h"

namespace mockdata {

// The value of such a method in the column's locale; nullopt where the locale has none of that name, or needs code for it.
Result<std::optional<Token>> locale_method(MakeContext& c, std::string_view name);
// Its column, by the same rule.
Result<std::unique_ptr<Column>> make_locale_method(MakeContext& c, std::string_view name);

// Tokens of a locale's formats: words of its lists where they are that, other providers' columns where not.
Resolver locale_tokens(MakeContext& c);

// A column of the formats of a list ("company.formats"), by weight. Formats with a token that only Faker's own code knows are
// left out; an error where none is left.
MadeColumn locale_format_column(MakeContext& c, std::string_view what, std::string_view list);

}  // namespace mockdata
