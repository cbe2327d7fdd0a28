// URLs as this program needs them: parts, resolution of relative references, and a form that may be shown to people.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace mockdata::http {

struct Url {
  std::string scheme;  // "http" or "https"
  std::string host;    // lower case, IPv6 without brackets
  int port = 0;        // always set
  std::string path;    // starts with '/'
  std::string query;   // without '?', may hold secrets: never shown

  // The whole URL, as it is sent.
  std::string to_string() const;
  // Without query: what messages and logs may hold.
  std::string shown() const;
  bool same_origin(const Url& other) const { return scheme == other.scheme && host == other.host && port == other.port; }
  // A host of this machine: "localhost", 127.0.0.0/8, ::1.
  bool loopback() const;
};

// Reads an absolute http or https URL. Errors: another scheme, no host, user or password inside (they belong into the
// options for credentials), control characters. The message never repeats the query.
Result<Url> parse_url(std::string_view text);
// Resolves `reference` (absolute, "//host/path", "/path", "path", "?query") against `base`.
Result<Url> resolve_url(const Url& base, std::string_view reference);
// "https://api.example.com/v1/" and "/employees?x=1" -> the endpoint under the base path: an endpoint that starts with
// a slash is still below the path of the base, as source documents mean it.
Result<Url> endpoint_url(const Url& base, std::string_view endpoint);

// Percent-encodes everything but unreserved characters.
std::string encode_component(std::string_view text);
// Adds "name=value", both encoded, to the query.
void add_query(Url& url, std::string_view name, std::string_view value);
// True if the query has a parameter of that name.
bool has_query(const Url& url, std::string_view name);
// Plain HTTP may only be spoken to this machine.
Status require_https(const Url& url);

}  // namespace mockdata::http
