// ns per value of providers, in blocks of 1,024 rows, once warm.
#include <benchmark/benchmark.h>

#include "providers/provider.h"

namespace mockdata {
namespace {

void run(benchmark::State& state, const char* name, const char* args, bool unique, std::optional<DataType> wanted) {
  Table table("t", 1'000'000);
  MakeContext c;
  c.key = Key(1).with(name);
  c.rows = 100'000;
  c.unique = unique;
  c.today = 20781;
  c.wanted = wanted;
  c.table = &table;
  auto made = make_provider(name, *parse_json(args), c);
  if (!made.ok()) {
    state.SkipWithError(made.error().message.c_str());
    return;
  }
  const Column* column = table.add(std::move(*made));
  Scope scope(table);
  uint64_t row = 0;
  for (auto _ : state) {
    scope.start({row, kBlockRows, nullptr});
    benchmark::DoNotOptimize(&scope.get(*column));
    row = (row + kBlockRows) % 65536;
  }
  state.SetItemsProcessed(state.iterations() * kBlockRows);
}

const DataType kText{TypeId::kText, 0, 0, {}};

#define PROVIDER(label, name, args, unique, wanted) \
  void label(benchmark::State& s) { run(s, name, args, unique, wanted); } \
  BENCHMARK(label)
PROVIDER(random_int, "random_int", "{}", false, std::nullopt);
PROVIDER(random_int_unique, "random_int", R"({"max": 999999})", true, std::nullopt);
PROVIDER(date_between, "date_between", "{}", false, std::nullopt);
PROVIDER(date_time_between, "date_time_between", "{}", false, std::nullopt);
PROVIDER(pydecimal, "pydecimal", R"({"left_digits": 8, "right_digits": 2})", false, std::nullopt);
PROVIDER(uuid4, "uuid4", "{}", false, std::nullopt);
PROVIDER(uuid4_text, "uuid4", "{}", false, kText);
PROVIDER(uuid7_text, "uuid7", "{}", false, kText);
PROVIDER(random_element, "random_element", "{}", false, std::nullopt);
PROVIDER(word, "word", "{}", false, std::nullopt);
PROVIDER(job, "job", "{}", false, std::nullopt);
PROVIDER(company, "company", "{}", false, std::nullopt);
PROVIDER(company_unique, "company", "{}", true, std::nullopt);
PROVIDER(bothify, "bothify", R"({"text": "??-####"})", false, std::nullopt);
PROVIDER(numerify_unique, "numerify", R"({"text": "########"})", true, std::nullopt);
PROVIDER(ipv4, "ipv4", "{}", false, std::nullopt);
PROVIDER(url, "url", "{}", false, std::nullopt);
PROVIDER(ean13, "ean13", "{}", false, std::nullopt);
PROVIDER(sentence, "sentence", "{}", false, std::nullopt);
PROVIDER(text_200, "text", "{}", false, std::nullopt);
PROVIDER(free_text, "free_text", "{}", false, std::nullopt);
PROVIDER(user_agent, "user_agent", "{}", false, std::nullopt);
PROVIDER(iso8601, "iso8601", "{}", false, std::nullopt);
PROVIDER(hex_color, "hex_color", "{}", false, std::nullopt);
PROVIDER(md5, "md5", "{}", false, std::nullopt);
PROVIDER(password, "password", "{}", false, std::nullopt);
PROVIDER(pystr_format, "pystr_format", "{}", false, std::nullopt);
PROVIDER(json_record, "json", R"({"num_rows": 1, "data_columns": {"id": "pyint", "name": "word", "on": "date"}})", false, std::nullopt);

}  // namespace
}  // namespace mockdata
