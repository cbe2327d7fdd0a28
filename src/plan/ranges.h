// Columns of numbers, dates and times from a field's own settings: min, max, step, distribution, buckets.
// A bound that is not given follows from the type and the distribution: see docs/template.md.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/bits.h"
#include "base/result.h"
#include "block/column.h"
#include "template/template.h"

namespace mockdata {

// True where the settings ask for a range: any of min, max, distribution, buckets, step, weekdays, hours.
bool has_range(const Field& field);

// How many values the range of a unique field has; nullopt where they cannot be numbered.
std::optional<uint64_t> range_capacity(const Field& field, const DataType& type, int32_t today, uint64_t rows);

// `digit` (with its radix) replaces the draw where the field is a digit of a unique combination; nullptr otherwise.
Result<std::unique_ptr<Column>> make_range(const Field& field, const DataType& type, Key key, int32_t today, bool unique, uint64_t rows,
                                           const Column* digit, uint64_t radix, std::string& how);

}  // namespace mockdata
