// The table of safe identifiers: for every type and country the ranges that cannot belong to anybody, best first.
//
// The table is data/identifiers/*.tsv, compiled into the program. Types: see all_types(), or docs/safety.md.
// A column picks its range once with choose() and then draws texts from it:
//
//   auto choice = choose({.type = "national_id", .country = "FI", .values = 100000, .unique = true});
//   char text[Pattern::kMaxSize];
//   size_t n = choice->range->pattern.write(below64(bits, choice->range->pattern.capacity()), text);   // any rank: random
//   size_t n = choice->range->pattern.write(permutation(row), text);                                   // rank = row: unique
//   size_t n = choice->range->pattern.write_person({days, sex}, serial, text);                         // agrees with a person
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "identifiers/pattern.h"

namespace mockdata::identifiers {

// Why a value belongs to nobody (docs/safety.md).
enum class Level : uint8_t {
  kReserved = 1,    // S1: set aside for fiction, tests or documentation, or a published test value
  kNeverIssued,     // S2: the issuer's own rules exclude it
  kUnassigned,      // S3: nothing is allocated there today
  kBroken,          // S4: right shape, wrong check digit or forbidden character
  kOpaque           // S5: a token nobody takes for real
};

struct Range {
  std::string type;        // "phone", "national_id", "iban" …
  std::string country;     // ISO 3166 alpha-2, or empty for all countries
  std::string name;        // what people there call it: "HETU", "SSN"
  Level level = Level::kOpaque;
  std::string rule;
  std::string checksum;
  std::string validators;  // "stdnum:fi.hetu=no": what independent validators say of its values
  std::string source;      // the authority and where it was read
  std::string checked_on;  // date of the last run of the validators, or of reading the source
  std::string note;
  Pattern pattern;
  // True where every validator named accepts the values.
  bool accepted() const { return !validators.empty() && validators.find("=no") == std::string::npos; }
};

// All rows, in the order of the table. The table is checked by a test; a row that does not compile is an error here.
const Result<std::vector<Range>>& all_ranges();
std::vector<std::string> all_types();
// Countries that have rows of this type, sorted.
std::vector<std::string> countries_of(std::string_view type);

enum class Safety : uint8_t {
  kMax,       // the highest level
  kValidator  // a form that validators accept, where a safe one exists
};

struct Wish {
  std::string_view type;
  std::string_view country = {};  // falls to the rows for all countries
  uint64_t values = 1;            // rows of the column
  bool unique = false;            // no value twice
  bool person = false;            // must agree with birth date and sex, where the type encodes them
  uint64_t per_day = 0;           // persons of one birth date at most, where each of a unique column has an id of that date
  Safety safety = Safety::kMax;
};

struct Choice {
  const Range* range = nullptr;
  std::string note;  // what a user should know: a level lowered and why; empty where there is nothing to say
};

// The best range for a wish. Errors: unknown type or country (with the nearest that exist), no range large enough.
Result<Choice> choose(const Wish& wish);

// "S1" … "S5"
const char* to_string(Level level);

}  // namespace mockdata::identifiers
