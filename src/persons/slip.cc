#include "persons/slip.h"

#include <array>
#include <cstring>
#include <optional>

#include "base/bits.h"

namespace mockdata {

namespace {

constexpr uint32_t kMostUnits = 48;

// A letter with its marks, or what stands between words.
struct Unit {
  uint16_t begin, size;
  uint32_t code;  // of its first character
  bool letter, first;  // first: of its word
};

uint32_t code_at(std::string_view text, std::size_t at, std::size_t& size) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u; };
  const uint32_t lead = byte(0);
  size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (size > text.size() - at) size = text.size() - at;
  if (lead < 0x80) return lead;
  if (lead < 0xE0) return (lead & 0x1F) << 6 | (byte(1) & 0x3F);
  if (lead < 0xF0) return (lead & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  return (lead & 7) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
}

// Characters that stand on or around the letter before them.
bool is_mark(uint32_t c) {
  if (c >= 0x900 && c < 0xE00) {  // the scripts of India share one layout
    const uint32_t place = c & 0x7F;
    return place <= 3 || (place >= 0x3A && place <= 0x57 && place != 0x3D && place != 0x50);
  }
  constexpr uint32_t kRanges[][2] = {{0x300, 0x36F}, {0x483, 0x489}, {0x591, 0x5C7}, {0x610, 0x61A}, {0x64B, 0x65F}, {0x670, 0x670}, {0x6D6, 0x6ED},
                                     {0xE31, 0xE31}, {0xE34, 0xE3A}, {0xE47, 0xE4E}, {0xEB1, 0xEB1}, {0xEB4, 0xEBC}, {0xEC8, 0xECE}, {0x200C, 0x200D}};
  for (const auto& range : kRanges)
    if (c >= range[0] && c <= range[1]) return true;
  return false;
}

bool is_letter(uint32_t c) {
  if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2B0 && c <= 0x2FF) && !(c >= 0x2000 && c <= 0x206F) && c != 0x3000 && c != 0x30FB;
}

// Characters that are syllables or words by themselves.
bool is_syllable(uint32_t c) { return c >= 0x2E80 && c <= 0xFFFF; }

struct Units {
  std::array<Unit, kMostUnits> at;
  uint32_t count = 0;
};

Units units_of(std::string_view name) {
  Units units;
  bool in_word = false;
  for (std::size_t i = 0; i < name.size();) {
    std::size_t size = 0;
    const uint32_t code = code_at(name, i, size);
    if (is_mark(code) && units.count) {
      units.at[units.count - 1].size = static_cast<uint16_t>(units.at[units.count - 1].size + size);
    } else {
      if (units.count == kMostUnits) break;
      const bool letter = is_letter(code);
      units.at[units.count++] = {static_cast<uint16_t>(i), static_cast<uint16_t>(size), code, letter, letter && !in_word};
      in_word = letter;
    }
    i += size;
  }
  return units;
}

