// shapes_make FOLDER : Parquet and Arrow files of unusual shapes, whose values follow from the row, so that Python can tell them.
// wide: 10,000 columns; long: texts of 0 bytes, of 10 MB and of many bytes a character; borders: one chunk across page borders,
// one more row, nulls in runs; empty and one: 0 rows and 1 row. Only tests use it.
#include <cstdint>
#include <functional>
#include <iostream>
#include <string>

#include "block/owned_pool.h"
#include "block/text_of.h"
#include "file_sink.h"
#include "formats/encoding.h"

namespace {

using namespace mockdata;

DataType plain(TypeId id) { return {id, 0, 0, {}}; }

// Makes the block of column c for rows [first, first + count).
using Fill = std::function<void(std::size_t c, uint64_t first, uint32_t count, Block& out)>;

Status write(const std::string& path, const Schema& schema, uint64_t rows, uint64_t chunk_rows, const Fill& fill, const EncodingOptions& options = {}) {
  const std::string format = path.substr(path.rfind('.') + 1);
  MOCKDATA_ASSIGN(const auto encoding, make_encoding(format, schema, options));
  FileSink sink(path);
  const auto assembler = encoding->assembler();
  const auto encoder = encoding->encoder();
  std::vector<Block> blocks(schema.size());
  std::vector<const Block*> views;
  for (const Block& b : blocks) views.push_back(&b);
  MOCKDATA_CHECK(assembler->begin(sink));
  std::unique_ptr<EncodedChunk> spent;
  for (uint64_t row = 0; row < rows;) {
    const uint64_t end = std::min(rows, row + chunk_rows);
    encoder->begin(std::move(spent));
    while (row < end) {
      const uint32_t count = static_cast<uint32_t>(std::min<uint64_t>(kBlockRows, end - row));
      for (std::size_t c = 0; c < schema.size(); ++c) fill(c, row, count, blocks[c]);
      MOCKDATA_CHECK(encoder->add(views, count));
      row += count;
    }
    MOCKDATA_ASSIGN(spent, encoder->finish());
    MOCKDATA_CHECK(assembler->append(*spent, sink));
  }
  return assembler->end(sink);
}

void ints(uint64_t first, uint32_t count, uint64_t factor, Block& out) {
  int64_t* v = out.own_fixed<int64_t>(count);
  for (uint32_t i = 0; i < count; ++i) v[i] = static_cast<int64_t>((first + i) * factor);
}

template <class Valid>
void nulls(uint64_t first, uint32_t count, Block& out, Valid valid) {
  uint64_t* words = out.own_validity();
  for (uint32_t w = 0; w * 64 < count; ++w) words[w] = 0;
  for (uint32_t i = 0; i < count; ++i) words[i / 64] |= static_cast<uint64_t>(valid(first + i)) << i % 64;
}

Status wide(const std::string& folder) {
  Schema schema;
  for (int c = 0; c < 10000; ++c) schema.push_back({"c" + std::to_string(c), plain(TypeId::kInt64), false});
  return write(folder + "/wide.parquet", schema, 100, 64, [](std::size_t c, uint64_t first, uint32_t count, Block& out) { ints(first, count, c, out); });
}

// Row r: 10 MB of the letter r for r % 4 == 3, "€" r times for r % 4 == 2, r as digits for r % 4 == 1, else empty.
Status long_texts(const std::string& path, const EncodingOptions& options) {
  const Schema schema = {{"text", plain(TypeId::kText), false}};
  return write(path, schema, 16, 16, [](std::size_t, uint64_t first, uint32_t count, Block& out) {
    TextWriter writer(out, count);
    for (uint64_t r = first; r < first + count; ++r) {
      if (r % 4 == 3) writer.put(std::string(10'000'000, static_cast<char>('a' + r)));
      if (r % 4 == 2) for (uint64_t k = 0; k < r; ++k) writer.put("\xE2\x82\xAC");
      if (r % 4 == 1) writer.put(std::to_string(r));
      writer.end_row();
    }
  }, options);
}

// One chunk of 200,001 rows, then one row. Columns: n = row; maybe = row, NULL where row / 1000 is odd; word of a pool of 3, or
// for rows from 100,000 of another pool; all = NULL; text = decimal digits.
Status borders(const std::string& path, const EncodingOptions& options) {
  static const OwnedPool first_pool({"red", "green", "blue"}), second_pool({"one", "two"});
  const Schema schema = {{"n", plain(TypeId::kInt64), false}, {"maybe", plain(TypeId::kInt64), true}, {"word", plain(TypeId::kText), true},
                         {"none", plain(TypeId::kInt32), true}, {"text", plain(TypeId::kText), true}, {"flag", plain(TypeId::kBool), true}};
  return write(path, schema, 200'002, 200'001, [](std::size_t c, uint64_t first, uint32_t count, Block& out) {
    switch (c) {
      case 0: return ints(first, count, 1, out);
      case 1: ints(first, count, 1, out); return nulls(first, count, out, [](uint64_t r) { return r / 1000 % 2 == 0; });
      case 2: {
        const TextPool* pool = first < 100'000 ? first_pool.view() : second_pool.view();
        uint32_t* index = out.own_pool(count, pool);
        for (uint32_t i = 0; i < count; ++i) index[i] = static_cast<uint32_t>((first + i) % pool->size);
        return nulls(first, count, out, [](uint64_t r) { return r % 7 != 0; });
      }
      case 3: std::fill_n(out.own_fixed<int32_t>(count), count, 0); return nulls(first, count, out, [](uint64_t) { return false; });
      case 4: {
        TextWriter writer(out, count);
        for (uint64_t r = first; r < first + count; ++r) writer.put(std::to_string(r)), writer.end_row();
        return nulls(first, count, out, [](uint64_t r) { return r % 2 == 0; });
      }
      default: {
        uint8_t* v = out.own_fixed<uint8_t>(count);
        for (uint32_t i = 0; i < count; ++i) v[i] = (first + i) % 3 == 0;
        return nulls(first, count, out, [](uint64_t r) { return r % 5 != 0; });
      }
    }
  }, options);
}

Status few(const std::string& path, uint64_t rows) {
  const Schema schema = {{"n", plain(TypeId::kInt64), false}, {"list", DataType::list({"element", plain(TypeId::kInt64), true}), true}};
  Block elements;
  return write(path, schema, rows, 1024, [&](std::size_t c, uint64_t first, uint32_t count, Block& out) {
    if (c == 0) return ints(first, count, 1, out);
    ints(0, count, 5, elements);
    uint32_t* offsets = out.own_list(count, &elements);
    for (uint32_t i = 0; i <= count; ++i) offsets[i] = i;
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string folder = argv[1];
  bool good = true;
  const auto check = [&](const Status& status) {
    if (!status.ok()) std::cerr << status.error().to_string() << "\n";
    good &= status.ok();
  };
  EncodingOptions v2;
  v2.page_v2 = true;
  EncodingOptions zstd;
  zstd.codec = Codec::kZstd;
  check(wide(folder));
  check(long_texts(folder + "/long.parquet", {}));
  check(long_texts(folder + "/long-v2.parquet", v2));
  check(long_texts(folder + "/long.arrow", {}));
  check(borders(folder + "/borders.parquet", {}));
  check(borders(folder + "/borders-v2.parquet", v2));
  check(borders(folder + "/borders-zstd.parquet", zstd));
  check(borders(folder + "/borders.arrow", {}));
  check(borders(folder + "/borders.arrows", {}));
  for (const char* form : {"parquet", "arrow", "arrows"}) {
    check(few(folder + "/empty." + form, 0));
    check(few(folder + "/one." + form, 1));
  }
  return good ? 0 : 1;
}
