#include "random/copula.h"

#include <cmath>

#include "random/math.h"

namespace mockdata {

CopulaTables::CopulaTables() {
  constexpr int kCells = 4096;
  scores_.reserve(kCells + 1);
  for (int i = 0; i <= kCells; ++i) {
    const double p = i == 0 ? 0.5 / kCells : i == kCells ? 1 - 0.5 / kCells : static_cast<double>(i) / kCells;
    scores_.push_back(static_cast<int64_t>(std::floor(normal_quantile(p) * static_cast<double>(int64_t{1} << kScoreBits) + 0.5)));
  }
  // Simpson's rule on each cell, summed from the left.
  const auto density = [](double x) { return 0.39894228040143267794 * stable_exp(-x * x / 2); };
  constexpr double kWidth = 1.0 / 256;
  double sum = 0;
  cumulative_.push_back(0);
  for (int i = 0; i < 2 * kEdge * 256; ++i) {
    const double x = -kEdge + i * kWidth;
    sum += kWidth / 6 * (density(x) + 4 * density(x + kWidth / 2) + density(x + kWidth));
    cumulative_.push_back(static_cast<uint64_t>(sum * 0x1p62 < 0x1p62 ? sum * 0x1p62 : 0x1p62 - 1024));
  }
}

const CopulaTables& copula_tables() {
  static const CopulaTables tables;
  return tables;
}

double normal_correlation(double rank) {
  const double x = 0.52359877559829887308 * rank;  // π / 6
  double term = x, sum = x;
  for (int k = 1; k <= 10; ++k) {
    term = -term * x * x / ((2 * k) * (2 * k + 1));
    sum += term;
  }
  return 2 * sum;
}

std::optional<std::vector<double>> cholesky(const std::vector<double>& matrix, std::size_t n) {
  std::vector<double> l(n * n, 0.0);
  for (std::size_t j = 0; j < n; ++j) {
    double pivot = matrix[j * n + j];
    for (std::size_t k = 0; k < j; ++k) pivot -= l[j * n + k] * l[j * n + k];
    if (pivot < -1e-9) return std::nullopt;
    const bool none = pivot < 1e-9;  // follows from the ones before it
    l[j * n + j] = none ? 0 : std::sqrt(pivot);
    for (std::size_t i = j + 1; i < n; ++i) {
      double rest = matrix[i * n + j];
      for (std::size_t k = 0; k < j; ++k) rest -= l[i * n + k] * l[j * n + k];
      if (none && (rest > 1e-6 || rest < -1e-6)) return std::nullopt;
      l[i * n + j] = none ? 0 : rest / l[j * n + j];
    }
  }
  return l;
}

}  // namespace mockdata
