// Pages of one column chunk: header, levels and values, compressed or not, one behind the other.
//
// Values are written where they will stay. What comes before them (the header, which tells their size, and the levels) is
// known last, so a page begins with head room that is filled from its end; the pieces of the chunk's bytes leave the rest out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_buffer.h"
#include "formats/encoding.h"
#include "formats/parquet/statistics.h"
#include "formats/parquet/values.h"

namespace mockdata::parquet {

// One data page, for the page index.
struct PageEntry {
  int64_t size = 0;                  // with its header
  int64_t first_row = 0, rows = 0;
  int64_t values = 0, nulls = 0;
  std::optional<Bound> low, high;
};

// One leaf column of one row group, encoded. Its memory is used again for the next chunk.
struct ColumnChunk {
  struct Piece {
    std::size_t begin, end;
  };
  ByteBuffer bytes;
  std::vector<Piece> pieces;         // of bytes: what goes to the file
  Codec codec = Codec::kNone;
  std::vector<Encoded> encodings;
  int64_t dictionary_size = 0;       // of its page with the header; 0: there is none
  int64_t values = 0, nulls = 0;
  int64_t uncompressed = 0, compressed = 0;
  std::optional<Bound> low, high;
  std::vector<PageEntry> pages;

  void clear();
};

// What the header tells of a data page.
struct PageInfo {
  Encoded encoding = Encoded::kPlain;
  std::size_t count = 0, nulls = 0, rows = 0;
  std::string_view repetition, definition;  // levels, encoded
};

// Memory that the columns of one encoder use in turn.
struct Scratch {
  ByteBuffer packed;   // a page, compressed
  ByteBuffer sample;
  ByteBuffer indices;  // the first ones of a dictionary's column, packed
};

class PageWriter {
 public:
  // `packed` is used within calls only.
  PageWriter(bool version_2, int level, ByteBuffer& packed) : version_2_(version_2), level_(level), packed_(packed) {}

  // Begins a page behind the others; its values are to be appended to chunk.bytes.
  void begin(ColumnChunk& chunk, std::size_t expected_levels);
  // Ends it, compressed with chunk.codec, and adds its entry.
  Status end(ColumnChunk& chunk, const PageInfo& info);
  Status end_dictionary(ColumnChunk& chunk, std::size_t count);

  // The values of the page under way.
  std::string_view values(const ColumnChunk& chunk) const { return chunk.bytes.view().substr(values_); }

 private:
  void put_before_values(ByteBuffer& bytes, std::string_view front);
  Status finish(ColumnChunk& chunk, const PageInfo* info, std::size_t count);
  void make_header(const PageInfo* info, std::size_t count, std::size_t uncompressed, std::size_t compressed, bool packed);

  bool version_2_;
  int level_;
  std::size_t start_ = 0, values_ = 0;
  std::string header_, levels_;
  ByteBuffer& packed_;
};

// Appends the compressed form of `in`. `level` is zstd's.
Status compress(Codec codec, int level, std::string_view in, ByteBuffer& out);

}  // namespace mockdata::parquet
