// Bar codes and book numbers, with right check digits: numbers of things, not of people.
#include <array>

#include "providers/families.h"
#include "providers/words.h"

namespace mockdata {

namespace {

// The check digit of a GTIN: weights 3, 1, 3 … from the digit before the check.
char gtin_check(const char* digits, std::size_t count) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += static_cast<unsigned>(digits[i] - '0') * ((count - i) % 2 ? 3 : 1);
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

MadeColumn gtin_with(MakeContext& c, const std::string& what, uint32_t length, std::vector<std::string> prefixes) {
  uint64_t space = 0;
  for (std::string& p : prefixes) {
    if (p.find_first_not_of("0123456789") != std::string::npos) return invalid_error(what + ": a prefix is made of digits, found \"" + p + "\"");
    if (p.size() >= length) p.resize(length - 1);  // Faker cuts long prefixes too
    if (p.size() != prefixes[0].size() && c.unique) return invalid_error(what + ": unique codes need prefixes of one length");
  }
  if (prefixes.empty()) prefixes.push_back("");
  space = space_of({prefixes.size(), space_power(10, length - 1 - prefixes[0].size())});
  return written(c, what, length + 16, space, [words = Words(prefixes), length](char* out, auto& draws) {
    char* p = words.write(out, draws);
    write_digits(p, draws, static_cast<uint32_t>(length - 1 - (p - out)));
    out[length - 1] = gtin_check(out, length - 1);
    return out + length;
  });
}

// Prefixes as Faker takes them: texts, numbers, or lists of digits.
std::vector<std::string> prefixes_of(const Arguments& a) {
  std::vector<std::string> prefixes;
  for (const Value& v : a.get("prefixes").items()) {
    std::string p = v.text();
    if (v.is_array()) {
      p.clear();
      for (const Value& digit : v.items()) p += digit.text();
    }
    prefixes.push_back(p);
  }
  return prefixes;
}
Result<uint32_t> ean_length(const Arguments& a) {
  const int64_t length = a.integer("length");
  if (length != 8 && length != 13) return invalid_error("the length of an EAN is 8 or 13, found " + std::to_string(length));
  return static_cast<uint32_t>(length);
}

// The GS1 prefixes of the countries of Faker's localised bar codes (GS1, "Company prefix").
std::vector<std::string> local_prefixes(const MakeContext& c) {
  struct Local { std::string_view country; std::vector<std::string> prefixes; };
  static const std::array<Local, 12> kLocal = {{
      {"US", {"00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"}}, {"CA", {"00", "01", "03", "04", "06", "07", "08", "09", "10", "11", "12", "13"}},
      {"ES", {"84"}}, {"FR", {"30", "31", "32", "33", "34", "35", "36", "37"}}, {"JP", {"45", "49"}}, {"DE", {"40", "41", "42", "43", "44"}}, {"GB", {"50"}}, {"FI", {"64"}},
      {"SE", {"73"}}, {"NO", {"70"}}, {"IT", {"80", "81", "82", "83"}}, {"CH", {"76"}}}};
  std::string country = c.country;
  if (country.empty() && c.locale.size() >= 5) country = c.locale.substr(c.locale.size() - 2);
  for (const Local& l : kLocal)
    if (l.country == country) return l.prefixes;
  return {};
}

MadeColumn ean(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t length, ean_length(a));
  return gtin_with(c, "ean", length, prefixes_of(a));
}
MadeColumn ean8(const Arguments& a, MakeContext& c) { return gtin_with(c, "ean8", 8, prefixes_of(a)); }
MadeColumn ean13(const Arguments& a, MakeContext& c) {
  std::vector<std::string> prefixes = prefixes_of(a);
  if (prefixes.empty() && !a.is_null("leading_zero")) {
    if (a.boolean("leading_zero")) prefixes = {"0"};
    else prefixes = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
  }
  return gtin_with(c, "ean13", 13, prefixes);
}
MadeColumn localized_ean(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t length, ean_length(a));
  return gtin_with(c, "localized_ean", length, local_prefixes(c));
}
MadeColumn localized_ean8(const Arguments&, MakeContext& c) { return gtin_with(c, "localized_ean8", 8, local_prefixes(c)); }
MadeColumn localized_ean13(const Arguments&, MakeContext& c) { return gtin_with(c, "localized_ean13", 13, local_prefixes(c)); }
MadeColumn gtin(const Arguments& a, MakeContext& c) {
  const int64_t length = a.integer("length");
  if (length != 8 && length != 12 && length != 13 && length != 14) return invalid_error("gtin: the length is 8, 12, 13 or 14, found " + std::to_string(length));
  return gtin_with(c, "gtin", static_cast<uint32_t>(length), {});
}

