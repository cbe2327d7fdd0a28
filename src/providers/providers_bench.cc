// ns a value of the providers' columns, a block of 1,024 rows at a time, as generation calls them.
#include <benchmark/benchmark.h>

#include "block/column.h"
#include "providers/provider.h"
#include "template/value.h"

namespace mockdata {
namespace {

void fill(benchmark::State& state, const char* name, const char* arguments, std::optional<DataType> wanted, bool unique = false) {
  const auto args = parse_json(arguments);
  Table table("bench", uint64_t{1} << 30);
  MakeContext context;
  context.key = Key(7).with(name);
  context.rows = table.rows();
  context.unique = unique;
  context.today = 20'000;
  context.table = &table;
  context.wanted = wanted;
  auto made = make_provider(name, args.ok() ? *args : Value(), context);
  if (!made.ok()) return state.SkipWithError(made.error().message.c_str());
  const Column* column = table.add(std::move(*made));
  Scope scope(table);
  uint64_t first = 0;
  for (auto _ : state) {
    scope.start({first, kBlockRows, nullptr});
    benchmark::DoNotOptimize(&scope.get(*column));
    first += kBlockRows;
  }
  state.SetItemsProcessed(state.iterations() * kBlockRows);
}

const DataType kLong{TypeId::kInt64, 0, 0, {}}, kText{TypeId::kText, 0, 0, {}}, kTime{TypeId::kTimestamp, 0, 0, {}}, kKey{TypeId::kUuid, 0, 0, {}};

// Those that have a floor.
BENCHMARK_CAPTURE(fill, bounded_int64, "random_int", R"({"min": 0, "max": 1000000})", kLong);
BENCHMARK_CAPTURE(fill, wide_int64, "random_int", R"({"min": 0, "max": 1000000000000})", kLong);
BENCHMARK_CAPTURE(fill, unique_key, "random_int", R"({"min": 0, "max": 9000000000})", kLong, true);
BENCHMARK_CAPTURE(fill, timestamp, "date_time_between", R"({"start_date": "-10y"})", kTime);
BENCHMARK_CAPTURE(fill, decimal_12_2, "pydecimal", R"({"min_value": 0, "max_value": 99999})", DataType::decimal(12, 2));
BENCHMARK_CAPTURE(fill, uuid_bytes, "uuid4", "{}", kKey);
BENCHMARK_CAPTURE(fill, uuid_text, "uuid4", "{}", kText);
BENCHMARK_CAPTURE(fill, object_id, "object_id", "{}", kText);
// The others, with their own type.
#define PROVIDER(label, name, arguments, unique) BENCHMARK_CAPTURE(fill, label, name, arguments, std::nullopt, unique)
PROVIDER(date_between, "date_between", "{}", false);
PROVIDER(random_element, "random_element", "{}", false);
PROVIDER(word, "word", "{}", false);
PROVIDER(job, "job", "{}", false);
PROVIDER(company, "company", "{}", false);
PROVIDER(bothify, "bothify", R"({"text": "??-####"})", false);
PROVIDER(numerify_unique, "numerify", R"({"text": "############"})", true);
PROVIDER(ipv4, "ipv4", "{}", false);
PROVIDER(url, "url", "{}", false);
PROVIDER(ean13, "ean13", "{}", false);
PROVIDER(sentence, "sentence", "{}", false);
PROVIDER(text_200, "text", "{}", false);
PROVIDER(free_text, "free_text", "{}", false);
PROVIDER(user_agent, "user_agent", "{}", false);
PROVIDER(iso8601, "iso8601", "{}", false);
PROVIDER(hex_color, "hex_color", "{}", false);
PROVIDER(md5, "md5", "{}", false);
PROVIDER(password, "password", "{}", false);
PROVIDER(pystr_format, "pystr_format", "{}", false);
PROVIDER(json_record, "json", R"({"num_rows": 1, "data_columns": {"id": "pyint", "name": "word", "on": "date"}})", false);
// Of a person whom nothing else in the row speaks of: names, numbered so that addresses never repeat, and then the part.
PROVIDER(first_name, "first_name", "{}", false);
PROVIDER(name, "name", "{}", false);
PROVIDER(email, "email", "{}", false);
PROVIDER(phone_number, "phone_number", "{}", false);
PROVIDER(national_id_fi, "national_id", R"({"country": "FI"})", false);

}  // namespace
}  // namespace mockdata
