// ns a row of picks, a block of 1,024 rows at a time.
#include <benchmark/benchmark.h>

#include "relations/picks.h"

namespace mockdata {
namespace {

void fill(benchmark::State& state, std::unique_ptr<Column> pick, uint64_t rows) {
  Table table("bench", rows);
  const Column* column = table.add(std::move(pick));
  Scope scope(table);
  uint64_t first = 0;
  for (auto _ : state) {
    scope.start({first, kBlockRows, nullptr});
    benchmark::DoNotOptimize(&scope.get(*column));
    first = first + 2 * kBlockRows <= rows ? first + kBlockRows : 0;
  }
  state.SetItemsProcessed(state.iterations() * kBlockRows);
}

constexpr uint64_t kParents = 250'000, kChildren = 1'000'000;

void foreign_key_uniform(benchmark::State& state) { fill(state, std::make_unique<UniformPick>(7, kParents), kChildren); }
void foreign_key_with_fan_out(benchmark::State& state) {
  fill(state, std::make_unique<FanoutPick>(std::make_shared<Children>(std::make_shared<SplitTree>(7, kParents, kChildren, FanoutShape::kGeometric, 0))), kChildren);
}
void one_to_one(benchmark::State& state) { fill(state, std::make_unique<OneToOnePick>(7, kChildren), kChildren); }
BENCHMARK(foreign_key_uniform);
BENCHMARK(foreign_key_with_fan_out);
BENCHMARK(one_to_one);

}  // namespace
}  // namespace mockdata
