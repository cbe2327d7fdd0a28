#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <regex>
#include <set>

#include "pattern/pattern_column.h"
#include "random/permutation.h"

namespace mockdata {
namespace {

using pattern::Language;

Language language(const std::string& regex, uint32_t longest = 0) {
  auto made = Language::of(regex, longest);
  EXPECT_TRUE(made.ok()) << regex << (made.ok() ? "" : made.error().to_string());
  return made.ok() ? *made : *Language::of("x");
}
std::string drawn(const Language& l, uint64_t key) {
  std::string out(l.most_bytes(), '\0');
  out.resize(static_cast<std::size_t>(l.draw(out.data(), key) - out.data()));
  return out;
}
std::string unranked(const Language& l, uint64_t rank, uint64_t noise) {
  std::string out(l.most_bytes(), '\0');
  out.resize(static_cast<std::size_t>(l.unrank(out.data(), rank, noise) - out.data()));
  return out;
}

// Every text over an alphabet up to a length that matches, by std::regex.
std::set<std::string> enumerated(const std::string& regex, const std::string& alphabet, std::size_t longest) {
  const std::regex matcher(regex);
  std::set<std::string> found;
  std::vector<std::string> level{""};
  for (std::size_t n = 0; n <= longest; ++n) {
    std::vector<std::string> next;
    for (const std::string& t : level) {
      if (std::regex_match(t, matcher)) found.insert(t);
      for (const char c : alphabet) next.push_back(t + c);
    }
    level = std::move(next);
  }
  return found;
}

TEST(Pattern, CountsAndUnranksWholeLanguages) {
  struct Case {
    const char* regex;
    const char* alphabet;
    uint32_t longest;
  };
  for (const Case& c : {Case{"(a|ab)(c|bcd)?", "abcd", 5}, Case{"a*b+", "ab", 6}, Case{"(a|b)*abb", "ab", 8}, Case{"[a-c]{2,3}", "abcd", 4}, Case{"(aa|a)(aa|a)", "a", 5},
                        Case{"(a?){4}", "a", 5}, Case{"^x[^xz]?$", "xyz", 3}, Case{"(ab|a(b|c))d*", "abcd", 5}, Case{"a{0}b", "ab", 3}, Case{"(|a)(b|)", "ab", 3}, Case{"(a+b?)+", "ab", 7}}) {
    // The universe of "." and of negated classes is printable ASCII; here the alphabet restricts it.
    const std::set<std::string> all = enumerated(c.regex, c.alphabet, c.longest);
    const Language l = language(c.regex, c.longest);
    if (std::string(c.regex).find("[^") == std::string::npos) {
      EXPECT_EQ(l.count(), all.size()) << c.regex;
    }
    std::set<std::string> made;
    for (uint64_t r = 0; r < l.count(); ++r) made.insert(unranked(l, r, r));
    EXPECT_EQ(made.size(), l.count()) << c.regex;
    for (const std::string& t : all) EXPECT_TRUE(made.contains(t)) << c.regex << " lacks " << t;
    for (const std::string& t : made) EXPECT_TRUE(std::regex_match(t, std::regex(c.regex))) << c.regex << " made " << t;
  }
}

TEST(Pattern, DrawsUniformly) {
  for (const char* regex : {"(a|ab)(c|bcd)?", "[a-c]{1,3}", "x(y|z{2,5})", "(0|1)*1"}) {
    const Language l = language(regex, std::string(regex) == "(0|1)*1" ? 5 : 0);
    std::map<std::string, int> seen;
    const int n = 200'000;
    for (int i = 0; i < n; ++i) ++seen[drawn(l, Key(5).with(regex).at(static_cast<uint64_t>(i)))];
    ASSERT_EQ(seen.size(), l.count()) << regex;
    const double expected = static_cast<double>(n) / static_cast<double>(l.count());
    double chi = 0;
    for (const auto& [text, count] : seen) chi += (count - expected) * (count - expected) / expected;
    const double k = static_cast<double>(l.count()) - 1;
    EXPECT_LT(chi, k + 4 * std::sqrt(2 * k) + 8) << regex;
  }
}

TEST(Pattern, TextsMatchTheirExpression) {
  for (const char* regex : {R"([A-Z]{2}\d{4}-\d{2})", R"(\w+@[a-z]{3,10}\.(com|org|net))", R"((?:\+358|0)\d{6,10})", R"([^@\s]+)", R"([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})",
                            R"((Mr|Mrs|Dr)\. [A-Z][a-z]{2,8})", R"([[:upper:]]{3}_[[:digit:]]*)", R"(\{[a-z.]+\}\\)"}) {
    const Language l = language(regex);
    const std::regex matcher(regex);
    for (uint64_t i = 0; i < 2000; ++i) {
      const std::string t = drawn(l, Key(9).at(i)), u = unranked(l, i % l.ranks(), Key(10).at(i));
      ASSERT_TRUE(std::regex_match(t, matcher)) << regex << " made " << t;
      ASSERT_TRUE(std::regex_match(u, matcher)) << regex << " made " << u;
    }
  }
}

TEST(Pattern, LargeLanguagesAreUnrankedWithoutRepeatsAndWithoutFavourites) {
  for (const char* regex : {"[0-9a-f]{64}", "[A-Z]{3}-[0-9]{9}", "[a-z]{1,200}", "(foo|[a-z]{40})", "[0-9a-f]{10}", "[0-9]{13}"}) {
    const Language l = language(regex);
    std::set<std::string> seen;
    const uint64_t n = 50'000;
    std::vector<std::map<char, int>> at(12);
    for (uint64_t i = 0; i < n; ++i) {
      const std::string t = unranked(l, Permutation(l.ranks(), 3)(i), Key(4).at(i));
      EXPECT_TRUE(seen.insert(t).second) << regex << " repeats " << t;
      for (std::size_t k = 0; k < at.size() && k < t.size(); ++k) ++at[k][t[k]];
    }
    for (std::size_t k = 0; k < at.size(); ++k) {
      int total = 0, most = 0;
      for (const auto& [c, count] : at[k]) total += count, most = std::max(most, count);
      const double expected = total / static_cast<double>(at[k].size());
      if (at[k].size() > 1) {
        EXPECT_LT(most, 1.1 * expected + 8 * std::sqrt(expected)) << regex << " at " << k;
      }
    }
  }
}

TEST(Pattern, OtherAlphabets) {
  const Language l = language("[äöå]{2}\\u20AC");
  EXPECT_EQ(l.count(), 9u);
  std::set<std::string> made;
  for (uint64_t r = 0; r < 9; ++r) made.insert(unranked(l, r, 0));
  EXPECT_TRUE(made.contains("öå€"));
  EXPECT_EQ(made.size(), 9u);
}

TEST(Pattern, WhatIsNotRegularIsRefusedWithItsPlace) {
  const auto error = [](const char* regex, uint32_t longest = 0) { return Language::of(regex, longest).ok() ? std::string() : Language::of(regex, longest).error().message; };
  EXPECT_NE(error("a(?=b)").find("a look-ahead at character 4"), std::string::npos) << error("a(?=b)");
  EXPECT_NE(error("(?<!a)b").find("a look-behind"), std::string::npos);
  EXPECT_NE(error(R"((a)\1)").find("a back-reference"), std::string::npos);
  EXPECT_NE(error(R"(\bword)").find("an assertion \\b"), std::string::npos);
  EXPECT_NE(error("a^b").find("not at the beginning"), std::string::npos);
  EXPECT_NE(error("(a$)b").find("not at the end"), std::string::npos);
  EXPECT_NE(error("a**").find("two repetitions"), std::string::npos);
  EXPECT_NE(error("[z-a]").find("not in order"), std::string::npos);
  EXPECT_NE(error("(a").find("not closed"), std::string::npos);
  EXPECT_NE(error("a)").find("closes nothing"), std::string::npos);
  EXPECT_NE(error("a{3,1}").find("wrong way round"), std::string::npos);
  EXPECT_NE(error("a{5}", 3).find("its shortest has 5"), std::string::npos);
  EXPECT_NE(error("(a{1000}){1000}").find("20,000 parts"), std::string::npos);
  EXPECT_NE(error("(a|b)*a(a|b){18}").find("too large to count"), std::string::npos);
  EXPECT_NE(error("(?i)a").find("a flag"), std::string::npos);
  EXPECT_NE(error("\\").find("at its end"), std::string::npos);
  EXPECT_NE(error("[").find("not closed"), std::string::npos);
  EXPECT_EQ(error(""), "");
}

TEST(Pattern, AColumnIsTheSameFromAnywhere) {
  for (const bool unique : {false, true}) {
    Table table("t", 5000);
    const Column* column = table.add(pattern_column(language("[a-z]{3,9}-[0-9]{4}"), Key(1).with("code"), unique));
    Scope whole(table), piece(table);
    std::vector<uint64_t> rows{17, 3, 999, 3, 4095};
    piece.start({0, 5, rows.data()});
    const Block& some = piece.get(*column);
    for (uint32_t k = 0; k < 5; ++k) {
      whole.start({rows[k] / 1024 * 1024, 1024, nullptr});
      EXPECT_EQ(some.text(k), whole.get(*column).text(static_cast<uint32_t>(rows[k] % 1024)));
    }
  }
}

}  // namespace
}  // namespace mockdata
