#include "workflow/described.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "http/url.h"
#include "template/merge.h"

namespace fs = std::filesystem;

namespace mockdata {

namespace {

bool is_url(const std::string& text) { return text.starts_with("http://") || text.starts_with("https://"); }

// "https://h/v1" and "/teams/{teamId}/members?x=1" -> v1, teams, {}, members
std::vector<std::string> steps_of(const std::string& base_url, const std::string& endpoint) {
  std::string path = endpoint.substr(0, endpoint.find('?'));
  if (is_url(endpoint)) {
    if (const auto url = http::parse_url(endpoint); url.ok()) path = url->path;
  } else if (const auto base = http::parse_url(base_url); base.ok()) {
    path = base->path + "/" + path;
  } else if (!is_url(base_url)) {
    path = base_url + "/" + path;  // a server that is a path: "/v1"
  }
  std::vector<std::string> out;
  std::string step;
  for (const char c : path + "/") {
    if (c != '/') {
      step += c;
    } else if (!step.empty()) {
      out.push_back(step[0] == '{' || step[0] == ':' ? "{}" : step);
      step.clear();
    }
  }
  return out;
}

// How well two endpoints are the same: 2 whole, 1 where one has more in front (a version, a gateway's prefix), 0 not at all.
int sameness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a == b) return 2;
  const std::size_t n = std::min(a.size(), b.size());
  return n > 0 && std::equal(a.rbegin(), a.rbegin() + static_cast<std::ptrdiff_t>(n), b.rbegin()) ? 1 : 0;
}

std::string entity_of(const std::string& leg) { return leg.substr(0, leg.find('.')); }

// References to entities that are gone become plain values.
void drop_dangling(Template& tmpl) {
  std::set<std::string> names;
  for (const Entity& e : tmpl.entities) names.insert(e.name);
  const auto gone = [&](const std::string& leg) { return !names.contains(entity_of(leg)); };
  std::erase_if(tmpl.relationships, [&](const Relationship& r) { return std::any_of(r.from.begin(), r.from.end(), gone) || std::any_of(r.to.begin(), r.to.end(), gone); });
  const auto sweep = [&](auto& self, std::vector<Field>& fields) -> void {
    for (Field& f : fields) {
      if (f.foreign_key && gone(*f.foreign_key)) {
        f.foreign_key.reset();
        std::erase_if(f.evidence, [](const Evidence& e) { return e.rule.starts_with("fk.") || e.rule == "document.reference" || e.rule == "document.link"; });
      }
      self(self, f.fields);
      self(self, f.items);
    }
  };
  for (Entity& e : tmpl.entities) sweep(sweep, e.fields);
}

class Described {
 public:
  Described(const std::string& name, const RestFlags& flags, const discover::SourceDocument* document, const std::string& path, bool ask, Terminal& terminal)
      : name_(name), flags_(flags), document_(document), path_(path), ask_(ask), t_(terminal) {}

  Result<Discovered> run() {
    if (!document_ || !document_->api_document) return live();
    MOCKDATA_ASSIGN(Discovered said, api_document());
    std::vector<discover::RestEndpoint> listed;
    for (const std::string& e : flags_.endpoints) listed.push_back(endpoint_from(e));
    if (listed.empty()) listed = discover::endpoints_of(*document_);
    const std::string& described = said.tmpl.base_url;
    const std::string base = !flags_.base_url.empty() ? flags_.base_url : document_->base_url.text;
    if (!listed.empty()) {
      const std::size_t all = said.tmpl.entities.size();
      for (const std::string& entity : keep_listed(said.tmpl, listed, base.empty() ? described : base)) said.losses.push_back(entity + ": its endpoint is not in the API document");
      std::erase_if(said.suggested, [&](const discover::RelationGuess& g) { return !said.tmpl.entity(entity_of(g.from)) || !said.tmpl.entity(entity_of(g.to)); });
      if (all > said.tmpl.entities.size()) t_.line("  " + std::to_string(said.tmpl.entities.size()) + " of its " + std::to_string(all) + " entities are listed, and used");
    } else {
      for (const Entity& e : said.tmpl.entities)
        if (!e.api_endpoint.empty()) flags_.endpoints.push_back(e.name + "=" + e.api_endpoint);
    }
    const bool credentials = !flags_.token_env.empty() || !flags_.token_file.empty() || !flags_.key_vault.empty();
    if (base.empty() && !(credentials && is_url(described))) {
      t_.line("No record is read, since neither the source document nor --base-url says where: the template is what the API document says.");
      return said;
    }
    if (base.empty()) flags_.base_url = described;
    if (const Value& limit = said.tmpl.settings.find("api").find("limit_parameter"); limit.is_string() && flags_.limit_parameter.empty() && document_->paging.limit_parameter.empty()) flags_.limit_parameter = limit.text();
    how_to_authenticate(said.tmpl.settings.find("api"));
    MOCKDATA_ASSIGN(Discovered seen, live());
    return together(std::move(said), std::move(seen));
  }

 private:
  Result<Discovered> live() {
    MOCKDATA_ASSIGN(discover::Extraction extraction, read_rest(name_, flags_, document_, ask_, t_));
    return Discovered{std::move(extraction.tmpl), std::move(extraction.suggested), {}, std::move(extraction.disagreements)};
  }

