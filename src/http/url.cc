#include "http/url.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace mockdata::http {
namespace {

struct CurlUrlFree {
  void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
};
using CurlUrl = std::unique_ptr<CURLU, CurlUrlFree>;

std::string part(CURLU* handle, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(handle, which, &text, flags) != CURLUE_OK || !text) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

std::string before_query(std::string_view text) { return std::string(text.substr(0, text.find_first_of("?#"))); }

Result<Url> take(CURLU* handle, std::string_view original) {
  Url url;
  url.scheme = part(handle, CURLUPART_SCHEME);
  url.host = part(handle, CURLUPART_HOST);
  if (!part(handle, CURLUPART_USER).empty() || !part(handle, CURLUPART_PASSWORD).empty()) {
    return invalid_error("a URL must not hold a user name or a password", {}, "give them through the credential options");
  }
  if (url.scheme != "http" && url.scheme != "https") {
    return invalid_error("only http and https URLs can be read", before_query(original));
  }
  if (url.host.empty()) return invalid_error("the URL has no host", before_query(original));
  if (url.host.front() == '[') url.host = url.host.substr(1, url.host.size() - 2);
  std::transform(url.host.begin(), url.host.end(), url.host.begin(), [](unsigned char c) { return std::tolower(c); });
  url.port = std::atoi(part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT).c_str());
  url.path = part(handle, CURLUPART_PATH);
  if (url.path.empty()) url.path = "/";
  url.query = part(handle, CURLUPART_QUERY);
  return url;
}

bool plain(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x21 || c == 0x7f; });
}

std::string origin(const Url& url) {
  bool v6 = url.host.find(':') != std::string::npos;
  std::string text = url.scheme + "://" + (v6 ? "[" + url.host + "]" : url.host);
  if (url.port != (url.scheme == "https" ? 443 : 80)) text += ":" + std::to_string(url.port);
  return text;
}

}  // namespace

std::string Url::to_string() const { return origin(*this) + path + (query.empty() ? "" : "?" + query); }
std::string Url::shown() const { return origin(*this) + path; }

bool Url::loopback() const {
  if (host == "localhost" || host == "::1") return true;
  int octets[4], used = 0;
  char rest;
  used = std::sscanf(host.c_str(), "%3d.%3d.%3d.%3d%c", &octets[0], &octets[1], &octets[2], &octets[3], &rest);
  return used == 4 && octets[0] == 127;
}

Result<Url> parse_url(std::string_view text) {
  if (!plain(text)) return invalid_error("the URL holds spaces or control characters", before_query(text));
  CurlUrl handle(curl_url());
  std::string copy(text);
  if (!handle || curl_url_set(handle.get(), CURLUPART_URL, copy.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
    return invalid_error("this is not an absolute URL", before_query(text), "write it as https://host/path");
  }
  return take(handle.get(), text);
}

Result<Url> resolve_url(const Url& base, std::string_view reference) {
  if (!plain(reference)) return invalid_error("the URL holds spaces or control characters", before_query(reference));
  CurlUrl handle(curl_url());
  std::string absolute = base.to_string(), copy(reference);
  if (!handle || curl_url_set(handle.get(), CURLUPART_URL, absolute.c_str(), 0) != CURLUE_OK ||
      curl_url_set(handle.get(), CURLUPART_URL, copy.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
    return invalid_error("this is not a URL", before_query(reference));
  }
  return take(handle.get(), reference);
}

Result<Url> endpoint_url(const Url& base, std::string_view endpoint) {
  if (endpoint.find("://") != std::string_view::npos) return parse_url(endpoint);
  Url url = base;
  url.query.clear();
  while (!url.path.empty() && url.path.back() == '/') url.path.pop_back();
  std::string_view path = endpoint.substr(0, endpoint.find_first_of("?#"));
  while (!path.empty() && path.front() == '/') path.remove_prefix(1);
  // An endpoint written with the base's own path in front ("/v1/users" under ".../v1") is meant once.
  std::string own = url.path.empty() ? "" : url.path.substr(1) + "/";
  if (!own.empty() && path.substr(0, own.size()) == own) path.remove_prefix(own.size());
  if (!plain(path)) return invalid_error("the endpoint holds spaces or control characters", std::string(path));
  url.path += "/";
  url.path += path;
  std::size_t mark = endpoint.find('?');
  if (mark != std::string_view::npos) url.query = std::string(endpoint.substr(mark + 1, endpoint.find('#') - mark - 1));
  if (!base.query.empty()) url.query = base.query + (url.query.empty() ? "" : "&" + url.query);
  return url;
}

std::string encode_component(std::string_view text) {
  static const char* kHex = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    if (std::isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += static_cast<char>(c);
    } else {
      out += '%';
      out += kHex[c >> 4];
      out += kHex[c & 15];
    }
  }
  return out;
}

void add_query(Url& url, std::string_view name, std::string_view value) {
  if (!url.query.empty()) url.query += '&';
  url.query += encode_component(name);
  url.query += '=';
  url.query += encode_component(value);
}

bool has_query(const Url& url, std::string_view name) {
  std::string encoded = encode_component(name), plain_name(name);
  std::size_t at = 0;
  while (at <= url.query.size()) {
    std::size_t end = std::min(url.query.find('&', at), url.query.size());
    std::string key = url.query.substr(at, end - at);
    key = key.substr(0, key.find('='));
    if (key == encoded || key == plain_name) return true;
    at = end + 1;
  }
  return false;
}

Status require_https(const Url& url) {
  if (url.scheme == "https" || url.loopback()) return {};
  return refused_error("plain HTTP is only spoken to this machine", url.shown(), "use the https:// address of the source");
}

}  // namespace mockdata::http
