#include "formats/arrow/ipc.h"

#include <cstring>

#include "formats/arrow/array.h"
#include "formats/arrow/ipc_metadata.h"

namespace mockdata {

namespace arrow {
namespace {

// A column of a chunk: indices into a pool while all blocks come from one, else an array of its type.
struct ChunkColumn {
  ChunkColumn(const DataType& type, bool uuid_bytes) : array(type, uuid_bytes), indices(kIndex, false), poolable(is_text(type.id)) {}
  static inline const DataType kIndex{TypeId::kInt32, 0, 0, {}};
  Array array, indices;
  const TextPool* pool = nullptr;    // not null: indices hold the column
  bool poolable;
  bool begun = false;

  // What stands as indices becomes texts.
  Status to_texts() {
    Block block;
    block.layout = Layout::kPool;
    block.size = static_cast<uint32_t>(indices.length);
    block.pool = std::exchange(pool, nullptr);
    block.index = reinterpret_cast<const uint32_t*>(indices.data.data());
    block.validity = indices.validity.data();
    array.clear();
    return array.add(block, 0, block.size);
  }
};

struct Batch final : EncodedChunk {
  std::vector<std::unique_ptr<ChunkColumn>> columns;
  int64_t rows = 0;
};

class Encoder final : public ChunkEncoder {
 public:
  Encoder(const Schema& schema, bool uuid_bytes) : schema_(schema), uuid_bytes_(uuid_bytes) {}

  void begin(std::unique_ptr<EncodedChunk> spent) override {
    batch_.reset(static_cast<Batch*>(spent.release()));
    if (!batch_) {
      batch_ = std::make_unique<Batch>();
      for (const ColumnType& column : schema_) batch_->columns.push_back(std::make_unique<ChunkColumn>(column.type, uuid_bytes_));
    }
    batch_->rows = 0;
    for (auto& column : batch_->columns) {
      column->array.clear();
      column->indices.clear();
      column->pool = nullptr;
      column->begun = false;
    }
  }
  Status add(std::span<const Block* const> blocks, uint32_t rows) override {
    for (std::size_t c = 0; c < schema_.size(); ++c) MOCKDATA_CHECK(add_column(*batch_->columns[c], *blocks[c], rows));
    batch_->rows += rows;
    return {};
  }
  std::size_t size() const override {
    std::size_t bytes = 0;
    for (const auto& column : batch_->columns) bytes += column->array.bytes() + column->indices.bytes();
    return bytes;
  }
  Result<std::unique_ptr<EncodedChunk>> finish() override { return std::unique_ptr<EncodedChunk>(std::move(batch_)); }

 private:
  Status add_column(ChunkColumn& column, const Block& block, uint32_t rows) {
    const TextPool* pool = column.poolable && block.layout == Layout::kPool ? block.pool : nullptr;
    if (!std::exchange(column.begun, true)) column.pool = pool;
    if (column.pool && column.pool != pool) MOCKDATA_CHECK(column.to_texts());
    if (!column.pool) return column.array.add(block, 0, rows);
    Block indices;
    indices.size = rows;
    indices.data = block.index;
    indices.validity = block.validity;
    return column.indices.add(indices, 0, rows);
  }

  const Schema& schema_;
  bool uuid_bytes_;
  std::unique_ptr<Batch> batch_;
};

// Buffers of arrays in the order of the format, each at a multiple of 64 bytes.
class Body {
 public:
  void add(const Array& array) {
    plan_.nodes.push_back(array.length);
    plan_.nodes.push_back(array.nulls);
    buffer(array.nulls ? bitmap(array.validity, array.length) : std::string_view());
    switch (array.kind) {
      case Kind::kBits: buffer(bitmap(array.bits, array.length)); break;
      case Kind::kFixed: buffer(array.data.view()); break;
      case Kind::kText:
        buffer(array.offsets.view());
        buffer(array.data.view());
        break;
      case Kind::kList: buffer(array.offsets.view()); break;
      case Kind::kStruct: break;
    }
    for (const auto& child : array.children) add(*child);
  }
  const BodyPlan& plan() const { return plan_; }
  template <class Put>
  Status write(Put put) const {
    static constexpr char kZeros[64] = {};
    for (const std::string_view part : parts_) {
      if (part.empty()) continue;
      MOCKDATA_CHECK(put(part));
      if (part.size() % 64) MOCKDATA_CHECK(put(std::string_view(kZeros, 64 - part.size() % 64)));
    }
    return {};
  }

