#include "verify/parquet_encoding.h"

#include <gtest/gtest.h>

#include "verify/parquet_codec.h"

namespace mockdata::verify::parquet {
namespace {

using namespace std::string_literals;

// The example of the format's specification: the numbers 0 to 7 with three bits each.
TEST(HybridDecoder, ReadsBitPackedGroupsAndRuns) {
  const std::string bytes = "\x03\x88\xC6\xFA\x0A\x05"s;  // one group of eight; then five times the number 5
  HybridDecoder decoder(bytes, 3);
  uint32_t numbers[13];
  ASSERT_TRUE(decoder.read(numbers, 13));
  for (uint32_t i = 0; i < 8; ++i) EXPECT_EQ(numbers[i], i);
  for (uint32_t i = 8; i < 13; ++i) EXPECT_EQ(numbers[i], 5u);
  EXPECT_FALSE(decoder.read(numbers, 1));
}

TEST(HybridDecoder, RefusesCutGroupsAndNumbersWiderThanStated) {
  uint32_t number;
  EXPECT_FALSE(HybridDecoder("\x03\x88\xC6"s, 3).read(&number, 1));
  EXPECT_FALSE(HybridDecoder("\x0A\x08"s, 3).read(&number, 1));
  EXPECT_FALSE(HybridDecoder("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"s, 3).read(&number, 1));
  EXPECT_TRUE(HybridDecoder(""s, 0).read(&number, 1));
  EXPECT_EQ(number, 0u);
}

// Both examples of the specification: 1 to 5, and 7 5 3 1 2 3 4 5, in blocks of 128 with 4 miniblocks.
TEST(DeltaDecoder, ReadsTheExamplesOfTheSpecification) {
  const std::string first = "\x80\x01\x04\x05\x02\x02\x00\x00\x00\x00"s;
  int64_t numbers[8];
  ASSERT_TRUE(DeltaDecoder(first).read(numbers, 5));
  for (int64_t i = 0; i < 5; ++i) EXPECT_EQ(numbers[i], i + 1);

  const std::string second = "\x80\x01\x04\x08\x0E\x03\x02\x00\x00\x00\xC0\x3F\x00\x00\x00\x00\x00\x00rest"s;
  DeltaDecoder decoder(second), passing(second);
  ASSERT_TRUE(decoder.read(numbers, 8));
  const int64_t expected[8] = {7, 5, 3, 1, 2, 3, 4, 5};
  for (size_t i = 0; i < 8; ++i) EXPECT_EQ(numbers[i], expected[i]) << i;
  EXPECT_FALSE(decoder.read(numbers, 1));
  std::string_view rest;
  ASSERT_TRUE(passing.finish(rest));
  EXPECT_EQ(rest, "rest");
}

TEST(DeltaDecoder, RefusesImpossibleBlocks) {
  int64_t number;
  EXPECT_FALSE(DeltaDecoder("\x00\x04\x05\x02"s).read(&number, 1));
  EXPECT_FALSE(DeltaDecoder("\x80\x01\x00\x05\x02"s).read(&number, 1));
  EXPECT_FALSE(DeltaDecoder("\x80\x01\x03\x05\x02"s).read(&number, 1));
  EXPECT_FALSE(DeltaDecoder("\x80"s).read(&number, 1));
}

Leaf leaf_of(Physical type, CellType cell, SchemaNode::Logical logical = SchemaNode::Logical::kNone) {
  Leaf leaf;
  leaf.path = "column";
  leaf.type = cell;
  leaf.node.type = type;
  leaf.node.logical = logical;
  return leaf;
}

TEST(ConvertCells, KeepsTheRangeOfTimestamps) {
  Leaf leaf = leaf_of(Physical::kInt64, CellType::kTimestamp, SchemaNode::Logical::kTimestamp);
  leaf.node.unit = TimeUnit::kNanos;
  Arena arena;
  Cell cell;
  cell.integer = -1;
  ASSERT_TRUE(convert_cells(leaf, &cell, 1, arena));
  EXPECT_EQ(cell.integer, -1);  // downwards, also before the epoch
  leaf.node.unit = TimeUnit::kMillis;
  cell.integer = INT64_MAX / 10;
  EXPECT_FALSE(convert_cells(leaf, &cell, 1, arena));
}

TEST(ConvertCells, ReadsDecimalsOfAnyLength) {
  Leaf leaf = leaf_of(Physical::kByteArray, CellType::kDecimal, SchemaNode::Logical::kDecimal);
  leaf.node.scale = 2;
  Arena arena;
  const auto read = [&](const std::string& bytes) {
    Cell cell;
    cell.bytes = bytes.data(), cell.length = static_cast<uint32_t>(bytes.size());
    return convert_cells(leaf, &cell, 1, arena) ? to_text(cell) : "refused";
  };
  EXPECT_EQ(read("\x01"s), "0.01");
  EXPECT_EQ(read("\xFF"s), "-0.01");
  EXPECT_EQ(read("\x80"s + std::string(15, '\0')), "-1701411834604692317316873037158841057.28");
  EXPECT_EQ(read(std::string(17, '\0')), "refused");
  EXPECT_EQ(read(""), "refused");
}

TEST(Decompress, NamesTheCodecThatItLacks) {
  std::string out;
  const Status status = decompress(Codec::kBrotli, "x", 1, out, "file:column");
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.error().to_string().find("BROTLI"), std::string::npos);
  for (Codec codec : {Codec::kUncompressed, Codec::kSnappy, Codec::kGzip, Codec::kZstd, Codec::kLz4Raw}) {
    EXPECT_FALSE(decompress(codec, "no such data", 100, out, "x").ok()) << static_cast<int>(codec);
  }
}

}  // namespace
}  // namespace mockdata::verify::parquet
