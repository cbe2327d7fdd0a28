#include "formats/text.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/byte_buffer.h"
#include "block/text_of.h"
#include "formats/cells.h"
#include "formats/json_row.h"

namespace mockdata {

namespace {

Status pack(TextCodec codec, int level, std::string_view in, ByteBuffer& out) {
  if (codec == TextCodec::kZstd) {
    char* to = out.room(ZSTD_compressBound(in.size()));
    const std::size_t size = ZSTD_compress(to, ZSTD_compressBound(in.size()), in.data(), in.size(), level);
    if (ZSTD_isError(size)) return invalid_error(std::string("zstd: ") + ZSTD_getErrorName(size));
    out.advance_to(to + size);
    return {};
  }
  z_stream stream{};
  constexpr int kGzip = 16 + MAX_WBITS;
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) return invalid_error("gzip could not be started");
  const std::size_t room = deflateBound(&stream, in.size());
  char* to = out.room(room);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  stream.next_out = reinterpret_cast<Bytef*>(to);
  // zlib counts in 32 bits; a chunk may be larger.
  std::size_t in_left = in.size(), out_left = room;
  int code = Z_OK;
  while (code == Z_OK) {
    const uInt give = static_cast<uInt>(std::min<std::size_t>(in_left, 1u << 30)), take = static_cast<uInt>(std::min<std::size_t>(out_left, 1u << 30));
    stream.avail_in = give;
    stream.avail_out = take;
    code = deflate(&stream, give == in_left ? Z_FINISH : Z_NO_FLUSH);
    in_left -= give - stream.avail_in;
    out_left -= take - stream.avail_out;
  }
  deflateEnd(&stream);
  if (code != Z_STREAM_END) return invalid_error("gzip could not compress a chunk");
  out.advance_to(to + (room - out_left));
  return {};
}

struct TextChunk final : EncodedChunk {
  ByteBuffer text;
  uint64_t rows = 0;
};

// What stands around the cells: of a row, and of a file.
struct Frame {
  std::string row_end;
  std::string begin, end;           // of a file with rows
  std::string empty;                // a file without rows
  std::string between;              // what every row begins with and the file's first one does not
};

class RowsEncoder final : public ChunkEncoder {
 public:
  RowsEncoder(const std::vector<std::string>& prefixes, const Schema& schema, const Dialect& dialect, const Frame& frame, const EncodingOptions& options)
      : frame_(frame), options_(options) {
    for (std::size_t c = 0; c < schema.size(); ++c) cells_.add(make_cells(schema[c].type, prefixes[c], dialect));
  }

  void begin(std::unique_ptr<EncodedChunk> spent) override {
    chunk_.reset(static_cast<TextChunk*>(spent.release()));
    if (!chunk_) chunk_ = std::make_unique<TextChunk>();
    chunk_->text.clear();
    chunk_->rows = 0;
    text_.clear();
  }
  Status add(std::span<const Block* const> blocks, uint32_t rows) override {
    ByteBuffer& text = packs() ? text_ : chunk_->text;
    for (uint32_t first = 0; first < rows; first += kCellRows) cells_.append(blocks, first, std::min(kCellRows, rows - first), frame_.row_end, text);
    chunk_->rows += rows;
    return {};
  }
  std::size_t size() const override { return (packs() ? text_ : chunk_->text).size(); }
  Result<std::unique_ptr<EncodedChunk>> finish() override {
    if (packs() && chunk_->rows) MOCKDATA_CHECK(pack(options_.text_codec, options_.text_level(), text_.view().substr(frame_.between.size()), chunk_->text));
    return std::unique_ptr<EncodedChunk>(std::move(chunk_));
  }

 private:
  bool packs() const { return options_.text_codec != TextCodec::kNone; }

