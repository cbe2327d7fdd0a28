// Blocks of random values for any schema, with nulls and the edges of ranges: for the programs that make files for tests.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "block/block.h"

namespace mockdata {

class Maker {
 public:
  // `special`: floating-point numbers are now and then NaN, infinite or a negative zero.
  explicit Maker(uint64_t seed, bool special = false) : random_(seed), special_(special) {
    for (size_t i = 0; i < kWords.size(); ++i) offsets_.push_back(offsets_.back() + static_cast<uint32_t>(kWords[i].size())), bytes_ += kWords[i];
    bytes_.resize(bytes_.size() + 64);
    pool_ = {static_cast<uint32_t>(kWords.size()), offsets_.data(), bytes_.data()};
  }

  std::vector<const Block*> rows(const Schema& schema, int64_t first, uint32_t count) {
    made_.clear();
    first_ = first;
    std::vector<const Block*> blocks;
    for (const ColumnType& column : schema) blocks.push_back(block(column, count));
    return blocks;
  }

 private:
  template <class T, class F>
  Block* fixed(uint32_t count, F f) {
    Block* made = fresh();
    T* values = made->own_fixed<T>(std::max<uint32_t>(count, 1));
    made->size = count;
    for (uint32_t i = 0; i < count; ++i) values[i] = f(i);
    return made;
  }
  Block* fresh() { return made_.emplace_back(std::make_unique<Block>()).get(); }
  int64_t number(int64_t low, int64_t high) { return std::uniform_int_distribution<int64_t>(low, high)(random_); }
  // Now and then an edge of the range.
  int64_t edgy(int64_t low, int64_t high) {
    const int64_t pick = number(0, 19);
    return pick == 0 ? low : pick == 1 ? high : pick == 2 && low <= 0 ? 0 : number(low, high);
  }
  template <class T>
  T real(T value) {
    if (!special_) return value;
    switch (number(0, 19)) {
      case 0: return std::numeric_limits<T>::quiet_NaN();
      case 1: return std::numeric_limits<T>::infinity();
      case 2: return -std::numeric_limits<T>::infinity();
      case 3: return -static_cast<T>(0);
      default: return value;
    }
  }
  std::string text() {
    std::string out;
    for (int64_t i = number(0, 4); i > 0; --i) out += kWords[static_cast<size_t>(number(0, static_cast<int64_t>(kWords.size()) - 1))];
    return out;
  }

  // Random ones, or all the same.
  Block* texts(uint32_t count, const std::string& same = {}) {
    Block* made = fresh();
    std::string bytes;
    std::vector<uint32_t> offsets{0};
    for (uint32_t i = 0; i < count; ++i) bytes += same.empty() ? text() : same, offsets.push_back(static_cast<uint32_t>(bytes.size()));
    char* out = made->own_text(std::max<uint32_t>(count, 1), bytes.size() + 1);
    made->size = count;
    bytes.copy(out, bytes.size());
    std::copy(offsets.begin(), offsets.end(), made->own_offsets());
    return made;
  }

  const Block* block(const ColumnType& column, uint32_t count) {
    Block* made = values(column, count);
    if (column.nullable) {
      const int64_t rate = column.name == "nothing" ? 10 : number(0, 4);  // in tenths; whole blocks without a null, too
      if (rate > 0 && count > 0) {
        const bool list = column.type.id == TypeId::kList;
        uint64_t* words = made->own_validity();
        std::fill_n(words, (count + 63) / 64, 0);
        for (uint32_t i = 0; i < count; ++i) {
          const bool empty = !list || made->offsets[i] == made->offsets[i + 1];  // a null list is empty
          if (!(empty && number(0, 9) < rate)) words[i / 64] |= uint64_t{1} << i % 64;
        }
      }
    }
    return made;
  }

