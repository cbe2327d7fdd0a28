// FlatBuffers, read with checks: tables, their fields, vectors and strings. Nothing is trusted: what lies outside of the
// buffer reads as absent and marks the buffer as failed, so callers check failed() once at the end.
// Source: "FlatBuffers Internals" (flatbuffers.dev).
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace mockdata::verify {

class FlatBytes {
 public:
  explicit FlatBytes(std::string_view bytes) : bytes_(bytes) {}
  bool failed() const { return failed_; }
  void fail() const { failed_ = true; }
  // The value at `at`, or zero.
  template <class T>
  T load(uint64_t at) const {
    T value{};
    if (at > bytes_.size() || sizeof(T) > bytes_.size() - at) fail();
    else std::memcpy(&value, bytes_.data() + at, sizeof(T));
    return value;
  }
  std::string_view slice(uint64_t at, uint64_t count) const {
    if (at <= bytes_.size() && count <= bytes_.size() - at) return bytes_.substr(at, count);
    fail();
    return {};
  }

 private:
  std::string_view bytes_;
  mutable bool failed_ = false;
};

// A vector of structs, scalars or tables. REQUIRES i < size() for its elements.
class FlatVector {
 public:
  FlatVector() = default;
  // `at`: where the number of elements stands.
  FlatVector(const FlatBytes& bytes, uint64_t at, uint64_t element_size) : bytes_(&bytes), at_(at + 4), size_(bytes.load<uint32_t>(at)), element_size_(element_size) {
    if (size_ > 0 && bytes.slice(at_, size_ * element_size).empty()) size_ = 0;
  }
  uint64_t size() const { return size_; }
  // The value `offset` bytes into element i.
  template <class T>
  T at(uint64_t i, uint64_t offset = 0) const { return bytes_->load<T>(at_ + i * element_size_ + offset); }
  class FlatTable table(uint64_t i) const;

 private:
  const FlatBytes* bytes_ = nullptr;
  uint64_t at_ = 0, size_ = 0, element_size_ = 0;
};

// A table, or nothing: all its fields are absent then. Lives no longer than its bytes.
class FlatTable {
 public:
  FlatTable() = default;
  FlatTable(const FlatBytes& bytes, uint64_t at) : bytes_(&bytes), at_(at) {
    const int64_t vtable = static_cast<int64_t>(at) - bytes.load<int32_t>(at);
    if (vtable < 0) bytes.fail();
    vtable_ = vtable < 0 ? 0 : static_cast<uint64_t>(vtable);
    slots_ = bytes.load<uint16_t>(vtable_);
    slots_ = slots_ < 4 || vtable < 0 ? 0 : (slots_ - 4) / 2;
  }
  // The table that the buffer begins with a reference to.
  static FlatTable root(const FlatBytes& bytes) { return FlatTable(bytes, bytes.load<uint32_t>(0)); }

  explicit operator bool() const { return bytes_ != nullptr; }
  template <class T>
  T scalar(uint16_t field, T absent = {}) const {
    const uint64_t at = place(field);
    return at ? bytes_->load<T>(at) : absent;
  }
  FlatTable table(uint16_t field) const {
    const uint64_t to = target(field);
    return to ? FlatTable(*bytes_, to) : FlatTable();
  }
  FlatVector vector(uint16_t field, uint64_t element_size) const {
    const uint64_t to = target(field);
    return to ? FlatVector(*bytes_, to, element_size) : FlatVector();
  }
  std::string_view text(uint16_t field) const {
    const uint64_t to = target(field);
    return to ? bytes_->slice(to + 4, bytes_->load<uint32_t>(to)) : std::string_view();
  }

 private:
  // Where the field stands; 0 where it is absent.
  uint64_t place(uint16_t field) const {
    if (!bytes_ || field >= slots_) return 0;
    const uint16_t offset = bytes_->load<uint16_t>(vtable_ + 4 + 2 * uint64_t{field});
    return offset ? at_ + offset : 0;
  }
  uint64_t target(uint16_t field) const {
    const uint64_t at = place(field);
    return at ? at + bytes_->load<uint32_t>(at) : 0;
  }
  const FlatBytes* bytes_ = nullptr;
  uint64_t at_ = 0, vtable_ = 0;
  unsigned slots_ = 0;
};

inline FlatTable FlatVector::table(uint64_t i) const {
  const uint64_t at = at_ + i * element_size_;
  return FlatTable(*bytes_, at + bytes_->load<uint32_t>(at));
}

}  // namespace mockdata::verify
