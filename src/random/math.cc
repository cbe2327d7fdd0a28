#include "random/math.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace mockdata {

namespace {
constexpr double kLn2High = 6.93147180369123816490e-01;  // upper bits of ln 2, so that k * kLn2High is exact
constexpr double kLn2Low = 1.90821492927058770002e-10;

double scale_by_power_of_two(double x, int k) {
  while (k > 1000) { x *= 0x1p1000; k -= 1000; }
  while (k < -1000) { x *= 0x1p-1000; k += 1000; }
  const uint64_t word = static_cast<uint64_t>(k + 1023) << 52;
  double power;
  std::memcpy(&power, &word, 8);
  return x * power;
}
}  // namespace

double stable_exp(double x) {
  if (x < -745) return 0;
  if (x > 709.8) return std::numeric_limits<double>::infinity();
  const double k = std::floor(x / (kLn2High + kLn2Low) + 0.5);
  const double r = (x - k * kLn2High) - k * kLn2Low;  // |r| <= 0.35
  double sum = 1, term = 1;
  for (int i = 1; i <= 18; ++i) {
    term = term * r / i;
    sum += term;
  }
  return scale_by_power_of_two(sum, static_cast<int>(k));
}

double stable_log(double x) {
  uint64_t word;
  int k = 0;
  if (x < 0x1p-1000) {
    x *= 0x1p60;
    k = -60;
  }
  std::memcpy(&word, &x, 8);
  k += static_cast<int>(word >> 52) - 1023;
  word = (word & 0xFFFFFFFFFFFFFu) | 0x3FF0000000000000u;
  double m;
  std::memcpy(&m, &word, 8);
  if (m > 1.4142135623730951) {
    m = m / 2;
    ++k;
  }
  const double s = (m - 1) / (m + 1), s2 = s * s;  // log m = 2 (s + s^3/3 + s^5/5 + …), |s| < 0.172
  double sum = 0;
  for (int i = 21; i >= 1; i -= 2) sum = sum * s2 + 1.0 / i;
  return k * kLn2High + (2 * s * sum + k * kLn2Low);
}

double stable_pow(double x, double y) { return stable_exp(y * stable_log(x)); }

double normal_quantile(double p) {
  constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01};
  constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00};
  constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
  if (p > 0.5) return -normal_quantile(1 - p);
  if (p < 0.02425) {
    const double q = std::sqrt(-2 * stable_log(p));
    return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  }
  const double q = p - 0.5, r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

}  // namespace mockdata
