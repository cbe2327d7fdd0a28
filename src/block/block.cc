#include "block/block.h"

#include <bit>

namespace mockdata {

std::string type_name(const DataType& type) {
  switch (type.id) {
    case TypeId::kBool: return "bool";
    case TypeId::kInt32: return "int";
    case TypeId::kInt64: return "long";
    case TypeId::kFloat: return "float";
    case TypeId::kDouble: return "double";
    case TypeId::kDecimal: return "decimal(" + std::to_string(type.precision) + "," + std::to_string(type.scale) + ")";
    case TypeId::kDate: return "date";
    case TypeId::kTime: return "time";
    case TypeId::kDatetime: return "datetime";
    case TypeId::kTimestamp: return "timestamp";
    case TypeId::kText: return "string";
    case TypeId::kUuid: return "uuid";
    case TypeId::kBinary: return "binary";
    case TypeId::kJson: return "json";
    case TypeId::kStruct: return "object";
    case TypeId::kList: return "array";
  }
  return "?";
}

uint32_t Block::null_count() const {
  if (!validity) return 0;
  uint32_t set = 0;
  for (uint32_t w = 0; w < (size + 63) / 64; ++w) set += std::popcount(validity[w]);
  return size - set;
}

void Block::reset(Layout new_layout, uint32_t rows) {
  layout = new_layout;
  size = rows;
  gap = 0;
  data = nullptr;
  offsets = nullptr;
  bytes = nullptr;
  pool = nullptr;
  index = nullptr;
  validity = nullptr;
  children.clear();
}

char* Block::own_text(uint32_t rows, std::size_t room, uint32_t new_gap) {
  reset(Layout::kText, rows);
  gap = new_gap;
  offsets = reinterpret_cast<uint32_t*>(offset_buffer_.reserve((rows + 1) * sizeof(uint32_t)));
  bytes = data_buffer_.reserve(room);
  return data_buffer_.data();
}

char* Block::grow_text(std::size_t room, std::size_t keep) {
  bytes = data_buffer_.reserve(room, keep);
  return data_buffer_.data();
}

uint32_t* Block::own_pool(uint32_t rows, const TextPool* new_pool) {
  reset(Layout::kPool, rows);
  pool = new_pool;
  index = reinterpret_cast<uint32_t*>(data_buffer_.reserve(rows * sizeof(uint32_t)));
  return data_buffer_.as<uint32_t>();
}

uint32_t* Block::own_list(uint32_t rows, const Block* elements) {
  reset(Layout::kList, rows);
  offsets = reinterpret_cast<uint32_t*>(offset_buffer_.reserve((rows + 1) * sizeof(uint32_t)));
  children.assign(1, elements);
  return offset_buffer_.as<uint32_t>();
}

void Block::own_struct(uint32_t rows, std::size_t members) {
  reset(Layout::kStruct, rows);
  children.assign(members, nullptr);
}

uint64_t* Block::own_validity() {
  validity = reinterpret_cast<uint64_t*>(validity_buffer_.reserve((size + 63) / 64 * sizeof(uint64_t)));
  return validity_buffer_.as<uint64_t>();
}

void Block::share(const Block& other) {
  reset(other.layout, other.size);
  gap = other.gap;
  data = other.data;
  offsets = other.offsets;
  bytes = other.bytes;
  pool = other.pool;
  index = other.index;
  validity = other.validity;
  children = other.children;
}

}  // namespace mockdata
