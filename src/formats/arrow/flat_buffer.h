// Writing FlatBuffers: as much as Arrow's metadata needs. Like the format's own builders it grows from the end to the
// front, so that what is referred to is there before what refers to it.
// Source: "FlatBuffers Internals" (flatbuffers.dev).
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace mockdata::arrow {

class FlatBuffer {
 public:
  // A place, counted from the end of the buffer.
  using Offset = uint32_t;

  Offset string(std::string_view text) {
    align(4, text.size() + 1);
    prepend(std::string_view("\0", 1));
    prepend(text);
    put<uint32_t>(static_cast<uint32_t>(text.size()));
    return size();
  }
  Offset vector(const std::vector<Offset>& items) {
    align(4, items.size() * 4);
    for (std::size_t i = items.size(); i-- > 0;) put_reference(items[i]);
    put<uint32_t>(static_cast<uint32_t>(items.size()));
    return size();
  }
  // Structs of `count` times 64-bit words (or what is laid out so).
  Offset structs(std::string_view bytes, std::size_t count) {
    align(8, bytes.size());
    prepend(bytes);
    put<uint32_t>(static_cast<uint32_t>(count));
    return size();
  }

  // A table: begin(), its fields in any order, then end().
  void begin() {
    fields_.clear();
    begin_ = size();
  }
  template <class T>
  void scalar(uint16_t field, T value) {
    align(sizeof value, 0);
    put(value);
    fields_.push_back({field, size()});
  }
  void reference(uint16_t field, Offset to) {
    align(4, 0);
    put_reference(to);
    fields_.push_back({field, size()});
  }
  Offset end() {
    align(4, 0);
    put<int32_t>(0);  // becomes the distance to the vtable
    const Offset table = size();
    uint16_t slots = 0;
    for (const Field& f : fields_) slots = f.id + 1 > slots ? static_cast<uint16_t>(f.id + 1) : slots;
    std::vector<uint16_t> places(slots, 0);
    for (const Field& f : fields_) places[f.id] = static_cast<uint16_t>(table - f.at);
    for (std::size_t i = places.size(); i-- > 0;) put<uint16_t>(places[i]);
    put<uint16_t>(static_cast<uint16_t>(table - begin_));
    put<uint16_t>(static_cast<uint16_t>(4 + 2 * slots));
    const int32_t distance = static_cast<int32_t>(size() - table);
    std::memcpy(&bytes_[bytes_.size() - table], &distance, 4);
    return table;
  }
  // The whole buffer with `root` as its root table; a multiple of eight bytes.
  std::string finish(Offset root) {
    align(8, 4);
    put_reference(root);
    return bytes_.substr(free_);
  }

 private:
  struct Field {
    uint16_t id;
    Offset at;
  };
  Offset size() const { return static_cast<Offset>(bytes_.size() - free_); }
  void prepend(std::string_view more) {
    if (free_ < more.size()) {
      const std::size_t used = bytes_.size() - free_, grown = 2 * (bytes_.size() + more.size());
      std::string bytes(grown, '\0');
      std::memcpy(&bytes[grown - used], bytes_.data() + free_, used);
      bytes_.swap(bytes);
      free_ = grown - used;
    }
    free_ -= more.size();
    std::memcpy(&bytes_[free_], more.data(), more.size());
  }
  template <class T>
  void put(T value) { prepend({reinterpret_cast<const char*>(&value), sizeof value}); }
  // Zeros, so that after `more` bytes the size is a multiple of n.
  void align(std::size_t n, std::size_t more) {
    while ((size() + more) % n) prepend(std::string_view("\0", 1));
  }
  void put_reference(Offset to) { put<uint32_t>(size() + 4 - to); }

  std::string bytes_ = std::string(256, '\0');
  std::size_t free_ = 256;
  Offset begin_ = 0;
  std::vector<Field> fields_;
};

}  // namespace mockdata::arrow
