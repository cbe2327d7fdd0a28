// matrix_make FOLDER ROWS : random rows whose columns are every type, each required, nullable, in lists, objects and lists of objects, as
// <encoding>-<codec>-v<page version>.parquet for all of them, and as rows.arrow, which comes by another way. Only tests use it.
// lists.v1.parquet, lists.v2.parquet and lists.arrow: 40,000 rows of lists in one chunk, whose pages end within and between rows' levels.
// matrix_make --large FILE : a Parquet file of one chunk with a text column of 3 GB; row r holds its number r % 9973 repeated.
#include <iostream>

#include "block/text_of.h"
#include "file_sink.h"
#include "random_rows.h"

namespace {

using namespace mockdata;

Schema make_schema() {
  Schema schema{{"id", {TypeId::kInt64, 0, 0, {}}, false}};
  const std::pair<const char*, DataType> types[] = {
      {"bool", {TypeId::kBool, 0, 0, {}}}, {"int", {TypeId::kInt32, 0, 0, {}}}, {"long", {TypeId::kInt64, 0, 0, {}}}, {"float", {TypeId::kFloat, 0, 0, {}}},
      {"double", {TypeId::kDouble, 0, 0, {}}}, {"small", DataType::decimal(9, 2)}, {"decimal", DataType::decimal(18, 4)}, {"huge", DataType::decimal(38, 10)},
      {"date", {TypeId::kDate, 0, 0, {}}}, {"time", {TypeId::kTime, 0, 0, {}}}, {"datetime", {TypeId::kDatetime, 0, 0, {}}}, {"timestamp", {TypeId::kTimestamp, 0, 0, {}}},
      {"text", {TypeId::kText, 0, 0, {}}}, {"pooled", {TypeId::kText, 0, 0, {}}}, {"uuid", {TypeId::kUuid, 0, 0, {}}}, {"binary", {TypeId::kBinary, 0, 0, {}}}, {"json", {TypeId::kJson, 0, 0, {}}}};
  for (const auto& [name, type] : types) {
    const std::string n = name;
    const auto list = [](ColumnType element) { return DataType::list(std::move(element)); };
    schema.push_back({n, type, false});
    schema.push_back({n + "_nullable", type, true});
    schema.push_back({n + "_list", list({n, type, true}), true});
    schema.push_back({n + "_full_list", list({n, type, false}), false});
    schema.push_back({n + "_object", DataType::structure({{n, type, true}, {n + "_full", type, false}}), true});
    schema.push_back({n + "_objects", list({"element", DataType::structure({{n, type, true}, {n + "_list", list({n, type, true}), true}}), true}), true});
  }
  return schema;
}

Schema list_schema() {
  const DataType text{TypeId::kText, 0, 0, {}}, number{TypeId::kInt32, 0, 0, {}};
  const auto list = [](const DataType& element) { return DataType::list({"element", element, true}); };
  return {{"id", {TypeId::kInt64, 0, 0, {}}, false}, {"numbers", list(number), true}, {"grid", list(list(number)), true},
          {"objects", list(DataType::structure({{"text", text, true}, {"numbers", list(number), true}})), true}};
}

// Chunks of 83 rows in two blocks, or one of blocks as large as they come.
Status write(const std::string& path, const std::string& format, const EncodingOptions& options, uint64_t rows, const Schema& schema, bool one_chunk = false) {
  MOCKDATA_ASSIGN(const auto encoding, make_encoding(format, schema, options));
  Maker maker(5, true);
  FileSink sink(path);
  const auto assembler = encoding->assembler();
  const auto encoder = encoding->encoder();
  MOCKDATA_CHECK(assembler->begin(sink));
  std::unique_ptr<EncodedChunk> spent;
  for (uint64_t row = 0; row < rows;) {
    encoder->begin(std::move(spent));
    for (int blocks = 0; (one_chunk || blocks < 2) && row < rows; ++blocks) {
      const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(one_chunk ? kBlockRows : blocks ? 13 : 70, rows - row));
      MOCKDATA_CHECK(encoder->add(maker.rows(schema, static_cast<int64_t>(row), count), count));
      row += count;
    }
    MOCKDATA_ASSIGN(spent, encoder->finish());
    MOCKDATA_CHECK(assembler->append(*spent, sink));
  }
  return assembler->end(sink);
}