 private:
  static std::string_view bitmap(const std::vector<uint64_t>& words, int64_t bits) {
    return {reinterpret_cast<const char*>(words.data()), static_cast<std::size_t>((bits + 7) / 8)};
  }
  void buffer(std::string_view bytes) {
    plan_.buffers.push_back(plan_.size);
    plan_.buffers.push_back(static_cast<int64_t>(bytes.size()));
    plan_.size += static_cast<int64_t>((bytes.size() + 63) / 64 * 64);
    parts_.push_back(bytes);
  }
  BodyPlan plan_;
  std::vector<std::string_view> parts_;
};

class Assembler final : public FileAssembler {
 public:
  Assembler(const Schema& schema, bool file, bool uuid_bytes) : schema_(schema), file_(file), uuid_bytes_(uuid_bytes) {}

  Status begin(ByteSink& sink) override {
    sink_ = &sink;
    return file_ ? put(std::string_view("ARROW1\0\0", 8)) : Status();
  }

  Status append(EncodedChunk& chunk, ByteSink& sink) override {
    Batch& batch = static_cast<Batch&>(chunk);
    sink_ = &sink;
    if (!batch.rows) return {};
    if (!started_) MOCKDATA_CHECK(start(&batch));
    Body body;
    for (std::size_t c = 0; c < schema_.size(); ++c) {
      ChunkColumn& column = *batch.columns[c];
      if (!dictionaries_[c]) {
        if (column.pool) MOCKDATA_CHECK(column.to_texts());
        body.add(column.array);
        continue;
      }
      if (column.pool != pools_[c]) MOCKDATA_CHECK(extend(c, column));
      body.add(column.indices);
    }
    return message(batch_message(batch.rows, body.plan()), &body, &batches_);
  }

  Status end(ByteSink& sink) override {
    sink_ = &sink;
    if (!started_) MOCKDATA_CHECK(start(nullptr));
    MOCKDATA_CHECK(put(std::string_view("\xFF\xFF\xFF\xFF\0\0\0\0", 8)));
    if (!file_) return {};
    const std::string bytes = footer(schema_, dictionaries_, uuid_bytes_, dictionary_blocks_, batches_);
    MOCKDATA_CHECK(put(bytes));
    const int32_t size = static_cast<int32_t>(bytes.size());
    MOCKDATA_CHECK(put({reinterpret_cast<const char*>(&size), 4}));
    return put("ARROW1");
  }

 private:
  // The schema, which the first chunk completes: its columns of a pool are dictionaries.
  Status start(const Batch* first) {
    started_ = true;
    dictionaries_.assign(schema_.size(), false);
    pools_.assign(schema_.size(), nullptr);
    sizes_.assign(schema_.size(), 0);
    for (std::size_t c = 0; first && c < schema_.size(); ++c) {
      pools_[c] = first->columns[c]->pool;
      dictionaries_[c] = pools_[c] != nullptr;
    }
    MOCKDATA_CHECK(message(schema_message(schema_, dictionaries_, uuid_bytes_), nullptr, nullptr));
    for (std::size_t c = 0; c < schema_.size(); ++c)
      if (dictionaries_[c]) MOCKDATA_CHECK(put_texts(c, pools_[c]->size, [&](uint32_t i) { return pools_[c]->text(i); }));
    return {};
  }

