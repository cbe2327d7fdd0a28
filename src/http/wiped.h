// Bytes that leave no trace: secrets and values of a source live here, and nowhere else.
//
// The memory is mapped for itself, kept out of core dumps and out of swap where the system allows it, moved by the
// kernel when it grows (no stale copy stays behind), and overwritten with zeros when it is cleared or destroyed.
// Move-only: a copy must be asked for by name. Not printable.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

namespace mockdata {

class WipedBytes {
 public:
  WipedBytes() = default;
  explicit WipedBytes(std::string_view bytes) { append(bytes); }
  WipedBytes(WipedBytes&& other) noexcept { swap(other); }
  WipedBytes& operator=(WipedBytes&& other) noexcept {
    if (this != &other) {
      WipedBytes taken(std::move(other));
      swap(taken);
    }
    return *this;
  }
  WipedBytes(const WipedBytes&) = delete;
  WipedBytes& operator=(const WipedBytes&) = delete;
  ~WipedBytes() { release(); }

  WipedBytes copy() const { return WipedBytes(view()); }

  // Adds bytes at the end; false when the system has no memory left (the content is then unchanged).
  bool append(std::string_view bytes);
  // Overwrites the content with zeros and makes it empty; the memory stays for the next use.
  void clear();
  // Shortens the content to `size` bytes and overwrites what is cut off. REQUIRES size <= size().
  void truncate(std::size_t size);

  std::string_view view() const { return {data_, size_}; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  // The content followed by a NUL byte, for C interfaces; never null.
  const char* c_str() const { return data_ ? data_ : ""; }

 private:
  void release();
  void swap(WipedBytes& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(mapped_, other.mapped_);
  }

  char* data_ = nullptr;      // mapped_ bytes; the byte behind the content is always NUL
  std::size_t size_ = 0;      // content
  std::size_t mapped_ = 0;    // whole pages
};

}  // namespace mockdata
