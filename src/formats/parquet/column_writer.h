// One leaf column of one row group: its encoding and codec chosen from its first block, its pages, their statistics.
//
// What comes from a pool is written as a dictionary of the values in use and packed indices, straight from the block's
// indices; where the pool changes, or grows too large, the pages behind are PLAIN.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "formats/encoding.h"
#include "formats/parquet/page.h"

namespace mockdata::parquet {

class ColumnWriter {
 public:
  ColumnWriter(const Leaf& leaf, const EncodingOptions& options, Scratch& scratch);
  // Begins a chunk, in the memory of an earlier one, which is taken out of `spent`.
  void begin(ColumnChunk& spent);
  // The column's block of `rows` more rows.
  Status add(const Block& column, uint32_t rows);
  // Bytes of memory, about, that the chunk's rows take.
  std::size_t size() const;
  // Ends the chunk, which is moved to `out`.
  Status finish(ColumnChunk& out);

 private:
  // A page of indices, kept until the chunk's dictionary is known.
  struct IndexPage {
    std::size_t begin, end;        // in indices_
    std::size_t count, nulls, rows;
    std::string repetition, definition;
  };
  Status add_rows(const Block& column, uint32_t first, uint32_t rows);
  void begin_page(const Block& block);
  bool takes_dictionary(const Block& block) const;
  Status end_page();
  Status end_dictionary();
  PageEncoding choose(const Block& block) const;
  Status choose_codec(std::string_view sample);
  Status put_page(const PageInfo& info);

  const Leaf& leaf_;
  const EncodingOptions& options_;
  PageEncoding wanted_ = PageEncoding::kAuto;
  std::optional<Codec> forced_codec_;
  ColumnChunk chunk_;
  PageWriter pages_;
  LevelWriter levels_;
  Scratch& scratch_;
  ByteBuffer repetition_, definition_;
  bool page_open_ = false, codec_chosen_ = false;

  std::unique_ptr<ValueWriter> values_;
  PageEncoding values_encoding_ = PageEncoding::kAuto;  // that values_ was made for
  bool plain_begun_ = false;                            // the chunk has pages of values_
  Bounds bounds_, chunk_bounds_;                        // of the page, of the chunk

  const TextPool* pool_ = nullptr;                      // of the chunk's dictionary, which may have ended
  bool in_dictionary_ = false;
  std::vector<uint32_t> indices_;
  std::vector<IndexPage> index_pages_;
  std::vector<uint8_t> used_, used_in_page_;
  std::vector<uint32_t> place_;
};

}  // namespace mockdata::parquet
