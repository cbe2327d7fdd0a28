#include "http/client.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>
#include <thread>

#include "http/loopback_server.h"

namespace mockdata::http {
namespace {

using Answer = LoopbackServer::Answer;
using Seen = LoopbackServer::Seen;

Policy quick() {
  Policy policy;
  policy.first_wait = Milliseconds(2);
  policy.total = Milliseconds(5000);
  return policy;
}

Request get(const std::string& url) {
  Request request;
  auto parsed = parse_url(url);
  if (parsed.ok()) request.url = *parsed;
  return request;
}

Credential header(const char* name, const char* value) { return {Credential::Place::kHeader, name, WipedBytes(value)}; }

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 100, 0);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

TEST(Client, SendsCredentialsAndReadsTheBody) {
  LoopbackServer server([](const Seen&) { return LoopbackServer::answer(200, "{\"a\":1}", "Application/JSON; charset=utf-8"); });
  Request request = get(server.url("/v1/x?limit=1"));
  request.credentials.push_back(header("Authorization", "Bearer secret-token"));
  request.credentials.push_back({Credential::Place::kQuery, "api_key", WipedBytes("a&b")});
  auto response = Client(quick()).send(request);
  ASSERT_TRUE(response.ok()) << response.error().to_string();
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body.view(), "{\"a\":1}");
  EXPECT_EQ(response->content_type, "application/json");
  EXPECT_EQ(response->ending, Ending::kComplete);
  Seen seen = server.seen().at(0);
  EXPECT_EQ(seen.path(), "/v1/x?limit=1&api_key=a%26b");
  EXPECT_TRUE(seen.has("Authorization: Bearer secret-token\r\n"));
  EXPECT_TRUE(seen.has("User-Agent: mockdata/"));
}

TEST(Client, WaitsAsRetryAfterSaysAndTriesAgain) {
  int calls = 0;
  LoopbackServer server([&](const Seen&) {
    ++calls;
    if (calls == 1) return LoopbackServer::answer(429, "slow", "text/plain", "Retry-After: 1\r\n");
    if (calls == 2) return LoopbackServer::answer(503, "down", "text/plain", "Retry-After: Mon, 01 Jan 2001 00:00:00 GMT\r\n");
    return LoopbackServer::answer(200, "[]");
  });
  auto begin = std::chrono::steady_clock::now();
  auto response = Client(quick()).send(get(server.url()));
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->attempts, 3);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(1000));
}

TEST(Client, GivesUpAfterTheLastAttemptOrWhenTheWaitIsTooLong) {
  LoopbackServer server([](const Seen& seen) {
    return LoopbackServer::answer(429, "", "text/plain", seen.path() == "/long" ? "Retry-After: 3600\r\n" : "");
  });
  Client client(quick());
  auto response = client.send(get(server.url("/short")));
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->status, 429);
  EXPECT_EQ(response->attempts, 5);
  response = client.send(get(server.url("/long")));
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->attempts, 1);
  EXPECT_EQ(response->asked_wait, Milliseconds(3'600'000));
}

TEST(Client, DecodesGzipAndStopsABombAtTheByteBudget) {
  LoopbackServer server([](const Seen& seen) {
    std::string text = seen.path() == "/bomb" ? std::string(50'000'000, ' ') : "{\"ok\":true}";
    return LoopbackServer::answer(200, gzip(text), "application/json", "Content-Encoding: gzip\r\n");
  });
  Client client(quick());
  auto response = client.send(get(server.url("/small")));
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->body.view(), "{\"ok\":true}");
  response = client.send(get(server.url("/bomb")));
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->ending, Ending::kByteBudget);
  EXPECT_EQ(response->body.size(), 8u << 20);
}

