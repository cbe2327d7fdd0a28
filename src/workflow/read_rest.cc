#include "workflow/read_rest.h"

#include <algorithm>
#include <ctime>

#include "discover/rest/access.h"
#include "http/url.h"
#include "secrets/key_vault.h"
#include "workflow/run.h"

namespace mockdata {

namespace {

using discover::AuthKind;

struct AuthWord {
  const char* word;
  AuthKind kind;
};
constexpr AuthWord kAuthWords[] = {{"bearer", AuthKind::kBearer},         {"api-key", AuthKind::kApiKeyHeader}, {"api-key-header", AuthKind::kApiKeyHeader},
                                   {"api-key-query", AuthKind::kApiKeyQuery}, {"basic", AuthKind::kBasic},      {"oauth", AuthKind::kOauthClient},
                                   {"login", AuthKind::kLogin},           {"none", AuthKind::kNone}};

class Reading {
 public:
  Reading(const std::string& name, const RestFlags& flags, const discover::SourceDocument* document, bool ask, Terminal& terminal)
      : name_(name), f_(flags), document_(document), ask_(ask), t_(terminal) {}

  Result<discover::Extraction> run() {
    discover::RestSource source;
    source.name = name_;
    source.document = document_;
    source.limit_parameter = f_.limit_parameter;
    source.parallel = f_.parallel;
    MOCKDATA_ASSIGN(source.base_url, base_url());
    MOCKDATA_ASSIGN(source.endpoints, endpoints());
    MOCKDATA_ASSIGN(source.access, access());
    http::Client client(policy(), &interrupted());
    MOCKDATA_ASSIGN(const std::unique_ptr<secrets::Secret> secret, find_secret(source.access.auth.kind, client));
    source.access.secret = secret.get();
    if (secret) t_.line("Credentials: " + secret->label());
    MOCKDATA_ASSIGN(source.extracted_at, extraction_time());
    const std::size_t n = source.endpoints.size();
    t_.line();
    t_.line("Reading the shape of " + std::to_string(n) + (n == 1 ? " endpoint at " : " endpoints at ") + source.base_url + " (one record each, read-only, nothing kept):");
    source.progress = [this](const std::string& line) { t_.line("  " + line); };
    auto extraction = discover::extract_rest(source, client);
    if (extraction.ok()) show(*extraction);
    return extraction;
  }

  Result<std::string> fetch(const std::string& url, const std::string& base) {
    http::Policy policy = this->policy();
    policy.max_bytes = kLargestDocument;
    http::Client client(policy, &interrupted());
    http::Request request;
    MOCKDATA_ASSIGN(request.url, http::parse_url(url));
    MOCKDATA_CHECK(http::require_https(request.url));
    request.headers = {{"Accept", "application/json, application/yaml, text/yaml, */*;q=0.5"}};
    MOCKDATA_ASSIGN(const http::Url owner, http::parse_url(base.empty() ? url : base));
    if (owner.same_origin(request.url) && (!f_.token_env.empty() || !f_.token_file.empty() || !f_.key_vault.empty())) {
      MOCKDATA_ASSIGN(discover::RestAccess access, this->access());
      MOCKDATA_ASSIGN(const std::unique_ptr<secrets::Secret> secret, find_secret(access.auth.kind, client));
      access.secret = secret.get();
      MOCKDATA_ASSIGN(request.credentials, discover::credentials_for(access, owner, client));
    }
    MOCKDATA_ASSIGN(const http::Response response, client.send(request));
    const std::string shown = response.url.shown();
    if (response.status < 200 || response.status > 299) return source_error("the API document was answered with status " + std::to_string(response.status), shown, response.status == 401 || response.status == 403 ? "give the credentials of its host, or save the document to a file" : "check the address, or save the document to a file");
    if (response.ending == http::Ending::kByteBudget) return source_error("the API document is larger than " + std::to_string(kLargestDocument >> 20) + " MB", shown, "save it to a file and give that");
    if (response.ending != http::Ending::kComplete) return source_error("the API document was cut off on its way", shown, "try again, or save it to a file and give that");
    const std::string_view body = response.body.view();
    if (const std::size_t first = body.find_first_not_of(" \t\r\n"); first != std::string_view::npos && body[first] == '<')
      return source_error("HTML or XML came instead of an API document", shown, "give the address of the document itself (openapi.json, swagger.yaml), not of the page that shows it");
    return std::string(body);
  }

 private:
  static constexpr std::size_t kLargestDocument = std::size_t{64} << 20;

  http::Policy policy() const {
    http::Policy policy;
    policy.idle = http::Milliseconds(f_.timeout * 1000);
    policy.connect = std::min(policy.connect, policy.idle);
    return policy;
  }

  static Error needs(const std::string& what, const std::string& flag) { return usage_error(what, "give " + flag + ", or run it on a terminal to be asked"); }

  Result<std::string> base_url() {
    std::string url = !f_.base_url.empty() || !document_ ? f_.base_url : document_->base_url.text;
    if (url.empty() && !ask_) return needs("the address of the API is not known", "--base-url URL");
    while (url.empty()) {
      MOCKDATA_ASSIGN(std::string answer, t_.ask("Base URL of the API:"));
      const auto parsed = http::parse_url(answer);
      if (!parsed.ok()) t_.error(parsed.error());
      else if (const Status s = http::require_https(*parsed); !s.ok()) t_.error(s.error());
      else url = std::move(answer);
    }
    return url;
  }

