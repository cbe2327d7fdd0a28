// Metamorphic tests: however a term of the lexicon is written, it means the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "semantics/lexicon.h"
#include "semantics/semantics.h"

namespace mockdata::semantics {
namespace {

struct Term {
  std::vector<std::string> words;  // in plain letters
  std::string file;
};

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) out += (i ? std::string(separator) : "") + words[i];
  return out;
}

std::string capital(std::string word) {
  if (!word.empty()) word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
  return word;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// Every term of every language that counts by itself; capitals of letters with marks are tested in names_test.cc.
std::vector<Term> terms(std::string_view only_file = {}) {
  std::vector<Term> out;
  for (const LexiconFile& file : shipped_lexicon()) {
    if (!file.name.starts_with("words.") || (!only_file.empty() && file.name != only_file)) continue;
    std::string_view text = file.text;
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      const std::size_t tab = line.find('\t');
      if (tab == std::string_view::npos || line[0] == '#') continue;
      std::string_view cell = line.substr(tab + 1);
      while (!cell.empty()) {
        std::string_view phrase = cell.substr(0, cell.find(','));
        cell.remove_prefix(std::min(cell.size(), phrase.size() + 1));
        while (!phrase.empty() && phrase[0] == ' ') phrase.remove_prefix(1);
        if (!std::all_of(phrase.begin(), phrase.end(), [](char c) { return c == ' ' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); })) continue;
        Term term{{""}, file.name};
        for (char c : phrase) {
          if (c == ' ') term.words.emplace_back();
          else term.words.back() += c;
        }
        out.push_back(std::move(term));
      }
    }
  }
  return out;
}

FieldFacts facts(std::string_view name) {
  FieldFacts out;
  out.name = name;
  out.kind = Kind::kText;
  return out;
}
std::string meaning(std::string_view name) { return Judge::standard().judge(facts(name)).type->name; }

TEST(Metamorphic, CamelSnakeUpperBlankAndGlued) {
  int tried = 0;
  for (const Term& term : terms()) {
    const std::string snake = joined(term.words, "_"), expected = meaning(snake);
    std::string camel = term.words[0], pascal;
    for (std::size_t i = 0; i < term.words.size(); ++i) {
      if (i) camel += capital(term.words[i]);
      pascal += capital(term.words[i]);
    }
    const auto same = [&](const std::string& form) { EXPECT_EQ(meaning(form), expected) << form << " for " << snake << ", " << term.file; };
    same(upper(snake));
    same(joined(term.words, " "));
    same(joined(term.words, "-"));
    same(joined(term.words, ""));
    if (std::all_of(term.words.begin(), term.words.end(), [](const std::string& w) { return w.size() > 1; })) {
      same(camel);
      same(pascal);
    }
    ++tried;
  }
  EXPECT_GT(tried, 6000);
}

// A prefix that every column of a table has says nothing: "llx_nom", "TBL1_FIRST_NAME".
TEST(Metamorphic, PrefixOfATable) {
  const std::vector<Term> all = terms();
  constexpr std::size_t kWidth = 30;
  int tried = 0;
  for (std::size_t at = 0; at + kWidth <= all.size(); at += kWidth) {
    std::vector<std::string> plain, prefixed;
    for (std::size_t i = at; i < at + kWidth; ++i) {
      plain.push_back(joined(all[i].words, "_"));
      prefixed.push_back("zqx_" + plain.back());
    }
    std::vector<FieldFacts> before(kWidth), after(kWidth);
    std::vector<Verdict> verdicts_before(kWidth), verdicts_after(kWidth);
    for (std::size_t i = 0; i < kWidth; ++i) before[i] = facts(plain[i]), after[i] = facts(prefixed[i]);
    Judge::standard().judge_table(before, verdicts_before);
    Judge::standard().judge_table(after, verdicts_after);
    for (std::size_t i = 0; i < kWidth; ++i, ++tried) EXPECT_EQ(verdicts_after[i].type->name, verdicts_before[i].type->name) << prefixed[i];
  }
  EXPECT_GT(tried, 6000);
}

