#include "discover/sourcedoc/words.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <span>

namespace mockdata::discover {
namespace {

struct Entry {
  const char* text;
  Word word;
};

constexpr Entry kKeys[] = {
    {"system", Word::kSystem}, {"system name", Word::kSystem}, {"source system", Word::kSystem}, {"source", Word::kSystem},
    {"source name", Word::kSystem}, {"application", Word::kSystem}, {"product", Word::kSystem}, {"name", Word::kSystem},
    {"vendor", Word::kVendor}, {"provider", Word::kVendor}, {"supplier", Word::kVendor},
    {"domain", Word::kDomains}, {"domains", Word::kDomains}, {"business domain", Word::kDomains}, {"data domain", Word::kDomains},
    {"data domains", Word::kDomains},
    {"authentication", Word::kAuthentication}, {"auth", Word::kAuthentication}, {"authentication method", Word::kAuthentication},
    {"authentication type", Word::kAuthentication}, {"auth method", Word::kAuthentication}, {"auth type", Word::kAuthentication},
    {"authorization", Word::kAuthentication}, {"authorisation", Word::kAuthentication}, {"api authentication", Word::kAuthentication},
    {"security", Word::kAuthentication}, {"credentials", Word::kAuthentication},
    {"base url", Word::kBaseUrl}, {"baseurl", Word::kBaseUrl}, {"api url", Word::kBaseUrl}, {"api base url", Word::kBaseUrl},
    {"api base", Word::kBaseUrl}, {"url", Word::kBaseUrl}, {"root url", Word::kBaseUrl}, {"base uri", Word::kBaseUrl},
    {"service url", Word::kBaseUrl}, {"api root", Word::kBaseUrl}, {"host", Word::kBaseUrl}, {"instance url", Word::kBaseUrl},
    {"api host", Word::kBaseUrl}, {"rest url", Word::kBaseUrl}, {"rest endpoint", Word::kBaseUrl}, {"production url", Word::kBaseUrl},
    {"rate limit", Word::kRateLimits}, {"rate limits", Word::kRateLimits}, {"rate limiting", Word::kRateLimits},
    {"throttling", Word::kRateLimits}, {"api limits", Word::kRateLimits}, {"quota", Word::kRateLimits},
    {"type", Word::kSourceType}, {"source type", Word::kSourceType}, {"api type", Word::kSourceType}, {"kind", Word::kSourceType},
    {"platform", Word::kSourceType}, {"system type", Word::kSourceType}, {"technology", Word::kSourceType},
    {"interface", Word::kSourceType}, {"connector", Word::kSourceType}, {"protocol", Word::kSourceType},
    {"pagination", Word::kPaging}, {"paging", Word::kPaging}, {"pagination style", Word::kPaging}, {"page size", Word::kPaging},
    {"pagination method", Word::kPaging}, {"pagination type", Word::kPaging},
    {"limit parameter", Word::kLimitParameter}, {"limit param", Word::kLimitParameter}, {"page size parameter", Word::kLimitParameter},
    {"jdbc", Word::kJdbc}, {"jdbc url", Word::kJdbc}, {"jdbc connection", Word::kJdbc}, {"jdbc connection string", Word::kJdbc},
    {"connection string", Word::kConnection}, {"connection", Word::kConnection}, {"connection url", Word::kConnection},
    {"dsn", Word::kConnection}, {"odbc", Word::kConnection}, {"connectionstring", Word::kConnection},
    {"database", Word::kDatabase}, {"database name", Word::kDatabase}, {"dbms", Word::kDatabase}, {"database type", Word::kDatabase},
    {"engine", Word::kDatabase},
    {"token url", Word::kTokenUrl}, {"token endpoint", Word::kTokenUrl}, {"oauth token url", Word::kTokenUrl},
    {"login url", Word::kTokenUrl}, {"login endpoint", Word::kTokenUrl}, {"access token url", Word::kTokenUrl},
    {"key vault", Word::kKeyVault}, {"keyvault", Word::kKeyVault}, {"azure key vault", Word::kKeyVault}, {"vault", Word::kKeyVault},
    {"key vault name", Word::kKeyVault}, {"vault name", Word::kKeyVault}, {"key vault url", Word::kKeyVault},
    {"secret name", Word::kSecretName}, {"secret", Word::kSecretName}, {"key vault secret", Word::kSecretName},
    {"token secret", Word::kSecretName}, {"api token secret", Word::kSecretName},
    {"pii fields", Word::kPiiFields}, {"pii", Word::kPiiFields}, {"personal data", Word::kPiiFields},
    {"personal fields", Word::kPiiFields}, {"sensitive fields", Word::kPiiFields}, {"gdpr fields", Word::kPiiFields},
    {"update frequency", Word::kFrequency}, {"frequency", Word::kFrequency},
    {"openapi", Word::kApiDocument}, {"openapi document", Word::kApiDocument},
    {"openapi specification", Word::kApiDocument}, {"openapi spec", Word::kApiDocument},
    {"openapi url", Word::kApiDocument}, {"openapi file", Word::kApiDocument},
    {"openapi definition", Word::kApiDocument}, {"open api", Word::kApiDocument}, {"swagger", Word::kApiDocument},
    {"swagger document", Word::kApiDocument}, {"swagger specification", Word::kApiDocument},
    {"swagger spec", Word::kApiDocument}, {"swagger url", Word::kApiDocument}, {"swagger file", Word::kApiDocument},
    {"api document", Word::kApiDocument}, {"api specification", Word::kApiDocument}, {"api spec", Word::kApiDocument},
    {"api definition", Word::kApiDocument}, {"api description", Word::kApiDocument}, {"api schema", Word::kApiDocument},
    {"api docs", Word::kApiDocument}, {"api documentation", Word::kApiDocument}, {"specification", Word::kApiDocument},
    {"spec", Word::kApiDocument}, {"documentation", Word::kApiDocument}, {"schema", Word::kApiDocument},
};

constexpr Entry kColumns[] = {
    {"entity", Word::kEntity}, {"entities", Word::kEntity}, {"entity name", Word::kEntity}, {"object", Word::kEntity},
    {"object name", Word::kEntity}, {"resource", Word::kEntity}, {"resources", Word::kEntity}, {"resource name", Word::kEntity},
    {"source entity", Word::kEntity}, {"source table", Word::kEntity}, {"table", Word::kEntity}, {"table name", Word::kEntity},
    {"dataset", Word::kEntity}, {"data set", Word::kEntity}, {"sobject", Word::kEntity}, {"source object", Word::kEntity},
    {"api endpoint", Word::kEndpoint}, {"endpoint", Word::kEndpoint}, {"endpoints", Word::kEndpoint}, {"path", Word::kEndpoint},
    {"api path", Word::kEndpoint}, {"url", Word::kEndpoint}, {"route", Word::kEndpoint}, {"api", Word::kEndpoint},
    {"rest endpoint", Word::kEndpoint}, {"uri", Word::kEndpoint}, {"api route", Word::kEndpoint}, {"endpoint path", Word::kEndpoint},
    {"bronze table", Word::kBronzeTable}, {"bronze", Word::kBronzeTable}, {"bronze table name", Word::kBronzeTable},
    {"raw table", Word::kBronzeTable}, {"landing table", Word::kBronzeTable}, {"bronze layer", Word::kBronzeTable},
    {"target table", Word::kBronzeTable}, {"bronze lakehouse table", Word::kBronzeTable},
    {"silver table", Word::kSilverTable}, {"silver", Word::kSilverTable}, {"silver table name", Word::kSilverTable},
    {"silver layer", Word::kSilverTable},
    {"frequency", Word::kFrequency}, {"schedule", Word::kFrequency}, {"refresh", Word::kFrequency}, {"cadence", Word::kFrequency},
    {"sync frequency", Word::kFrequency}, {"update frequency", Word::kFrequency}, {"refresh frequency", Word::kFrequency},
    {"load frequency", Word::kFrequency}, {"ingestion frequency", Word::kFrequency}, {"sync", Word::kFrequency},
    {"secret name", Word::kSecretName}, {"secret", Word::kSecretName}, {"secrets", Word::kSecretName},
    {"key vault secret", Word::kSecretName}, {"credential", Word::kSecretName}, {"secret key", Word::kSecretName},
    {"location", Word::kLocation}, {"key vault", Word::kLocation}, {"keyvault", Word::kLocation}, {"vault", Word::kLocation},
    {"store", Word::kLocation}, {"stored in", Word::kLocation}, {"storage", Word::kLocation}, {"where", Word::kLocation},
    {"description", Word::kDescription}, {"notes", Word::kDescription}, {"note", Word::kDescription}, {"comment", Word::kDescription},
    {"comments", Word::kDescription}, {"remarks", Word::kDescription}, {"meaning", Word::kDescription}, {"purpose", Word::kDescription},
    {"beschreibung", Word::kDescription}, {"beskrivning", Word::kDescription}, {"details", Word::kDescription},
    {"field", Word::kField}, {"field name", Word::kField}, {"fields", Word::kField}, {"column", Word::kField},
    {"column name", Word::kField}, {"attribute", Word::kField}, {"property", Word::kField}, {"key field", Word::kField},
    {"source field", Word::kField}, {"feld", Word::kField}, {"api field", Word::kField}, {"json field", Word::kField},
    {"type", Word::kType}, {"data type", Word::kType}, {"datatype", Word::kType}, {"field type", Word::kType}, {"format", Word::kType},
    {"typ", Word::kType},
    {"pii", Word::kPii}, {"is pii", Word::kPii}, {"contains pii", Word::kPii}, {"personal", Word::kPii}, {"personal data", Word::kPii},
    {"sensitive", Word::kPii}, {"gdpr", Word::kPii}, {"sensitivity", Word::kPii}, {"pii flag", Word::kPii}, {"privacy", Word::kPii},
    {"personally identifiable", Word::kPii}, {"pii classification", Word::kPii}, {"personenbezogen", Word::kPii},
    {"personuppgift", Word::kPii}, {"pii yn", Word::kPii}, {"classification", Word::kPii}, {"data classification", Word::kPii},
    {"key", Word::kKey}, {"pk", Word::kKey}, {"primary key", Word::kKey}, {"pkfk", Word::kKey}, {"pk fk", Word::kKey}, {"key type", Word::kKey},
    {"foreign key", Word::kReferences}, {"references", Word::kReferences}, {"fk", Word::kReferences}, {"reference", Word::kReferences},
    {"relation", Word::kReferences}, {"relationship", Word::kReferences}, {"links to", Word::kReferences},
    {"name", Word::kNameOnly}, {"value", Word::kValueOnly}, {"values", Word::kValueOnly}, {"detail", Word::kValueOnly},
};

Word find(std::string_view text, std::span<const Entry> entries) {
  std::string normal = normal_words(text);
  for (const Entry& entry : entries) {
    if (normal == entry.text) return entry.word;
  }
  return Word::kNone;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

bool has_word(const std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    bool left = at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]));
    std::size_t end = at + word.size();
    if (left && (end >= text.size() || !std::isalnum(static_cast<unsigned char>(text[end])))) return true;
  }
  return false;
}