  Block* values(const ColumnType& column, uint32_t count) {
    const DataType& type = column.type;
    switch (type.id) {
      case TypeId::kBool: return fixed<uint8_t>(count, [&](uint32_t) { return column.name == "_is_synthetic" ? 1 : number(0, 1); });
      case TypeId::kInt32: return fixed<int32_t>(count, [&](uint32_t) { return edgy(INT32_MIN, INT32_MAX); });
      case TypeId::kInt64:
        if (column.name == "id") return fixed<int64_t>(count, [&](uint32_t i) { return first_ + i; });
        return fixed<int64_t>(count, [&](uint32_t) { return edgy(INT64_MIN, INT64_MAX); });
      case TypeId::kFloat: return fixed<float>(count, [&](uint32_t) { return real(static_cast<float>(number(-1000000, 1000000)) / 64); });
      case TypeId::kDouble: return fixed<double>(count, [&](uint32_t) { return real(static_cast<double>(number(-1000000000, 1000000000)) / 3); });
      case TypeId::kJson: return texts(count, "{\"a\": [1, null]}");
      case TypeId::kDecimal:
        if (type.precision > 18) {
          return fixed<__int128>(count, [&](uint32_t) { return static_cast<__int128>(edgy(-9000000000000000000, 9000000000000000000)) * number(1, 9999999999999999); });
        }
        return fixed<int64_t>(count, [&](uint32_t) { return type.precision == 9 ? edgy(-999999999, 999999999) : edgy(-999999999999999999, 999999999999999999); });
      case TypeId::kDate: return fixed<int32_t>(count, [&](uint32_t) { return edgy(-25567, 47482); });  // 1900-01-01 … 2100-01-01
      case TypeId::kTimestamp: case TypeId::kDatetime:
        return fixed<int64_t>(count, [&](uint32_t) { return edgy(-2208988800000000, 4102444799999999) / (number(0, 1) ? 1 : 1000000) * 1; });
      case TypeId::kTime: return fixed<int64_t>(count, [&](uint32_t) { return edgy(0, 86399999999); });
      case TypeId::kUuid: {
        struct Uuid { uint8_t bytes[16]; };
        return fixed<Uuid>(count, [&](uint32_t) {
          Uuid uuid;
          for (uint8_t& byte : uuid.bytes) byte = static_cast<uint8_t>(number(0, 255));
          return uuid;
        });
      }
      case TypeId::kStruct: {
        std::vector<const Block*> members;
        for (const ColumnType& member : type.children) members.push_back(block(member, count));
        Block* made = fresh();
        made->own_struct(count, members.size());
        made->children = members;
        return made;
      }
      case TypeId::kList: {
        std::vector<uint32_t> offsets{0};
        for (uint32_t i = 0; i < count; ++i) offsets.push_back(offsets.back() + static_cast<uint32_t>(number(0, 2) == 0 ? number(1, 6) : number(0, 1)));
        const Block* elements = block(type.children[0], offsets.back());
        Block* made = fresh();
        std::copy(offsets.begin(), offsets.end(), made->own_list(count, elements));
        return made;
      }
      default: break;
    }
    if (!column.name.starts_with("pooled")) return texts(count);
    Block* made = fresh();
    uint32_t* index = made->own_pool(count, &pool_);
    for (uint32_t i = 0; i < count; ++i) index[i] = static_cast<uint32_t>(number(0, pool_.size - 1));
    return made;
  }

  const std::vector<std::string> kWords{"", "a", "Zo\xC3\xAB", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", ", ", "\"quoted\"", "line\nbreak", "\r\n", "\t", "\\", std::string(1, '\x01'),
                                        std::string(100, 'x'), "null", "'", "{}", "\xC3\xBF\xC3\xBF"};
  std::mt19937_64 random_;
  bool special_;
  std::vector<uint32_t> offsets_{0};
  std::string bytes_;
  TextPool pool_;
  int64_t first_ = 0;
  std::vector<std::unique_ptr<Block>> made_;
};

}  // namespace mockdata
