// A safe identifier as a column: the range chosen once for the column (src/identifiers), then one text a row.
//
// Values are random ranks of the range; where the column is unique, a bijection of the row on the ranks. The range, and any step
// down to a lower level, is told in MakeContext::notes. 20 to 90 ns a value. Ids of persons: PersonDomain::national_id.
#pragma once

#include <memory>
#include <string_view>

#include "providers/provider.h"

namespace mockdata {

// A column of text. `country` empty: the ranges that serve every country. Errors: an unknown type or country, with the
// nearest; a unique column larger than every range.
Result<std::unique_ptr<Column>> make_identifier(std::string_view type, std::string_view country, MakeContext& context);

// The country (ISO 3166) of a provider: its own argument, else that of the field, else the locale's ("fi_FI" -> "FI").
std::string country_of(const MakeContext& context, const std::string& argument);

}  // namespace mockdata
