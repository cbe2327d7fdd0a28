// For unit tests: an HTTP server on loopback whose every answer is written by the test, byte by byte if need be.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace mockdata::http {

class LoopbackServer {
 public:
  // One request as it came: the first line ("GET /a?b=c HTTP/1.1"), all header lines, the body.
  struct Seen {
    std::string line, head, body;
    bool has(const std::string& text) const { return head.find(text) != std::string::npos; }
    std::string path() const {
      std::size_t from = line.find(' ') + 1;
      return line.substr(from, line.find(' ', from) - from);
    }
  };
  // The raw answer, sent in the given pieces with a pause before each piece but the first; then the connection closes.
  struct Answer {
    std::vector<std::string> pieces;
    std::chrono::milliseconds pause{0};
  };
  using Handler = std::function<Answer(const Seen&)>;

  explicit LoopbackServer(Handler handler, bool ipv6 = false) : handler_(std::move(handler)), ipv6_(ipv6) {
    socket_ = ::socket(ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM, 0);
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_addr = in6addr_loopback;
    sockaddr* address = ipv6 ? reinterpret_cast<sockaddr*>(&v6) : reinterpret_cast<sockaddr*>(&v4);
    socklen_t size = ipv6 ? sizeof v6 : sizeof v4;
    if (socket_ < 0 || ::bind(socket_, address, size) != 0 || ::listen(socket_, 64) != 0) return;
    ::getsockname(socket_, address, &size);
    port_ = ntohs(ipv6 ? v6.sin6_port : v4.sin_port);
    thread_ = std::thread([this] { accept_all(); });
  }
  ~LoopbackServer() {
    stopping_ = true;
    ::shutdown(socket_, SHUT_RDWR);
    ::close(socket_);
    if (thread_.joinable()) thread_.join();
    for (std::thread& worker : workers_) worker.join();
  }

  bool running() const { return port_ != 0; }
  std::string url(const std::string& path = "/") const {
    return std::string(ipv6_ ? "http://[::1]:" : "http://127.0.0.1:") + std::to_string(port_) + path;
  }
  int port() const { return port_; }
  std::vector<Seen> seen() {
    std::lock_guard<std::mutex> held(lock_);
    return seen_;
  }

  static Answer answer(int status, const std::string& body, const std::string& type = "application/json",
                       const std::string& more_headers = {}) {
    return {{"HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: " + type + "\r\n" + more_headers +
             "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body}};
  }

 private:
  void accept_all() {
    while (!stopping_) {
      int connection = ::accept(socket_, nullptr, nullptr);
      if (connection < 0) break;
      workers_.emplace_back([this, connection] { serve(connection); });
    }
  }
  void serve(int connection) {
    std::string text;
    char chunk[4096];
    Seen request;
    while (text.find("\r\n\r\n") == std::string::npos) {
      auto got = ::recv(connection, chunk, sizeof chunk, 0);
      if (got <= 0) break;
      text.append(chunk, static_cast<std::size_t>(got));
      if (text[0] == 0x16) break;  // a TLS greeting, which this server does not speak
    }
    if (!text.empty() && text[0] == 0x16) ::send(connection, "HTTP/1.1 400 X\r\n\r\n", 18, MSG_NOSIGNAL);
    std::size_t end = text.find("\r\n\r\n");
    if (end != std::string::npos) {
      request.head = text.substr(0, end + 2);
      request.line = request.head.substr(0, request.head.find("\r\n"));
      request.body = text.substr(end + 4);
      std::string lower = request.head;
      for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      std::size_t length = lower.find("content-length:");
      std::size_t wanted = length == std::string::npos ? 0 : std::strtoul(lower.c_str() + length + 15, nullptr, 10);
      while (request.body.size() < wanted) {
        auto got = ::recv(connection, chunk, sizeof chunk, 0);
        if (got <= 0) break;
        request.body.append(chunk, static_cast<std::size_t>(got));
      }
      Answer answer;
      {
        std::lock_guard<std::mutex> held(lock_);
        seen_.push_back(request);
        answer = handler_(request);
      }
      bool first = true;
      for (const std::string& piece : answer.pieces) {
        if (!first) {
          auto until = std::chrono::steady_clock::now() + answer.pause;
          while (!stopping_ && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
          }
        }
        first = false;
        if (stopping_ || ::send(connection, piece.data(), piece.size(), MSG_NOSIGNAL) < 0) break;
      }
    }
    ::shutdown(connection, SHUT_WR);
    ::close(connection);
  }

  Handler handler_;
  bool ipv6_;
  int socket_ = -1, port_ = 0;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
  std::vector<std::thread> workers_;
  std::mutex lock_;
  std::vector<Seen> seen_;
};

}  // namespace mockdata::http
