// The compact protocol of Apache Thrift, read with checks: as much of it as Parquet's metadata uses.
// After any failure the reader yields zeros, empty texts and no more fields, so callers check failed() once at the end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "verify/bytes.h"

namespace mockdata::verify {

class ThriftReader {
 public:
  enum Type : uint8_t { kStop, kTrue, kFalse, kByte, kI16, kI32, kI64, kDouble, kBinary, kList, kSet, kMap, kStruct, kUuid };
  struct Field {
    int32_t id = 0;
    Type type = kStop;
  };

  explicit ThriftReader(std::string_view bytes) : bytes_(bytes), size_(bytes.size()) {}
  bool failed() const { return bytes_.failed(); }
  size_t consumed() const { return size_ - bytes_.left(); }

  // Calls on_field(Field) for each field of a struct; the callback must consume the field by one of the readers below, which skip
  // a field whose type is not the one asked for.
  template <class OnField>
  void structure(OnField&& on_field) {
    if (++depth_ > kMaxDepth) bytes_.fail();
    int32_t last = 0;
    while (!failed()) {
      const uint8_t head = bytes_.fixed<uint8_t>();
      if ((head & 15) == kStop) break;
      const int32_t id = (head >> 4) ? last + (head >> 4) : static_cast<int32_t>(static_cast<int16_t>(bytes_.zigzag()));
      if (failed()) break;
      last = id;
      on_field(Field{id, static_cast<Type>(head & 15)});
    }
    --depth_;
  }

  // Calls on_element(Type) for each element of a list.
  template <class OnElement>
  void list(Field field, OnElement&& on_element) {
    if (field.type != kList && field.type != kSet) return skip(field.type);
    Type type = kStop;
    const uint64_t count = list_header(type);
    for (uint64_t i = 0; i < count && !failed(); ++i) on_element(type);
  }

  int64_t integer(Field field) { return integer(field.type); }
  int64_t integer(Type type);
  bool boolean(Field field);
  bool element_boolean() { return bytes_.fixed<uint8_t>() == 1; }
  std::string text(Field field) { return text(field.type); }
  std::string text(Type type);
  void skip(Type type);

 private:
  static constexpr int kMaxDepth = 64;
  uint64_t list_header(Type& type);
  ByteReader bytes_;
  size_t size_;
  int depth_ = 0;
};

}  // namespace mockdata::verify
