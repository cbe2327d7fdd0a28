// Nanoseconds a value of each kind of column: a table of one field, read in blocks of 1,024 rows.
// Run: build/bench/generate_bench --benchmark_min_time=0.2 (logs stand in bench/results/).
#include <benchmark/benchmark.h>

#include "generate/generate.h"

namespace mockdata {
namespace {

struct Kernel {
  const char* name;
  const char* fields;    // the last one is measured with what it reads
  const char* more = ""; // keys of the entity
};

const Kernel kKernels[] = {
    {"int uniform", R"j({"name": "x", "type": "int", "min": 1, "max": 1000000})j"},
    {"long uniform 2^40", R"j({"name": "x", "type": "long", "min": 0, "max": 1099511627775})j"},
    {"decimal(12,2) uniform", R"j({"name": "x", "type": "decimal(12,2)", "min": 0, "max": 99999})j"},
    {"double uniform", R"j({"name": "x", "type": "double", "min": 0, "max": 1, "scale": 6})j"},
    {"int normal", R"j({"name": "x", "type": "int", "distribution": {"type": "normal", "mean": 500, "std": 100}})j"},
    {"decimal lognormal", R"j({"name": "x", "type": "decimal(10,2)", "distribution": {"type": "lognormal", "median": 20, "sigma": 0.8}})j"},
    {"int exponential", R"j({"name": "x", "type": "int", "distribution": {"type": "exponential", "mean": 30}})j"},
    {"int Zipf s=1.1 n=10^6", R"j({"name": "x", "type": "int", "min": 1, "max": 1000000, "distribution": {"type": "zipf", "s": 1.1}})j"},
    {"int buckets", R"j({"name": "x", "type": "int", "buckets": [{"min": 0, "max": 9, "weight": 2}, {"min": 10, "max": 99, "weight": 5}, {"min": 100, "max": 999, "weight": 1}]})j"},
    {"int unique n=10^9", R"j({"name": "x", "type": "int", "unique": true, "min": 1, "max": 1000000000})j"},
    {"date uniform", R"j({"name": "x", "type": "date", "min": "-10y", "max": "today"})j"},
    {"timestamp uniform", R"j({"name": "x", "type": "timestamp", "min": "-10y", "max": "today"})j"},
    {"timestamp weekdays, hours", R"j({"name": "x", "type": "timestamp", "min": "-10y", "max": "today", "weekdays": true, "hours": [8, 18]})j"},
    {"bool", R"j({"name": "x", "type": "bool"})j"},
    {"uuid", R"j({"name": "x", "type": "uuid"})j"},
    {"uuid text", R"j({"name": "x", "type": "string", "faker_method": "uuid4"})j"},
    {"object_id", R"j({"name": "x", "type": "string", "faker_method": "object_id"})j"},
    {"ulid", R"j({"name": "x", "type": "string", "faker_method": "ulid"})j"},
    {"sequence", R"j({"name": "x", "type": "long", "sequence": true})j"},
    {"values, weighted", R"j({"name": "x", "type": "string", "values": ["open", "paid", "void"], "weights": [2, 7, 1]})j"},
    {"nullable int", R"j({"name": "x", "type": "int", "min": 1, "max": 1000, "nullable": true, "null_rate": 0.05})j"},
    {"pattern [A-Z]{3}-[0-9]{6}", R"j({"name": "x", "type": "string", "pattern": "[A-Z]{3}-[0-9]{6}"})j"},
    {"pattern unique", R"j({"name": "x", "type": "string", "pattern": "[A-Z]{3}-[0-9]{6}", "unique": true})j"},
    {"format ##-?-####", R"j({"name": "x", "type": "string", "format": "##-?-####"})j"},
    {"format of two fields", R"j({"name": "a", "type": "string", "values": ["anna", "bert"]}, {"name": "b", "type": "string", "values": ["lind", "maki"]}, {"name": "x", "type": "string", "format": "{{a}}.{{b}}##"})j"},
    {"derive lower(text)", R"j({"name": "a", "type": "string", "values": ["Anna Virtanen", "Bert Karlsson"]}, {"name": "x", "type": "string", "derive": "lower(a)"})j"},
    {"derive concat", R"j({"name": "a", "type": "string", "values": ["Anna", "Bert"]}, {"name": "x", "type": "string", "derive": "a + ' ' + a"})j"},
    {"derive int * int", R"j({"name": "a", "type": "int", "min": 1, "max": 9}, {"name": "x", "type": "long", "derive": "a * a"})j"},
    {"derive decimal round", R"j({"name": "a", "type": "int", "min": 1, "max": 9}, {"name": "p", "type": "decimal(10,2)", "min": 1, "max": 99}, {"name": "x", "type": "decimal(12,2)", "derive": "round(a * p * 1.24, 2)"})j"},
    {"derive age", R"j({"name": "b", "type": "date", "min": "-80y", "max": "-18y"}, {"name": "x", "type": "int", "derive": "age(b)"})j"},
    {"date after another", R"j({"name": "a", "type": "date", "min": "-5y", "max": "today"}, {"name": "x", "type": "date", "after": "a", "max": "today"})j"},
    {"when, three branches", R"j({"name": "a", "type": "string", "values": ["FI", "SE", "US"]}, {"name": "x", "type": "string", "when": [{"if": {"a": "FI"}, "then": "EUR"}, {"if": {"a": "SE"}, "then": "SEK"}, {"else": "USD"}]})j"},
    {"correlated pair", R"j({"name": "a", "type": "int", "min": 1, "max": 1000}, {"name": "x", "type": "int", "min": 1, "max": 1000})j", R"j(, "correlations": [{"fields": ["a", "x"], "rank": 0.6}])j"},
    {"list of 0 to 4 ints", R"j({"name": "x", "type": "array", "length": {"min": 0, "max": 4}, "items": {"type": "int", "min": 1, "max": 9}})j"},
    {"object of two", R"j({"name": "x", "type": "object", "fields": [{"name": "a", "type": "int", "min": 1, "max": 9}, {"name": "b", "type": "int", "min": 1, "max": 9}]})j"},
};

// Made names, as many as a dictionary of names holds.
std::string names(char first, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    std::string name(1, first);
    for (int n = i + 1000; n; n /= 10) name += "aeioubdklm"[n % 10];
    out += (i ? ", \"" : "\"") + name + "\"";
  }
  return out;
}
// The columns that have a floor (bench/run).
const std::pair<const char*, std::string> kFloors[] = {
    {"int64 bounded", R"j({"name": "x", "type": "long", "min": 0, "max": 1000000})j"},
    {"timestamp", R"j({"name": "x", "type": "timestamp", "min": "-10y", "max": "today"})j"},
    {"decimal(12,2)", R"j({"name": "x", "type": "decimal(12,2)", "min": 0, "max": 99999})j"},
    {"dictionary name as index", R"j({"name": "x", "type": "string", "values": [)j" + names('A', 5000) + "]}"},
    {"dictionary name as utf8", R"j({"name": "n", "type": "string", "values": [)j" + names('A', 5000) + R"j(]}, {"name": "x", "type": "string", "format": "{{n}}"})j"},
    {"uuid as text", R"j({"name": "x", "type": "string", "faker_method": "uuid4"})j"},
    {"uuid as 16 bytes", R"j({"name": "x", "type": "uuid"})j"},
    {"e-mail of two names", R"j({"name": "a", "type": "string", "values": [)j" + names('a', 2000) + R"j(]}, {"name": "b", "type": "string", "values": [)j" + names('b', 4000) +
                                R"j(]}, {"name": "x", "type": "string", "format": "{{a}}.{{b}}####@example.com"})j"},
    {"unique key", R"j({"name": "x", "type": "long", "unique": true, "min": 1, "max": 1000000000})j"},
};

// A child table under a parent table of 10^5 rows: copies, roll-ups.
const Kernel kRelated[] = {
    {"copy of a parent's text", R"j({"name": "x", "type": "string", "copy": "p.name"})j", "child"},
    {"copy of a parent's int", R"j({"name": "x", "type": "int", "copy": "p.n"})j", "child"},
    {"rollup sum, 4 children each", R"j({"name": "x", "type": "long", "rollup": {"function": "sum", "of": "child.v"}})j", "parent"},
};

void run(benchmark::State& state, const std::string& json, const std::string& entity, const std::string& field) {
  const auto t = read_template(json);
  const Planned planned = t.ok() ? make_plan(*t) : Planned();
  if (!planned.ok()) {
    state.SkipWithError("the template does not plan");
    return;
  }
  const PlannedEntity& e = planned.plan->entities[*planned.plan->entity(entity)];
  const Column* column = nullptr;
  for (const PlannedField& f : e.fields)
    if (f.type.name == field) column = f.column;
  Scope scope(*e.table);
  uint64_t first = 0;
  for (auto _ : state) {
    scope.start({first, kBlockRows, nullptr});
    benchmark::DoNotOptimize(scope.get(*column).size);
    first = first + 2 * kBlockRows <= e.rows() ? first + kBlockRows : 0;
  }
  state.SetItemsProcessed(state.iterations() * kBlockRows);
  state.counters["ns/value"] = benchmark::Counter(kBlockRows, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

const bool kRegistered = [] {
  const std::string head = R"j({"source": "b", "source_type": "sql", "extracted_at": "2026-01-01", "entities": [)j";
  for (const Kernel& k : kKernels) {
    const std::string json = head + R"j({"name": "e", "row_count": 1000000)j" + k.more + R"j(, "fields": [)j" + k.fields + "]}]}";
    benchmark::RegisterBenchmark(k.name, [json](benchmark::State& state) { run(state, json, "e", "x"); });
  }
  for (const auto& [name, fields] : kFloors) {
    const std::string json = head + R"j({"name": "e", "row_count": 1000000, "fields": [)j" + fields + "]}]}";
    benchmark::RegisterBenchmark((std::string("floor/") + name).c_str(), [json](benchmark::State& state) { run(state, json, "e", "x"); });
  }
  for (const Kernel& k : kRelated) {
    const bool child = std::string(k.more) == "child";
    const std::string json = head + R"j({"name": "parent", "row_count": 100000, "fields": [{"name": "id", "type": "int", "primary_key": true}, {"name": "name", "type": "string", "values": ["a", "bb", "ccc"]}, {"name": "n", "type": "int"})j" +
                             (child ? "" : std::string(", ") + k.fields) + R"j(]}, {"name": "child", "row_count": 400000, "fields": [{"name": "p", "type": "int", "foreign_key": "parent.id"}, {"name": "v", "type": "int"})j" +
                             (child ? std::string(", ") + k.fields : "") + "]}]}";
    benchmark::RegisterBenchmark(k.name, [json, child](benchmark::State& state) { run(state, json, child ? "child" : "parent", "x"); });
  }
  return true;
}();

}  // namespace
}  // namespace mockdata