Status large(const std::string& path) {
  constexpr uint64_t kRows = 3'000'000, kWords = 200;
  const Schema schema{{"id", {TypeId::kInt64, 0, 0, {}}, false}, {"text", {TypeId::kText, 0, 0, {}}, false}};
  EncodingOptions options;
  options.codec = Codec::kNone;
  MOCKDATA_ASSIGN(const auto encoding, make_encoding("parquet", schema, options));
  FileSink sink(path);
  const auto assembler = encoding->assembler();
  const auto encoder = encoding->encoder();
  MOCKDATA_CHECK(assembler->begin(sink));
  encoder->begin(nullptr);
  Block id, text;
  const Block* blocks[] = {&id, &text};
  for (uint64_t row = 0; row < kRows; row += kBlockRows) {
    const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(kBlockRows, kRows - row));
    int64_t* ids = id.own_fixed<int64_t>(count);
    TextWriter writer(text, count);
    for (uint32_t i = 0; i < count; ++i) {
      ids[i] = static_cast<int64_t>(row + i);
      char word[8];
      std::snprintf(word, sizeof word, "%04d ", static_cast<int>((row + i) % 9973));
      std::string repeated;
      for (uint64_t w = 0; w < kWords; ++w) repeated += word;
      writer.put(repeated);
      writer.end_row();
    }
    MOCKDATA_CHECK(encoder->add(blocks, count));
  }
  MOCKDATA_ASSIGN(const auto chunk, encoder->finish());
  MOCKDATA_CHECK(assembler->append(*chunk, sink));
  return assembler->end(sink);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  bool good = true;
  const auto check = [&](const std::string& name, const Status& status) {
    if (!status.ok()) std::cerr << name << ": " << status.error().to_string() << "\n";
    good &= status.ok();
  };
  if (std::string(argv[1]) == "--large") {
    check(argv[2], large(argv[2]));
    return good ? 0 : 1;
  }
  const std::string folder = argv[1];
  const uint64_t rows = std::stoull(argv[2]);
  const std::pair<const char*, PageEncoding> encodings[] = {
      {"auto", PageEncoding::kAuto}, {"plain", PageEncoding::kPlain}, {"dictionary", PageEncoding::kDictionary}, {"delta", PageEncoding::kDelta}, {"split", PageEncoding::kByteStreamSplit}};
  const std::pair<const char*, Codec> codecs[] = {{"auto", Codec::kAuto}, {"none", Codec::kNone}, {"snappy", Codec::kSnappy}, {"zstd", Codec::kZstd}, {"lz4", Codec::kLz4Raw}};
  for (const auto& [encoding_name, encoding] : encodings)
    for (const auto& [codec_name, codec] : codecs)
      for (const bool v2 : {false, true}) {
        EncodingOptions options;
        options.encoding = encoding, options.codec = codec, options.page_v2 = v2, options.uuid_bytes = v2;
        const std::string name = std::string(encoding_name) + "-" + codec_name + "-v" + (v2 ? "2" : "1") + ".parquet";
        check(name, write(folder + "/" + name, "parquet", options, rows, make_schema()));
      }
  check("rows.arrow", write(folder + "/rows.arrow", "arrow", {}, rows, make_schema()));
  EncodingOptions v2;
  v2.page_v2 = true;
  check("lists.v1.parquet", write(folder + "/lists.v1.parquet", "parquet", {}, 40000, list_schema(), true));
  check("lists.v2.parquet", write(folder + "/lists.v2.parquet", "parquet", v2, 40000, list_schema(), true));
  check("lists.arrow", write(folder + "/lists.arrow", "arrow", {}, 40000, list_schema(), true));
  return good ? 0 : 1;
}