// UPC-E suppresses zeros of a UPC-A number; the last digit of its six says where (GS1 General Specifications, 5.2.2.4).
void expand_upc_e(char system, const char* base, char* code) {
  const char last = base[5];
  code[0] = system;
  std::memset(code + 1, '0', 10);
  const auto copy = [&](int to, int from, int n) { std::memcpy(code + to, base + from, static_cast<std::size_t>(n)); };
  if (last <= '2') {
    copy(1, 0, 2);
    code[3] = last;
    copy(8, 2, 3);
  } else if (last <= '4') {
    const int n = last - '0';
    copy(1, 0, n);
    copy(6 + n, n, 5 - n);
  } else {
    copy(1, 0, 5);
    code[10] = last;
  }
  code[11] = gtin_check(code, 11);
}
// The shortest UPC-E of a UPC-A number that has one: several bases expand to the same number.
void suppress_zeros(const char* code, char* base) {
  const auto zeros = [&](int from, int to) {
    for (int i = from; i <= to; ++i)
      if (code[i] != '0') return false;
    return true;
  };
  if (code[3] <= '2' && zeros(4, 7)) {
    std::memcpy(base, code + 1, 2);
    std::memcpy(base + 2, code + 8, 3);
    base[5] = code[3];
  } else if (zeros(4, 8)) {
    std::memcpy(base, code + 1, 3);
    std::memcpy(base + 3, code + 9, 2);
    base[5] = '3';
  } else if (zeros(5, 9)) {
    std::memcpy(base, code + 1, 4);
    base[4] = code[10];
    base[5] = '4';
  } else {
    std::memcpy(base, code + 1, 5);
    base[5] = code[10];
  }
}

Result<std::string> upc_base(const Arguments& a) {
  const std::string& base = a.is_null("base") ? std::string() : a.text("base");
  const bool six = base.size() == 6 && base.find_first_not_of("0123456789") == std::string::npos;
  if (!a.is_null("base") && !six) return invalid_error("\"base\" is a text of six digits, found \"" + base + "\"");
  return base;
}
std::string system_digits(const Arguments& a) {
  if (a.is_null("number_system_digit")) return "01";
  const int64_t n = a.integer("number_system_digit");
  return n == 0 ? "0" : n == 1 ? "1" : "01";
}

MadeColumn upc_a(const Arguments& a, MakeContext& c) {
  if (!a.boolean("upc_ae_mode")) return gtin_with(c, "upc_a", 12, {});
  MOCKDATA_ASSIGN(const std::string base, upc_base(a));
  return written_freely(c, "upc_a", 32, [base, systems = system_digits(a)](char* out, CellDraws& draws) {
    char six[16];
    if (base.empty()) write_digits(six, draws, 6);
    else std::memcpy(six, base.data(), 6);
    expand_upc_e(write_one_of(systems, draws), six, out);
    return out + 12;
  });
}

MadeColumn upc_e(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const std::string base, upc_base(a));
  return written_freely(c, "upc_e", 32, [base, systems = system_digits(a), safe = a.boolean("safe_mode")](char* out, CellDraws& draws) {
    char six[16], code[16];
    if (base.empty()) write_digits(six, draws, 6);
    else std::memcpy(six, base.data(), 6);
    expand_upc_e(write_one_of(systems, draws), six, code);
    if (safe) suppress_zeros(code, six);
    *out++ = code[0];
    out = copy_text(out, {six, 6});
    *out++ = code[11];
    return out;
  });
}

// How many of the digits behind the group name the publisher (International ISBN Agency, range message; SBN as group 0.
struct RegistrantRange {
  uint32_t last;  // of the first seven digits
  uint32_t length;
};
constexpr RegistrantRange kGroup0[] = {{1999999, 2}, {2279999, 3}, {2289999, 4}, {6479999, 3}, {6489999, 7}, {6999999, 3}, {8499999, 4}, {8999999, 5}, {9499999, 6}, {9999999, 7}};
constexpr RegistrantRange kGroup1[] = {{999999, 2}, {3999999, 3}, {5499999, 4}, {7319999, 5}, {7399999, 7}, {8697999, 5}, {9729999, 6}, {9877999, 4}, {9989999, 6}, {9999999, 7}};

uint32_t registrant_length(const RegistrantRange* ranges, uint32_t seven) {
  while (seven > ranges->last) ++ranges;
  return ranges->length;
}
// The check of ISBN-10 and SBN: weights from 10 downwards, modulo 11, X for ten.
char isbn10_check(const char* digits, std::size_t count) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += static_cast<unsigned>(digits[i] - '0') * static_cast<unsigned>(10 - i);
  const unsigned check = (11 - sum % 11) % 11;
  return check == 10 ? 'X' : static_cast<char>('0' + check);
}

