#include "land/driver.h"

#include <gtest/gtest.h>

#include "land/bronze.h"
#include "land/test_folder.h"
#include "land/toy_rows.h"

namespace mockdata {
namespace {

DriverOutput to_files(const Encoding& encoding, const toy::Folder& folder, uint64_t rows_per_file = 0) {
  DriverOutput output;
  output.encoding = &encoding;
  output.open = [&folder](uint32_t part) { return open_file_sink(folder / ("part-" + std::to_string(part))); };
  output.rows_per_file = rows_per_file;
  return output;
}

std::string expected(uint64_t first, uint64_t last) {
  std::string text = "head\n";
  for (uint64_t i = first; i < last; ++i) text += std::to_string(i) + ",name " + std::to_string(i) + "\n";
  return text + "tail\n";
}

TEST(Driver, WritesEveryRowOnceInOrderForAnyNumberOfThreads) {
  const toy::Rows rows(50001);
  const toy::ToyEncoding encoding;
  std::string digest;
  for (const unsigned threads : {1u, 2u, 7u}) {
    toy::Folder folder;
    uint64_t seen = 0;
    DriverOptions options;
    options.threads = threads;
    options.chunk_rows = 2048;
    options.progress = [&](uint64_t done) {
      EXPECT_GT(done, seen);
      seen = done;
    };
    auto driven = drive(rows, {to_files(encoding, folder)}, options);
    ASSERT_TRUE(driven.ok()) << driven.error().to_string();
    EXPECT_EQ(seen, 50001u);
    ASSERT_EQ(driven->outputs[0].size(), 1u);
    DrivenFile& file = driven->outputs[0][0];
    for (const std::string& name : folder.files()) EXPECT_EQ(name[0], '.') << "visible before close: " << name;
    ASSERT_TRUE(file.sink->close().ok());
    const std::string text = *read_file(folder / "part-0");
    EXPECT_EQ(text, expected(0, 50001));
    EXPECT_EQ(file.bytes, text.size());
    EXPECT_EQ(file.sha256, sha256(text));
    EXPECT_EQ(folder.files().size(), 1u);
    if (digest.empty()) digest = file.sha256;
    EXPECT_EQ(file.sha256, digest);
  }
}

TEST(Driver, CutsFilesByRowNumberOnly) {
  const toy::Rows rows(10000);
  const toy::ToyEncoding encoding;
  for (const unsigned threads : {1u, 3u}) {
    toy::Folder folder;
    DriverOptions options;
    options.threads = threads;
    options.chunk_rows = 1024;
    auto driven = drive(rows, {to_files(encoding, folder, 4000)}, options);
    ASSERT_TRUE(driven.ok());
    ASSERT_EQ(driven->outputs[0].size(), 3u);
    for (DrivenFile& file : driven->outputs[0]) ASSERT_TRUE(file.sink->close().ok());
    EXPECT_EQ(*read_file(folder / "part-0"), expected(0, 4096));
    EXPECT_EQ(*read_file(folder / "part-1"), expected(4096, 8192));
    EXPECT_EQ(*read_file(folder / "part-2"), expected(8192, 10000));
    EXPECT_EQ(driven->outputs[0][2].rows, 10000u - 8192u);
  }
}

TEST(Driver, MakesAFileOfNoRowsOnlyWhereAsked) {
  const toy::Rows rows(0);
  const toy::ToyEncoding encoding;
  toy::Folder folder;
  DriverOutput with = to_files(encoding, folder), without = with;
  without.file_when_empty = false;
  auto driven = drive(rows, {with, without}, {});
  ASSERT_TRUE(driven.ok());
  ASSERT_EQ(driven->outputs[0].size(), 1u);
  EXPECT_TRUE(driven->outputs[1].empty());
  ASSERT_TRUE(driven->outputs[0][0].sink->close().ok());
  EXPECT_EQ(*read_file(folder / "part-0"), "head\ntail\n");
}

TEST(Driver, LeavesNothingAfterAFailingEncoder) {
  const toy::Rows rows(30000);
  const toy::ToyEncoding good, bad(21000);
  for (const unsigned threads : {1u, 4u}) {
    toy::Folder folder;
    DriverOptions options;
    options.threads = threads;
    options.chunk_rows = 1024;
    const auto driven = drive(rows, {to_files(good, folder, 5000), to_files(bad, folder)}, options);
    ASSERT_FALSE(driven.ok());
    EXPECT_EQ(driven.error().message, "row 21000 cannot be encoded");
    EXPECT_TRUE(folder.files().empty());
  }
}

class FullSink final : public Sink {
 public:
  explicit FullSink(uint64_t room) : room_(room) {}
  Status write(std::string_view bytes) override {
    if (bytes.size() > room_) return destination_error("cannot be written: No space left on device", "there");
    room_ -= bytes.size();
    return {};
  }
  Status close() override { return {}; }

