#include "formats/parquet/bit_pack.h"

#include <algorithm>

#include "base/cpu.h"

namespace mockdata::parquet {
namespace {

uint64_t zigzag(int64_t n) { return static_cast<uint64_t>(n) << 1 ^ static_cast<uint64_t>(n >> 63); }

void store(char* out, uint64_t word) { std::memcpy(out, &word, sizeof word); }

// Groups of eight values of up to eight bits: one word each.
inline void pack_narrow(const uint32_t* in, std::size_t groups, uint32_t width, char* out) {
  for (std::size_t g = 0; g < groups; ++g, in += 8, out += width) {
    uint64_t word = 0;
    for (uint32_t k = 0; k < 8; ++k) word |= static_cast<uint64_t>(in[k]) << (k * width);
    store(out, word);
  }
}

// Groups of eight values of 9 to 16 bits: two words of four values, put together.
inline void pack_middle(const uint32_t* in, std::size_t groups, uint32_t width, char* out) {
  const uint32_t half = 4 * width;  // 36 … 64
  for (std::size_t g = 0; g < groups; ++g, in += 8, out += width) {
    uint64_t low = 0, high = 0;
    for (uint32_t k = 0; k < 4; ++k) {
      low |= static_cast<uint64_t>(in[k]) << (k * width);
      high |= static_cast<uint64_t>(in[k + 4]) << (k * width);
    }
    store(out, half < 64 ? low | high << half : low);
    store(out + 8, half < 64 ? high >> (64 - half) : high);
  }
}

// Any width up to 64, bit by bit through a word of 128. Returns the end.
template <class T>
char* pack_wide(const T* in, std::size_t count, uint32_t width, char* out) {
  unsigned __int128 word = 0;
  uint32_t bits = 0;
  for (std::size_t i = 0; i < count; ++i) {
    word |= static_cast<unsigned __int128>(in[i]) << bits;
    bits += width;
    if (bits >= 64) {
      store(out, static_cast<uint64_t>(word));
      out += 8;
      word >>= 64;
      bits -= 64;
    }
  }
  store(out, static_cast<uint64_t>(word));
  return out + (bits + 7) / 8;
}

void pack_groups(const uint32_t* in, std::size_t groups, uint32_t width, char* out) {
  if (width <= 8) on_cpu([=] { pack_narrow(in, groups, width, out); });
  else if (width <= 16) on_cpu([=] { pack_middle(in, groups, width, out); });
  else pack_wide(in, groups * 8, width, out);
}

}  // namespace

void append_varint(ByteBuffer& out, uint64_t n) {
  char* p = out.room(10);
  for (; n >= 128; n >>= 7) *p++ = static_cast<char>(n | 128);
  *p++ = static_cast<char>(n);
  out.advance_to(p);
}

void append_packed(ByteBuffer& out, const uint32_t* values, std::size_t count, uint32_t width) {
  const std::size_t whole = count / 8, rest = count % 8;
  char* to = out.room((whole + 1) * width + 16);
  pack_groups(values, whole, width, to);
  to += whole * width;
  if (rest) {
    uint32_t last[8] = {};
    std::copy(values + whole * 8, values + count, last);
    pack_groups(last, 1, width, to);
    to += width;
  }
  out.advance_to(to);
}

void append_one_run(ByteBuffer& out, const uint32_t* values, std::size_t count, uint32_t width) {
  if (!count) return;
  uint32_t different = 0;
  on_cpu([=, &different] {
    uint32_t seen = 0;
    for (std::size_t i = 1; i < count; ++i) seen |= values[i] ^ values[0];
    different = seen;
  });
  if (!different) {
    append_varint(out, static_cast<uint64_t>(count) << 1);
    for (uint32_t b = 0; b < (width + 7) / 8; ++b) out.push(static_cast<char>(values[0] >> (8 * b)));
    return;
  }
  append_varint(out, (count + 7) / 8 << 1 | 1);
  append_packed(out, values, count, width);
}

void append_hybrid(ByteBuffer& out, const uint8_t* values, std::size_t count, uint32_t width) {
  std::size_t at = 0;
  while (at < count) {
    std::size_t run = 1;
    while (at + run < count && values[at + run] == values[at]) ++run;
    if (run >= 8 || at + run == count) {
      append_varint(out, static_cast<uint64_t>(run) << 1);
      out.push(static_cast<char>(values[at]));  // levels are below 256
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
    end = std::min(end, count);
    append_varint(out, (end - at + 7) / 8 << 1 | 1);
    for (; at < end; at += 8) {
      uint64_t word = 0;
      for (std::size_t k = 0; k < 8 && at + k < end; ++k) word |= static_cast<uint64_t>(values[at + k]) << (k * width);
      char* to = out.room(8);
      store(to, word);
      out.advance_to(to + width);
    }
    at = end;
  }
}

void append_bitmap(ByteBuffer& out, const uint64_t* words, std::size_t count, std::size_t ones) {
  if (!count) return;
  if (ones == 0 || ones == count) {
    append_varint(out, static_cast<uint64_t>(count) << 1);
    out.push(ones ? 1 : 0);
    return;
  }
  append_varint(out, (count + 7) / 8 << 1 | 1);
  out.append({reinterpret_cast<const char*>(words), (count + 7) / 8});
}

template <int kBits>
void append_delta(ByteBuffer& out, const int64_t* values, std::size_t count) {
  constexpr std::size_t kBlock = 128, kMini = 32;
  append_varint(out, kBlock);
  append_varint(out, kBlock / kMini);
  append_varint(out, count);
  append_varint(out, zigzag(count ? values[0] : 0));
  for (std::size_t at = 1; at < count; at += kBlock) {
    const std::size_t n = std::min(kBlock, count - at);
    int64_t deltas[kBlock];
    uint64_t over[kBlock];
    const int64_t* from = values + at;
    int64_t least = 0;
    on_cpu([=, &deltas, &least] {
      for (std::size_t i = 0; i < n; ++i) {
        const uint64_t d = static_cast<uint64_t>(from[i]) - static_cast<uint64_t>(from[static_cast<std::ptrdiff_t>(i) - 1]);
        deltas[i] = kBits == 32 ? static_cast<int32_t>(static_cast<uint32_t>(d)) : static_cast<int64_t>(d);
      }
      int64_t low = deltas[0];
      for (std::size_t i = 0; i < n; ++i) low = deltas[i] < low ? deltas[i] : low;
      least = low;
    });
    append_varint(out, zigzag(least));
    for (std::size_t i = 0; i < n; ++i) over[i] = static_cast<uint64_t>(deltas[i]) - static_cast<uint64_t>(least);
    std::fill(over + n, over + kBlock, uint64_t{0});
    char* p = out.room(kBlock / kMini + kBlock * 8 + 16);
    char* widths = p;
    p += kBlock / kMini;
    for (std::size_t m = 0; m < kBlock / kMini; ++m) {
      uint64_t all = 0;
      for (std::size_t i = 0; i < kMini; ++i) all |= over[m * kMini + i];
      if (kBits == 32) all &= 0xFFFFFFFFu;
      const uint32_t width = m * kMini < n ? bit_width(all) : 0;
      widths[m] = static_cast<char>(width);
      if (width == 0) continue;
      if (kBits == 32)
        for (std::size_t i = 0; i < kMini; ++i) over[m * kMini + i] &= 0xFFFFFFFFu;
      p = pack_wide(over + m * kMini, kMini, width, p);
    }
    out.advance_to(p);
  }
}
template void append_delta<32>(ByteBuffer&, const int64_t*, std::size_t);
template void append_delta<64>(ByteBuffer&, const int64_t*, std::size_t);

}  // namespace mockdata::parquet
