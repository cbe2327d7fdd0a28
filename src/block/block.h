// A block: the values of one column for up to kBlockRows rows (more for the elements of lists), with their validity.
//
// A block is a view (pointers) over memory that it owns (buffers, recycled) or that another block owns. Its layout says
// which pointers mean something:
//   kFixed   `data`: size values of width_of(type) bytes
//   kText    `offsets`: size + 1 positions in `bytes`; value i is bytes[offsets[i] + gap, offsets[i + 1])
//   kPool    `pool` and `index`: value i is pool->text(index[i]); every index is in range, also of null rows
//   kStruct  `children`: one block a member, each of the same size
//   kList    `offsets`: size + 1 positions in children[0]; list i holds elements offsets[i] … offsets[i + 1] - 1
// What a null row holds is unspecified (but readable); a null list is empty.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "block/type.h"

namespace mockdata {

inline constexpr uint32_t kBlockRows = 1024;

// Distinct texts that blocks refer to by index. Up to 16 bytes behind the last text may be read.
struct TextPool {
  uint32_t size = 0;
  const uint32_t* offsets = nullptr;  // size + 1
  const char* bytes = nullptr;
  std::string_view text(uint32_t i) const { return {bytes + offsets[i], offsets[i + 1] - offsets[i]}; }
};

enum class Layout : uint8_t { kFixed, kText, kPool, kStruct, kList };

class Block {
 public:
  Layout layout = Layout::kFixed;
  uint32_t size = 0;
  uint32_t gap = 0;                      // kText: bytes left free before each value for its length
  const void* data = nullptr;            // kFixed
  const uint32_t* offsets = nullptr;     // kText, kList
  const char* bytes = nullptr;           // kText
  const TextPool* pool = nullptr;        // kPool
  const uint32_t* index = nullptr;       // kPool
  const uint64_t* validity = nullptr;    // bit i % 64 of word i / 64 is set where row i has a value; nullptr: all have
  std::vector<const Block*> children;    // kStruct, kList

  bool valid(uint32_t i) const { return !validity || (validity[i >> 6] >> (i & 63) & 1); }
  template <class T>
  const T* values() const { return static_cast<const T*>(data); }
  std::string_view text(uint32_t i) const {
    return layout == Layout::kPool ? pool->text(index[i]) : std::string_view(bytes + offsets[i] + gap, offsets[i + 1] - offsets[i] - gap);
  }
  uint32_t null_count() const;

  // Become a block that this object owns. Each drops what was there before; all rows are valid until own_validity().
  template <class T>
  T* own_fixed(uint32_t rows) {
    reset(Layout::kFixed, rows);
    data = data_buffer_.reserve(rows * sizeof(T));
    return data_buffer_.as<T>();
  }
  // Room for `bytes` of text; grow_text() gives more. The caller fills offsets [0, rows] and the bytes.
  char* own_text(uint32_t rows, std::size_t bytes, uint32_t gap = 0);
  char* grow_text(std::size_t bytes, std::size_t keep);
  uint32_t* own_offsets() { return offset_buffer_.as<uint32_t>(); }
  uint32_t* own_pool(uint32_t rows, const TextPool* pool);
  uint32_t* own_list(uint32_t rows, const Block* elements);
  void own_struct(uint32_t rows, std::size_t members);
  // A validity bitmap of (size + 63) / 64 words, uninitialised; bits behind the last row must be written as 0.
  uint64_t* own_validity();
  // The same values as `other` (shared, not copied), all validity dropped or kept.
  void share(const Block& other);

 private:
  void reset(Layout layout, uint32_t rows);
  Buffer data_buffer_, offset_buffer_, validity_buffer_;
};

}  // namespace mockdata