  // Entries for the dictionary of column c, behind those that it has.
  template <class Text>
  Status put_texts(std::size_t c, uint32_t count, Text text) {
    Array entries(schema_[c].type, uuid_bytes_);
    Block block;
    block.own_text(count, 0);
    uint32_t* offsets = block.own_offsets();
    std::string bytes;
    for (uint32_t i = 0; i < count; ++i) {
      offsets[i] = static_cast<uint32_t>(bytes.size());
      bytes += text(i);
    }
    offsets[count] = static_cast<uint32_t>(bytes.size());
    block.bytes = bytes.data();
    MOCKDATA_CHECK(entries.add(block, 0, count));
    Body body;
    body.add(entries);
    const bool delta = sizes_[c] != 0;
    sizes_[c] += count;
    return message(dictionary_message(static_cast<int64_t>(c), count, body.plan(), delta), &body, &dictionary_blocks_);
  }

  // A chunk whose texts are not those of the dictionary's pool: all of them become entries of their own.
  Status extend(std::size_t c, ChunkColumn& column) {
    if (column.pool) MOCKDATA_CHECK(column.to_texts());
    const int32_t base = static_cast<int32_t>(sizes_[c]);
    const uint32_t count = static_cast<uint32_t>(column.array.length);
    const auto* offsets = reinterpret_cast<const int32_t*>(column.array.offsets.data());
    const char* bytes = column.array.data.data();
    MOCKDATA_CHECK(put_texts(c, count, [&](uint32_t i) { return std::string_view(bytes + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])); }));
    std::vector<int32_t> places(count);
    for (uint32_t i = 0; i < count; ++i) places[i] = base + static_cast<int32_t>(i);
    Block block;
    block.size = count;
    block.data = places.data();
    block.validity = column.array.validity.data();
    column.indices.clear();
    return column.indices.add(block, 0, count);
  }
  Status message(const std::string& metadata, const Body* body, std::vector<FileBlock>* blocks) {
    const int64_t offset = offset_;
    const int32_t size = static_cast<int32_t>(metadata.size());
    MOCKDATA_CHECK(put("\xFF\xFF\xFF\xFF"));
    MOCKDATA_CHECK(put({reinterpret_cast<const char*>(&size), 4}));
    MOCKDATA_CHECK(put(metadata));
    if (blocks) blocks->push_back({offset, size + 8, 0, body->plan().size});
    return body ? body->write([&](std::string_view bytes) { return put(bytes); }) : Status();
  }
  Status put(std::string_view bytes) {
    offset_ += static_cast<int64_t>(bytes.size());
    return sink_->write(bytes);
  }

  const Schema& schema_;
  bool file_, uuid_bytes_;
  bool started_ = false;
  ByteSink* sink_ = nullptr;
  int64_t offset_ = 0;
  Dictionaries dictionaries_;
  std::vector<const TextPool*> pools_;
  std::vector<uint64_t> sizes_;             // entries of each dictionary
  std::vector<FileBlock> dictionary_blocks_, batches_;
};

class ArrowEncoding final : public Encoding {
 public:
  ArrowEncoding(Schema schema, bool file, bool uuid_bytes) : schema_(std::move(schema)), file_(file), uuid_bytes_(uuid_bytes) {}
  std::size_t chunk_bytes() const override { return 4 << 20; }
  std::unique_ptr<ChunkEncoder> encoder() const override { return std::make_unique<Encoder>(schema_, uuid_bytes_); }
  std::unique_ptr<FileAssembler> assembler() const override { return std::make_unique<Assembler>(schema_, file_, uuid_bytes_); }

 private:
  Schema schema_;
  bool file_, uuid_bytes_;
};

}  // namespace
}  // namespace arrow

std::unique_ptr<Encoding> make_arrow_encoding(const Schema& schema, bool file, const EncodingOptions& options) {
  return std::make_unique<arrow::ArrowEncoding>(schema, file, options.uuid_bytes);
}

}  // namespace mockdata
