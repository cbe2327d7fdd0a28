#include "verify/unpacker.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <vector>

namespace mockdata::verify {
namespace {

constexpr std::size_t kPiece = 1 << 16;
constexpr int kGzip = 16 + MAX_WBITS;

class GzipUnpacker final : public Unpacker {
 public:
  GzipUnpacker() : piece_(kPiece) { inflateInit2(&stream_, kGzip); }
  ~GzipUnpacker() override { inflateEnd(&stream_); }
  void restart() override {
    inflateReset(&stream_);
    stream_.avail_in = 0;
    between_ = false;
  }
  Result<std::size_t> read(char* out, std::size_t count, const Read& more) override {
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(count, 1u << 30));
    const uInt room = stream_.avail_out;
    while (stream_.avail_out == room) {
      if (stream_.avail_in == 0) {
        MOCKDATA_ASSIGN(const std::size_t got, more(piece_.data(), piece_.size()));
        if (got == 0) {
          if (between_) return std::size_t{0};
          return destination_error("ends within its gzip data");
        }
        stream_.next_in = reinterpret_cast<Bytef*>(piece_.data());
        stream_.avail_in = static_cast<uInt>(got);
      }
      if (std::exchange(between_, false)) inflateReset(&stream_);
      const int code = inflate(&stream_, Z_NO_FLUSH);
      if (code == Z_STREAM_END) between_ = true;
      else if (code != Z_OK && code != Z_BUF_ERROR) return destination_error("is damaged gzip data");
    }
    return static_cast<std::size_t>(room - stream_.avail_out);
  }

 private:
  z_stream stream_{};
  std::vector<char> piece_;
  bool between_ = false;  // a member has ended
};

class ZstdUnpacker final : public Unpacker {
 public:
  ZstdUnpacker() : piece_(kPiece), stream_(ZSTD_createDStream()) { ZSTD_initDStream(stream_); }
  ~ZstdUnpacker() override { ZSTD_freeDStream(stream_); }
  void restart() override {
    ZSTD_initDStream(stream_);
    in_ = {nullptr, 0, 0};
    between_ = false;
  }
  Result<std::size_t> read(char* out, std::size_t count, const Read& more) override {
    ZSTD_outBuffer to{out, count, 0};
    while (to.pos == 0) {
      if (in_.pos == in_.size) {
        MOCKDATA_ASSIGN(const std::size_t got, more(piece_.data(), piece_.size()));
        if (got == 0) {
          if (between_) return std::size_t{0};
          return destination_error("ends within its zstd data");
        }
        in_ = {piece_.data(), got, 0};
      }
      const std::size_t code = ZSTD_decompressStream(stream_, &to, &in_);
      if (ZSTD_isError(code)) return destination_error("is damaged zstd data");
      between_ = code == 0;
    }
    return to.pos;
  }

 private:
  std::vector<char> piece_;
  ZSTD_DStream* stream_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  bool between_ = false;  // a frame has ended
};

}  // namespace

std::unique_ptr<Unpacker> Unpacker::for_file(std::string_view first) {
  if (first.starts_with("\x1F\x8B\x08")) return std::make_unique<GzipUnpacker>();
  if (first == "\x28\xB5\x2F\xFD") return std::make_unique<ZstdUnpacker>();
  return nullptr;
}

}  // namespace mockdata::verify