// Keys in rows; each row is shifted to the right of the one above by less than a key.
using Rows = std::array<std::u32string_view, 3>;
constexpr Rows kLatin[] = {{U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"}, {U"qwertzuiop", U"asdfghjkl", U"yxcvbnm"}, {U"azertyuiop", U"qsdfghjklm", U"wxcvbn"}};
constexpr Rows kCyrillic = {U"йцукенгшщзхъ", U"фывапролджэ", U"ячсмитьбю"};
constexpr Rows kGreek = {U" ςερτυθιοπ", U"ασδφγηξκλ", U"ζχψωβνμ"};

// A key beside that of the letter; 0 where no keyboard has it.
uint32_t neighbour(uint32_t code, Keyboard keyboard, uint64_t h) {
  const bool upper = code >= 'A' && code <= 'Z';
  const uint32_t letter = upper ? code + 32 : code;
  for (const Rows* rows : {&kLatin[static_cast<std::size_t>(keyboard)], &kCyrillic, &kGreek})
    for (int row = 0; row < 3; ++row) {
      const std::size_t place = (*rows)[static_cast<std::size_t>(row)].find(static_cast<char32_t>(letter));
      if (place == std::u32string_view::npos) continue;
      constexpr int kAround[][2] = {{0, -1}, {0, 1}, {-1, 0}, {-1, 1}, {1, -1}, {1, 0}};
      uint32_t near[6], count = 0;
      for (const auto& [down, right] : kAround) {
        const int r = row + down, column = static_cast<int>(place) + right;
        if (r < 0 || r > 2 || column < 0 || column >= static_cast<int>((*rows)[static_cast<std::size_t>(r)].size())) continue;
        const uint32_t key = (*rows)[static_cast<std::size_t>(r)][static_cast<std::size_t>(column)];
        if (key != ' ' && key != U'ς') near[count++] = key;
      }
      const uint32_t key = count ? near[below(h, count)] : 0;
      return key && upper ? key - 32 : key;
    }
  return 0;
}

enum Kind { kReplace, kOmit, kSwap, kDouble };

// Whether a kind of slip is possible at unit i.
bool possible(Kind kind, std::string_view name, const Units& units, uint32_t i, Keyboard keyboard) {
  const Unit& u = units.at[i];
  if (!u.letter) return false;
  const bool next = i + 1 < units.count && units.at[i + 1].letter;
  if (kind == kSwap) {
    if (!next || (u.first && !is_syllable(u.code))) return false;
    const Unit& v = units.at[i + 1];
    return name.substr(u.begin, u.size) != name.substr(v.begin, v.size);
  }
  if (u.first || is_syllable(u.code)) return false;
  if (kind == kDouble) return true;
  if (kind == kReplace) return neighbour(u.code, keyboard, 0) != 0 && u.size == (u.code < 0x80 ? 1 : 2);
  return next || !units.at[i - 1].first;  // two letters of the word are left
}

char* copy(char* out, std::string_view text) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

struct Place {
  Kind kind;
  uint32_t unit;
};

std::optional<Place> place_of(std::string_view name, const Units& units, Keyboard keyboard, uint64_t h) {
  constexpr uint32_t kShares[] = {35, 60, 80, 100};  // of 100, cumulated: replaced, left out, swapped, typed twice
  const uint32_t share = below(h, 100);
  uint32_t kind = 0;
  while (share >= kShares[kind]) ++kind;
  for (int tries = 0; tries < 4; ++tries, kind = (kind + 1) % 4) {
    uint32_t places[kMostUnits], count = 0;
    for (uint32_t i = 0; i < units.count; ++i)
      if (possible(static_cast<Kind>(kind), name, units, i, keyboard)) places[count++] = i;
    if (count) return Place{static_cast<Kind>(kind), places[below(mix13(h ^ kPhi), count)]};
  }
  return std::nullopt;
}

}  // namespace

Keyboard keyboard_of(std::string_view language) {
  if (language == "fr") return Keyboard::kAzerty;
  for (const std::string_view qwertz : {"de", "cs", "sk", "hu", "hr", "sl", "bs", "lb"})
    if (language == qwertz) return Keyboard::kQwertz;
  return Keyboard::kQwerty;
}

char* slip(std::string_view name, Keyboard keyboard, uint64_t h, char* out) {
  const Units units = units_of(name);
  const auto place = place_of(name, units, keyboard, h);
  if (!place) return nullptr;
  const Unit& u = units.at[place->unit];
  out = copy(out, name.substr(0, u.begin));
  const std::string_view letter = name.substr(u.begin, u.size);
  std::size_t rest = u.begin + u.size;
  switch (place->kind) {
    case kReplace: {
      const uint32_t key = neighbour(u.code, keyboard, mix13(h + kPhi));
      if (key < 0x80) {
        *out++ = static_cast<char>(key);
      } else {
        *out++ = static_cast<char>(0xC0 | key >> 6);
        *out++ = static_cast<char>(0x80 | (key & 0x3F));
      }
      break;
    }
    case kOmit: break;
    case kSwap: {
      const Unit& v = units.at[place->unit + 1];
      out = copy(out, name.substr(v.begin, v.size));
      out = copy(out, letter);
      rest = v.begin + v.size;
      break;
    }
    case kDouble:
      out = copy(out, letter);
      out = copy(out, letter);
      break;
  }
  return copy(out, name.substr(rest));
}

bool has_slip(std::string_view name) { return place_of(name, units_of(name), Keyboard::kQwerty, 0).has_value(); }

}  // namespace mockdata
