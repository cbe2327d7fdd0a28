// Dates and times that keep an order with others of the row or of a referenced row, and the shape of the calendar.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "block/column.h"
#include "derive/span.h"
#include "plan/calendar.h"

namespace mockdata {

// This value lies at least `least` and at most `most` after (or before) the other.
struct OrderBound {
  const Column* other;   // of the type of the value
  bool after;
  Span least;
  std::optional<Span> most;
};

// `base` where it keeps the bounds, else a value of the window that they leave in [lo, hi]. Where they leave none, what
// must come after comes right after, also beyond hi. A NULL bound binds nothing. Types: date, datetime, timestamp, time.
std::unique_ptr<Column> ordered_column(const Column* base, int64_t lo, int64_t hi, uint64_t key, std::vector<OrderBound> bounds,
                                       std::unique_ptr<Calendar> calendar);

}  // namespace mockdata
