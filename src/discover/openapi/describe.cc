#include "discover/openapi/describe.h"

#include <algorithm>
#include <cctype>
#include <cstring>

namespace mockdata::discover {
namespace {

constexpr std::size_t kLongest = 160;     // of a kept description
constexpr std::size_t kReadFirst = 4000;  // characters of a description that are looked at
constexpr std::size_t kMostValues = 100;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

bool white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Tags out, entities to characters, all white space to single spaces (line breaks kept when `lines`).
// At most some `most` characters of it.
std::string plain(std::string_view text, bool lines, std::size_t most = kReadFirst) {
  std::string out;
  out.reserve(std::min(text.size(), most));
  for (std::size_t i = 0; i < text.size() && out.size() < most;) {
    std::size_t run = i;
    while (run < text.size() && text[run] != '<' && !white(text[run])) ++run;
    out.append(text, i, run - i);
    i = run;
    if (i == text.size()) break;
    if (text[i] == '<') {
      const std::size_t close = text.find('>', i);
      const bool tag = close != std::string_view::npos && close - i < 200 && i + 1 < text.size() && (std::isalpha(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '/');
      if (!tag) {
        out += text[i++];
        continue;
      }
      const std::string name = lower(text.substr(i + 1, 3));
      if (lines && (name.starts_with("li") || name.starts_with("br") || name.starts_with("p>") || name.starts_with("td") || name.starts_with("tr"))) out += name.starts_with("li") ? "\n- " : "\n";
      if (lines && (name.starts_with("cod") || name.starts_with("/co"))) out += '`';
      i = close + 1;
      continue;
    }
    if (text[i] == '\n' && lines) out += '\n';
    else if (!out.empty() && out.back() != ' ') out += ' ';
    ++i;
  }
  return out;
}

bool value_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.' || c == '/' || c == '+'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && (std::isspace(static_cast<unsigned char>(text.front())) || text.front() == '*')) text.remove_prefix(1);
  while (!text.empty() && (std::isspace(static_cast<unsigned char>(text.back())) || std::strchr(".,;:*", text.back()))) text.remove_suffix(1);
  return text;
}

bool is_value(std::string_view word) {
  return !word.empty() && word.size() <= 60 && std::all_of(word.begin(), word.end(), value_character) &&
         std::any_of(word.begin(), word.end(), [](unsigned char c) { return std::isalnum(c); });
}

// A phrase that announces a list, and where the list begins.
std::size_t list_after(const std::string& low) {
  static const char* kPhrases[] = {"one of:", "one of the following", "one of ", "possible values", "allowed values", "valid values", "accepted values", "available values",
                                   "supported values", "permitted values", "can be one of", "must be one of", "valid options", "possible options", "allowed options", "possible types",
                                   "valid types", "possible statuses", "valid statuses", "options are", "options:", "values:", "can be either", "must be either", "either "};
  std::size_t best = std::string::npos;
  for (const char* phrase : kPhrases) {
    const std::size_t at = low.find(phrase);
    if (at == std::string::npos || (at > 0 && std::isalnum(static_cast<unsigned char>(low[at - 1])))) continue;
    const std::size_t after = at + std::strlen(phrase);
    if (best == std::string::npos || after < best) best = after;
  }
  return best;
}

void add(std::vector<std::string>& values, std::string_view value) {
  if (values.size() < kMostValues && std::find(values.begin(), values.end(), value) == values.end()) values.emplace_back(value);
}

// Words between `mark`s: `a`, `b`. Stops where the sentence after a value goes on for long without another one.
std::vector<std::string> marked(std::string_view text, char mark) {
  std::vector<std::string> out;
  std::size_t at = 0, last = 0;
  while (at < text.size()) {
    const std::size_t open = text.find(mark, at);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find(mark, open + 1);
    if (close == std::string_view::npos) break;
    const std::string_view value = trim(text.substr(open + 1, close - open - 1));
    const std::string_view between = text.substr(last, open - last);
    const bool bullets = between.find('\n') != std::string_view::npos;
    if (!out.empty() && !bullets && between.size() > 60) break;
    if (!out.empty() && !bullets && between.find(". ") != std::string_view::npos) break;
    if (out.empty() && between.size() > 60) break;
    // "`PENDING` until `shipped`": in one sentence only separators may stand between.
    if (!is_value(value)) break;
    add(out, value);
    last = at = close + 1;
  }
  return out;
}

// "- a: what it means" or "* a" below the phrase.
std::vector<std::string> bullets(std::string_view text) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (line.empty()) continue;
    if ((line[0] != '-' && line[0] != '*') || line.size() < 3 || line[1] != ' ') {
      if (!out.empty()) break;
      continue;
    }
    line = trim(line.substr(2));
    std::size_t stop = 0;
    while (stop < line.size() && value_character(line[stop])) ++stop;
    while (stop > 0 && line[stop - 1] == '-') --stop;
    const std::string_view value = line.substr(0, stop);
    const std::string_view rest = trim(line.substr(stop));
    const bool explained = stop < line.size() && (line[stop] == ':' || rest.starts_with("-") || rest.starts_with("(") || rest.starts_with("=") || rest.starts_with("\xE2\x80"));
    if (!is_value(value) || !(rest.empty() || explained)) return {};
    add(out, value);
  }
  return out;
}

