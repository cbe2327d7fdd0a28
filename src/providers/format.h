// Formats: Faker's mini-language, compiled once and written row by row.
//   {{name}}  what the resolver gives for the name: a word of a list, another format, or a column of the same row
//   #         a digit          %  a digit 1-9      $  a digit 2-9
//   !         a digit or nothing                   @  a digit 1-9 or nothing
//   ?         a letter of the given alphabet
//   <5-12>    a number of that range, in formats of the program's own (`ranges`)
// Several formats of one meaning are alternatives; a row draws one of them, by weight where there are weights.
#pragma once

#include <functional>
#include <variant>

#include "providers/words.h"

namespace mockdata {

class Format;
using Token = std::variant<Words, std::shared_ptr<const Format>, const Column*>;
using Resolver = std::function<Result<Token>(std::string_view name)>;

struct FormatOptions {
  std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  bool marks = true;    // whether # % $ ! @ ? are placeholders
  bool ranges = false;  // whether <a-b> is one
};

class Format {
 public:
  static Result<Format> compile(const std::vector<std::string>& alternatives, const Resolver& resolve, const FormatOptions& options = {},
                                const AliasSlot* weights = nullptr);
  static Result<Format> compile(const std::string& text, const Resolver& resolve, const FormatOptions& options = {}) {
    return compile(std::vector<std::string>{text}, resolve, options);
  }

  bool has_columns() const { return !columns_.empty(); }
  const std::vector<const Column*>& columns() const { return columns_; }
  // Bytes that write() may need, texts of columns not counted.
  std::size_t most() const { return most_; }
  // How many texts unique columns can take: those of the largest alternative in which different draws give different texts
  // (no columns, whatever varies in length is followed by a separator, no word holds one). 0 where there is none.
  uint64_t space() const { return space_; }

  // REQUIRES !has_columns().
  template <class Draws>
  char* write(char* out, Draws& draws) const { return write_alternative(out, draws, alternatives_[pick(draws)], [](char* p, uint32_t) { return p; }); }
  // `column(out, k)` writes the text of columns()[k].
  template <class Draws, class WriteColumn>
  char* write(char* out, Draws& draws, WriteColumn column) const { return write_alternative(out, draws, alternatives_[pick(draws)], column); }

 private:
  enum class Kind : uint8_t { kLiteral, kMark, kRange, kWords, kFormat, kColumn };
  struct Piece {
    Kind kind;
    char mark = 0;
    uint32_t low = 0, count = 0;  // kRange; kColumn: its place in columns_
    std::string text;
    Words words;
    std::shared_ptr<const Format> format;
  };
  using Alternative = std::vector<Piece>;

  static Result<Alternative> pieces_of(const std::string& text, const Resolver& resolve, const FormatOptions& options, Format& format);
  void measure();
  uint32_t pick(CellDraws& draws) const {
    if (alternatives_.size() == 1) return 0;
    const uint32_t n = static_cast<uint32_t>(alternatives_.size());
    return weights_ ? AliasTable::pick(weights_, n, draws.bits()) : draws.below(n);
  }
  uint32_t pick(RankDigits&) const { return largest_; }

  template <class Draws>
  char* write_mark(char* out, Draws& draws, char mark) const {
    switch (mark) {
      case '%': *out++ = static_cast<char>('1' + draws.below(9)); break;
      case '$': *out++ = static_cast<char>('2' + draws.below(8)); break;
      case '?': *out++ = letters_[draws.below(static_cast<uint32_t>(letters_.size()))]; break;
      case '!': case '@': {
        const uint32_t least = mark == '@', digits = 10 - least;
        const uint32_t n = draws.below(std::is_same_v<Draws, RankDigits> ? digits : 2 * digits);  // unique texts have the digit always
        if (n < digits) *out++ = static_cast<char>('0' + least + n);
        break;
      }
      default: *out++ = static_cast<char>('0' + draws.below(10));
    }
    return out;
  }
  template <class Draws, class WriteColumn>
  char* write_alternative(char* out, Draws& draws, const Alternative& pieces, WriteColumn column) const {
    for (const Piece& p : pieces) {
      switch (p.kind) {
        case Kind::kLiteral: out = copy_text(out, p.text); break;
        case Kind::kMark: out = write_mark(out, draws, p.mark); break;
        case Kind::kRange: out = write_int(out, static_cast<int64_t>(p.low + draws.below(p.count))); break;
        case Kind::kWords: out = p.words.write(out, draws); break;
        case Kind::kFormat: out = p.format->write(out, draws); break;
        case Kind::kColumn: out = column(out, p.low); break;
      }
    }
    return out;
  }

  std::vector<Alternative> alternatives_;
  const AliasSlot* weights_ = nullptr;
  std::string letters_;
  std::vector<const Column*> columns_;
  std::size_t most_ = 0;
  uint64_t space_ = 0;
  uint32_t largest_ = 0;  // the alternative of unique columns
};

// The column of a format: written row by row where it needs nothing else, joined from other columns where it does.
MadeColumn format_column(MakeContext& c, std::string_view what, Format format, TypeId type = TypeId::kText);

// Resolves {{provider}}: its column, made in the context's table with a key of its own. Arguments cannot be given in a token.
Resolver provider_tokens(MakeContext& c);
// The context for a column that serves another: same row, key and needs of its own.
MakeContext helper_context(const MakeContext& c, std::string_view purpose);

}  // namespace mockdata
