#include "verify/landed.h"

#include <algorithm>

#include "verify/csv_reader.h"
#include "verify/json_reader.h"
#include "verify/paths.h"

namespace mockdata::verify {
namespace {

Landed::Column column_of(const parquet::Leaf& leaf) {
  Landed::Column column;
  column.path = leaf.path;
  column.type = leaf.type;
  column.nullable = leaf.nullable;
  column.precision = static_cast<uint8_t>(leaf.node.precision);
  column.scale = static_cast<uint8_t>(leaf.node.scale);
  if (leaf.type == CellType::kInteger) {
    const bool stated = leaf.node.logical == parquet::SchemaNode::Logical::kInteger && leaf.node.bit_width > 0;
    column.integer_bits = static_cast<uint8_t>(stated ? leaf.node.bit_width : leaf.node.type == parquet::Physical::kInt32 ? 32 : 64);
  }
  column.single = leaf.node.type == parquet::Physical::kFloat;
  return column;
}

Landed::Column column_of(const ArrowLeaf& leaf) {
  const arrow::Field& field = leaf.field();
  Landed::Column column;
  column.path = leaf.path;
  column.type = field.storage == arrow::Storage::kNull ? CellType::kText : field.type;
  column.nullable = field.nullable;
  column.precision = field.precision;
  column.scale = field.scale;
  if (column.type == CellType::kInteger) column.integer_bits = static_cast<uint8_t>(field.width * 8);
  column.single = column.type == CellType::kDouble && field.width == 4;
  return column;
}

bool same_columns(const std::vector<Landed::Column>& one, const std::vector<Landed::Column>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const Landed::Column& a, const Landed::Column& b) {
    return a.path == b.path && a.type == b.type && a.precision == b.precision && a.scale == b.scale && a.integer_bits == b.integer_bits;
  });
}

// Columns of a file in lock-step; those inside of JSON text are taken out of a text column read beside.
template <class File>
class ColumnScan final : public RowScan {
 public:
  ColumnScan(const std::vector<File>& files, std::vector<std::string> direct, std::vector<std::string> json_columns,
              std::vector<std::vector<std::string>> json_steps, JsonExtractor extractor, std::vector<size_t> place)
      : files_(files), direct_(std::move(direct)), json_columns_(std::move(json_columns)), json_steps_(std::move(json_steps)),
        extractor_(std::move(extractor)), place_(std::move(place)) {}

  Result<size_t> next(size_t rows, std::vector<CellColumn>& columns) override {
    columns.resize(place_.size());
    for (CellColumn& column : columns) column.clear();
    for (;;) {
      if (open_.empty()) {
        if (file_ == files_.size()) return size_t{0};
        MOCKDATA_CHECK(open_next());
      }
      MOCKDATA_ASSIGN(const size_t count, read(rows, columns));
      if (count > 0) return count;
      open_.clear();
    }
  }

 private:
  Status open_next() {
    const File& file = files_[file_++];
    rows_left_ = file.rows();
    for (const auto* names : {&direct_, &json_columns_})
      for (const std::string& name : *names) {
        const int leaf = file.find(name);
        if (leaf < 0) return destination_error("has no column " + name, file.path());
        open_.push_back(file.column(static_cast<size_t>(leaf)));
      }
    if (open_.empty() && !file.leaves().empty()) open_.push_back(file.column(0));  // no column asked for: rows are counted
    texts_.resize(open_.size() - direct_.size());
    return {};
  }

  Result<size_t> read(size_t rows, std::vector<CellColumn>& columns) {
    const size_t expected = static_cast<size_t>(std::min<int64_t>(static_cast<int64_t>(rows), rows_left_));
    size_t d = 0;
    for (size_t i = 0; i < open_.size(); ++i) {
      if (i < direct_.size()) while (place_[d] != i) ++d;
      CellColumn& out = i < direct_.size() ? columns[d] : texts_[i - direct_.size()];
      if (i >= direct_.size()) out.clear();
      MOCKDATA_ASSIGN(const size_t count, open_[i].next(expected, out));
      if (count != expected) return destination_error("the column " + open_[i].leaf().path + " ends before the others", files_[file_ - 1].path());
      if (i < direct_.size()) ++d;
    }
    rows_left_ -= static_cast<int64_t>(expected);
    MOCKDATA_CHECK(extract(expected, columns));
    return expected;
  }

