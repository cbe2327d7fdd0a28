// One of several columns for each row: the kernel of conditional values, coalesce and if.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "block/column.h"

namespace mockdata {

// The type that all the columns can be read as: their own where it is one, a wider number, a time for dates, else text.
Result<DataType> common_type(const std::vector<const Column*>& columns);

// Row i is choices[which(i)] at row i; `which` is an int32 column, NULL where the row is NULL.
// REQUIRES choices of one scalar type, and every valid which in [0, choices.size()).
std::unique_ptr<Column> select_column(const Column* which, std::vector<const Column*> choices);

}  // namespace mockdata
