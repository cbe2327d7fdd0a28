#include "discover/shape/identity_form.h"

#include <algorithm>
#include <cstring>

namespace mockdata::discover {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }
int at(std::string_view t, std::size_t i) { return t[i] - '0'; }
int two(std::string_view t, std::size_t i) { return 10 * at(t, i) + at(t, i + 1); }

// A pattern of '9' (a digit), 'A' (a capital), 'X' (either) and literal signs.
bool looks_like(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char p = pattern[i], c = text[i];
    if (p == '9' ? !digit(c) : p == 'A' ? !capital(c) : p == 'X' ? !digit(c) && !capital(c) : p != c) return false;
  }
  return true;
}

bool luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int d = at(digits, digits.size() - 1 - i) << (i & 1);
    sum += d > 9 ? d - 9 : d;
  }
  return sum % 10 == 0;
}

// The digits times weights, '0' to '9' and 'A' for 10; as many as there are weights.
int weighted(std::string_view digits, std::string_view weights) {
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += at(digits, i) * (weights[i] == 'A' ? 10 : weights[i] - '0');
  return sum;
}

uint64_t number(std::string_view digits) {
  uint64_t n = 0;
  for (char c : digits) n = n * 10 + static_cast<uint64_t>(c - '0');
  return n;
}

bool day_and_month(int day, int month) {
  static constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month >= 1 && month <= 12 && day >= 1 && day <= kDays[month - 1];
}

bool card(std::string_view t) {
  char digits[20];
  std::size_t n = 0;
  const char separator = t.size() > 4 && (t[4] == ' ' || t[4] == '-') ? t[4] : 0;
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (separator && i % 5 == 4 && t[i] == separator) continue;
    if (!digit(t[i]) || n == 19) return false;
    digits[n++] = t[i];
  }
  if (n < 13) return false;
  const std::string_view d(digits, n);
  const int four = two(d, 0) * 100 + two(d, 2), two_digits = two(d, 0);
  const bool scheme = (d[0] == '4' && (n == 13 || n == 16 || n == 19)) || (n == 16 && ((two_digits >= 51 && two_digits <= 55) || (four >= 2221 && four <= 2720))) ||
                      (n == 15 && (two_digits == 34 || two_digits == 37)) || (n == 14 && (two_digits == 36 || two_digits == 38 || (four >= 3000 && four <= 3059))) ||
                      (n >= 16 && (four == 6011 || two_digits == 65 || (four >= 3528 && four <= 3589)));
  return scheme && luhn(d);
}

bool finnish(std::string_view t) {  // DDMMYYCZZZQ
  if (!looks_like(t, "999999X999X") && !(t.size() == 11 && (t[6] == '-' || t[6] == '+') && looks_like(std::string_view(t).substr(0, 6), "999999") && looks_like(t.substr(7), "999X"))) return false;
  if (!std::strchr("-+ABCDEFUVWXY", t[6]) || !day_and_month(two(t, 0), two(t, 2))) return false;
  return "0123456789ABCDEFHJKLMNPRSTUVWXY"[(number(t.substr(0, 6)) * 1000 + number(t.substr(7, 3))) % 31] == t[10];
}

bool swedish(std::string_view digits) {  // YYMMDDNNNC; a coordination number adds 60 to the day
  const int day = two(digits, 4);
  return day_and_month(day > 60 ? day - 60 : day, two(digits, 2)) && luhn(digits);
}

bool swedish_with_sign(std::string_view t) {
  if (looks_like(t, "99999999-9999")) t.remove_prefix(2);
  if (t.size() != 11 || (t[6] != '-' && t[6] != '+')) return false;
  char digits[10];
  std::copy(t.begin(), t.begin() + 6, digits);
  std::copy(t.begin() + 7, t.end(), digits + 6);
  return std::all_of(digits, digits + 10, digit) && swedish({digits, 10});
}

bool italian(std::string_view t) {  // codice fiscale; letters may stand for digits where two persons had the same
  if (t.size() != 16 || !looks_like(t.substr(0, 6), "AAAAAA") || !std::strchr("ABCDEHLMPRST", t[8]) || !capital(t[11]) || !capital(t[15])) return false;
  static constexpr int kOdd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  int sum = 0;
  for (std::size_t i = 0; i < 15; ++i) {
    if (!digit(t[i]) && !capital(t[i])) return false;
    const int value = digit(t[i]) ? at(t, i) : t[i] - 'A';
    sum += i % 2 == 0 ? kOdd[value] : value;
  }
  return t[15] == 'A' + sum % 26;
}

bool spanish(std::string_view t) {  // DNI, NIE
  uint64_t n = 0;
  if (looks_like(t, "99999999A")) n = number(t.substr(0, 8));
  else if (looks_like(t, "A9999999A") && t[0] >= 'X' && t[0] <= 'Z') n = static_cast<uint64_t>(t[0] - 'X') * 10000000 + number(t.substr(1, 7));
  else return false;
  return "TRWAGMYFPDXBNJZSQVHLCKE"[n % 23] == t.back();
}

