#include "formats/parquet/parquet.h"

#include "formats/parquet/column_writer.h"
#include "formats/parquet/thrift.h"

namespace mockdata {

namespace parquet {
namespace {

struct RowGroup final : EncodedChunk {
  std::string bytes;
  int64_t rows = 0;
  std::vector<ColumnChunk> columns;
};

class Encoder final : public ChunkEncoder {
 public:
  Encoder(const std::vector<Leaf>& leaves, const EncodingOptions& options) : leaves_(leaves) {
    for (const Leaf& leaf : leaves) writers_.push_back(std::make_unique<ColumnWriter>(leaf, options));
  }
  Status add(std::span<const Block* const> blocks, uint32_t rows) override {
    rows_ += rows;
    for (std::size_t i = 0; i < leaves_.size(); ++i) MOCKDATA_CHECK(writers_[i]->add(*blocks[leaves_[i].column], rows));
    return {};
  }
  Result<std::unique_ptr<EncodedChunk>> finish() override {
    auto group = std::make_unique<RowGroup>();
    group->rows = rows_;
    rows_ = 0;
    for (auto& writer : writers_) {
      auto column = writer->finish(group->bytes);
      if (!column.ok()) return std::move(column.error());
      group->columns.push_back(std::move(*column));
    }
    return std::unique_ptr<EncodedChunk>(std::move(group));
  }

 private:
  const std::vector<Leaf>& leaves_;
  std::vector<std::unique_ptr<ColumnWriter>> writers_;
  int64_t rows_ = 0;
};

// Converted types (for old readers) and logical types, as numbered by parquet.thrift.
void put_type(ThriftWriter& t, const DataType& type) {
  const auto logical = [&](int16_t member, auto body) {
    t.field_struct(10);
    t.begin_struct();
    t.field_struct(member);
    t.begin_struct();
    body();
    t.end_struct();
    t.end_struct();
  };
  const auto micros = [&](bool utc) {
    t.field_bool(1, utc);
    t.field_struct(2);
    t.begin_struct();
    t.field_struct(2);
    t.begin_struct();
    t.end_struct();
    t.end_struct();
  };
  switch (type.id) {
    case TypeId::kText: case TypeId::kUuid: t.field_i32(6, 0); logical(1, [] {}); break;
    case TypeId::kJson: t.field_i32(6, 19); logical(12, [] {}); break;
    case TypeId::kDate: t.field_i32(6, 6); logical(6, [] {}); break;
    case TypeId::kTime: t.field_i32(6, 8); logical(7, [&] { micros(false); }); break;
    case TypeId::kDatetime: logical(8, [&] { micros(false); }); break;
    case TypeId::kTimestamp: t.field_i32(6, 10); logical(8, [&] { micros(true); }); break;
    case TypeId::kDecimal:
      t.field_i32(6, 5);
      t.field_i32(7, type.scale);
      t.field_i32(8, type.precision);
      logical(5, [&] {
        t.field_i32(1, type.scale);
        t.field_i32(2, type.precision);
      });
      break;
    default: break;
  }
}

void put_schema(ThriftWriter& t, const ColumnType& column, const std::string& name, std::size_t& count, bool counting) {
  ++count;
  const DataType& type = column.type;
  if (!counting) {
    t.begin_struct();
    if (type.id != TypeId::kStruct && type.id != TypeId::kList) {
      Leaf leaf = leaves_of({column})[0];
      t.field_i32(1, static_cast<int32_t>(leaf.physical));
      if (leaf.physical == Physical::kFixed) t.field_i32(2, leaf.fixed_length);
    }
    t.field_i32(3, column.nullable ? 1 : 0);
    t.field_binary(4, name);
    if (type.id == TypeId::kStruct) t.field_i32(5, static_cast<int32_t>(type.children.size()));
    if (type.id == TypeId::kList) {
      t.field_i32(5, 1);
      t.field_i32(6, 3);  // LIST
      t.field_struct(10);
      t.begin_struct();
      t.field_struct(3);
      t.begin_struct();
      t.end_struct();
      t.end_struct();
    }
    put_type(t, type);
    t.end_struct();
  }
  if (type.id == TypeId::kStruct)
    for (const ColumnType& child : type.children) put_schema(t, child, child.name, count, counting);
  if (type.id == TypeId::kList) {
    ++count;
    if (!counting) {
      t.begin_struct();
      t.field_i32(3, 2);  // REPEATED
      t.field_binary(4, "list");
      t.field_i32(5, 1);
      t.end_struct();
    }
    put_schema(t, type.children[0], "element", count, counting);
  }
}

class Assembler final : public FileAssembler {
 public:
  Assembler(const Schema& schema, const std::vector<Leaf>& leaves, const EncodingOptions& options) : schema_(schema), leaves_(leaves), options_(options) {}

