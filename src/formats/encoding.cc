#include "formats/encoding.h"

#include "formats/parquet/parquet.h"
#include "formats/text.h"

namespace mockdata {

Result<std::unique_ptr<Encoding>> make_encoding(std::string_view format, const Schema& schema, const EncodingOptions& options) {
  if (format == "parquet") return make_parquet_encoding(schema, options);
  if (format == "csv") return make_csv_encoding(schema, options);
  if (format == "ndjson") return make_json_encoding(schema, false, options);
  if (format == "json") return make_json_encoding(schema, true, options);
  return usage_error("no format is called \"" + std::string(format) + "\"", "formats: delta, parquet, csv, ndjson, json");
}

}  // namespace mockdata
