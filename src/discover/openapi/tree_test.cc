#include "discover/openapi/tree.h"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <fstream>
#include <sstream>

namespace mockdata::discover {
namespace {

std::string shown(const Node& node) {
  std::string out;
  switch (node.kind) {
    case Node::Kind::kNull: return "null";
    case Node::Kind::kScalar: return "<" + std::string(node.text) + ">";
    case Node::Kind::kList:
      for (const Node& item : node.items()) out += (out.empty() ? "" : ",") + shown(item);
      return "[" + out + "]";
    case Node::Kind::kMap:
      for (const Member& member : node.members()) out += (out.empty() ? "" : ",") + std::string(member.name) + ":" + shown(member.value);
      return "{" + out + "}";
  }
  return out;
}

// The same of yaml-cpp's tree: the oracle.
std::string shown(const YAML::Node& node) {
  std::string out;
  if (node.IsNull() || (node.IsScalar() && node.Tag() != "!" && (node.Scalar().empty() || node.Scalar() == "~" || node.Scalar() == "null"))) return "null";
  if (node.IsScalar()) return "<" + node.Scalar() + ">";
  if (node.IsSequence()) {
    for (const YAML::Node& item : node) out += (out.empty() ? "" : ",") + shown(item);
    return "[" + out + "]";
  }
  for (const auto& member : node) out += (out.empty() ? "" : ",") + member.first.Scalar() + ":" + shown(member.second);
  return "{" + out + "}";
}

std::string parsed(const std::string& text) {
  auto tree = Tree::parse(text, "t.yaml");
  if (!tree.ok()) return tree.error().message;
  std::string out = shown(tree->root());
  for (const Loss& loss : tree->losses()) out += " | " + loss.place + " " + loss.problem;
  return out;
}

TEST(YamlTree, ReadsWhatAnotherReaderReads) {
  const char* texts[] = {
      "a: 1\nb: two words\nc:\n  - x\n  - y: 1\n    z: 2\n",
      "a:\n- 1\n-  2\n- - n\n  - m\nb: c\n",
      "a: |\n  line one\n    indented\n\n  last\nb: >\n  folded\n  text\n\n  para\nc: |-\n  strip\nd: |+\n  keep\n\ne: x\n",
      "a: >-\n  one\n  two\n   more\n  three\n\n\n  four\nb: 1\n",
      "a: 'it''s'\nb: \"tab\\t quote\\\" \\u00e9 \\x41\"\nc: \"two\n  lines\n\n  para\"\nd: 'single\n  folded'\n",
      "a: plain text\n  goes on\n  here\nb: # comment\n  c: 1 # more\n  d: x#y\n",
      "{a: 1, 'b': [x, \"y\", {z: }], c: {d: e}}\n",
      "a: [1, 2,\n  3, # c\n  four words]\nb: {x: 1,\n y: 2}\n",
      "base: &b {x: 1}\nuse: *b\nlist:\n  - &n name\n  - *n\n",
      "%YAML 1.2\n---\na: 1\n...\n",
      "? long key\n: value\n? other\n: - 1\n  - 2\n",
      "'200':\n  description: ok\n\"404\":\n  description: no\n/users/{id}:\n  get: {}\n",
      "a: http://x.y/z?q=1#f\nb: 10:30\nc: -1\nd: - \n",
      "a:\n\n  # comment\n  b: 1\n\n\nc: ~\nd: null\ne: ''\nf:\n",
      "text: \"a\\\n  b\"\n",
      "- a\n- b: c\n  d:\n  - e\n-\n  f: g\n- |\n  block\n- h\n",
      "a: !!str 1\nb: !tag {x: 1}\n",
      "a: x\r\nb:\r\n  - y\r\n",
      "key with spaces: v\nq: a, b [c] {d}\n",
      "a: |2\n    two\n  zero\nb: 1\n",
  };
  for (const char* text : texts) {
    std::string oracle;
    try {
      oracle = shown(YAML::Load(text));
    } catch (const std::exception& e) {
      oracle = e.what();
      if (std::string(text).find("d: - ") == std::string::npos) ADD_FAILURE() << oracle << " in " << text;
      continue;
    }
    EXPECT_EQ(parsed(text), oracle) << text;
  }
}

TEST(YamlTree, KeepsScalarsAsWritten) {
  EXPECT_EQ(parsed("a: no\nb: 1e3\nc: 007\nd: 2001-01-01\n"), "{a:<no>,b:<1e3>,c:<007>,d:<2001-01-01>}");
  EXPECT_EQ(parsed("base: &b\n  x: 1\n  y: 2\nuse:\n  <<: *b\n  y: 3\n"), "{base:{x:<1>,y:<2>},use:{y:<3>,x:<1>}}");
}

TEST(YamlTree, BrokenLinesAreLossesWithTheirNumber) {
  EXPECT_EQ(parsed("a: 1\nnonsense\nb: 2\n"), "{a:<1>,b:<2>} | t.yaml:2 expected \"key: value\" here; the line is left out");
  EXPECT_EQ(parsed("a: 1\na: 2\n"), "{a:<2>} | t.yaml:2 the name \"a\" stands here twice; the last one counts");
  EXPECT_EQ(parsed("a: *x\n"), "{a:null} | t.yaml:1 an alias without an anchor before it; read as null");
  EXPECT_EQ(parsed("a: {b: 1\n"), "{a:{b:<1>}} | t.yaml:1 a { without its }");
  EXPECT_EQ(parsed("a: \"open\n"), "{a:<open >} | t.yaml:2 the text ends inside a quoted value");
}

TEST(YamlTree, BombsEndInAMessage) {
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 0; j < 9; ++j) laughs += ", " + before;
    laughs += "]\n";
  }
  EXPECT_NE(parsed(laughs).find("aliases make this document"), std::string::npos);
  EXPECT_NE(parsed("a: " + std::string(100'000, '[')).find("nested deeper"), std::string::npos);
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_NE(parsed(deep).find("nested deeper"), std::string::npos);
  EXPECT_NE(parsed(std::string(100'000, '[')).find("nested deeper"), std::string::npos);
  EXPECT_NE(parsed(std::string("a\0b", 3)).find("binary"), std::string::npos);
}

TEST(JsonTree, WholeAndBroken) {
  EXPECT_EQ(parsed(R"({"a": [1, true, null, "x\n\u00e9"], "b": {}})"), "{a:[<1>,<true>,null,<x\n\xC3\xA9>],b:{}}");
  EXPECT_EQ(parsed("{\"a\": 1,\n \"b\": {\"c\": 2,"), "{a:<1>,b:{c:<2>}} | t.yaml:2 the text ends in the middle of the JSON; what stands before is used");
  EXPECT_NE(parsed("{\"a\": 1,\n \"b\" 2}").find("t.yaml:2 the JSON breaks here"), std::string::npos);
  EXPECT_EQ(parsed("\xEF\xBB\xBF{\"a\": 1}"), "{a:<1>}");
}

}  // namespace
}  // namespace mockdata::discover