enum class Book { kIsbn13, kIsbn10, kSbn };
template <Book kBook>
MadeColumn book(const Arguments& a, MakeContext& c) {
  const std::string separator = a.text("separator");
  if (separator.size() > 16) return invalid_error("a separator of at most 16 characters");
  const uint64_t space = kBook == Book::kSbn ? 100'000'000 : 200'000'000;
  return written(c, kBook == Book::kIsbn13 ? "isbn13" : kBook == Book::kIsbn10 ? "isbn10" : "sbn9", 32 + 4 * separator.size(), space, [separator](char* out, auto& draws) {
    char digits[16] = {'9', '7', '8'};
    char* group = digits + 3;
    *group = static_cast<char>('0' + (kBook == Book::kSbn ? 0 : draws.below(2)));
    uint32_t number = draws.below(100'000'000);
    const uint32_t publisher = registrant_length(*group == '0' ? kGroup0 : kGroup1, number / 10);
    for (int i = 8; i > 0; --i, number /= 10) group[i] = static_cast<char>('0' + number % 10);
    const char check = kBook == Book::kIsbn13 ? gtin_check(digits, 12) : isbn10_check(group, 9);
    const auto part = [&](const char* from, std::size_t n) {
      out = copy_text(out, {from, n});
      out = copy_text(out, separator);
    };
    if (kBook == Book::kIsbn13) part(digits, 3);
    if (kBook != Book::kSbn) part(group, 1);
    part(group + 1, publisher);
    part(group + 1 + publisher, 8 - publisher);
    *out++ = check;
    return out;
  });
}

constexpr Parameter kEan[] = {{"length", ArgKind::kInt, "13"}, {"prefixes", ArgKind::kList, "[]"}};
constexpr Parameter kEan8[] = {{"prefixes", ArgKind::kList, "[]"}};
constexpr Parameter kEan13[] = {{"prefixes", ArgKind::kList, "[]"}, {"leading_zero", ArgKind::kBool, "null"}};
constexpr Parameter kLocalEan[] = {{"length", ArgKind::kInt, "13"}};
constexpr Parameter kUpcA[] = {{"upc_ae_mode", ArgKind::kBool, "false"}, {"base", ArgKind::kText, "null"}, {"number_system_digit", ArgKind::kInt, "null"}};
constexpr Parameter kUpcE[] = {{"base", ArgKind::kText, "null"}, {"number_system_digit", ArgKind::kInt, "null"}, {"safe_mode", ArgKind::kBool, "true"}};
constexpr Parameter kSeparator[] = {{"separator", ArgKind::kText, "\"-\""}};
constexpr Provider kRows[] = {
    {"ean", kEan, TypeId::kText, "an EAN bar code of 8 or 13 digits", R"({"length": 8})", ean},
    {"ean8", kEan8, TypeId::kText, "an EAN-8 bar code", R"({"prefixes": ["45", "49"]})", ean8},
    {"ean13", kEan13, TypeId::kText, "an EAN-13 bar code", R"({"leading_zero": false})", ean13},
    {"localized_ean", kLocalEan, TypeId::kText, "an EAN bar code with a prefix of the locale's country", "{}", localized_ean},
    {"localized_ean8", {}, TypeId::kText, "an EAN-8 bar code with a prefix of the locale's country", "{}", localized_ean8},
    {"localized_ean13", {}, TypeId::kText, "an EAN-13 bar code with a prefix of the locale's country", "{}", localized_ean13},
    {"gtin", kLocalEan, TypeId::kText, "a GTIN of 8, 12, 13 or 14 digits", R"({"length": 14})", gtin},
    {"upc_a", kUpcA, TypeId::kText, "a UPC-A bar code", R"({"upc_ae_mode": true})", upc_a},
    {"upc_e", kUpcE, TypeId::kText, "a UPC-E bar code", "{}", upc_e},
    {"isbn10", kSeparator, TypeId::kText, "an ISBN of ten digits", "{}", book<Book::kIsbn10>},
    {"isbn13", kSeparator, TypeId::kText, "an ISBN of thirteen digits", R"({"separator": ""})", book<Book::kIsbn13>},
    {"sbn9", kSeparator, TypeId::kText, "a Standard Book Number of nine digits", "{}", book<Book::kSbn>},
};

}  // namespace

const std::span<const Provider> kBarcodeProviders = kRows;

}  // namespace mockdata
