// Functions of texts. Positions and lengths count characters, not bytes.
#include <cstring>

#include "derive/cast.h"
#include "derive/families.h"
#include "derive/kernel.h"
#include "derive/letters.h"

namespace mockdata {

namespace {

using Made = Result<std::unique_ptr<Column>>;

// A text made of one text: f(TextWriter&, std::string_view).
template <class F>
Made from_text(Operands args, DeriveContext& c, F f) {
  MOCKDATA_ASSIGN(const Column* text, text_operand(args[0], c));
  return text_function({text}, [f = std::move(f)](TextWriter& out, Inputs in, uint32_t i) { f(out, in[0]->text(i)); });
}

void put_character(TextWriter& out, char32_t c) { out.advance(write_character(out.room(4), c)); }

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

template <char32_t (*map)(char32_t)>
void put_mapped(TextWriter& out, std::string_view text) {
  if (is_ascii(text)) {  // letters of one case become the other by one bit
    constexpr unsigned char first = map == lower_letter ? 'A' : 'a';
    char* p = out.room(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
      const unsigned char c = static_cast<unsigned char>(text[i]);
      p[i] = static_cast<char>(c ^ (static_cast<unsigned char>(c - first) < 26 ? 0x20 : 0));
    }
    return out.advance(p + text.size());
  }
  for (std::size_t at = 0; at < text.size();) put_character(out, map(next_character(text, at)));
}
Made lower(Operands args, DeriveContext& c) { return from_text(args, c, put_mapped<lower_letter>); }
Made upper(Operands args, DeriveContext& c) { return from_text(args, c, put_mapped<upper_letter>); }
Made title(Operands args, DeriveContext& c) {
  return from_text(args, c, [](TextWriter& out, std::string_view text) {
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t letter = next_character(text, at);
      put_character(out, inside ? lower_letter(letter) : upper_letter(letter));
      inside = is_letter(letter) || letter == '\'';
    }
  });
}
Made capitalize(Operands args, DeriveContext& c) {
  return from_text(args, c, [](TextWriter& out, std::string_view text) {
    std::size_t at = 0;
    if (!text.empty()) put_character(out, upper_letter(next_character(text, at)));
    out.put(text.substr(at));
  });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}
Made trim(Operands args, DeriveContext& c) {
  return from_text(args, c, [](TextWriter& out, std::string_view text) { out.put(trimmed(text)); });
}
Made ascii(Operands args, DeriveContext& c) {
  return from_text(args, c, [](TextWriter& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) out.put(ascii_letters(next_character(text, at)));
  });
}
Made digits_only(Operands args, DeriveContext& c) {
  return from_text(args, c, [](TextWriter& out, std::string_view text) {
    for (const char d : text)
      if (d >= '0' && d <= '9') out.put(d);
  });
}
Made letters_only(Operands args, DeriveContext& c) {
  return from_text(args, c, [](TextWriter& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
      if (const char32_t letter = next_character(text, at); is_letter(letter)) put_character(out, letter);
  });
}
// A telephone number as systems store it: digits, and a leading + where there was one (00 counts as one).
Made sanitized_phone(Operands args, DeriveContext& c) {
  return from_text(args, c, [](TextWriter& out, std::string_view text) {
    text = trimmed(text);
    if (text.starts_with("+")) out.put('+');
    else if (text.starts_with("00")) out.put('+'), text.remove_prefix(2);
    for (const char d : text)
      if (d >= '0' && d <= '9') out.put(d);
  });
}
Made slug(Operands args, DeriveContext& c) {
  return from_text(args, c, [](TextWriter& out, std::string_view text) {
    bool gap = false, any = false;
    for (std::size_t at = 0; at < text.size();)
      for (const char letter : ascii_letters(next_character(text, at))) {
        const char l = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
        if ((l >= 'a' && l <= 'z') || (l >= '0' && l <= '9')) {
          if (gap && any) out.put('-');
          out.put(l);
          any = true;
          gap = false;
        } else if (l != '\'') {
          gap = true;
        }
      }
  });
}
Made initials(Operands args, DeriveContext& c) {
  std::vector<const Column*> texts;
  for (const Operand& o : args) {
    MOCKDATA_ASSIGN(const Column* text, text_operand(o, c));
    texts.push_back(text);
  }
  const std::size_t n = texts.size();
  return text_function(std::move(texts), [n](TextWriter& out, Inputs in, uint32_t i) {
    for (std::size_t k = 0; k < n; ++k) {
      bool inside = false;
      const std::string_view text = in[k]->text(i);
      for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = next_character(text, at);
        if (is_letter(letter) && !inside) put_character(out, upper_letter(letter));
        inside = is_letter(letter) || letter == '\'';
      }
    }
  });
}

