// How rows become bytes: an encoding of one schema, whose chunks (runs of rows) are encoded on any thread as independent
// blobs, and joined to a file in order. The bytes of a chunk depend on its rows only, never on threads.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "block/block.h"

namespace mockdata {

// Where bytes go.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  // REQUIRES that no earlier write failed.
  virtual Status write(std::string_view bytes) = 0;
};

// A chunk in its encoded form, known only to its encoding.
class EncodedChunk {
 public:
  virtual ~EncodedChunk() = default;
};

// Encodes one chunk after the other: begin(), add() for its blocks, finish(). One a thread.
class ChunkEncoder {
 public:
  virtual ~ChunkEncoder() = default;
  // `spent`, where given, is a chunk that this encoding made and that was appended: its memory is used again.
  virtual void begin(std::unique_ptr<EncodedChunk> spent) = 0;
  // The blocks of `rows` more rows, one a column of the schema.
  virtual Status add(std::span<const Block* const> blocks, uint32_t rows) = 0;
  // Bytes of memory, about, that the rows added since begin() take.
  virtual std::size_t size() const = 0;
  virtual Result<std::unique_ptr<EncodedChunk>> finish() = 0;
};

// Joins the chunks of one file, in order.
class FileAssembler {
 public:
  virtual ~FileAssembler() = default;
  virtual Status begin(ByteSink& sink) = 0;
  virtual Status append(EncodedChunk& chunk, ByteSink& sink) = 0;
  virtual Status end(ByteSink& sink) = 0;
};

// Immutable; used by all threads.
class Encoding {
 public:
  virtual ~Encoding() = default;
  // The size() of a chunk that suits the format: its readers, and the memory of several chunks under way.
  virtual std::size_t chunk_bytes() const = 0;
  virtual std::unique_ptr<ChunkEncoder> encoder() const = 0;
  virtual std::unique_ptr<FileAssembler> assembler() const = 0;
};

// kAuto: snappy for the columns where it saves something; random keys and packed indices are left alone.
enum class Codec : uint8_t { kAuto, kNone, kSnappy, kZstd, kLz4Raw };
// kAuto: dictionaries for values of a pool, else PLAIN; with pages of version 2 deltas too, where they pay.
enum class PageEncoding : uint8_t { kAuto, kPlain, kDictionary, kDelta, kByteStreamSplit };

enum class TextCodec : uint8_t { kNone, kGzip, kZstd };

// Of one leaf column of Parquet.
struct ColumnOptions {
  Codec codec = Codec::kAuto;
  PageEncoding encoding = PageEncoding::kAuto;
};

struct EncodingOptions {
  // Parquet
  Codec codec = Codec::kAuto;
  int level = 1;                  // of zstd
  PageEncoding encoding = PageEncoding::kAuto;
  std::map<std::string, ColumnOptions> columns;  // by name, "address.city" inside objects
  bool page_v2 = false;           // data pages of version 2
  bool uuid_bytes = false;        // uuids as 16 bytes, else as text
  // CSV
  char delimiter = ',';
  bool quote_all = false;         // every value that is not NULL; else those that have to be
  std::string null_text;
  bool header = true;
  // CSV, NDJSON, JSON
  TextCodec text_codec = TextCodec::kNone;
  int text_level() const { return text_codec == TextCodec::kGzip ? 6 : level; }
};

// The formats that are files: "parquet", "csv", "ndjson", "json", "arrow" (the file format), "arrows" (the stream format), and
// compressed texts by their extension, such as "csv.gz". Each is its own extension.
std::span<const std::string_view> file_formats();
// An unknown format is a usage error that lists them.
Result<std::unique_ptr<Encoding>> make_encoding(std::string_view format, const Schema& schema, const EncodingOptions& options = {});

}  // namespace mockdata
