#include "discover/openapi/entities.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "discover/relations/names.h"

namespace mockdata::discover {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

// A path segment that names no thing by itself.
bool vague(const std::string& segment) {
  return in(lower(segment), {"", "content", "contents", "data", "details", "detail", "items", "list", "lists", "summary", "settings", "setting", "info", "status", "statuses", "history",
                             "available", "all", "me", "self", "current", "search", "results", "result", "values", "value", "types", "type", "models", "model", "count", "stats", "options",
                             "config", "configuration", "export", "import", "default", "properties", "fields", "metadata", "meta", "latest", "top", "composite", "granted", "new", "recent", "rows", "records", "entries", "objects"}) ||
         (segment.size() <= 3 && (segment[0] == 'v' || segment[0] == 'V') && segment.size() > 1 && std::isdigit(static_cast<unsigned char>(segment[1])));
}

// Single objects that say something about the service, not its data.
bool about_the_service(const std::string& segment) {
  return in(lower(segment), {"ping", "health", "healthz", "version", "status", "login", "logout", "token", "oauth", "auth", "authorize", "ready", "live", "echo", "time", "docs", "swagger",
                             "openapi", "count", "stats", "statistics", "metrics", "usage", "limits", "ratelimit", "test"});
}

// What entities are told apart by, where there is no shared schema: the path's word and the members' names.
std::string signature(const Answer& answer) {
  std::string out = bare_name(answer.segment);
  std::set<std::string> names;
  for (const auto& member : answer.found.record.members) names.insert(member.name);
  for (const std::string& name : names) out += "\n" + name;
  return out;
}

bool has_key(const Answer& answer) {
  for (const auto& [name, shape] : answer.found.record.members) {
    if (!shape.scalar() && !shape.nothing()) continue;
    const auto words = name_words(name);
    if (words.empty()) continue;
    if (words.size() == 1 && in(words[0], {"id", "uuid", "guid", "key"})) return true;
    if (!answer.variable.empty() && bare_name(name) == bare_name(answer.variable)) return true;
    const std::vector<std::string> stem(words.begin(), words.end() - 1);
    if (in(words.back(), {"id", "uuid", "guid", "number", "key", "code", "cd", "nbr"}) && !stem.empty()) {
      const std::string own = glued(stem);
      if (own == bare_name(answer.segment) || own == bare_name(schema_stem(answer.schema_name))) return true;
    }
  }
  return false;
}

// What the path calls the thing around: "/meetings/{id}/participants" -> "meetings".
std::string parent_segment(const std::string& path, const std::string& segment) {
  std::string parent;
  for (const std::string_view part : path_segments(path)) {
    const std::string word = path_word(part);
    if (word == segment) break;
    if (!vague(word)) parent = word;
  }
  return parent;
}

// All that the path says: "/api/v1/metrics/meetings/{id}/participants" -> "metrics_meetings_participants".
std::string whole_path(const std::string& path, const std::string& segment) {
  std::string out;
  for (const std::string_view part : path_segments(path)) {
    const std::string word = path_word(part);
    if (word == segment || !(vague(word) || in(lower(word), {"api", "rest"}))) out += (out.empty() ? "" : "_") + word;
  }
  return out;
}

// The path of the list that a path to one record by its key belongs to.
std::string collection_of(const std::string& path) { return path.substr(0, path.ends_with(')') ? path.rfind('(') : path.rfind('/')); }

class Chooser {
 public:
  explicit Chooser(const std::vector<Answer>& answers) : answers_(answers) {}

