#include <algorithm>
#include <map>

#include "discover/relations/names.h"
#include "discover/relations/relations.h"

namespace mockdata::discover {
namespace {

bool key_type(FieldType type) {
  return type == FieldType::kString || type == FieldType::kInt || type == FieldType::kLong || type == FieldType::kUuid || type == FieldType::kUnknown;
}

// How likely a field of that name is the key of an entity with those bare names; `one_word`: those of them that are one word.
double key_score(const Field& field, const std::vector<std::string>& bare_names, const std::vector<std::string>& one_word, std::string& rule) {
  if (!key_type(field.type)) return 0;
  std::vector<std::string> words = name_words(field.name);
  if (words.empty()) return 0;
  static const char* kIds[] = {"id", "uuid", "guid", "pk", "oid", "sid", "gid", "identifier", "uid"};
  auto id_word = [](const std::string& word) { return std::any_of(std::begin(kIds), std::end(kIds), [&](const char* id) { return word == id; }); };
  rule = "pk.name";
  if (words.size() == 1 && words[0] == "id") return 0.97;
  if (words.size() == 2 && words[0] == "sys" && words[1] == "id") return 0.95;
  if (words.size() == 1 && id_word(words[0])) return 0.9;
  std::string last = words.back();
  std::vector<std::string> stem(words.begin(), words.end() - 1);
  bool own = !stem.empty() && std::find(bare_names.begin(), bare_names.end(), glued(stem)) != bare_names.end();
  rule = "pk.entity_name";
  if (own && id_word(last)) return 0.93;
  if (own && (last == "key" || last == "no" || last == "number" || last == "nr" || last == "code" || last == "ref")) return 0.7;
  // "emp_no" of employees, "dept_no" of departments: the stem stands for the entity's name, or begins it.
  bool number = id_word(last) || last == "no" || last == "nr" || last == "number" || last == "key" || last == "code";
  if (!stem.empty() && number) {
    for (std::string& word : stem) word = full_word(word);
    if (std::find(bare_names.begin(), bare_names.end(), glued(stem)) != bare_names.end()) return 0.69;
  }
  if (!stem.empty() && glued(stem).size() >= 3 && (id_word(last) || last == "no" || last == "nr")) {
    for (const std::string& name : one_word) {
      if (name.compare(0, glued(stem).size(), glued(stem)) == 0) return 0.68;
    }
  }
  rule = "pk.word";
  if (words.size() == 1 && (last == "key" || last == "code" || last == "number" || last == "no" || last == "slug")) return 0.55;
  if (words.size() == 1 && last == "accountid") return 0.6;
  if (field.type == FieldType::kUuid && words.size() == 1) return 0.5;
  return 0;
}

// "acme_id" of Acme, where most entities have one and few a plain id: what the source itself calls its records' keys.
std::string own_id_of(const Template& tmpl) {
  std::map<std::string, std::size_t> found;
  std::size_t plain = 0;
  const std::vector<std::string> source = name_words(tmpl.source);
  for (const Entity& entity : tmpl.entities)
    for (const Field& field : entity.fields) {
      if (field.name.empty() || (field.name.back() | 0x20) != 'd') continue;
      const std::vector<std::string> words = name_words(field.name);
      plain += words.size() == 1 && words[0] == "id";
      if (words.size() == 2 && words[1] == "id" && words[0].size() > 2 && key_type(field.type) && std::find(source.begin(), source.end(), words[0]) != source.end()) ++found[field.name];
    }
  for (const auto& [name, count] : found)
    if (count >= 3 && 2 * count >= tmpl.entities.size() && plain < count) return name;
  return {};
}

// Whether the longer of two names is the other with words in front: "subscription_plan_code", "planCode".
bool said_longer(const std::string& a, const std::string& b) {
  std::vector<std::string> longer = name_words(a), shorter = name_words(b);
  if (longer.size() < shorter.size()) longer.swap(shorter);
  return shorter.size() >= 2 && longer.size() > shorter.size() && std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin());
}

}  // namespace

