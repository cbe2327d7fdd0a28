// Hosts, e-mail, URLs and network addresses: RFC 2606, 6761, 5737, 3849, 9637, 1918, 7042.
#include "verify/identifiers_parts.h"

namespace mockdata::verify::parts {
namespace {

char to_lower(char c) { return upper(c) ? static_cast<char>(c + 32) : c; }

bool ends_with(std::string_view s, std::string_view end) {
  if (s.size() < end.size()) return false;
  s.remove_prefix(s.size() - end.size());
  for (size_t i = 0; i < end.size(); ++i)
    if (to_lower(s[i]) != end[i]) return false;
  return true;
}

bool is_domain_or_below(std::string_view host, std::string_view domain) {
  return ends_with(host, domain) && (host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.');
}

bool hex(char c, unsigned& v) {
  if (digit(c)) v = static_cast<unsigned>(c - '0');
  else if (c >= 'a' && c <= 'f') v = static_cast<unsigned>(c - 'a') + 10;
  else if (c >= 'A' && c <= 'F') v = static_cast<unsigned>(c - 'A') + 10;
  else return false;
  return true;
}

}  // namespace

bool safe_host(std::string_view host) {
  if (!host.empty() && host.back() == '.') host.remove_suffix(1);
  for (const std::string_view domain : {"example.com", "example.net", "example.org", "test", "example", "invalid", "localhost"})
    if (is_domain_or_below(host, domain)) return host.front() != '.';
  uint8_t address[4];
  return parse_ipv4(host, address) && safe_ipv4(host);
}

bool safe_email(std::string_view value) {
  const size_t at = value.rfind('@');
  return at != std::string_view::npos && at > 0 && safe_host(value.substr(at + 1));
}

bool safe_url(std::string_view value) {
  const size_t scheme = value.find("://");
  if (scheme == std::string_view::npos) return false;
  value.remove_prefix(scheme + 3);
  value = value.substr(0, value.find_first_of("/?#"));
  if (const size_t at = value.rfind('@'); at != std::string_view::npos) value.remove_prefix(at + 1);
  if (value.starts_with('[')) {
    const size_t end = value.find(']');
    return end != std::string_view::npos && safe_ipv6(value.substr(1, end - 1));
  }
  return safe_host(value.substr(0, value.find(':')));
}

bool parse_ipv4(std::string_view value, uint8_t* out) {
  for (int i = 0; i < 4; ++i) {
    unsigned v = 0;
    size_t n = 0;
    while (n < value.size() && n < 4 && digit(value[n])) v = v * 10 + static_cast<unsigned>(value[n++] - '0');
    if (n == 0 || n > 3 || v > 255) return false;
    out[i] = static_cast<uint8_t>(v);
    value.remove_prefix(n);
    if (i == 3) return value.empty();
    if (value.empty() || value[0] != '.') return false;
    value.remove_prefix(1);
  }
  return false;
}

bool safe_ipv4(std::string_view value) {
  uint8_t a[4];
  if (!parse_ipv4(value, a)) return false;
  const unsigned top = a[0] * 65536u + a[1] * 256u + a[2];
  return top == 192 * 65536 + 2 || top == 198 * 65536 + 51 * 256 + 100 || top == 203 * 65536 + 113 ||  // documentation
         (a[0] == 198 && (a[1] & 254) == 18) || a[0] == 10 || a[0] == 127 || (a[0] == 192 && a[1] == 168) ||
         (a[0] == 172 && (a[1] & 240) == 16) || (a[0] == 100 && (a[1] & 192) == 64) || (a[0] == 169 && a[1] == 254) ||
         (a[0] | a[1] | a[2] | a[3]) == 0 || (a[0] & a[1] & a[2] & a[3]) == 255;
}

bool parse_ipv6(std::string_view value, uint16_t* out) {
  uint16_t groups[8] = {};
  int n = 0, gap = -1;
  if (value.starts_with("::")) {
    gap = 0;
    value.remove_prefix(2);
  }
  while (!value.empty()) {
    unsigned v = 0, d = 0;
    size_t used = 0;
    while (used < value.size() && used < 4 && hex(value[used], d)) v = v * 16 + d, ++used;
    if (used == 0 || n == 8) return false;
    groups[n++] = static_cast<uint16_t>(v);
    value.remove_prefix(used);
    if (value.empty()) break;
    if (value[0] != ':') return false;
    value.remove_prefix(1);
    if (value.starts_with(':')) {
      if (gap >= 0) return false;
      gap = n;
      value.remove_prefix(1);
    } else if (value.empty()) {
      return false;
    }
  }
  if (gap < 0 ? n != 8 : n > 7) return false;
  for (int i = 0; i < 8; ++i) out[i] = 0;
  const int tail = gap < 0 ? 0 : n - gap;
  for (int i = 0; i < n - tail; ++i) out[i] = groups[i];
  for (int i = 0; i < tail; ++i) out[8 - tail + i] = groups[n - tail + i];
  return true;
}

bool safe_ipv6(std::string_view value) {
  uint16_t g[8];
  if (!parse_ipv6(value, g)) return false;
  if (g[0] == 0x2001 && g[1] == 0x0db8) return true;
  if (g[0] == 0x3fff && g[1] < 0x1000) return true;
  if ((g[0] & 0xfe00) == 0xfc00 || (g[0] & 0xffc0) == 0xfe80) return true;  // local
  bool low = true;
  for (int i = 0; i < 7; ++i) low &= g[i] == 0;
  return low && g[7] <= 1;
}

bool safe_mac(std::string_view value) {
  unsigned octets[6], n = 0, half = 0, v = 0;
  for (const char c : value) {
    unsigned d;
    if (c == ':' || c == '-' || c == '.') continue;
    if (!hex(c, d) || n == 6) return false;
    v = v * 16 + d;
    if (++half == 2) octets[n++] = v, v = half = 0;
  }
  if (n != 6 || half != 0) return false;
  if (octets[0] & 1) return false;  // a group, not a device
  if (octets[0] & 2) return true;   // locally administered
  return octets[0] == 0 && octets[1] == 0 && octets[2] == 0x5e && octets[3] == 0 && octets[4] == 0x53;
}

}  // namespace mockdata::verify::parts