 private:
  uint64_t room_;
};

TEST(Driver, PassesOnWhyASinkFailed) {
  const toy::Rows rows(30000);
  const toy::ToyEncoding encoding;
  DriverOutput output;
  output.encoding = &encoding;
  output.open = [](uint32_t) { return Result<std::unique_ptr<Sink>>(std::make_unique<FullSink>(100000)); };
  for (const unsigned threads : {1u, 4u}) {
    DriverOptions options;
    options.threads = threads;
    options.chunk_rows = 1024;
    const auto driven = drive(rows, {output}, options);
    ASSERT_FALSE(driven.ok());
    EXPECT_EQ(driven.error().kind, ErrorKind::kDestination);
    EXPECT_EQ(driven.error().message, "cannot be written: No space left on device");
  }
}

TEST(Driver, StopsWhenCancelled) {
  const toy::Rows rows(1 << 20);
  const toy::ToyEncoding encoding;
  toy::Folder folder;
  std::atomic<bool> cancel{false};
  DriverOptions options;
  options.threads = 3;
  options.chunk_rows = 1024;
  options.cancel = &cancel;
  uint64_t seen = 0;
  options.progress = [&](uint64_t done) {
    seen = done;
    if (done > 10000) cancel = true;
  };
  const auto driven = drive(rows, {to_files(encoding, folder)}, options);
  ASSERT_FALSE(driven.ok());
  EXPECT_EQ(driven.error().kind, ErrorKind::kInterrupted);
  EXPECT_LT(seen, 30000u);
  EXPECT_TRUE(folder.files().empty());
}

TEST(Driver, KeepsFewChunksUnderWayWhenWritingIsSlow) {
  // A sink that is slow at first lets fast threads run ahead; they must wait.
  struct Counting final : Encoding {
    mutable std::atomic<int> alive{0}, most{0};
    struct Chunk final : EncodedChunk {
      explicit Chunk(std::atomic<int>& alive) : alive_(alive) {}
      ~Chunk() override { --alive_; }
      std::atomic<int>& alive_;
    };
    struct Encoder final : ChunkEncoder {
      explicit Encoder(const Counting& owner) : owner_(owner) {}
      Status add(std::span<const Block* const>, uint32_t) override { return {}; }
      void begin(std::unique_ptr<EncodedChunk>) override {}
      std::size_t size() const override { return 0; }
      Result<std::unique_ptr<EncodedChunk>> finish() override {
        const int now = ++owner_.alive;
        int most = owner_.most;
        while (now > most && !owner_.most.compare_exchange_weak(most, now)) {}
        return std::unique_ptr<EncodedChunk>(std::make_unique<Chunk>(owner_.alive));
      }
      const Counting& owner_;
    };
    struct Assembler final : FileAssembler {
      Status begin(ByteSink&) override { return {}; }
      Status append(EncodedChunk&, ByteSink&) override {
        timespec moment{0, 500000};
        nanosleep(&moment, nullptr);
        return {};
      }
      Status end(ByteSink&) override { return {}; }
    };
    std::size_t chunk_bytes() const override { return 1; }
    std::unique_ptr<ChunkEncoder> encoder() const override { return std::make_unique<Encoder>(*this); }
    std::unique_ptr<FileAssembler> assembler() const override { return std::make_unique<Assembler>(); }
  };
  const toy::Rows rows(200 * 1024);
  const Counting encoding;
  DriverOutput output;
  output.encoding = &encoding;
  output.open = [](uint32_t) { return Result<std::unique_ptr<Sink>>(make_null_sink()); };
  DriverOptions options;
  options.threads = 4;
  options.chunk_rows = 1024;
  ASSERT_TRUE(drive(rows, {output}, options).ok());
  EXPECT_EQ(encoding.alive, 0);
  EXPECT_LE(encoding.most, 6);
}

TEST(Driver, CutsChunksByTheBytesOfTheirRows) {
  // A row of the toy encoding takes 9 to 17 bytes at first, and a chunk a MiB.
  const toy::ToyEncoding encoding;
  DriverOutput one;
  one.encoding = &encoding;
  EXPECT_EQ(*rows_per_chunk(toy::Rows(1'000'000), {one}), 65536u);
  EXPECT_EQ(*rows_per_chunk(toy::Rows(1'000'000), {one, one}), 32768u) << "outputs of one pass share the memory";
  EXPECT_EQ(*rows_per_chunk(toy::Rows(1'000'000), {one, one, one, one}), 16384u);
  EXPECT_EQ(*rows_per_chunk(toy::Rows(1), {one}), 65536u);
  EXPECT_GT(*rows_per_chunk(toy::Rows(0), {one}), 0u);
  EXPECT_EQ(rows_per_chunk(toy::Rows(9), {one}).ok(), true);
  const toy::ToyEncoding bad(3);
  one.encoding = &bad;
  EXPECT_EQ(rows_per_chunk(toy::Rows(9), {one}).error().message, "row 3 cannot be encoded");
}

}  // namespace
}  // namespace mockdata
