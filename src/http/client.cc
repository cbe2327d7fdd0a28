#include "http/client.h"

#include <curl/curl.h>
#include <malloc.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <mutex>
#include <thread>

#ifndef MOCKDATA_VERSION
#define MOCKDATA_VERSION "0.1.0"
#endif

namespace mockdata::http {
namespace {

using Clock = std::chrono::steady_clock;

// The buffers of libcurl hold headers and bodies: what it frees is overwritten first.
void wiping_free(void* memory) {
  if (memory) explicit_bzero(memory, malloc_usable_size(memory));
  std::free(memory);
}
void* wiping_realloc(void* memory, std::size_t size) {
  if (!memory) return std::malloc(size);
  std::size_t old = malloc_usable_size(memory);
  void* grown = std::malloc(size);
  if (!grown) return nullptr;
  std::memcpy(grown, memory, std::min(old, size));
  wiping_free(memory);
  return grown;
}

void start_curl() {
  static const CURLcode started =
      curl_global_init_mem(CURL_GLOBAL_DEFAULT, std::malloc, wiping_free, wiping_realloc, strdup, std::calloc);
  (void)started;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return text;
}

std::string seconds(Milliseconds time) {
  return std::to_string((time.count() + 999) / 1000) + " s";
}

bool redirect(long status) { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

Error interrupted(const Url& url) { return {ErrorKind::kInterrupted, "interrupted", url.shown(), {}}; }

Error transport_error(CURLcode code, const Url& url, Milliseconds waited) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return source_error("the host name cannot be resolved", url.shown(), "check the base URL, the network and the VPN");
    case CURLE_COULDNT_RESOLVE_PROXY:
      return source_error("the proxy's name cannot be resolved", url.shown(), "check the variables https_proxy and no_proxy");
    case CURLE_COULDNT_CONNECT:
      return source_error("no connection to " + url.host + " port " + std::to_string(url.port), url.shown(),
                          "check that the source is running, and the port, firewall and VPN");
    case CURLE_OPERATION_TIMEDOUT:
      return source_error("time-out: no answer within " + seconds(waited), url.shown(), "try again, or allow more time (--timeout SECONDS)");
    case CURLE_PEER_FAILED_VERIFICATION:
      return source_error("the TLS certificate of " + url.host + " is not trusted, expired, or made for another name",
                          url.shown(), "add the issuing authority to the system's certificates, or set SSL_CERT_FILE to it");
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return source_error("the TLS handshake with " + url.host + " failed (" + curl_easy_strerror(code) + ")", url.shown(),
                          "check that this port speaks HTTPS");
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return source_error("the connection was cut before an answer came", url.shown(), "try again");
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return source_error("the answer is not HTTP", url.shown(), "check the base URL and the port");
    case CURLE_BAD_CONTENT_ENCODING:
      return source_error("the compressed answer cannot be decoded", url.shown(), "the server's compression is broken");
    default:
      return source_error(curl_easy_strerror(code), url.shown());
  }
}

// A failure that another attempt may not see.
bool worth_retrying(CURLcode code) {
  return code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_HTTP2 ||
         code == CURLE_HTTP2_STREAM || code == CURLE_PARTIAL_FILE || code == CURLE_OPERATION_TIMEDOUT;
}

}  // namespace

struct Client::Handles {
  std::mutex lock;
  std::vector<CURL*> idle;
  ~Handles() {
    for (CURL* handle : idle) curl_easy_cleanup(handle);
  }
  CURL* take() {
    std::lock_guard<std::mutex> held(lock);
    if (idle.empty()) return curl_easy_init();
    CURL* handle = idle.back();
    idle.pop_back();
    return handle;
  }
  void give(CURL* handle) {
    curl_easy_reset(handle);
    std::lock_guard<std::mutex> held(lock);
    idle.push_back(handle);
  }
};

// One transfer: what the callbacks of libcurl fill.
struct Client::Exchange {
  const Request* request;
  const Policy* policy;
  const std::atomic<bool>* stop;
  Response response;
  std::size_t ask_at = 16 << 10;  // `enough` is asked each time the body has doubled, and of a slow one each second
  bool memory_gone = false;
  std::chrono::steady_clock::time_point asked = std::chrono::steady_clock::now();

