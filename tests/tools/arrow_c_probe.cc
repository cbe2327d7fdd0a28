// A shared library for tests: rows of every layout as an Arrow C stream, whose values follow from the row.
#include <array>

#include "block/owned_pool.h"
#include "block/text_of.h"
#include "formats/arrow/c_data.h"

namespace {

using namespace mockdata;

// n = row; word of a pool, NULL where row % 3 == 0; text = digits; flag; money = row / 100; list of row % 4 numbers; object of n; key = row in 16 bytes.
class Probe final : public RowSource {
 public:
  explicit Probe(uint64_t rows) : rows_(rows) {
    const DataType number{TypeId::kInt64, 0, 0, {}}, text{TypeId::kText, 0, 0, {}};
    schema_ = {{"n", number, false}, {"word", text, true}, {"text", text, false}, {"flag", {TypeId::kBool, 0, 0, {}}, false}, {"money", DataType::decimal(9, 2), false},
               {"list", DataType::list({"element", number, false}), false}, {"object", DataType::structure({{"n", number, false}}), false}, {"key", {TypeId::kUuid, 0, 0, {}}, false}};
  }
  const Schema& schema() const override { return schema_; }
  uint64_t rows() const override { return rows_; }
  std::unique_ptr<RowReader> reader() const override { return std::make_unique<Reader>(); }

 private:
  class Reader final : public RowReader {
   public:
    std::span<const Block* const> read(uint64_t first, uint32_t count) override {
      int64_t* n = blocks_[0].own_fixed<int64_t>(count);
      uint32_t* index = blocks_[1].own_pool(count, pool_.view());
      uint64_t* valid = blocks_[1].own_validity();
      TextWriter text(blocks_[2], count);
      uint8_t* flag = blocks_[3].own_fixed<uint8_t>(count);
      int64_t* money = blocks_[4].own_fixed<int64_t>(count);
      int64_t* elements = elements_.own_fixed<int64_t>(count * 3);
      uint32_t* offsets = blocks_[5].own_list(count, &elements_);
      for (uint32_t w = 0; w * 64 < count; ++w) valid[w] = 0;
      offsets[0] = 0;
      for (uint32_t i = 0; i < count; ++i) {
        const uint64_t row = first + i;
        n[i] = static_cast<int64_t>(row);
        index[i] = static_cast<uint32_t>(row % 2);
        valid[i / 64] |= static_cast<uint64_t>(row % 3 != 0) << i % 64;
        text.put(std::to_string(row));
        text.end_row();
        flag[i] = row % 2;
        money[i] = static_cast<int64_t>(row) - 5;
        offsets[i + 1] = offsets[i];
        for (uint64_t e = 0; e < row % 4; ++e) elements[offsets[i + 1]++] = static_cast<int64_t>(row * 10 + e);
      }
      elements_.size = offsets[count];
      blocks_[6].own_struct(count, 1);
      blocks_[6].children[0] = &blocks_[0];
      using Key = std::array<unsigned char, 16>;
      Key* key = blocks_[7].own_fixed<Key>(count);
      for (uint32_t i = 0; i < count; ++i)
        for (uint32_t b = 0; b < 16; ++b) key[i][b] = b < 8 ? 0 : static_cast<unsigned char>((first + i) >> (8 * (15 - b)));
      for (std::size_t c = 0; c < 8; ++c) views_[c] = &blocks_[c];
      return views_;
    }

   private:
    OwnedPool pool_{{"odd", "\xC3\xA9ven"}};
    Block blocks_[8], elements_;
    const Block* views_[8];
  };
  Schema schema_;
  uint64_t rows_;
};

}  // namespace

extern "C" void mockdata_probe_stream(ArrowArrayStream* out, uint64_t rows, uint64_t batch_rows, bool uuid_bytes) {
  mockdata::export_stream(std::make_shared<Probe>(rows), 0, rows, batch_rows, uuid_bytes, out);
}
