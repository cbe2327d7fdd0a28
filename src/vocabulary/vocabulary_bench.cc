// Start-up: both packs mapped and the world's lists read, as every run does; then what is paid when it is first used.
#include <benchmark/benchmark.h>

#include "vocabulary/vocabulary.h"

namespace mockdata {
namespace {

std::string pack(const char* name) { return *find_packs() + "/" + name; }

// What Vocabulary::open does, without its memory of the folder.
void map_all_packs(benchmark::State& state) {
  for (auto _ : state) {
    auto main = Pack::map(pack("default.pack")), more = Pack::map(pack("more.pack"));
    if (!main.ok() || !more.ok()) return state.SkipWithError("no packs beside the program");
    benchmark::DoNotOptimize(main->lists("world")->size() + more->sections().size());
  }
}

// The sections of a pack whose name passes, verified and read.
template <class F>
void read_sections(benchmark::State& state, F wanted) {
  for (auto _ : state)
    for (const char* name : {"default.pack", "more.pack"}) {
      auto mapped = Pack::map(pack(name));
      for (const std::string_view section : mapped->sections())
        if (wanted(section)) benchmark::DoNotOptimize(mapped->lists(section)->size());
    }
}
void read_one_locale(benchmark::State& state) {
  read_sections(state, [](std::string_view s) { return s == "fi_FI" || s == "root"; });
}
void read_all_locales(benchmark::State& state) {
  read_sections(state, [](std::string_view s) { return !s.starts_with("places/"); });
}
void read_all_places(benchmark::State& state) {
  read_sections(state, [](std::string_view s) { return s.starts_with("places/"); });
}
BENCHMARK(map_all_packs)->Unit(benchmark::kMillisecond);
BENCHMARK(read_one_locale)->Unit(benchmark::kMillisecond);
BENCHMARK(read_all_locales)->Unit(benchmark::kMillisecond);
BENCHMARK(read_all_places)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mockdata
