// Elementary functions whose results are the same everywhere: only + - * / and sqrt of IEEE doubles, in a fixed order.
// They serve plan time (tables of distributions), not the cell path; a libm may differ between versions, these may not.
// Relative error below 1e-14 for exp and log, absolute error below 2e-9 for normal_quantile (tested against libm).
#pragma once

#include <cstdint>

namespace mockdata {

double stable_exp(double x);               // any x; 0 below -745, infinity above 709.8
double stable_log(double x);               // REQUIRES x > 0
double stable_pow(double x, double y);     // REQUIRES x > 0
// The x with P(Z < x) = p for a standard normal Z. REQUIRES 0 < p < 1. Source: P. J. Acklam's rational approximation (2003).
double normal_quantile(double p);

}  // namespace mockdata
