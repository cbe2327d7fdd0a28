#include "formats/parquet/parquet.h"

#include <algorithm>

#include "base/version.h"
#include "formats/parquet/column_writer.h"
#include "formats/parquet/file_schema.h"
#include "formats/parquet/thrift.h"

namespace mockdata {

namespace parquet {
namespace {

struct RowGroup final : EncodedChunk {
  int64_t rows = 0;
  std::vector<ColumnChunk> columns;
};

class Encoder final : public ChunkEncoder {
 public:
  Encoder(const std::vector<Leaf>& leaves, const EncodingOptions& options) : leaves_(leaves) {
    for (const Leaf& leaf : leaves) writers_.push_back(std::make_unique<ColumnWriter>(leaf, options, scratch_));
  }
  void begin(std::unique_ptr<EncodedChunk> spent) override {
    group_.reset(static_cast<RowGroup*>(spent.release()));
    if (!group_) group_ = std::make_unique<RowGroup>();
    group_->rows = 0;
    group_->columns.resize(writers_.size());
    for (std::size_t i = 0; i < writers_.size(); ++i) writers_[i]->begin(group_->columns[i]);
  }
  Status add(std::span<const Block* const> blocks, uint32_t rows) override {
    group_->rows += rows;
    for (std::size_t i = 0; i < leaves_.size(); ++i) MOCKDATA_CHECK(writers_[i]->add(*blocks[leaves_[i].column], rows));
    return {};
  }
  std::size_t size() const override {
    std::size_t bytes = 0;
    for (const auto& writer : writers_) bytes += writer->size();
    return bytes;
  }
  Result<std::unique_ptr<EncodedChunk>> finish() override {
    for (std::size_t i = 0; i < writers_.size(); ++i) MOCKDATA_CHECK(writers_[i]->finish(group_->columns[i]));
    return std::unique_ptr<EncodedChunk>(std::move(group_));
  }

 private:
  const std::vector<Leaf>& leaves_;
  Scratch scratch_;
  std::vector<std::unique_ptr<ColumnWriter>> writers_;
  std::unique_ptr<RowGroup> group_;
};

// The footer's numbers of codecs.
int32_t codec_number(Codec codec) {
  switch (codec) {
    case Codec::kSnappy: return 1;
    case Codec::kZstd: return 6;
    case Codec::kLz4Raw: return 7;
    default: return 0;
  }
}

// ColumnMetaData of a chunk whose first byte stands at `offset`.
std::string describe(const Leaf& leaf, const ColumnChunk& chunk, int64_t offset) {
  std::string out;
  ThriftWriter t(out);
  t.begin_struct();
  t.field_i32(1, static_cast<int32_t>(leaf.physical));
  // What the format asks for: RLE for levels, PLAIN for the dictionary's page, and those of the data pages.
  std::vector<int32_t> encodings{static_cast<int32_t>(Encoded::kRle)};
  if (chunk.dictionary_size) encodings.push_back(static_cast<int32_t>(Encoded::kPlain));
  for (const Encoded e : chunk.encodings)
    if (!(chunk.dictionary_size && e == Encoded::kPlain)) encodings.push_back(static_cast<int32_t>(e));
  t.field_list(2, ThriftWriter::kI32, encodings.size());
  for (const int32_t e : encodings) t.i32(e);
  t.field_list(3, ThriftWriter::kBinary, leaf.path.size());
  for (const std::string& name : leaf.path) t.binary(name);
  t.field_i32(4, codec_number(chunk.codec));
  t.field_i64(5, chunk.values);
  t.field_i64(6, chunk.uncompressed);
  t.field_i64(7, chunk.compressed);
  t.field_i64(9, offset + chunk.dictionary_size);
  if (chunk.dictionary_size) t.field_i64(11, offset);
  t.field_struct(12);
  t.begin_struct();
  t.field_i64(3, chunk.nulls);
  if (chunk.high) t.field_binary(5, chunk.high->bytes);
  if (chunk.low) t.field_binary(6, chunk.low->bytes);
  if (chunk.high) t.field_bool(7, chunk.high->exact);
  if (chunk.low) t.field_bool(8, chunk.low->exact);
  t.end_struct();
  t.end_struct();
  return out;
}

// The bounds of each page; nothing where a page has values and no bounds.
std::string column_index(const ColumnChunk& chunk) {
  for (const PageEntry& page : chunk.pages)
    if (page.nulls < page.values && (!page.low || !page.high)) return {};
  std::string out;
  ThriftWriter t(out);
  t.begin_struct();
  t.field_list(1, ThriftWriter::kBool, chunk.pages.size());
  for (const PageEntry& page : chunk.pages) t.boolean(page.nulls == page.values);
  t.field_list(2, ThriftWriter::kBinary, chunk.pages.size());
  for (const PageEntry& page : chunk.pages) t.binary(page.low ? page.low->bytes : std::string());
  t.field_list(3, ThriftWriter::kBinary, chunk.pages.size());
  for (const PageEntry& page : chunk.pages) t.binary(page.high ? page.high->bytes : std::string());
  t.field_i32(4, 0);  // the pages are in no order
  t.field_list(5, ThriftWriter::kI64, chunk.pages.size());
  for (const PageEntry& page : chunk.pages) t.i64(page.nulls);
  t.end_struct();
  return out;
}

// Where each data page stands.
std::string offset_index(const ColumnChunk& chunk, int64_t offset) {
  std::string out;
  ThriftWriter t(out);
  offset += chunk.dictionary_size;
  t.begin_struct();
  t.field_list(1, ThriftWriter::kStruct, chunk.pages.size());
  for (const PageEntry& page : chunk.pages) {
    t.begin_struct();
    t.field_i64(1, offset);
    t.field_i32(2, static_cast<int32_t>(page.size));
    t.field_i64(3, page.first_row);
    t.end_struct();
    offset += page.size;
  }
  t.end_struct();
  return out;
}

class Assembler final : public FileAssembler {
 public:
  Assembler(const Schema& schema, const std::vector<Leaf>& leaves, const EncodingOptions& options) : schema_(schema), leaves_(leaves), options_(options) {}