  static std::size_t on_header(char* data, std::size_t one, std::size_t count, void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    std::string_view line(data, one * count);
    if (line.substr(0, 5) == "HTTP/") {
      exchange.response.headers.clear();  // an interim or a proxy's answer came before
    } else if (std::size_t colon = line.find(':'); colon != std::string_view::npos && exchange.response.headers.size() < 200) {
      exchange.response.headers.emplace_back(lower(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1))));
    }
    return one * count;
  }

  static std::size_t on_body(char* data, std::size_t one, std::size_t count, void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    WipedBytes& body = exchange.response.body;
    std::size_t size = one * count, room = exchange.policy->max_bytes - body.size();
    if (!body.append({data, std::min(size, room)})) {
      exchange.memory_gone = true;
      return 0;
    }
    if (size > room) {
      exchange.response.ending = Ending::kByteBudget;
      return 0;
    }
    const auto now = std::chrono::steady_clock::now();
    if (exchange.request->enough && (body.size() >= exchange.ask_at || now - exchange.asked > std::chrono::seconds(1))) {
      if (exchange.request->enough(body.view())) {
        exchange.response.ending = Ending::kEnough;
        return 0;
      }
      exchange.ask_at = std::max(exchange.ask_at, 2 * body.size());
      exchange.asked = now;
    }
    return size;
  }

  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto* stop = static_cast<Exchange*>(self)->stop;
    return stop && stop->load(std::memory_order_relaxed) ? 1 : 0;
  }
};

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

Client::Client(Policy policy, const std::atomic<bool>* stop) : policy_(policy), stop_(stop) {
  start_curl();
  handles_ = std::make_unique<Handles>();
}
Client::~Client() = default;

Status Client::wait(Milliseconds time, const Url& url) const {
  auto until = Clock::now() + time;
  while (Clock::now() < until) {
    if (stop_ && stop_->load(std::memory_order_relaxed)) return interrupted(url);
    std::this_thread::sleep_for(std::min<Clock::duration>(until - Clock::now(), Milliseconds(50)));
  }
  return {};
}

Result<Response> Client::send(const Request& request) const {
  MOCKDATA_CHECK(require_https(request.url));
  for (const Credential& credential : request.credentials) {
    if (credential.value.view().find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
      return source_error("the credential for " + credential.name + " holds a line break", request.url.shown(),
                          "store it as one line");
    }
  }
  auto end = Clock::now() + policy_.total;
  for (int tried = 1;; ++tried) {
    auto left = std::chrono::duration_cast<Milliseconds>(end - Clock::now());
    bool again = false;
    Result<Response> result = attempt(request, std::max(left, Milliseconds(1)), again);
    Milliseconds wanted = back_off(tried, policy_.first_wait, policy_.longest_wait,
                                   static_cast<double>(Clock::now().time_since_epoch().count() % 1000) / 1000);
    if (result.ok()) {
      result->attempts = tried;
      again = may_pass(result->status) || (result->ending == Ending::kCut);
      if (may_pass(result->status)) {
        if (auto asked = parse_retry_after(result->header("retry-after"), std::time(nullptr))) {
          result->asked_wait = *asked;
          wanted = std::max(*asked, Milliseconds(1));
        }
      }
    }
    bool fits = wanted <= policy_.longest_wait && Clock::now() + wanted < end;
    if (!again || tried >= policy_.attempts || !fits) return result;
    MOCKDATA_CHECK(wait(wanted, request.url));
  }
}