TEST(Client, StopsWhenTheCallerHasEnough) {
  LoopbackServer server([](const Seen&) { return LoopbackServer::answer(200, std::string(4'000'000, 'x')); });
  Request request = get(server.url());
  int asked = 0;
  request.enough = [&](std::string_view body) { return ++asked, body.size() > 100'000; };
  auto response = Client(quick()).send(request);
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->ending, Ending::kEnough);
  EXPECT_LT(response->body.size(), 400'000u);
  EXPECT_LT(asked, 8);
}

TEST(Client, CredentialsDoNotFollowARedirectToAnotherOrigin) {
  LoopbackServer other([](const Seen&) { return LoopbackServer::answer(200, "[]"); });
  std::string away = other.url("/landing");
  LoopbackServer server([&](const Seen& seen) {
    if (seen.path().substr(0, 5) == "/away") return LoopbackServer::answer(302, "", "text/plain", "Location: " + away + "\r\n");
    if (seen.path().substr(0, 5) == "/here") return LoopbackServer::answer(307, "", "text/plain", "Location: ../there\r\n");
    return LoopbackServer::answer(200, "[]");
  });
  Client client(quick());
  for (const char* path : {"/away", "/here"}) {
    Request request = get(server.url(path));
    request.credentials.push_back(header("Authorization", "Bearer canary"));
    request.credentials.push_back({Credential::Place::kQuery, "key", WipedBytes("canary")});
    auto response = client.send(request);
    ASSERT_TRUE(response.ok()) << response.error().to_string();
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->credentials_dropped, std::string(path) == "/away");
  }
  EXPECT_FALSE(other.seen().at(0).has("canary"));
  Seen there = server.seen().back();
  EXPECT_EQ(there.path(), "/there?key=canary");
  EXPECT_TRUE(there.has("Authorization: Bearer canary"));
}

TEST(Client, RefusesPlainHttpToOtherHostsAndEndlessRedirects) {
  auto refused = Client(quick()).send(get("http://api.example.com/users?token=abc"));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kRefused);
  EXPECT_EQ(refused.error().to_string().find("abc"), std::string::npos);
  LoopbackServer server([](const Seen& seen) {
    std::string to = seen.path() == "/plain" ? "http://api.example.com/x" : "/again";
    return LoopbackServer::answer(302, "", "text/plain", "Location: " + to + "\r\n");
  });
  auto plain = Client(quick()).send(get(server.url("/plain")));
  ASSERT_FALSE(plain.ok());
  EXPECT_EQ(plain.error().kind, ErrorKind::kRefused);
  auto endless = Client(quick()).send(get(server.url("/again")));
  ASSERT_FALSE(endless.ok());
  EXPECT_NE(endless.error().message.find("redirects"), std::string::npos);
}

TEST(Client, NamesTransportFailures) {
  int port;
  {
    LoopbackServer gone([](const Seen&) { return Answer{}; });
    port = gone.port();
  }
  auto closed = Client(quick()).send(get("http://127.0.0.1:" + std::to_string(port) + "/"));
  ASSERT_FALSE(closed.ok());
  EXPECT_EQ(closed.error().kind, ErrorKind::kSource);
  EXPECT_NE(closed.error().message.find("no connection"), std::string::npos);

  LoopbackServer server([](const Seen&) { return LoopbackServer::answer(200, ""); });
  auto tls = Client(quick()).send(get("https://127.0.0.1:" + std::to_string(server.port()) + "/"));
  ASSERT_FALSE(tls.ok());
  EXPECT_NE(tls.error().message.find("TLS"), std::string::npos) << tls.error().to_string();
}

