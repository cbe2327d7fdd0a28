#include "random/quantile.h"

#include <algorithm>

namespace mockdata {

QuantileTable::QuantileTable(double lo, double hi, const std::function<double(double)>& quantile) : table_(kCells + 1) {
  for (uint32_t i = 0; i <= kCells; ++i) {
    const double p = i == 0 ? 0.5 / kCells : i == kCells ? 1 - 0.5 / kCells : static_cast<double>(i) / kCells;
    const double fraction = std::clamp((quantile(p) - lo) / (hi - lo), 0.0, 1.0);
    table_[i] = static_cast<uint64_t>(fraction * 4294967295.0);
    if (i && table_[i] < table_[i - 1]) table_[i] = table_[i - 1];
  }
}

}  // namespace mockdata
