// Reading a column as another type, where no value is lost: numbers into wider ones, anything scalar into text,
// days into instants, booleans into numbers, whole numbers into decimals, lists and objects into JSON text is not a cast.
#pragma once

#include <memory>

#include "base/result.h"
#include "block/column.h"

namespace mockdata {

bool same_type(const DataType& a, const DataType& b);

// `from` as `to`; nullptr-free: `from` itself where the types are equal. New columns are added to `table`.
// An error names both types. A narrowing of whole numbers keeps values that fit and is refused otherwise where the
// bounds are known; see NumberColumn.
Result<const Column*> cast_column(const Column* from, const DataType& to, Table& table);

// The same for computed numbers, which may lose what the type cannot hold: digits are rounded (halves away from zero),
// and what is beyond the type's bounds becomes its largest or smallest value.
Result<const Column*> round_column(const Column* from, const DataType& to, Table& table);

}  // namespace mockdata
