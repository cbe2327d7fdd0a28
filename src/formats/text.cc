// CSV (RFC 4180), NDJSON and JSON arrays.
#include "formats/text.h"

#include "block/text_of.h"
#include "formats/json_row.h"

namespace mockdata {

namespace {

struct TextChunk final : EncodedChunk {
  std::string text;
  uint64_t rows = 0;
};

class JsonEncoder final : public ChunkEncoder {
 public:
  JsonEncoder(const Schema& schema, bool array) : schema_(schema), array_(array) {}
  Status add(std::span<const Block* const> blocks, uint32_t rows) override {
    if (!chunk_) chunk_ = std::make_unique<TextChunk>();
    for (uint32_t i = 0; i < rows; ++i) {
      // In an array every row but the first of the file has ",\n" before it; the assembler drops it from the first.
      if (array_) chunk_->text += ",\n";
      append_json_row(schema_, blocks, i, chunk_->text);
      if (!array_) chunk_->text += '\n';
    }
    chunk_->rows += rows;
    return {};
  }
  Result<std::unique_ptr<EncodedChunk>> finish(std::unique_ptr<EncodedChunk>) override {
    if (!chunk_) chunk_ = std::make_unique<TextChunk>();
    return std::unique_ptr<EncodedChunk>(std::move(chunk_));
  }

 private:
  const Schema& schema_;
  bool array_;
  std::unique_ptr<TextChunk> chunk_;
};

class JsonAssembler final : public FileAssembler {
 public:
  explicit JsonAssembler(bool array) : array_(array) {}
  Status begin(ByteSink& sink) override { return array_ ? sink.write("[") : Status(); }
  Status append(EncodedChunk& chunk, ByteSink& sink) override {
    const TextChunk& text = static_cast<TextChunk&>(chunk);
    if (!text.rows) return {};
    const bool drop = array_ && !any_;
    any_ = true;
    return sink.write(std::string_view(text.text).substr(drop ? 1 : 0));
  }
  Status end(ByteSink& sink) override { return array_ ? sink.write(any_ ? "\n]\n" : "]\n") : Status(); }

 private:
  bool array_, any_ = false;
};

class JsonEncoding final : public Encoding {
 public:
  JsonEncoding(Schema schema, bool array) : schema_(std::move(schema)), array_(array) {}
  std::unique_ptr<ChunkEncoder> encoder() const override { return std::make_unique<JsonEncoder>(schema_, array_); }
  std::unique_ptr<FileAssembler> assembler() const override { return std::make_unique<JsonAssembler>(array_); }

 private:
  Schema schema_;
  bool array_;
};

class CsvEncoder final : public ChunkEncoder {
 public:
  CsvEncoder(const Schema& schema, const EncodingOptions& options) : schema_(schema), options_(options) {}
  Status add(std::span<const Block* const> blocks, uint32_t rows) override {
    if (!chunk_) chunk_ = std::make_unique<TextChunk>();
    std::string& out = chunk_->text;
    for (uint32_t i = 0; i < rows; ++i) {
      for (std::size_t c = 0; c < blocks.size(); ++c) {
        if (c) out += options_.delimiter;
        cell(out, schema_[c].type, *blocks[c], i);
      }
      out += "\r\n";
    }
    chunk_->rows += rows;
    return {};
  }
  Result<std::unique_ptr<EncodedChunk>> finish(std::unique_ptr<EncodedChunk>) override {
    if (!chunk_) chunk_ = std::make_unique<TextChunk>();
    return std::unique_ptr<EncodedChunk>(std::move(chunk_));
  }

 private:
  void cell(std::string& out, const DataType& type, const Block& block, uint32_t i) {
    if (!block.valid(i)) {
      out += options_.null_text;
      return;
    }
    if (block.layout == Layout::kFixed) {
      char text[kLongestScalar];
      out.append(text, write_scalar(text, type, block, i));
    } else if (type.id == TypeId::kText || type.id == TypeId::kJson) {
      append_csv_text(out, block.text(i), options_.delimiter, options_.null_text);
    } else {  // binary as base64, objects and lists as JSON
      json_.clear();
      append_json_cell(type, block, i, json_);
      std::string_view text = json_;
      if (type.id == TypeId::kBinary) text = text.substr(1, text.size() - 2);
      append_csv_text(out, text, options_.delimiter, options_.null_text);
    }
  }
  const Schema& schema_;
  const EncodingOptions& options_;
  std::unique_ptr<TextChunk> chunk_;
  std::string json_;
};

class CsvAssembler final : public FileAssembler {
 public:
  CsvAssembler(const Schema& schema, const EncodingOptions& options) : schema_(schema), options_(options) {}
  Status begin(ByteSink& sink) override {
    if (!options_.header) return {};
    std::string line;
    for (std::size_t c = 0; c < schema_.size(); ++c) {
      if (c) line += options_.delimiter;
      append_csv_text(line, schema_[c].name, options_.delimiter, options_.null_text);
    }
    return sink.write(line + "\r\n");
  }
  Status append(EncodedChunk& chunk, ByteSink& sink) override { return sink.write(static_cast<TextChunk&>(chunk).text); }
  Status end(ByteSink&) override { return {}; }

 private:
  const Schema& schema_;
  const EncodingOptions& options_;
};

class CsvEncoding final : public Encoding {
 public:
  CsvEncoding(Schema schema, EncodingOptions options) : schema_(std::move(schema)), options_(std::move(options)) {}
  std::unique_ptr<ChunkEncoder> encoder() const override { return std::make_unique<CsvEncoder>(schema_, options_); }
  std::unique_ptr<FileAssembler> assembler() const override { return std::make_unique<CsvAssembler>(schema_, options_); }

 private:
  Schema schema_;
  EncodingOptions options_;
};

}  // namespace

void append_csv_text(std::string& out, std::string_view text, char delimiter, std::string_view null_text) {
  bool quote = text == null_text;  // an empty text is "", NULL is nothing
  for (const char c : text) quote = quote || c == delimiter || c == '"' || c == '\n' || c == '\r';
  quote = quote || (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (!quote) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::unique_ptr<Encoding> make_json_encoding(const Schema& schema, bool array) { return std::make_unique<JsonEncoding>(schema, array); }
std::unique_ptr<Encoding> make_csv_encoding(const Schema& schema, const EncodingOptions& options) { return std::make_unique<CsvEncoding>(schema, options); }

}  // namespace mockdata
