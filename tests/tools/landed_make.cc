// landed_make FOLDER ROWS SEED : random rows of every type, with nulls and edge values, in every encoding that the program writes.
// Files: <codec>-v<page version>.parquet as the program chooses encodings, <encoding>-<codec>-v<page version>.parquet where all
// columns have one, and rows.<format> of every other format. Only tests use it; Python reads the files back with other programs.
#include <cstdint>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "block/block.h"
#include "file_sink.h"
#include "formats/encoding.h"

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

class Maker {
 public:
  explicit Maker(uint64_t seed) : random_(seed) {
    for (size_t i = 0; i < kWords.size(); ++i) offsets_.push_back(offsets_.back() + static_cast<uint32_t>(kWords[i].size())), bytes_ += kWords[i];
    bytes_.resize(bytes_.size() + 64);
    pool_ = {static_cast<uint32_t>(kWords.size()), offsets_.data(), bytes_.data()};
  }

  std::vector<const Block*> rows(const Schema& schema, int64_t first, uint32_t count) {
    made_.clear();
    first_ = first;
    std::vector<const Block*> blocks;
    for (const ColumnType& column : schema) blocks.push_back(block(column, count));
    return blocks;
  }

 private:
  template <class T, class F>
  Block* fixed(uint32_t count, F f) {
    Block* made = fresh();
    T* values = made->own_fixed<T>(std::max<uint32_t>(count, 1));
    made->size = count;
    for (uint32_t i = 0; i < count; ++i) values[i] = f(i);
    return made;
  }
  Block* fresh() { return made_.emplace_back(std::make_unique<Block>()).get(); }
  int64_t number(int64_t low, int64_t high) { return std::uniform_int_distribution<int64_t>(low, high)(random_); }
  // Now and then an edge of the range.
  int64_t edgy(int64_t low, int64_t high) {
    const int64_t pick = number(0, 19);
    return pick == 0 ? low : pick == 1 ? high : pick == 2 && low <= 0 ? 0 : number(low, high);
  }
  std::string text() {
    std::string out;
    for (int64_t i = number(0, 4); i > 0; --i) out += kWords[static_cast<size_t>(number(0, static_cast<int64_t>(kWords.size()) - 1))];
    return out;
  }

  Block* texts(uint32_t count) {
    Block* made = fresh();
    std::string bytes;
    std::vector<uint32_t> offsets{0};
    for (uint32_t i = 0; i < count; ++i) bytes += text(), offsets.push_back(static_cast<uint32_t>(bytes.size()));
    char* out = made->own_text(std::max<uint32_t>(count, 1), bytes.size() + 1);
    made->size = count;
    bytes.copy(out, bytes.size());
    std::copy(offsets.begin(), offsets.end(), made->own_offsets());
    return made;
  }

  const Block* block(const ColumnType& column, uint32_t count) {
    Block* made = values(column, count);
    if (column.nullable) {
      const int64_t rate = column.name == "nothing" ? 10 : number(0, 4);  // in tenths; whole blocks without a null, too
      if (rate > 0 && count > 0) {
        const bool list = column.type.id == TypeId::kList;
        uint64_t* words = made->own_validity();
        std::fill_n(words, (count + 63) / 64, 0);
        for (uint32_t i = 0; i < count; ++i) {
          const bool empty = !list || made->offsets[i] == made->offsets[i + 1];  // a null list is empty
          if (!(empty && number(0, 9) < rate)) words[i / 64] |= uint64_t{1} << i % 64;
        }
      }
    }
    return made;
  }

  Block* values(const ColumnType& column, uint32_t count) {
    const DataType& type = column.type;
    switch (type.id) {
      case TypeId::kBool: return fixed<uint8_t>(count, [&](uint32_t) { return column.name == "_is_synthetic" ? 1 : number(0, 1); });
      case TypeId::kInt32: return fixed<int32_t>(count, [&](uint32_t) { return edgy(INT32_MIN, INT32_MAX); });
      case TypeId::kInt64:
        if (column.name == "id") return fixed<int64_t>(count, [&](uint32_t i) { return first_ + i; });
        return fixed<int64_t>(count, [&](uint32_t) { return edgy(INT64_MIN, INT64_MAX); });
      case TypeId::kFloat: return fixed<float>(count, [&](uint32_t) { return static_cast<float>(number(-1000000, 1000000)) / 64; });
      case TypeId::kDouble: return fixed<double>(count, [&](uint32_t) { return static_cast<double>(number(-1000000000, 1000000000)) / 3; });
      case TypeId::kDecimal:
        if (type.precision > 18) {
          return fixed<__int128>(count, [&](uint32_t) { return static_cast<__int128>(edgy(-9000000000000000000, 9000000000000000000)) * number(1, 9999999999999999); });
        }
        return fixed<int64_t>(count, [&](uint32_t) { return type.precision == 9 ? edgy(-999999999, 999999999) : edgy(-999999999999999999, 999999999999999999); });
      case TypeId::kDate: return fixed<int32_t>(count, [&](uint32_t) { return edgy(-25567, 47482); });  // 1900-01-01 … 2100-01-01
      case TypeId::kTimestamp: case TypeId::kDatetime:
        return fixed<int64_t>(count, [&](uint32_t) { return edgy(-2208988800000000, 4102444799999999) / (number(0, 1) ? 1 : 1000000) * 1; });
      case TypeId::kTime: return fixed<int64_t>(count, [&](uint32_t) { return edgy(0, 86399999999); });
      case TypeId::kUuid: {
        struct Uuid { uint8_t bytes[16]; };
        return fixed<Uuid>(count, [&](uint32_t) {
          Uuid uuid;
          for (uint8_t& byte : uuid.bytes) byte = static_cast<uint8_t>(number(0, 255));
          return uuid;
        });
      }
      case TypeId::kStruct: {
        std::vector<const Block*> members;
        for (const ColumnType& member : type.children) members.push_back(block(member, count));
        Block* made = fresh();
        made->own_struct(count, members.size());
        made->children = members;
        return made;
      }
      case TypeId::kList: {
        std::vector<uint32_t> offsets{0};
        for (uint32_t i = 0; i < count; ++i) offsets.push_back(offsets.back() + static_cast<uint32_t>(number(0, 2) == 0 ? number(1, 6) : number(0, 1)));
        const Block* elements = block(type.children[0], offsets.back());
        Block* made = fresh();
        std::copy(offsets.begin(), offsets.end(), made->own_list(count, elements));
        return made;
      }
      default: break;
    }
    if (column.name != "pooled") return texts(count);
    Block* made = fresh();
    uint32_t* index = made->own_pool(count, &pool_);
    for (uint32_t i = 0; i < count; ++i) index[i] = static_cast<uint32_t>(number(0, pool_.size - 1));
    return made;
  }

  const std::vector<std::string> kWords{"", "a", "Zo\xC3\xAB", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", ", ", "\"quoted\"", "line\nbreak", "\r\n", "\t", "\\", std::string(1, '\x01'),
                                        std::string(100, 'x'), "null", "'", "{}", "\xC3\xBF\xC3\xBF"};
  std::mt19937_64 random_;
  std::vector<uint32_t> offsets_{0};
  std::string bytes_;
  TextPool pool_;
  int64_t first_ = 0;
  std::vector<std::unique_ptr<Block>> made_;
};

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
