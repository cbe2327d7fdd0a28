// Text of the locale's words, in Faker's shapes: words, sentences, paragraphs, and texts of a largest length.
#include <algorithm>

#include "providers/elements.h"
#include "providers/families.h"
#include "providers/lists.h"

namespace mockdata {

namespace {

// Words and what joins them. Sizes count characters, as Faker's do.
struct Prose {
  Words words;
  std::string connector = " ", punctuation = ".";
  std::vector<uint8_t> characters;   // of each word
  std::vector<std::string> capital;  // each word with a capital letter, where it begins with a-z

  std::size_t longest() const { return words.longest() + 16; }
};

uint32_t characters_of(std::string_view text) {
  uint32_t n = 0;
  for (const char ch : text) n += (static_cast<unsigned char>(ch) & 0xC0) != 0x80;
  return n;
}
// The upper case of the first letter: ASCII, Latin, Greek, Cyrillic and Armenian letters have it at a fixed distance.
std::string capitalised(std::string_view word) {
  std::string out(word);
  if (out.empty()) return out;
  const unsigned char a = static_cast<unsigned char>(out[0]);
  if (a >= 'a' && a <= 'z') {
    out[0] = static_cast<char>(a - 32);
  } else if (out.size() >= 2) {
    uint32_t code = (a & 0x1Fu) << 6 | (static_cast<unsigned char>(out[1]) & 0x3Fu);
    const bool two_bytes = (a & 0xE0) == 0xC0;
    if (!two_bytes) return out;
    if (code >= 0xE0 && code <= 0xFE && code != 0xF7) code -= 0x20;                       // à … þ
    else if (code >= 0x100 && code < 0x138 && code != 0x131 && code % 2) code -= 1;       // Latin extended: pairs
    else if (code >= 0x14A && code < 0x178 && code % 2) code -= 1;
    else if ((code >= 0x139 && code <= 0x148 && code % 2 == 0) || (code >= 0x179 && code <= 0x17E && code % 2 == 0)) code -= 1;
    else if (code >= 0x3B1 && code <= 0x3C9 && code != 0x3C2) code -= 0x20;               // Greek
    else if (code >= 0x430 && code <= 0x44F) code -= 0x20;                                // Cyrillic
    else if (code >= 0x450 && code <= 0x45F) code -= 0x50;
    else if (code >= 0x561 && code <= 0x586) code -= 0x30;                                // Armenian
    out[0] = static_cast<char>(0xC0 | code >> 6);
    out[1] = static_cast<char>(0x80 | (code & 0x3F));
  }
  return out;
}

Result<std::shared_ptr<const Prose>> prose_of(const MakeContext& c, const Value& own_words, const std::string& part_of_speech = {}) {
  auto p = std::make_shared<Prose>();
  if (own_words.is_array()) {
    std::vector<std::string> words;
    for (const Value& v : own_words.items()) words.push_back(v.text());
    if (words.empty()) return invalid_error("\"ext_word_list\" is empty");
    p->words = Words(words);
  } else if (!part_of_speech.empty()) {
    MOCKDATA_ASSIGN(p->words, listed_group(c, "lorem.parts_of_speech", part_of_speech));
  } else {
    MOCKDATA_ASSIGN(p->words, listed(c, "lorem.word_list"));
  }
  MOCKDATA_ASSIGN(const Locale* locale, locale_of(c));
  if (const Found found = locale->find("lorem.word_connector"); found && found.list->rows) p->connector = found.list->text(0);
  if (const Found found = locale->find("lorem.sentence_punctuation"); found && found.list->rows) p->punctuation = found.list->text(0);
  for (uint32_t i = 0; i < p->words.size(); ++i) {
    p->characters.push_back(static_cast<uint8_t>(std::min(255u, characters_of(p->words[i]))));
    p->capital.push_back(capitalised(p->words[i]));
  }
  return std::shared_ptr<const Prose>(std::move(p));
}

// About n: 60 to 140 percent of it, at least `least`.
uint32_t about(uint32_t n, CellDraws& draws, uint32_t least) { return std::max(least, n * (60 + draws.below(81)) / 100); }

char* write_sentence(char* out, CellDraws& draws, const Prose& p, uint32_t words) {
  if (words == 0) return out;
  out = copy_text(out, p.capital[draws.below(p.words.size())]);
  for (uint32_t i = 1; i < words; ++i) {
    out = copy_text(out, p.connector);
    out = p.words.write(out, draws);
  }
  return copy_text(out, p.punctuation);
}
std::size_t most_of_sentence(const Prose& p, uint32_t words) { return (words * 7 / 5 + 1) * (p.longest() + p.connector.size()) + p.punctuation.size() + 32; }
char* write_paragraph(char* out, CellDraws& draws, const Prose& p, uint32_t sentences) {
  for (uint32_t i = 0; i < sentences; ++i) {
    if (i) out = copy_text(out, p.connector);
    out = write_sentence(out, draws, p, about(6, draws, 1));
  }
  return out;
}
std::size_t most_of_paragraph(const Prose& p, uint32_t sentences) { return (sentences * 7 / 5 + 1) * (most_of_sentence(p, 6) + p.connector.size()) + 32; }

// Words until no more fit, with a capital and the punctuation; the first word is cut where even it does not fit.
char* write_few_words(char* out, CellDraws& draws, const Prose& p, uint32_t most) {
  const uint32_t ending = characters_of(p.punctuation), joint = characters_of(p.connector);
  uint32_t i = draws.below(p.words.size()), size = p.characters[i];
  const std::string_view first = p.capital[i];
  if (size + ending > most) {
    std::size_t bytes = 0;
    for (uint32_t left = most - ending; left; --left) do ++bytes; while (bytes < first.size() && (static_cast<unsigned char>(first[bytes]) & 0xC0) == 0x80);
    return copy_text(copy_text(out, first.substr(0, bytes)), p.punctuation);
  }
  out = copy_text(out, first);
  for (;;) {
    i = draws.below(p.words.size());
    size += joint + p.characters[i];
    if (size + ending > most) return copy_text(out, p.punctuation);
    out = copy_text(copy_text(out, p.connector), p.words[i]);
  }
}

// As Faker's text(): words below 25 characters, sentences below 100, paragraphs above; whole pieces until one does not fit.
// Where not even one paragraph fits it is sentences, and where not even one sentence does, words.
char* write_text(char* out, CellDraws& draws, const Prose& p, uint32_t most) {
  for (int level = most < 25 ? 0 : most < 100 ? 1 : 2; level > 0; --level) {
    char* end = out;
    for (uint32_t size = 0;;) {
      char* next = end == out ? end : copy_text(end, level == 2 ? std::string_view("\n") : p.connector);
      next = level == 2 ? write_paragraph(next, draws, p, about(3, draws, 1)) : write_sentence(next, draws, p, about(6, draws, 1));
      size += characters_of({end, static_cast<std::size_t>(next - end)});
      if (size > most) break;
      end = next;
    }
    if (end != out) return end;
  }
  return write_few_words(out, draws, p, most);
}
std::size_t most_of_text(const Prose& p, uint32_t most) { return static_cast<std::size_t>(most) * 4 + most_of_paragraph(p, 3) + 64; }

char* write_json_list(char* out, uint32_t n, CellDraws& draws, const auto& write) {
  *out++ = '[';
  for (uint32_t i = 0; i < n; ++i) {
    out = copy_text(out, i ? ", \"" : "\"");
    char* const begin = out;
    out = write(out, draws);
    for (char* p = begin; p < out; ++p)
      if (*p == '\n') *p = ' ';  // paragraphs of a text inside a list
    *out++ = '"';
  }
  *out++ = ']';
  return out;
}

Result<uint32_t> number_of(const Arguments& a, const char* name, int64_t least, int64_t most) {
  const int64_t n = a.integer(name);
  if (n < least || n > most) return invalid_error(std::string("\"") + name + "\" is a number from " + std::to_string(least) + " to " + std::to_string(most) + ", found " + std::to_string(n));
  return static_cast<uint32_t>(n);
}
std::string speech_of(const Arguments& a) { return a.is_null("part_of_speech") ? std::string() : a.text("part_of_speech"); }

MadeColumn word(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const auto prose, prose_of(c, a.get("ext_word_list"), speech_of(a)));
  return word_column(c, "word", prose->words);
}
MadeColumn words(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t n, number_of(a, "nb", 0, 10000));
  MOCKDATA_ASSIGN(const auto p, prose_of(c, a.get("ext_word_list"), speech_of(a)));
  const bool distinct = a.boolean("unique");
  const uint32_t count = distinct ? std::min(n, p->words.size()) : n;
  const Permutation order(p->words.size(), c.key.with("order").value());
  return written_freely(c, "words", (p->longest() + 4) * count + 16, [=](char* out, CellDraws& draws) {
    const uint64_t tweak = draws.bits();
    uint32_t i = 0;
    return write_json_list(out, count, draws, [&](char* w, CellDraws& d) { return distinct ? copy_text(w, p->words[static_cast<uint32_t>(order(i++, tweak))]) : p->words.write(w, d); });
  }, TypeId::kJson);
}
MadeColumn get_words_list(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const auto p, prose_of(c, a.get("ext_word_list"), speech_of(a)));
  std::vector<std::string> all;
  for (uint32_t i = 0; i < p->words.size(); ++i) all.emplace_back(p->words[i]);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::string list = "[";
  for (const std::string& w : all) list += (list.size() > 1 ? ", " : "") + json_quote(w);
  MOCKDATA_CHECK(check_space(c, "get_words_list", 1));
  return written(c, "get_words_list", list.size() + 17, 1, [list = list + "]"](char* out, auto&) { return copy_text(out, list); }, TypeId::kJson);
}
MadeColumn sentence(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t n, number_of(a, "nb_words", 0, 10000));
  MOCKDATA_ASSIGN(const auto p, prose_of(c, a.get("ext_word_list")));
  const bool variable = a.boolean("variable_nb_words");
  // Unique sentences: words of a fixed number, none of which holds the connector.
  bool plain = true;
  for (uint32_t i = 0; i < p->words.size(); ++i) plain = plain && p->words[i].find(p->connector) == std::string_view::npos && p->capital[i] != p->words[i];
  const uint64_t space = plain && n && !p->connector.empty() && !p->words.slots() ? space_power(p->words.size(), n) : 0;
  return written(c, "sentence", most_of_sentence(*p, n), space, [=](char* out, auto& draws) {
    if constexpr (std::is_same_v<decltype(draws), CellDraws&>) {
      return write_sentence(out, draws, *p, variable && n ? about(n, draws, 1) : n);
    } else {
      for (uint32_t i = 0; i < n; ++i) {
        if (i) out = copy_text(out, p->connector);
        const uint32_t word = draws.below(p->words.size());
        out = copy_text(out, i ? p->words[word] : std::string_view(p->capital[word]));
      }
      return copy_text(out, p->punctuation);
    }
  });
}
MadeColumn sentences(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t n, number_of(a, "nb", 0, 1000));
  MOCKDATA_ASSIGN(const auto p, prose_of(c, a.get("ext_word_list")));
  return written_freely(c, "sentences", (most_of_sentence(*p, 6) + 4) * n + 16, [=](char* out, CellDraws& draws) {
    return write_json_list(out, n, draws, [&](char* w, CellDraws& d) { return write_sentence(w, d, *p, about(6, d, 1)); });
  }, TypeId::kJson);
}
MadeColumn paragraph(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t n, number_of(a, "nb_sentences", 0, 1000));
  MOCKDATA_ASSIGN(const auto p, prose_of(c, a.get("ext_word_list")));
  const bool variable = a.boolean("variable_nb_sentences");
  return written_freely(c, "paragraph", most_of_paragraph(*p, n), [=](char* out, CellDraws& draws) { return write_paragraph(out, draws, *p, variable && n ? about(n, draws, 1) : n); });
}
MadeColumn paragraphs(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t n, number_of(a, "nb", 0, 1000));
  MOCKDATA_ASSIGN(const auto p, prose_of(c, a.get("ext_word_list")));
  return written_freely(c, "paragraphs", (most_of_paragraph(*p, 3) + 4) * n + 16, [=](char* out, CellDraws& draws) {
    return write_json_list(out, n, draws, [&](char* w, CellDraws& d) { return write_paragraph(w, d, *p, about(3, d, 1)); });
  }, TypeId::kJson);
}
MadeColumn text(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t most, number_of(a, "max_nb_chars", 5, 1000000));
  MOCKDATA_ASSIGN(const auto p, prose_of(c, a.get("ext_word_list")));
  return written_freely(c, "text", most_of_text(*p, most), [=](char* out, CellDraws& draws) { return write_text(out, draws, *p, most); });
}
MadeColumn texts(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t n, number_of(a, "nb_texts", 0, 1000));
  MOCKDATA_ASSIGN(const uint32_t most, number_of(a, "max_nb_chars", 5, 1000000));
  MOCKDATA_ASSIGN(const auto p, prose_of(c, a.get("ext_word_list")));
  return written_freely(c, "texts", (most_of_text(*p, most) + 4) * n + 16, [=](char* out, CellDraws& draws) {
    return write_json_list(out, n, draws, [&](char* w, CellDraws& d) { return write_text(w, d, *p, most); });
  }, TypeId::kJson);
}

