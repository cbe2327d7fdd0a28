// National personal ids: for each country the condition under which a number can belong to nobody.
// A number of the wrong shape is not judged safe: it may be a real number of another kind.
#include "verify/identifiers_parts.h"

namespace mockdata::verify::parts {
namespace {

using S = std::string_view;

// MedCom's published test persons (CPR) and RvIG's (BSN).
constexpr uint64_t kDanishTests[] = {104909995, 104909989, 107729995, 108589995, 108629996, 201609995, 201609996, 201919990,
                                     201919995, 201919996, 211223989, 212159995, 504909989, 504909995, 506889996, 1007059995,
                                     1110109996, 1310169995, 1310169996, 1502779995, 1502799995, 1502829995, 1509819996,
                                     2103009996, 2311143995, 2509479989, 2512489996, 2911829996, 3001749995, 3103979995};
constexpr uint64_t kDutchTests[] = {999993847, 999992077, 999993483, 999990482, 9921,      999993653, 999995017, 999990408, 999994669, 999992806,
                                    999993926, 999991905, 999993550, 999990421, 999993586, 999990561, 999990639, 999999990, 999999989, 12};

template <size_t N>
bool listed(const uint64_t (&list)[N], S s) {
  const uint64_t n = number(s);
  for (const uint64_t v : list)
    if (v == n) return true;
  return false;
}

bool no_month(unsigned m) { return m == 0 || m > 12; }

bool us(S s) {
  if (!digits(s, 9)) return false;
  const uint64_t area = number(s.substr(0, 3)), group = two(s, 3), serial = number(s.substr(5));
  if (area >= 900) return (group >= 1 && group <= 49) || (group >= 66 && group <= 69);
  return area == 0 || area == 666 || group == 0 || serial == 0;
}
bool ca(S s) { return digits(s, 9) && s[0] == '0'; }
bool gb(S s) {
  if (s.size() != 9 || !upper(s[0]) || !upper(s[1]) || !digits(s.substr(2, 6)) || !upper(s[8])) return false;
  for (const S prefix : {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
    if (s.substr(0, 2) == prefix) return true;
  return in(s[0], "DFIQUV") || in(s[1], "DFIQUV") || s[8] > 'D';
}
bool fi(S s) {  // with its sign, which is part of it
  if (s.size() != 11 || !digits(s.substr(0, 6)) || !in(s[6], "+-YXWVUABCDEF") || !digits(s.substr(7, 3))) return false;
  const uint64_t individual = number(s.substr(7, 3));
  if (individual >= 900 || individual < 2) return true;
  const uint64_t n = number(s.substr(0, 6)) * 1000 + individual;
  return S("0123456789ABCDEFHJKLMNPRSTUVWXY")[n % 31] != s[10];
}
bool se(S s) {
  if (digits(s, 12)) s.remove_prefix(2);
  if (!digits(s, 10)) return false;
  const unsigned month = two(s, 2), day = two(s, 4);
  if (month >= 1 && month <= 12 && ((day >= 32 && day <= 60) || day >= 92)) return true;
  return !luhn(s);
}
bool no(S s) {
  if (!digits(s, 11)) return false;
  if (const unsigned month = two(s, 2); month >= 81 && month <= 92) return true;
  return weighted(s, "37618945210") % 11 != 0 || weighted(s, "54327654321") % 11 != 0;
}
bool dk(S s) { return digits(s, 10) && (no_month(two(s, 2)) || listed(kDanishTests, s)); }
bool is(S s) { return digits(s, 10) && weighted(s.substr(0, 9), "327654321") % 11 != 0; }

bool baltic(S s) {
  unsigned sum = weighted(s, "1234567891") % 11;
  if (sum == 10) sum = weighted(s, "3456789123") % 11;
  return sum % 10 == static_cast<unsigned>(s[10] - '0');
}
bool ee(S s) { return digits(s, 11) && (s[0] == '7' || s[0] == '8' || !baltic(s)); }
bool lv(S s) {
  return digits(s, 11) && (1 + weighted(s, ":584216379")) % 11 % 10 != static_cast<unsigned>(s[10] - '0');
}
bool pl(S s) {
  if (!digits(s, 11)) return false;
  const unsigned month = two(s, 2);
  return (month > 40 && month < 80) || weighted(s, "13791379131") % 10 != 0;
}
bool be(S s) {
  if (!digits(s, 11)) return false;
  const uint64_t counter = number(s.substr(6, 3));
  if (counter == 0 || counter == 999 || two(s, 2) > 52) return true;
  const unsigned check = two(s, 9);
  return 97 - remainder(s.substr(0, 9), 97) != check && 97 - remainder(s.substr(0, 9), 97, 2) != check;
}
bool nl(S s) { return digits(s, 9) && (listed(kDutchTests, s) || (weighted(s.substr(0, 8), "98765432") + 10u * static_cast<unsigned>(s[8] - '0')) % 11 != 0); }
bool iso_11_10(S s) {  // the whole number ends in 1
  unsigned p = 5;
  for (const char c : s) p = (((p ? p : 10) * 2) % 11 + static_cast<unsigned>(c - '0')) % 10;
  return p == 1;
}
bool de(S s) { return digits(s, 11) && (s[0] == '0' || !iso_11_10(s)); }
bool fr(S s) {
  if (s.size() != 15) return false;
  char plain[15];
  for (size_t i = 0; i < 15; ++i) plain[i] = s[i];
  unsigned less = 0;
  if (s[5] == '2' && (s[6] == 'A' || s[6] == 'B')) plain[5] = '1', plain[6] = s[6] == 'A' ? '9' : '8';
  const S n(plain, 15);
  if (!digits(n)) return false;
  return n.substr(10, 3) == "000" || (remainder(n.substr(0, 13), 97) + less + two(n, 13)) % 97 != 0;
}
bool es(S s) {
  if (s.size() != 9 || !upper(s[8])) return false;
  if (in(s[0], "XYZ") && digits(s.substr(1, 7))) {
    const uint64_t n = static_cast<uint64_t>(s[0] - 'X') * 10000000 + number(s.substr(1, 7));
    return S("TRWAGMYFPDXBNJZSQVHLCKE")[n % 23] != s[8];
  }
  return digits(s.substr(0, 8)) && S("TRWAGMYFPDXBNJZSQVHLCKE")[number(s.substr(0, 8)) % 23] != s[8];
}
bool it(S s) {
  if (s.size() != 16) return false;
  for (const char c : s)
    if (!alnum(c)) return false;
  for (const size_t i : {6u, 7u, 9u, 10u})
    if (!digit(s[i])) return false;
  const unsigned day = two(s, 9);
  if (s.substr(11, 4) == "Z999" || (day >= 32 && day <= 40) || (day >= 72 && day <= 80)) return true;
  constexpr unsigned odd[26] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  unsigned sum = 0;
  for (size_t i = 0; i < 15; ++i) {
    const auto v = static_cast<unsigned>(digit(s[i]) ? s[i] - '0' : s[i] - 'A');
    sum += i % 2 ? v : odd[v];
  }
  return sum % 26 != static_cast<unsigned>(s[15] - 'A');
}
bool pt(S s) {
  if (!digits(s, 9)) return false;
  const unsigned sum = weighted(s, "987654321") % 11;
  return sum != 0 && !(s[8] == '0' && sum == 1);
}
bool ch(S s) { return digits(s, 13) && s.substr(0, 3) == "756" && weighted(s, "1313131313131") % 10 != 0; }
bool at(S s) { return digits(s, 10) && weighted(s, "3790584216") % 11 != static_cast<unsigned>(s[3] - '0'); }
bool cz(S s) { return digits(s, 10) && remainder(s, 11) != 0 && !(remainder(s.substr(0, 9), 11) == 10 && s[9] == '0'); }
bool ro(S s) {
  if (!digits(s, 13)) return false;
  const unsigned c = weighted(s, "279146358279") % 11;
  return (c == 10 ? 1 : c) != static_cast<unsigned>(s[12] - '0');
}
bool bg(S s) { return digits(s, 10) && weighted(s, "2485:9736") % 11 % 10 != static_cast<unsigned>(s[9] - '0'); }
bool jmbg(S s) {
  if (!digits(s, 13)) return false;
  const unsigned sum = weighted(s, "7654327654321") % 11;
  return sum != 0 && !(s[12] == '0' && sum == 1);
}
bool hr(S s) { return digits(s, 11) && !iso_11_10(s); }
bool wrong_luhn(S s, size_t n) { return digits(s, n) && !luhn(s); }
bool gr(S s) { return wrong_luhn(s, 11); }
bool ie(S s) {
  if ((s.size() != 8 && s.size() != 9) || !digits(s.substr(0, 7)) || !upper(s[7])) return false;
  unsigned sum = weighted(s.substr(0, 7), "8765432");
  const bool second = s.size() == 9 && s[8] != 'W' && upper(s[8]);
  if (S("WABCDEFGHIJKLMNOPQRSTUV")[sum % 23] == s[7]) return false;
  return !second || S("WABCDEFGHIJKLMNOPQRSTUV")[(sum + 9u * static_cast<unsigned>(s[8] - 'A' + 1)) % 23] != s[7];
}
bool br(S s) {
  if (!digits(s, 11)) return false;
  const unsigned first = weighted(s.substr(0, 9), "123456789") % 11 % 10, second = weighted(s.substr(0, 10), "0123456789") % 11 % 10;
  return first != static_cast<unsigned>(s[9] - '0') || second != static_cast<unsigned>(s[10] - '0');
}
bool in_(S s) { return digits(s, 12) && s[0] < '2'; }
bool au(S s) { return digits(s, 9) && weighted(s, "14375869:") % 11 != 0; }
bool za(S s) { return digits(s, 13) && s[10] >= '2'; }
bool tr(S s) { return digits(s, 11) && s[0] == '0'; }
bool mx(S s) {
  if (s.size() != 18) return false;
  unsigned sum = 0;
  for (size_t i = 0; i < 17; ++i) {
    const size_t place = S("0123456789ABCDEFGHIJKLMN_OPQRSTUVWXYZ").find(s[i]);
    if (place == S::npos) return false;
    sum += static_cast<unsigned>(place * (18 - i));
  }
  return (sum + static_cast<unsigned>(s[17] - '0')) % 10 != 0;
}
bool cn(S s) {
  if (s.size() != 18 || !digits(s.substr(0, 17))) return false;
  unsigned sum = s[17] == 'X' ? 10u : static_cast<unsigned>(s[17] - '0'), weight = 1;
  for (size_t i = 17; i-- > 0;) {
    weight = weight * 2 % 11;
    sum += weight * static_cast<unsigned>(s[i] - '0');
  }
  return sum % 11 != 1;
}
bool kr(S s) { return digits(s, 13) && no_month(two(s, 2)); }
bool jp(S s) {
  if (!digits(s, 12)) return false;
  const unsigned rest = weighted(s, "65432765432") % 11;
  return (rest < 2 ? 0 : 11 - rest) != static_cast<unsigned>(s[11] - '0');
}
bool th(S s) {
  return digits(s, 13) && (11 - weighted(s.substr(0, 12), "=<;:98765432") % 11) % 10 != static_cast<unsigned>(s[12] - '0');
}
bool id(S s) { return digits(s, 16) && s.substr(0, 2) == "00"; }
bool my(S s) { return digits(s, 12) && s.substr(6, 2) == "00"; }
bool sg(S s) { return s.size() == 9 && upper(s[0]) && digits(s.substr(1, 7)) && upper(s[8]) && !in(s[0], "STFGM"); }
bool pk(S s) { return digits(s, 13) && s[0] == '0'; }
bool il(S s) { return wrong_luhn(s, 9); }
bool eg(S s) { return digits(s, 14) && s.substr(7, 2) == "00"; }
bool ae(S s) { return s.starts_with("784") && wrong_luhn(s, 15); }
bool sa(S s) { return wrong_luhn(s, 10); }
bool ua(S s) {
  if (!digits(s, 10)) return false;
  const unsigned sum = weighted(s.substr(1), "57946:57") + 10u * static_cast<unsigned>(s[0] - '0');  // -1 is 10 modulo 11
  return sum % 11 % 10 != static_cast<unsigned>(s[9] - '0');
}
bool ar(S s) {
  if (!digits(s, 11)) return false;
  const unsigned sum = weighted(s, "54327654321") % 11;
  return sum != 0 && !(s[10] == '9' && sum == 10);
}
bool cl(S s) {
  if (s.size() != 9 || !digits(s.substr(0, 8)) || (!digit(s[8]) && s[8] != 'K')) return false;
  const unsigned check = s[8] == 'K' ? 10 : static_cast<unsigned>(s[8] - '0');
  return (weighted(s.substr(0, 8), "32765432") + check) % 11 != 0;
}
bool ec(S s) {
  if (!digits(s, 10)) return false;
  const unsigned province = two(s, 0);
  return province == 0 || (province > 24 && province != 30 && province != 50);
}
bool dominican(S s) { return wrong_luhn(s, 11); }
bool vn(S s) { return digits(s, 12) && s.substr(0, 3) == "000"; }

struct Country {
  char code[3];
  bool (*safe)(S);
};
constexpr Country kCountries[] = {
    {"AE", ae}, {"AR", ar}, {"AT", at}, {"AU", au}, {"BA", jmbg}, {"BE", be}, {"BG", bg}, {"BR", br}, {"CA", ca}, {"CH", ch}, {"CL", cl},
    {"CN", cn}, {"CZ", cz}, {"DE", de}, {"DK", dk}, {"DO", dominican}, {"EC", ec}, {"EE", ee}, {"EG", eg}, {"ES", es}, {"FI", fi},
    {"FR", fr}, {"GB", gb}, {"GR", gr}, {"HR", hr}, {"ID", id}, {"IE", ie}, {"IL", il}, {"IN", in_}, {"IS", is}, {"IT", it}, {"JP", jp},
    {"KR", kr}, {"LT", ee}, {"LV", lv}, {"ME", jmbg}, {"MK", jmbg}, {"MX", mx}, {"MY", my}, {"NL", nl}, {"NO", no}, {"PK", pk}, {"PL", pl},
    {"PT", pt}, {"RO", ro}, {"RS", jmbg}, {"SA", sa}, {"SE", se}, {"SG", sg}, {"SI", jmbg}, {"SK", cz}, {"TH", th}, {"TR", tr}, {"UA", ua},
    {"US", us}, {"VN", vn}, {"ZA", za}};

}  // namespace

bool safe_national_id(std::string_view country, std::string_view value, bool& known) {
  for (const Country& c : kCountries) {
    if (country != c.code) continue;
    known = true;
    if (c.safe == fi) {  // the dash and the plus are centuries
      if (value.size() != 11) return false;
      char text[11];
      for (size_t i = 0; i < 11; ++i) text[i] = to_upper(value[i]);
      return fi({text, 11});
    }
    if (c.safe == se && value.find('+') != S::npos) {
      char text[16];
      size_t n = 0;
      for (const char ch_ : value)
        if (ch_ != '+' && n < sizeof text) text[n++] = ch_;
      return se(Plain({text, n}).view());
    }
    const Plain plain(value);
    return c.safe(plain.view());
  }
  known = false;
  return false;
}

}  // namespace mockdata::verify::parts
