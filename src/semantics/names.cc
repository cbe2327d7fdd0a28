#include "semantics/names.h"

#include <array>

namespace mockdata::semantics {
namespace {

// U+00C0 .. U+017F without their marks, two letters where one stands for two; '*' means that no letter stands there.
constexpr const char* kLatin[] = {
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", "*", "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", "*", "o", "u", "u", "u", "u", "y", "th", "y",
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d", "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",
    "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i", "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",
    "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n", "n", "o", "o", "o", "o", "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",
    "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s"};
static_assert(std::size(kLatin) == 0x180 - 0xC0);

enum class Class : uint8_t { kOther, kLower, kUpper, kDigit };

struct Letter {
  Class kind = Class::kOther;
  uint8_t bytes = 1;       // of the source
  uint8_t size = 0;
  char text[4];
  uint32_t point = 0;
};

Letter plain(unsigned char c, uint8_t bytes) {
  Letter out;
  out.bytes = bytes;
  out.point = c;
  if (c >= 'a' && c <= 'z') out.kind = Class::kLower;
  else if (c >= 'A' && c <= 'Z') out.kind = Class::kUpper, c = static_cast<unsigned char>(c + 32);
  else if (c >= '0' && c <= '9') out.kind = Class::kDigit;
  else return out;
  out.text[0] = static_cast<char>(c);
  out.size = 1;
  return out;
}

Letter next(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
  const unsigned char c = byte(at);
  if (c < 0x80) return plain(c, 1);
  uint32_t point = 0;
  uint8_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 1;
  point = length == 4 ? c & 7u : length == 3 ? c & 15u : c & 31u;
  for (uint8_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) length = 1;  // broken UTF-8: a byte that separates
    point = point << 6 | (byte(at + i) & 0x3Fu);
  }
  if (length == 1) return plain(' ', 1);
  if (point >= 0xFF01 && point <= 0xFF5E) return plain(static_cast<unsigned char>(point - 0xFF01 + 0x21), length);
  Letter out;
  out.bytes = length;
  out.point = point;
  if (point >= 0x300 && point <= 0x36F) {  // a mark after its letter
    out.kind = Class::kLower;
    return out;
  }
  if (point >= 0xC0 && point < 0x180) {
    const char* folded = kLatin[point - 0xC0];
    if (*folded == '*') return out;
    // Capitals are even, but in two stretches of Latin Extended-A odd.
    const bool odd = (point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17E);
    const bool upper = point < 0xDF || point == 0x178 || (point >= 0x100 && point != 0x138 && point != 0x17F && (point % 2 == 1) == odd && point != 0x149);
    out.kind = upper ? Class::kUpper : Class::kLower;
    while (*folded) out.text[out.size++] = *folded++;
    return out;
  }
  if (point < 0x180 || (point >= 0x2000 && point < 0x2E80) || point == 0x3000) return out;  // signs and spaces
  out.kind = Class::kLower;
  while (out.size < length) {
    out.text[out.size] = text[at + out.size];
    ++out.size;
  }
  return out;
}

struct Ascii {
  Class kind[128];
  char folded[128];
  constexpr Ascii() : kind{}, folded{} {
    for (int c = 0; c < 128; ++c) {
      const bool upper = c >= 'A' && c <= 'Z';
      kind[c] = upper ? Class::kUpper : c >= 'a' && c <= 'z' ? Class::kLower : c >= '0' && c <= '9' ? Class::kDigit : Class::kOther;
      folded[c] = static_cast<char>(upper ? c + 32 : c);
    }
  }
};
constexpr Ascii kAscii;

}  // namespace

void tokenise(std::string_view name, Tokens& out) {
  out.count = 0;
  std::size_t used = 0;
  Class before = Class::kOther;
  std::size_t last_letter = 0;  // where the latest letter of the text began
  int uppers = 0;               // how many capitals stand before
  const auto cut = [&](std::size_t at) {
    if (out.count < Tokens::kMostTokens && at > out.start[out.count]) out.start[++out.count] = static_cast<uint8_t>(at);
  };
  out.start[0] = 0;
  for (std::size_t at = 0; at < name.size();) {
    if (before == Class::kLower || before == Class::kDigit) {  // more of the same: no border, no marks
      while (at < name.size() && used < Tokens::kMostBytes && static_cast<unsigned char>(name[at]) < 0x80 && kAscii.kind[static_cast<unsigned char>(name[at])] == before)
        out.text[used++] = kAscii.folded[static_cast<unsigned char>(name[at++])];
      if (at == name.size()) break;
    }
    const unsigned char first = static_cast<unsigned char>(name[at]);
    Letter letter;
    if (first < 0x80) {
      letter.kind = kAscii.kind[first];
      letter.size = letter.kind != Class::kOther;
      letter.text[0] = kAscii.folded[first];
    } else {
      letter = next(name, at);
    }
    at += letter.bytes;
    if (letter.kind == Class::kOther) {
      cut(used);
      before = Class::kOther;
      uppers = 0;
      continue;
    }
    if (used + letter.size > Tokens::kMostBytes || out.count == Tokens::kMostTokens) break;
    if (letter.size == 0) continue;
    if (before != Class::kOther) {
      if ((before == Class::kDigit) != (letter.kind == Class::kDigit) || (before == Class::kLower && letter.kind == Class::kUpper)) {
        cut(used);
        uppers = 0;
      } else if (letter.kind == Class::kLower && before == Class::kUpper && uppers > 1) {
        // "SSNLast": the last capital begins the next word; "userIDs" keeps its plural.
        const bool plural = letter.text[0] == 's' && (at >= name.size() || next(name, at).kind != Class::kLower);
        if (!plural) cut(last_letter);
      }
    }
    last_letter = used;
    for (uint8_t i = 0; i < letter.size; ++i) out.text[used++] = letter.text[i];
    uppers = letter.kind == Class::kUpper ? uppers + 1 : 0;
    before = letter.kind;
  }
  cut(used);
}

std::string fold_phrase(std::string_view phrase, std::string* spelled) {
  std::string out, other;
  for (std::size_t at = 0; at < phrase.size();) {
    const Letter letter = next(phrase, at);
    at += letter.bytes;
    if (letter.kind == Class::kOther) continue;
    out.append(letter.text, letter.size);
    switch (letter.point) {
      case 0xC4: case 0xE4: other += "ae"; break;
      case 0xD6: case 0xF6: case 0xD8: case 0xF8: other += "oe"; break;
      case 0xDC: case 0xFC: other += "ue"; break;
      case 0xC5: case 0xE5: other += "aa"; break;
      default: other.append(letter.text, letter.size);
    }
  }
  if (spelled) *spelled = other == out ? std::string() : other;
  return out;
}

}  // namespace mockdata::semantics
