// A loop over the rows of a block for kernels that draw from them.
#pragma once

#include "base/bits.h"
#include "base/cpu.h"
#include "block/column.h"

namespace mockdata {

// Where a row stands in the streams of all keys: its random bits are drawn(spread, key) = bits(key, row). Rows that follow each other
// are spread by one addition each, which saves a multiplication a row.
inline constexpr uint64_t spread(uint64_t row) { return row * kPhi; }
inline constexpr uint64_t drawn(uint64_t spread, uint64_t key) { return mix13(spread + key); }

// Calls f(i, spread) for every row, i from 0, in the best code that the machine has. The loop is vectorised only where f captures by
// copy what it needs.
template <class F>
void for_each_row(const Rows& rows, F f) {
  on_cpu([f, count = std::size_t{rows.count}, list = rows.list, first = spread(rows.first)] {
    if (list) {
      for (std::size_t i = 0; i < count; ++i) f(i, spread(list[i]));
    } else {
      uint64_t at = first;
      for (std::size_t i = 0; i < count; ++i, at += kPhi) f(i, at);
    }
  });
}

}  // namespace mockdata
