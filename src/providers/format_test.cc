#include "providers/format.h"

#include <gtest/gtest.h>

#include <set>

namespace mockdata {
namespace {

const Resolver kNone = [](std::string_view name) -> Result<Token> { return invalid_error("no " + std::string(name)); };
Resolver words(std::vector<std::string> list) {
  return [list](std::string_view) -> Result<Token> { return Token(Words(list)); };
}
std::string at(const Format& format, uint64_t rank) {
  std::string out(format.most() + 64, '\0');
  RankDigits digits(rank);
  out.resize(static_cast<std::size_t>(format.write(out.data(), digits) - out.data()));
  return out;
}
std::string drawn(const Format& format, uint64_t cell) {
  std::string out(format.most() + 64, '\0');
  CellDraws draws(cell);
  out.resize(static_cast<std::size_t>(format.write(out.data(), draws) - out.data()));
  return out;
}

TEST(Format, EveryRankGivesATextOfItsOwn) {
  FormatOptions ranges;
  ranges.ranges = true;
  for (const auto& [text, options] : {std::pair{"%#-$?", FormatOptions{}}, {"{{w}} {{w}}/##", FormatOptions{}}, {"v<1-12>.<0-99>", ranges}, {"!#@", FormatOptions{}}}) {
    auto format = Format::compile(std::string(text), words({"ab", "c", "déf"}), options);
    ASSERT_TRUE(format.ok());
    ASSERT_GT(format->space(), 0u) << text;
    std::set<std::string> seen;
    for (uint64_t rank = 0; rank < format->space(); ++rank) seen.insert(at(*format, rank));
    EXPECT_EQ(seen.size(), format->space()) << text;
  }
}

TEST(Format, TextsThatCouldRunTogetherHaveNoSpace) {
  FormatOptions ranges;
  ranges.ranges = true;
  EXPECT_EQ(Format::compile(std::string("{{w}}{{w}}"), words({"a", "aa"}))->space(), 0u);
  EXPECT_EQ(Format::compile(std::string("{{w}}##"), words({"a", "a1"}))->space(), 0u);
  EXPECT_EQ(Format::compile(std::string("{{w}}-{{w}}"), words({"a", "a-a"}))->space(), 0u);
  EXPECT_EQ(Format::compile(std::string("<1-99>1<1-99>"), kNone, ranges)->space(), 0u);
}

TEST(Format, UniqueColumnsTakeTheLargestAlternative) {
  auto format = Format::compile(std::vector<std::string>{"#", "###", "##"}, kNone);
  EXPECT_EQ(format->space(), 1000u);
  EXPECT_EQ(at(*format, 123).size(), 3u);
}

TEST(Format, MarksDrawWhatTheySay) {
  auto format = Format::compile(std::string("#%$?"), kNone);
  std::set<char> seen[4];
  for (uint64_t cell = 0; cell < 3000; ++cell) {
    const std::string text = drawn(*format, Key(7).at(cell));
    for (int i = 0; i < 4; ++i) seen[i].insert(text[static_cast<std::size_t>(i)]);
  }
  EXPECT_EQ(seen[0].size(), 10u);
  EXPECT_EQ(seen[1].size(), 9u);
  EXPECT_EQ(seen[2].size(), 8u);
  EXPECT_EQ(seen[3].size(), 52u);
  std::set<std::size_t> sizes;
  auto optional = Format::compile(std::string("!@"), kNone);
  for (uint64_t cell = 0; cell < 100; ++cell) sizes.insert(drawn(*optional, Key(8).at(cell)).size());
  EXPECT_EQ(sizes, (std::set<std::size_t>{0, 1, 2}));
}

TEST(Format, SaysWhatIsWrong) {
  EXPECT_NE(Format::compile(std::string("{{name"), kNone).error().message.find("{{ without }}"), std::string::npos);
  EXPECT_FALSE(Format::compile(std::string("{{nobody}}"), kNone).ok());
  EXPECT_FALSE(Format::compile(std::vector<std::string>{}, kNone).ok());
}

}  // namespace
}  // namespace mockdata
