#include "derive/letters.h"

namespace mockdata {

char32_t next_character(std::string_view text, std::size_t& at) {
  const unsigned char first = static_cast<unsigned char>(text[at++]);
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (!more || at + static_cast<std::size_t>(more) > text.size()) return first;
  char32_t c = first & (0x3Fu >> more);
  for (int k = 0; k < more; ++k) c = c << 6 | (static_cast<unsigned char>(text[at++]) & 0x3F);
  return c;
}

char* write_character(char* out, char32_t c) {
  if (c < 0x80) {
    *out++ = static_cast<char>(c);
  } else if (c < 0x800) {
    *out++ = static_cast<char>(0xC0 | c >> 6);
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out++ = static_cast<char>(0xE0 | c >> 12);
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  } else {
    *out++ = static_cast<char>(0xF0 | c >> 18);
    *out++ = static_cast<char>(0x80 | (c >> 12 & 0x3F));
    *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

namespace {

struct Pair {
  char32_t upper, lower;
};
// Letters whose cases are neither a fixed distance apart nor neighbours.
constexpr Pair kPairs[] = {{0x178, 0xFF}, {0x386, 0x3AC}, {0x388, 0x3AD}, {0x389, 0x3AE}, {0x38A, 0x3AF}, {0x38C, 0x3CC}, {0x38E, 0x3CD}, {0x38F, 0x3CE}, {0x1E9E, 0xDF}};

// Blocks where upper and lower case alternate, and whether the upper one is even.
bool alternates(char32_t c, bool& upper_even) {
  upper_even = !((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E));
  return (c >= 0x100 && c <= 0x12F) || (c >= 0x132 && c <= 0x137) || (c >= 0x139 && c <= 0x148) || (c >= 0x14A && c <= 0x177) ||
         (c >= 0x179 && c <= 0x17E) || (c >= 0x218 && c <= 0x21B) || (c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) ||
         (c >= 0x4D0 && c <= 0x52F) || (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF);
}

constexpr const char* kLatin[] = {  // from U+00C0
    "A", "A", "A", "A", "A", "A", "Ae", "C", "E", "E", "E", "E", "I", "I", "I", "I", "D", "N", "O", "O", "O", "O", "O", "", "O", "U", "U", "U", "U", "Y", "Th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y",
    "A", "a", "A", "a", "A", "a", "C", "c", "C", "c", "C", "c", "C", "c", "D", "d", "D", "d", "E", "e", "E", "e", "E", "e", "E", "e", "E", "e", "G", "g", "G", "g",
    "G", "g", "G", "g", "H", "h", "H", "h", "I", "i", "I", "i", "I", "i", "I", "i", "I", "i", "Ij", "ij", "J", "j", "K", "k", "k", "L", "l", "L", "l", "L", "l", "L",
    "l", "L", "l", "N", "n", "N", "n", "N", "n", "n", "N", "n", "O", "o", "O", "o", "O", "o", "Oe", "oe", "R", "r", "R", "r", "R", "r", "S", "s", "S", "s", "S", "s",
    "S", "s", "T", "t", "T", "t", "T", "t", "U", "u", "U", "u", "U", "u", "U", "u", "U", "u", "U", "u", "W", "w", "Y", "y", "Y", "Z", "z", "Z", "z", "Z", "z", "s"};
constexpr const char* kGreek[] = {"a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f", "ch", "ps", "o", "i", "y", "o", "y", "o"};  // U+03B1
constexpr const char* kGreekUpper[] = {"A", "V", "G", "D", "E", "Z", "I", "Th", "I", "K", "L", "M", "N", "X", "O", "P", "R", "S", "S", "T", "Y", "F", "Ch", "Ps", "O", "I", "Y", "O", "Y", "O"};
constexpr const char* kCyrillic[] = {"a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "iu", "ia"};  // U+0430
constexpr const char* kCyrillicUpper[] = {"A", "B", "V", "G", "D", "E", "Zh", "Z", "I", "I", "K", "L", "M", "N", "O", "P", "R", "S", "T", "U", "F", "Kh", "Ts", "Ch", "Sh", "Shch", "", "Y", "", "E", "Iu", "Ia"};
constexpr const char* kAsciiTable =
    "\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\20\21\22\23\24\25\26\27\30\31\32\33\34\35\36\37 !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
    "abcdefghijklmnopqrstuvwxyz{|}~\177";

}  // namespace

char32_t lower_letter(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  bool upper_even;
  if (alternates(c, upper_even)) return (c % 2 == 0) == upper_even ? c + 1 : c;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB && c != 0x3A2) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  for (const Pair& p : kPairs)
    if (c == p.upper) return p.lower;
  return c;
}

char32_t upper_letter(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
  bool upper_even;
  if (alternates(c, upper_even)) return (c % 2 == 0) == upper_even ? c : c - 1;
  if (c == 0x3C2) return 0x3A3;  // a final sigma
  if ((c >= 0xE0 && c <= 0xFE && c != 0xF7) || (c >= 0x3B1 && c <= 0x3CB) || (c >= 0x430 && c <= 0x44F)) return c - 32;
  if (c >= 0x450 && c <= 0x45F) return c - 80;
  for (const Pair& p : kPairs)
    if (c == p.lower && c != 0xDF) return p.upper;
  return c;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x386 && c <= 0x3FF && c != 0x387) || (c >= 0x400 && c <= 0x52F) || (c >= 0x1E00 && c <= 0x1FFF);
}

std::string_view ascii_letters(char32_t c) {
  if (c < 0x80) return {kAsciiTable + c, 1};
  if (c >= 0xC0 && c <= 0x17F) return kLatin[c - 0xC0];
  if (c == 0x218 || c == 0x219) return c == 0x218 ? "S" : "s";
  if (c == 0x21A || c == 0x21B) return c == 0x21A ? "T" : "t";
  if (c >= 0x3B1 && c <= 0x3CE) return kGreek[c - 0x3B1];
  if (c >= 0x391 && c <= 0x3AB) return kGreekUpper[c - 0x391];
  if (c >= 0x3AC && c <= 0x3AF) { constexpr const char* k[] = {"a", "e", "i", "i"}; return k[c - 0x3AC]; }
  if (c >= 0x386 && c <= 0x38F) { constexpr const char* k[] = {"A", "", "E", "I", "I", "", "O", "", "Y", "O"}; return k[c - 0x386]; }
  if (c >= 0x430 && c <= 0x44F) return kCyrillic[c - 0x430];
  if (c >= 0x410 && c <= 0x42F) return kCyrillicUpper[c - 0x410];
  if (c == 0x401 || c == 0x451) return c == 0x401 ? "E" : "e";
  return {};
}

}  // namespace mockdata