  Status extract(size_t rows, std::vector<CellColumn>& columns) {
    for (size_t j = 0; j < json_columns_.size(); ++j) {
      const std::vector<size_t> below = extractor_.columns_below(json_steps_[j]);
      for (size_t row = 0; row < rows; ++row) {
        const Cell& cell = texts_[j].cells[row];
        if (!cell.has_bytes()) {
          extractor_.null_member(json_steps_[j], columns);
        } else if (!extractor_.member(json_steps_[j], cell.text(), columns)) {
          return destination_error("the JSON in column " + json_columns_[j] + " is damaged: " + extractor_.problem(), files_[file_ - 1].path());
        }
        for (size_t column : below) columns[column].first_cell.push_back(static_cast<uint32_t>(columns[column].cells.size()));
      }
    }
    return {};
  }

  const std::vector<File>& files_;
  std::vector<std::string> direct_, json_columns_;
  std::vector<std::vector<std::string>> json_steps_;
  JsonExtractor extractor_;
  std::vector<size_t> place_;  // column asked for -> number in direct_, or SIZE_MAX: the extractor's
  size_t file_ = 0;
  std::vector<decltype(std::declval<const File&>().column(0))> open_;
  std::vector<CellColumn> texts_;
  int64_t rows_left_ = 0;
};

// The files of a text format one after another.
template <class Reader, class Open>
class TextScan final : public RowScan {
 public:
  TextScan(std::vector<std::string> files, size_t columns, Open open) : files_(std::move(files)), columns_(columns), open_(std::move(open)) {}

  Result<size_t> next(size_t rows, std::vector<CellColumn>& columns) override {
    columns.resize(columns_);
    for (CellColumn& column : columns) column.clear();
    for (;;) {
      if (!reader_) {
        if (file_ == files_.size()) return size_t{0};
        MOCKDATA_ASSIGN(Reader reader, open_(files_[file_++]));
        reader_ = std::make_unique<Reader>(std::move(reader));
      }
      MOCKDATA_ASSIGN(const size_t count, reader_->next(rows, columns));
      if (count > 0) return count;
      note(*reader_);
      reader_.reset();
    }
  }
  std::set<std::string> unknown() const override { return unknown_; }

 private:
  void note(const Reader& reader) {
    if constexpr (requires { reader.unknown(); }) unknown_.insert(reader.unknown().begin(), reader.unknown().end());
  }
  std::vector<std::string> files_;
  size_t columns_;
  Open open_;
  size_t file_ = 0;
  std::unique_ptr<Reader> reader_;
  std::set<std::string> unknown_;
};

// Paths asked for more than once: each is read once, and its cells are handed out as often.
class RepeatedScan final : public RowScan {
 public:
  RepeatedScan(std::unique_ptr<RowScan> scan, std::vector<size_t> source) : scan_(std::move(scan)), source_(std::move(source)) {}

  Result<size_t> next(size_t rows, std::vector<CellColumn>& columns) override {
    MOCKDATA_ASSIGN(const size_t count, scan_->next(rows, read_));
    columns.resize(source_.size());
    for (size_t i = 0; i < source_.size(); ++i) {
      columns[i].cells = read_[source_[i]].cells;
      columns[i].first_cell = read_[source_[i]].first_cell;
    }
    return count;
  }
  std::set<std::string> unknown() const override { return scan_->unknown(); }

 private:
  std::unique_ptr<RowScan> scan_;
  std::vector<size_t> source_;
  std::vector<CellColumn> read_;
};

template <class Reader, class Open>
std::unique_ptr<RowScan> text_scan(const std::vector<std::string>& files, size_t columns, Open open) {
  return std::make_unique<TextScan<Reader, Open>>(files, columns, std::move(open));
}

}  // namespace

