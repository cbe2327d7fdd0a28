// Is this identifier safe, that is: can it belong to nobody? And: which identifiers stand in this text?
//
// Written without a look at any generator: the predicates share neither data nor code with src/identifiers, which is
// what makes them a proof. A value is safe if it lies in a range reserved for fiction or tests, if its issuer's rules
// exclude it, if nothing is assigned there, if its check digit is wrong, or if it is a token such as TEST-0000123.
// Values are judged in place and never kept.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mockdata::verify {

// True if `value` cannot be a real identifier of this type. Separators (space, dash, dot, slash) may be there or not.
// `country` is ISO 3166 alpha-2, or empty where unknown: then the value has to be safe by the rules for every country.
// A type or country without rules of its own accepts only tokens ("TEST-…"): what cannot be judged is not called safe.
bool is_safe(std::string_view type, std::string_view country, std::string_view value);

// Something in a text that looks like an identifier.
struct Token {
  const char* type;      // "email", "url", "ipv4", "ipv6", "mac", "phone", "card_number", "iban", "national_id"
  const char* country;   // where the shape tells it, else ""
  uint32_t offset, size; // bytes in the text
  bool safe;
  bool certain;          // the shape and its checksum leave little doubt; else it may be an ordinary number
};

// Finds them all; `out` is cleared first. Digits without separators are taken for a card only where they have its
// prefix, its length and a right Luhn digit, and for a national id only where its checks agree (not certain).
void scan(std::string_view text, std::vector<Token>& out);

template <class F>
void scan(std::string_view text, F&& found) {
  thread_local std::vector<Token> tokens;
  scan(text, tokens);
  for (const Token& token : tokens) found(token);
}

}  // namespace mockdata::verify
