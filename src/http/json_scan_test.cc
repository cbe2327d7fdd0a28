#include "http/json_scan.h"

#include <gtest/gtest.h>

namespace mockdata {
namespace {

using Token = JsonScan::Token;

// One letter a token, then how it ended.
std::string tokens(std::string_view text) {
  static const char* kLetters[] = {"{", "}", "[", "]", "k", "s", "n", "x", "t", "f", "0", ".", "~", "!", "^"};
  JsonScan scan(text);
  std::string out;
  for (;;) {
    Token token = scan.next();
    out += kLetters[static_cast<int>(token)];
    if (token >= Token::kEnd) {
      EXPECT_EQ(scan.next(), token);
      return out;
    }
  }
}

TEST(JsonScan, WholeDocuments) {
  EXPECT_EQ(tokens(R"({"a":[1,-2.5e3,"x",true,false,null,{}],"b":[]})"), "{k[nnstf0{}]k[]}.");
  EXPECT_EQ(tokens("\xEF\xBB\xBF [1 , 2]\r\n"), "[nn].");
  EXPECT_EQ(tokens("42"), "n.");
  EXPECT_EQ(tokens("{\"a\":1}\n{\"a\":2}\n"), "{kn}{kn}.");
  EXPECT_EQ(tokens("[NaN,Infinity,-Infinity]"), "[xxx].");
  EXPECT_EQ(tokens("{\"a\":1,\"a\":2}"), "{knkn}.");
}

TEST(JsonScan, CutAnywhereIsCutAndNeverBroken) {
  std::string whole = "{\"a\\u00e9\":[1.5e+3,\"x\\\"y\",true,null,NaN],\"b\":{\"c\":false}}";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    // A number can only be judged with what follows it, so cutting inside "1.5e+3" is a cut as well.
    EXPECT_EQ(tokens(whole.substr(0, size)).back(), '~') << size;
  }
  EXPECT_EQ(tokens(whole).back(), '.');
}

TEST(JsonScan, BrokenTexts) {
  for (const char* text : {"<html>", "{a:1}", "{\"a\" 1}", "[1,]", "[1 2]", "{\"a\":1,}", "[}", "\"\\x\"", "\"\\u12g4\"", "[1]x", "[-]",
                           "[1.]", "nul!", "'a'"}) {
    EXPECT_EQ(tokens(text).back(), '!') << text;
  }
}

TEST(JsonScan, DepthIsBounded) {
  EXPECT_EQ(tokens(std::string(JsonScan::kDeepest, '[') + std::string(JsonScan::kDeepest, ']')).back(), '.');
  EXPECT_EQ(tokens(std::string(1'000'000, '[')).back(), '^');
}

TEST(JsonScan, Escapes) {
  WipedBytes out;
  json_unescape(R"(a\n\"\\\/\u00e5\ud83d\ude00\ud800z)", out);
  EXPECT_EQ(out.view(), "a\n\"\\/\xC3\xA5\xF0\x9F\x98\x80\xEF\xBF\xBDz");
}

TEST(JsonScan, Members) {
  const char* text = R"({"x":{"value":"no"},"list":[{"value":"no"}],"value":"yes","error":{"code":"c"}})";
  WipedBytes out;
  EXPECT_TRUE(json_string_member(text, "", "value", out));
  EXPECT_EQ(out.view(), "yes");
  WipedBytes code;
  EXPECT_TRUE(json_string_member(text, "error", "code", code));
  EXPECT_EQ(code.view(), "c");
  EXPECT_FALSE(json_string_member(text, "error", "value", code));
}

}  // namespace
}  // namespace mockdata
