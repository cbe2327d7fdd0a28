#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "block/text_of.h"
#include "base/date.h"
#include "derive/cut.h"
#include "derive/function.h"

namespace mockdata {
namespace {

// The value of an expression of constants, as text of at most `longest` characters; an error's text where it fails.
std::string value_of(const std::string& text, uint32_t longest = 0) {
  const auto e = parse_expression(text);
  if (!e.ok()) return e.error().to_string();
  Table table("t", 3);
  DeriveContext context{&table, days_from_civil(2026, 11, 24), [](const std::string& name) -> Result<const Column*> { return invalid_error("no field " + name); }};
  const auto column = derive_column(*e, context);
  if (!column.ok()) return column.error().to_string();
  const Column* made = &**column;
  if (longest) made = table.add(cut_column(made, longest));
  Scope scope(table);
  scope.start({0, 3, nullptr});
  const Block& block = scope.get(*made);
  if (!block.valid(2)) return "NULL";
  std::string out;
  append_text(out, made->type(), block, 2);
  return out;
}

TEST(Derive, EveryFunctionDoesWhatItsExampleSays) {
  const auto all = all_functions();
  EXPECT_GT(all.size(), 60u);
  for (const Function* f : all) {
    EXPECT_EQ(value_of(f->example), f->result) << f->example;
    EXPECT_EQ(find_function(f->name), f);
    EXPECT_STRNE(f->doc, "");
  }
}

// The page of all functions, from their table.
std::string functions_page() {
  std::string page = "# Functions of derived values\n\nUsed under `derive`, and between `{{` and `}}` of a `format` ([template.md](template.md)). A function is NULL where one of its arguments is,\n"
                     "unless its line says otherwise. This page is written from the table of the functions.\n\n| function | what it gives | example | result |\n|---|---|---|---|\n";
  const auto cell = [](std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
    return text;
  };
  for (const Function* f : all_functions())
    page += "| `" + std::string(f->name) + "(" + f->parameters + ")` | " + cell(f->doc) + " | `" + cell(f->example) + "` | `" + cell(f->result) + "` |\n";
  return page;
}

TEST(Derive, ThePageOfFunctionsIsCurrent) {
  const std::string path = MOCKDATA_SOURCE_DIR "/docs/functions.md";
  if (std::getenv("MOCKDATA_UPDATE_DOCS")) std::ofstream(path) << functions_page();
  std::stringstream read;
  read << std::ifstream(path).rdbuf();
  EXPECT_EQ(read.str(), functions_page()) << "docs/functions.md is not current: MOCKDATA_UPDATE_DOCS=1 build/release/derive_test writes it";
}

TEST(Derive, ExactArithmetic) {
  EXPECT_EQ(value_of("0.1 + 0.2"), "0.3");
  EXPECT_EQ(value_of("round(3 * 19.99 * 1.24, 2)"), "74.36");
  EXPECT_EQ(value_of("1 - 2 - 3"), "-4");
  EXPECT_EQ(value_of("2 + 3 * -4"), "-10");
  EXPECT_EQ(value_of("-(2 + 3) * 4"), "-20");
  EXPECT_EQ(value_of("round(-2.5)"), "-3");
  EXPECT_EQ(value_of("round(2.5)"), "3");
  EXPECT_EQ(value_of("round(5 / 2)"), "3");
  EXPECT_EQ(value_of("1 / 0"), "NULL");
  EXPECT_EQ(value_of("999999999999999999 * 999999999999999999"), "9223372036854775807");  // kept within the type
  EXPECT_EQ(value_of("modulo(7, -5)"), "-3");
}

TEST(Derive, CutAddressesKeepWhatSaysThatTheyAreNobodys) {
  const std::pair<const char*, const char*> kCut[] = {
      {"'plain words of a text'", "plain words of a te"}, {"'ann.smithson@example.org'", "ann.smi@example.org"}, {"'ann.sm.ithson@example.org'", "ann.sm@example.org"},
      {"'https://www.rotavor.example/a'", "https://www.example"}, {"'ftp://rotavora.example.org'", "ftp://r.example.org"},
      {"'http://ab.example/long/path'", "http://ab.example/l"}, {"'Write to a@example.org'", "Write to a@example."}, {"'short@example.org'", "short@example.org"}};
  for (const auto& [text, cut] : kCut) EXPECT_EQ(value_of(text, 19), cut) << text;
}

TEST(Derive, NullsSpreadAndAreCaught) {
  EXPECT_EQ(value_of("lower(null)"), "NULL");
  EXPECT_EQ(value_of("concat('a', null)"), "NULL");
  EXPECT_EQ(value_of("join('-', 'a', null, 'b')"), "a-b");
  EXPECT_EQ(value_of("coalesce(null, null)"), "NULL");
  EXPECT_EQ(value_of("coalesce(null, 2, 3.5)"), "2.0");
  EXPECT_EQ(value_of("if(null = 1, 'a', 'b')"), "b");
}

TEST(Derive, TextsOfOtherAlphabets) {
  EXPECT_EQ(value_of("ascii('Žižek Ångström Ćwikła')"), "Zizek Angstrom Cwikla");
  EXPECT_EQ(value_of("ascii('Достоевский Жуков')"), "Dostoevskii Zhukov");
  EXPECT_EQ(value_of("slug('Αθήνα')"), "athina");
  EXPECT_EQ(value_of("upper('straße ñ ŷ')"), "STRAßE Ñ Ŷ");
  EXPECT_EQ(value_of("lower('ΣΩΚΡΆΤΗΣ ЁЖ')"), "σωκράτησ ёж");
  EXPECT_EQ(value_of("substring('äöü', 2)"), "öü");
}

TEST(Derive, ErrorsSayWhatWasExpected) {
  EXPECT_NE(value_of("lowr('A')").find("did you mean \"lower\"?"), std::string::npos);
  EXPECT_NE(value_of("lower()").find("takes 1 arguments, found 0"), std::string::npos) << value_of("lower()");
  EXPECT_NE(value_of("round('a')").find("expected a number, found \"a\""), std::string::npos) << value_of("round('a')");
  EXPECT_NE(value_of("lower('a'").find("expected \",\" or \")\" at character 10"), std::string::npos) << value_of("lower('a'");
  EXPECT_NE(value_of("1 +").find("found the end"), std::string::npos);
  EXPECT_NE(value_of("plus('2026-01-01', '3 days')").find("a span is like"), std::string::npos);
  EXPECT_NE(value_of("'abc").find("expected a closing '"), std::string::npos);
  EXPECT_NE(value_of(std::string(100, '(')).find("64 levels"), std::string::npos) << value_of(std::string(100, '('));
}

}  // namespace
}  // namespace mockdata
