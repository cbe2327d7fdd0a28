#include "discover/relations/names.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace mockdata::discover {

namespace {

enum Kind : unsigned char { kSeparator, kUpper, kLower, kDigit };

// Of a byte: every byte above ASCII is a letter. Names are looked at by the hundred thousand, so no locale is asked.
constexpr Kind kind_of(char c) {
  if (c >= 'a' && c <= 'z') return kLower;
  if (c >= 'A' && c <= 'Z') return kUpper;
  if (c >= '0' && c <= '9') return kDigit;
  return (c & 0x80) ? kLower : kSeparator;
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  const auto kind = [&](std::size_t i) { return i < name.size() ? kind_of(name[i]) : kSeparator; };
  std::vector<std::string> words;
  words.reserve(4);
  std::size_t start = 0;
  const auto end = [&](std::size_t at) {
    if (at > start) {
      std::string& word = words.emplace_back(name.substr(start, at - start));
      for (char& c : word)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    start = at;
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const Kind now = kind_of(name[i]);
    if (now == kSeparator) {
      end(i);
      start = i + 1;
      continue;
    }
    if (i == start) continue;
    const Kind before = kind_of(name[i - 1]);
    const bool camel = now == kUpper && before == kLower;
    const bool acronym = now == kUpper && before == kUpper && kind(i + 1) == kLower && !(name[i + 1] == 's' && kind(i + 2) != kLower);  // "IDs"
    const bool number = (now == kDigit) != (before == kDigit);
    if (camel || acronym || number) end(i);
  }
  end(name.size());
  return words;
}

std::string singular(std::string_view word) {
  if (word.empty() || word.back() != 's') return std::string(word == "people" ? "person" : word == "children" ? "child" : word);
  std::string out(word);
  auto ends = [&](std::string_view end) { return out.size() > end.size() + 1 && out.compare(out.size() - end.size(), end.size(), end) == 0; };
  if (out == "persons") return "person";
  if (out == "statuses") return "status";
  if (out == "news" || out == "series" || out == "sales") return out;
  if (ends("ies")) return out.substr(0, out.size() - 3) + "y";
  if (ends("sses") || ends("xes") || ends("ches") || ends("shes") || ends("zes")) return out.substr(0, out.size() - 2);
  if (ends("s") && !ends("ss") && !ends("us") && !ends("is")) out.pop_back();
  return out;
}

std::string glued(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) out += i + 1 == words.size() ? singular(words[i]) : words[i];
  return out;
}

std::string bare_name(std::string_view name) { return glued(name_words(name)); }

std::string full_word(const std::string& word) {
  static const std::map<std::string, const char*> kShort = {
      {"dept", "department"}, {"dep", "department"}, {"emp", "employee"}, {"org", "organization"}, {"cust", "customer"}, {"acct", "account"},
      {"acc", "account"}, {"loc", "location"}, {"cat", "category"}, {"prod", "product"}, {"proj", "project"}, {"grp", "group"}, {"usr", "user"},
      {"mgr", "manager"}, {"addr", "address"}, {"div", "division"}, {"comp", "company"}, {"co", "company"}, {"pos", "position"}, {"inv", "invoice"},
      {"ord", "order"}, {"cur", "currency"}, {"ctry", "country"}, {"lang", "language"}, {"tz", "timezone"}, {"supv", "supervisor"}};
  auto found = kShort.find(word);
  return found == kShort.end() ? word : found->second;
}

bool person_entity(std::string_view name) {
  static const char* kPeople[] = {"employee", "user", "person", "worker", "staff", "member", "contact", "customer", "client", "patient", "student",
                                  "teacher", "agent", "requester", "candidate", "applicant", "lead", "owner", "associate", "personnel", "colleague",
                                  "mitarbeiter", "benutzer", "kunde", "anstalld", "medarbejder", "ansatt", "utilisateur", "employe", "salarie",
                                  "empleado", "usuario", "dipendente", "utente", "werknemer", "gebruiker", "tyontekija", "pracownik", "profile",
                                  "subscriber", "resident", "guest", "player", "author", "instructor", "driver", "volunteer", "physician", "doctor"};
  std::vector<std::string> words = name_words(name);
  if (words.empty()) return false;
  std::string last = singular(words.back());
  return std::any_of(std::begin(kPeople), std::end(kPeople), [&](const char* word) { return last == word; });
}

std::vector<std::string_view> path_segments(std::string_view path) {
  std::vector<std::string_view> out;
  path = path.substr(0, path.find_first_of("?#"));
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    std::string_view segment = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    if (segment.empty()) continue;
    const std::size_t open = segment.find('(');
    const bool keyed = open != std::string_view::npos && open > 0 && segment.back() == ')' && segment.find('{', open) != std::string_view::npos && segment.substr(0, open).find('.') == std::string_view::npos;
    if (!keyed) {
      out.push_back(segment);
      continue;
    }
    out.push_back(segment.substr(0, open));
    for (std::size_t from = segment.find('{', open); from != std::string_view::npos; from = segment.find('{', from + 1))
      if (const std::size_t close = segment.find('}', from); close != std::string_view::npos) out.push_back(segment.substr(from, close - from + 1));
  }
  return out;
}

std::string path_word(std::string_view segment) {
  if (segment.empty() || segment[0] == '{' || segment[0] == ':') return {};
  if (const std::size_t open = segment.find('('); open != std::string_view::npos && open > 0) {
    segment = segment.substr(0, open);
    if (const std::size_t dot = segment.rfind('.'); dot != std::string_view::npos) segment.remove_prefix(dot + 1);  // "microsoft.graph.delta()"
  }
  if (const std::size_t open = segment.find('{'); open != std::string_view::npos) {  // "lists.{format}"
    segment = segment.substr(0, open);
    while (!segment.empty() && kind_of(segment.back()) == kSeparator) segment.remove_suffix(1);
  }
  return std::string(segment.substr(0, segment.find(".json")));
}

std::string last_path_segment(std::string_view path) {
  const std::vector<std::string_view> segments = path_segments(path);
  for (std::size_t i = segments.size(); i-- > 0;)
    if (std::string word = path_word(segments[i]); !word.empty()) return word;
  return {};
}

}  // namespace mockdata::discover
