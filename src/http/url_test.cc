#include "http/url.h"

#include <gtest/gtest.h>

#include <cstring>

#include "http/retry.h"
#include "http/wiped.h"

namespace mockdata::http {
namespace {

TEST(Url, PartsAndShownForm) {
  auto url = parse_url("https://API.Example.com/v1/users?token=abc#top");
  ASSERT_TRUE(url.ok());
  EXPECT_EQ(url->host, "api.example.com");
  EXPECT_EQ(url->port, 443);
  EXPECT_EQ(url->shown(), "https://api.example.com/v1/users");
  EXPECT_EQ(url->to_string(), "https://api.example.com/v1/users?token=abc");
  EXPECT_EQ(parse_url("http://[::1]:8080")->to_string(), "http://[::1]:8080/");
}

TEST(Url, RefusesWhatIsNotAWebAddress) {
  for (const char* text : {"ftp://a/b", "file:///etc/passwd", "api.example.com", "/v1", "https://", "https://a b/",
                           "https://user:password@host/", "javascript:alert(1)"}) {
    auto url = parse_url(text);
    ASSERT_FALSE(url.ok()) << text;
    EXPECT_EQ(url.error().to_string().find("password@"), std::string::npos);
  }
}

TEST(Url, Loopback) {
  for (const char* text : {"http://localhost:1/", "http://127.0.0.1/", "http://127.8.0.1/", "http://[::1]/"}) {
    EXPECT_TRUE(parse_url(text)->loopback()) << text;
    EXPECT_TRUE(require_https(*parse_url(text)).ok()) << text;
  }
  for (const char* text : {"http://localhost.example.com/", "http://127.0.0.1.example.com/", "http://10.0.0.1/", "http://example.com/"}) {
    EXPECT_FALSE(parse_url(text)->loopback()) << text;
    EXPECT_EQ(require_https(*parse_url(text)).error().kind, ErrorKind::kRefused) << text;
  }
}

TEST(Url, EndpointsStayBelowTheBase) {
  auto base = *parse_url("https://h/v1/");
  EXPECT_EQ(endpoint_url(base, "/employees")->to_string(), "https://h/v1/employees");
  EXPECT_EQ(endpoint_url(base, "employees?active=true")->to_string(), "https://h/v1/employees?active=true");
  EXPECT_EQ(endpoint_url(base, "/v1/employees")->to_string(), "https://h/v1/employees");
  EXPECT_EQ(endpoint_url(base, "https://other/x")->to_string(), "https://other/x");
  EXPECT_EQ(endpoint_url(*parse_url("https://h"), "/a/b")->to_string(), "https://h/a/b");
  EXPECT_EQ(resolve_url(base, "../z?q=1")->to_string(), "https://h/z?q=1");
  EXPECT_EQ(resolve_url(base, "//g/x")->to_string(), "https://g/x");
}

TEST(Url, Query) {
  auto url = *parse_url("https://h/x?a=1");
  add_query(url, "page[size]", "1&2");
  EXPECT_EQ(url.to_string(), "https://h/x?a=1&page%5Bsize%5D=1%262");
  EXPECT_TRUE(has_query(url, "a"));
  EXPECT_TRUE(has_query(url, "page[size]"));
  EXPECT_FALSE(has_query(url, "page"));
}

TEST(Retry, AfterSecondsAndDates) {
  std::time_t now = 784111777 - 90;  // the moment below, less a minute and a half
  EXPECT_EQ(parse_retry_after(" 120 ", now), Milliseconds(120'000));
  EXPECT_EQ(parse_retry_after("1.5", now), Milliseconds(1500));
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now), Milliseconds(90'000));
  EXPECT_EQ(parse_retry_after("Sunday, 06-Nov-94 08:49:37 GMT", now), Milliseconds(90'000));
  EXPECT_EQ(parse_retry_after("Sun Nov  6 08:49:37 1994", now), Milliseconds(90'000));
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now + 1000), Milliseconds(0));
  for (const char* bad : {"", "soon", "-5", "1.2.3", "Sun, 06 Xyz 1994 08:49:37 GMT", "99999999999999999999"}) {
    EXPECT_FALSE(parse_retry_after(bad, now)) << bad;
  }
}

TEST(Retry, BackOffDoublesWithinItsBounds) {
  EXPECT_EQ(back_off(1, Milliseconds(500), Milliseconds(4000), 0), Milliseconds(500));
  EXPECT_EQ(back_off(3, Milliseconds(500), Milliseconds(4000), 0), Milliseconds(2000));
  EXPECT_EQ(back_off(60, Milliseconds(500), Milliseconds(4000), 0), Milliseconds(4000));
  EXPECT_EQ(back_off(60, Milliseconds(500), Milliseconds(4000), 0.999), Milliseconds(3001));
  EXPECT_TRUE(may_pass(429) && may_pass(500) && may_pass(503) && !may_pass(501) && !may_pass(404) && !may_pass(200));
}

TEST(WipedBytes, GrowsKeepsAndWipes) {
  WipedBytes bytes;
  std::string expected;
  for (int i = 0; i < 20'000; ++i) {
    bytes.append("abc");
    expected += "abc";
  }
  EXPECT_EQ(bytes.view(), expected);
  EXPECT_EQ(std::strlen(bytes.c_str()), expected.size());
  const char* memory = bytes.c_str();
  bytes.truncate(3);
  EXPECT_EQ(bytes.view(), "abc");
  EXPECT_EQ(memory[3], 0);
  EXPECT_EQ(memory[30'000], 0);
  WipedBytes moved = std::move(bytes);
  EXPECT_EQ(moved.view(), "abc");
  moved.clear();
  EXPECT_EQ(memory[0], 0);
}

}  // namespace
}  // namespace mockdata::http
