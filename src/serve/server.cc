#include "serve/server.h"

#include <httplib.h>

#include <thread>

namespace mockdata {

struct MockServer::State {
  State(std::vector<ServedEntity> entities, const ServeOptions& given) : api(std::move(entities), given.api), options(given) {}
  MockApi api;
  ServeOptions options;
  httplib::Server server;
  int port = 0;
  std::thread thread;
};

namespace {

bool is_loopback(const std::string& host) { return host == "127.0.0.1" || host == "localhost" || host == "::1" || host.starts_with("127."); }

void answer(const MockApi& api, const httplib::Request& request, httplib::Response& response) {
  ApiRequest asked;
  asked.method = request.method;
  asked.path = request.path;
  for (const auto& [name, value] : request.params) asked.query.emplace(name, value);
  asked.authorization = request.get_header_value("Authorization");
  const ApiResponse made = api.answer(asked);
  response.status = made.status;
  for (const auto& [name, value] : made.headers) response.set_header(name.c_str(), value);
  response.set_content(made.body, "application/json; charset=utf-8");
}

}  // namespace

Result<std::unique_ptr<MockServer>> MockServer::start(std::vector<ServedEntity> entities, const ServeOptions& options) {
  if (!is_loopback(options.host) && options.api.token.empty())
    return refused_error("a mock API that others can reach needs a token", options.host, "give --token-env, or stay on 127.0.0.1");
  auto state = std::make_unique<State>(std::move(entities), options);
  httplib::Server& server = state->server;
  const auto handler = [api = &state->api](const httplib::Request& request, httplib::Response& response) { answer(*api, request, response); };
  server.Get(".*", handler);  // HEAD too
  server.Post(".*", handler);
  server.Put(".*", handler);
  server.Patch(".*", handler);
  server.Delete(".*", handler);
  // Without SO_REUSEPORT, which would let two servers share a port silently.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  server.set_payload_max_length(65536);
  server.set_read_timeout(10);
  server.set_write_timeout(30);
  server.set_keep_alive_max_count(1000);
  if (options.port == 0) {
    state->port = server.bind_to_any_port(options.host.c_str());
  } else if (server.bind_to_port(options.host.c_str(), options.port)) {
    state->port = options.port;
  }
  if (state->port <= 0)
    return destination_error("cannot listen on port " + std::to_string(options.port), options.host, "another program may use the port: choose another --port, or 0 for any free one; --host is an address of this machine");
  state->thread = std::thread([raw = state.get()] { raw->server.listen_after_bind(); });
  while (!server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return std::unique_ptr<MockServer>(new MockServer(std::move(state)));
}

MockServer::MockServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
MockServer::~MockServer() {
  stop();
  wait();
}
int MockServer::port() const { return state_->port; }
std::string MockServer::url() const {
  const bool v6 = state_->options.host.find(':') != std::string::npos;
  return "http://" + (v6 ? "[" + state_->options.host + "]" : state_->options.host) + ":" + std::to_string(state_->port);
}
void MockServer::stop() { state_->server.stop(); }
void MockServer::wait() {
  if (state_->thread.joinable()) state_->thread.join();
}

}  // namespace mockdata