// What personal terms of their own mean stays with the person before them: "cust_first_name", "employeeTaxNumber".
TEST(Metamorphic, PersonInFrontOfATerm) {
  int tried = 0;
  for (const Term& term : terms("words.en.tsv")) {
    const std::string snake = joined(term.words, "_");
    const Verdict bare = Judge::standard().judge(facts(snake));
    if (bare.privacy() != Privacy::kDirectIdentifier && bare.privacy() != Privacy::kGovernmentId) continue;
    if (bare.score < 0.97f || bare.type->name == "person.full_name") continue;  // "driver" before a person is another person
    for (const char* prefix : {"cust_", "emp_", "patient_"}) {
      const Verdict v = Judge::standard().judge(facts(prefix + snake));
      EXPECT_TRUE(v.pii) << prefix << snake << ": " << v.type->name << ", alone " << bare.type->name;
    }
    ++tried;
  }
  EXPECT_GT(tried, 300);
}

// Abbreviations that data dictionaries prescribe, a word at a time and all at once.
TEST(Metamorphic, StandardAbbreviations) {
  static const std::map<std::string, std::vector<std::string>> kShort = {
      {"name", {"nm", "nme"}}, {"number", {"no", "num", "nbr", "nr"}}, {"address", {"addr", "adr"}}, {"code", {"cd"}}, {"date", {"dt", "dte"}}, {"telephone", {"tel"}}, {"phone", {"ph", "phn"}},
      {"mobile", {"mob"}}, {"customer", {"cust"}}, {"employee", {"emp"}}, {"first", {"fst", "frst"}}, {"last", {"lst"}}, {"middle", {"mid"}}, {"description", {"desc", "descr"}}, {"quantity", {"qty"}},
      {"amount", {"amt"}}, {"account", {"acct"}}, {"country", {"ctry", "cntry"}}, {"department", {"dept"}}, {"identifier", {"id"}}, {"message", {"msg"}}, {"street", {"str"}}, {"language", {"lang"}},
      {"user", {"usr"}}, {"password", {"pwd", "passwd"}}, {"organization", {"org"}}, {"reference", {"ref"}}, {"balance", {"bal"}}, {"percent", {"pct"}}, {"group", {"grp"}}, {"manager", {"mgr"}},
      {"product", {"prod"}}, {"order", {"ord"}}, {"invoice", {"inv"}}, {"document", {"doc"}}, {"certificate", {"cert"}}, {"registration", {"reg"}}, {"license", {"lic"}}, {"insurance", {"ins"}},
      {"birth", {"brth"}}, {"status", {"sts", "stat"}}, {"category", {"cat"}}, {"temperature", {"temp"}}, {"transaction", {"txn", "trx"}}, {"position", {"pos"}}, {"preferred", {"pref"}}};
  int tried = 0;
  for (const Term& term : terms("words.en.tsv")) {
    if (term.words.size() < 2) continue;
    const Verdict whole = Judge::standard().judge(facts(joined(term.words, "_")));
    const bool direct = whole.privacy() == Privacy::kDirectIdentifier || whole.privacy() == Privacy::kGovernmentId;
    if (!direct) continue;
    for (std::size_t i = 0; i < term.words.size(); ++i) {
      const auto found = kShort.find(term.words[i]);
      if (found == kShort.end()) continue;
      for (const std::string& abbreviation : found->second) {
        std::vector<std::string> words = term.words;
        words[i] = abbreviation;
        if (joined(words, "") == "icnum") continue;  // a code of SAP's own: a passport's number
        const Verdict v = Judge::standard().judge(facts(joined(words, "_")));
        EXPECT_EQ(v.type->name, whole.type->name) << joined(words, "_") << " for " << joined(term.words, "_");
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 300);
  for (const char* name : {"firstName", "FIRST_NAME", "fst_nm", "firstname", "cust_first_name", "CustFirstName", "custfirstname", "first name", "FirstName1", "FRST_NM", "f_name", "C_FIRST_NM"})
    EXPECT_EQ(meaning(name), "person.first_name") << name;
}

}  // namespace
}  // namespace mockdata::semantics
