// Inside of the identifier predicates: text without separators, and check sums as "the whole number adds up".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mockdata::verify::parts {

inline bool digit(char c) { return c >= '0' && c <= '9'; }
inline bool upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool alnum(char c) { return digit(c) || upper(c) || (c >= 'a' && c <= 'z'); }
inline char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

// A value in capitals without separators, at most 40 characters (longer ones become empty: no identifier is).
class Plain {
 public:
  explicit Plain(std::string_view value) {
    for (const char c : value) {
      if (c == ' ' || c == '-' || c == '.' || c == '/') continue;
      if (size_ == sizeof text_) {
        size_ = 0;
        return;
      }
      text_[size_++] = to_upper(c);
    }
  }
  std::string_view view() const { return {text_, size_}; }

 private:
  char text_[40];
  size_t size_ = 0;
};

inline bool digits(std::string_view s) {
  for (const char c : s)
    if (!digit(c)) return false;
  return !s.empty();
}
inline bool digits(std::string_view s, size_t n) { return s.size() == n && digits(s); }
inline uint64_t number(std::string_view s) {
  uint64_t v = 0;
  for (const char c : s) v = v * 10 + static_cast<uint64_t>(c - '0');
  return v;
}
inline unsigned two(std::string_view s, size_t at) { return static_cast<unsigned>((s[at] - '0') * 10 + (s[at + 1] - '0')); }
inline bool in(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// The Luhn sum over all digits ends in 0.
inline bool luhn(std::string_view s) {
  unsigned sum = 0;
  bool twice = false;
  for (size_t i = s.size(); i-- > 0; twice = !twice) {
    const auto d = static_cast<unsigned>(s[i] - '0');
    sum += twice ? (d < 5 ? 2 * d : 2 * d - 9) : d;
  }
  return sum % 10 == 0;
}

// The digits of s times weights, added up; weights as characters '0'..'9', ':' for 10, ';' for 11 and so on.
inline unsigned weighted(std::string_view s, std::string_view weights) {
  unsigned sum = 0;
  for (size_t i = 0; i < s.size() && i < weights.size(); ++i)
    sum += static_cast<unsigned>(s[i] - '0') * static_cast<unsigned>(weights[i] - '0');
  return sum;
}

// Remainder of a long number.
inline unsigned remainder(std::string_view s, unsigned m, unsigned start = 0) {
  unsigned rest = start;
  for (const char c : s) rest = (rest * 10 + static_cast<unsigned>(c - '0')) % m;
  return rest;
}

bool token(std::string_view value);                                    // TEST-…, TST-…
bool safe_phone(std::string_view country, std::string_view value);     // identifiers_phones.cc
bool phone_shape(std::string_view value);
bool safe_card(std::string_view plain);                                // identifiers_payment.cc
bool card_shape(std::string_view plain);                               // prefix, length and Luhn digit of a card
bool safe_iban(std::string_view plain);
bool iban_checks(std::string_view plain);
bool safe_national_id(std::string_view country, std::string_view value, bool& known);  // identifiers_persons.cc
bool safe_host(std::string_view host);                                 // identifiers_network.cc
bool safe_email(std::string_view value);
bool safe_url(std::string_view value);
bool parse_ipv4(std::string_view value, uint8_t* out);
bool safe_ipv4(std::string_view value);
bool parse_ipv6(std::string_view value, uint16_t* out);
bool safe_ipv6(std::string_view value);
bool safe_mac(std::string_view value);
bool safe_other(std::string_view type, std::string_view country, std::string_view value);  // identifiers_things.cc

}  // namespace mockdata::verify::parts