TEST(Client, CutBodiesAndSlowBodiesAreResponsesWithTheirEnding) {
  std::atomic<int> calls{0};
  LoopbackServer server([&](const Seen& seen) {
    ++calls;
    if (seen.path() == "/cut") return Answer{{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"id\":1}"}};
    return Answer{{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"id\":1}", ",", ","}, std::chrono::milliseconds(60'000)};
  });
  auto cut = Client(quick()).send(get(server.url("/cut")));
  ASSERT_TRUE(cut.ok()) << cut.error().to_string();
  EXPECT_EQ(cut->ending, Ending::kCut);
  EXPECT_EQ(cut->body.view(), "[{\"id\":1}");
  EXPECT_EQ(calls, 5);
  Policy policy = quick();
  policy.total = Milliseconds(300);
  auto slow = Client(policy).send(get(server.url("/slow")));
  ASSERT_TRUE(slow.ok()) << slow.error().to_string();
  EXPECT_EQ(slow->ending, Ending::kTimeBudget);
}

TEST(Client, ASilentServerIsATimeOut) {
  LoopbackServer server([](const Seen&) { return Answer{{"", "x"}, std::chrono::milliseconds(60'000)}; });
  Policy policy = quick();
  policy.total = Milliseconds(200);
  auto silent = Client(policy).send(get(server.url("/x?key=canary")));
  ASSERT_FALSE(silent.ok());
  EXPECT_NE(silent.error().message.find("no answer within"), std::string::npos);
  EXPECT_EQ(silent.error().to_string().find("canary"), std::string::npos);
}

TEST(Client, StopsAtOnceWhenTheUserStopsIt) {
  LoopbackServer server([](const Seen&) { return LoopbackServer::answer(503, "", "text/plain", "Retry-After: 30\r\n"); });
  std::atomic<bool> stop{false};
  Policy policy = quick();
  policy.total = Milliseconds(100'000);
  Client client(policy, &stop);
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop = true;
  });
  auto begin = std::chrono::steady_clock::now();
  auto response = client.send(get(server.url()));
  later.join();
  ASSERT_FALSE(response.ok());
  EXPECT_EQ(response.error().kind, ErrorKind::kInterrupted);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
}

TEST(Client, SpeaksIpv6) {
  LoopbackServer server([](const Seen&) { return LoopbackServer::answer(200, "[]"); }, true);
  if (!server.running()) GTEST_SKIP() << "this machine has no IPv6 loopback";
  auto response = Client(quick()).send(get(server.url()));
  ASSERT_TRUE(response.ok()) << response.error().to_string();
  EXPECT_EQ(response->body.view(), "[]");
}

TEST(Client, UsesTheProxyOfTheEnvironmentButNotForThisMachine) {
  LoopbackServer proxy([](const Seen&) { return LoopbackServer::answer(403, ""); });
  LoopbackServer server([](const Seen&) { return LoopbackServer::answer(200, "[]"); });
  std::string address = proxy.url();
  setenv("https_proxy", address.c_str(), 1);
  setenv("http_proxy", address.c_str(), 1);
  auto far = Client(quick()).send(get("https://source.invalid/users"));
  auto near = Client(quick()).send(get(server.url()));
  unsetenv("https_proxy");
  unsetenv("http_proxy");
  EXPECT_FALSE(far.ok());
  ASSERT_EQ(proxy.seen().size(), 1u);
  EXPECT_EQ(proxy.seen()[0].line, "CONNECT source.invalid:443 HTTP/1.1");
  ASSERT_TRUE(near.ok());
  EXPECT_EQ(near->status, 200);
}

TEST(Client, RefusesASecretWithALineBreak) {
  Request request = get("https://source.invalid/");
  request.credentials.push_back(header("Authorization", "Bearer canary\r\nX-Injected: 1"));
  auto response = Client(quick()).send(request);
  ASSERT_FALSE(response.ok());
  EXPECT_NE(response.error().message.find("line break"), std::string::npos);
  EXPECT_EQ(response.error().to_string().find("canary"), std::string::npos);
}

TEST(Client, BasicAndForm) {
  EXPECT_EQ(basic_authorization("Aladdin", "open sesame").view(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(basic_authorization("a", "").view(), "Basic YTo=");
  EXPECT_EQ(basic_authorization("ab", "c+").view(), "Basic YWI6Yys=");
  EXPECT_EQ(form_body({{"a b", "c&d"}, {"e", "~"}}).view(), "a%20b=c%26d&e=~");
}

}  // namespace
}  // namespace mockdata::http
