// Reading bytes that nobody vouches for: every read is checked against the end, and a failed reader stays failed and yields zeros.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace mockdata::verify {

static_assert(std::endian::native == std::endian::little, "the readers load little-endian values as they stand");

class ByteReader {
 public:
  ByteReader() = default;
  explicit ByteReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool failed() const { return failed_; }
  void fail() { failed_ = true, at_ = end_; }
  size_t left() const { return static_cast<size_t>(end_ - at_); }
  const char* position() const { return at_; }
  std::string_view rest() const { return {at_, left()}; }

  // The next `count` bytes, or nothing and failure.
  std::string_view take(uint64_t count) {
    if (count > left()) {
      fail();
      return {};
    }
    std::string_view taken(at_, static_cast<size_t>(count));
    at_ += count;
    return taken;
  }

  // A little-endian value of the size of T.
  template <class T>
  T fixed() {
    T value{};
    std::string_view bytes = take(sizeof(T));
    if (bytes.size() == sizeof(T)) std::memcpy(&value, bytes.data(), sizeof(T));
    return value;
  }

  // Unsigned LEB128, at most 64 bits.
  uint64_t varint() {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ == end_) break;
      const uint8_t byte = static_cast<uint8_t>(*at_++);
      if (shift == 63 && byte > 1) break;
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    fail();
    return 0;
  }
  int64_t zigzag() {
    const uint64_t value = varint();
    return static_cast<int64_t>((value >> 1) ^ (0 - (value & 1)));
  }

 private:
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  bool failed_ = false;
};

}  // namespace mockdata::verify
