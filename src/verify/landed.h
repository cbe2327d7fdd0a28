// One entity's landed data, whatever its format: rows of cells by column path, pulled in batches.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "verify/arrow_reader.h"
#include "verify/cells.h"
#include "verify/csv_reader.h"
#include "verify/delta_log.h"
#include "verify/parquet_reader.h"

namespace mockdata::verify {

enum class LandedFormat : uint8_t { kParquet, kDelta, kArrow, kNdjson, kJson, kCsv };
const char* landed_format_name(LandedFormat format);

// Where the data lies: files in the order of their rows, or for kDelta the one folder of the table.
struct LandedSource {
  LandedFormat format = LandedFormat::kParquet;
  std::vector<std::string> paths;
  CsvDialect csv = {};
};

// Walks over all rows once. A row has one cell or more in every column, see CellColumn.
class RowScan {
 public:
  virtual ~RowScan() = default;
  // Clears `columns` and fills it with up to `rows` rows, a column for each path asked for. Returns the number of rows; 0 is the end.
  virtual Result<size_t> next(size_t rows, std::vector<CellColumn>& columns) = 0;
  // JSON only: paths in the data that lead to none of the columns (at most 100).
  virtual std::set<std::string> unknown() const { return {}; }
};

class Landed {
 public:
  // Reads footers, headers and the log, no rows. Files of one entity must agree in their columns.
  static Result<Landed> open(LandedSource source);

  struct Column {
    std::string path;
    CellType type = CellType::kText;
    bool nullable = true;  // by the schema
    uint8_t precision = 0, scale = 0;  // of kDecimal
    uint8_t integer_bits = 0;          // of kInteger: 8, 16, 32 or 64
    bool single = false;               // of kDouble: IEEE binary32
  };
  const LandedSource& source() const { return source_; }
  // What the format itself states: Parquet, Delta and Arrow types; CSV names (all kText); nothing for JSON.
  const std::vector<Column>& columns() const { return columns_; }
  bool has_schema() const { return has_statistics() || source_.format == LandedFormat::kArrow; }
  bool has_statistics() const { return source_.format == LandedFormat::kParquet || source_.format == LandedFormat::kDelta; }
  bool has_columns() const { return has_schema() || source_.format == LandedFormat::kCsv; }
  const Column* find(const std::string& path) const;
  // Rows by the footers, or by what batches state; absent for text formats.
  std::optional<int64_t> stated_rows() const;
  size_t files() const { return has_statistics() ? parquet_.size() : source_.paths.size(); }
  uint64_t bytes() const { return bytes_; }
  const std::optional<DeltaTable>& delta() const { return delta_; }
  const std::vector<ParquetFile>& parquet_files() const { return parquet_; }

  // An error when a path is no column (not found out for JSON, where a missing key is null).
  // A column of JSON text (Parquet, Arrow, CSV) may be entered: `tags[]` where `tags` is a column of text.
  Result<std::unique_ptr<RowScan>> scan(const std::vector<std::string>& paths, bool note_unknown = false) const;

 private:
  Status open_parquet();
  Status open_arrow();
  Status open_delta();
  LandedSource source_;
  std::vector<Column> columns_;
  std::vector<ParquetFile> parquet_;
  std::vector<ArrowFile> arrow_;
  std::optional<DeltaTable> delta_;
  uint64_t bytes_ = 0;
};

}  // namespace mockdata::verify
