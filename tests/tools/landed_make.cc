// landed_make FOLDER ROWS SEED : random rows of every type, with nulls and edge values, in every encoding that the program writes.
// Files: <codec>-v<page version>.parquet as the program chooses encodings, <encoding>-<codec>-v<page version>.parquet where all
// columns have one, and rows.<format> of every other format. Only tests use it; Python reads the files back with other programs.
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "file_sink.h"
#include "formats/encoding.h"
#include "random_rows.h"

namespace {

using namespace mockdata;

DataType plain(TypeId id) { return {id, 0, 0, {}}; }

Schema make_schema() {
  const DataType place = DataType::structure({{"lat", plain(TypeId::kDouble), true}, {"zone", plain(TypeId::kInt32), false}});
  const DataType team = DataType::structure({{"id", plain(TypeId::kText), true}, {"since", plain(TypeId::kDate), true},
                                             {"roles", DataType::list({"element", plain(TypeId::kText), true}), true}});
  return {{"id", plain(TypeId::kInt64), false},
          {"i32", plain(TypeId::kInt32), true},
          {"i64", plain(TypeId::kInt64), true},
          {"flag", plain(TypeId::kBool), true},
          {"f32", plain(TypeId::kFloat), true},
          {"f64", plain(TypeId::kDouble), true},
          {"money", DataType::decimal(9, 2), true},
          {"sum", DataType::decimal(18, 4), true},
          {"huge", DataType::decimal(38, 10), true},
          {"day", plain(TypeId::kDate), true},
          {"at", plain(TypeId::kTimestamp), true},
          {"local", plain(TypeId::kDatetime), true},
          {"word", plain(TypeId::kText), true},
          {"pooled", plain(TypeId::kText), true},
          {"key", plain(TypeId::kUuid), true},
          {"clock", plain(TypeId::kTime), true},
          {"raw", plain(TypeId::kBinary), true},
          {"address", DataType::structure({{"street", plain(TypeId::kText), true}, {"place", place, true}}), true},
          {"tags", DataType::list({"element", plain(TypeId::kText), true}), true},
          {"teams", DataType::list({"element", team, true}), true},
          {"nothing", plain(TypeId::kText), true},
          {"_is_synthetic", plain(TypeId::kBool), false}};
}

Status write(const std::string& path, const std::string& format, const EncodingOptions& options, uint64_t rows, uint64_t seed) {
  const Schema schema = make_schema();
  MOCKDATA_ASSIGN(const auto encoding, make_encoding(format, schema, options));
  Maker maker(seed);
  FileSink sink(path);
  const auto assembler = encoding->assembler();
  MOCKDATA_CHECK(assembler->begin(sink));
  for (uint64_t row = 0; row < rows;) {
    const auto encoder = encoding->encoder();
    encoder->begin(nullptr);
    for (int blocks = 0; blocks < 3 && row < rows; ++blocks) {
      const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(blocks == 2 ? 77 : kBlockRows, rows - row));
      MOCKDATA_CHECK(encoder->add(maker.rows(schema, static_cast<int64_t>(row), count), count));
      row += count;
    }
    MOCKDATA_ASSIGN(const auto chunk, encoder->finish());
    MOCKDATA_CHECK(assembler->append(*chunk, sink));
  }
  return assembler->end(sink);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string folder = argv[1];
  const uint64_t rows = std::stoull(argv[2]), seed = std::stoull(argv[3]);
  const auto run = [&](const std::string& name, const std::string& format, const EncodingOptions& options) {
    const Status status = write(folder + "/" + name, format, options, rows, seed);
    if (!status.ok()) std::cerr << name << ": " << status.error().to_string() << "\n";
    return status.ok();
  };
  bool good = true;
  const std::pair<const char*, Codec> codecs[] = {{"none", Codec::kNone}, {"snappy", Codec::kSnappy}, {"zstd", Codec::kZstd}, {"lz4", Codec::kLz4Raw}};
  for (const auto& [name, codec] : codecs)
    for (const bool v2 : {false, true}) {
      EncodingOptions options;
      options.codec = codec, options.page_v2 = v2;
      good &= run(std::string(name) + "-v" + (v2 ? "2" : "1") + ".parquet", "parquet", options);
    }
  const std::pair<const char*, PageEncoding> encodings[] = {{"plain", PageEncoding::kPlain}, {"delta", PageEncoding::kDelta}, {"split", PageEncoding::kByteStreamSplit}};
  for (const auto& [name, encoding] : encodings)
    for (const auto& [codec_name, codec] : codecs)
      for (const bool v2 : {false, true}) {
        EncodingOptions options;
        options.codec = codec, options.page_v2 = v2, options.encoding = encoding, options.uuid_bytes = v2;
        good &= run(std::string(name) + "-" + codec_name + "-v" + (v2 ? "2" : "1") + ".parquet", "parquet", options);
      }
  for (const std::string_view format : file_formats())
    if (format != "parquet") good &= run("rows." + std::string(format), std::string(format), {});
  EncodingOptions bytes;
  bytes.uuid_bytes = true;
  good &= run("uuid-bytes.arrow", "arrow", bytes);
  EncodingOptions dialect;
  dialect.delimiter = '\t', dialect.quote_all = true, dialect.null_text = "NULL", dialect.header = false;
  good &= run("dialect.csv", "csv", dialect);
  return good ? 0 : 1;
}
