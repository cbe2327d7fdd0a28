// A column of texts of a language.
#pragma once

#include <memory>

#include "base/bits.h"
#include "block/column.h"
#include "pattern/language.h"

namespace mockdata {

// Drawn uniformly; `unique`: no text twice in rows [0, language.ranks()). With `digit` (an int64 column of numbers below
// `radix` <= ranks()), different digits give different texts instead.
std::unique_ptr<Column> pattern_column(pattern::Language language, Key key, bool unique, const Column* digit = nullptr, uint64_t radix = 0);

}  // namespace mockdata
