#include "formats/parquet/page.h"

#include <lz4.h>
#include <zstd.h>

#include <climits>
#include <memory>

#include "formats/parquet/snappy_codec.h"
#include "formats/parquet/thrift.h"

namespace mockdata::parquet {
namespace {

constexpr std::size_t kHeaderRoom = 64;
constexpr std::size_t kLargestPage = INT32_MAX / 2;

struct FreeZstd {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

void append_length(std::string& out, std::string_view bytes) {
  const uint32_t size = static_cast<uint32_t>(bytes.size());
  out.append(reinterpret_cast<const char*>(&size), 4);
  out += bytes;
}

}  // namespace

Status compress(Codec codec, int level, std::string_view in, ByteBuffer& out) {
  switch (codec) {
    case Codec::kAuto: case Codec::kNone: out.append(in); return {};
    case Codec::kSnappy: append_snappy(out, in); return {};
    case Codec::kZstd: {
      // One context a thread: it is a megabyte, and an encoder has one column writer for each of its columns.
      thread_local const std::unique_ptr<ZSTD_CCtx, FreeZstd> context(ZSTD_createCCtx());
      ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
      // The fastest level's table of 64 KiB does not fit the first-level cache. In half of it an e-mail page goes at 0.46 GB/s, not 0.39,
      // and is a twentieth larger. 0: what the level says.
      ZSTD_CCtx_setParameter(context.get(), ZSTD_c_hashLog, level == 1 ? 13 : 0);
      const std::size_t room = ZSTD_compressBound(in.size());
      char* to = out.room(room);
      const std::size_t size = ZSTD_compress2(context.get(), to, room, in.data(), in.size());
      if (ZSTD_isError(size)) return invalid_error(std::string("zstd: ") + ZSTD_getErrorName(size));
      out.advance_to(to + size);
      return {};
    }
    case Codec::kLz4Raw: {
      const int room = LZ4_compressBound(static_cast<int>(in.size()));
      char* to = out.room(static_cast<std::size_t>(room));
      const int size = LZ4_compress_default(in.data(), to, static_cast<int>(in.size()), room);
      if (size <= 0) return invalid_error("lz4 could not compress a page");
      out.advance_to(to + size);
      return {};
    }
  }
  return {};
}

void ColumnChunk::clear() {
  bytes.clear();
  pieces.clear();
  codec = Codec::kNone;
  encodings.clear();
  dictionary_size = values = nulls = uncompressed = compressed = 0;
  low.reset();
  high.reset();
  pages.clear();
}

void PageWriter::begin(ColumnChunk& chunk, std::size_t expected_levels) {
  start_ = chunk.bytes.size();
  chunk.bytes.extend(kHeaderRoom + expected_levels);
  values_ = chunk.bytes.size();
}

// Puts bytes before the values, moving these where the head room is too small, and lets values_ begin with them.
void PageWriter::put_before_values(ByteBuffer& bytes, std::string_view front) {
  const std::size_t room = values_ - start_;
  if (front.size() > room) {
    const std::size_t more = front.size() - room, size = bytes.size() - values_;
    bytes.extend(more);
    std::memmove(bytes.data() + values_ + more, bytes.data() + values_, size);
    values_ += more;
  }
  values_ -= front.size();
  if (!front.empty()) std::memcpy(bytes.data() + values_, front.data(), front.size());
}

void PageWriter::make_header(const PageInfo* info, std::size_t count, std::size_t uncompressed, std::size_t compressed, bool packed) {
  header_.clear();
  ThriftWriter t(header_);
  t.begin_struct();
  t.field_i32(1, info ? version_2_ ? 3 : 0 : 2);
  t.field_i32(2, static_cast<int32_t>(uncompressed));
  t.field_i32(3, static_cast<int32_t>(compressed));
  if (!info) {
    t.field_struct(7);
    t.begin_struct();
    t.field_i32(1, static_cast<int32_t>(count));
    t.field_i32(2, 0);  // PLAIN
  } else if (version_2_) {
    t.field_struct(8);
    t.begin_struct();
    t.field_i32(1, static_cast<int32_t>(count));
    t.field_i32(2, static_cast<int32_t>(info->nulls));
    t.field_i32(3, static_cast<int32_t>(info->rows));
    t.field_i32(4, static_cast<int32_t>(info->encoding));
    t.field_i32(5, static_cast<int32_t>(info->definition.size()));
    t.field_i32(6, static_cast<int32_t>(info->repetition.size()));
    t.field_bool(7, packed);
  } else {
    t.field_struct(5);
    t.begin_struct();
    t.field_i32(1, static_cast<int32_t>(count));
    t.field_i32(2, static_cast<int32_t>(info->encoding));
    t.field_i32(3, static_cast<int32_t>(Encoded::kRle));
    t.field_i32(4, static_cast<int32_t>(Encoded::kRle));
  }
  t.end_struct();
  t.end_struct();
}

Status PageWriter::finish(ColumnChunk& chunk, const PageInfo* info, std::size_t count) {
  const bool apart = info && version_2_;  // levels stay uncompressed before the values
  levels_.clear();
  if (apart) {
    levels_ += info->repetition;
    levels_ += info->definition;
  } else if (info) {
    if (!info->repetition.empty()) append_length(levels_, info->repetition);
    if (!info->definition.empty()) append_length(levels_, info->definition);
    put_before_values(chunk.bytes, levels_);
    levels_.clear();
  }
  std::string_view body = values(chunk);
  const std::size_t uncompressed = levels_.size() + body.size();
  if (uncompressed > kLargestPage)
    return invalid_error("a block of " + std::to_string(count) + " values has more than 1 GiB", {}, "make the texts of the field shorter");
  packed_.clear();
  bool packed = chunk.codec != Codec::kNone;
  if (packed) MOCKDATA_CHECK(compress(chunk.codec, level_, body, packed_));
  if (apart && packed_.size() >= body.size()) packed = false;
  const std::size_t compressed = packed ? levels_.size() + packed_.size() : uncompressed;
  make_header(info, count, uncompressed, compressed, packed);
  if (packed) {
    chunk.bytes.truncate(start_);
    chunk.bytes.append(header_);
    chunk.bytes.append(levels_);
    chunk.bytes.append(packed_.view());
    values_ = start_;
  } else {
    put_before_values(chunk.bytes, levels_);
    put_before_values(chunk.bytes, header_);
  }
  chunk.uncompressed += static_cast<int64_t>(header_.size() + uncompressed);
  chunk.compressed += static_cast<int64_t>(header_.size() + compressed);
  if (!chunk.pieces.empty() && chunk.pieces.back().end == values_) chunk.pieces.back().end = chunk.bytes.size();
  else chunk.pieces.push_back({values_, chunk.bytes.size()});
  return {};
}

Status PageWriter::end(ColumnChunk& chunk, const PageInfo& info) {
  const int64_t before = chunk.compressed;
  MOCKDATA_CHECK(finish(chunk, &info, info.count));
  PageEntry entry;
  entry.size = chunk.compressed - before;
  entry.first_row = chunk.pages.empty() ? 0 : chunk.pages.back().first_row + chunk.pages.back().rows;
  entry.rows = static_cast<int64_t>(info.rows);
  entry.nulls = static_cast<int64_t>(info.nulls);
  entry.values = static_cast<int64_t>(info.count);
  chunk.pages.push_back(std::move(entry));
  chunk.values += static_cast<int64_t>(info.count);
  chunk.nulls += static_cast<int64_t>(info.nulls);
  return {};
}

Status PageWriter::end_dictionary(ColumnChunk& chunk, std::size_t count) {
  MOCKDATA_CHECK(finish(chunk, nullptr, count));
  chunk.dictionary_size = chunk.compressed;
  return {};
}

}  // namespace mockdata::parquet