  Status begin(ByteSink& sink) override {
    offset_ = 4;
    return sink.write("PAR1");
  }

  Status append(EncodedChunk& chunk, ByteSink& sink) override {
    RowGroup& group = static_cast<RowGroup&>(chunk);
    if (!group.rows) return {};
    MOCKDATA_CHECK(sink.write(group.bytes));
    Placed placed{offset_, static_cast<int64_t>(group.bytes.size()), group.rows, std::move(group.columns)};
    offset_ += static_cast<int64_t>(group.bytes.size());
    rows_ += group.rows;
    groups_.push_back(std::move(placed));
    return {};
  }

  Status end(ByteSink& sink) override {
    std::string footer;
    ThriftWriter t(footer);
    t.begin_struct();
    t.field_i32(1, 2);
    std::size_t elements = 1;
    std::size_t ignored = 0;
    for (const ColumnType& c : schema_) put_schema(t, c, c.name, elements, true);
    t.field_list(2, ThriftWriter::kStruct, elements);
    t.begin_struct();
    t.field_binary(4, "schema");
    t.field_i32(5, static_cast<int32_t>(schema_.size()));
    t.end_struct();
    for (const ColumnType& c : schema_) put_schema(t, c, c.name, ignored, false);
    t.field_i64(3, rows_);
    t.field_list(4, ThriftWriter::kStruct, groups_.size());
    for (std::size_t g = 0; g < groups_.size(); ++g) put_group(t, groups_[g], static_cast<int16_t>(g));
    t.field_binary(6, "mockdata version 0.1.0");
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
    return sink.write(footer);
  }

 private:
  struct Placed {
    int64_t offset, bytes, rows;
    std::vector<ColumnChunk> columns;
  };

  void put_group(ThriftWriter& t, const Placed& group, int16_t ordinal) {
    int64_t total = 0;
    for (const ColumnChunk& c : group.columns) total += c.uncompressed;
    t.begin_struct();
    t.field_list(1, ThriftWriter::kStruct, group.columns.size());
    for (std::size_t i = 0; i < group.columns.size(); ++i) {
      const ColumnChunk& c = group.columns[i];
      const Leaf& leaf = leaves_[i];
      t.begin_struct();
      t.field_i64(2, 0);
      t.field_struct(3);
      t.begin_struct();
      t.field_i32(1, static_cast<int32_t>(leaf.physical));
      t.field_list(2, ThriftWriter::kI32, c.dictionary ? 3 : 2);
      t.i32(3);
      t.i32(0);
      if (c.dictionary) t.i32(8);
      t.field_list(3, ThriftWriter::kBinary, leaf.path.size());
      for (const std::string& name : leaf.path) t.binary(name);
      constexpr int32_t kCodecs[] = {0, 1, 6, 7};
      t.field_i32(4, kCodecs[static_cast<int>(options_.codec)]);
      t.field_i64(5, c.values);
      t.field_i64(6, c.uncompressed);
      t.field_i64(7, c.compressed);
      t.field_i64(9, group.offset + c.data_page_offset);
      if (c.dictionary_page_offset >= 0) t.field_i64(11, group.offset + c.dictionary_page_offset);
      t.field_struct(12);
      t.begin_struct();
      t.field_i64(3, c.null_count);
      if (c.max) t.field_binary(5, *c.max);
      if (c.min) t.field_binary(6, *c.min);
      t.end_struct();
      t.end_struct();
      t.end_struct();
    }
    t.field_i64(2, total);
    t.field_i64(3, group.rows);
    t.field_i64(5, group.offset);
    t.field_i64(6, group.bytes);
    (void)ordinal;
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
  ParquetEncoding(Schema schema, EncodingOptions options) : schema_(std::move(schema)), options_(std::move(options)), leaves_(leaves_of(schema_)) {}
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