  std::vector<DocumentedEntity> run() {
    const auto pass = [&](auto wanted) {
      for (const Answer& answer : answers_)
        if (wanted(answer)) add(answer);
    };
    const auto list = [](const Answer& a) { return !a.rpc && !a.single && !a.sideload && a.variable.empty(); };
    pass([&](const Answer& a) { return list(a) && a.variables == 0; });
    for (const Answer& a : answers_) {  // below something: the orders of a customer are orders
      if (!list(a) || a.variables == 0) continue;
      DocumentedEntity* same = known_for(a) ? nullptr : seen_through(a);
      if (same) {
        same->paths.push_back(a.path);
        by_path_.emplace(a.path, same - entities_.data());
      } else {
        add(a);
      }
    }
    for (const Answer& a : answers_) {  // one record by its key: what the key is called, or an entity that nothing lists
      if (a.variable.empty() || a.sideload) continue;
      DocumentedEntity* known = known_for(a);
      if (!known) {
        if (const auto list = by_path_.find(collection_of(a.path)); list != by_path_.end()) known = detailed(entities_[list->second], a);
        else if (has_key(a)) known = &add(a);
      }
      if (known && a.single) known->key_names.push_back(a.variable);  // of a list the variable is what it hangs on
    }
    pass([&](const Answer& a) { return a.rpc && !a.single && !a.sideload && !known_for(a) && !named_alike(a); });
    pass([&](const Answer& a) { return a.rpc && a.single && !a.sideload && has_key(a) && !known_for(a) && !named_alike(a); });
    pass([&](const Answer& a) { return a.sideload && has_key(a) && a.found.record.members.size() >= 2 && !known_for(a) && !named_alike(a); });
    for (const Answer& a : answers_) {
      if (!a.single || a.rpc || a.variables > 0 || a.sideload || known_for(a) || about_the_service(a.segment) || a.found.record.members.size() < 2) continue;
      add(a).once = true;
    }
    name_all();
    std::sort(entities_.begin(), entities_.end(), [](const auto& a, const auto& b) { return a.answer < b.answer; });  // no two share an answer
    return std::move(entities_);
  }

 private:
  DocumentedEntity* known_for(const Answer& answer) {
    if (answer.identity) {
      const auto found = by_identity_.find(answer.identity);
      if (found != by_identity_.end()) return &entities_[found->second];
    }
    if (answer.named) return nullptr;
    const auto found = by_signature_.find(signature(answer));
    return found == by_signature_.end() ? nullptr : &entities_[found->second];
  }

  // The entity that another path's word or schema calls the same.
  DocumentedEntity* named_alike(const Answer& answer) {
    for (const std::string& word : words_of(answer))
      if (const auto found = by_word_.find(word); found != by_word_.end()) return &entities_[found->second];
    return nullptr;
  }

  static std::vector<std::string> words_of(const Answer& answer) {
    std::vector<std::string> out;
    const std::string stem = schema_stem(answer.schema_name);
    if (!vague(answer.segment)) out.push_back(bare_name(answer.segment));
    if (!vague(stem)) out.push_back(bare_name(stem));
    return out;
  }

  // The same, when most of its members are that entity's as well.
  DocumentedEntity* seen_through(const Answer& answer) {
    DocumentedEntity* same = named_alike(answer);
    if (!same || same->answer->variables > 0) return nullptr;
    std::size_t shared = 0;
    for (const auto& member : answer.found.record.members) shared += same->answer->found.record.member(member.name) != nullptr;
    return 2 * shared >= answer.found.record.members.size() ? same : nullptr;
  }

  // A list may give its records in a compact form: where most members are those of what is read by key, the two are one.
  DocumentedEntity* detailed(DocumentedEntity& listed, const Answer& one) {
    const Shape &compact = listed.answer->found.record, &whole = one.found.record;
    std::size_t shared = 0;
    for (const auto& member : compact.members) shared += whole.member(member.name) != nullptr;
    if (!one.single || one.from_example != listed.answer->from_example || shared < 2 || 2 * shared < compact.members.size()) return nullptr;
    if (!listed.detail && one.identity) {
      listed.detail = &one;
      by_identity_.emplace(one.identity, &listed - entities_.data());
    }
    return &listed;
  }

  DocumentedEntity& add(const Answer& answer) {
    DocumentedEntity* known = known_for(answer);
    if (!known) {
      const std::size_t index = entities_.size();
      entities_.emplace_back();
      known = &entities_.back();
      if (answer.identity) by_identity_[answer.identity] = index;
      if (!answer.named) by_signature_.emplace(signature(answer), index);
      known->answer = &answer;
      for (std::string& word : words_of(answer)) by_word_.emplace(std::move(word), index);
    } else if (!answer.sideload && better(answer, *known->answer)) {
      known->answer = &answer;
    }
    if (!answer.sideload) by_path_.emplace(answer.path, known - entities_.data());
    known->paths.push_back(answer.path);
    if (!vague(answer.segment)) known->aliases.push_back(answer.segment);
    return *known;
  }

