// Whether one landed cell is a value of the type that is expected.
#pragma once

#include "verify/checks.h"

namespace mockdata::verify {

// REQUIRES a value. `untyped`: the format has no types (CSV), so numbers and truth values may stand as text.
bool conforms(const Cell& cell, const ColumnExpectation& expected, bool untyped);

// Whether a column of a format with a schema may hold the expected type.
bool compatible(const Landed::Column& column, const ColumnExpectation& expected);

}  // namespace mockdata::verify
