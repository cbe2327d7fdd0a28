// One HTTP client with one policy, for everything that this program reads over the network.
//
// HTTPS unless the host is this machine; TLS verified always; retry on 429 and 5xx (Retry-After in both forms, else
// exponential back-off) within a budget of time; a budget of decoded bytes; redirects followed by hand, credentials only
// to the origin that they were meant for; proxies from the environment; gzip, br and deflate; stoppable at any moment.
// What is received lives in memory that is wiped. Messages name the method and the URL without its query, never more.
// Thread-safe: one client may send from many threads and keeps their connections.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "http/retry.h"
#include "http/url.h"
#include "http/wiped.h"

namespace mockdata::http {

struct Policy {
  int attempts = 5;                          // in all, the first included; 1 = never again
  Milliseconds first_wait{500};              // before the second attempt, doubled for each further one
  Milliseconds longest_wait{60'000};         // a Retry-After above this ends the attempts
  Milliseconds connect{10'000};              // to establish a connection
  Milliseconds idle{30'000};                 // without a single byte
  Milliseconds total{180'000};               // all attempts and waits together
  std::size_t max_bytes = 8u << 20;          // of the decoded body; reading stops there
  int redirects = 5;
};

// A secret part of a request. Sent to the origin of Request::url only.
struct Credential {
  enum class Place { kHeader, kQuery };
  Place place = Place::kHeader;
  std::string name;   // "Authorization", "X-Api-Key", "api_key"
  WipedBytes value;   // whole header value ("Bearer …") or query value, not encoded
};

struct Request {
  std::string method = "GET";
  Url url;
  std::vector<std::pair<std::string, std::string>> headers;  // nothing secret
  std::vector<Credential> credentials;
  WipedBytes body;            // may be secret; sent to the origin of `url` only
  std::string content_type;   // of the body
  // Asked now and then with the body so far; true ends the transfer (Ending::kEnough). May be empty.
  std::function<bool(std::string_view so_far)> enough;
};

// Why the body ends where it ends.
enum class Ending { kComplete, kEnough, kByteBudget, kTimeBudget, kCut };

struct Response {
  long status = 0;
  std::string content_type;                                  // lower case, without parameters; may be empty
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, in order
  WipedBytes body;                                           // decoded
  Ending ending = Ending::kComplete;
  int attempts = 1;                                          // that were made
  Url url;                                                   // after redirects
  bool credentials_dropped = false;                          // a redirect led to another origin
  Milliseconds asked_wait{-1};                               // the last Retry-After, -1 without one

  // The first header of that (lower-case) name, or "".
  std::string_view header(std::string_view name) const;
};

class Client {
 public:
  // `stop`: set by the caller (a signal handler, say) to end every transfer and wait within about a second. May be null.
  explicit Client(Policy policy = {}, const std::atomic<bool>* stop = nullptr);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  const Policy& policy() const { return policy_; }

  // Any status is a response, also 429 and 5xx after the last attempt: what it means is for the caller to say.
  // Errors: refused (plain HTTP, a redirect to plain HTTP or into this machine), TLS, name resolution, connection,
  // time, too many redirects, interrupted. A body that was cut is a response too, with its ending.
  Result<Response> send(const Request& request) const;

 private:
  struct Handles;
  struct Exchange;
  Result<Response> attempt(const Request& request, Milliseconds time_left, bool& again) const;
  Status wait(Milliseconds time, const Url& url) const;

  Policy policy_;
  const std::atomic<bool>* stop_;
  std::unique_ptr<Handles> handles_;
};

// A Basic authorization header value for user and password.
WipedBytes basic_authorization(std::string_view user, std::string_view password);
// "name=value&…" for application/x-www-form-urlencoded, wiped.
WipedBytes form_body(const std::vector<std::pair<std::string_view, std::string_view>>& fields);

}  // namespace mockdata::http
