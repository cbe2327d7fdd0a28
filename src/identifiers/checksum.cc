#include "identifiers/checksum.h"

#include <charconv>

namespace mockdata::identifiers {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); }
int letter_value(char c) { return is_digit(c) ? c - '0' : c - 'A' + 10; }

// The digits of text[0, at).
int digits_before(const char* text, size_t at, int* out) {
  int n = 0;
  for (size_t i = 0; i < at; ++i)
    if (is_digit(text[i])) out[n++] = text[i] - '0';
  return n;
}

// The digits of text[0, at) modulo m, read as one number.
int number_before(const char* text, size_t at, int m, int start = 0) {
  int64_t rest = start;
  for (size_t i = 0; i < at; ++i)
    if (is_digit(text[i])) rest = (rest * 10 + text[i] - '0') % m;
  return static_cast<int>(rest);
}

int luhn(const char* text, size_t, size_t at, int) {
  int d[64], sum = 0;
  const int n = digits_before(text, at, d);
  for (int i = n - 1, k = 0; i >= 0; --i, ++k) {
    const int v = k % 2 == 0 ? d[i] * 2 : d[i];
    sum += v > 9 ? v - 9 : v;
  }
  return (10 - sum % 10) % 10;
}

constexpr uint8_t kVerhoeffD[10][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
                                        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
                                        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
                                        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
                                        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
constexpr uint8_t kVerhoeffP[8][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
                                       {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
                                       {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
                                       {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};

int verhoeff(const char* text, size_t, size_t at, int) {
  int d[64], c = 0;
  const int n = digits_before(text, at, d);
  for (int i = n - 1, k = 1; i >= 0; --i, ++k) c = kVerhoeffD[c][kVerhoeffP[k % 8][d[i]]];
  constexpr int inverse[10] = {0, 4, 3, 2, 1, 5, 6, 7, 8, 9};
  return inverse[c];
}

// ISO 7064 mod 11,10 (German tax id, Croatian OIB).
int mod11_10(const char* text, size_t, size_t at, int) {
  int d[64], p = 10;
  const int n = digits_before(text, at, d);
  for (int i = 0; i < n; ++i) {
    p = (p + d[i]) % 10;
    p = (p == 0 ? 10 : p) * 2 % 11;
  }
  return (11 - p) % 10;
}

// ISO 7064 mod 11-2 (Chinese resident identity).
int mod11_2(const char* text, size_t, size_t at, int) {
  int d[64], p = 0;
  const int n = digits_before(text, at, d);
  for (int i = 0; i < n; ++i) p = (p + d[i]) * 2 % 11;
  return (12 - p) % 11;
}

int hetu(const char* text, size_t, size_t at, int) { return number_before(text, at, 31); }

int baltic(const char* text, size_t, size_t at, int) {
  int d[64];
  const int n = digits_before(text, at, d);
  int first = 0, second = 0;
  for (int i = 0; i < n; ++i) {
    first += d[i] * (i % 9 + 1);
    second += d[i] * ((i + 2) % 9 + 1);
  }
  return first % 11 < 10 ? first % 11 : second % 11 < 10 ? second % 11 : 0;
}

int belgian(const char* text, size_t, size_t at, int year) {
  return 97 - number_before(text, at, 97, year >= 2000 ? 2 : 0);
}
int belgian_account(const char* text, size_t, size_t at, int) {  // digits behind "BEkk"
  const int rest = number_before(text + 4, at - 4, 97);
  return rest == 0 ? 97 : rest;
}
int belgian_vat(const char* text, size_t, size_t at, int) { return 97 - number_before(text, at, 97); }
int nir(const char* text, size_t, size_t at, int) { return 97 - number_before(text, at, 97); }
int french_vat(const char* text, size_t size, size_t at, int) {
  return (12 + 3 * number_before(text + at + 2, size - at - 2, 97)) % 97;
}

int rib(const char* text, size_t, size_t at, int) {  // FRkk bank(5) branch(5) account(11) key
  const char* p = text + at - 21;
  const int bank = number_before(p, 5, 97), branch = number_before(p + 5, 5, 97), account = number_before(p + 10, 11, 97);
  return 97 - (89 * bank + 15 * branch + 3 * account) % 97;
}

int portuguese_nib(const char* text, size_t, size_t at, int) { return 98 - number_before(text + 4, at - 4, 97) * 100 % 97; }

// First and second check digit of a Spanish account: over bank and branch, and over the ten digits behind the checks.
int spanish(const char* digits, const int* weights, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) sum += (digits[i] - '0') * weights[i];
  const int c = 11 - sum % 11;
  return c == 11 ? 0 : c == 10 ? 1 : c;
}
int spanish_account(const char* text, size_t, size_t at, int) {
  constexpr int weights[10] = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6};
  return 10 * spanish(text + at - 8, weights + 2, 8) + spanish(text + at + 2, weights, 10);
}

constexpr int kOddPlace[36] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1,  0,  5,  7,  9,  13, 15, 17,
                               19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
int italian_letter(const char* p, size_t n) {
  int sum = 0;
  for (size_t i = 0; i < n; ++i) sum += i % 2 == 0 ? kOddPlace[letter_value(p[i])] : letter_value(p[i]) % (p[i] >= 'A' ? 36 : 10) - (p[i] >= 'A' ? 10 : 0);
  return sum % 26;
}
int codice_fiscale(const char* text, size_t, size_t at, int) { return italian_letter(text + at - 15, 15); }
int italian_account(const char* text, size_t, size_t at, int) { return italian_letter(text + at + 1, 22); }

int iban(const char* text, size_t size, size_t at, int) {
  int64_t rest = 0;
  const auto take = [&](char c) {
    if (!is_alnum(c)) return;
    const int v = letter_value(c);
    rest = (rest * (v > 9 ? 100 : 10) + v) % 97;
  };
  for (size_t i = at + 2; i < size; ++i) take(text[i]);
  for (size_t i = 0; i < at; ++i) take(text[i]);
  return static_cast<int>(98 - rest * 100 % 97);
}

int vin(const char* text, size_t size, size_t at, int) {
  constexpr int weights[17] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  constexpr int letters[26] = {1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9};
  int sum = 0;
  for (size_t i = 0; i < size && i < 17; ++i)
    if (i != at) sum += weights[i] * (is_digit(text[i]) ? text[i] - '0' : letters[text[i] - 'A']);
  return sum % 11;
}

int turkish_first(const char* text, size_t, size_t at, int) {
  int d[64], odd = 0, even = 0;
  const int n = digits_before(text, at, d);
  for (int i = 0; i < n; ++i) (i % 2 == 0 ? odd : even) += d[i];
  return ((7 * odd - even) % 10 + 10) % 10;
}
int turkish_second(const char* text, size_t, size_t at, int) {
  int d[64], sum = 0;
  const int n = digits_before(text, at, d);
  for (int i = 0; i < n; ++i) sum += d[i];
  return sum % 10;
}

int austrian(const char* text, size_t, size_t at, int) {  // NNN check DDMMYY
  constexpr int weights[10] = {3, 7, 9, 0, 5, 8, 4, 2, 1, 6};
  const char* p = text + at - 3;
  int sum = 0;
  for (int i = 0; i < 10; ++i)
    if (i != 3) sum += weights[i] * (p[i] - '0');
  return sum % 11 == 10 ? -1 : sum % 11;
}

int czech(const char* text, size_t, size_t at, int) { return number_before(text, at, 11) % 10; }
int latvian(const char* text, size_t, size_t at, int) {
  constexpr int weights[10] = {10, 5, 8, 4, 2, 1, 6, 3, 7, 9};
  int d[64], sum = 1;
  const int n = digits_before(text, at, d);
  for (int i = 0; i < n && i < 10; ++i) sum += weights[i] * d[i];
  return sum % 11 % 10;
}
int ukrainian(const char* text, size_t, size_t at, int) {
  constexpr int weights[9] = {-1, 5, 7, 9, 4, 6, 10, 5, 7};
  int d[64], sum = 0;
  const int n = digits_before(text, at, d);
  for (int i = 0; i < n && i < 9; ++i) sum += weights[i] * d[i];
  return ((sum % 11 + 11) % 11) % 10;
}
int curp(const char* text, size_t, size_t at, int) {
  int sum = 0;
  for (size_t i = 0; i < at && i < 17; ++i) {
    int v = letter_value(text[i]);
    if (v > 23) ++v;  // the Spanish letter behind N
    sum += v * static_cast<int>(18 - i);
  }
  return (10 - sum % 10) % 10;
}
int cuit(const char* text, size_t, size_t at, int) {
  constexpr int weights[10] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
  int d[64], sum = 0;
  const int n = digits_before(text, at, d);
  for (int i = 0; i < n && i < 10; ++i) sum += weights[i] * d[i];
  const int c = 11 - sum % 11;
  return c == 11 ? 0 : c == 10 ? 9 : c;
}
int pps(const char* text, size_t, size_t at, int) {
  int d[64], sum = 0;
  const int n = digits_before(text, at, d);
  for (int i = 0; i < n && i < 7; ++i) sum += (8 - i) * d[i];
  return sum % 23;
}

int finnish_account(const char* text, size_t size, size_t at, int year) { return luhn(text + 4, size - 4, at - 4, year); }
int thai(const char* text, size_t, size_t at, int) {
  int d[64], sum = 0;
  const int n = digits_before(text, at, d);
  for (int i = 0; i < n && i < 12; ++i) sum += (13 - i) * d[i];
  return (11 - sum % 11) % 10;
}

struct Named {
  const char* name;
  int (*function)(const char*, size_t, size_t, int);
  size_t width;
  const char* alphabet;
};
constexpr Named kNamed[] = {
    {"luhn", luhn, 1, "0123456789"},
    {"verhoeff", verhoeff, 1, "0123456789"},
    {"mod11_10", mod11_10, 1, "0123456789"},
    {"mod11_2", mod11_2, 1, "0123456789X"},
    {"hetu", hetu, 1, "0123456789ABCDEFHJKLMNPRSTUVWXY"},
    {"baltic", baltic, 1, "0123456789"},
    {"belgian", belgian, 2, ""},
    {"belgian_account", belgian_account, 2, ""},
    {"belgian_vat", belgian_vat, 2, ""},
    {"nir", nir, 2, ""},
    {"french_vat", french_vat, 2, ""},
    {"rib", rib, 2, ""},
    {"portuguese_nib", portuguese_nib, 2, ""},
    {"spanish_account", spanish_account, 2, ""},
    {"codice_fiscale", codice_fiscale, 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    {"italian_account", italian_account, 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    {"iban", iban, 2, ""},
    {"vin", vin, 1, "0123456789X"},
    {"turkish_first", turkish_first, 1, "0123456789"},
    {"turkish_second", turkish_second, 1, "0123456789"},
    {"austrian", austrian, 1, "0123456789"},
    {"czech", czech, 1, "0123456789"},
    {"latvian", latvian, 1, "0123456789"},
    {"ukrainian", ukrainian, 1, "0123456789"},
    {"curp", curp, 1, "0123456789"},
    {"cuit", cuit, 1, "0123456789"},
    {"finnish_account", finnish_account, 1, "0123456789"},
    {"thai", thai, 1, "0123456789"},
    {"pps", pps, 1, "WABCDEFGHIJKLMNOPQRSTUV"},
};

}  // namespace

Result<Check> Check::parse(std::string_view spec) {
  Check check;
  for (const Named& named : kNamed) {
    if (spec != named.name) continue;
    check.function_ = named.function;
    check.width_ = named.width;
    check.alphabet_ = named.alphabet;
    check.skips_ = named.function == austrian ? 1 : 0;
    return check;
  }
  if (!spec.starts_with("wsum:")) return invalid_error("unknown checksum \"" + std::string(spec) + "\"");
  std::vector<std::string_view> parts;
  for (std::string_view rest = spec.substr(5);;) {
    const size_t colon = rest.find(':');
    parts.push_back(rest.substr(0, colon));
    if (colon == std::string_view::npos) break;
    rest.remove_prefix(colon + 1);
  }
  const auto bad = [&] { return invalid_error("checksum \"" + std::string(spec) + "\" is not wsum:WEIGHTS:MODULUS:SIGN:TEN"); };
  if (parts.size() != 4 || parts[2].size() != 1 || parts[3].size() != 1) return bad();
  std::string_view weights = parts[0];
  if (weights.starts_with('r')) {
    check.from_right_ = true;
    weights.remove_prefix(1);
  }
  while (!weights.empty()) {
    int weight = 0;
    const auto [end, error] = std::from_chars(weights.data(), weights.data() + weights.size(), weight);
    if (error != std::errc()) return bad();
    check.weights_.push_back(weight);
    weights.remove_prefix(static_cast<size_t>(end - weights.data()));
    if (weights.starts_with(',')) weights.remove_prefix(1);
  }
  if (std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), check.modulus_).ec != std::errc() || check.modulus_ < 2 ||
      check.modulus_ > 11 || check.weights_.empty())
    return bad();
  check.complement_ = parts[2] == "-";
  check.ten_ = parts[3][0];
  if (check.modulus_ == 11) check.skips_ = check.ten_ == '!' ? 1 : 0;
  if (check.ten_ != '!' && !is_digit(check.ten_)) check.alphabet_ += check.ten_;
  return check;
}

int Check::value(const char* text, size_t size, size_t at, int year) const {
  if (function_) return function_(text, size, at, year);
  int d[64], sum = 0;
  const int n = digits_before(text, at, d), m = static_cast<int>(weights_.size());
  for (int i = 0; i < n; ++i) {
    const int place = from_right_ ? n - 1 - i : i;
    if (place < m) sum += d[i] * weights_[static_cast<size_t>(place)];
  }
  sum %= modulus_;
  if (complement_) sum = (modulus_ - sum) % modulus_;
  if (sum < 10) return sum;
  return ten_ == '!' ? -1 : is_digit(ten_) ? ten_ - '0' : 10;
}

void Check::put(char* text, int value) const {
  if (width_ == 2) {
    text[0] = static_cast<char>('0' + value / 10);
    text[1] = static_cast<char>('0' + value % 10);
  } else {
    text[0] = alphabet_[static_cast<size_t>(value)];
  }
}

bool Check::write(char* text, size_t size, size_t at, int year) const {
  const int v = value(text, size, at, year);
  put(text + at, v < 0 ? 0 : v);
  return v >= 0;
}

void Check::write_wrong(char* text, size_t size, size_t at, int year, uint32_t offset) const {
  const int v = value(text, size, at, year);
  const int n = width_ == 2 ? 97 : static_cast<int>(alphabet_.size());
  put(text + at, ((v < 0 ? 0 : v) + static_cast<int>(offset)) % n);
}

}  // namespace mockdata::identifiers
