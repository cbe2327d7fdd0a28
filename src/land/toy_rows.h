// Test help: a table whose values are easy functions of the row number, of every type, and an encoding in plain text.
#pragma once

#include <string>
#include <vector>

#include "block/row_source.h"
#include "land/driver.h"

namespace mockdata::toy {

// id long, name string, born date, seen timestamp, at time, key uuid, price decimal(9,2), ratio double (null on odd
// rows), home {zip string, age int} (null on every third row), tags [string].
class Rows final : public RowSource {
 public:
  explicit Rows(uint64_t rows) : rows_(rows) {
    const auto plain = [](TypeId id) { return DataType{id, 0, 0, {}}; };
    schema_ = {{"id", plain(TypeId::kInt64), false},
               {"name", plain(TypeId::kText), false},
               {"born", plain(TypeId::kDate), false},
               {"seen", plain(TypeId::kDatetime), false},
               {"at", plain(TypeId::kTime), false},
               {"key", plain(TypeId::kUuid), false},
               {"price", DataType::decimal(9, 2), false},
               {"ratio", plain(TypeId::kDouble), true},
               {"home", DataType::structure({{"zip", plain(TypeId::kText), false}, {"age", plain(TypeId::kInt32), false}}), true},
               {"tags", DataType::list({"element", plain(TypeId::kText), false}), false}};
  }
  const Schema& schema() const override { return schema_; }
  uint64_t rows() const override { return rows_; }
  std::unique_ptr<RowReader> reader() const override { return std::make_unique<Reader>(); }

 private:
  class Reader final : public RowReader {
   public:
    Reader() : made_(14) {}
    std::span<const Block* const> read(uint64_t first, uint32_t count) override {
      const auto number = [&](uint32_t i) { return static_cast<int64_t>(first + i); };
      fixed<int64_t>(0, count, [&](uint32_t i) { return number(i); });
      texts(1, count, [&](uint32_t i) { return "name " + std::to_string(number(i)); });
      fixed<int32_t>(2, count, [&](uint32_t i) { return static_cast<int32_t>(number(i) % 20000); });
      fixed<int64_t>(3, count, [&](uint32_t i) { return number(i) * 1000001; });
      fixed<int64_t>(4, count, [&](uint32_t i) { return number(i) * 1234567 % 86400000000; });
      struct Uuid { unsigned char bytes[16]; };
      fixed<Uuid>(5, count, [&](uint32_t i) {
        Uuid uuid{};
        for (int b = 0; b < 8; ++b) uuid.bytes[15 - b] = static_cast<unsigned char>(number(i) >> (8 * b));
        return uuid;
      });
      fixed<int64_t>(6, count, [&](uint32_t i) { return number(i) - 50; });
      fixed<double>(7, count, [&](uint32_t i) { return static_cast<double>(number(i)) / 4; });
      validity(7, count, [&](uint32_t i) { return number(i) % 2 == 0; });
      texts(8, count, [&](uint32_t i) { return std::to_string(10000 + number(i) % 90000); });
      fixed<int32_t>(9, count, [&](uint32_t i) { return static_cast<int32_t>(number(i) % 99); });
      made_[10].own_struct(count, 2);
      made_[10].children = {&made_[8], &made_[9]};
      validity(10, count, [&](uint32_t i) { return number(i) % 3 != 0; });
      texts(11, count * 2, [&](uint32_t i) { return i % 2 ? "b" : "a"; });
      uint32_t* offsets = made_[12].own_list(count, &made_[11]);
      for (uint32_t i = 0; i <= count; ++i) offsets[i] = i * 2;
      blocks_ = {&made_[0], &made_[1], &made_[2], &made_[3], &made_[4], &made_[5], &made_[6], &made_[7], &made_[10], &made_[12]};
      return blocks_;
    }

   private:
    template <class T, class F>
    void fixed(std::size_t slot, uint32_t count, F f) {
      T* values = made_[slot].own_fixed<T>(count);
      for (uint32_t i = 0; i < count; ++i) values[i] = f(i);
    }
    template <class F>
    void texts(std::size_t slot, uint32_t count, F f) {
      char* bytes = made_[slot].own_text(count, std::size_t{count} * 24);
      uint32_t at = 0;
      for (uint32_t i = 0; i < count; ++i) {
        made_[slot].own_offsets()[i] = at;
        const std::string text = f(i);
        text.copy(bytes + at, text.size());
        at += static_cast<uint32_t>(text.size());
      }
      made_[slot].own_offsets()[count] = at;
    }
    template <class F>
    void validity(std::size_t slot, uint32_t count, F f) {
      uint64_t* words = made_[slot].own_validity();
      for (uint32_t w = 0; w < (count + 63) / 64; ++w) words[w] = 0;
      for (uint32_t i = 0; i < count; ++i)
        if (f(i)) words[i / 64] |= uint64_t{1} << (i % 64);
    }
    std::vector<Block> made_;
    std::vector<const Block*> blocks_;
  };

  uint64_t rows_;
  Schema schema_;
};

// "id,name\n" a row behind a line "head", and a line "tail" at the end. Fails at the row of that number.
class ToyEncoding final : public Encoding {
 public:
  explicit ToyEncoding(int64_t fail_at = -1) : fail_at_(fail_at) {}
  struct Chunk final : EncodedChunk {
    std::string text;
  };
  class Encoder final : public ChunkEncoder {
   public:
    explicit Encoder(int64_t fail_at) : fail_at_(fail_at) {}
    Status add(std::span<const Block* const> blocks, uint32_t rows) override {
      for (uint32_t i = 0; i < rows; ++i) {
        const int64_t id = blocks[0]->values<int64_t>()[i];
        if (id == fail_at_) return invalid_error("row " + std::to_string(id) + " cannot be encoded");
        text_ += std::to_string(id) + "," + std::string(blocks[1]->text(i)) + "\n";
      }
      return {};
    }
    void begin(std::unique_ptr<EncodedChunk>) override { text_.clear(); }
    std::size_t size() const override { return text_.size(); }
    Result<std::unique_ptr<EncodedChunk>> finish() override {
      auto chunk = std::make_unique<Chunk>();
      chunk->text.swap(text_);
      return std::unique_ptr<EncodedChunk>(std::move(chunk));
    }

   private:
    int64_t fail_at_;
    std::string text_;
  };
  class Assembler final : public FileAssembler {
   public:
    Status begin(ByteSink& sink) override { return sink.write("head\n"); }
    Status append(EncodedChunk& chunk, ByteSink& sink) override { return sink.write(static_cast<Chunk&>(chunk).text); }
    Status end(ByteSink& sink) override { return sink.write("tail\n"); }
  };
  std::size_t chunk_bytes() const override { return 1 << 20; }
  std::unique_ptr<ChunkEncoder> encoder() const override { return std::make_unique<Encoder>(fail_at_); }
  std::unique_ptr<FileAssembler> assembler() const override { return std::make_unique<Assembler>(); }

 private:
  int64_t fail_at_;
};

}  // namespace mockdata::toy
