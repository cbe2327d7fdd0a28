// The parts of a Gaussian copula in fixed point: normal scores of random words, and random words of normal scores.
// Tables are built once with functions that give the same result everywhere (random/math.h); a score costs two loads and
// a multiply, a word the same. Scores end at the quantiles 1/8192 and 8191/8192, so a word's distribution is uniform to
// within 0.02 %.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace mockdata {

class CopulaTables {
 public:
  static constexpr int kWeightBits = 22;   // of a weight of 1
  static constexpr int kScoreBits = 36;    // of a score of 1
  CopulaTables();
  // The normal quantile of h / 2^64, in units of 2^-kScoreBits.
  int64_t score(uint64_t h) const {
    const int64_t a = scores_[h >> 52], b = scores_[(h >> 52) + 1];
    return a + (((b - a) * static_cast<int64_t>(h >> 28 & 0xFFFFFF)) >> 24);
  }
  // The standard normal distribution function of a score, times 2^64.
  uint64_t word(int64_t score) const {
    const int64_t edge = int64_t{kEdge} << kScoreBits;
    const uint64_t x = static_cast<uint64_t>((score < -edge ? -edge : score >= edge ? edge - 1 : score) + edge);
    const uint64_t a = cumulative_[x >> kCellBits], b = cumulative_[(x >> kCellBits) + 1];
    return (a + (((b - a) >> 20) * (x & ((uint64_t{1} << kCellBits) - 1)) >> (kCellBits - 20))) << 2;
  }

 private:
  static constexpr int kEdge = 8, kCellBits = kScoreBits - 8;
  std::vector<int64_t> scores_;
  std::vector<uint64_t> cumulative_;  // in units of 2^-62
};

const CopulaTables& copula_tables();

// The correlation of two normal scores whose ranks correlate (Spearman) by `rank`: 2 sin(π rank / 6). REQUIRES |rank| <= 1.
double normal_correlation(double rank);
// The lower triangular L with L Lᵀ = matrix (n × n, row by row); nullopt where the matrix has none.
std::optional<std::vector<double>> cholesky(const std::vector<double>& matrix, std::size_t n);

}  // namespace mockdata
