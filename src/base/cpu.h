// One source for every processor: a loop handed to on_cpu() is compiled four times, for x86-64-v2, v3 and v4 and for the
// baseline of the build, and the best one that this machine has is run. All give the same bytes: kernels hold whole-number
// arithmetic only, and contraction to FMA is off.
//
// MOCKDATA_CPU=plain|v2|v3|v4 forces one of them, for tests and measurements. Elsewhere than on x86-64 there is one copy.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace mockdata {

enum class CpuLevel : uint8_t { kPlain, kV2, kV3, kV4 };

namespace detail {
extern const CpuLevel cpu_level;
}
inline CpuLevel cpu_level() { return detail::cpu_level; }
const char* cpu_level_name(CpuLevel level);
// A usage error where MOCKDATA_CPU names no level, or one that this machine lacks.
Status check_cpu_choice();

#if defined(__x86_64__)
namespace detail {
// Lists of features, not arch=…: gcc inlines a function without a target only into one of the same arch.
#define MOCKDATA_V2 "sse3,ssse3,sse4.1,sse4.2,popcnt"
#define MOCKDATA_V3 MOCKDATA_V2 ",avx,avx2,bmi,bmi2,lzcnt,movbe"
#define MOCKDATA_V4 MOCKDATA_V3 ",avx512f,avx512bw,avx512cd,avx512dq,avx512vl"
template <class F>
[[gnu::flatten, gnu::noinline, gnu::target(MOCKDATA_V2)]] void run_v2(F kernel) { kernel(); }
template <class F>
[[gnu::flatten, gnu::noinline, gnu::target(MOCKDATA_V3)]] void run_v3(F kernel) { kernel(); }
template <class F>
[[gnu::flatten, gnu::noinline, gnu::target(MOCKDATA_V4)]] void run_v4(F kernel) { kernel(); }
}  // namespace detail

// Runs `kernel`, a lambda without arguments around plain loops. Capture values by copy where the loop writes integers, so
// that the compiler sees that they do not change.
template <class F>
void on_cpu(F kernel) {
  switch (cpu_level()) {
    case CpuLevel::kV4: return detail::run_v4(kernel);
    case CpuLevel::kV3: return detail::run_v3(kernel);
    case CpuLevel::kV2: return detail::run_v2(kernel);
    case CpuLevel::kPlain: return kernel();
  }
}
#else
template <class F>
void on_cpu(F kernel) { kernel(); }
#endif

}  // namespace mockdata
