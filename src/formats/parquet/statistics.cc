#include "formats/parquet/statistics.h"

#include <cstring>

#include "base/cpu.h"
#include "block/text_of.h"

namespace mockdata::parquet {
namespace {

constexpr std::size_t kLongest = 64;
constexpr unsigned __int128 kSign = static_cast<unsigned __int128>(1) << 127;

template <class T>
std::string bytes_of(T value) { return {reinterpret_cast<const char*>(&value), sizeof value}; }

std::string big_endian(__int128 value) {
  std::string bytes(16, '\0');
  for (std::size_t b = 0; b < 16; ++b) bytes[15 - b] = static_cast<char>(value >> (8 * b));
  return bytes;
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string cut(const std::string& text, bool utf8) {
  std::size_t size = kLongest;
  while (utf8 && size > 0 && continues(text[size])) --size;
  return text.substr(0, size);
}

// The least text above all that begin with `text`, of no more characters: the last that can be raised is raised.
std::optional<std::string> raised(std::string text, bool utf8) {
  while (!text.empty()) {
    if (!utf8) {
      if (static_cast<unsigned char>(text.back()) != 0xFF) {
        ++text.back();
        return text;
      }
      text.pop_back();
      continue;
    }
    std::size_t start = text.size() - 1;
    while (start > 0 && continues(text[start])) --start;
    // Within a character's length the code point above has the bytes above, but for the last of a length.
    std::string last = text.substr(start);
    text.resize(start);
    for (std::size_t i = last.size(); i-- > 0;) {
      const unsigned char c = static_cast<unsigned char>(last[i]);
      const bool lead = i == 0;
      const bool full = lead ? c == 0x7F || c == 0xDF || c == 0xEF || c >= 0xF4 : c >= 0xBF;
      // U+D800 … U+DFFF (ED A0 …) and what is above U+10FFFF (F4 90 …) are no characters.
      const bool forbidden = i == 1 && ((last[0] == '\xED' && c == 0x9F) || (last[0] == '\xF4' && c == 0x8F));
      if (!full && !forbidden) {
        last[i] = static_cast<char>(c + 1);
        // E0 and F0 begin with A0 and 90; above a raised lead byte 80 is the least.
        for (std::size_t k = i + 1; k < last.size(); ++k) last[k] = '\x80';
        return text + last;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

__int128 uuid_order(const unsigned char* bytes) {
  uint64_t high, low;
  std::memcpy(&high, bytes, 8);
  std::memcpy(&low, bytes + 8, 8);
  return static_cast<__int128>((static_cast<unsigned __int128>(__builtin_bswap64(high)) << 64 | __builtin_bswap64(low)) ^ kSign);
}

void Bounds::add_uuids(const unsigned char* bytes, std::size_t count) {
  // By their first eight bytes, which nearly always tell: only those that could be a bound are looked at whole.
  uint64_t low = ~uint64_t{0}, high = 0;
  on_cpu([=, &low, &high] {
    uint64_t least = ~uint64_t{0}, most = 0;
    for (std::size_t i = 0; i < count; ++i) {
      uint64_t word;
      std::memcpy(&word, bytes + 16 * i, 8);
      word = __builtin_bswap64(word);
      least = word < least ? word : least;
      most = word > most ? word : most;
    }
    low = least;
    high = most;
  });
  const auto front = [](__int128 value) { return static_cast<uint64_t>(static_cast<unsigned __int128>(value ^ static_cast<__int128>(kSign)) >> 64); };
  if (any_wide && low > front(wide_low) && high < front(wide_high)) return;
  for (std::size_t i = 0; i < count; ++i) add_wide(uuid_order(bytes + 16 * i));
}

void Bounds::merge(const Bounds& other) {
  ints.merge(other.ints);
  reals.merge(other.reals);
  texts.merge(other.texts);
  if (other.any_wide) {
    add_wide(other.wide_low);
    add_wide(other.wide_high);
  }
}

std::optional<Bound> Bounds::bound(const Leaf& leaf, bool upper) const {
  const int64_t whole = upper ? ints.high : ints.low;
  switch (leaf.physical) {
    case Physical::kBoolean:
      if (!ints.any) return std::nullopt;
      return Bound{bytes_of(static_cast<uint8_t>(whole))};
    case Physical::kInt32:
      if (!ints.any) return std::nullopt;
      return Bound{bytes_of(static_cast<int32_t>(whole))};
    case Physical::kInt64:
      if (!ints.any) return std::nullopt;
      return Bound{bytes_of(whole)};
    case Physical::kFloat: case Physical::kDouble: {
      if (!reals.any || reals.nan) return std::nullopt;
      double value = upper ? reals.high : reals.low;
      if (value == 0) value = upper ? 0.0 : -0.0;  // the format's rule: zero is -0 below and +0 above
      return Bound{leaf.physical == Physical::kFloat ? bytes_of(static_cast<float>(value)) : bytes_of(value)};
    }
    case Physical::kFixed: {
      if (!any_wide) return std::nullopt;
      const __int128 value = upper ? wide_high : wide_low;
      return Bound{big_endian(leaf.type.id == TypeId::kUuid ? static_cast<__int128>(static_cast<unsigned __int128>(value) ^ kSign) : value)};
    }
    case Physical::kByteArray: break;
  }
  if (leaf.type.id == TypeId::kUuid) {
    if (!any_wide) return std::nullopt;
    const std::string bytes = big_endian(static_cast<__int128>(static_cast<unsigned __int128>(upper ? wide_high : wide_low) ^ kSign));
    char text[36];
    write_uuid(text, reinterpret_cast<const unsigned char*>(bytes.data()));
    return Bound{std::string(text, 36)};
  }
  if (!texts.any()) return std::nullopt;
  const std::string& text = upper ? texts.high() : texts.low();
  if (text.size() <= kLongest) return Bound{text};
  const bool utf8 = leaf.type.id != TypeId::kBinary;
  if (!upper) return Bound{cut(text, utf8), false};
  auto above = raised(cut(text, utf8), utf8);
  if (!above) return std::nullopt;
  return Bound{std::move(*above), false};
}

}  // namespace mockdata::parquet
