// Texts made of placeholders: # a digit, % a digit 1-9, $ a digit 2-9, ! a digit or nothing, @ a digit 1-9 or nothing,
// ? a letter, ^ a hexadecimal digit.
//
// Where the column is unique, the placeholders are the mixed-radix digits of a permuted row number, so that no text comes
// twice (the placeholders ! and @, which may give nothing, then always give a digit).
#include "providers/families.h"
#include "providers/format.h"

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

MadeColumn placeholders(const std::string& text, const std::string& letters, bool digits, bool marks, bool hex, MakeContext& c,
                                             bool upper = false) {
  if (marks && letters.empty()) return invalid_error("\"letters\" is empty");
  if (text.size() > 100000) return invalid_error("a text of more than 100,000 characters");
  auto column = std::make_unique<PlaceholderColumn>(text, letters, digits, marks, hex, c.key, c.unique, upper);
  if (c.unique && c.rows > column->capacity())
    return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(column->capacity()) + " texts exist of the form \"" + text + "\"", {},
                         "add placeholders");
  return std::unique_ptr<Column>(std::move(column));
}

constexpr char kAscii[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

MadeColumn bothify(const Arguments& a, MakeContext& c) { return placeholders(a.text("text"), a.text("letters"), true, true, false, c); }
MadeColumn numerify(const Arguments& a, MakeContext& c) { return placeholders(a.text("text"), kAscii, true, false, false, c); }
MadeColumn lexify(const Arguments& a, MakeContext& c) { return placeholders(a.text("text"), a.text("letters"), false, true, false, c); }
MadeColumn hexify(const Arguments& a, MakeContext& c) {
  return placeholders(a.text("text"), kAscii, false, false, true, c, a.boolean("upper"));
}
MadeColumn pystr(const Arguments& a, MakeContext& c) {
  const int64_t most = a.integer("max_chars"), least = a.is_null("min_chars") ? most : a.integer("min_chars");
  if (least < 0 || most < least || most > 100000)
    return invalid_error("pystr: 0 <= min_chars <= max_chars <= 100,000, found " + std::to_string(least) + " and " + std::to_string(most));
  const std::string &prefix = a.text("prefix"), &suffix = a.text("suffix");
  return written(c, "pystr", static_cast<std::size_t>(most) + prefix.size() + suffix.size(), space_power(52, static_cast<uint64_t>(most)),
                 [prefix, suffix, least, most](char* out, auto& draws) {
    out = copy_text(out, prefix);
    // Unique texts all have the largest length: their letters are the digits of a rank.
    int64_t n = most;
    if constexpr (std::is_same_v<decltype(draws), CellDraws&>)
      if (least < most) n = least + draws.below(static_cast<uint32_t>(most - least + 1));
    for (int64_t i = 0; i < n; ++i) *out++ = kAscii[draws.below(52)];
    return copy_text(out, suffix);
  });
}
MadeColumn pystr_format(const Arguments& a, MakeContext& c) {
  FormatOptions options;
  options.letters = a.text("letters");
  MOCKDATA_ASSIGN(Format format, Format::compile(a.text("string_format"), provider_tokens(c), options));
  return format_column(c, "pystr_format", std::move(format));
}

// At least one character of every kind asked for, at random places.
MadeColumn password(const Arguments& a, MakeContext& c) {
  std::vector<std::string_view> kinds;
  if (a.boolean("special_chars")) kinds.push_back("!@#$%^&*()_+");
  if (a.boolean("digits")) kinds.push_back("0123456789");
  if (a.boolean("upper_case")) kinds.push_back("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  if (a.boolean("lower_case")) kinds.push_back("abcdefghijklmnopqrstuvwxyz");
  std::string all;
  for (const std::string_view kind : kinds) all += kind;
  const int64_t length = a.integer("length");
  if (kinds.empty()) return invalid_error("password: at least one of special_chars, digits, upper_case, lower_case is true");
  if (length < static_cast<int64_t>(kinds.size()) || length > 4096)
    return invalid_error("password: a length from " + std::to_string(kinds.size()) + " (one character of each kind) to 4,096, found " + std::to_string(length));
  const uint32_t n = static_cast<uint32_t>(length);
  if (c.unique) {  // one character of each kind first, then any: the digits of a rank
    uint64_t space = space_power(all.size(), n - kinds.size());
    for (const std::string_view kind : kinds) space = space_of({space, kind.size()});
    return written(c, "password", n, space, [kinds, all, n](char* out, auto& draws) {
      for (const std::string_view kind : kinds) *out++ = write_one_of(kind, draws);
      for (std::size_t i = kinds.size(); i < n; ++i) *out++ = write_one_of(all, draws);
      return out;
    });
  }
  return written_freely(c, "password", n, [kinds, all, n](char* out, CellDraws& draws) {
    for (uint32_t i = 0; i < n; ++i) out[i] = write_one_of(all, draws);
    uint32_t places[4];  // those taken, in order
    for (uint32_t k = 0; k < kinds.size() && k < 4; ++k) {  // the place among those still free
      uint32_t place = draws.below(n - k), j = 0;
      while (j < k && place >= places[j]) ++place, ++j;
      out[place] = write_one_of(kinds[k], draws);
      for (uint32_t i = k; i > j; --i) places[i] = places[i - 1];
      places[j] = place;
    }
    return out + n;
  });
}

constexpr Parameter kBothify[] = {{"text", ArgKind::kText, "\"## ??\""}, {"letters", ArgKind::kText, "\"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\""}};
constexpr Parameter kNumerify[] = {{"text", ArgKind::kText, "\"###\""}};
constexpr Parameter kLexify[] = {{"text", ArgKind::kText, "\"????\""}, {"letters", ArgKind::kText, "\"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\""}};
constexpr Parameter kHexify[] = {{"text", ArgKind::kText, "\"^^^^\""}, {"upper", ArgKind::kBool, "false"}};
constexpr Parameter kPystr[] = {{"min_chars", ArgKind::kInt, "null"}, {"max_chars", ArgKind::kInt, "20"}, {"prefix", ArgKind::kText, "\"\""}, {"suffix", ArgKind::kText, "\"\""}};
constexpr Parameter kPystrFormat[] = {{"string_format", ArgKind::kText, "\"?#-###{{random_int}}{{random_letter}}\""}, {"letters", ArgKind::kText, "\"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\""}};
constexpr Parameter kPassword[] = {{"length", ArgKind::kInt, "10"}, {"special_chars", ArgKind::kBool, "true"}, {"digits", ArgKind::kBool, "true"}, {"upper_case", ArgKind::kBool, "true"}, {"lower_case", ArgKind::kBool, "true"}};
constexpr Provider kRows[] = {
    {"bothify", kBothify, TypeId::kText, "# becomes a digit, ? a letter", R"({"text": "??-####"})", bothify},
    {"numerify", kNumerify, TypeId::kText, "# becomes a digit, % a digit above 0", R"({"text": "%##-###"})", numerify},
    {"lexify", kLexify, TypeId::kText, "? becomes a letter", R"({"text": "???", "letters": "ABC"})", lexify},
    {"hexify", kHexify, TypeId::kText, "^ becomes a hexadecimal digit", R"({"text": "^^:^^", "upper": true})", hexify},
    {"pystr_format", kPystrFormat, TypeId::kText, "a text in which {{provider}} becomes its value, # a digit, ? a letter", R"({"string_format": "{{random_uppercase_letter}}-{{random_int}}-##"})", pystr_format},
    {"password", kPassword, TypeId::kText, "characters of the kinds asked for, at least one of each", R"({"length": 12})", password},
    {"pystr", kPystr, TypeId::kText, "random letters", R"({"max_chars": 8})", pystr},
};

}  // namespace

const std::span<const Provider> kTextProviders = kRows;

}  // namespace mockdata
