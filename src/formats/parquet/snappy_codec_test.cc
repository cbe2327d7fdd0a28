#include "formats/parquet/snappy_codec.h"

#include <gtest/gtest.h>
#include <snappy.h>

#include <string>

#include "base/bits.h"

namespace mockdata::parquet {
namespace {

// Compresses behind other bytes, and lets the library of the format's makers undo it.
std::size_t round_trip(const std::string& in) {
  ByteBuffer out;
  out.append("before");
  append_snappy(out, in);
  const std::string_view packed = out.view().substr(6);
  EXPECT_EQ(out.view().substr(0, 6), "before");
  EXPECT_LE(packed.size(), in.size() + 16);
  std::string back;
  EXPECT_TRUE(snappy::Uncompress(packed.data(), packed.size(), &back)) << in.size() << " bytes";
  EXPECT_TRUE(back == in) << in.size() << " bytes";
  return packed.size();
}

std::string noise(uint64_t key, std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(bits(key, i));
  return text;
}

TEST(Snappy, EverySmallSizeComesBack) {
  for (std::size_t size = 0; size <= 300; ++size) {
    round_trip(std::string(size, 'a'));
    round_trip(noise(1, size));
    std::string alternating;
    while (alternating.size() < size) alternating += "abcdefg";
    round_trip(alternating.substr(0, size));
  }
}

// Literals of 1 to 4 bytes of length.
TEST(Snappy, NoiseGrowsByItsHeadOnly) {
  for (const std::size_t size : {60u, 61u, 256u, 257u, 65'536u, 65'537u, 16'777'216u, 16'777'217u}) {
    SCOPED_TRACE(size);
    EXPECT_LE(round_trip(noise(2, size)), size + 9);
  }
}

// Copies of every size, near and at the two distances where their form changes.
TEST(Snappy, EveryCopyComesBack) {
  for (const std::size_t distance : {6u, 64u, 2047u, 2048u, 65'535u, 65'536u, 70'000u})
    for (std::size_t size = 4; size <= 140; ++size) {
      const std::string front = noise(distance, distance);
      round_trip(front + front.substr(0, std::min(size, distance)) + noise(size, 40));
    }
}

TEST(Snappy, PartsDrawnFromAPoolComeBackSmaller) {
  for (uint64_t key = 0; key < 200; ++key) {
    std::string text;
    const std::size_t parts = 1 + bits(key, 0) % 4000;
    for (std::size_t i = 0; i < parts; ++i) text += noise(key << 8 | bits(key, 2 * i + 1) % 40, 1 + bits(key, 2 * i + 2) % 30);
    const std::size_t size = round_trip(text);
    if (text.size() > 20'000) {
      EXPECT_LT(size, text.size());
    }
  }
}

TEST(Snappy, ColumnsOfNumbersHalve) {
  std::string ids;
  for (uint64_t i = 0; i < 100'000; ++i) ids.append(reinterpret_cast<const char*>(&i), 8);
  EXPECT_LT(round_trip(ids), ids.size() * 6 / 10);
}

}  // namespace
}  // namespace mockdata::parquet
