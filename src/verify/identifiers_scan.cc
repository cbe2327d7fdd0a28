// Finding identifiers in free text: one pass over the bytes, which stops only at characters that can begin one.
#include <cstring>

#include "verify/identifiers.h"
#include "verify/identifiers_parts.h"

namespace mockdata::verify {

using namespace parts;

namespace {

bool email_char(char c) { return alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '\'' || static_cast<unsigned char>(c) >= 0x80; }
bool host_char(char c) { return alnum(c) || c == '.' || c == '-' || static_cast<unsigned char>(c) >= 0x80; }
bool hex_char(char c) { return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool word_char(char c) { return alnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

struct Scanner {
  std::string_view text;
  std::vector<Token>& out;

  void add(const char* type, const char* country, size_t from, size_t to, bool safe, bool certain) {
    out.push_back({type, country, static_cast<uint32_t>(from), static_cast<uint32_t>(to - from), safe, certain});
  }

  // "…@host" around the @ at `at`; returns where to go on.
  size_t email(size_t at, size_t floor) {
    size_t from = at, to = at + 1;
    while (from > floor && email_char(text[from - 1])) --from;
    while (to < text.size() && host_char(text[to])) ++to;
    while (to > at + 1 && (text[to - 1] == '.' || text[to - 1] == '-')) --to;
    const std::string_view host = text.substr(at + 1, to - at - 1);
    if (from == at || host.find('.') == std::string_view::npos) return at + 1;
    add("email", "", from, to, safe_host(host), true);
    return to;
  }

  size_t url(size_t from, size_t slashes) {
    size_t to = slashes + 3;
    while (to < text.size() && static_cast<unsigned char>(text[to]) > ' ' && !in(text[to], "\"<>`{}|\\^)],;")) ++to;
    if (to == slashes + 3) return to;
    add("url", "", from, to, safe_url(text.substr(from, to - from)), true);
    return to;
  }

  // A run of letters and digits [from, to) that begins with a capital letter: IBAN, NINO, Italian code.
  bool letters(size_t from, size_t to) {
    const size_t n = to - from;
    if (n < 4) return false;
    const std::string_view word = text.substr(from, n);
    if (n >= 4 && upper(word[0]) && upper(word[1]) && digit(word[2]) && digit(word[3])) {
      // groups of four may follow
      size_t end = to;
      if (n == 4) {
        while (end + 1 < text.size() && text[end] == ' ' && alnum(text[end + 1])) {
          size_t group = end + 1;
          while (group < text.size() && alnum(text[group])) ++group;
          if (group - end - 1 > 4) break;
          const bool last = group - end - 1 < 4;
          end = group;
          if (last) break;
        }
      }
      const Plain plain(text.substr(from, end - from));
      if (iban_checks(plain.view())) {
        add("iban", "", from, end, safe_iban(plain.view()), true);
        return true;
      }
    }
    bool known;
    if (n == 9 && upper(word[0]) && upper(word[1]) && digits(word.substr(2, 6)) && word[8] >= 'A' && word[8] <= 'D') {
      add("national_id", "GB", from, to, safe_national_id("GB", word, known), false);
      return true;
    }
    if (n == 16 && digit(word[6]) && digit(word[7]) && upper(word[8]) && digit(word[9]) && digit(word[10]) && upper(word[11]) && digits(word.substr(12, 3)) &&
        upper(word[15])) {
      add("national_id", "IT", from, to, safe_national_id("IT", word, known), true);
      return true;
    }
    return false;
  }

  void national(const char* country, size_t from, size_t to, bool certain) {
    bool known;
    add("national_id", country, from, to, safe_national_id(country, text.substr(from, to - from), known), certain);
  }

  static bool date(std::string_view s, size_t day, size_t month) {
    const unsigned d = two(s, day), m = two(s, month);
    return d >= 1 && d <= 31 && m >= 1 && m <= 12;
  }

  static bool date_or_coordination(std::string_view s) {
    return two(s, 2) >= 1 && two(s, 2) <= 12 && two(s, 4) >= 1 && two(s, 4) <= 91;
  }

  // A run that begins with a digit, "+" or "(" and holds digits and separators.
  size_t numeric(size_t from) {
    // addresses with colons
    size_t run = from, colons = 0, dashes = 0, points = 0;
    while (run < text.size() && (hex_char(text[run]) || text[run] == ':' || text[run] == '-' || text[run] == '.')) {
      colons += text[run] == ':';
      dashes += text[run] == '-';
      points += text[run] == '.';
      ++run;
    }
    if (const size_t end = address(from, run, colons, dashes, points); end) return end;

    // digits with separators, a sign before and one letter behind
    size_t to = from, count = 0, separators = 0, passed = 0;
    size_t i = from;
    if (text[i] == '+') ++i;
    bool gap = true;
    for (; i < text.size(); ++i) {
      const char c = text[i];
      if (digit(c)) {
        ++count;
        gap = false;
        to = i + 1;
        separators = passed;
      } else if ((c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')') && (!gap || c == '(' || text[i - 1] == ')')) {
        gap = c != ')';
        ++passed;
      } else {
        break;
      }
    }
    if (count == 0) return from + 1;
    size_t end = to;
    while (end < text.size() && word_char(text[end])) ++end;
    const std::string_view whole = text.substr(from, to - from);

    // Finnish: DDMMYY, sign, three digits, a check character
    if (to - from >= 6) {
      const std::string_view rest = text.substr(from);
      if (rest.size() >= 11 && digits(rest.substr(0, 6)) && in(rest[6], "+-YXWVUABCDEF") && digits(rest.substr(7, 3)) && alnum(rest[10]) &&
          (rest.size() == 11 || !word_char(rest[11])) && date(rest, 0, 2) && !(rest[6] == '-' && rest.size() > 11 && rest[11] == '-')) {
        const char c = to_upper(rest[10]);
        const uint64_t n = number(rest.substr(0, 6)) * 1000 + number(rest.substr(7, 3));
        if (std::string_view("0123456789ABCDEFHJKLMNPRSTUVWXY")[n % 31] == c) {
          national("FI", from, from + 11, rest[6] != '-' || !digit(c));  // all digits: it may be of another country
          return from + 11;
        }
      }
    }
    if (end > to) {
      // a letter behind: Spanish DNI
      if (end == to + 1 && digits(whole, 8) && upper(text[to])) {
        if (std::string_view("TRWAGMYFPDXBNJZSQVHLCKE")[number(whole) % 23] == text[to]) national("ES", from, end, false);
      }
      return end;
    }
    if (text[from] == '+') {
      if (count >= 8 && count <= 15) add("phone", "", from, to, safe_phone("", whole), true);
      return to;
    }
    char plain_text[24];
    size_t n = 0;
    for (const char c : whole)
      if (digit(c) && n < sizeof plain_text) plain_text[n++] = c;
    const std::string_view plain(plain_text, n);
    const auto at = [&](size_t place, char c) { return place < whole.size() && whole[place] == c; };

    if (count >= 13 && count <= 19 && card_shape(plain) && (separators == 0 || separators == 3 || separators == 2)) {
      add("card_number", "", from, to, safe_card(plain), separators > 0 || count > 14);  // 14 digits: too many other numbers
      return to;
    }
    if (separators == 0) {
      // bare digits: only where two checks agree
      bool known;
      if (n == 11 && (date(plain, 0, 2) || (two(plain, 0) > 40 && two(plain, 0) < 72 && two(plain, 2) >= 1 && two(plain, 2) <= 12)) &&
          weighted(plain, "37618945210") % 11 == 0 && weighted(plain, "54327654321") % 11 == 0)
        add("national_id", "NO", from, to, safe_national_id("NO", plain, known), false);
      return to;
    }
    if (n == 9 && whole.size() == 11 && at(3, '-') && at(6, '-')) {
      national("US", from, to, true);
      return to;
    }
    if (n == 10 && whole.size() == 11 && at(6, '-')) {
      // a Swedish number adds up; a Danish one has a day first
      if (luhn(plain) && date_or_coordination(plain)) national("SE", from, to, !date(plain, 0, 2));
      else if (date(plain, 0, 2)) national("DK", from, to, false);
      return to;
    }
    if (n == 12 && whole.size() == 13 && at(8, '-') && (plain.starts_with("19") || plain.starts_with("20"))) {
      if (luhn(plain.substr(2)) && date(plain, 6, 4)) national("SE", from, to, true);
      return to;
    }
    if (n == 11 && whole.size() == 14 && at(3, '.') && at(7, '.') && at(11, '-')) {
      national("BR", from, to, true);
      return to;
    }
    if (n == 11 && whole.size() == 15 && at(2, '.') && at(5, '.') && at(8, '-') && at(12, '.')) {
      national("BE", from, to, true);
      return to;
    }
    if (n == 13 && whole.starts_with("756.")) {
      national("CH", from, to, true);
      return to;
    }
    if (n == 13 && whole.size() == 14 && at(6, '-') && date(plain, 4, 2)) {
      national("KR", from, to, true);
      return to;
    }
    // North American numbers: (212) 555-0123, 212-555-0123, 212.555.0123, 1-212-555-0123
    const bool bracket = whole[0] == '(';
    if ((n == 10 || (n == 11 && plain[0] == '1')) && separators >= 2 && separators <= 5) {
      const std::string_view ten = n == 11 ? plain.substr(1) : plain;
      const size_t tail = whole.size();
      const bool last_four = tail > 5 && (whole[tail - 5] == '-' || whole[tail - 5] == '.' || whole[tail - 5] == ' ') && digits(whole.substr(tail - 4));
      const bool middle = tail > 9 && digits(whole.substr(tail - 8, 3)) && !digit(whole[tail - 9]);
      if (last_four && middle && ten[0] >= '2') {
        add("phone", "US", from, to, safe_phone("US", ten), bracket || n == 11 || whole[tail - 5] != ' ');
        return to;
      }
    }
    return to;
  }

  // IPv4, IPv6 or MAC at [from, to); 0: none.
  size_t address(size_t from, size_t to, size_t colons, size_t dashes, size_t points) {
    while (to > from && (text[to - 1] == '.' || text[to - 1] == '-' || (text[to - 1] == ':' && !(to >= from + 2 && text[to - 2] == ':')))) --to;
    if (to < text.size() && word_char(text[to])) return 0;
    const std::string_view run = text.substr(from, to - from);
    if (points == 3 || points == 4) {
      size_t end = run.find(':');
      const std::string_view host = run.substr(0, end);
      uint8_t a[4];
      if (parse_ipv4(host, a)) {
        add("ipv4", "", from, from + host.size(), safe_ipv4(host), true);
        return from + host.size();
      }
    }
    if (run.size() == 17 && (colons == 5 || dashes == 5)) {
      bool mac = true;
      for (size_t i = 0; i < 17; ++i) mac &= i % 3 == 2 ? run[i] == run[2] && !hex_char(run[i]) : hex_char(run[i]);
      if (mac) {
        add("mac", "", from, to, safe_mac(run), true);
        return to;
      }
    }
    if (colons >= 2 && points == 0 && dashes == 0 && (colons == 7 || run.find("::") != std::string_view::npos) && run.size() >= 4) {
      uint16_t g[8];
      if (parse_ipv6(run, g)) {
        add("ipv6", "", from, to, safe_ipv6(run), true);
        return to;
      }
    }
    return 0;
  }

  void run() {
    size_t floor = 0;  // text before this belongs to a token already found
    for (size_t i = 0; i < text.size();) {
      const char c = text[i];
      const bool starts = i == floor || !word_char(text[i - 1]);
      if (c == '@') {
        i = floor = email(i, floor);
      } else if (digit(c) || c == '+' || c == '(') {
        // the digits of a word or of the local part of an address are no number
        if (!starts || leads_to_email(i)) {
          ++i;
          while (i < text.size() && digit(text[i])) ++i;
          continue;
        }
        const size_t before = out.size();
        const size_t next = numeric(i);
        if (out.size() != before) floor = next;
        i = next;
      } else if (alnum(c) && starts) {
        size_t to = i + 1;
        while (to < text.size() && alnum(text[to])) ++to;
        if (to + 2 < text.size() && text[to] == ':' && text[to + 1] == '/' && text[to + 2] == '/') {
          i = floor = url(i, to);
          continue;
        }
        if (to < text.size() && (text[to] == ':' || text[to] == '-') && hex_word(i, to)) {
          size_t run = i, colons = 0, dashes = 0, points = 0;
          while (run < text.size() && (hex_char(text[run]) || text[run] == ':' || text[run] == '-' || text[run] == '.')) {
            colons += text[run] == ':';
            dashes += text[run] == '-';
            points += text[run] == '.';
            ++run;
          }
          if (const size_t end = address(i, run, colons, dashes, points); end) {
            i = floor = end;
            continue;
          }
        }
        if (upper(c) && !(to < text.size() && (text[to] == '@' || text[to] == '.')) && letters(i, to)) {
          i = floor = i + out.back().size;
          continue;
        }
        i = to;
      } else {
        ++i;
      }
    }
  }

  bool hex_word(size_t from, size_t to) const {
    if (to - from > 4) return false;
    for (; from < to; ++from)
      if (!hex_char(text[from])) return false;
    return true;
  }

  bool leads_to_email(size_t i) const {
    while (i < text.size() && email_char(text[i])) ++i;
    return i < text.size() && text[i] == '@';
  }
};

// Whether all characters are ASCII letters and digits, eight at a time: a byte of a range gets its upper bit by one addition and
// loses it by another, as no sum goes beyond its byte.
bool all_alnum(std::string_view text) {
  constexpr uint64_t kOnes = 0x0101010101010101u, kHigh = 0x80 * kOnes;
  const auto other = [](uint64_t word) {
    const uint64_t low = word & ~kHigh, letter = low | 0x20 * kOnes;
    const uint64_t digits = (low + (0x80 - '0') * kOnes) & ~(low + (0x7F - '9') * kOnes);
    const uint64_t letters = (letter + (0x80 - 'a') * kOnes) & ~(letter + (0x7F - 'z') * kOnes);
    return ((digits | letters) & ~word & kHigh) ^ kHigh;
  };
  size_t at = 0;
  uint64_t word;
  for (; at + 8 <= text.size(); at += 8) {
    std::memcpy(&word, text.data() + at, 8);
    if (other(word)) return false;
  }
  for (; at < text.size(); ++at)
    if (!alnum(text[at])) return false;
  return true;
}

// Whether a text may hold an identifier: most columns are names, codes and keys of one word, which by their length or their first
// characters are none. A word of letters and digits can be an IBAN or a national id that begins with letters (four capitals or
// digits in a row, or 16 characters), one that begins with digits (9 or 11 characters), or a card number (13 to 19 digits).
bool worth_scanning(std::string_view text) {
  const size_t n = text.size();
  if (n < 4) return false;
  const bool letters = upper(text[0]);
  if (letters ? (upper(text[1]) && digit(text[2])) || n == 9 || n == 16 : digit(text[0]) && (n == 9 || n == 11 || (n >= 13 && n <= 19))) return true;
  return !all_alnum(text);
}

[[gnu::noinline]] void scan_whole(std::string_view text, std::vector<Token>& out) { Scanner{text, out}.run(); }

}  // namespace

void scan(std::string_view text, std::vector<Token>& out) {
  out.clear();
  if (worth_scanning(text)) scan_whole(text, out);
}

}  // namespace mockdata::verify
