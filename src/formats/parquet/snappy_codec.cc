#include "formats/parquet/snappy_codec.h"

#include <cstring>

#include "formats/parquet/bit_pack.h"

namespace mockdata::parquet {
namespace {

using Byte = unsigned char;

constexpr int kTableBits = 12;
constexpr std::size_t kMatch = 6;             // bytes that have to be equal
constexpr std::size_t kReach = 1 << 16;       // a copy says its distance in 16 bits
constexpr std::size_t kMargin = 32;           // no copy begins behind it: bytes are read ahead in words
constexpr int kPatience = 4;                  // steps grow by one for each 2^4 positions without a find
enum Tag : Byte { kLiteral = 0, kNear = 1, kFar = 2 };

uint64_t word_at(const Byte* p) {
  uint64_t word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

uint64_t first_bytes(uint64_t word) { return word << (64 - 8 * kMatch); }
uint32_t place_of(uint64_t word) { return static_cast<uint32_t>(first_bytes(word) * 0x9E3779B97F4A7C15u >> (64 - kTableBits)); }

Byte* put_literal(Byte* to, const Byte* from, std::size_t size) {
  const std::size_t last = size - 1;
  if (last < 60) {
    *to++ = static_cast<Byte>(last << 2 | kLiteral);
  } else {
    const int bytes = last < 1 << 8 ? 1 : last < 1 << 16 ? 2 : last < 1 << 24 ? 3 : 4;
    *to++ = static_cast<Byte>((59 + bytes) << 2 | kLiteral);
    for (int i = 0; i < bytes; ++i) *to++ = static_cast<Byte>(last >> (8 * i));
  }
  std::memcpy(to, from, size);
  return to + size;
}

// A literal ahead of a copy: 16 bytes may be read and written where it is shorter.
Byte* put_literal_ahead(Byte* to, const Byte* from, std::size_t size) {
  if (size > 16) return put_literal(to, from, size);
  *to = static_cast<Byte>((size - 1) << 2 | kLiteral);
  std::memcpy(to + 1, from, 16);
  return to + 1 + size;
}

Byte* put_far(Byte* to, std::size_t distance, std::size_t size) {
  to[0] = static_cast<Byte>((size - 1) << 2 | kFar);
  to[1] = static_cast<Byte>(distance);
  to[2] = static_cast<Byte>(distance >> 8);
  return to + 3;
}

// A copy holds 64 bytes at most. What remains has 4 at least, which a near one needs.
Byte* put_copy(Byte* to, std::size_t distance, std::size_t size) {
  for (; size >= 68; size -= 64) to = put_far(to, distance, 64);
  if (size > 64) {
    to = put_far(to, distance, 60);
    size -= 60;
  }
  if (size >= 12 || distance >= 2048) return put_far(to, distance, size);
  to[0] = static_cast<Byte>(distance >> 8 << 5 | (size - 4) << 2 | kNear);
  to[1] = static_cast<Byte>(distance);
  return to + 2;
}

// How many bytes from `size` on are equal too; `a` is the later one.
std::size_t match_size(const Byte* a, const Byte* b, std::size_t size, const Byte* end) {
  for (; a + size + 8 <= end; size += 8)
    if (const uint64_t differ = word_at(a + size) ^ word_at(b + size)) return size + static_cast<std::size_t>(__builtin_ctzll(differ)) / 8;
  while (a + size < end && a[size] == b[size]) ++size;
  return size;
}

}  // namespace

void append_snappy(ByteBuffer& out, std::string_view in) {
  append_varint(out, in.size());
  if (in.empty()) return;
  const Byte* const begin = reinterpret_cast<const Byte*>(in.data());
  const Byte* const end = begin + in.size();
  // A copy saves more than the head of the literal before it costs: all together is never longer than one literal.
  Byte* to = reinterpret_cast<Byte*>(out.room(in.size() + 32));
  const Byte* literal = begin;
  if (in.size() > kMargin) {
    uint32_t seen[1 << kTableBits] = {};
    uint32_t misses = 0;
    for (const Byte* at = begin + 1; at < end - kMargin;) {
      const uint64_t word = word_at(at);
      uint32_t& place = seen[place_of(word)];
      const Byte* const before = begin + place;
      place = static_cast<uint32_t>(at - begin);
      const uint64_t differ = word_at(before) ^ word;
      const std::size_t distance = static_cast<std::size_t>(at - before);
      if (distance >= kReach || first_bytes(differ)) {
        at += 1 + (misses++ >> kPatience);
        continue;
      }
      const std::size_t size = differ ? static_cast<std::size_t>(__builtin_ctzll(differ)) / 8 : match_size(at, before, 8, end);
      if (at > literal) to = put_literal_ahead(to, literal, static_cast<std::size_t>(at - literal));
      to = put_copy(to, distance, size);
      at += size;
      literal = at;
      misses = 0;
      if (at < end - kMargin) seen[place_of(word_at(at - 2))] = static_cast<uint32_t>(at - 2 - begin);
    }
  }
  if (literal < end) to = put_literal(to, literal, static_cast<std::size_t>(end - literal));
  out.advance_to(reinterpret_cast<char*>(to));
}

}  // namespace mockdata::parquet