bool french(std::string_view t) {  // NIR with its key; Corsica counts as 19 and 18
  if (!(looks_like(t, "999999999999999") || looks_like(t, "999992A99999999") || looks_like(t, "999992B99999999")) || (t[0] != '1' && t[0] != '2')) return false;
  const int month = two(t, 3);
  if (!((month >= 1 && month <= 12) || month >= 20)) return false;
  char digits[13];
  std::copy(t.begin(), t.begin() + 13, digits);
  if (!digit(t[6])) digits[5] = '1', digits[6] = t[6] == 'A' ? '9' : '8';
  return 97 - number({digits, 13}) % 97 == number(t.substr(13));
}

bool swiss(std::string_view t) {  // 756.XXXX.XXXX.XX, the check digit of an EAN-13
  if (!looks_like(t, "756.9999.9999.99")) return false;
  int sum = 0, place = 0;
  for (char c : t)
    if (digit(c)) sum += (c - '0') * (place++ % 2 ? 3 : 1);
  return sum % 10 == 0;
}

bool mexican(std::string_view t) {  // CURP
  if (!looks_like(t, "AAAA999999AAAAAAXX") || !digit(t[17]) || !day_and_month(two(t, 8), two(t, 6)) || !std::strchr("HMX", t[10])) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += static_cast<int>(18 - i) * (digit(t[i]) ? at(t, i) : t[i] - 'A' + (t[i] > 'N' ? 11 : 10));
  return (10 - sum % 10) % 10 == at(t, 17);
}

bool brazilian(std::string_view t) {  // CPF as it is printed
  if (!looks_like(t, "999.999.999-99")) return false;
  char d[11];
  std::copy_if(t.begin(), t.end(), d, digit);
  const std::string_view digits(d, 11);
  if (std::all_of(d, d + 11, [&](char c) { return c == d[0]; })) return false;
  const int first = weighted(digits, "A98765432") * 10 % 11 % 10;
  const int second = (weighted(digits, "0A9876543") + 11 * at(digits, 0) + 2 * first) * 10 % 11 % 10;
  return first == at(digits, 9) && second == at(digits, 10);
}

bool chinese(std::string_view t) {  // resident identity number
  if (!looks_like(t, "99999999999999999X") || !day_and_month(two(t, 12), two(t, 10)) || (two(t, 6) != 19 && two(t, 6) != 20)) return false;
  return "10X98765432"[weighted(t, "79A584216379A5842") % 11] == t[17];
}

bool british(std::string_view t) {  // national insurance number: no check digit, but letters that never occur
  if (!looks_like(t, "AA999999A") || t[8] > 'D' || std::strchr("DFIQUV", t[0]) || std::strchr("DFIOQUV", t[1])) return false;
  for (const char* never : {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
    if (t.starts_with(never)) return false;
  return true;
}

bool norwegian(std::string_view t) {
  const int day = two(t, 0);
  if (!day_and_month(day > 40 ? day - 40 : day, two(t, 2))) return false;
  const int first = (11 - weighted(t, "376189452") % 11) % 11, second = (11 - weighted(t, "5432765432") % 11) % 11;
  return first < 10 && second < 10 && first == at(t, 9) && second == at(t, 10);
}

bool polish(std::string_view t) {  // PESEL; the month tells the century
  const int month = two(t, 2);
  return month < 40 && day_and_month(two(t, 4), month % 20) && (10 - weighted(t, "1379137913") % 10) % 10 == at(t, 10);
}

bool belgian(std::string_view t) {
  if (!day_and_month(two(t, 4), two(t, 2))) return false;
  const uint64_t n = number(t.substr(0, 9)), check = number(t.substr(9));
  return 97 - n % 97 == check || 97 - (2000000000 + n) % 97 == check;
}

bool baltic(std::string_view t) {  // EE, LT
  if (t[0] < '1' || t[0] > '8' || !day_and_month(two(t, 5), two(t, 3))) return false;
  int check = weighted(t, "1234567891") % 11;
  if (check == 10) check = weighted(t, "3456789123") % 11 % 10;
  return check == at(t, 10);
}

bool romanian(std::string_view t) {  // CNP
  if (t[0] == '0' || !day_and_month(two(t, 5), two(t, 3))) return false;
  const int check = weighted(t, "279146358279") % 11;
  return (check == 10 ? 1 : check) == at(t, 12);
}

bool south_african(std::string_view t) { return day_and_month(two(t, 4), two(t, 2)) && t[10] <= '2' && luhn(t); }

}  // namespace

TextForm identity_form(std::string_view t) {
  if (t.size() < 9 || t.size() > 23) return TextForm::kNone;
  if (finnish(t) || swedish_with_sign(t) || italian(t) || spanish(t) || french(t) || swiss(t) || mexican(t) || brazilian(t) || chinese(t) || british(t)) return TextForm::kNationalId;
  if (card(t)) return TextForm::kCard;
  if (!std::all_of(t.begin(), t.end(), digit)) return TextForm::kNone;
  const bool national = (t.size() == 10 && swedish(t)) || (t.size() == 11 && (norwegian(t) || polish(t) || belgian(t) || baltic(t))) ||
                        (t.size() == 12 && (t.starts_with("19") || t.starts_with("20")) && swedish(t.substr(2))) || (t.size() == 13 && (romanian(t) || south_african(t)));
  return national ? TextForm::kNationalNumber : TextForm::kNone;
}

}  // namespace mockdata::discover
