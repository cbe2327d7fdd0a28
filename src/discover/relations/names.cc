#include "discover/relations/names.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace mockdata::discover {

std::vector<std::string> name_words(std::string_view name) {
  auto upper = [&](std::size_t i) { return i < name.size() && std::isupper(static_cast<unsigned char>(name[i])); };
  auto lower = [&](std::size_t i) { return i < name.size() && (std::islower(static_cast<unsigned char>(name[i])) || (name[i] & 0x80)); };
  auto digit = [&](std::size_t i) { return i < name.size() && std::isdigit(static_cast<unsigned char>(name[i])); };
  std::vector<std::string> words;
  std::string word;
  auto end = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(name[i]);
    if (!std::isalnum(c) && c < 0x80) {
      end();
      continue;
    }
    if (i > 0) {
      bool camel = upper(i) && lower(i - 1);
      bool acronym = upper(i) && upper(i - 1) && lower(i + 1) && !(name[i + 1] == 's' && (i + 2 >= name.size() || !lower(i + 2)));  // "IDs"
      bool number = digit(i) != digit(i - 1);
      if (camel || acronym || number) end();
    }
    word += static_cast<char>(std::tolower(c));
  }
  end();
  return words;
}

std::string singular(std::string_view word) {
  std::string out(word);
  auto ends = [&](std::string_view end) { return out.size() > end.size() + 1 && out.compare(out.size() - end.size(), end.size(), end) == 0; };
  if (out == "people" || out == "persons") return "person";
  if (out == "children") return "child";
  if (out == "statuses") return "status";
  if (out == "news" || out == "series" || out == "data" || out == "sales") return out;
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

std::string last_path_segment(std::string_view path) {
  std::string name, part;
  path = path.substr(0, path.find_first_of("?#"));
  for (std::size_t i = 0; i <= path.size(); ++i) {
    if (i == path.size() || path[i] == '/') {
      if (!part.empty() && part[0] != '{' && part[0] != ':') name = part;
      part.clear();
    } else {
      part += path[i];
    }
  }
  std::size_t dot = name.find(".json");
  return dot == std::string::npos ? name : name.substr(0, dot);
}

}  // namespace mockdata::discover
