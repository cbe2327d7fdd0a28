#include <cctype>
#include <cstring>

#include "discover/shape/identity_form.h"
#include "discover/shape/shape.h"

namespace mockdata::discover {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)); }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }

template <class Check>
bool all(std::string_view text, Check check) {
  for (char c : text) {
    if (!check(c)) return false;
  }
  return !text.empty();
}

int number(std::string_view digits) {
  int n = 0;
  for (char c : digits) n = n * 10 + (c - '0');
  return n;
}

bool date(std::string_view t) {
  if (t.size() != 10 || t[4] != '-' || t[7] != '-' || !all(t.substr(0, 4), digit) || !all(t.substr(5, 2), digit) ||
      !all(t.substr(8, 2), digit)) {
    return false;
  }
  static const int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int year = number(t.substr(0, 4)), month = number(t.substr(5, 2)), day = number(t.substr(8, 2));
  if (month < 1 || month > 12 || day < 1 || day > kDays[month - 1]) return false;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month != 2 || day < 29 || leap;
}

// "23:59", "23:59:59", "23:59:59.123456789"; the number of characters used, 0 for none.
std::size_t clock(std::string_view t) {
  if (t.size() < 5 || t[2] != ':' || !all(t.substr(0, 2), digit) || !all(t.substr(3, 2), digit)) return 0;
  if (number(t.substr(0, 2)) > 24 || number(t.substr(3, 2)) > 59) return 0;
  std::size_t used = 5;
  if (t.size() >= 8 && t[5] == ':' && all(t.substr(6, 2), digit) && number(t.substr(6, 2)) <= 60) {
    used = 8;
    if (t.size() > 9 && (t[8] == '.' || t[8] == ',') && digit(t[9])) {
      used = 9;
      while (used < t.size() && digit(t[used])) ++used;
    }
  }
  return used;
}

bool zone(std::string_view t) {
  if (!t.empty() && t[0] == ' ') t.remove_prefix(1);
  if (t == "Z" || t == "z" || t == "UTC" || t == "GMT") return true;
  if (t.size() < 3 || (t[0] != '+' && t[0] != '-')) return false;
  t.remove_prefix(1);
  return (t.size() == 2 && all(t, digit)) || (t.size() == 4 && all(t, digit)) ||
         (t.size() == 5 && t[2] == ':' && all(t.substr(0, 2), digit) && all(t.substr(3), digit));
}

bool uuid(std::string_view t) {
  if (t.size() != 36) return false;
  for (std::size_t i = 0; i < t.size(); ++i) {
    bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? t[i] != '-' : !hex(t[i])) return false;
  }
  return true;
}

bool email(std::string_view t) {
  std::size_t at = t.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || t.find('@', at + 1) != std::string_view::npos) return false;
  std::string_view host = t.substr(at + 1);
  std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || host.size() - dot < 3) return false;
  auto plain = [](char c) { return static_cast<unsigned char>(c) > 0x20 && !std::strchr("()<>,;:\"[]\\", c); };
  return all(t.substr(0, at), plain) && all(host, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || (c & 0x80); });
}

bool url(std::string_view t) {
  std::size_t colon = t.find("://");
  return colon != std::string_view::npos && colon > 1 && colon < 12 && t.size() > colon + 3 &&
         all(t.substr(0, colon), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '+'; }) &&
         t.find(' ') == std::string_view::npos;
}

bool ip(std::string_view t) {
  int dots = 0, value = 0, digits = 0;
  for (char c : t) {
    if (digit(c)) {
      value = value * 10 + (c - '0');
      if (++digits > 3 || value > 255) return false;
    } else if (c == '.' && digits > 0) {
      ++dots;
      value = digits = 0;
    } else {
      break;
    }
  }
  if (dots == 3 && digits > 0 && all(t, [](char c) { return digit(c) || c == '.'; })) return true;
  int colons = 0;
  for (char c : t) colons += c == ':';
  return colons >= 2 && colons <= 7 && t.size() <= 39 && (colons == 7 || t.find("::") != std::string_view::npos) &&
         all(t, [](char c) { return hex(c) || c == ':'; });
}

bool mac(std::string_view t) {
  if (t.size() != 17 || (t[2] != ':' && t[2] != '-')) return false;
  for (std::size_t i = 0; i < t.size(); ++i)
    if (i % 3 == 2 ? t[i] != t[2] : !hex(t[i])) return false;
  return true;
}

bool phone(std::string_view t) {
  if (t.size() < 8 || t[0] != '+') return false;
  int digits = 0;
  for (char c : t.substr(1)) {
    if (digit(c)) {
      ++digits;
    } else if (!std::strchr(" -().", c)) {
      return false;
    }
  }
  return digits >= 7 && digits <= 15;
}

bool iban(std::string_view t) {
  if (t.size() < 15 || t.size() > 34 || !upper(t[0]) || !upper(t[1]) || !digit(t[2]) || !digit(t[3])) return false;
  int rest = 0;
  for (std::size_t i = 0; i < t.size(); ++i) {
    char c = t[(i + 4) % t.size()];
    if (!digit(c) && !upper(c)) return false;
    rest = digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  }
  return rest == 1;
}

