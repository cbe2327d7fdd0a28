// Writing Thrift's compact protocol: as much of it as Parquet's metadata needs.
// Source: thrift-compact-protocol.md of Apache Thrift.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mockdata::parquet {

class ThriftWriter {
 public:
  explicit ThriftWriter(std::string& out) : out_(out) {}

  void begin_struct() { last_.push_back(0); }
  void end_struct() {
    out_ += '\0';
    last_.pop_back();
  }
  void field_bool(int16_t id, bool value) { header(id, value ? 1 : 2); }
  void field_byte(int16_t id, int8_t value) {
    header(id, 3);
    out_ += static_cast<char>(value);
  }
  void field_i32(int16_t id, int32_t value) {
    header(id, 5);
    varint(zigzag(value));
  }
  void field_i64(int16_t id, int64_t value) {
    header(id, 6);
    varint(zigzag(value));
  }
  void field_binary(int16_t id, std::string_view value) {
    header(id, 8);
    binary(value);
  }
  // Call begin_struct() … end_struct() behind it.
  void field_struct(int16_t id) { header(id, 12); }
  enum Element : uint8_t { kBool = 1, kI32 = 5, kI64 = 6, kBinary = 8, kStruct = 12 };
  void field_list(int16_t id, Element type, std::size_t size) {
    header(id, 9);
    if (size < 15) out_ += static_cast<char>(size << 4 | type);
    else {
      out_ += static_cast<char>(0xF0 | type);
      varint(size);
    }
  }
  void i32(int32_t value) { varint(zigzag(value)); }
  void i64(int64_t value) { varint(zigzag(value)); }
  void boolean(bool value) { out_ += static_cast<char>(value ? 1 : 2); }
  void binary(std::string_view value) {
    varint(value.size());
    out_ += value;
  }

 private:
  static uint64_t zigzag(int64_t n) { return static_cast<uint64_t>(n) << 1 ^ static_cast<uint64_t>(n >> 63); }
  void varint(uint64_t n) {
    while (n >= 128) {
      out_ += static_cast<char>(n | 128);
      n >>= 7;
    }
    out_ += static_cast<char>(n);
  }
  void header(int16_t id, uint8_t type) {
    const int delta = id - last_.back();
    if (delta > 0 && delta < 16) {
      out_ += static_cast<char>(delta << 4 | type);
    } else {
      out_ += static_cast<char>(type);
      varint(zigzag(id));
    }
    last_.back() = id;
  }
  std::string& out_;
  std::vector<int16_t> last_;
};

}  // namespace mockdata::parquet
