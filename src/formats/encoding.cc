#include "formats/encoding.h"

#include "formats/arrow/ipc.h"
#include "formats/parquet/parquet.h"
#include "formats/text.h"

namespace mockdata {

namespace {
constexpr std::string_view kFormats[] = {"parquet", "csv", "ndjson", "json", "arrow", "arrows", "csv.gz", "csv.zst", "ndjson.gz", "ndjson.zst", "json.gz", "json.zst"};
}  // namespace

std::span<const std::string_view> file_formats() { return kFormats; }

Result<std::unique_ptr<Encoding>> make_encoding(std::string_view format, const Schema& schema, const EncodingOptions& given) {
  if (format == "parquet") return make_parquet_encoding(schema, given);
  if (format == "arrow" || format == "arrows") return make_arrow_encoding(schema, format == "arrow", given);
  EncodingOptions options = given;
  if (format.ends_with(".gz")) options.text_codec = TextCodec::kGzip;
  if (format.ends_with(".zst")) options.text_codec = TextCodec::kZstd;
  const std::string_view plain = format.substr(0, format.find('.'));
  if (plain == "csv") return make_csv_encoding(schema, options);
  if (plain == "ndjson") return make_json_encoding(schema, false, options);
  if (plain == "json") return make_json_encoding(schema, true, options);
  std::string known;
  for (const std::string_view f : kFormats) known += (known.empty() ? "" : ", ") + std::string(f);
  return usage_error("no format is called \"" + std::string(format) + "\"", "formats: delta, " + known);
}

}  // namespace mockdata
