// Letters of the Latin, Greek and Cyrillic alphabets: lower case, upper case, and their nearest ASCII letters.
// Other characters are left as they are (and have no ASCII form). Mappings are those of Unicode for single characters.
#pragma once

#include <cstdint>
#include <string_view>

namespace mockdata {

// The character at text[at] (one byte where it is not UTF-8), and `at` moved behind it. REQUIRES at < text.size().
char32_t next_character(std::string_view text, std::size_t& at);
// Writes a character as UTF-8 (at most 4 bytes) and returns the end.
char* write_character(char* out, char32_t c);

char32_t lower_letter(char32_t c);
char32_t upper_letter(char32_t c);
bool is_letter(char32_t c);   // of these alphabets
// "a" for á and α, "ss" for ß, "Zh" for Ж; the character itself where it is ASCII; empty where nothing is known.
std::string_view ascii_letters(char32_t c);

}  // namespace mockdata