Made join_with(const std::string& separator, Operands args, DeriveContext& c) {
  std::vector<const Column*> texts;
  for (const Operand& o : args) {
    MOCKDATA_ASSIGN(const Column* text, text_operand(o, c));
    texts.push_back(text);
  }
  const std::size_t n = texts.size();
  return text_function(std::move(texts), [n, separator](TextWriter& out, Inputs in, uint32_t i) {
    for (std::size_t k = 0; k < n; ++k) {
      if (k && !separator.empty()) out.put(separator);
      out.put(in[k]->text(i));
    }
  });
}
Made concat(Operands args, DeriveContext& c) { return join_with("", args, c); }

// The texts that are not NULL, with a separator between them; empty where all are NULL.
class JoinColumn final : public Column {
 public:
  JoinColumn(std::string separator, std::vector<const Column*> texts) : Column({TypeId::kText, 0, 0, {}}), separator_(std::move(separator)), texts_(std::move(texts)) {}
  void fill(Scope& scope, Block& out) const override {
    std::array<const Block*, kAnyNumber> in;
    for (std::size_t k = 0; k < texts_.size(); ++k) in[k] = &scope.get(*texts_[k]);
    TextWriter writer(out, scope.rows().count);
    for (uint32_t i = 0; i < scope.rows().count; ++i) {
      bool any = false;
      for (std::size_t k = 0; k < texts_.size(); ++k) {
        if (!in[k]->valid(i) || in[k]->text(i).empty()) continue;
        if (any) writer.put(separator_);
        writer.put(in[k]->text(i));
        any = true;
      }
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return texts_; }

 private:
  std::string separator_;
  std::vector<const Column*> texts_;
};
Made join(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(std::string separator, text_literal(args[0], "the separator"));
  std::vector<const Column*> texts;
  for (const Operand& o : args.subspan(1)) {
    MOCKDATA_ASSIGN(const Column* text, text_operand(o, c));
    texts.push_back(text);
  }
  return std::unique_ptr<Column>(std::make_unique<JoinColumn>(std::move(separator), std::move(texts)));
}

// Bytes of the first `count` characters of `text`.
std::size_t bytes_of(std::string_view text, int64_t count) {
  std::size_t at = 0;
  while (count-- > 0 && at < text.size()) next_character(text, at);
  return at;
}
int64_t characters_of(std::string_view text) {
  int64_t n = 0;
  for (const char c : text) n += (c & 0xC0) != 0x80;
  return n;
}
Made left(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const int64_t n, whole_literal(args[1], "the number of characters", 0, 1 << 20));
  return from_text(args, c, [n](TextWriter& out, std::string_view text) { out.put(text.substr(0, bytes_of(text, n))); });
}
Made right(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const int64_t n, whole_literal(args[1], "the number of characters", 0, 1 << 20));
  return from_text(args, c, [n](TextWriter& out, std::string_view text) { out.put(text.substr(bytes_of(text, characters_of(text) - n))); });
}
Made substring(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const int64_t start, whole_literal(args[1], "the first character", 1, 1 << 20));
  int64_t length = int64_t{1} << 40;
  if (args.size() > 2) { MOCKDATA_ASSIGN(length, whole_literal(args[2], "the number of characters", 0, 1 << 20)); }
  return from_text(args, c, [=](TextWriter& out, std::string_view text) {
    text.remove_prefix(bytes_of(text, start - 1));
    out.put(text.substr(0, bytes_of(text, length)));
  });
}
Made replace(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const std::string what, text_literal(args[1], "what is replaced"));
  MOCKDATA_ASSIGN(const std::string by, text_literal(args[2], "its replacement"));
  if (what.empty()) return invalid_error("what is replaced is empty");
  return from_text(args, c, [what, by](TextWriter& out, std::string_view text) {
    for (std::size_t found; (found = text.find(what)) != std::string_view::npos; text.remove_prefix(found + what.size())) {
      out.put(text.substr(0, found));
      out.put(by);
    }
    out.put(text);
  });
}
Made part(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const std::string separator, text_literal(args[1], "the separator"));
  MOCKDATA_ASSIGN(const int64_t n, whole_literal(args[2], "the number of the part", 1, 1000));
  if (separator.empty()) return invalid_error("the separator is empty");
  return from_text(args, c, [=](TextWriter& out, std::string_view text) {
    for (int64_t k = 1; k < n; ++k) {
      const std::size_t found = text.find(separator);
      if (found == std::string_view::npos) return;
      text.remove_prefix(found + separator.size());
    }
    out.put(text.substr(0, text.find(separator)));
  });
}
Made pad(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const int64_t width, whole_literal(args[1], "the width", 0, 10000));
  std::string with = "0";
  if (args.size() > 2) { MOCKDATA_ASSIGN(with, text_literal(args[2], "the filling")); }
  if (characters_of(with) != 1) return invalid_error("the filling is one character");
  return from_text(args, c, [=](TextWriter& out, std::string_view text) {
    for (int64_t n = characters_of(text); n < width; ++n) out.put(with);
    out.put(text);
  });
}
Made length(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const Column* text, text_operand(args[0], c));
  return fixed_function<int64_t>({TypeId::kInt64, 0, 0, {}}, {text}, [](Inputs in, uint32_t i) { return characters_of(in[0]->text(i)); });
}
Made text(Operands args, DeriveContext& c) {
  return from_text(args, c, [](TextWriter& out, std::string_view t) { out.put(t); });
}
Made number(Operands args, DeriveContext& c) {
  MOCKDATA_ASSIGN(const Column* from, text_operand(args[0], c));
  return partial_function<__int128>(DataType::decimal(38, 6), {from}, [](Inputs in, uint32_t i, __int128& out) {
    const std::string_view t = trimmed(in[0]->text(i));
    int behind = -1, digits = 0;
    for (std::size_t k = t.starts_with("-"); k < t.size(); ++k) {
      if (t[k] == '.' && behind < 0) {
        behind = 0;
      } else if (t[k] >= '0' && t[k] <= '9' && ++digits <= 30) {
        if (behind >= 6) continue;
        out = out * 10 + (t[k] - '0');
        if (behind >= 0) ++behind;
      } else {
        return false;
      }
    }
    for (int k = behind < 0 ? 0 : behind; k < 6; ++k) out *= 10;
    if (t.starts_with("-")) out = -out;
    return digits > 0;
  });
}

