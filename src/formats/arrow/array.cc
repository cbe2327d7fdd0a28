#include "formats/arrow/array.h"

#include <climits>
#include <cstring>

#include "block/text_of.h"

namespace mockdata::arrow {

Array::Array(const DataType& type, bool uuid_bytes) : type_(type) {
  switch (type.id) {
    case TypeId::kBool: kind = Kind::kBits; break;
    case TypeId::kText: case TypeId::kBinary: case TypeId::kJson: kind = Kind::kText; break;
    case TypeId::kUuid: kind = uuid_bytes ? Kind::kFixed : Kind::kText; break;
    case TypeId::kStruct: kind = Kind::kStruct; break;
    case TypeId::kList: kind = Kind::kList; break;
    default: kind = Kind::kFixed;
  }
  for (const ColumnType& child : type.children) children.push_back(std::make_unique<Array>(child.type, uuid_bytes));
  clear();
}

void Array::clear() {
  length = nulls = 0;
  validity.clear();
  bits.clear();
  data.clear();
  offsets.clear();
  if (kind == Kind::kText || kind == Kind::kList) offsets.put<int32_t>(0);
  for (auto& child : children) child->clear();
}

std::size_t Array::bytes() const {
  std::size_t total = (validity.size() + bits.size()) * sizeof(uint64_t) + data.size() + offsets.size();
  for (const auto& child : children) total += child->bytes();
  return total;
}

// Appends `rows` bits behind the `length` that there are; ones where `from` is null.
void Array::add_validity(uint32_t rows, const uint64_t* from, uint32_t first) {
  const std::size_t at = static_cast<std::size_t>(length);
  validity.resize((at + rows + 63) / 64);
  for (uint32_t i = 0; i < rows; ++i) {
    const uint64_t bit = from ? from[(first + i) >> 6] >> ((first + i) & 63) & 1 : 1;
    validity[(at + i) >> 6] |= bit << ((at + i) & 63);
  }
}

Status Array::add_texts(const Block& block, uint32_t first, uint32_t rows) {
  int32_t end;
  std::memcpy(&end, offsets.data() + offsets.size() - 4, 4);
  int64_t at = end;
  for (uint32_t i = first; i < first + rows; ++i) {
    if (block.valid(i)) {
      if (block.layout == Layout::kFixed) {
        write_uuid(data.extend(36), block.values<unsigned char>() + 16 * static_cast<std::size_t>(i));
        at += 36;
      } else {
        const std::string_view text = block.text(i);
        data.append(text);
        at += static_cast<int64_t>(text.size());
      }
    }
    if (at > INT32_MAX) return invalid_error("a chunk of a text column has more than 2 GiB", {}, "make the texts of the field shorter, or write Parquet");
    offsets.put(static_cast<int32_t>(at));
  }
  return {};
}

Status Array::add(const Block& block, uint32_t first, uint32_t rows) {
  add_validity(rows, block.validity, first);
  for (uint32_t i = first; i < first + rows; ++i) nulls += !block.valid(i);
  switch (kind) {
    case Kind::kBits: {
      const uint8_t* values = block.values<uint8_t>();
      const std::size_t at = static_cast<std::size_t>(length);
      bits.resize((at + rows + 63) / 64);
      for (uint32_t i = 0; i < rows; ++i) bits[(at + i) >> 6] |= static_cast<uint64_t>(values[first + i] != 0) << ((at + i) & 63);
      break;
    }
    case Kind::kFixed: {
      const std::size_t width = width_of(type_);
      if (type_.id == TypeId::kDecimal && width == 8) {  // Arrow's decimals are 16 bytes
        for (uint32_t i = 0; i < rows; ++i) data.put(static_cast<__int128>(block.values<int64_t>()[first + i]));
      } else {
        data.append({static_cast<const char*>(block.data) + first * width, rows * width});
      }
      break;
    }
    case Kind::kText: MOCKDATA_CHECK(add_texts(block, first, rows)); break;
    case Kind::kStruct:
      for (std::size_t m = 0; m < children.size(); ++m) MOCKDATA_CHECK(children[m]->add(*block.children[m], first, rows));
      break;
    case Kind::kList: {
      int32_t end;
      std::memcpy(&end, offsets.data() + offsets.size() - 4, 4);
      int64_t at = end;
      for (uint32_t i = first; i < first + rows; ++i) {
        at += block.offsets[i + 1] - block.offsets[i];
        offsets.put(static_cast<int32_t>(at));
      }
      if (at > INT32_MAX) return invalid_error("a chunk of lists has more than 2^31 elements");
      const uint32_t from = block.offsets[first], count = block.offsets[first + rows] - from;
      if (count) MOCKDATA_CHECK(children[0]->add(*block.children[0], from, count));
      break;
    }
  }
  length += rows;
  return {};
}

}  // namespace mockdata::arrow
