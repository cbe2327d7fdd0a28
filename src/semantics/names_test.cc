#include "semantics/names.h"

#include <gtest/gtest.h>

namespace mockdata::semantics {
namespace {

std::string cut(std::string_view name) {
  Tokens tokens;
  tokenise(name, tokens);
  std::string out;
  for (int i = 0; i < tokens.count; ++i) out += (i ? " " : "") + std::string(tokens.run(i, i + 1));
  return out;
}

TEST(Names, AreCutAtSeparatorsAndBorders) {
  EXPECT_EQ(cut("firstName"), "first name");
  EXPECT_EQ(cut("FIRST_NAME"), "first name");
  EXPECT_EQ(cut("first-name.of person"), "first name of person");
  EXPECT_EQ(cut("SSNLast4"), "ssn last 4");
  EXPECT_EQ(cut("userIDs"), "user ids");
  EXPECT_EQ(cut("ORT01"), "ort 01");
  EXPECT_EQ(cut("__x__"), "x");
  EXPECT_EQ(cut(""), "");
  EXPECT_EQ(cut("---"), "");
}

TEST(Names, LoseTheirMarks) {
  EXPECT_EQ(cut("Straße"), "strasse");
  EXPECT_EQ(cut("PRÉNOM"), "prenom");
  EXPECT_EQ(cut("płećOsoby"), "plec osoby");
  EXPECT_EQ(cut("pre\xCC\x81nom"), "prenom");        // e and a combining acute accent
  EXPECT_EQ(cut("ｎａｍｅ"), "name");                  // full width
  EXPECT_EQ(cut("имя"), "имя");                       // other alphabets stay
  EXPECT_EQ(cut("a\xFF\x80z"), "a z");                // broken UTF-8 separates
}

TEST(Names, WhatIsTooLongIsLeftOut) {
  EXPECT_LE(cut(std::string(10000, 'a')).size(), 160u);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "ab_";
  EXPECT_EQ(cut(many).size(), 24 * 3 - 1u);
}

TEST(Names, PhrasesHaveASpelledForm) {
  std::string spelled;
  EXPECT_EQ(fold_phrase("Geburts-Länder", &spelled), "geburtslander");
  EXPECT_EQ(spelled, "geburtslaender");
  EXPECT_EQ(fold_phrase("fødsel", &spelled), "fodsel");
  EXPECT_EQ(spelled, "foedsel");
  EXPECT_EQ(fold_phrase("plain", &spelled), "plain");
  EXPECT_EQ(spelled, "");
}

}  // namespace
}  // namespace mockdata::semantics
