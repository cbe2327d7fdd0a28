// Bytes that grow at the end, without the cost of initialising them; cleared and used again, so that memory stays warm.
// Up to Buffer::kPadding bytes may be written behind the room asked for.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/buffer.h"

namespace mockdata {

class ByteBuffer {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::size_t capacity() const { return buffer_.capacity(); }
  char* data() { return buffer_.data(); }
  const char* data() const { return buffer_.data(); }
  std::string_view view() const { return {buffer_.data(), size_}; }

  void clear() { size_ = 0; }
  // Keeps the first `size` bytes. REQUIRES size <= size().
  void truncate(std::size_t size) { size_ = size; }
  // Room for n more bytes; advance_to() says where they end.
  char* room(std::size_t n) {
    if (size_ + n > buffer_.capacity() || !buffer_.data()) buffer_.reserve(size_ + n > 2 * size_ ? size_ + n : 2 * size_, size_);
    return buffer_.data() + size_;
  }
  void advance_to(const char* end) { size_ = static_cast<std::size_t>(end - buffer_.data()); }
  // n more bytes, uninitialised.
  char* extend(std::size_t n) {
    char* at = room(n);
    size_ += n;
    return at;
  }
  void append(std::string_view bytes) {
    if (!bytes.empty()) std::memcpy(extend(bytes.size()), bytes.data(), bytes.size());
  }
  void push(char c) { *extend(1) = c; }
  template <class T>
  void put(T value) { std::memcpy(extend(sizeof value), &value, sizeof value); }

 private:
  Buffer buffer_;
  std::size_t size_ = 0;
};

}  // namespace mockdata