constexpr Parameter kWord[] = {{"part_of_speech", ArgKind::kText, "null"}, {"ext_word_list", ArgKind::kList, "null"}};
constexpr Parameter kWords[] = {{"nb", ArgKind::kInt, "3"}, {"ext_word_list", ArgKind::kList, "null"}, {"part_of_speech", ArgKind::kText, "null"}, {"unique", ArgKind::kBool, "false"}};
constexpr Parameter kSentence[] = {{"nb_words", ArgKind::kInt, "6"}, {"variable_nb_words", ArgKind::kBool, "true"}, {"ext_word_list", ArgKind::kList, "null"}};
constexpr Parameter kSentences[] = {{"nb", ArgKind::kInt, "3"}, {"ext_word_list", ArgKind::kList, "null"}};
constexpr Parameter kParagraph[] = {{"nb_sentences", ArgKind::kInt, "3"}, {"variable_nb_sentences", ArgKind::kBool, "true"}, {"ext_word_list", ArgKind::kList, "null"}};
constexpr Parameter kText[] = {{"max_nb_chars", ArgKind::kInt, "200"}, {"ext_word_list", ArgKind::kList, "null"}};
constexpr Parameter kTexts[] = {{"nb_texts", ArgKind::kInt, "3"}, {"max_nb_chars", ArgKind::kInt, "200"}, {"ext_word_list", ArgKind::kList, "null"}};
constexpr Provider kRows[] = {
    {"word", kWord, TypeId::kText, "a word of the locale", R"({"ext_word_list": ["alpha", "beta", "gamma"]})", word},
    {"words", kWords, TypeId::kJson, "a JSON list of words", R"({"nb": 2, "unique": true})", words},
    {"get_words_list", kWord, TypeId::kJson, "a JSON list of all words that the others choose from", R"({"ext_word_list": ["alpha", "beta"]})", get_words_list},
    {"sentence", kSentence, TypeId::kText, "a sentence of about so many words", R"({"nb_words": 4})", sentence},
    {"sentences", kSentences, TypeId::kJson, "a JSON list of sentences", R"({"nb": 2})", sentences},
    {"paragraph", kParagraph, TypeId::kText, "a paragraph of about so many sentences", R"({"nb_sentences": 2})", paragraph},
    {"paragraphs", kSentences, TypeId::kJson, "a JSON list of paragraphs", R"({"nb": 2})", paragraphs},
    {"text", kText, TypeId::kText, "a text of at most so many characters", R"({"max_nb_chars": 80})", text},
    {"texts", kTexts, TypeId::kJson, "a JSON list of texts", R"({"nb_texts": 2, "max_nb_chars": 50})", texts},
};

}  // namespace

const std::span<const Provider> kLoremProviders = kRows;

}  // namespace mockdata