  const Frame& frame_;
  const EncodingOptions& options_;
  JoinedCells cells_;
  std::unique_ptr<TextChunk> chunk_;
  ByteBuffer text_;                       // of a chunk that will be compressed
};

class RowsAssembler final : public FileAssembler {
 public:
  RowsAssembler(const Frame& frame, const EncodingOptions& options) : frame_(frame), options_(options) {}
  Status begin(ByteSink&) override { return {}; }
  Status append(EncodedChunk& chunk, ByteSink& sink) override {
    const TextChunk& text = static_cast<TextChunk&>(chunk);
    if (!text.rows) return {};
    const bool first = !std::exchange(any_, true), packed = options_.text_codec != TextCodec::kNone;
    if (first) MOCKDATA_CHECK(put(sink, frame_.begin));
    // What the file's first chunk loses in front is compressed by itself for the others.
    if (packed && !first) MOCKDATA_CHECK(put(sink, frame_.between));
    return sink.write(text.text.view().substr(first && !packed ? frame_.between.size() : 0));
  }
  Status end(ByteSink& sink) override { return put(sink, any_ ? frame_.end : frame_.empty); }

 private:
  Status put(ByteSink& sink, std::string_view bytes) {
    if (bytes.empty()) return {};
    if (options_.text_codec == TextCodec::kNone) return sink.write(bytes);
    packed_.clear();
    MOCKDATA_CHECK(pack(options_.text_codec, options_.text_level(), bytes, packed_));
    return sink.write(packed_.view());
  }
  const Frame& frame_;
  const EncodingOptions& options_;
  ByteBuffer packed_;
  bool any_ = false;
};

class RowsEncoding final : public Encoding {
 public:
  RowsEncoding(Schema schema, Dialect dialect, EncodingOptions options, bool array)
      : schema_(std::move(schema)), dialect_(std::move(dialect)), options_(std::move(options)) {
    if (dialect_.json) {
      // In an array every row but the first of the file has ",\n" before it.
      std::string open = array ? ",\n{" : "{";
      for (std::size_t c = 0; c < schema_.size(); ++c) {
        std::string prefix = c ? "," : open;
        append_json_string(schema_[c].name, prefix);
        prefixes_.push_back(prefix + ":");
      }
      frame_.row_end = schema_.empty() ? open + "}" : "}";
      if (!array) frame_.row_end += "\n";
      if (array) frame_.begin = "[", frame_.end = "\n]\n", frame_.empty = "[]\n", frame_.between = ",";
    } else {
      std::string header;
      for (std::size_t c = 0; c < schema_.size(); ++c) {
        prefixes_.push_back(c ? std::string(1, dialect_.delimiter) : std::string());
        header += prefixes_.back();
        append_csv_text(header, schema_[c].name, dialect_);
      }
      frame_.row_end = "\r\n";
      if (options_.header) frame_.begin = frame_.empty = header + "\r\n";
    }
    frame_.row_end.reserve(frame_.row_end.size() + 16);  // copied sixteen bytes at a time
  }
  std::size_t chunk_bytes() const override { return 2 << 20; }
  std::unique_ptr<ChunkEncoder> encoder() const override { return std::make_unique<RowsEncoder>(prefixes_, schema_, dialect_, frame_, options_); }
  std::unique_ptr<FileAssembler> assembler() const override { return std::make_unique<RowsAssembler>(frame_, options_); }

 private:
  Schema schema_;
  Dialect dialect_;
  EncodingOptions options_;
  std::vector<std::string> prefixes_;
  Frame frame_;
};

}  // namespace

void append_csv_text(std::string& out, std::string_view text, const Dialect& dialect) {
  bool quote = dialect.quote_all || text == dialect.null_text || text.empty();  // an empty text is "", NULL is the null text
  for (const char c : text) quote = quote || c == dialect.delimiter || c == '"' || c == '\n' || c == '\r';
  quote = quote || (!text.empty() && needs_quotes_at_its_ends(text));
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

std::unique_ptr<Encoding> make_json_encoding(const Schema& schema, bool array, const EncodingOptions& options) {
  return std::make_unique<RowsEncoding>(schema, Dialect{}, options, array);
}
std::unique_ptr<Encoding> make_csv_encoding(const Schema& schema, const EncodingOptions& options) {
  return std::make_unique<RowsEncoding>(schema, Dialect{false, options.delimiter, options.quote_all, options.null_text}, options, false);
}

}  // namespace mockdata