  // Where neither flags nor page say it, as the API document does.
  void how_to_authenticate(const Value& api) {
    static constexpr std::pair<const char*, const char*> kFlags[] = {
        {"bearer", "bearer"}, {"api_key_header", "api-key"}, {"api_key_query", "api-key-query"}, {"basic", "basic"}, {"oauth2_client_credentials", "oauth"}};
    if (!flags_.auth.empty() || document_->auth.kind != discover::AuthKind::kUnsaid || !api.find("auth").is_string()) return;
    for (const auto& [said, flag] : kFlags)
      if (api.find("auth").text() == said) flags_.auth = flag;
    if (flags_.auth_name.empty() && api.find("auth_name").is_string()) flags_.auth_name = api.find("auth_name").text();
  }

  Result<Discovered> api_document() {
    const std::string& where = document_->api_document.text;
    t_.line("API document: " + where);
    if (is_url(where)) {
      const std::string base = !flags_.base_url.empty() ? flags_.base_url : document_->base_url.text;
      MOCKDATA_ASSIGN(const std::string text, fetch_document(where, base, name_, flags_, t_));
      return discover_files(where, &text, name_, t_);
    }
    const fs::path beside = fs::path(path_).parent_path() / where;
    std::error_code error;
    if (!fs::exists(beside, error))
      return invalid_error("there is no API document " + beside.lexically_normal().string(), path_ + ":" + std::to_string(document_->api_document.line), "correct the name; it is relative to the source document");
    return discover_files(beside.lexically_normal().string(), nullptr, name_, t_);
  }

  static Discovered together(Discovered said, Discovered seen) {
    Merged merged = merge_templates(said.tmpl, seen.tmpl);
    Discovered out{std::move(merged.tmpl), std::move(seen.suggested), std::move(said.losses), std::move(seen.disagreements)};
    out.disagreements.insert(out.disagreements.end(), merged.disagreements.begin(), merged.disagreements.end());
    out.suggested.insert(out.suggested.end(), said.suggested.begin(), said.suggested.end());
    std::set<std::string> told;
    for (const Relationship& r : out.tmpl.relationships) told.insert(r.from.begin(), r.from.end());
    std::erase_if(out.suggested, [&](const discover::RelationGuess& g) { return !told.insert(g.from).second; });
    return out;
  }

  const std::string& name_;
  RestFlags flags_;
  const discover::SourceDocument* document_;
  const std::string& path_;
  const bool ask_;
  Terminal& t_;
};

}  // namespace

Result<Discovered> discover_described(const std::string& name, const RestFlags& flags, const discover::SourceDocument* document, const std::string& document_path, bool ask, Terminal& terminal) {
  return Described(name, flags, document, document_path, ask, terminal).run();
}

std::vector<std::string> keep_listed(Template& tmpl, const std::vector<discover::RestEndpoint>& endpoints, const std::string& base_url) {
  const Value& others = tmpl.settings.find("api").find("other_paths");
  std::vector<std::string> unknown;
  std::vector<std::pair<std::string, const discover::RestEndpoint*>> kept;  // of the document; as listed
  for (const discover::RestEndpoint& endpoint : endpoints) {
    const std::vector<std::string> wanted = steps_of(base_url, endpoint.path);
    const Entity* best = nullptr;
    int most = 0;
    const auto offer = [&](const Entity& e, const std::string& path) {
      const int same = path.empty() ? 0 : sameness(wanted, steps_of(tmpl.base_url, path));
      if (same > most && std::none_of(kept.begin(), kept.end(), [&](const auto& k) { return k.first == e.name; })) {
        most = same;
        best = &e;
      }
    };
    for (const Entity& e : tmpl.entities) {
      offer(e, e.api_endpoint);
      for (const Value& path : others.find(e.name).items()) offer(e, path.text());
    }
    if (best) kept.emplace_back(best->name, &endpoint);
    else unknown.push_back(endpoint.entity);
  }
  std::erase_if(tmpl.entities, [&](const Entity& e) { return std::none_of(kept.begin(), kept.end(), [&](const auto& k) { return k.first == e.name; }); });
  drop_dangling(tmpl);
  // By way of names that no entity has, since one may be called what another is to be called.
  for (const auto& [name, endpoint] : kept) rename_entity(tmpl, name, "\n" + name);
  for (const auto& [name, endpoint] : kept) {
    rename_entity(tmpl, "\n" + name, endpoint->entity);
    for (Entity& e : tmpl.entities)
      if (e.name == endpoint->entity) e.api_endpoint = endpoint->path;
  }
  Value api = tmpl.settings.find("api");
  for (const char* by_entity : {"envelopes", "other_paths"}) {
    if (!api.find(by_entity)) continue;
    Value listed = Value::object();
    for (const auto& [name, endpoint] : kept)
      if (const Value& one = api.find(by_entity).find(name)) listed.set(endpoint->entity, one);
    api.set(by_entity, std::move(listed));
  }
  if (api) tmpl.settings.set("api", std::move(api));
  return unknown;
}

}  // namespace mockdata
