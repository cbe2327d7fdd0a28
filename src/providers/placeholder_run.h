// Texts of one size: literals and placeholders, made for all rows of a block step by step.
//
// A placeholder is one character of an alphabet, drawn by a key of its own, or the next digit of the row's rank where texts have
// to differ. Decimal digits that stand next to each other take one draw for up to eight of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bits.h"
#include "block/column.h"

namespace mockdata {

class PlaceholderRun {
 public:
  static constexpr std::string_view kDigits = "0123456789";

  void add_literal(std::string_view text);
  // REQUIRES an alphabet of 1 to 2^16 characters.
  void add_drawn(std::string_view alphabet, Key key);
  void add_ranked(std::string_view alphabet);

  // Bytes of a row's text.
  uint32_t size() const { return size_; }
  bool has_placeholders() const { return placeholders_; }
  // The text of a run without placeholders; 16 bytes behind it may be read.
  std::string_view literal() const { return {texts_.data(), size_}; }

  // From row to row: what is written behind a row must not reach the next one.
  std::size_t stride() const { return (size_ + 31) / 16 * 16; }
  // Writes the texts of all rows to `out`, stride() apart; `ranks`, where there are ranked placeholders, become what is left of them.
  // REQUIRES room for as many strides.
  void write(const Rows& rows, uint64_t* ranks, char* out) const;

 private:
  struct Step {
    enum Kind : uint8_t { kLiteral, kDigits, kDrawn, kRanked } kind;
    uint32_t size = 0;      // bytes
    uint32_t radix = 0;     // of what is drawn: the alphabet's size, for digits 10 ^ size
    uint32_t at = 0;        // in texts_: the literal, or the alphabet
    uint64_t key = 0;
  };
  void add(Step step, std::string_view text);
  void write_some(const Rows& rows, uint64_t* ranks, char* out) const;  // REQUIRES rows.count <= kBlockRows

  std::vector<Step> steps_;
  std::string texts_ = std::string(16, '\0');  // literals and alphabets, and 16 bytes that may be read
  uint32_t size_ = 0;
  bool placeholders_ = false;
};

}  // namespace mockdata
