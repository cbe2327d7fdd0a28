#include "template/value.h"

#include <gtest/gtest.h>

namespace mockdata {
namespace {

TEST(Value, ParsesWithLinesAndKeepsNumbersAsWritten) {
  auto v = parse_json("{\n \"a\": 1.50,\n \"b\": [true, null, \"\\u00e9\\ud83d\\ude00\\n\"]\n}");
  ASSERT_TRUE(v.ok());
  EXPECT_EQ(v->find("a").text(), "1.50");
  EXPECT_EQ(v->find("b").line(), 3u);
  EXPECT_EQ(v->find("b").items()[2].text(), "\xC3\xA9\xF0\x9F\x98\x80\n");
  EXPECT_EQ(*Value::literal("1e3").as_int(), 1000);
  EXPECT_FALSE(Value::literal("1.5").as_int());
  EXPECT_EQ(Value::number(0.1).text(), "0.1");
}

TEST(Value, RefusesWhatIsNotJson) {
  for (const char* bad : {"", "{", "[1,]", "{\"a\":1,}", "01", "1.", "\"\\x\"", "nul", "{\"a\":1 \"b\":2}", "[1] 2", "\"\\ud800\"", "{\"a\":1,\"a\":2}", "\"\n\""})
    EXPECT_FALSE(parse_json(bad).ok()) << bad;
  EXPECT_EQ(parse_json("{\n\"a\": x}", "t.json").error().where, "t.json:2");
  EXPECT_FALSE(parse_json(std::string(300, '[') + std::string(300, ']')).ok());
}

TEST(Value, RewritesOnlyWhatChanged) {
  const std::string text = "{\n   \"b\":   1,  \"a\": [ {\"name\":\"x\", \"n\":1 },\n {\"name\":\"y\",\"n\":2} ],\n\n \"keep\" : { \"odd\"  :[1,2 ,3] }\n}\n";
  auto was = parse_json(text);
  ASSERT_TRUE(was.ok());
  EXPECT_EQ(rewrite_json(text, *was, *was), text);
  Value now = *was;
  now.members()[1].second.items()[1].set("n", Value::number(int64_t{5}));
  EXPECT_EQ(rewrite_json(text, *was, now),
            "{\n   \"b\":   1,  \"a\": [ {\"name\":\"x\", \"n\":1 },\n {\"name\":\"y\",\"n\": 5} ],\n\n \"keep\" : { \"odd\"  :[1,2 ,3] }\n}\n");
  now = *was;
  now.set("b", Value());
  now.set("new", Value::string("v"));
  const std::string changed = rewrite_json(text, *was, now);
  EXPECT_EQ(changed, "{  \"a\": [ {\"name\":\"x\", \"n\":1 },\n {\"name\":\"y\",\"n\":2} ],\n\n \"keep\" : { \"odd\"  :[1,2 ,3] },\n\n \"new\": \"v\"\n}\n");
  EXPECT_EQ(*parse_json(changed), now);
}

TEST(Value, PrintsWhatItParses) {
  const std::string text = R"({"a":[1,{"b":"\"\\\u0001"}],"c":{},"d":[]})";
  auto v = parse_json(text);
  ASSERT_TRUE(v.ok());
  EXPECT_EQ(v->to_json(), text);
  EXPECT_EQ(*parse_json(v->to_json(true)), *v);
}

TEST(Value, ListsOfScalarsAndShortObjectsInListsStandOnOneLine) {
  auto v = parse_json(R"({"a":[1,"b"],"evidence":[{"rule":"name.id","confidence":0.9},{"rule":"x"}],"one":{"b":2},"wide":[{"a":1,"b":2,"c":3}],"deep":[{"a":{}}]})");
  ASSERT_TRUE(v.ok());
  EXPECT_EQ(v->to_json(true),
            "{\n  \"a\": [1, \"b\"],\n  \"evidence\": [\n    {\"rule\": \"name.id\", \"confidence\": 0.9},\n    {\"rule\": \"x\"}\n  ],\n  \"one\": {\n    \"b\": 2\n  },\n"
            "  \"wide\": [\n    {\n      \"a\": 1,\n      \"b\": 2,\n      \"c\": 3\n    }\n  ],\n  \"deep\": [\n    {\n      \"a\": {}\n    }\n  ]\n}");
  EXPECT_EQ(v->find("evidence").to_json(), R"([{"rule":"name.id","confidence":0.9},{"rule":"x"}])");
}

TEST(Value, CopiesAreTheirOwn) {
  Value v = Value::object({{"a", Value::array({Value::number(int64_t{1})})}});
  Value copy = v;
  copy.members()[0].second.items()[0] = Value::string("changed");
  EXPECT_EQ(v.to_json(), R"({"a":[1]})");
  EXPECT_EQ(copy.to_json(), R"({"a":["changed"]})");
  v = v.members()[0].second;  // of itself
  EXPECT_EQ(v.to_json(), "[1]");
}

}  // namespace
}  // namespace mockdata
