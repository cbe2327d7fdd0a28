// Everything that is not a person's id, a phone, an account or an address of the network: devices, vehicles, documents,
// companies and places.
#include "verify/identifiers_parts.h"

namespace mockdata::verify::parts {
namespace {

using S = std::string_view;

// A value's shape: 9 a digit, A a capital letter, anything else itself.
bool shape(S s, S pattern) {
  if (s.size() != pattern.size()) return false;
  for (size_t i = 0; i < s.size(); ++i)
    if (pattern[i] == '9' ? !digit(s[i]) : pattern[i] == 'A' ? !upper(s[i]) : s[i] != pattern[i]) return false;
  return true;
}

bool iso_11_10(S s) {
  unsigned p = 10;
  for (size_t i = 0; i + 1 < s.size(); ++i) {
    p += static_cast<unsigned>(s[i] - '0');
    p = (p % 10 ? p % 10 : 10) * 2 % 11;
  }
  return (p + static_cast<unsigned>(s.back() - '0')) % 10 == 1;
}

bool vin(S s) {
  if (s.size() != 17) return false;
  for (const char c : s)
    if (!alnum(c)) return false;
  return s[0] == '0' || s.find_first_of("IOQ") != S::npos;
}

bool plate(S country, S s) {
  if (country == "GB") return shape(s, "AA99AAA") && in(s[0], "IQZ");
  if (country == "SE") return s.size() == 6 && upper(s[0]) && upper(s[1]) && upper(s[2]) && s.find_first_of("IQV") < 3;
  if (country == "DE") return s.starts_with("QX") && s.size() >= 5 && s.size() <= 8;
  if (country == "FR") return shape(s, "AA999AA") && s.find_first_of("IOU") != S::npos;
  if (country == "ES") return shape(s, "9999AAA") && s.find_first_of("AEIOU") != S::npos;
  if (country == "IT") return shape(s, "AA999AA") && s.find_first_of("IOQU") != S::npos;
  if (country == "NL") return shape(s, "AA999A") && s.find_first_of("AEIOU") < 2;
  if (country == "FI") return shape(s, "AAA999") && s[3] == '0';
  if (country == "NO" || country == "DK") return shape(s, "AA99999") && s.find_first_of("IOQ") != S::npos;
  if (country == "PL") return shape(s, "AA99999") && in(s[0], "QX");
  return false;
}

bool vat(S s, S country) {
  if (s.starts_with("XX") || s.starts_with("ZZ")) return true;
  if (s.size() < 4 || s.substr(0, 2) != country) return false;
  S n = s.substr(2);
  if (country == "NO" && n.size() == 12 && n.substr(9) == "MVA") n = n.substr(0, 9);
  if (!digits(n)) return false;
  const auto last = [&] { return static_cast<unsigned>(n.back() - '0'); };
  if (country == "DE") return n.size() == 9 && !iso_11_10(n);
  if (country == "HR") return n.size() == 11 && !iso_11_10(n);
  if (country == "FR") return n.size() == 11 && (12 + 3 * remainder(n.substr(2), 97)) % 97 != two(n, 0);
  if (country == "BE") return n.size() == 10 && (remainder(n.substr(0, 8), 97) + two(n, 8)) % 97 != 0;
  if (country == "FI") return n.size() == 8 && (weighted(n.substr(0, 7), "79:5842") + last()) % 11 != 0;
  if (country == "DK") return n.size() == 8 && weighted(n, "27654321") % 11 != 0;
  if (country == "PL") return n.size() == 10 && weighted(n.substr(0, 9), "657234567") % 11 != last();
  if (country == "SE") return n.size() == 12 && !luhn(n.substr(0, 10));
  if (country == "IT") return n.size() == 11 && !luhn(n);
  if (country == "PT") {
    const unsigned sum = weighted(n, "987654321") % 11;
    return n.size() == 9 && sum != 0 && !(last() == 0 && sum == 1);
  }
  if (country == "NO") return n.size() == 9 && weighted(n, "327654321") % 11 != 0;
  if (country == "EE") return n.size() == 9 && weighted(n, "371371371") % 10 != 0;
  if (country == "SI") {
    const unsigned sum = weighted(n, "87654321") % 11;
    return n.size() == 8 && sum != 0 && !(last() == 0 && sum == 1);
  }
  return false;
}

bool company(S s, S country) {
  if (country == "SE") return digits(s, 10) && !luhn(s);
  if (country == "NO") return digits(s, 9) && weighted(s, "327654321") % 11 != 0;
  if (country == "FI") return digits(s, 8) && weighted(s, "79:58421") % 11 != 0;
  if (country == "DK") return digits(s, 8) && weighted(s, "27654321") % 11 != 0;
  if (country == "FR") return digits(s, 9) && !luhn(s);
  if (country == "GB") return shape(s, "ZZ999999");
  return false;
}

bool tax(S s, S country) {
  if (country == "US" && digits(s, 9)) {
    const unsigned prefix = two(s, 0);
    for (const unsigned p : {0u, 7u, 8u, 9u, 17u, 18u, 19u, 28u, 29u, 49u, 69u, 70u, 78u, 79u, 89u, 96u, 97u})
      if (p == prefix) return true;
    return false;
  }
  if (country == "IN") return shape(s, "AAAAA9999A") && (!in(s[3], "ABCFGHLJPTK") || s.substr(5, 4) == "0000");
  if (country == "BR" && digits(s, 14)) {
    const unsigned first = weighted(s.substr(0, 12), "678923456789") % 11 % 10, second = weighted(s.substr(0, 13), "5678923456789") % 11 % 10;
    return first != static_cast<unsigned>(s[12] - '0') || second != static_cast<unsigned>(s[13] - '0');
  }
  if (country == "AU") return shape(s, "AB999999999");
  if (country == "RU") return (s.size() == 10 || s.size() == 12) && digits(s) && s.substr(0, 2) == "00";
  if (country == "FR") return digits(s, 13) && s[0] >= '4';
  return false;
}

bool postal(S s, S country) {  // without blanks
  if (country == "GB") {
    if (s.size() == 7 && s.starts_with("ZZ99")) return true;
    return s.size() >= 5 && upper(s[s.size() - 1]) && in(s[s.size() - 1], "CIKMOV") && in(s[s.size() - 2], "CIKMOV");
  }
  if (country == "CA") return shape(s, "A9A9A9") && in(s[0], "DFIOQUWZ");
  if (country == "NL") return shape(s, "9999AA") && (s.substr(4) == "SA" || s.substr(4) == "SD" || s.substr(4) == "SS");
  if (!digits(s)) return false;
  if (country == "US") return s.size() == 5 && s.starts_with("000");
  if (country == "DE" || country == "FR") return s.size() == 5 && s.starts_with("00");
  if (country == "ES") return s.size() == 5 && two(s, 0) > 52;
  if (country == "AU") return s.size() == 4 && s.starts_with("00");
  if (country == "SE") return s.size() == 5 && s[0] == '0';
  if (country == "IN") return s.size() == 6 && s[0] == '0';
  if (country == "PT") return s.size() == 7 && s[0] == '0';
  if (country == "CH" || country == "AT" || country == "BE") return s.size() == 4 && s[0] == '0';
  return false;
}

bool coordinate(S value) {  // both numbers to one decimal place at most
  size_t numbers = 0, decimals = 0;
  bool point = false, any = false;
  for (const char c : value) {
    if (digit(c)) {
      any = true;
      if (point && ++decimals > 1) return false;
    } else if (c == '.') {
      if (point) return false;
      point = true;
    } else if (c == ',') {
      if (!any) return false;
      ++numbers;
      any = point = false;
      decimals = 0;
    } else if (c != ' ' && c != '-') {
      return false;
    }
  }
  return any && numbers <= 1;
}

}  // namespace

bool token(S value) { return value.starts_with("TEST-") || value.starts_with("TST-"); }

bool safe_other(S type, S country, S value) {
  const Plain plain(value);
  const S s = plain.view();
  if (s.empty()) return false;
  if (type == "imei") return digits(s, 15) && (s.starts_with("001") || !luhn(s));
  if (type == "imsi") return s.size() >= 14 && s.size() <= 15 && digits(s) && s.starts_with("00101");
  if (type == "iccid") return (s.size() == 19 || s.size() == 20) && s.starts_with("89") && digits(s) && !luhn(s);
  if (type == "vin") return vin(s);
  if (type == "licence_plate") return plate(country, s);
  if (type == "bic") return (s.size() == 8 || s.size() == 11) && s[7] == '0' && (s.starts_with("TEST") || s.starts_with("ZZZZ"));
  if (type == "routing_number") {
    if (!digits(s, 9)) return false;
    const unsigned p = two(s, 0);
    const bool assigned = p <= 12 || (p >= 21 && p <= 32) || (p >= 61 && p <= 72) || p == 80;
    return !assigned || weighted(s, "371371371") % 10 != 0;
  }
  if (type == "sort_code") return digits(s, 6) && s.starts_with("0000");
  if (type == "bank_account") return digits(s) && s.starts_with("0000");
  if (type == "nhs_number") return digits(s, 10) && (s.starts_with("999") || weighted(s, ":987654321") % 11 != 0);
  if (type == "health_id") return country == "AU" && digits(s, 10) && weighted(s, "13791379") % 10 != static_cast<unsigned>(s[8] - '0');
  if (type == "passport_number") {
    if (s.starts_with("UTO") || s == "L898902C3") return true;
    if (country == "DE") return s.size() == 9 && s.find_first_of("AEIOU") != S::npos;
    if (country == "GB") return s.size() == 9 && upper(s[0]) && digits(s.substr(1));
    if (country == "US") return s.size() == 9 && upper(s[0]) && upper(s[1]) && digits(s.substr(2));
    return false;
  }
  if (type == "driving_licence")
    return country == "GB" && s.size() == 16 && digits(s.substr(5, 6)) && (two(s, 6) > 62 || (two(s, 6) > 12 && two(s, 6) < 51) || two(s, 6) == 0);
  if (type == "tax_id") return tax(s, country);
  if (type == "itin") return digits(s, 9) && s[0] == '9' && ((two(s, 3) >= 1 && two(s, 3) <= 49) || (two(s, 3) >= 66 && two(s, 3) <= 69));
  if (type == "vat_number") return vat(s, country);
  if (type == "company_number") return company(s, country);
  if (type == "postal_code") return postal(s, country);
  if (type == "coordinate") return coordinate(value);
  if (type == "asn") {
    if (!s.starts_with("AS") || !digits(s.substr(2)) || s.size() > 12) return false;
    const uint64_t n = number(s.substr(2));
    return (n >= 64496 && n <= 64511) || (n >= 65536 && n <= 65551);
  }
  return false;
}

}  // namespace mockdata::verify::parts