constexpr Function kRows[] = {
    {"lower", "text", 1, 1, "in lower case", "lower('ÅSA Öberg')", "åsa öberg", lower},
    {"upper", "text", 1, 1, "in upper case", "upper('Žofie')", "ŽOFIE", upper},
    {"title", "text", 1, 1, "each word with a capital first", "title('anna-LIISA o\\'neill')", "Anna-Liisa O'neill", title},
    {"capitalize", "text", 1, 1, "the first letter in upper case", "capitalize('order line')", "Order line", capitalize},
    {"trim", "text", 1, 1, "without spaces at either end", "trim('  a b ')", "a b", trim},
    {"ascii", "text", 1, 1, "accents and other alphabets as ASCII letters; what has none is left out", "ascii('Łukasz Müller Ψ')", "Lukasz Muller Ps", ascii},
    {"digits_only", "text", 1, 1, "its digits", "digits_only('+358 (0)40-123')", "358040123", digits_only},
    {"letters_only", "text", 1, 1, "its letters", "letters_only('A-1 b')", "Ab", letters_only},
    {"sanitized_phone", "text", 1, 1, "digits, with the leading + of an international number (00 becomes +)", "sanitized_phone('+358 (40) 12-34')", "+358401234", sanitized_phone},
    {"slug", "text", 1, 1, "lower-case ASCII words joined by hyphens", "slug('Café Zürich & Co.')", "cafe-zurich-co", slug},
    {"initials", "text, …", 1, kAnyNumber, "the first letter of each word", "initials('Anna Maria', 'Virtanen')", "AMV", initials},
    {"concat", "a, b, …", 1, kAnyNumber, "the arguments one after another", "concat('A', 12, '-', true)", "A12-true", concat},
    {"join", "separator, a, b, …", 2, kAnyNumber, "the arguments with a separator between them; NULL and empty ones are left out", "join(', ', 'Street 1', null, 'Oulu')", "Street 1, Oulu", join},
    {"left", "text, n", 2, 2, "the first n characters", "left('Öland', 2)", "Öl", left},
    {"right", "text, n", 2, 2, "the last n characters", "right('ABC-123', 3)", "123", right},
    {"substring", "text, start, length?", 2, 3, "from the start-th character (1 is the first)", "substring('ABC-123', 5, 2)", "12", substring},
    {"replace", "text, what, by", 3, 3, "every occurrence replaced", "replace('a b c', ' ', '_')", "a_b_c", replace},
    {"part", "text, separator, n", 3, 3, "the n-th part between separators; empty where there is none", "part('ann@example.com', '@', 2)", "example.com", part},
    {"pad", "text, width, filling?", 2, 3, "filled on the left with 0 (or another character) to that width", "pad(42, 5)", "00042", pad},
    {"length", "text", 1, 1, "its number of characters", "length('Öö')", "2", length},
    {"text", "x", 1, 1, "any value as text", "text(2.50)", "2.50", text},
    {"number", "text", 1, 1, "a text that is a number, with six digits behind the point; NULL where it is none", "number('-12.5')", "-12.500000", number},
};

}  // namespace

const std::span<const Function> kTextFunctions = kRows;

}  // namespace mockdata
