// Texts made of placeholders: # a digit, % a digit 1-9, $ a digit 2-9, ! a digit or nothing, @ a digit 1-9 or nothing,
// ? a letter, ^ a hexadecimal digit.
//
// Where the column is unique, the placeholders are the mixed-radix digits of a permuted row number, so that no text comes
// twice (the placeholders ! and @, which may give nothing, then always give a digit).
#include "block/text_of.h"
#include "providers/families.h"
#include "random/permutation.h"

namespace mockdata {

namespace {

class PlaceholderColumn final : public Column {
 public:
  PlaceholderColumn(std::string text, std::string letters, bool digits, bool letter_marks, bool hex, Key key, bool unique, bool upper)
      : Column({TypeId::kText, 0, 0, {}}), text_(std::move(text)), letters_(std::move(letters)), key_(key), unique_(unique), upper_(upper) {
    for (const char c : text_) {
      const bool digit = digits && (c == '#' || c == '%' || c == '$' || c == '!' || c == '@');
      marks_ += digit || (letter_marks && c == '?') || (hex && c == '^') ? c : '\0';
    }
    for (const char m : marks_)
      if (m && capacity_ < kMost) capacity_ *= radix(m);
    if (unique_) permutation_ = Permutation(capacity_ < kMost ? capacity_ : kMost, key.with("rank").value());
  }
  // Distinct texts, at most 2^62.
  uint64_t capacity() const { return capacity_ < kMost ? capacity_ : kMost; }

  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    TextWriter writer(out, rows.count, text_.size());
    for (uint32_t r = 0; r < rows.count; ++r) {
      char* p = writer.room(text_.size());
      uint64_t rank = unique_ ? permutation_(rows[r] % permutation_.size()) : 0;
      const uint64_t row_key = key_.at(rows[r]);
      uint64_t word = row_key;
      for (std::size_t i = 0; i < text_.size(); ++i) {
        const char mark = marks_[i];
        if (!mark) {
          *p++ = text_[i];
          continue;
        }
        word = bits(row_key, i + 1);
        uint32_t n = radix(mark), pick;
        if (unique_) {
          pick = static_cast<uint32_t>(rank % n);
          rank /= n;
        } else {
          pick = below(word, n);
          if ((mark == '!' || mark == '@') && (word & 1)) continue;
        }
        switch (mark) {
          case '%': case '@': *p++ = static_cast<char>('1' + pick); break;
          case '$': *p++ = static_cast<char>('2' + pick); break;
          case '?': *p++ = letters_[pick]; break;
          case '^': *p++ = (upper_ ? "0123456789ABCDEF" : "0123456789abcdef")[pick]; break;
          default: *p++ = static_cast<char>('0' + pick);
        }
      }
      writer.advance(p);
      writer.end_row();
    }
  }

 private:
  static constexpr uint64_t kMost = uint64_t{1} << 62;
  uint32_t radix(char mark) const {
    return mark == '%' || mark == '@' ? 9 : mark == '$' ? 8 : mark == '?' ? static_cast<uint32_t>(letters_.size()) : mark == '^' ? 16 : 10;
  }
  std::string text_, letters_, marks_;
  Key key_;
  bool unique_, upper_;
  uint64_t capacity_ = 1;
  Permutation permutation_;
};

Result<std::unique_ptr<Column>> placeholders(const std::string& text, const std::string& letters, bool digits, bool marks, bool hex, MakeContext& c,
                                             bool upper = false) {
  if (marks && letters.empty()) return invalid_error("\"letters\" is empty");
  if (text.size() > 100000) return invalid_error("a text of more than 100,000 characters");
  auto column = std::make_unique<PlaceholderColumn>(text, letters, digits, marks, hex, c.key, c.unique, upper);
  if (c.unique && c.rows > column->capacity())
    return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(column->capacity()) + " texts exist of the form \"" + text + "\"", {},
                         "add placeholders");
  return std::unique_ptr<Column>(std::move(column));
}

constexpr char kAscii[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

Result<std::unique_ptr<Column>> bothify(const Arguments& a, MakeContext& c) { return placeholders(a.text("text"), a.text("letters"), true, true, false, c); }
Result<std::unique_ptr<Column>> numerify(const Arguments& a, MakeContext& c) { return placeholders(a.text("text"), kAscii, true, false, false, c); }
Result<std::unique_ptr<Column>> lexify(const Arguments& a, MakeContext& c) { return placeholders(a.text("text"), a.text("letters"), false, true, false, c); }
Result<std::unique_ptr<Column>> hexify(const Arguments& a, MakeContext& c) {
  return placeholders(a.text("text"), kAscii, false, false, true, c, a.boolean("upper"));
}
Result<std::unique_ptr<Column>> pystr(const Arguments& a, MakeContext& c) {
  const int64_t most = a.integer("max_chars");
  if (most < 1 || most > 100000) return invalid_error("pystr: max_chars from 1 to 100,000, found " + std::to_string(most));
  return placeholders(a.text("prefix") + std::string(static_cast<std::size_t>(most), '?') + a.text("suffix"), kAscii, false, true, false, c);
}

constexpr Parameter kBothify[] = {{"text", ArgKind::kText, "\"## ??\""}, {"letters", ArgKind::kText, "\"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz\""}};
constexpr Parameter kNumerify[] = {{"text", ArgKind::kText, "\"###\""}};
constexpr Parameter kLexify[] = {{"text", ArgKind::kText, "\"????\""}, {"letters", ArgKind::kText, "\"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz\""}};
constexpr Parameter kHexify[] = {{"text", ArgKind::kText, "\"^^^^\""}, {"upper", ArgKind::kBool, "false"}};
constexpr Parameter kPystr[] = {{"min_chars", ArgKind::kInt, "null"}, {"max_chars", ArgKind::kInt, "20"}, {"prefix", ArgKind::kText, "\"\""}, {"suffix", ArgKind::kText, "\"\""}};
constexpr Provider kRows[] = {
    {"bothify", kBothify, TypeId::kText, "# becomes a digit, ? a letter", R"({"text": "??-####"})", bothify},
    {"numerify", kNumerify, TypeId::kText, "# becomes a digit, % a digit above 0", R"({"text": "%##-###"})", numerify},
    {"lexify", kLexify, TypeId::kText, "? becomes a letter", R"({"text": "???", "letters": "ABC"})", lexify},
    {"hexify", kHexify, TypeId::kText, "^ becomes a hexadecimal digit", R"({"text": "^^:^^", "upper": true})", hexify},
    {"pystr", kPystr, TypeId::kText, "random letters", R"({"max_chars": 8})", pystr},
};

}  // namespace

const std::span<const Provider> kTextProviders = kRows;

}  // namespace mockdata
