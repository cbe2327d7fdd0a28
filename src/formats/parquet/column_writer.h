// One leaf column of one row group: pages of encoded values, their statistics, and the chunk's metadata.
#pragma once

#include <optional>
#include <string>

#include "formats/encoding.h"
#include "formats/parquet/leaves.h"

namespace mockdata::parquet {

// What the footer tells of a column chunk; offsets count from the start of the row group's bytes.
struct ColumnChunk {
  int64_t data_page_offset = 0;
  int64_t dictionary_page_offset = -1;
  int64_t values = 0;
  int64_t uncompressed = 0, compressed = 0;
  bool dictionary = false;
  int64_t null_count = 0;
  std::optional<std::string> min, max;       // PLAIN without length, as statistics hold them
};

class ColumnWriter {
 public:
  ColumnWriter(const Leaf& leaf, const EncodingOptions& options) : leaf_(leaf), options_(options) {}
  Status add(const Block& column, uint32_t rows);
  // Appends the chunk's pages to `out`, and starts anew.
  Result<ColumnChunk> finish(std::string& out);

 private:
  static constexpr std::size_t kPageBytes = 1 << 20;
  static constexpr uint32_t kLargestDictionary = 1 << 16;
  void append_values(const Block& block);
  void append_plain(const Block& block, uint32_t i);
  void note_text(std::string_view text);
  void leave_dictionary();
  Status end_page();
  Status put_page(std::string& out, std::string_view levels, std::string_view values, int32_t type, int32_t count, int32_t nulls, int32_t rows);

  const Leaf& leaf_;
  const EncodingOptions& options_;
  Levels levels_;
  const TextPool* pool_ = nullptr;           // while every value so far came from it
  bool plain_ = false;                       // the dictionary was given up
  std::vector<uint32_t> indices_;
  std::vector<uint32_t> page_starts_;        // of dictionary pages, in indices_
  std::string plain_values_;
  uint32_t bool_count_ = 0;
  std::string pages_;                        // finished plain pages
  std::string body_, scratch_;
  int64_t rows_in_page_ = 0;
  ColumnChunk chunk_;
  bool any_ = false;
  __int128 low_ = 0, high_ = 0;
  double low_double_ = 0, high_double_ = 0;
  bool nan_ = false;
  std::string low_text_, high_text_;
  std::vector<uint8_t> used_;                // of the pool, for statistics
  struct Page {
    std::vector<uint8_t> definition, repetition;
    std::vector<uint32_t> indices;
    int64_t rows;
  };
  std::vector<Page> dictionary_pages_;       // kept until the dictionary is known to be used
};

// RLE / bit-packed hybrid of values below 2^width, appended.
void append_hybrid(std::string& out, const uint32_t* values, std::size_t count, uint32_t width);
void append_hybrid(std::string& out, const uint8_t* values, std::size_t count, uint32_t width);
uint32_t bit_width(uint32_t largest);

Status compress(Codec codec, std::string_view in, std::string& out);

}  // namespace mockdata::parquet