// "a, b, c or d." after the phrase.
std::vector<std::string> commas(std::string_view text) {
  std::string_view sentence = text.substr(0, text.find('\n'));
  for (std::size_t i = 0; i + 1 < sentence.size(); ++i)
    if (sentence[i] == '.' && sentence[i + 1] == ' ') {
      sentence = sentence.substr(0, i);
      break;
    }
  std::vector<std::string> out;
  while (!sentence.empty()) {
    std::size_t cut = sentence.find_first_of(",|;");
    std::string_view part = trim(sentence.substr(0, cut));
    sentence = cut == std::string_view::npos ? std::string_view() : sentence.substr(cut + 1);
    for (const char* word : {"and ", "or "})
      if (part.starts_with(word)) part = trim(part.substr(std::strlen(word)));
    for (const char* between : {" or ", " and "}) {
      if (const std::size_t at = part.find(between); at != std::string_view::npos) {
        const std::string_view first = trim(part.substr(0, at));
        if (!is_value(first)) return {};
        add(out, first);
        part = trim(part.substr(at + std::strlen(between)));
      }
    }
    if (part.empty()) continue;
    if (!is_value(part)) return {};  // prose, no list
    add(out, part);
  }
  return out;
}

}  // namespace

std::vector<std::string> described_values(std::string_view description) {
  // Most descriptions announce nothing; the first letters are left out, since they may be capitals.
  const auto has = [&](std::string_view word) { return memmem(description.data(), description.size(), word.data(), word.size()) != nullptr; };
  if (!has("ne of") && !has("alues") && !has("ither") && !has("ptions") && !has("ypes") && !has("tatuses")) return {};
  const std::string text = plain(description.substr(0, kReadFirst), true);
  const std::string low = lower(text);
  std::size_t at = list_after(low);
  if (at == std::string::npos) return {};
  // "possible values are:", "one of the following types:"
  const std::size_t colon = low.find(':', at - 1);
  const std::size_t mark = low.find_first_of("`'\"", at);
  if (colon != std::string::npos && colon < at + 40 && (mark == std::string::npos || colon < mark)) at = std::max(at, colon + 1);
  else if (low.compare(at, 5, " are ") == 0) at += 5;
  else if (low.compare(at, 4, "are ") == 0) at += 4;
  const std::string_view rest = std::string_view(text).substr(std::min(at, text.size()));
  for (const char* example : {"e.g", "for example", "such as"})
    if (low.find(example, at > 30 ? at - 30 : 0) < at + 10) return {};
  for (const char quote : {'`', '"', '\''})
    if (auto found = marked(rest, quote); found.size() >= 2) return found;
  if (auto found = bullets(rest); found.size() >= 2) return found;
  if (auto found = commas(rest); found.size() >= 2) return found;
  return {};
}

std::string short_description(std::string_view description) {
  std::string text = plain(description.substr(0, kReadFirst), false, kLongest + 40);  // nothing behind decides
  std::size_t end = text.size();
  // Most descriptions have no example; the first letters are left out, since they may be capitals.
  const auto has = [&](std::string_view word) { return memmem(text.data(), text.size(), word.data(), word.size()) != nullptr; };
  const std::string low = has("xample") || has(".g") || has("g.") || has("or instance") || has("uch as") || has(".e.") || has("XAMPLE") ? lower(text) : std::string();
  for (const char* example : {"e.g.", "e.g ", "eg.", "example", "for instance", "such as", "i.e."})
    if (const std::size_t at = low.find(example); at != std::string::npos) end = std::min(end, at);
  if (const std::size_t sentence = text.find(". "); sentence != std::string::npos && sentence > 20) end = std::min(end, sentence + 1);
  if (end > kLongest) {
    end = text.rfind(' ', kLongest);
    if (end == std::string::npos) end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  }
  text.resize(end);
  while (!text.empty() && (std::isspace(static_cast<unsigned char>(text.back())) || std::strchr("(,;:-[{", text.back()))) text.pop_back();
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.erase(0, 1);
  // Addresses and long numbers in prose are somebody's.
  if (text.find('@') != std::string::npos) return {};
  return text;
}

}  // namespace mockdata::discover
