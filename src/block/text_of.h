// The plain text of a scalar cell: what a person would write. Numbers without exponent where exact, dates in ISO 8601,
// booleans as true and false, timestamps with a final Z, uuids in lower case.
#pragma once

#include <cstring>
#include <string>

#include "block/block.h"

namespace mockdata {

// The longest text that write_scalar gives, in bytes.
inline constexpr std::size_t kLongestScalar = 64;

// Writes value i of a fixed layout (at most kLongestScalar bytes) and returns the end.
char* write_scalar(char* out, const DataType& type, const Block& block, uint32_t i);
// A scaled integer with `scale` digits behind the point. These may write up to 8 bytes behind what they give.
char* write_decimal(char* out, __int128 value, uint32_t scale);
char* write_decimal(char* out, int64_t value, uint32_t scale);
char* write_int(char* out, int64_t value);
char* write_uuid(char* out, const unsigned char* bytes);
// The hexadecimal digits of `count` runs of 16 bytes, in lower case, `stride` bytes apart and in order: where the stride is less than
// 32, the end of each is overwritten by the next. Up to 32 bytes are written behind the last beginning.
void write_hexes(char* out, std::size_t stride, const unsigned char* bytes, std::size_t count);
// `count` uuids that stand next to each other, their texts `stride` bytes apart.
void write_uuids(char* out, std::size_t stride, const unsigned char* bytes, std::size_t count);

// Copies a text, sixteen bytes at a time, and returns its end. REQUIRES that fifteen bytes behind the text may be read (as
// those of blocks and pools may), and as many behind the end be written.
inline char* copy_over(char* out, std::string_view text) {
  const char* from = text.data();
  char* const end = out + text.size();
  do {
    std::memcpy(out, from, 16);
    out += 16;
    from += 16;
  } while (out < end);
  return end;
}

// Appends the text of any scalar or text cell; nothing for NULL.
void append_text(std::string& out, const DataType& type, const Block& block, uint32_t i);

// Builds a text block row by row: begin(rows), then for each row room(bytes) and end(). Memory is the block's own.
class TextWriter {
 public:
  TextWriter(Block& block, uint32_t rows, std::size_t guess_per_row = 16) : block_(block), capacity_(rows * guess_per_row + 64) {
    bytes_ = block_.own_text(rows, capacity_);
    block_.own_offsets()[0] = 0;
  }
  // At least n bytes of room for the row under way.
  char* room(std::size_t n) {
    if (at_ + n > capacity_) {
      capacity_ = (at_ + n) * 2;
      bytes_ = block_.grow_text(capacity_, at_);
    }
    return bytes_ + at_;
  }
  void advance(char* end) { at_ = static_cast<std::size_t>(end - bytes_); }
  void put(std::string_view text) {
    char* out = room(text.size());
    if (!text.empty()) std::memcpy(out, text.data(), text.size());
    at_ += text.size();
  }
  void put(char c) {
    *room(1) = c;
    ++at_;
  }
  void end_row() { block_.own_offsets()[++row_] = static_cast<uint32_t>(at_); }
  // Where the row under way begins, and its bytes so far (they may be changed in place).
  std::size_t row_begin() { return block_.own_offsets()[row_]; }
  char* row_bytes() { return bytes_ + row_begin(); }
  std::size_t row_size() { return at_ - row_begin(); }
  void truncate(std::size_t row_size) { at_ = row_begin() + row_size; }

 private:
  Block& block_;
  char* bytes_;
  std::size_t capacity_;
  std::size_t at_ = 0;
  uint32_t row_ = 0;
};

}  // namespace mockdata