  Status begin(ByteSink& sink) override { return put(sink, "PAR1"); }

  Status append(EncodedChunk& chunk, ByteSink& sink) override {
    const RowGroup& group = static_cast<const RowGroup&>(chunk);
    if (!group.rows) return {};
    Placed placed{offset_, 0, 0, group.rows, {}};
    for (std::size_t i = 0; i < group.columns.size(); ++i) {
      const ColumnChunk& column = group.columns[i];
      placed.columns.push_back({describe(leaves_[i], column, offset_), column_index(column), offset_index(column, offset_)});
      placed.uncompressed += column.uncompressed;
      for (const ColumnChunk::Piece& piece : column.pieces)
        MOCKDATA_CHECK(put(sink, column.bytes.view().substr(piece.begin, piece.end - piece.begin)));
    }
    placed.compressed = offset_ - placed.offset;
    rows_ += group.rows;
    groups_.push_back(std::move(placed));
    return {};
  }

  Status end(ByteSink& sink) override {
    for (Placed& group : groups_)
      for (PlacedColumn& column : group.columns) MOCKDATA_CHECK(put_index(sink, column.column_index, column.column_index_at));
    for (Placed& group : groups_)
      for (PlacedColumn& column : group.columns) MOCKDATA_CHECK(put_index(sink, column.offset_index, column.offset_index_at));
    std::string footer;
    ThriftWriter t(footer);
    t.begin_struct();
    t.field_i32(1, 2);
    put_schema(t, 2, schema_, options_.uuid_bytes);
    t.field_i64(3, rows_);
    t.field_list(4, ThriftWriter::kStruct, groups_.size());
    for (const Placed& group : groups_) put_group(t, footer, group);
    t.field_binary(6, std::string("mockdata version ") + kVersion);
    t.field_list(7, ThriftWriter::kStruct, leaves_.size());  // column orders: by type, as statistics are
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      t.begin_struct();
      t.field_struct(1);
      t.begin_struct();
      t.end_struct();
      t.end_struct();
    }
    t.end_struct();
    const uint32_t size = static_cast<uint32_t>(footer.size());
    footer.append(reinterpret_cast<const char*>(&size), 4);
    footer += "PAR1";
    return put(sink, footer);
  }

 private:
  struct PlacedColumn {
    std::string meta, column_index, offset_index;  // encoded; the indices are freed once written
    std::pair<int64_t, int64_t> column_index_at{}, offset_index_at{};  // place and size
  };
  struct Placed {
    int64_t offset, uncompressed, compressed, rows;
    std::vector<PlacedColumn> columns;
  };

  Status put(ByteSink& sink, std::string_view bytes) {
    offset_ += static_cast<int64_t>(bytes.size());
    return sink.write(bytes);
  }
  Status put_index(ByteSink& sink, std::string& index, std::pair<int64_t, int64_t>& at) {
    at = {offset_, static_cast<int64_t>(index.size())};
    if (index.empty()) return {};
    return put(sink, std::exchange(index, {}));
  }

  static void put_group(ThriftWriter& t, std::string& footer, const Placed& group) {
    t.begin_struct();
    t.field_list(1, ThriftWriter::kStruct, group.columns.size());
    for (const PlacedColumn& column : group.columns) {
      t.begin_struct();
      t.field_i64(2, 0);
      t.field_struct(3);
      footer += column.meta;
      t.field_i64(4, column.offset_index_at.first);
      t.field_i32(5, static_cast<int32_t>(column.offset_index_at.second));
      if (column.column_index_at.second) {
        t.field_i64(6, column.column_index_at.first);
        t.field_i32(7, static_cast<int32_t>(column.column_index_at.second));
      }
      t.end_struct();
    }
    t.field_i64(2, group.uncompressed);
    t.field_i64(3, group.rows);
    t.field_i64(5, group.offset);
    t.field_i64(6, group.compressed);
    t.end_struct();
  }

  const Schema& schema_;
  const std::vector<Leaf>& leaves_;
  const EncodingOptions& options_;
  int64_t offset_ = 0, rows_ = 0;
  std::vector<Placed> groups_;
};

class ParquetEncoding final : public Encoding {
 public:
  ParquetEncoding(Schema schema, EncodingOptions options)
      : schema_(std::move(schema)), options_(std::move(options)), leaves_(leaves_of(schema_, options_.uuid_bytes)) {}
  // Column chunks of a few KiB at least: the footer describes each in some 300 bytes.
  std::size_t chunk_bytes() const override { return std::max<std::size_t>(7 << 20, leaves_.size() * (4 << 10)); }
  std::unique_ptr<ChunkEncoder> encoder() const override { return std::make_unique<Encoder>(leaves_, options_); }
  std::unique_ptr<FileAssembler> assembler() const override { return std::make_unique<Assembler>(schema_, leaves_, options_); }

 private:
  Schema schema_;
  EncodingOptions options_;
  std::vector<Leaf> leaves_;
};

}  // namespace
}  // namespace parquet

std::unique_ptr<Encoding> make_parquet_encoding(const Schema& schema, const EncodingOptions& options) {
  return std::make_unique<parquet::ParquetEncoding>(schema, options);
}

}  // namespace mockdata
