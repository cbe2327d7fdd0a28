#include "verify/identifiers.h"

#include "verify/identifiers_parts.h"

namespace mockdata::verify {

using namespace parts;

bool is_safe(std::string_view type, std::string_view country, std::string_view value) {
  if (token(value)) return true;
  if (type == "email") return safe_email(value);
  if (type == "email_domain" || type == "host") return safe_host(value);
  if (type == "url" || type == "handle") return safe_url(value);
  if (type == "ipv4") return safe_ipv4(value);
  if (type == "ipv6") return safe_ipv6(value);
  if (type == "mac") return safe_mac(value);
  if (type == "phone") return safe_phone(country, value);
  if (type.starts_with("card_number")) return safe_card(Plain(value).view());
  if (type == "iban") return safe_iban(Plain(value).view());
  if (type == "national_id") {
    bool known = false;
    return safe_national_id(country, value, known);
  }
  return safe_other(type, country, value);
}

}  // namespace mockdata::verify