bool any_word(const std::string& text, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) { return has_word(text, word); });
}

// Words that may be names of parameters: "limit", "page[size]", "$top", "max-results".
std::vector<std::string> parameter_words(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    char c = i < text.size() ? text[i] : ' ';
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' || c == '[' || c == ']' || (c == '-' && !word.empty())) {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

bool one_of(const std::string& word, std::initializer_list<const char*> list) {
  return std::any_of(list.begin(), list.end(), [&](const char* entry) { return word == entry; });
}

}  // namespace

std::string normal_words(std::string_view text) {
  std::string out;
  int inside = 0;
  for (char c : text) {
    if (c == '(' || c == '[') ++inside;
    if (inside == 0 && static_cast<unsigned char>(c) < 0x80) {
      if (std::isalnum(static_cast<unsigned char>(c))) {
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      } else if ((c == ' ' || c == '_' || c == '-') && !out.empty() && out.back() != ' ') {
        out += ' ';
      }
    }
    if (c == ')' || c == ']') --inside;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Word word_of_key(std::string_view key) { return find(key, kKeys); }
Word word_of_column(std::string_view head) { return find(head, kColumns); }

Verdict verdict(std::string_view cell) {
  std::string text = lower(cell);
  static const char* kYesMarks[] = {"\xE2\x9C\x93", "\xE2\x9C\x94", "\xE2\x9C\x85", "\xE2\x98\x91", "\xF0\x9F\x94\xB4", "\xE2\x9A\xA0"};  // ✓ ✔ ✅ ☑ 🔴 ⚠
  static const char* kNoMarks[] = {"\xE2\x9C\x97", "\xE2\x9C\x98", "\xE2\x9D\x8C", "\xE2\x98\x90", "\xE2\x9C\x96"};                       // ✗ ✘ ❌ ☐ ✖
  for (const char* mark : kYesMarks) {
    if (text.find(mark) != std::string::npos) return Verdict::kYes;
  }
  for (const char* mark : kNoMarks) {
    if (text.find(mark) != std::string::npos) return Verdict::kNo;
  }
  std::string first = normal_words(text);
  std::string word = first.substr(0, first.find(' '));
  if (one_of(word, {"no", "n", "false", "none", "non", "nein", "nej", "0", "public", "ei", "nie", "nao", "internal"})) return Verdict::kNo;
  if (any_word(text, {"not pii", "not personal", "non-pii", "non-personal", "no pii"})) return Verdict::kNo;
  if (one_of(word, {"yes", "y", "true", "ja", "oui", "si", "sim", "tak", "x", "1", "pii", "personal", "direct", "indirect", "quasi",
                    "sensitive", "special", "confidential", "high", "medium", "restricted", "gdpr", "spi", "phi"})) {
    return Verdict::kYes;
  }
  if (lower(cell).rfind("s\xC3\xAD", 0) == 0) return Verdict::kYes;
  return Verdict::kUnsaid;
}

std::string platform_in(std::string_view text, bool& saas) {
  struct Platform {
    const char* word;
    const char* name;
    bool saas;
  };
  static const Platform kPlatforms[] = {
      {"salesforce", "salesforce", true}, {"snowflake", "snowflake", true}, {"dataverse", "dataverse", true},
      {"dynamics 365", "dataverse", true}, {"dynamics365", "dataverse", true}, {"dynamics crm", "dataverse", true},
      {"servicenow", "servicenow", true}, {"service now", "servicenow", true}, {"hubspot", "hubspot", true},
      {"workday", "workday", true}, {"successfactors", "successfactors", true}, {"netsuite", "netsuite", true},
      {"postgresql", "postgresql", false}, {"postgres", "postgresql", false}, {"mysql", "mysql", false}, {"mariadb", "mariadb", false},
      {"sql server", "sqlserver", false}, {"sqlserver", "sqlserver", false}, {"mssql", "sqlserver", false},
      {"azure sql", "sqlserver", false}, {"oracle", "oracle", false}, {"sqlite", "sqlite", false}, {"db2", "db2", false},
      {"duckdb", "duckdb", false}, {"synapse", "sqlserver", false},
  };
  std::string low = lower(text);
  for (const Platform& platform : kPlatforms) {
    if (has_word(low, platform.word)) {
      saas = platform.saas;
      return platform.name;
    }
  }
  return {};
}

const char* to_string(AuthKind kind) {
  static const char* kNames[] = {"unsaid", "none", "bearer", "api_key_header", "api_key_query", "basic", "oauth2_client_credentials", "login"};
  return kNames[static_cast<int>(kind)];
}
const char* to_string(PagingKind kind) {
  static const char* kNames[] = {"unsaid", "none", "offset", "page", "cursor", "link"};
  return kNames[static_cast<int>(kind)];
}

DocumentAuth auth_in(std::string_view text, const std::vector<std::string>& codes, int line) {
  DocumentAuth auth;
  auth.line = line;
  std::string low = lower(text);
  static const std::regex kUrl(R"(https?://[^\s)>\]|,;"'`]+)"), kHeader(R"(\b([A-Za-z]+(?:-[A-Za-z]+)*-(?:Key|Token|Auth)|apikey|api-key)\b)", std::regex::icase),
      kQuery(R"([?&]([A-Za-z_][A-Za-z0-9_.-]*)=)");
  std::smatch found;
  std::string copy(text);
  bool key_words = any_word(low, {"api key", "apikey", "api-key", "x-api-key", "subscription key", "access key", "api_key", "api token"});
  if (any_word(low, {"client credentials", "client_credentials", "client credential", "oauth2", "oauth 2", "oauth 2.0", "oauth"}) &&
      !any_word(low, {"authorization code", "personal access token"})) {
    auth.kind = AuthKind::kOauthClient;
    if (any_word(low, {"bearer"}) && !any_word(low, {"client credentials", "client_credentials", "client credential"})) auth.kind = AuthKind::kBearer;
  } else if (any_word(low, {"login", "log in", "session token", "session"}) && any_word(low, {"token", "session"}) && !any_word(low, {"bearer token"})) {
    auth.kind = AuthKind::kLogin;
  } else if (any_word(low, {"basic", "username and password", "user name and password"})) {
    auth.kind = AuthKind::kBasic;
  } else if (any_word(low, {"bearer", "jwt", "access token", "personal access token"})) {
    auth.kind = AuthKind::kBearer;
  } else if (key_words || std::regex_search(copy, found, kHeader)) {
    bool query = any_word(low, {"query", "query parameter", "query string", "url parameter"}) || std::regex_search(copy, kQuery);
    auth.kind = query && !any_word(low, {"header"}) ? AuthKind::kApiKeyQuery : AuthKind::kApiKeyHeader;
  } else if (any_word(low, {"none", "public", "anonymous", "no authentication", "unauthenticated", "not required"})) {
    auth.kind = AuthKind::kNone;
  } else if (any_word(low, {"token"})) {
    auth.kind = AuthKind::kBearer;
  }
  if (auth.kind == AuthKind::kApiKeyQuery && std::regex_search(copy, found, kQuery)) auth.name = found[1];
  if (auth.kind == AuthKind::kApiKeyHeader || auth.kind == AuthKind::kApiKeyQuery) {
    for (const std::string& code : codes) {
      std::string name = code.substr(0, code.find_first_of(":= <"));
      if (auth.name.empty() && !name.empty() && name.find('/') == std::string::npos) auth.name = name;
    }
    if (auth.name.empty() && auth.kind == AuthKind::kApiKeyHeader && std::regex_search(copy, found, kHeader)) {
      std::string name = found[1];
      if (lower(name) != "api-key" || low.find("api-key header") != std::string::npos) auth.name = name;
    }
    if (auth.name.empty() && auth.kind == AuthKind::kApiKeyQuery) {
      for (const std::string& word : parameter_words(text)) {
        if (one_of(lower(word), {"api_key", "apikey", "access_key", "key", "token", "access_token", "api_token"}) && word != "key") auth.name = word;
      }
    }
  }
  if ((auth.kind == AuthKind::kOauthClient || auth.kind == AuthKind::kLogin) && std::regex_search(copy, found, kUrl)) auth.token_url = found[0];
  if (auth.kind == AuthKind::kLogin) {  // "POST /login with `email` and `password`"
    for (const std::string& code : codes) {
      const std::string word = lower(code);
      if (one_of(word, {"username", "user_name", "user", "email", "login", "userid", "user_id", "account", "mail", "loginname"})) auth.user_member = code;
      if (one_of(word, {"password", "passwd", "pass", "pwd", "secret", "passphrase"})) auth.password_member = code;
    }
    if (auth.user_member.empty() && any_word(low, {"email and password", "e-mail and password"})) auth.user_member = "email";
  }
  if (auth.kind == AuthKind::kLogin && auth.token_url.empty()) {
    for (const std::string& code : codes) {
      std::size_t slash = code.find('/');
      if (slash != std::string::npos) auth.token_url = code.substr(slash);
    }
  }
  return auth;
}

void paging_in(std::string_view text, const std::vector<std::string>& codes, int line, DocumentPaging& paging) {
  std::string low = lower(text);
  std::vector<std::string> words = parameter_words(text), sure;
  for (const std::string& code : codes) {
    for (std::string& word : parameter_words(code)) sure.push_back(std::move(word));
  }
  static const std::regex kQuery(R"([?&]([A-Za-z_$][A-Za-z0-9_$.\[\]-]*)=)");
  std::string copy(text);
  for (auto i = std::sregex_iterator(copy.begin(), copy.end(), kQuery); i != std::sregex_iterator(); ++i) sure.push_back((*i)[1]);
  auto pick = [&](std::string& into, bool certain, std::initializer_list<const char*> names, PagingKind kind) {
    for (const std::string& word : certain ? sure : words) {
      if (one_of(word, names)) {
        if (into.empty()) into = word;
        if (kind != PagingKind::kUnsaid && paging.kind == PagingKind::kUnsaid) paging.kind = kind;
        if (paging.line == 0) paging.line = line;
        return;
      }
    }
  };
  for (bool certain : {true, false}) {
    pick(paging.limit_parameter, certain,
         {"limit", "per_page", "perPage", "page_size", "pageSize", "pagesize", "page[size]", "maxResults", "max_results", "$top", "sysparm_limit",
          "page-size", "PageSize", "pageLimit", "page_limit", "max-results", "_limit", "itemsPerPage", "resultsPerPage"},
         PagingKind::kUnsaid);
    if (certain) {
      pick(paging.limit_parameter, true, {"size", "count", "max", "top", "first", "rows", "take", "n", "length", "num"}, PagingKind::kUnsaid);
    }
    pick(paging.position_parameter, certain,
         {"cursor", "page_token", "pageToken", "next_cursor", "nextToken", "next_token", "starting_after", "page[cursor]", "after", "marker", "continuationToken"},
         PagingKind::kCursor);
    pick(paging.position_parameter, certain, {"offset", "skip", "$skip", "startIndex", "start_index", "startAt", "sysparm_offset", "_start"}, PagingKind::kOffset);
    if (certain) pick(paging.position_parameter, true, {"start", "from"}, PagingKind::kOffset);
    pick(paging.position_parameter, certain, {"page_number", "pageNumber", "page[number]", "_page", "pageNo", "pageIndex"}, PagingKind::kPage);
    if (certain) pick(paging.position_parameter, true, {"page"}, PagingKind::kPage);
  }
  if (paging.kind == PagingKind::kUnsaid) {
    if (any_word(low, {"link header", "link headers", "rel=next", "next link", "nextlink"})) paging.kind = PagingKind::kLink;
    else if (any_word(low, {"cursor", "cursor-based"})) paging.kind = PagingKind::kCursor;
    else if (any_word(low, {"offset", "offset-based"})) paging.kind = PagingKind::kOffset;
    else if (any_word(low, {"page-based", "page number", "page numbers", "page based"})) paging.kind = PagingKind::kPage;
    else if (any_word(low, {"none", "no pagination", "not paginated", "single response"})) paging.kind = PagingKind::kNone;
    if (paging.kind != PagingKind::kUnsaid && paging.line == 0) paging.line = line;
  }
}

std::string vault_in(std::string_view location) {
  std::string text(location);
  std::smatch found;
  static const std::regex kHost(R"(([A-Za-z0-9-]+)\.vault\.azure\.net)", std::regex::icase), kUrl(R"(https?://[^\s)>\]`]+)"),
      kAfter(R"(key ?vault(?: name)?\s*[:=(`'"/]*\s*([A-Za-z][A-Za-z0-9-]{2,23})\b)", std::regex::icase),
      kBefore(R"(([A-Za-z][A-Za-z0-9-]{2,23})`?\s*\(?(?:azure )?key ?vault)", std::regex::icase),
      kName(R"((?:^|[\s`(])((?:[A-Za-z0-9-]*-)?(?:kv|akv|vault|keyvault)(?:-[A-Za-z0-9-]*)?|kv[A-Za-z0-9-]{3,22})(?:$|[\s`),/:]))", std::regex::icase);
  auto name_like = [](const std::string& name) { return name.size() >= 3 && name.size() <= 24 && name.find_first_of("-0123456789") != std::string::npos; };
  if (std::regex_search(text, found, kHost)) return found[1];
  if (std::regex_search(text, found, kUrl)) return found[0];
  if (std::regex_search(text, found, kAfter) && name_like(found[1])) return found[1];
  if (std::regex_search(text, found, kBefore) && name_like(found[1])) return found[1];
  if (std::regex_search(text, found, kName) && name_like(found[1])) return found[1];
  return {};
}

std::string without_password(std::string_view connection) {
  static const std::regex kMember(R"(((?:password|pwd|passwd|secret|token|accesskey|accountkey)\s*=\s*)[^;&\s]*)", std::regex::icase),
      kUserInfo(R"((//[^/:@\s]+):[^@\s]*@)"), kOracle(R"((jdbc:oracle:[a-z]+:[^/@\s]+)/[^@\s]*@)");
  std::string out = std::regex_replace(std::string(connection), kMember, "$1");
  out = std::regex_replace(out, kUserInfo, "$1@");
  return std::regex_replace(out, kOracle, "$1@");
}

}  // namespace mockdata::discover
