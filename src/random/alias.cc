#include "random/alias.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mockdata {

AliasTable::AliasTable(std::span<const double> weights) {
  const std::size_t n = weights.size();
  slots_.resize(n);
  double sum = 0;
  for (const double w : weights) sum += w;
  // Whole numbers that sum to n * 2^32, by largest remainders.
  const double total = static_cast<double>(n) * 4294967296.0;
  std::vector<uint64_t> share(n);
  std::vector<double> rest(n);
  unsigned __int128 given = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double exact = weights[i] / sum * total;
    share[i] = static_cast<uint64_t>(std::floor(exact));
    rest[i] = exact - std::floor(exact);
    given += share[i];
  }
  std::vector<uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return rest[a] != rest[b] ? rest[a] > rest[b] : a < b; });
  const unsigned __int128 want = static_cast<unsigned __int128>(n) << 32;
  for (std::size_t k = 0; given < want; k = (k + 1) % n)
    if (weights[order[k]] > 0) ++share[order[k]], ++given;
  for (std::size_t k = 0; given > want; k = (k + 1) % n)
    if (share[order[n - 1 - k]] > 0) --share[order[n - 1 - k]], --given;
  // Vose: fill slots below the mean from those above it.
  const uint64_t one = uint64_t{1} << 32;
  std::vector<uint32_t> small, large;
  for (std::size_t i = n; i-- > 0;) (share[i] < one ? small : large).push_back(static_cast<uint32_t>(i));
  while (!small.empty()) {
    const uint32_t s = small.back(), l = large.back();
    small.pop_back();
    slots_[s] = {static_cast<uint32_t>(share[s]), l};
    share[l] -= one - share[s];
    if (share[l] < one) {
      large.pop_back();
      small.push_back(l);
    }
  }
  for (const uint32_t i : large) slots_[i] = {0, i};
}

}  // namespace mockdata