void find_primary_keys(Template& tmpl, const std::vector<EntityHints>& hints) {
  const std::string own_id = own_id_of(tmpl);
  for (std::size_t e = 0; e < tmpl.entities.size(); ++e) {
    Entity& entity = tmpl.entities[e];
    bool marked = std::any_of(entity.fields.begin(), entity.fields.end(), [](const Field& f) { return f.primary_key; });
    if (marked || entity.settings.find("primary_key")) continue;
    std::vector<std::string> names{bare_name(entity.name), bare_name(last_path_segment(entity.api_endpoint)), bare_name(entity.table_name)};
    if (e < hints.size()) {
      for (const std::string& alias : hints[e].aliases) names.push_back(bare_name(alias));
    }
    std::vector<std::string> one_word;  // names that a stem may begin; "team" begins "team invite" and is another thing
    if (name_words(entity.name).size() == 1) {
      for (const std::string& name : {entity.name, last_path_segment(entity.api_endpoint), entity.table_name})
        if (name_words(name).size() == 1) one_word.push_back(bare_name(name));
      if (e < hints.size())
        for (const std::string& alias : hints[e].aliases)
          if (name_words(alias).size() == 1) one_word.push_back(bare_name(alias));
    }
    Field* best = nullptr;
    double score = 0.45;
    std::string rule;
    for (Field& field : entity.fields) {
      std::string why;
      double one = key_score(field, names, one_word, why);
      if (field.name == own_id && one < 0.95) {
        one = 0.95;
        why = "pk.source_id";
      }
      if (e < hints.size() && key_type(field.type)) {  // what the path to one record calls its key: the first path counts most
        for (std::size_t k = 0; k < hints[e].key_names.size(); ++k) {
          const double said = 0.94 - 0.02 * static_cast<double>(std::min<std::size_t>(k, 5));
          if (bare_name(hints[e].key_names[k]) == bare_name(field.name) && said > one) {
            one = said;
            why = "pk.path";
          } else if (said - 0.06 > one && std::any_of(names.begin(), names.end(), [&](const std::string& own) { return !own.empty() && bare_name(hints[e].key_names[k]) == own + bare_name(field.name); })) {
            one = said - 0.06;  // {domain_name} of domains is their name
            why = "pk.path";
          }
        }
      }
      if (one > score) {
        best = &field;
        score = one;
        rule = why;
      }
    }
    if (!best) {  // "team_id" of sub teams, where it is the only id
      Field* only = nullptr;
      int ids = 0;
      const std::vector<std::string> own = name_words(entity.name);
      for (Field& field : entity.fields) {
        const std::vector<std::string> words = name_words(field.name);
        if (words.size() < 2 || words.back() != "id" || !key_type(field.type)) continue;
        ++ids;
        if (own.size() > 1 && own.size() >= words.size() && singular(own.back()) == words[words.size() - 2] && words.size() == 2) only = &field;
      }
      if (only && ids == 1) {
        best = only;
        score = 0.66;
        rule = "pk.entity_name_end";
      }
    }
    if (!best && e < hints.size()) {  // the path to one record says it with a word more or less, and of one member only
      std::size_t fitting = 0;
      for (Field& field : entity.fields)
        if (key_type(field.type) && std::any_of(hints[e].key_names.begin(), hints[e].key_names.end(), [&](const std::string& key) { return said_longer(key, field.name); })) {
          ++fitting;
          best = &field;
        }
      if (fitting != 1) best = nullptr;
      score = 0.7;
      rule = "pk.path_words";
    }
    if (!best) {  // "AcmeId" of Acme
      for (Field& field : entity.fields) {
        std::vector<std::string> words = name_words(field.name);
        if (words.size() < 2 || words.back() != "id" || !key_type(field.type)) continue;
        words.pop_back();
        std::string stem;
        for (const std::string& word : words) stem += word;
        const std::vector<std::string> source = name_words(tmpl.source);
        if (stem.size() < 4 || std::find(source.begin(), source.end(), stem) == source.end()) continue;
        best = &field;
        score = 0.7;
        rule = "pk.source_id";
        break;
      }
    }
    if (!best) continue;
    best->primary_key = true;
    best->nullable = false;
    best->evidence.push_back({rule, score});
  }
}

}  // namespace mockdata::discover
