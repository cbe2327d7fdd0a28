#include "formats/parquet/bit_pack.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/bits.h"

namespace mockdata::parquet {
namespace {

// Value i of a packed run, bit by bit as the format defines it.
uint64_t unpacked(std::string_view bytes, std::size_t i, uint32_t width) {
  uint64_t value = 0;
  for (uint32_t b = 0; b < width; ++b) {
    const std::size_t bit = i * width + b;
    value |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[bit / 8]) >> (bit % 8) & 1) << b;
  }
  return value;
}

TEST(BitPack, EveryWidthComesBack) {
  for (uint32_t width = 0; width <= 32; ++width)
    for (const std::size_t count : {1u, 7u, 8u, 9u, 64u, 1001u}) {
      std::vector<uint32_t> values(count);
      for (std::size_t i = 0; i < count; ++i) values[i] = width ? static_cast<uint32_t>(bits(width, i) >> 32) >> (32 - width) : 0;
      ByteBuffer out;
      append_packed(out, values.data(), count, width);
      ASSERT_EQ(out.size(), (count + 7) / 8 * width);
      for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(unpacked(out.view(), i, width), values[i]) << width << " " << i;
      for (std::size_t i = count; i < (count + 7) / 8 * 8; ++i) ASSERT_EQ(unpacked(out.view(), i, width), 0u);
    }
}

uint64_t take_varint(std::string_view& in) {
  uint64_t value = 0;
  for (uint32_t shift = 0;; shift += 7) {
    const unsigned char c = static_cast<unsigned char>(in[0]);
    in.remove_prefix(1);
    value |= static_cast<uint64_t>(c & 127) << shift;
    if (c < 128) return value;
  }
}

std::vector<uint64_t> hybrid(std::string_view in, std::size_t count, uint32_t width) {
  std::vector<uint64_t> out;
  while (out.size() < count) {
    const uint64_t head = take_varint(in);
    if (head & 1) {
      const std::size_t n = (head >> 1) * 8;
      for (std::size_t i = 0; i < n && out.size() < count; ++i) out.push_back(unpacked(in, i, width));
      in.remove_prefix(n / 8 * width);
    } else {
      const uint64_t value = width ? static_cast<unsigned char>(in[0]) : 0;
      in.remove_prefix((width + 7) / 8);
      for (uint64_t i = 0; i < head >> 1; ++i) out.push_back(value);
    }
  }
  EXPECT_TRUE(in.empty());
  EXPECT_EQ(out.size(), count);
  return out;
}

TEST(BitPack, LevelsComeBack) {
  for (uint32_t width = 1; width <= 4; ++width)
    for (uint32_t run = 1; run < 40; run += 3) {
      std::vector<uint8_t> levels(500);
      for (std::size_t i = 0; i < levels.size(); ++i) levels[i] = static_cast<uint8_t>(bits(run, i / run) & ((1u << width) - 1));
      ByteBuffer out;
      append_hybrid(out, levels.data(), levels.size(), width);
      const auto back = hybrid(out.view(), levels.size(), width);
      for (std::size_t i = 0; i < levels.size(); ++i) ASSERT_EQ(back[i], levels[i]);
    }
}

TEST(BitPack, BitmapsComeBack) {
  for (const std::size_t count : {1u, 8u, 63u, 64u, 65u, 1000u})
    for (int kind = 0; kind < 3; ++kind) {
      std::vector<uint64_t> words((count + 63) / 64);
      std::size_t ones = 0;
      for (std::size_t i = 0; i < count; ++i) {
        const bool bit = kind == 1 || (kind == 2 && bits(5, i) & 1);
        words[i / 64] |= static_cast<uint64_t>(bit) << i % 64;
        ones += bit;
      }
      ByteBuffer out;
      append_bitmap(out, words.data(), count, ones);
      const auto back = hybrid(out.view(), count, 1);
      for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(back[i], words[i / 64] >> i % 64 & 1);
    }
}

int64_t unzigzag(uint64_t n) { return static_cast<int64_t>(n >> 1) ^ -static_cast<int64_t>(n & 1); }

TEST(BitPack, DeltasComeBack) {
  const auto back = [](std::string_view in) {
    EXPECT_EQ(take_varint(in), 128u);
    EXPECT_EQ(take_varint(in), 4u);
    const uint64_t count = take_varint(in);
    std::vector<int64_t> out;
    uint64_t value = static_cast<uint64_t>(unzigzag(take_varint(in)));
    if (count) out.push_back(static_cast<int64_t>(value));
    while (out.size() < count) {
      const uint64_t least = static_cast<uint64_t>(unzigzag(take_varint(in)));
      const std::string_view widths = in.substr(0, 4);
      in.remove_prefix(4);
      for (std::size_t m = 0; m < 4; ++m) {
        const uint32_t width = static_cast<unsigned char>(widths[m]);
        for (std::size_t i = 0; i < 32 && out.size() < count; ++i) out.push_back(static_cast<int64_t>(value += least + unpacked(in, i, width)));
        in.remove_prefix(width * 4);
      }
    }
    return out;
  };
  for (const std::size_t count : {0u, 1u, 2u, 32u, 129u, 130u, 1000u})
    for (int kind = 0; kind < 4; ++kind) {
      std::vector<int64_t> values(count);
      for (std::size_t i = 0; i < count; ++i)
        values[i] = kind == 0 ? static_cast<int64_t>(i) : kind == 1 ? static_cast<int64_t>(bits(9, i)) : kind == 2 ? static_cast<int64_t>(bits(9, i) % 1000) - 500 : (i % 2 ? INT64_MAX : INT64_MIN);
      ByteBuffer out;
      append_delta<64>(out, values.data(), count);
      ASSERT_EQ(back(out.view()), values) << count << " " << kind;
      for (int64_t& v : values) v = static_cast<int32_t>(v);
      out.clear();
      append_delta<32>(out, values.data(), count);
      auto narrow = back(out.view());
      for (int64_t& v : narrow) v = static_cast<int32_t>(v);
      ASSERT_EQ(narrow, values) << count << " " << kind;
    }
}

}  // namespace
}  // namespace mockdata::parquet
