// Memory that is taken once and used again: it grows, never shrinks, and may be written up to kPadding bytes past its size.
#pragma once

#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace mockdata {

class Buffer {
 public:
  // Bytes that may be read and written behind the capacity asked for, so that kernels can copy 16 or 32 bytes at a time.
  static constexpr std::size_t kPadding = 64;

  Buffer() = default;
  Buffer(Buffer&& other) noexcept : data_(std::exchange(other.data_, nullptr)), capacity_(std::exchange(other.capacity_, 0)) {}
  Buffer& operator=(Buffer&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  ~Buffer() { std::free(data_); }

  char* data() { return data_; }
  const char* data() const { return data_; }
  std::size_t capacity() const { return capacity_; }
  template <class T>
  T* as() { return reinterpret_cast<T*>(data_); }

  // At least `bytes` of capacity; the first `keep` bytes survive.
  char* reserve(std::size_t bytes, std::size_t keep = 0) {
    if (bytes <= capacity_ && data_) return data_;
    std::size_t size = capacity_ + capacity_ / 2 > bytes ? capacity_ + capacity_ / 2 : bytes;
    size = (size + 63) / 64 * 64;
    char* grown = static_cast<char*>(std::aligned_alloc(64, size + kPadding));
    if (!grown) throw std::bad_alloc();
    if (keep) std::memcpy(grown, data_, keep);
    std::memset(grown + size, 0, kPadding);
    std::free(data_);
    data_ = grown;
    capacity_ = size;
    return data_;
  }

 private:
  char* data_ = nullptr;
  std::size_t capacity_ = 0;
};

}  // namespace mockdata
