// Texts written row by row. A writer is a function `char* write(char* out, auto& draws)` that draws what it needs and
// returns the end of what it wrote; one loop a block calls it, without allocation and without a virtual call a row.
//
// The same writer serves unique columns: there the draws are the mixed-radix digits of a permuted row number, so that
// different rows draw differently. That is a promise for the texts only where different draws give different texts; such a
// writer states how many there are (its space), and draws with below() alone, always with the same bounds in the same order.
#pragma once

#include <cstring>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>

#include "block/text_of.h"
#include "providers/provider.h"
#include "random/alias.h"
#include "random/permutation.h"

namespace mockdata {

using MadeColumn = Result<std::unique_ptr<Column>>;

// The draws of one cell: a counter stream keyed by the cell's own 64 bits.
class CellDraws {
 public:
  explicit CellDraws(uint64_t cell) : cell_(cell) {}
  uint64_t bits() { return mockdata::bits(cell_, ++count_); }
  uint32_t below(uint32_t n) { return mockdata::below(bits(), n); }
  uint64_t below64(uint64_t n) { return mockdata::below64(bits(), n); }

 private:
  uint64_t cell_, count_ = 0;
};

// The same interface over the digits of a rank.
class RankDigits {
 public:
  explicit RankDigits(uint64_t rank) : rank_(rank) {}
  uint32_t below(uint32_t n) {
    const uint64_t rest = rank_ / n;
    const uint32_t digit = static_cast<uint32_t>(rank_ - rest * n);
    rank_ = rest;
    return digit;
  }

 private:
  uint64_t rank_;
};

inline constexpr uint64_t kLargestSpace = uint64_t{1} << 62;

// The product of radices, at most kLargestSpace.
inline uint64_t space_of(std::initializer_list<uint64_t> radices) {
  uint64_t n = 1;
  for (const uint64_t r : radices) n = r == 0 ? 0 : n > kLargestSpace / r ? kLargestSpace : n * r;
  return n;
}
inline uint64_t space_power(uint64_t radix, uint64_t digits) {
  uint64_t n = 1;
  while (digits-- && n < kLargestSpace) n = space_of({n, radix});
  return n;
}

// The error of a unique column that asks for more than there is, or for what cannot be promised (space 0).
inline Status check_space(const MakeContext& c, std::string_view what, uint64_t space) {
  if (!c.unique || (space && c.rows <= space)) return {};
  if (!space)
    return invalid_error(std::string(what) + " cannot promise values without a repeat", {}, "drop \"unique\", or use a provider that can (uuid4, bothify, numerify, random_int …)");
  return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(space) + " values of " + std::string(what) + " exist", {}, "generate fewer rows, or drop \"unique\"");
}

template <class Write>
class WrittenColumn final : public Column {
 public:
  WrittenColumn(TypeId type, Key key, std::size_t most, uint64_t space, Write write)
      : Column({type, 0, 0, {}}), key_(key), most_(most), ranks_(space ? space : 1, key.with("rank").value()), unique_(space > 0), write_(std::move(write)) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    TextWriter writer(out, rows.count, most_ < 64 ? most_ : 64);
    if constexpr (std::is_invocable_v<const Write&, char*, RankDigits&>) {
      if (unique_) {
        for (uint32_t i = 0; i < rows.count; ++i) {
          RankDigits draws(ranks_(rows[i] % ranks_.size()));
          writer.advance(write_(writer.room(most_), draws));
          writer.end_row();
        }
        return;
      }
    }
    for (uint32_t i = 0; i < rows.count; ++i) {
      CellDraws draws(key_.at(rows[i]));
      writer.advance(write_(writer.room(most_), draws));
      writer.end_row();
    }
  }

 private:
  Key key_;
  std::size_t most_;
  Permutation ranks_;
  bool unique_;
  Write write_;
};

// A column of texts of at most `most` bytes. `space`: how many there are where different draws give different texts, else 0.
template <class Write>
MadeColumn written(MakeContext& c, std::string_view what, std::size_t most, uint64_t space, Write write, TypeId type = TypeId::kText) {
  MOCKDATA_CHECK(check_space(c, what, space));
  return std::unique_ptr<Column>(std::make_unique<WrittenColumn<Write>>(type, c.key, most, c.unique ? space : 0, std::move(write)));
}
// For writers that draw as they please.
template <class Write>
MadeColumn written_freely(MakeContext& c, std::string_view what, std::size_t most, Write write, TypeId type = TypeId::kText) {
  auto free = [write = std::move(write)](char* out, CellDraws& draws) { return write(out, draws); };
  return written(c, what, most, 0, std::move(free), type);
}

// Copies in steps of 16 bytes: both sides need that much room behind their end (pools and text blocks have it).
inline char* copy_padded(char* out, std::string_view text) {
  const char* from = text.data();
  for (std::size_t done = 0; done < text.size(); done += 16) std::memcpy(out + done, from + done, 16);
  return out + text.size();
}
inline char* copy_text(char* out, std::string_view text) {
  if (!text.empty()) std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

// `count` digits, most significant first, in one draw for each nine.
template <class Draws>
char* write_digits(char* out, Draws& draws, uint32_t count) {
  while (count) {
    const uint32_t part = count < 9 ? count : 9;
    uint32_t radix = 1;
    for (uint32_t i = 0; i < part; ++i) radix *= 10;
    uint32_t n = draws.below(radix);
    for (uint32_t i = part; i-- > 0; n /= 10) out[i] = static_cast<char>('0' + n % 10);
    out += part;
    count -= part;
  }
  return out;
}
// A digit for each # in the text, everything else as it stands.
template <class Draws>
char* write_hashes(char* out, Draws& draws, std::string_view text) {
  for (const char c : text) *out++ = c == '#' ? static_cast<char>('0' + draws.below(10)) : c;
  return out;
}
template <class Draws>
char write_one_of(std::string_view letters, Draws& draws) { return letters[draws.below(static_cast<uint32_t>(letters.size()))]; }

}  // namespace mockdata
