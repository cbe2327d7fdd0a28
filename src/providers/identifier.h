// A safe identifier as a column: the range chosen once for the column (src/identifiers), then one text a row.
//
// Values are random ranks of the range; where the column is unique, a bijection of the row on the ranks; and where the row
// describes a person, a national id carries that person's birth date and sex. The range, and any step down to a lower level, is
// told in MakeContext::notes. 20 to 90 ns a value.
#pragma once

#include <memory>
#include <string_view>

#include "providers/provider.h"

namespace mockdata {

// What a person's identifier agrees with: columns of the row set that the identifier is made for.
struct PersonColumns {
  const Column* birth = nullptr;    // kDate; required
  const Column* female = nullptr;   // kBool; nullptr: drawn
  // A number that persons of one birth date and sex do not share, for ids that are unique (kInt64); nullptr: random.
  const Column* ordinal = nullptr;
  uint64_t most_ordinals = 0;       // above any of them; ids whose day holds fewer fall to the next range
};

// A column of text. `country` empty: the ranges that serve every country. Errors: an unknown type or country, with the
// nearest; a unique column larger than every range.
Result<std::unique_ptr<Column>> make_identifier(std::string_view type, std::string_view country, MakeContext& context, const PersonColumns* person = nullptr);

// The country (ISO 3166) of a provider: its own argument, else that of the field, else the locale's ("fi_FI" -> "FI").
std::string country_of(const MakeContext& context, const std::string& argument);

}  // namespace mockdata