const char* landed_format_name(LandedFormat format) {
  switch (format) {
    case LandedFormat::kParquet: return "parquet";
    case LandedFormat::kDelta: return "delta";
    case LandedFormat::kArrow: return "arrow";
    case LandedFormat::kNdjson: return "ndjson";
    case LandedFormat::kJson: return "json";
    case LandedFormat::kCsv: return "csv";
  }
  return "?";
}

Result<Landed> Landed::open(LandedSource source) {
  Landed landed;
  landed.source_ = std::move(source);
  if (landed.source_.format == LandedFormat::kDelta) {
    MOCKDATA_CHECK(landed.open_delta());
    return landed;
  }
  for (const std::string& path : landed.source_.paths) {
    MOCKDATA_ASSIGN(const InputFile file, InputFile::open(path));
    landed.bytes_ += file.size();
  }
  if (landed.source_.paths.empty()) return destination_error("there are no files of this entity");
  if (landed.source_.format == LandedFormat::kParquet) MOCKDATA_CHECK(landed.open_parquet());
  if (landed.source_.format == LandedFormat::kArrow) MOCKDATA_CHECK(landed.open_arrow());
  if (landed.source_.format == LandedFormat::kCsv) {
    for (const std::string& path : landed.source_.paths) {
      MOCKDATA_ASSIGN(const std::vector<std::string> names, CsvReader::header(path, landed.source_.csv));
      std::vector<Column> columns;
      for (const std::string& name : names) columns.emplace_back().path = name;
      if (&path == &landed.source_.paths.front()) landed.columns_ = columns;
      else if (!same_columns(columns, landed.columns_)) return destination_error("has other columns than the files before it", path);
    }
  }
  return landed;
}

Status Landed::open_parquet() {
  for (const std::string& path : source_.paths) {
    MOCKDATA_ASSIGN(ParquetFile file, ParquetFile::open(path));
    std::vector<Column> columns;
    for (const parquet::Leaf& leaf : file.leaves()) columns.push_back(column_of(leaf));
    if (parquet_.empty()) columns_ = std::move(columns);
    else if (!same_columns(columns, columns_)) return destination_error("has other columns than the files before it", path);
    parquet_.push_back(std::move(file));
  }
  return {};
}

Status Landed::open_arrow() {
  for (const std::string& path : source_.paths) {
    MOCKDATA_ASSIGN(ArrowFile file, ArrowFile::open(path));
    std::vector<Column> columns;
    for (const ArrowLeaf& leaf : file.leaves()) columns.push_back(column_of(leaf));
    if (arrow_.empty()) columns_ = std::move(columns);
    else if (!same_columns(columns, columns_)) return destination_error("has other columns than the files before it", path);
    arrow_.push_back(std::move(file));
  }
  return {};
}

Status Landed::open_delta() {
  if (source_.paths.size() != 1) return destination_error("a Delta table is one folder");
  MOCKDATA_ASSIGN(delta_, read_delta_log(source_.paths[0]));
  for (const DeltaFile& file : delta_->files) {
    MOCKDATA_ASSIGN(ParquetFile parquet, ParquetFile::open(file.path));
    MOCKDATA_ASSIGN(const InputFile input, InputFile::open(file.path));
    bytes_ += input.size();
    if (input.size() != static_cast<uint64_t>(file.size)) {
      return destination_error("the log says " + std::to_string(file.size) + " bytes, the file has " + std::to_string(input.size()), file.path);
    }
    if (file.rows && *file.rows != parquet.metadata().rows) {
      return destination_error("the log says " + std::to_string(*file.rows) + " rows, the file has " + std::to_string(parquet.metadata().rows), file.path);
    }
    std::vector<Column> columns;
    for (const parquet::Leaf& leaf : parquet.leaves()) columns.push_back(column_of(leaf));
    if (columns.size() != delta_->columns.size()) return destination_error("has other columns than the table's schema", file.path);
    for (size_t i = 0; i < columns.size(); ++i) {
      const DeltaColumn& stated = delta_->columns[i];
      const bool decimal = stated.type != CellType::kDecimal || (stated.precision == columns[i].precision && stated.scale == columns[i].scale);
      if (columns[i].path != stated.path || columns[i].type != stated.type || !decimal) {
        return destination_error("the column " + columns[i].path + " is not the table's " + stated.path + " " + stated.type_name, file.path);
      }
    }
    if (parquet_.empty()) columns_ = std::move(columns);
    parquet_.push_back(std::move(parquet));
  }
  if (parquet_.empty()) {
    for (const DeltaColumn& stated : delta_->columns) {
      Column& column = columns_.emplace_back();
      column.path = stated.path, column.type = stated.type, column.precision = stated.precision, column.scale = stated.scale;
      column.integer_bits = stated.type_name == "long" ? 64 : stated.type_name == "short" ? 16 : stated.type_name == "byte" ? 8 : 32;
      column.single = stated.type_name == "float";
    }
  }
  for (size_t i = 0; i < columns_.size(); ++i) columns_[i].nullable = delta_->columns[i].nullable;
  return {};
}

