#include "formats/parquet/levels.h"

#include "formats/parquet/bit_pack.h"

namespace mockdata::parquet {

void LevelWriter::add_bits(const Block& block, uint32_t first, uint32_t rows, Selection& values) {
  bits_.resize((count_ + rows + 63) / 64);
  if (!block.validity) {
    for (std::size_t i = count_; i < count_ + rows;) {
      const std::size_t n = std::min<std::size_t>(64 - i % 64, count_ + rows - i);
      bits_[i / 64] |= (n == 64 ? ~uint64_t{0} : (uint64_t{1} << n) - 1) << i % 64;
      i += n;
    }
    values = {nullptr, first, rows};
    return;
  }
  selected_.resize(rows + 64);
  uint32_t* selected = selected_.data();
  uint32_t found = 0;
  for (uint32_t i = 0; i < rows; ++i) {
    const uint64_t bit = block.validity[(first + i) >> 6] >> ((first + i) & 63) & 1;
    bits_[(count_ + i) >> 6] |= bit << ((count_ + i) & 63);
    selected[found] = first + i;
    found += static_cast<uint32_t>(bit);
  }
  nulls_ += rows - found;
  values = found == rows ? Selection{nullptr, first, rows} : Selection{selected, 0, found};
}

void LevelWriter::add(const Block& column, uint32_t first, uint32_t rows, Selection& values) {
  rows_ += rows;
  if (leaf_.flat()) {
    if (leaf_.max_definition) add_bits(column, first, rows, values);
    else values = {nullptr, first, rows};
    count_ += rows;
    return;
  }
  nested_.values.clear();
  const std::size_t before = nested_.definition.size();
  shred(leaf_, column, rows, nested_);
  const std::size_t added = nested_.definition.size() - before;
  count_ += added;
  nulls_ += added - nested_.values.size();
  values = {nested_.values.data(), 0, static_cast<uint32_t>(nested_.values.size())};
}

void LevelWriter::end_page(ByteBuffer& repetition, ByteBuffer& definition) {
  repetition.clear();
  definition.clear();
  if (leaf_.flat()) {
    if (leaf_.max_definition) append_bitmap(definition, bits_.data(), count_, count_ - nulls_);
    bits_.clear();
  } else {
    if (leaf_.max_repetition) append_hybrid(repetition, nested_.repetition.data(), count_, bit_width(leaf_.max_repetition));
    if (leaf_.max_definition) append_hybrid(definition, nested_.definition.data(), count_, bit_width(leaf_.max_definition));
    nested_.definition.clear();
    nested_.repetition.clear();
  }
  count_ = nulls_ = rows_ = 0;
}

}  // namespace mockdata::parquet
