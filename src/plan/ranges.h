// Columns of numbers, dates and times from a field's own settings: min, max, step, distribution, buckets, weekdays, hours.
#pragma once

#include <memory>
#include <string>

#include "base/bits.h"
#include "base/result.h"
#include "block/column.h"
#include "template/template.h"

namespace mockdata {

// True where the settings ask for a range: any of min, max, distribution, buckets, step, weekdays, hours.
bool has_range(const Field& field);

// `digit` (with its radix) replaces the draw where the field is a digit of a unique combination; nullptr otherwise.
Result<std::unique_ptr<Column>> make_range(const Field& field, const DataType& type, Key key, int32_t today, bool unique, uint64_t rows,
                                           const Column* digit, uint64_t radix, std::string& how);

}  // namespace mockdata
