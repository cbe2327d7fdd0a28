#include "base/cpu.h"

#include <cstdlib>
#include <optional>
#include <string_view>

namespace mockdata {
namespace {

CpuLevel best_level() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool v2 = __builtin_cpu_supports("ssse3") && __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
  const bool v3 = v2 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
                  __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  return v4 ? CpuLevel::kV4 : v3 ? CpuLevel::kV3 : v2 ? CpuLevel::kV2 : CpuLevel::kPlain;
#else
  return CpuLevel::kPlain;
#endif
}

std::optional<CpuLevel> named_level(std::string_view name) {
  for (const CpuLevel level : {CpuLevel::kPlain, CpuLevel::kV2, CpuLevel::kV3, CpuLevel::kV4})
    if (name == cpu_level_name(level)) return level;
  return std::nullopt;
}

CpuLevel choose_level() {
  const CpuLevel best = best_level();
  const char* forced = std::getenv("MOCKDATA_CPU");
  const auto level = forced ? named_level(forced) : std::nullopt;
  return level && *level <= best ? *level : best;
}

}  // namespace

namespace detail {
const CpuLevel cpu_level = choose_level();
}

const char* cpu_level_name(CpuLevel level) {
  switch (level) {
    case CpuLevel::kV4: return "v4";
    case CpuLevel::kV3: return "v3";
    case CpuLevel::kV2: return "v2";
    case CpuLevel::kPlain: break;
  }
  return "plain";
}

Status check_cpu_choice() {
  const char* forced = std::getenv("MOCKDATA_CPU");
  if (!forced || !*forced) return {};
  const auto level = named_level(forced);
  if (!level) return usage_error("MOCKDATA_CPU is \"" + std::string(forced) + "\"", "levels: plain, v2, v3, v4; or leave it out");
  if (*level > best_level())
    return usage_error("MOCKDATA_CPU asks for " + std::string(forced) + ", and this machine has " + cpu_level_name(best_level()), "leave it out");
  return {};
}

}  // namespace mockdata
