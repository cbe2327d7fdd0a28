// Bit-packed numbers: the RLE hybrid and the delta encoding.
#include <algorithm>

#include "verify/parquet_encoding.h"

namespace mockdata::verify::parquet {
namespace {

// `width` bits (at most 64) from bit `at` on, lowest bit first. REQUIRES them to lie inside `bytes`.
uint64_t bits_at(std::string_view bytes, uint64_t at, unsigned width) {
  if (width == 0) return 0;
  const size_t first = static_cast<size_t>(at / 8);
  const unsigned shift = static_cast<unsigned>(at % 8);
  uint64_t low = 0;
  const size_t available = std::min<size_t>(8, bytes.size() - first);
  if (available == 8) {
    std::memcpy(&low, bytes.data() + first, 8);
  } else {
    for (size_t i = 0; i < available; ++i) low |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[first + i])) << (8 * i);
  }
  low >>= shift;
  if (shift + width > 64) low |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[first + 8])) << (64 - shift);
  return width == 64 ? low : low & ((uint64_t{1} << width) - 1);
}

}  // namespace

bool HybridDecoder::next_run() {
  const uint64_t header = bytes_.varint();
  if (bytes_.failed()) return false;
  if (header & 1) {
    const uint64_t groups = header >> 1;
    if (groups > bytes_.left() / width_) return false;
    packed_bytes_ = bytes_.take(groups * width_);
    packed_bit_ = 0;
    packed_ = groups * 8;
  } else {
    run_ = header >> 1;
    repeated_ = 0;
    const std::string_view value = bytes_.take((width_ + 7) / 8);
    if (bytes_.failed()) return false;
    for (size_t i = 0; i < value.size(); ++i) repeated_ |= static_cast<uint32_t>(static_cast<uint8_t>(value[i])) << (8 * i);
    if (width_ < 32 && (repeated_ >> width_) != 0) return false;
  }
  return run_ > 0 || packed_ > 0 || bytes_.left() > 0;
}

bool HybridDecoder::read(uint32_t* out, size_t count) {
  if (width_ == 0) {
    std::fill_n(out, count, 0);
    return true;
  }
  while (count > 0) {
    if (run_ > 0) {
      const size_t now = static_cast<size_t>(std::min<uint64_t>(run_, count));
      std::fill_n(out, now, repeated_);
      run_ -= now, out += now, count -= now;
    } else if (packed_ > 0) {
      const size_t now = static_cast<size_t>(std::min<uint64_t>(packed_, count));
      for (size_t i = 0; i < now; ++i, packed_bit_ += width_) out[i] = static_cast<uint32_t>(bits_at(packed_bytes_, packed_bit_, width_));
      packed_ -= now, out += now, count -= now;
    } else if (!next_run()) {
      return false;
    }
  }
  return true;
}

DeltaDecoder::DeltaDecoder(std::string_view bytes) : bytes_(bytes) {
  const uint64_t block = bytes_.varint();
  miniblocks_ = bytes_.varint();
  total_ = bytes_.varint();
  value_ = static_cast<uint64_t>(bytes_.zigzag());
  good_ = !bytes_.failed() && block > 0 && block <= (1u << 24) && miniblocks_ > 0 && block % miniblocks_ == 0 && (block / miniblocks_) % 32 == 0;
  if (!good_) return;
  miniblock_values_ = block / miniblocks_;
  left_ = total_ > 0 ? total_ - 1 : 0;
  first_ = total_ > 0;
  miniblock_ = miniblocks_;
}

bool DeltaDecoder::next_miniblock() {
  if (miniblock_ == miniblocks_) {
    smallest_ = static_cast<uint64_t>(bytes_.zigzag());
    widths_ = bytes_.take(miniblocks_);
    miniblock_ = 0;
  }
  if (bytes_.failed()) return false;
  width_ = static_cast<uint8_t>(widths_[static_cast<size_t>(miniblock_++)]);
  if (width_ > 64) return false;
  packed_ = bytes_.take(miniblock_values_ / 8 * width_);
  if (bytes_.failed()) return false;
  packed_at_ = 0;
  packed_count_ = std::min(left_, miniblock_values_);
  left_ -= packed_count_;
  return true;
}

bool DeltaDecoder::read(int64_t* out, size_t count) {
  if (!good_) return false;
  if (count > 0 && first_) first_ = false, *out++ = static_cast<int64_t>(value_), --count;
  while (count > 0) {
    if (packed_at_ == packed_count_ && (left_ == 0 || !next_miniblock())) return good_ = false;
    const size_t now = static_cast<size_t>(std::min<uint64_t>(packed_count_ - packed_at_, count));
    for (size_t i = 0; i < now; ++i, ++packed_at_) {
      value_ += smallest_ + bits_at(packed_, packed_at_ * width_, width_);
      out[i] = static_cast<int64_t>(value_);
    }
    out += now, count -= now;
  }
  return true;
}

bool DeltaDecoder::finish(std::string_view& rest) {
  while (good_ && left_ > 0) good_ = next_miniblock();
  rest = bytes_.rest();
  return good_;
}

}  // namespace mockdata::verify::parquet