  Result<std::vector<discover::RestEndpoint>> endpoints() {
    std::vector<discover::RestEndpoint> out;
    for (const std::string& e : f_.endpoints) out.push_back(endpoint_from(e));
    if (out.empty() && document_) out = discover::endpoints_of(*document_);
    if (out.empty() && !ask_) return needs("no endpoints are known", "--endpoint /path (several times)");
    while (out.empty()) {
      MOCKDATA_ASSIGN(const std::string paths, t_.ask("Endpoints, parted by blanks (/employees teams=/team):"));
      std::string word;
      for (const char c : paths + " ") {
        if (c != ' ' && c != ',') word += c;
        else if (!word.empty()) out.push_back(endpoint_from(word)), word.clear();
      }
    }
    return out;
  }

  Result<discover::RestAccess> access() const {
    discover::RestAccess access;
    if (document_) access.auth = document_->auth;
    if (!f_.auth.empty()) {
      const auto* word = std::find_if(std::begin(kAuthWords), std::end(kAuthWords), [&](const AuthWord& w) { return f_.auth == w.word; });
      if (word == std::end(kAuthWords)) return usage_error("no way to authenticate is called \"" + f_.auth + "\"", std::string("--auth takes one of ") + auth_words());
      if (access.auth.kind != word->kind) access.auth = {};
      access.auth.kind = word->kind;
    }
    if (!f_.auth_name.empty()) access.auth.name = f_.auth_name;
    if (!f_.token_url.empty()) access.auth.token_url = f_.token_url;
    access.user = f_.user;
    access.scope = f_.scope;
    return access;
  }

  Result<std::unique_ptr<secrets::Secret>> find_secret(AuthKind kind, const http::Client& client) {
    using None = std::unique_ptr<secrets::Secret>;
    secrets::Places places;
    places.environment = f_.token_env;
    places.file = f_.token_file;
    places.key_vault = f_.key_vault;
    places.secret = f_.secret;
    const bool asked_for = !f_.token_env.empty() || !f_.token_file.empty() || !f_.key_vault.empty();
    if (const auto* secret = document_ ? document_->access_secret() : nullptr; secret && f_.token_env.empty() && f_.token_file.empty() && kind != AuthKind::kNone) {
      if (places.secret.empty()) places.secret = secret->name;
      if (places.key_vault.empty()) places.key_vault = secret->vault;
    }
    if (places.key_vault.empty()) {
      if (!f_.secret.empty()) return usage_error("the secret \"" + f_.secret + "\" is named, but not its Key Vault", "give --key-vault NAME with --secret");
      places.secret.clear();
    }
    const bool named = asked_for || !places.key_vault.empty();
    if (!named && kind == AuthKind::kNone) return None();
    if (ask_) {
      places.ask = [this](const std::string& question) { return t_.ask_hidden(question); };
      places.question = "API token for " + name_ + " (not shown; empty for none):";
    }
    if (!named && !ask_) return None();
    if (!named) return typed(places);
    auto secret = secrets::find_secret(places, client);
    if (!secret.ok() && ask_ && !asked_for && !interrupted()) {  // only the document named the vault: a person may type it
      t_.line("The document's secret " + places.secret + " is not at hand: " + secret.error().message + ". It can be typed instead:");
      return typed(places);
    }
    if (!secret.ok()) {
      if (!asked_for) secret.error().hint += std::string(secret.error().hint.empty() ? "" : "; ") + "or give the token by --token-env or --token-file";
      return secret.error();
    }
    return std::make_unique<secrets::Secret>(std::move(*secret));
  }

  // Typed at the hidden prompt; nothing typed means that there is none.
  static Result<std::unique_ptr<secrets::Secret>> typed(const secrets::Places& places) {
    MOCKDATA_ASSIGN(WipedBytes value, places.ask(places.question));
    std::string_view text = value.view();
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    if (text.empty()) return std::unique_ptr<secrets::Secret>();
    return std::make_unique<secrets::Secret>("secret that was typed in", WipedBytes(text));
  }

  void show(const discover::Extraction& found) {
    for (const auto& endpoint : found.endpoints) {
      for (const std::string& remark : endpoint.remarks) t_.line("  " + endpoint.entity + ": " + remark);
      if (!endpoint.read && !endpoint.empty) t_.error(endpoint.error);
    }
  }

  const std::string& name_;
  const RestFlags& f_;
  const discover::SourceDocument* document_;
  const bool ask_;
  Terminal& t_;
};

}  // namespace

const char* auth_words() { return "bearer, api-key, api-key-query, basic, oauth, login, none"; }

Result<discover::Extraction> read_rest(const std::string& source, const RestFlags& flags, const discover::SourceDocument* document, bool ask, Terminal& terminal) {
  return Reading(source, flags, document, ask, terminal).run();
}

Result<std::string> fetch_document(const std::string& url, const std::string& base_url, const std::string& source, const RestFlags& flags, Terminal& terminal) {
  return Reading(source, flags, nullptr, false, terminal).fetch(url, base_url);
}

discover::RestEndpoint endpoint_from(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals != std::string::npos && text[0] != '/' && text.find('/') > equals) return {text.substr(0, equals), text.substr(equals + 1), ""};
  std::string path = text.substr(0, text.find('?'));
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return {discover::entity_id(path.substr(path.rfind('/') + 1)), text, ""};
}

Result<std::string> extraction_time() {
  MOCKDATA_ASSIGN(const std::optional<int64_t> pinned, pinned_now());
  const std::time_t seconds = pinned ? static_cast<std::time_t>(*pinned) : std::time(nullptr);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char now[32];
  std::strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return std::string(now);
}

}  // namespace mockdata
