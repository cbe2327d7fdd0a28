#include "verify/parquet_codec.h"

#include <lz4.h>
#include <snappy.h>
#include <zlib.h>
#include <zstd.h>

namespace mockdata::verify::parquet {
namespace {

bool inflate_gzip(std::string_view compressed, std::string& out) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 32) != Z_OK) return false;  // 32: gzip or zlib, by the header
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
  stream.avail_in = static_cast<uInt>(compressed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  int state = Z_OK;
  for (;;) {
    state = inflate(&stream, Z_FINISH);
    // Several members may follow one another in a page.
    if (state != Z_STREAM_END || stream.avail_in == 0 || stream.avail_out == 0) break;
    if (inflateReset(&stream) != Z_OK) break;
  }
  inflateEnd(&stream);
  return state == Z_STREAM_END && stream.avail_out == 0;
}

}  // namespace

Status decompress(Codec codec, std::string_view compressed, size_t size, std::string& out, const std::string& where) {
  out.resize(size);
  bool good = false;
  switch (codec) {
    case Codec::kUncompressed:
      good = compressed.size() == size;
      if (good) out.assign(compressed);
      break;
    case Codec::kSnappy: {
      size_t length = 0;
      good = snappy::GetUncompressedLength(compressed.data(), compressed.size(), &length) && length == size &&
             snappy::RawUncompress(compressed.data(), compressed.size(), out.data());
      break;
    }
    case Codec::kGzip: good = inflate_gzip(compressed, out); break;
    case Codec::kZstd: good = ZSTD_decompress(out.data(), size, compressed.data(), compressed.size()) == size; break;
    case Codec::kLz4Raw:
      good = LZ4_decompress_safe(compressed.data(), out.data(), static_cast<int>(compressed.size()), static_cast<int>(size)) ==
             static_cast<int>(size);
      break;
    default: {
      const char* name = codec == Codec::kLzo ? "LZO" : codec == Codec::kBrotli ? "BROTLI" : codec == Codec::kLz4 ? "LZ4 (Hadoop framing)" : "unknown";
      return destination_error(std::string("is compressed with a codec that this reader lacks: ") + name, where);
    }
  }
  if (!good) return destination_error("a page does not decompress to the size that its header states", where);
  return {};
}

}  // namespace mockdata::verify::parquet
