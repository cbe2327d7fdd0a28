#include "formats/parquet/column_writer.h"

#include <lz4.h>
#include <snappy.h>
#include <zstd.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "block/text_of.h"
#include "formats/parquet/thrift.h"

namespace mockdata::parquet {

uint32_t bit_width(uint32_t largest) {
  uint32_t width = 0;
  while (largest >> width) ++width;
  return width;
}

namespace {

template <class T>
void hybrid(std::string& out, const T* values, std::size_t count, uint32_t width) {
  const auto varint = [&](uint64_t n) {
    while (n >= 128) {
      out += static_cast<char>(n | 128);
      n >>= 7;
    }
    out += static_cast<char>(n);
  };
  std::size_t at = 0;
  while (at < count) {
    std::size_t run = 1;
    while (at + run < count && values[at + run] == values[at]) ++run;
    if (run >= 8 || at + run == count) {
      varint(static_cast<uint64_t>(run) << 1);
      for (uint32_t b = 0; b < (width + 7) / 8; ++b) out += static_cast<char>(static_cast<uint32_t>(values[at]) >> (8 * b));
      at += run;
      continue;
    }
    // Groups of eight until a run of eight or more begins at a group's border.
    std::size_t end = at;
    while (end < count) {
      end += 8;
      if (end >= count) break;
      std::size_t same = 1;
      while (same < 8 && end + same < count && values[end + same] == values[end]) ++same;
      if (same == 8) break;
    }
    const std::size_t groups = (std::min(end, (count + 7) / 8 * 8) - at + 7) / 8;
    varint(groups << 1 | 1);
    uint64_t word = 0;
    uint32_t bits = 0;
    for (std::size_t i = 0; i < groups * 8; ++i) {
      word |= static_cast<uint64_t>(at + i < count ? values[at + i] : T{}) << bits;
      bits += width;
      while (bits >= 8) {
        out += static_cast<char>(word);
        word >>= 8;
        bits -= 8;
      }
    }
    at += groups * 8;
  }
}

void append_u32(std::string& out, uint32_t n) { out.append(reinterpret_cast<const char*>(&n), 4); }

}  // namespace

void append_hybrid(std::string& out, const uint32_t* values, std::size_t count, uint32_t width) { hybrid(out, values, count, width); }
void append_hybrid(std::string& out, const uint8_t* values, std::size_t count, uint32_t width) { hybrid(out, values, count, width); }

Status compress(Codec codec, std::string_view in, std::string& out) {
  switch (codec) {
    case Codec::kNone: out.assign(in); return {};
    case Codec::kSnappy: snappy::Compress(in.data(), in.size(), &out); return {};
    case Codec::kZstd: {
      out.resize(ZSTD_compressBound(in.size()));
      const std::size_t n = ZSTD_compress(out.data(), out.size(), in.data(), in.size(), 1);
      if (ZSTD_isError(n)) return invalid_error(std::string("zstd: ") + ZSTD_getErrorName(n));
      out.resize(n);
      return {};
    }
    case Codec::kLz4Raw: {
      out.resize(static_cast<std::size_t>(LZ4_compressBound(static_cast<int>(in.size()))));
      const int n = LZ4_compress_default(in.data(), out.data(), static_cast<int>(in.size()), static_cast<int>(out.size()));
      if (n <= 0) return invalid_error("lz4 could not compress a page");
      out.resize(static_cast<std::size_t>(n));
      return {};
    }
  }
  return {};
}

Status ColumnWriter::add(const Block& column, uint32_t rows) {
  levels_.values.clear();
  const std::size_t before = levels_.definition.size();
  const Block& block = shred(leaf_, column, rows, levels_);
  chunk_.values += static_cast<int64_t>(levels_.definition.size() - before);
  chunk_.null_count += static_cast<int64_t>(levels_.definition.size() - before - levels_.values.size());
  rows_in_page_ += rows;
  append_values(block);
  if (plain_values_.size() >= kPageBytes || levels_.definition.size() >= 65536) return end_page();
  return {};
}

void ColumnWriter::append_values(const Block& block) {
  if (!plain_ && block.layout == Layout::kPool && block.pool->size <= kLargestDictionary && (!pool_ || pool_ == block.pool)) {
    pool_ = block.pool;
    used_.resize(pool_->size);
    for (const uint32_t i : levels_.values) {
      indices_.push_back(block.index[i]);
      used_[block.index[i]] = 1;
    }
    return;
  }
  if (levels_.values.empty()) return;
  leave_dictionary();
  plain_ = true;
  for (const uint32_t i : levels_.values) append_plain(block, i);
}

// Some value did not come from the pool: what stands as indices becomes plain.
void ColumnWriter::leave_dictionary() {
  if (!pool_) return;
  const TextPool* pool = pool_;
  pool_ = nullptr;
  const auto append = [&](const std::vector<uint32_t>& indices) {
    for (const uint32_t i : indices) {
      const std::string_view text = pool->text(i);
      append_u32(plain_values_, static_cast<uint32_t>(text.size()));
      plain_values_ += text;
      note_text(text);
    }
  };
  Levels current;
  std::swap(current, levels_);
  std::vector<uint32_t> underway;
  underway.swap(indices_);
  const int64_t rows = rows_in_page_;
  plain_ = true;
  for (Page& page : dictionary_pages_) {
    levels_.definition = std::move(page.definition);
    levels_.repetition = std::move(page.repetition);
    rows_in_page_ = page.rows;
    append(page.indices);
    (void)end_page();
  }
  dictionary_pages_.clear();
  levels_ = std::move(current);
  rows_in_page_ = rows;
  append(underway);
}

void ColumnWriter::note_text(std::string_view text) {
  if (!any_) {
    low_text_ = high_text_ = text;
    any_ = true;
  } else if (text < low_text_) {
    low_text_ = text;
  } else if (text > high_text_) {
    high_text_ = text;
  }
}

void ColumnWriter::append_plain(const Block& block, uint32_t i) {
  const auto number = [&](__int128 v) {
    if (!any_) low_ = high_ = v, any_ = true;
    low_ = std::min(low_, v);
    high_ = std::max(high_, v);
  };
  const auto raw = [&](auto v) { plain_values_.append(reinterpret_cast<const char*>(&v), sizeof v); };
  switch (leaf_.physical) {
    case Physical::kBoolean: {
      const bool v = block.values<uint8_t>()[i] != 0;
      if (bool_count_ % 8 == 0) plain_values_ += '\0';
      if (v) plain_values_.back() = static_cast<char>(plain_values_.back() | 1 << (bool_count_ % 8));
      ++bool_count_;
      number(v);
      break;
    }
    case Physical::kInt32: {
      const int32_t v = width_of(leaf_.type) == 8 ? static_cast<int32_t>(block.values<int64_t>()[i]) : block.values<int32_t>()[i];
      number(v);
      raw(v);
      break;
    }
    case Physical::kInt64: {
      const int64_t v = block.values<int64_t>()[i];
      number(v);
      raw(v);
      break;
    }
    case Physical::kFloat: case Physical::kDouble: {
      const double v = leaf_.physical == Physical::kFloat ? block.values<float>()[i] : block.values<double>()[i];
      if (std::isnan(v)) nan_ = true;
      if (!any_) low_double_ = high_double_ = v, any_ = true;
      low_double_ = std::min(low_double_, v);
      high_double_ = std::max(high_double_, v);
      if (leaf_.physical == Physical::kFloat) raw(static_cast<float>(v));
      else raw(v);
      break;
    }
    case Physical::kFixed: {
      const __int128 v = block.values<__int128>()[i];
      number(v);
      unsigned char bytes[16];
      for (int b = 0; b < 16; ++b) bytes[15 - b] = static_cast<unsigned char>(v >> (8 * b));
      plain_values_.append(reinterpret_cast<const char*>(bytes), 16);
      break;
    }
    case Physical::kByteArray: {
      char uuid[36];
      std::string_view text;
      if (leaf_.type.id == TypeId::kUuid) {
        write_uuid(uuid, block.values<unsigned char>() + 16 * static_cast<std::size_t>(i));
        text = {uuid, 36};
      } else {
        text = block.text(i);
      }
      append_u32(plain_values_, static_cast<uint32_t>(text.size()));
      plain_values_ += text;
      note_text(text);
      break;
    }
  }
}

Status ColumnWriter::end_page() {
  if (levels_.definition.empty()) return {};
  if (pool_ && !plain_) {
    dictionary_pages_.push_back({std::move(levels_.definition), std::move(levels_.repetition), std::move(indices_), rows_in_page_});
    indices_ = {};
    levels_.definition = {};
    levels_.repetition = {};
    rows_in_page_ = 0;
    return {};
  }
  const int32_t count = static_cast<int32_t>(levels_.definition.size());
  std::string levels;
  int32_t nulls = 0;
  for (const uint8_t d : levels_.definition) nulls += d < leaf_.max_definition;
  const auto put = [&](const std::vector<uint8_t>& values, uint32_t max) {
    if (!max) return std::string();
    std::string encoded;
    append_hybrid(encoded, values.data(), values.size(), bit_width(max));
    return encoded;
  };
  const std::string repetition = put(levels_.repetition, leaf_.max_repetition), definition = put(levels_.definition, leaf_.max_definition);
  body_.clear();
  (void)levels;
  const bool v2 = options_.page_v2;
  if (!v2) {
    if (leaf_.max_repetition) append_u32(body_, static_cast<uint32_t>(repetition.size())), body_ += repetition;
    if (leaf_.max_definition) append_u32(body_, static_cast<uint32_t>(definition.size())), body_ += definition;
    body_ += plain_values_;
    MOCKDATA_CHECK(put_page(pages_, {}, body_, 0 /* PLAIN */, count, nulls, static_cast<int32_t>(rows_in_page_)));
  } else {
    std::string both = repetition + definition;
    scratch_ = std::to_string(repetition.size());
    MOCKDATA_CHECK(put_page(pages_, both, plain_values_, 0, count, nulls, static_cast<int32_t>(rows_in_page_)));
  }
  plain_values_.clear();
  bool_count_ = 0;
  levels_.definition.clear();
  levels_.repetition.clear();
  rows_in_page_ = 0;
  return {};
}

// A data page: V1 with the levels already in `values`, or V2 with uncompressed `levels` apart.
Status ColumnWriter::put_page(std::string& out, std::string_view levels, std::string_view values, int32_t encoding, int32_t count, int32_t nulls, int32_t rows) {
  std::string compressed;
  MOCKDATA_CHECK(compress(options_.codec, values, compressed));
  const std::size_t repetition_size = options_.page_v2 ? std::stoul(scratch_) : 0;
  std::string header;
  ThriftWriter t(header);
  t.begin_struct();
  t.field_i32(1, options_.page_v2 ? 3 : 0);
  t.field_i32(2, static_cast<int32_t>(levels.size() + values.size()));
  t.field_i32(3, static_cast<int32_t>(levels.size() + compressed.size()));
  if (options_.page_v2) {
    t.field_struct(8);
    t.begin_struct();
    t.field_i32(1, count);
    t.field_i32(2, nulls);
    t.field_i32(3, rows);
    t.field_i32(4, encoding);
    t.field_i32(5, static_cast<int32_t>(levels.size() - repetition_size));
    t.field_i32(6, static_cast<int32_t>(repetition_size));
    t.field_bool(7, options_.codec != Codec::kNone);
    t.end_struct();
  } else {
    t.field_struct(5);
    t.begin_struct();
    t.field_i32(1, count);
    t.field_i32(2, encoding);
    t.field_i32(3, 3);  // definition levels: RLE
    t.field_i32(4, 3);
    t.end_struct();
  }
  t.end_struct();
  chunk_.uncompressed += static_cast<int64_t>(header.size() + levels.size() + values.size());
  chunk_.compressed += static_cast<int64_t>(header.size() + levels.size() + compressed.size());
  out += header;
  out += levels;
  out += compressed;
  return {};
}

Result<ColumnChunk> ColumnWriter::finish(std::string& out) {
  MOCKDATA_CHECK(end_page());
  const std::size_t start = out.size();
  if (pool_ && !plain_) {
    chunk_.dictionary = true;
    // The dictionary holds the values in use, in the pool's order.
    std::vector<uint32_t> place(pool_->size);
    std::string dictionary;
    uint32_t n = 0;
    for (uint32_t i = 0; i < pool_->size; ++i) {
      if (!used_[i]) continue;
      place[i] = n++;
      const std::string_view text = pool_->text(i);
      append_u32(dictionary, static_cast<uint32_t>(text.size()));
      dictionary += text;
      note_text(text);
    }
    std::string compressed, header;
    MOCKDATA_CHECK(compress(options_.codec, dictionary, compressed));
    ThriftWriter t(header);
    t.begin_struct();
    t.field_i32(1, 2);
    t.field_i32(2, static_cast<int32_t>(dictionary.size()));
    t.field_i32(3, static_cast<int32_t>(compressed.size()));
    t.field_struct(7);
    t.begin_struct();
    t.field_i32(1, static_cast<int32_t>(n));
    t.field_i32(2, 0);
    t.end_struct();
    t.end_struct();
    chunk_.dictionary_page_offset = static_cast<int64_t>(start);
    chunk_.uncompressed += static_cast<int64_t>(header.size() + dictionary.size());
    chunk_.compressed += static_cast<int64_t>(header.size() + compressed.size());
    out += header + compressed;
    const uint32_t width = bit_width(n ? n - 1 : 0);
    for (Page& page : dictionary_pages_) {
      for (uint32_t& i : page.indices) i = place[i];
      std::string values(1, static_cast<char>(width));
      append_hybrid(values, page.indices.data(), page.indices.size(), width);
      const int32_t count = static_cast<int32_t>(page.definition.size());
      int32_t nulls = 0;
      for (const uint8_t d : page.definition) nulls += d < leaf_.max_definition;
      std::string repetition, definition;
      if (leaf_.max_repetition) append_hybrid(repetition, page.repetition.data(), page.repetition.size(), bit_width(leaf_.max_repetition));
      if (leaf_.max_definition) append_hybrid(definition, page.definition.data(), page.definition.size(), bit_width(leaf_.max_definition));
      if (options_.page_v2) {
        scratch_ = std::to_string(repetition.size());
        MOCKDATA_CHECK(put_page(pages_, repetition + definition, values, 8, count, nulls, static_cast<int32_t>(page.rows)));
      } else {
        body_.clear();
        if (leaf_.max_repetition) append_u32(body_, static_cast<uint32_t>(repetition.size())), body_ += repetition;
        if (leaf_.max_definition) append_u32(body_, static_cast<uint32_t>(definition.size())), body_ += definition;
        body_ += values;
        MOCKDATA_CHECK(put_page(pages_, {}, body_, 8 /* RLE_DICTIONARY */, count, nulls, static_cast<int32_t>(page.rows)));
      }
    }
  }
  chunk_.data_page_offset = static_cast<int64_t>(out.size());
  out += pages_;
  const auto fixed = [](auto v) { return std::string(reinterpret_cast<const char*>(&v), sizeof v); };
  if (any_) switch (leaf_.physical) {
    case Physical::kBoolean: chunk_.min = fixed(static_cast<uint8_t>(low_)), chunk_.max = fixed(static_cast<uint8_t>(high_)); break;
    case Physical::kInt32: chunk_.min = fixed(static_cast<int32_t>(low_)), chunk_.max = fixed(static_cast<int32_t>(high_)); break;
    case Physical::kInt64: chunk_.min = fixed(static_cast<int64_t>(low_)), chunk_.max = fixed(static_cast<int64_t>(high_)); break;
    case Physical::kFloat: case Physical::kDouble:
      if (nan_) break;
      if (low_double_ == 0) low_double_ = -0.0;  // the format's rule: a zero bound is -0 below and +0 above
      if (high_double_ == 0) high_double_ = 0.0;
      if (leaf_.physical == Physical::kFloat) chunk_.min = fixed(static_cast<float>(low_double_)), chunk_.max = fixed(static_cast<float>(high_double_));
      else chunk_.min = fixed(low_double_), chunk_.max = fixed(high_double_);
      break;
    case Physical::kFixed: {
      const auto big_endian = [](__int128 v) {
        std::string s(16, '\0');
        for (int b = 0; b < 16; ++b) s[static_cast<std::size_t>(15 - b)] = static_cast<char>(v >> (8 * b));
        return s;
      };
      chunk_.min = big_endian(low_), chunk_.max = big_endian(high_);
      break;
    }
    case Physical::kByteArray:
      if (low_text_.size() <= 64 && high_text_.size() <= 64) chunk_.min = low_text_, chunk_.max = high_text_;
      break;
  }
  ColumnChunk done = std::move(chunk_);
  const Leaf& leaf = leaf_;
  const EncodingOptions& options = options_;
  this->~ColumnWriter();
  new (this) ColumnWriter(leaf, options);
  return done;
}

}  // namespace mockdata::parquet
