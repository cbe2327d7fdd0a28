// Reads a Parquet file independently of everything that writes one here: footer, statistics, page index, and columns as cells.
//
// Memory: the footer, and for each open column one page, its dictionary and the batch asked for. Nothing in the file is trusted:
// damaged, cut or malicious input gives an Error (kDestination) that names file and column.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "verify/input_file.h"
#include "verify/parquet_encoding.h"
#include "verify/parquet_metadata.h"

namespace mockdata::verify {

// What was seen in a page header, for tests of the writer.
struct PageInfo {
  bool dictionary = false;
  int version = 1;  // of a data page
  parquet::Encoding encoding = parquet::Encoding::kPlain;
  int64_t offset = 0, header_size = 0, compressed_size = 0, uncompressed_size = 0, values = 0;
  int64_t rows = -1, nulls = -1;  // version 2 only
  bool has_crc = false;           // a checksum that is there is always compared
  parquet::Statistics statistics;
};

class ParquetColumn;

class ParquetFile {
 public:
  static Result<ParquetFile> open(const std::string& path);

  const std::string& path() const { return file_->path(); }
  const parquet::Metadata& metadata() const { return *metadata_; }
  const std::vector<parquet::Leaf>& leaves() const { return metadata_->leaves; }
  int64_t rows() const { return metadata_->rows; }
  // The leaf's number, or -1.
  int find(const std::string& path) const;

  // The column's values from the first row on. The column keeps the file open by itself. REQUIRES leaf < leaves().size().
  ParquetColumn column(size_t leaf) const;

  // Empty indexes where the file has none. REQUIRES a row group and a leaf of the file.
  Result<parquet::OffsetIndex> offset_index(size_t row_group, size_t leaf) const;
  Result<parquet::ColumnIndex> column_index(size_t row_group, size_t leaf) const;
  // The headers of all pages of a chunk, in order.
  Result<std::vector<PageInfo>> pages(size_t row_group, size_t leaf) const;

 private:
  friend class ParquetColumn;
  Result<std::string> index_bytes(std::optional<int64_t> offset, int64_t length) const;
  std::shared_ptr<InputFile> file_;
  std::shared_ptr<const parquet::Metadata> metadata_;
};

// One column, read from its first row to its last, across row groups and pages.
class ParquetColumn {
 public:
  ParquetColumn(const ParquetFile& file, size_t leaf);
  ParquetColumn(ParquetColumn&&) = default;
  ParquetColumn& operator=(ParquetColumn&&) = default;

  const parquet::Leaf& leaf() const { return metadata_->leaves[leaf_]; }
  // Appends up to `rows` rows to `out`; the number appended is less only at the end of the file. After an error the column is over.
  Result<size_t> next(size_t rows, CellColumn& out);

 private:
  friend class ParquetFile;
  Status next_chunk();
  Status next_page();
  Status read_page(PageInfo& info, bool only_header);
  Status open_data_page(const PageInfo& info, std::string_view levels_and_values, uint64_t repetition_bytes, uint64_t definition_bytes);
  Status read_dictionary(const PageInfo& info);
  Status read_flat(size_t count, CellColumn& out);
  Result<size_t> read_repeated(size_t rows, CellColumn& out);
  Error damaged(const std::string& what) const;
  std::string where() const;

  std::shared_ptr<InputFile> file_;
  std::shared_ptr<const parquet::Metadata> metadata_;
  size_t leaf_;

  size_t row_group_ = 0;  // the one after the open chunk
  const parquet::ColumnChunk* chunk_ = nullptr;
  uint64_t offset_ = 0, end_ = 0;
  int64_t values_left_ = 0;  // of the chunk, behind the open page's
  int64_t rows_left_ = 0;    // of the chunk
  std::vector<Cell> dictionary_;
  Arena dictionary_arena_;
  bool has_dictionary_ = false;
  bool row_open_ = false;  // a row of the chunk has begun

  std::string raw_, page_;  // the page as stored, and decompressed
  int64_t page_left_ = 0;   // values of the open page
  parquet::HybridDecoder repetition_, definition_;
  std::unique_ptr<parquet::ValueDecoder> values_;
  std::vector<uint32_t> repetition_levels_, definition_levels_;
  size_t level_ = 0;  // of repeated columns: the next of the decoded levels
  std::vector<Cell> decoded_;
};

}  // namespace mockdata::verify
