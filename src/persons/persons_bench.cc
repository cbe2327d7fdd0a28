// A person of 12 columns: rows a second of one core. Start-up: all packs mapped.
#include <benchmark/benchmark.h>

#include "base/date.h"
#include "persons/persons.h"

namespace mockdata {
namespace {

constexpr PersonPart kTwelve[] = {PersonPart::kFirstName, PersonPart::kLastName, PersonPart::kSexLetter, PersonPart::kBirthDate, PersonPart::kEmail, PersonPart::kUserName,
                                  PersonPart::kPhone, PersonPart::kStreetAddress, PersonPart::kCity, PersonPart::kRegion, PersonPart::kPostcode, PersonPart::kCountryCode};

void run(benchmark::State& state, std::vector<std::pair<std::string, double>> locales, std::span<const PersonPart> parts) {
  Table table("people", 1u << 30);
  PersonOptions options;
  options.key = Key(1);
  options.today = days_from_civil(2026, 11, 28);
  options.locales = std::move(locales);
  std::vector<std::string> notes;
  auto domain = *PersonDomain::make(**Vocabulary::open(), std::move(options), table, nullptr, notes);
  std::vector<const Column*> columns;
  for (const PersonPart part : parts) columns.push_back(*domain->column(part));
  Scope scope(table);
  uint64_t first = 0;
  for (auto _ : state) {
    scope.start({first, kBlockRows, nullptr});
    for (const Column* c : columns) benchmark::DoNotOptimize(scope.get(*c).size);
    first += kBlockRows;
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * kBlockRows));
}

void BM_Person12_fi(benchmark::State& state) { run(state, {{"fi_FI", 1}}, kTwelve); }
void BM_Person12_en(benchmark::State& state) { run(state, {{"en_US", 1}}, kTwelve); }
void BM_Person12_three(benchmark::State& state) { run(state, {{"fi_FI", 1}, {"de_DE", 1}, {"en_US", 1}}, kTwelve); }
template <PersonPart part>
void BM_Part(benchmark::State& state) { run(state, {{"fi_FI", 1}}, std::array{part}); }
BENCHMARK(BM_Person12_fi);
BENCHMARK(BM_Person12_en);
BENCHMARK(BM_Person12_three);
BENCHMARK(BM_Part<PersonPart::kFirstName>)->Name("first_name");
BENCHMARK(BM_Part<PersonPart::kEmail>)->Name("email");
BENCHMARK(BM_Part<PersonPart::kPhone>)->Name("phone");
BENCHMARK(BM_Part<PersonPart::kBirthDate>)->Name("birth_date");
BENCHMARK(BM_Part<PersonPart::kStreetAddress>)->Name("street_address");
BENCHMARK(BM_Part<PersonPart::kCity>)->Name("city");

}  // namespace
}  // namespace mockdata