Result<Response> Client::attempt(const Request& request, Milliseconds time_left, bool& again) const {
  auto end = Clock::now() + time_left;
  Url url = request.url;
  std::string method = request.method;
  bool with_credentials = true;
  for (int hop = 0;; ++hop) {
    if (stop_ && stop_->load(std::memory_order_relaxed)) return interrupted(url);
    CURL* handle = handles_->take();
    if (!handle) return source_error("no memory for a connection", url.shown());
    Exchange exchange{&request, &policy_, stop_, {}, 16 << 10, false};
    WipedBytes address(url.to_string());
    curl_slist* headers = nullptr;
    auto add = [&](std::string_view name, std::string_view value) {
      WipedBytes line(name);
      line.append(": ");
      line.append(value);
      headers = curl_slist_append(headers, line.c_str());
    };
    for (const auto& [name, value] : request.headers) add(name, value);
    if (with_credentials) {
      bool first = url.query.empty();
      for (const Credential& credential : request.credentials) {
        if (credential.place == Credential::Place::kHeader) {
          add(credential.name, credential.value.view());
        } else if (!has_query(url, credential.name)) {
          std::string encoded = encode_component(credential.value.view());
          address.append(first ? "?" : "&");
          address.append(encode_component(credential.name));
          address.append("=");
          address.append(encoded);
          explicit_bzero(encoded.data(), encoded.size());
          first = false;
        }
      }
    }
    bool with_body = method != "GET" && method != "HEAD" && with_credentials;
    if (with_body) {
      if (!request.content_type.empty()) add("Content-Type", request.content_type);
      curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
      curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.c_str());
    }
    if (method == "HEAD") curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, method.c_str());
    curl_easy_setopt(handle, CURLOPT_URL, address.c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "mockdata/" MOCKDATA_VERSION);
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");  // all that this build of libcurl can decode
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    if (url.loopback()) curl_easy_setopt(handle, CURLOPT_PROXY, "");
    auto left = std::max(std::chrono::duration_cast<Milliseconds>(end - Clock::now()), Milliseconds(1));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(policy_.connect.count()));
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, std::max(1L, static_cast<long>(policy_.idle.count() / 1000)));
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, Exchange::on_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, Exchange::on_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &exchange);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, Exchange::on_progress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &exchange);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    // A CA bundle of the user's own wins, as with other command-line tools.
    if (const char* bundle = std::getenv("SSL_CERT_FILE"); bundle && *bundle) curl_easy_setopt(handle, CURLOPT_CAINFO, bundle);

    auto begin = Clock::now();
    CURLcode code = curl_easy_perform(handle);
    Response& response = exchange.response;
    long proxy_status = 0;
    curl_easy_getinfo(handle, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &response.status);
    curl_slist_free_all(headers);
    handles_->give(handle);

    if (code == CURLE_ABORTED_BY_CALLBACK) return interrupted(url);
    if (exchange.memory_gone) return source_error("no memory for the answer", url.shown());
    if (code != CURLE_OK && proxy_status != 0 && proxy_status / 100 != 2) {
      return source_error("the proxy refused the connection with status " + std::to_string(proxy_status), url.shown(),
                          "check the variables https_proxy and no_proxy");
    }
    if (code != CURLE_OK && response.ending == Ending::kComplete) {
      bool begun = response.status >= 200 && !response.body.empty();
      if (begun && code == CURLE_OPERATION_TIMEDOUT) {
        response.ending = Ending::kTimeBudget;
      } else if (begun && worth_retrying(code)) {
        response.ending = Ending::kCut;
      } else {
        again = worth_retrying(code) && code != CURLE_OPERATION_TIMEDOUT;
        return transport_error(code, url, std::chrono::duration_cast<Milliseconds>(Clock::now() - begin));
      }
    }
    response.url = url;
    response.credentials_dropped = !with_credentials;
    std::string type = lower(response.header("content-type"));
    response.content_type = std::string(trim(std::string_view(type).substr(0, type.find(';'))));
    if (!redirect(response.status) || response.header("location").empty()) return std::move(response);

    if (hop >= policy_.redirects) {
      return source_error("more than " + std::to_string(policy_.redirects) + " redirects", request.url.shown(),
                          "check the base URL");
    }
    MOCKDATA_ASSIGN(Url next, resolve_url(url, response.header("location")));
    if (next.scheme == "http" && (url.scheme == "https" || !next.loopback())) {
      return refused_error("the source redirects to plain HTTP", next.shown(), "use the https:// address of the source");
    }
    if (next.loopback() && !url.loopback()) {
      return refused_error("the source redirects into this machine", url.shown(), "check the base URL");
    }
    if (!next.same_origin(request.url)) with_credentials = false;
    if (response.status == 303 || (method == "POST" && response.status <= 302)) method = "GET";
    url = std::move(next);
  }
}

WipedBytes basic_authorization(std::string_view user, std::string_view password) {
  static const char* kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  WipedBytes plain(user), out("Basic ");
  plain.append(":");
  plain.append(password);
  std::string_view in = plain.view();
  for (std::size_t i = 0; i < in.size(); i += 3) {
    unsigned bits = 0;
    for (std::size_t j = 0; j < 3; ++j) bits = bits << 8 | (i + j < in.size() ? static_cast<unsigned char>(in[i + j]) : 0u);
    char group[4] = {kDigits[bits >> 18], kDigits[bits >> 12 & 63], kDigits[bits >> 6 & 63], kDigits[bits & 63]};
    if (i + 1 >= in.size()) group[2] = '=';
    if (i + 2 >= in.size()) group[3] = '=';
    out.append({group, 4});
  }
  return out;
}

WipedBytes form_body(const std::vector<std::pair<std::string_view, std::string_view>>& fields) {
  WipedBytes out;
  for (const auto& [name, value] : fields) {
    if (!out.empty()) out.append("&");
    out.append(encode_component(name));
    out.append("=");
    std::string encoded = encode_component(value);
    out.append(encoded);
    explicit_bzero(encoded.data(), encoded.size());
  }
  return out;
}

}  // namespace mockdata::http
