// The footer of a Parquet file as structs, named as in the format's own definition (parquet.thrift), and its leaves as dotted paths.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "verify/cells.h"
#include "verify/thrift.h"

namespace mockdata::verify::parquet {

enum class Physical : int32_t { kBoolean, kInt32, kInt64, kInt96, kFloat, kDouble, kByteArray, kFixedByteArray };
enum class Codec : int32_t { kUncompressed, kSnappy, kGzip, kLzo, kBrotli, kLz4, kZstd, kLz4Raw };
enum class Encoding : int32_t {
  kPlain = 0, kPlainDictionary = 2, kRle = 3, kBitPacked = 4, kDeltaBinaryPacked = 5, kDeltaLengthByteArray = 6,
  kDeltaByteArray = 7, kRleDictionary = 8, kByteStreamSplit = 9
};
enum class TimeUnit : uint8_t { kMillis, kMicros, kNanos };

struct Statistics {
  std::optional<int64_t> null_count, distinct_count;
  std::optional<std::string> min_value, max_value;            // PLAIN bytes, without the length of a byte array
  std::optional<std::string> deprecated_min, deprecated_max;  // the fields "min" and "max"
  std::optional<bool> is_min_exact, is_max_exact;
};

struct ColumnChunk {
  Physical type = Physical::kBoolean;
  Codec codec = Codec::kUncompressed;
  std::vector<Encoding> encodings;
  std::vector<std::string> path_in_schema;
  int64_t values = 0;  // nulls counted
  int64_t uncompressed_size = 0, compressed_size = 0;
  int64_t data_page_offset = 0;
  std::optional<int64_t> dictionary_page_offset, bloom_filter_offset;
  Statistics statistics;
  std::optional<int64_t> offset_index_offset, column_index_offset;
  int64_t offset_index_length = 0, column_index_length = 0;
  bool encrypted = false;
  std::string file_path;
};

struct RowGroup {
  std::vector<ColumnChunk> columns;  // one for each leaf, in the order of the leaves
  int64_t rows = 0, total_byte_size = 0, total_compressed_size = 0;
  std::optional<int64_t> file_offset;
};

// One node of the schema as written. `children` follow the node in depth-first order.
struct SchemaNode {
  enum Repetition : uint8_t { kRequired, kOptional, kRepeated };
  enum class Logical : uint8_t {
    kNone, kString, kMap, kList, kEnum, kDecimal, kDate, kTime, kTimestamp, kInteger, kNull, kJson, kBson, kUuid, kFloat16, kOther
  };
  std::string name;
  Repetition repetition = kRequired;
  int64_t children = 0;
  bool group = false;
  Physical type = Physical::kBoolean;
  int64_t type_length = 0, scale = 0, precision = 0;
  std::optional<int64_t> field_id, converted_type;
  Logical logical = Logical::kNone;  // from logicalType, else from converted_type
  TimeUnit unit = TimeUnit::kMicros;
  bool utc = false;
  bool is_signed = true;
  int64_t bit_width = 0;
};

// A column that holds values.
struct Leaf {
  std::string path;                // "teams[].id"
  std::vector<std::string> steps;  // "teams", "[]", "id"
  CellType type = CellType::kText;
  SchemaNode node;
  bool nullable = true;  // the value itself may be null, its parent being there
  int16_t max_definition = 0, max_repetition = 0;
  // What a definition level below the highest says.
  struct Missing {
    CellType type;     // kNull: the value itself; kAbsent: a step before it
    uint8_t step = 0;  // of kAbsent
  };
  std::vector<Missing> missing;
};

struct Metadata {
  int64_t version = 0;
  int64_t rows = 0;
  std::string created_by;
  std::vector<std::pair<std::string, std::string>> key_values;
  std::vector<SchemaNode> schema;  // depth first, the root at 0
  std::vector<Leaf> leaves;
  std::vector<RowGroup> row_groups;
  size_t column_orders = 0;
};

struct PageLocation {
  int64_t offset = 0, compressed_size = 0, first_row = 0;
};
struct OffsetIndex {
  std::vector<PageLocation> pages;
};
struct ColumnIndex {
  std::vector<bool> null_pages;
  std::vector<std::string> min_values, max_values;
  int64_t boundary_order = 0;  // 0 unordered, 1 ascending, 2 descending
  std::vector<int64_t> null_counts;
};

// The thrift bytes of the footer; every structural promise that the readers rely on is checked here.
Result<Metadata> parse_footer(std::string_view bytes, const std::string& where);
Result<OffsetIndex> parse_offset_index(std::string_view bytes, const std::string& where);
Result<ColumnIndex> parse_column_index(std::string_view bytes, const std::string& where);
Statistics parse_statistics(ThriftReader& reader);

// The leaves of a schema; refuses what it cannot name or type.
Result<std::vector<Leaf>> leaves_of(const std::vector<SchemaNode>& schema, const std::string& where);

}  // namespace mockdata::verify::parquet
