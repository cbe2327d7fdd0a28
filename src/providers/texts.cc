// Texts made of placeholders: # a digit, % a digit 1-9, $ a digit 2-9, ! a digit or nothing, @ a digit 1-9 or nothing,
// ? a letter, ^ a hexadecimal digit.
//
// Where the column is unique, the placeholders are the mixed-radix digits of a permuted row number, so that no text comes
// twice (the placeholders ! and @, which may give nothing, then always give a digit).
#include <algorithm>

#include "providers/families.h"
#include "providers/format.h"
#include "providers/placeholder_run.h"

namespace mockdata {

namespace {

struct Marks {
  bool digits = true, letters = true, hexadecimal = false, upper = false;
  std::string alphabet;  // of ?
  // The alphabet of a mark; none: the character stands for itself.
  std::string_view of(char mark) const {
    switch (mark) {
      case '#': case '!': return digits ? PlaceholderRun::kDigits : std::string_view();
      case '%': case '@': return digits ? PlaceholderRun::kDigits.substr(1) : std::string_view();
      case '$': return digits ? PlaceholderRun::kDigits.substr(2) : std::string_view();
      case '?': return letters ? std::string_view(alphabet) : std::string_view();
      case '^': return !hexadecimal ? std::string_view() : upper ? "0123456789ABCDEF" : "0123456789abcdef";
      default: return {};
    }
  }
  bool may_be_nothing(char mark) const { return digits && (mark == '!' || mark == '@'); }
};

constexpr uint64_t kMost = uint64_t{1} << 62;

// Distinct texts, at most 2^62.
uint64_t texts_of(const std::string& text, const Marks& marks) {
  uint64_t n = 1;
  for (const char c : text)
    if (const std::size_t radix = marks.of(c).size(); radix && n < kMost) n *= radix;
  return n < kMost ? n : kMost;
}

// Texts of one size.
class PlaceholderColumn final : public Column {
 public:
  PlaceholderColumn(const std::string& text, const Marks& marks, Key key, bool unique)
      : Column({TypeId::kText, 0, 0, {}}), unique_(unique), permutation_(unique ? texts_of(text, marks) : 1, key.with("rank").value()) {
    std::string literal;
    uint64_t draws = 0;
    for (const char c : text) {
      const std::string_view alphabet = marks.of(c);
      if (alphabet.empty()) {
        literal += c;
        continue;
      }
      run_.add_literal(std::exchange(literal, {}));
      if (unique) run_.add_ranked(alphabet);
      else run_.add_drawn(alphabet, key.with(++draws));
    }
    run_.add_literal(literal);
  }

  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const std::size_t size = run_.size(), stride = run_.stride();
    char* texts = scope.scratch(*this).reserve(rows.count * (stride + sizeof(uint64_t)));
    uint64_t* ranks = reinterpret_cast<uint64_t*>(texts + rows.count * stride);
    if (unique_) permutation_.fill(rows.first, rows.count, rows.list, ranks);
    run_.write(rows, ranks, texts);
    char* to = out.own_text(rows.count, rows.count * size);
    uint32_t* offsets = out.own_offsets();
    for (uint32_t i = 0; i < rows.count; ++i) {
      offsets[i] = static_cast<uint32_t>(i * size);
      to = copy_over(to, {texts + i * stride, size});
    }
    offsets[rows.count] = static_cast<uint32_t>(rows.count * size);
  }

 private:
  PlaceholderRun run_;
  bool unique_;
  Permutation permutation_;
};

MadeColumn placeholders(const std::string& text, Marks marks, MakeContext& c) {
  if (marks.letters && marks.alphabet.empty()) return invalid_error("\"letters\" is empty");
  if (text.size() > 100000) return invalid_error("a text of more than 100,000 characters");
  if (const uint64_t texts = texts_of(text, marks); c.unique && c.rows > texts)
    return invalid_error(std::to_string(c.rows) + " rows asked, " + std::to_string(texts) + " texts exist of the form \"" + text + "\"", {}, "add placeholders");
  const bool of_one_size = c.unique || std::none_of(text.begin(), text.end(), [&](char mark) { return marks.may_be_nothing(mark); });
  if (of_one_size && text.size() <= 256) return std::unique_ptr<Column>(std::make_unique<PlaceholderColumn>(text, marks, c.key, c.unique));
  return written(c, "placeholders", text.size(), texts_of(text, marks), [text, marks](char* out, auto& draws) {
    for (const char mark : text) {
      const std::string_view alphabet = marks.of(mark);
      if (alphabet.empty()) {
        *out++ = mark;
        continue;
      }
      if constexpr (std::is_same_v<decltype(draws), CellDraws&>)
        if (marks.may_be_nothing(mark) && draws.below(2)) continue;
      *out++ = alphabet[draws.below(static_cast<uint32_t>(alphabet.size()))];
    }
    return out;
  });
}

constexpr char kAscii[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

MadeColumn bothify(const Arguments& a, MakeContext& c) { return placeholders(a.text("text"), {true, true, false, false, a.text("letters")}, c); }
MadeColumn numerify(const Arguments& a, MakeContext& c) { return placeholders(a.text("text"), {true, false, false, false, {}}, c); }
MadeColumn lexify(const Arguments& a, MakeContext& c) { return placeholders(a.text("text"), {false, true, false, false, a.text("letters")}, c); }
MadeColumn hexify(const Arguments& a, MakeContext& c) { return placeholders(a.text("text"), {false, false, true, a.boolean("upper"), {}}, c); }
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