const Landed::Column* Landed::find(const std::string& path) const {
  for (const Column& column : columns_)
    if (column.path == path) return &column;
  return nullptr;
}

std::optional<int64_t> Landed::stated_rows() const {
  if (!has_schema()) return std::nullopt;
  int64_t rows = 0;
  for (const ParquetFile& file : parquet_) rows += file.rows();
  for (const ArrowFile& file : arrow_) rows += file.rows();
  return rows;
}

Result<std::unique_ptr<RowScan>> Landed::scan(const std::vector<std::string>& paths, bool note_unknown) const {
  std::vector<std::string> distinct;
  std::vector<size_t> source;
  for (const std::string& path : paths) {
    const auto known = std::find(distinct.begin(), distinct.end(), path);
    source.push_back(static_cast<size_t>(known - distinct.begin()));
    if (known == distinct.end()) distinct.push_back(path);
  }
  if (distinct.size() < paths.size()) {
    MOCKDATA_ASSIGN(auto scan, this->scan(distinct, note_unknown));
    return std::unique_ptr<RowScan>(std::make_unique<RepeatedScan>(std::move(scan), std::move(source)));
  }
  if (source_.format == LandedFormat::kCsv) {
    return text_scan<CsvReader>(source_.paths, paths.size(), [paths, dialect = source_.csv](const std::string& file) { return CsvReader::open(file, paths, dialect); });
  }
  if (!has_schema()) {
    const bool lines = source_.format == LandedFormat::kNdjson;
    return text_scan<JsonReader>(source_.paths, paths.size(),
                                 [paths, lines, note_unknown](const std::string& file) { return JsonReader::open(file, lines, paths, note_unknown); });
  }
  std::vector<std::string> direct, json_columns, inside(paths.size());
  std::vector<std::vector<std::string>> json_steps;
  std::vector<size_t> place(paths.size(), SIZE_MAX);
  for (size_t i = 0; i < paths.size(); ++i) {
    if (find(paths[i])) {
      place[i] = direct.size();
      direct.push_back(paths[i]);
      continue;
    }
    const Column* around = nullptr;
    for (const Column& column : columns_) {
      const size_t size = column.path.size();
      if (column.type == CellType::kText && paths[i].size() > size && paths[i].compare(0, size, column.path) == 0 &&
          column.path.find("[]") == std::string::npos && (paths[i][size] == '.' || paths[i][size] == '[')) {
        around = &column;
      }
    }
    if (!around) return destination_error("has no column " + paths[i], source_.paths.front());
    inside[i] = paths[i];
    if (std::find(json_columns.begin(), json_columns.end(), around->path) == json_columns.end()) {
      json_columns.push_back(around->path);
      json_steps.push_back(steps_of(around->path));
    }
  }
  const auto open = [&](const auto& files) {
    using File = typename std::decay_t<decltype(files)>::value_type;
    return std::unique_ptr<RowScan>(std::make_unique<ColumnScan<File>>(files, std::move(direct), std::move(json_columns), std::move(json_steps), JsonExtractor(inside), std::move(place)));
  };
  if (source_.format == LandedFormat::kArrow) return open(arrow_);
  return open(parquet_);
}

}  // namespace mockdata::verify