  static bool better(const Answer& a, const Answer& b) {
    const auto rank = [](const Answer& x) {
      const bool own_name = bare_name(x.segment) == bare_name(schema_stem(x.schema_name));
      return std::make_tuple(x.rpc, x.variables, vague(x.segment), !own_name, x.path.size());
    };
    return rank(a) < rank(b);
  }

  void name_all() {
    // Whoever has the plainest path takes the path's word; the others are called by their schema, or with their parent.
    std::vector<DocumentedEntity*> order;
    for (DocumentedEntity& e : entities_) order.push_back(&e);
    std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
      // /meetings/{id} is plainer than /metrics/meetings: its own variable does not count.
      const auto rank = [](const auto* e) {
        const std::string& path = e->answer->path;
        const bool by_key = !e->answer->variable.empty();
        return std::make_tuple(e->answer->sideload, e->answer->variables - by_key, e->once, by_key ? path.rfind('/') : path.size(), by_key, e->answer);
      };
      return rank(a) < rank(b);
    });
    std::set<std::string> taken, bare;
    for (DocumentedEntity* e : order) {
      const Answer& answer = *e->answer;
      const std::string stem = schema_stem(answer.schema_name), parent = parent_segment(answer.path, answer.segment);
      std::vector<std::string> candidates;
      if (!vague(answer.segment)) candidates.push_back(answer.segment);
      if (!stem.empty() && !vague(stem)) candidates.push_back(stem);
      if (!parent.empty() && !answer.segment.empty()) candidates.push_back(parent + "_" + answer.segment);
      if (const std::string whole = whole_path(answer.path, answer.segment); !whole.empty() && !answer.sideload) candidates.push_back(whole);
      candidates.push_back(!answer.segment.empty() ? answer.segment : !stem.empty() ? stem : "record");
      for (const std::string& candidate : candidates) {
        const std::string id = entity_id(candidate);
        if (id.empty() || taken.contains(lower(id)) || !bare.insert(bare_name(id)).second) continue;  // "user" beside "users" helps nobody
        taken.insert(lower(id));
        e->name = id;
        break;
      }
      const std::string base = entity_id(candidates.back()).empty() ? "record" : entity_id(candidates.back());
      for (int n = 2; e->name.empty(); ++n)
        if (const std::string numbered = base + "_" + std::to_string(n); taken.insert(lower(numbered)).second) e->name = numbered;
      if (!stem.empty()) e->aliases.push_back(stem);
      if (const std::string whole = answer.schema_name.substr(answer.schema_name.find_last_of(".:/") + 1); !whole.empty() && whole != stem) e->aliases.push_back(whole);
      std::sort(e->aliases.begin(), e->aliases.end());
      e->aliases.erase(std::unique(e->aliases.begin(), e->aliases.end()), e->aliases.end());
      std::vector<std::string> paths{answer.path};
      for (std::string& path : e->paths)
        if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(std::move(path));
      e->paths = std::move(paths);
    }
  }

  const std::vector<Answer>& answers_;
  std::vector<DocumentedEntity> entities_;
  std::unordered_map<const Node*, std::size_t> by_identity_;
  std::unordered_map<std::string, std::size_t> by_signature_, by_word_, by_path_;
};

}  // namespace

std::string schema_stem(std::string_view name) {
  if (const std::size_t open = name.find_first_of("<["); open != std::string_view::npos) name = name.substr(0, open);
  while (!name.empty() && !std::isalnum(static_cast<unsigned char>(name.back()))) name.remove_suffix(1);
  if (const std::size_t dot = name.find_last_of(".:/"); dot != std::string_view::npos) name.remove_prefix(dot + 1);
  for (bool cut = true; cut;) {
    cut = false;
    for (const char* end : {"Response", "response", "Representation", "ApiModel", "Model", "Dto", "DTO", "Resource", "Listing", "Schema", "Entity", "Output", "Read", "View", "Result", "Object", "Info",
                            "Presentation", "_", "-"}) {
      const std::string_view suffix = end;
      if (name.size() > suffix.size() + 1 && name.ends_with(suffix)) {
        name.remove_suffix(suffix.size());
        cut = true;
      }
    }
  }
  if (name.size() > 4 && name.starts_with("Dto") && std::isupper(static_cast<unsigned char>(name[3]))) name.remove_prefix(3);
  return std::string(name);
}

std::vector<DocumentedEntity> entities_of(const std::vector<Answer>& answers) { return Chooser(answers).run(); }

}  // namespace mockdata::discover