bool salesforce_id(std::string_view t) {
  if (t.size() != 15 && t.size() != 18) return false;
  if (!all(t, [](char c) { return std::isalnum(static_cast<unsigned char>(c)); })) return false;
  // The key prefix begins with '0' or 'a'; the instance and reserved characters in the middle are zeros in every id seen.
  return (t[0] == '0' || t[0] == 'a') && t.find("00") != std::string_view::npos && !all(t, hex) && !all(t, digit);
}

bool dotnet_date(std::string_view t) {
  if (t.size() < 9 || t.substr(0, 6) != "/Date(" || t.substr(t.size() - 2) != ")/") return false;
  return all(t.substr(6, t.size() - 8), [](char c) { return digit(c) || c == '+' || c == '-'; });
}

bool any_case(std::string_view t, std::string_view word) {
  if (t.size() != word.size()) return false;
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(t[i])) != word[i]) return false;
  }
  return true;
}

}  // namespace

TextForm text_form(std::string_view t) {
  if (t.empty()) return TextForm::kEmpty;
  if (t.size() > 4096) return t[0] == '{' || t[0] == '[' ? TextForm::kJson : TextForm::kPlain;
  if (const TextForm identity = identity_form(t); identity != TextForm::kNone) return identity;
  if (all(t, digit)) return TextForm::kDigits;
  if (t.size() == 10 && date(t)) return TextForm::kDate;
  if (t.size() > 10 && date(t.substr(0, 10)) && (t[10] == 'T' || t[10] == 't' || t[10] == ' ')) {
    std::string_view rest = t.substr(11);
    std::size_t used = clock(rest);
    if (used == rest.size()) return TextForm::kLocalDatetime;
    if (used > 0 && zone(rest.substr(used))) return TextForm::kDatetime;
  }
  if (clock(t) == t.size() && t.size() >= 5) return TextForm::kTime;
  if (uuid(t)) return TextForm::kUuid;
  if (t.size() == 24 && all(t, [](char c) { return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); })) return TextForm::kObjectId;
  if (t.size() == 26 && t[0] <= '7' && all(t, [](char c) { return digit(c) || (upper(c) && !std::strchr("ILOU", c)); })) return TextForm::kUlid;
  if (any_case(t, "true") || any_case(t, "false")) return TextForm::kBool;
  if (dotnet_date(t)) return TextForm::kDotnetDate;
  if (email(t)) return TextForm::kEmail;
  if (url(t)) return TextForm::kUrl;
  if (mac(t)) return TextForm::kMac;
  if (ip(t)) return TextForm::kIp;
  if (phone(t)) return TextForm::kPhone;
  if (iban(t)) return TextForm::kIban;
  if (t[0] == '#' && (t.size() == 7 || t.size() == 4) && all(t.substr(1), hex)) return TextForm::kColor;
  {
    std::string_view n = t[0] == '-' || t[0] == '+' ? t.substr(1) : t;
    std::size_t dot = n.find('.');
    if (dot == std::string_view::npos ? t.size() > 1 && all(n, digit) : all(n.substr(0, dot), digit) && all(n.substr(dot + 1), digit)) {
      return TextForm::kNumber;
    }
  }
  if ((t.front() == '{' && t.back() == '}') || (t.front() == '[' && t.back() == ']')) {
    if (shape_of_json(t).end == ShapeEnd::kWhole) return TextForm::kJson;
  }
  if (salesforce_id(t)) return TextForm::kSalesforceId;
  return TextForm::kPlain;
}

const char* to_string(TextForm form) {
  static const char* kNames[] = {"none", "empty", "plain", "digits", "number", "bool", "uuid", "object_id", "ulid", "salesforce_id",
                                 "date", "time", "local_datetime", "datetime", "dotnet_date", "email", "url", "ip", "phone",
                                 "iban", "color", "mac", "card", "national_id", "national_number", "json", "mixed"};
  return kNames[static_cast<int>(form)];
}

bool name_is_data(std::string_view name) {
  switch (text_form(name)) {
    case TextForm::kDigits:
    case TextForm::kNumber:
    case TextForm::kUuid:
    case TextForm::kObjectId:
    case TextForm::kUlid:
    case TextForm::kDate:
    case TextForm::kDatetime:
    case TextForm::kLocalDatetime:
    case TextForm::kEmail:
    case TextForm::kUrl:
    case TextForm::kIp:
    case TextForm::kPhone:
    case TextForm::kIban:
    case TextForm::kMac:
    case TextForm::kCard:
    case TextForm::kNationalId:
    case TextForm::kNationalNumber:
      return true;
    default: {
      // "emp_81237", "user-4711", "cus_9s6XKzkNRiz8i3": a short stem, a separator, and an id.
      std::size_t cut = name.find_last_of("_-:");
      if (cut == std::string_view::npos || cut + 4 > name.size()) return false;
      std::string_view id = name.substr(cut + 1);
      int digits = 0, letters = 0;
      bool high = false, low = false;
      for (char c : id) {
        digits += digit(c);
        letters += std::isalpha(static_cast<unsigned char>(c)) != 0;
        high |= upper(c);
        low |= lower(c);
      }
      return (digits == static_cast<int>(id.size()) && digits >= 4) || (id.size() >= 10 && digits >= 2 && letters >= 2 && high && low);
    }
  }
}

}  // namespace mockdata::discover
