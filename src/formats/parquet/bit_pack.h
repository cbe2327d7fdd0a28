// Whole numbers in as few bits as they need: Parquet's bit packing (least significant bit first), its RLE hybrid, and
// DELTA_BINARY_PACKED.
// Source: Encodings.md of Apache Parquet.
#pragma once

#include <cstdint>

#include "base/byte_buffer.h"

namespace mockdata::parquet {

// Bits that hold 0 … largest.
inline uint32_t bit_width(uint64_t largest) { return largest ? 64 - static_cast<uint32_t>(__builtin_clzll(largest)) : 0; }

void append_varint(ByteBuffer& out, uint64_t n);

// `count` values of `width` bits each, padded with zeros to a whole group of eight. REQUIRES every value < 2^width.
void append_packed(ByteBuffer& out, const uint32_t* values, std::size_t count, uint32_t width);

// The hybrid as one run: repeated where all values are equal, else packed.
void append_one_run(ByteBuffer& out, const uint32_t* values, std::size_t count, uint32_t width);
// The hybrid with a repeated run wherever eight or more values are equal: for levels, which often are.
void append_hybrid(ByteBuffer& out, const uint8_t* values, std::size_t count, uint32_t width);
// The hybrid of bits as a bitmap holds them. REQUIRES that bits behind the last are 0.
void append_bitmap(ByteBuffer& out, const uint64_t* words, std::size_t count, std::size_t ones);

// kBits is 32 or 64, the width of the physical type: differences wrap in it, as the format asks.
template <int kBits>
void append_delta(ByteBuffer& out, const int64_t* values, std::size_t count);

}  // namespace mockdata::parquet
