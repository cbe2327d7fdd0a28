// A slip of the keyboard in a name: a neighbouring key, a letter left out, two letters swapped, or one typed twice.
//
// The four classes are those of Damerau ("A technique for computer detection and correction of spelling errors", 1964), who
// found four of five errors in them. The first letter of a word stays, since people look at it; spaces, hyphens and
// apostrophes stay; letters keep their case and script, and marks stay on their letters. A letter is replaced only where a
// keyboard is known for it (Latin: QWERTY, QWERTZ or AZERTY by language; Cyrillic; Greek). Names of two Chinese,
// Japanese or Korean characters can only be swapped, and names of one character have no slip.
#pragma once

#include <cstdint>
#include <string_view>

namespace mockdata {

enum class Keyboard : uint8_t { kQwerty, kQwertz, kAzerty };
Keyboard keyboard_of(std::string_view language);

// The most bytes that a slip adds.
inline constexpr std::size_t kSlipRoom = 32;

// Writes the name with one slip, chosen by h, which always differs from the name; returns its end, or nullptr where the name has
// no slip (whatever h). REQUIRES name.size() + kSlipRoom bytes at `out`. Letters behind the 48th stay as they are.
char* slip(std::string_view name, Keyboard keyboard, uint64_t h, char* out);
bool has_slip(std::string_view name);

}  // namespace mockdata
