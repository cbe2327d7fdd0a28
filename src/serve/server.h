// A mock API on a port: MockApi behind a small HTTP server. Loopback only, unless a host is named and a token is set.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "serve/routes.h"

namespace mockdata {

struct ServeOptions {
  std::string host = "127.0.0.1";   // another host than loopback needs a token
  int port = 0;                     // 0: any free one
  ApiOptions api;
};

// Runs from start() until stop() or its end.
class MockServer {
 public:
  static Result<std::unique_ptr<MockServer>> start(std::vector<ServedEntity> entities, const ServeOptions& options);
  ~MockServer();
  int port() const;
  std::string url() const;          // "http://127.0.0.1:4711"
  // From any thread; not from a signal handler.
  void stop();
  // Returns when the server has stopped.
  void wait();

 private:
  struct State;
  explicit MockServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace mockdata
