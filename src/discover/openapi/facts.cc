#include "discover/openapi/facts.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "discover/relations/names.h"

namespace mockdata::discover {
namespace {

// "per_page", "perPage", "page[size]" are one name.
std::string folded(std::string_view name) {
  std::string out;
  for (const unsigned char c : name)
    if (std::isalnum(c)) out += static_cast<char>(std::tolower(c));
  return out;
}

// Variables of a server's address get their defaults; one without a default stays as it is written.
std::string server_url(const At& server) {
  std::string url(server.node->text_of("url"));
  const At variables = server.find("variables");
  if (!variables) return url;
  for (const Member& variable : variables.node->members()) {
    const std::string token = "{" + std::string(variable.name) + "}";
    const std::string_view value = variable.value.text_of("default");
    if (const std::size_t at = url.find(token); at != std::string::npos && !value.empty()) url.replace(at, token.size(), value);
  }
  return url;
}

std::string base_url(const At& root) {
  if (const At servers = root.find("servers"); servers && servers.node->is_list() && servers.node->size > 0) {
    std::string first;
    for (const Node& server : servers.node->items()) {
      std::string url = server_url({&server, servers.tree});
      if (url.starts_with("http")) return url;
      if (first.empty()) first = std::move(url);
    }
    return first;
  }
  const std::string_view host = root.node->text_of("host"), path = root.node->text_of("basePath");
  if (host.empty()) return std::string(path);
  std::string scheme = "https";
  if (const At schemes = root.find("schemes"); schemes && schemes.node->is_list() && schemes.node->size > 0) {
    const auto items = schemes.node->items();
    if (std::none_of(items.begin(), items.end(), [](const Node& one) { return one.text == "https"; })) scheme = std::string(schemes.node->item_list[0].text);
  }
  std::string out = scheme + "://" + std::string(host) + std::string(path);
  while (!out.empty() && out.back() == '/') out.pop_back();
  return out;
}

AuthKind auth_of(Documents& documents, const At& root, std::string& name) {
  At schemes = root.find("components").find("securitySchemes");
  if (!schemes) schemes = root.find("securityDefinitions");
  if (!schemes) return AuthKind::kUnsaid;
  AuthKind out = AuthKind::kUnsaid;
  for (const Member& member : schemes.node->members()) {
    const At scheme = documents.follow({&member.value, schemes.tree});
    if (!scheme || out != AuthKind::kUnsaid) continue;
    const std::string type = folded(scheme.node->text_of("type")), word = folded(scheme.node->text_of("scheme"));
    if (type == "http") {
      out = word == "basic" ? AuthKind::kBasic : AuthKind::kBearer;
    } else if (type == "basic") {
      out = AuthKind::kBasic;
    } else if (type == "apikey" && scheme.node->text_of("in") != "cookie") {
      name = std::string(scheme.node->text_of("name"));
      // Swagger 2 had no other way to say that a bearer token is wanted.
      const bool bearer = folded(name) == "authorization" && folded(scheme.node->text_of("description")).find("bearer") != std::string::npos;
      out = bearer ? AuthKind::kBearer : scheme.node->text_of("in") == "query" ? AuthKind::kApiKeyQuery : AuthKind::kApiKeyHeader;
      if (bearer) name.clear();
    } else if (type == "oauth2") {
      const At flows = scheme.find("flows");
      const bool client = (flows && (flows.find("clientCredentials") || flows.find("application"))) || folded(scheme.node->text_of("flow")) == "application";
      out = client ? AuthKind::kOauthClient : AuthKind::kBearer;
    } else if (type == "openidconnect") {
      out = AuthKind::kBearer;
    }
  }
  return out;
}

}  // namespace

ApiFacts facts_of(Documents& documents, const At& root, const std::vector<Answer>& answers) {
  ApiFacts out;
  if (const At info = root.find("info")) out.title = std::string(info.node->text_of("title"));
  out.base_url = base_url(root);
  out.auth = auth_of(documents, root, out.auth_name);
  // The most frequent names over all lists.
  std::map<std::string, int> limits;
  int page = 0, offset = 0, cursor = 0, link = 0;
  for (const Answer& answer : answers) {
    if (answer.single || answer.sideload || !answer.variable.empty()) continue;
    if (answer.found.paging.kind == PagingKind::kLink) ++link;
    const At parameters = answer.operation.find("parameters");
    if (!parameters) continue;
    for (const Node& one : parameters.node->items()) {
      const At parameter = documents.follow({&one, parameters.tree});
      if (!parameter || parameter.node->text_of("in") != "query") continue;
      const std::string name(parameter.node->text_of("name")), key = folded(name);
      if (in(key, {"limit", "pagesize", "perpage", "size", "maxresults", "max", "top", "count", "sysparmlimit", "pagelimit", "itemsperpage", "first", "take", "rows"})) {
        const At schema = parameter.find("schema");
        const std::string_view type = schema ? schema.node->text_of("type") : parameter.node->text_of("type");
        if (type != "boolean" && type != "array") ++limits[name];
      } else if (in(key, {"offset", "skip", "start", "startindex", "startat", "from", "sysparmoffset"})) {
        ++offset;
      } else if (in(key, {"page", "pagenumber", "pageindex", "currentpage", "pageno"})) {
        ++page;
      } else if (in(key, {"cursor", "pagetoken", "nexttoken", "continuationtoken", "startingafter", "marker", "nextcursor", "pagecursor", "after"})) {
        ++cursor;
      }
    }
  }
  int most = 0;
  for (const auto& [name, count] : limits)
    if (count > most) {
      most = count;
      out.limit_parameter = name;
    }
  const int best = std::max({page, offset, cursor, link});
  if (best > 0) out.paging = best == cursor ? PagingKind::kCursor : best == offset ? PagingKind::kOffset : best == page ? PagingKind::kPage : PagingKind::kLink;
  return out;
}

}  // namespace mockdata::discover
