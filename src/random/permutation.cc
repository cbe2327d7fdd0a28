#include "random/permutation.h"

#include <cmath>

namespace mockdata {

Permutation::Permutation(uint64_t n, uint64_t key) : n_(n ? n : 1) {
  a_ = static_cast<uint64_t>(std::sqrt(static_cast<double>(n_)));
  while (a_ * a_ < n_) ++a_;
  while (a_ > 1 && (a_ - 1) * (a_ - 1) >= n_) --a_;
  b_ = (n_ + a_ - 1) / a_;
  for (int i = 0; i < 2 * kRounds; ++i) keys_[i] = Key(key).with("permutation").with(static_cast<uint64_t>(i)).value();
}

}  // namespace mockdata
