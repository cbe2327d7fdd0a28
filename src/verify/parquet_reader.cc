#include "verify/parquet_reader.h"

#include <algorithm>
#include <bit>

#include <zlib.h>

#include "verify/parquet_codec.h"

namespace mockdata::verify {
namespace {

using parquet::Encoding;
using parquet::Leaf;
using Field = ThriftReader::Field;
using Type = ThriftReader::Type;

constexpr uint64_t kMaxFooter = 64 << 20, kMaxPage = 256 << 20;
constexpr size_t kStep = 1024;  // values decoded at a time
constexpr size_t kMaxCells = 16 << 20;

// A page header as stored; sizes are checked by the caller.
struct Header {
  int64_t type = -1, uncompressed = -1, compressed = -1, values = -1, encoding = 0;
  int64_t definition_encoding = 3, repetition_encoding = 3;
  int64_t nulls = -1, rows = -1, definition_bytes = 0, repetition_bytes = 0;
  bool is_compressed = true;
  std::optional<uint32_t> crc;
  parquet::Statistics statistics;
};

Header parse_header(ThriftReader& reader) {
  Header header;
  const auto data_page = [&](Field field) {
    if (field.id == 1) header.values = reader.integer(field);
    else if (field.id == 2) header.encoding = reader.integer(field);
    else if (field.id == 3) header.definition_encoding = reader.integer(field);
    else if (field.id == 4) header.repetition_encoding = reader.integer(field);
    else if (field.id == 5 && field.type == Type::kStruct) header.statistics = parquet::parse_statistics(reader);
    else reader.skip(field.type);
  };
  const auto dictionary_page = [&](Field field) {
    if (field.id == 1) header.values = reader.integer(field);
    else if (field.id == 2) header.encoding = reader.integer(field);
    else reader.skip(field.type);
  };
  const auto data_page_v2 = [&](Field field) {
    switch (field.id) {
      case 1: header.values = reader.integer(field); break;
      case 2: header.nulls = reader.integer(field); break;
      case 3: header.rows = reader.integer(field); break;
      case 4: header.encoding = reader.integer(field); break;
      case 5: header.definition_bytes = reader.integer(field); break;
      case 6: header.repetition_bytes = reader.integer(field); break;
      case 7: header.is_compressed = reader.boolean(field); break;
      case 8:
        if (field.type == Type::kStruct) header.statistics = parquet::parse_statistics(reader);
        else reader.skip(field.type);
        break;
      default: reader.skip(field.type);
    }
  };
  reader.structure([&](Field field) {
    if (field.id == 1) header.type = reader.integer(field);
    else if (field.id == 2) header.uncompressed = reader.integer(field);
    else if (field.id == 3) header.compressed = reader.integer(field);
    else if (field.id == 4) header.crc = static_cast<uint32_t>(reader.integer(field));
    else if (field.id == 5 && field.type == Type::kStruct) reader.structure(data_page);
    else if (field.id == 7 && field.type == Type::kStruct) reader.structure(dictionary_page);
    else if (field.id == 8 && field.type == Type::kStruct) reader.structure(data_page_v2);
    else reader.skip(field.type);
  });
  return header;
}

}  // namespace

Result<ParquetFile> ParquetFile::open(const std::string& path) {
  ParquetFile parquet;
  MOCKDATA_ASSIGN(InputFile file, InputFile::open(path));
  const uint64_t size = file.size();
  char tail[8];
  if (size < 12) return destination_error("is too short for a Parquet file", path);
  MOCKDATA_CHECK(file.read_at(0, tail, 4));
  if (std::string_view(tail, 4) != "PAR1") return destination_error("does not begin as a Parquet file does", path);
  MOCKDATA_CHECK(file.read_at(size - 8, tail, 8));
  if (std::string_view(tail + 4, 4) == "PARE") return destination_error("the file is encrypted", path);
  if (std::string_view(tail + 4, 4) != "PAR1") return destination_error("does not end as a Parquet file does: it may be cut off", path);
  uint32_t length;
  std::memcpy(&length, tail, 4);
  if (length > size - 12 || length > kMaxFooter) return destination_error("the footer's length is invalid", path);
  std::string footer(length, '\0');
  MOCKDATA_CHECK(file.read_at(size - 8 - length, footer.data(), length));
  MOCKDATA_ASSIGN(parquet::Metadata metadata, parquet::parse_footer(footer, path));
  parquet.metadata_ = std::make_shared<const parquet::Metadata>(std::move(metadata));
  parquet.file_ = std::make_shared<InputFile>(std::move(file));
  return parquet;
}

int ParquetFile::find(const std::string& path) const {
  for (size_t i = 0; i < leaves().size(); ++i)
    if (leaves()[i].path == path) return static_cast<int>(i);
  return -1;
}

ParquetColumn ParquetFile::column(size_t leaf) const { return ParquetColumn(*this, leaf); }

Result<std::string> ParquetFile::index_bytes(std::optional<int64_t> offset, int64_t length) const {
  if (!offset) return std::string(1, '\0');  // a struct without fields
  const uint64_t size = file_->size();
  if (*offset < 0 || length < 0 || static_cast<uint64_t>(length) > kMaxFooter || static_cast<uint64_t>(*offset) > size ||
      static_cast<uint64_t>(length) > size - static_cast<uint64_t>(*offset)) {
    return destination_error("a page index lies outside of the file", path());
  }
  std::string bytes(static_cast<size_t>(length), '\0');
  MOCKDATA_CHECK(file_->read_at(static_cast<uint64_t>(*offset), bytes.data(), bytes.size()));
  return bytes;
}

Result<parquet::OffsetIndex> ParquetFile::offset_index(size_t row_group, size_t leaf) const {
  const parquet::ColumnChunk& chunk = metadata_->row_groups[row_group].columns[leaf];
  MOCKDATA_ASSIGN(const std::string bytes, index_bytes(chunk.offset_index_offset, chunk.offset_index_length));
  return parquet::parse_offset_index(bytes, path());
}

Result<parquet::ColumnIndex> ParquetFile::column_index(size_t row_group, size_t leaf) const {
  const parquet::ColumnChunk& chunk = metadata_->row_groups[row_group].columns[leaf];
  MOCKDATA_ASSIGN(const std::string bytes, index_bytes(chunk.column_index_offset, chunk.column_index_length));
  return parquet::parse_column_index(bytes, path());
}

Result<std::vector<PageInfo>> ParquetFile::pages(size_t row_group, size_t leaf) const {
  ParquetColumn column(*this, leaf);
  column.row_group_ = row_group;
  MOCKDATA_CHECK(column.next_chunk());
  std::vector<PageInfo> pages;
  while (column.values_left_ > 0) {
    PageInfo& page = pages.emplace_back();
    MOCKDATA_CHECK(column.read_page(page, true));
    if (!page.dictionary) column.values_left_ -= page.values;
  }
  return pages;
}

ParquetColumn::ParquetColumn(const ParquetFile& file, size_t leaf) : file_(file.file_), metadata_(file.metadata_), leaf_(leaf) {}

std::string ParquetColumn::where() const { return file_->path() + ":" + leaf().path; }
Error ParquetColumn::damaged(const std::string& what) const { return destination_error(what, where()); }

Status ParquetColumn::next_chunk() {
  const parquet::RowGroup& group = metadata_->row_groups[row_group_++];
  chunk_ = &group.columns[leaf_];
  const int64_t start = std::min(chunk_->dictionary_page_offset.value_or(chunk_->data_page_offset), chunk_->data_page_offset);
  // Some writers state 0 for a dictionary that is not there.
  offset_ = static_cast<uint64_t>(start > 0 ? start : chunk_->data_page_offset);
  if (offset_ > file_->size() || static_cast<uint64_t>(chunk_->compressed_size) > file_->size() - offset_) {
    return damaged("a column chunk lies outside of the file");
  }
  end_ = offset_ + static_cast<uint64_t>(chunk_->compressed_size);
  values_left_ = chunk_->values;
  rows_left_ = group.rows;
  if (leaf().max_repetition == 0 && values_left_ != rows_left_) return damaged("a column chunk's number of values is not its rows'");
  if (rows_left_ > 0 && values_left_ < rows_left_) return damaged("a column chunk has fewer values than rows");
  has_dictionary_ = row_open_ = false;
  return {};
}

// Reads the page at offset_: its header into `info` and its bytes into raw_; decompresses into page_ what is compressed.
Status ParquetColumn::read_page(PageInfo& info, bool only_header) {
  Header header;
  size_t header_size = 0;
  for (size_t guess = 4096;; guess *= 8) {
    const size_t available = static_cast<size_t>(std::min<uint64_t>(guess, end_ - offset_));
    raw_.resize(available);
    MOCKDATA_CHECK(file_->read_at(offset_, raw_.data(), available));
    ThriftReader reader(raw_);
    header = parse_header(reader);
    header_size = reader.consumed();
    if (!reader.failed()) break;
    if (available < guess || guess > kMaxPage) return damaged("a page header is damaged");
  }
  const uint64_t left = end_ - offset_ - header_size;
  if (header.compressed < 0 || static_cast<uint64_t>(header.compressed) > left || header.uncompressed < 0) return damaged("a page's size is invalid");
  if (static_cast<uint64_t>(header.uncompressed) > kMaxPage || static_cast<uint64_t>(header.compressed) > kMaxPage) {
    return damaged("a page is larger than 256 MiB");
  }
  if (header.type != 0 && header.type != 2 && header.type != 3) return damaged("a page's type is unknown");
  if (header.values < 0) return damaged("a page's number of values is invalid");
  info.dictionary = header.type == 2;
  info.version = header.type == 3 ? 2 : 1;
  info.encoding = static_cast<Encoding>(header.encoding);
  info.offset = static_cast<int64_t>(offset_);
  info.header_size = static_cast<int64_t>(header_size);
  info.compressed_size = header.compressed;
  info.uncompressed_size = header.uncompressed;
  info.values = header.values;
  info.rows = header.rows;
  info.nulls = header.nulls;
  info.has_crc = header.crc.has_value();
  info.statistics = std::move(header.statistics);
  if (!info.dictionary && (info.values > values_left_)) return damaged("the pages hold more values than the chunk states");
  const uint64_t body = offset_ + header_size;
  offset_ = body + static_cast<uint64_t>(header.compressed);
  if (only_header) return {};

  raw_.resize(static_cast<size_t>(header.compressed));
  MOCKDATA_CHECK(file_->read_at(body, raw_.data(), raw_.size()));
  if (header.crc && ::crc32(0, reinterpret_cast<const Bytef*>(raw_.data()), static_cast<uInt>(raw_.size())) != *header.crc) {
    return damaged("a page's checksum does not match");
  }
  // Version 2 leaves the levels uncompressed, in front.
  const int64_t levels = header.definition_bytes + header.repetition_bytes;
  if (header.definition_bytes < 0 || header.repetition_bytes < 0 || levels > header.compressed || levels > header.uncompressed) {
    return damaged("a page's levels are larger than the page");
  }
  const std::string_view stored = std::string_view(raw_).substr(static_cast<size_t>(levels));
  const parquet::Codec codec = info.version == 2 && !header.is_compressed ? parquet::Codec::kUncompressed : chunk_->codec;
  // An empty body is nobody's compressed data, but some writers leave it so when every value is null.
  const size_t size = static_cast<size_t>(header.uncompressed - levels);
  if (stored.empty() && size == 0) page_.clear();
  else MOCKDATA_CHECK(parquet::decompress(codec, stored, size, page_, where()));
  if (info.dictionary) return {};
  if (header.definition_encoding != 3 && leaf().max_definition > 0) return damaged("definition levels have an encoding that this reader lacks");
  if (header.repetition_encoding != 3 && leaf().max_repetition > 0) return damaged("repetition levels have an encoding that this reader lacks");
  if (info.version == 2) {
    return open_data_page(info, page_, static_cast<uint64_t>(header.repetition_bytes), static_cast<uint64_t>(header.definition_bytes));
  }
  return open_data_page(info, page_, 0, 0);
}

Status ParquetColumn::open_data_page(const PageInfo& info, std::string_view bytes, uint64_t repetition_bytes, uint64_t definition_bytes) {
  const auto bits = [](int16_t highest) { return static_cast<unsigned>(std::bit_width(static_cast<unsigned>(highest))); };
  ByteReader reader(bytes), front(raw_);
  const auto levels = [&](int16_t highest, uint64_t stated) {
    if (info.version == 2) return front.take(stated);
    return highest > 0 ? reader.take(reader.fixed<uint32_t>()) : std::string_view();
  };
  repetition_ = parquet::HybridDecoder(levels(leaf().max_repetition, repetition_bytes), bits(leaf().max_repetition));
  definition_ = parquet::HybridDecoder(levels(leaf().max_definition, definition_bytes), bits(leaf().max_definition));
  if (reader.failed()) return damaged("a page's levels are cut off");
  MOCKDATA_ASSIGN(values_, parquet::make_value_decoder(info.encoding, leaf(), reader.rest(), static_cast<uint64_t>(info.values),
                                                       has_dictionary_ ? &dictionary_ : nullptr, where()));
  page_left_ = info.values;
  values_left_ -= info.values;
  repetition_levels_.clear(), definition_levels_.clear();
  level_ = 0;
  return {};
}

Status ParquetColumn::read_dictionary(const PageInfo& info) {
  if (has_dictionary_) return damaged("a column chunk has two dictionaries");
  if (info.encoding != Encoding::kPlain && info.encoding != Encoding::kPlainDictionary) return damaged("the dictionary's encoding is unknown");
  // An entry takes a byte at least, a boolean a bit.
  if (static_cast<uint64_t>(info.values) > page_.size() * 8) return damaged("the dictionary is cut off");
  dictionary_arena_.clear();
  dictionary_.assign(static_cast<size_t>(info.values), Cell{});
  MOCKDATA_ASSIGN(auto decoder, parquet::make_value_decoder(Encoding::kPlain, leaf(), page_, static_cast<uint64_t>(info.values), nullptr, where()));
  if (!decoder->read(dictionary_.data(), dictionary_.size(), dictionary_arena_)) return damaged("the dictionary is damaged");
  has_dictionary_ = true;
  return {};
}

Status ParquetColumn::next_page() {
  for (;;) {
    if (offset_ >= end_) return damaged("a column chunk ends before its last value");
    PageInfo info;
    MOCKDATA_CHECK(read_page(info, false));
    if (!info.dictionary) return {};
    MOCKDATA_CHECK(read_dictionary(info));
  }
}

Result<size_t> ParquetColumn::next(size_t rows, CellColumn& out) {
  const size_t before = out.rows();
  while (out.rows() - before < rows) {
    if (page_left_ == 0) {
      if (values_left_ > 0) {
        MOCKDATA_CHECK(next_page());
        continue;
      }
      if (rows_left_ != 0) return damaged("a column chunk has fewer rows than its row group");
      if (row_group_ == metadata_->row_groups.size()) break;
      MOCKDATA_CHECK(next_chunk());
      continue;
    }
    if (out.cells.size() > kMaxCells) return damaged("a batch of rows holds more than 16 million elements");
    const size_t wanted = rows - (out.rows() - before);
    if (leaf().max_repetition > 0) {
      MOCKDATA_CHECK(read_repeated(wanted, out));
    } else {
      MOCKDATA_CHECK(read_flat(static_cast<size_t>(std::min<uint64_t>({wanted, static_cast<uint64_t>(page_left_), kStep})), out));
    }
  }
  // The last row may go on in the next page.
  while (leaf().max_repetition > 0 && row_open_ && page_left_ == 0 && values_left_ > 0) {
    MOCKDATA_CHECK(next_page());
    MOCKDATA_CHECK(read_repeated(0, out));
    if (out.cells.size() > kMaxCells) return damaged("a row holds more than 16 million elements");
  }
  return out.rows() - before;
}

Status ParquetColumn::read_flat(size_t count, CellColumn& out) {
  const uint32_t highest = static_cast<uint32_t>(leaf().max_definition);
  const size_t start = out.cells.size();
  size_t present = count;
  if (highest > 0) {
    definition_levels_.resize(count);
    if (!definition_.read(definition_levels_.data(), count)) return damaged("a page's definition levels are damaged");
    present = static_cast<size_t>(std::count(definition_levels_.begin(), definition_levels_.end(), highest));
  }
  out.cells.resize(start + count);
  Cell* cells = out.cells.data() + start;
  if (!values_->read(cells, present, out.arena)) return damaged("a page's values are damaged");
  if (present < count) {
    // From the back, so that each value moves to its place before another overwrites it.
    for (size_t i = count, from = present; i-- > 0;) {
      const uint32_t level = definition_levels_[i];
      if (level == highest) {
        cells[i] = cells[--from];
        continue;
      }
      if (level > highest) return damaged("a definition level is too high");
      cells[i] = Cell{};
      cells[i].type = leaf().missing[level].type;
      cells[i].integer = leaf().missing[level].step;
    }
  }
  for (size_t i = 1; i <= count; ++i) out.first_cell.push_back(static_cast<uint32_t>(start + i));
  page_left_ -= static_cast<int64_t>(count);
  rows_left_ -= static_cast<int64_t>(count);
  return {};
}

// Reads the rest of a row that began on the page before, and up to `rows` new rows; returns at the end of the page at the latest.
Result<size_t> ParquetColumn::read_repeated(size_t rows, CellColumn& out) {
  const uint32_t highest = static_cast<uint32_t>(leaf().max_definition), deepest = static_cast<uint32_t>(leaf().max_repetition);
  size_t begun = 0;
  while (page_left_ > 0) {
    if (level_ == repetition_levels_.size()) {
      const size_t count = static_cast<size_t>(std::min<int64_t>(page_left_, kStep));
      repetition_levels_.resize(count), definition_levels_.resize(count);
      level_ = 0;
      if (!repetition_.read(repetition_levels_.data(), count) || !definition_.read(definition_levels_.data(), count)) {
        return damaged("a page's levels are damaged");
      }
    }
    // The levels up to the first row that is one too many.
    const size_t first = level_;
    size_t present = 0;
    const size_t start = out.cells.size();
    for (; level_ < repetition_levels_.size(); ++level_) {
      const uint32_t repetition = repetition_levels_[level_], definition = definition_levels_[level_];
      if (repetition > deepest || definition > highest) return damaged("a level is too high");
      if (repetition == 0) {
        if (begun == rows) break;
        if (rows_left_-- == 0) return damaged("a column chunk has more rows than its row group");
        ++begun;
        row_open_ = true;
        out.first_cell.push_back(0);
      } else if (!row_open_) {
        return damaged("a column chunk does not begin with a row");
      }
      out.first_cell.back() = static_cast<uint32_t>(start + (level_ - first) + 1);
      present += definition == highest;
    }
    const size_t count = level_ - first;
    decoded_.assign(present, Cell{});
    if (!values_->read(decoded_.data(), present, out.arena)) return damaged("a page's values are damaged");
    out.cells.resize(start + count);
    for (size_t i = 0, from = 0; i < count; ++i) {
      const uint32_t level = definition_levels_[first + i];
      Cell& cell = out.cells[start + i];
      if (level == highest) {
        cell = decoded_[from++];
      } else {
        cell = Cell{};
        cell.type = leaf().missing[level].type;
        cell.integer = leaf().missing[level].step;
      }
    }
    page_left_ -= static_cast<int64_t>(count);
    if (level_ < repetition_levels_.size()) break;
    if (out.cells.size() > kMaxCells) break;
  }
  return begun;
}

}  // namespace mockdata::verify
