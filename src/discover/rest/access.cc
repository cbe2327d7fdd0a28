#include "discover/rest/access.h"

#include "http/json_scan.h"

namespace mockdata::discover {
namespace {

using Place = http::Credential::Place;

http::Credential bearer(std::string_view token) {
  WipedBytes value("Bearer ");
  value.append(token);
  return {Place::kHeader, "Authorization", std::move(value)};
}

// A JSON string of a secret.
void quote(std::string_view text, WipedBytes& out) {
  out.append("\"");
  for (char c : text) {
    static const char* kHex = "0123456789abcdef";
    unsigned char byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      const char pair[2] = {'\\', c};
      out.append({pair, 2});
    } else if (byte < 0x20) {
      const char code[6] = {'\\', 'u', '0', '0', kHex[byte >> 4], kHex[byte & 15]};
      out.append({code, 6});
    } else {
      out.append({&c, 1});
    }
  }
  out.append("\"");
}

Result<http::Url> token_url(const RestAccess& access, const http::Url& base, const char* usual) {
  if (access.auth.token_url.empty()) return http::endpoint_url(base, usual);
  if (access.auth.token_url.find("://") != std::string::npos) return http::parse_url(access.auth.token_url);
  return http::endpoint_url(base, access.auth.token_url);
}

Result<WipedBytes> ask_token(const http::Request& request, const RestAccess& access, const http::Client& client) {
  MOCKDATA_ASSIGN(http::Response response, client.send(request));
  if (response.status < 200 || response.status > 299) {
    return source_error("the token was refused with status " + std::to_string(response.status) + "; used: " + access.secret->label(), request.url.shown(),
                        "check the user or client id, the secret and the token URL");
  }
  for (const char* inside : {"", "data", "result", "session"}) {
    for (const char* name : {"access_token", "token", "accessToken", "id_token", "jwt", "session_token", "sessionToken", "session_id", "sessionId", "auth_token", "authToken", "key"}) {
      WipedBytes token;
      if (json_string_member(response.body.view(), inside, name, token) && !token.empty()) return token;
    }
  }
  return source_error("the answer holds no token", request.url.shown(), "check the token URL");
}

}  // namespace

Result<std::vector<http::Credential>> credentials_for(const RestAccess& access, const http::Url& base, const http::Client& client) {
  std::vector<http::Credential> out;
  AuthKind kind = access.auth.kind;
  if (kind == AuthKind::kNone || (kind == AuthKind::kUnsaid && !access.secret)) return out;
  if (!access.secret) return usage_error("the source needs a secret (" + std::string(to_string(kind)) + "), and none is given", "give --token-env NAME or --token-file PATH");
  std::string_view secret = access.secret->reveal();
  switch (kind) {
    case AuthKind::kUnsaid:
    case AuthKind::kBearer:
      out.push_back(bearer(secret.substr(0, 7) == "Bearer " ? secret.substr(7) : secret));
      break;
    case AuthKind::kApiKeyHeader:
      if (access.auth.name == "Authorization") {
        out.push_back({Place::kHeader, "Authorization", WipedBytes(secret)});
      } else {
        out.push_back({Place::kHeader, access.auth.name.empty() ? "X-API-Key" : access.auth.name, WipedBytes(secret)});
      }
      break;
    case AuthKind::kApiKeyQuery:
      out.push_back({Place::kQuery, access.auth.name.empty() ? "api_key" : access.auth.name, WipedBytes(secret)});
      break;
    case AuthKind::kBasic: {
      // Without a user name the secret is either "user:password" or an API key that stands in for the user.
      std::size_t colon = secret.find(':');
      if (!access.user.empty()) out.push_back({Place::kHeader, "Authorization", http::basic_authorization(access.user, secret)});
      else if (colon != std::string_view::npos) out.push_back({Place::kHeader, "Authorization", http::basic_authorization(secret.substr(0, colon), secret.substr(colon + 1))});
      else out.push_back({Place::kHeader, "Authorization", http::basic_authorization(secret, "X")});
      break;
    }
    case AuthKind::kOauthClient: {
      if (access.user.empty()) return usage_error("OAuth client credentials need the client id", "give --client-id ID");
      http::Request request;
      request.method = "POST";
      MOCKDATA_ASSIGN(request.url, token_url(access, base, "/oauth/token"));
      request.content_type = "application/x-www-form-urlencoded";
      request.headers = {{"Accept", "application/json"}};
      std::vector<std::pair<std::string_view, std::string_view>> form = {
          {"grant_type", "client_credentials"}, {"client_id", access.user}, {"client_secret", secret}};
      if (!access.scope.empty()) form.emplace_back("scope", access.scope);
      request.body = http::form_body(form);
      MOCKDATA_ASSIGN(WipedBytes token, ask_token(request, access, client));
      out.push_back(bearer(token.view()));
      break;
    }
    case AuthKind::kLogin: {
      if (access.user.empty()) return usage_error("logging in needs the user name", "give --user NAME");
      http::Request request;
      request.method = "POST";
      MOCKDATA_ASSIGN(request.url, token_url(access, base, "/login"));
      request.content_type = "application/json";
      request.headers = {{"Accept", "application/json"}};
      request.body.append("{");
      quote(access.auth.user_member.empty() ? "username" : access.auth.user_member, request.body);
      request.body.append(":");
      quote(access.user, request.body);
      request.body.append(",");
      quote(access.auth.password_member.empty() ? "password" : access.auth.password_member, request.body);
      request.body.append(":");
      quote(secret, request.body);
      request.body.append("}");
      MOCKDATA_ASSIGN(WipedBytes token, ask_token(request, access, client));
      if (access.auth.name.empty()) out.push_back(bearer(token.view()));
      else out.push_back({Place::kHeader, access.auth.name, std::move(token)});
      break;
    }
    case AuthKind::kNone: break;
  }
  return out;
}

}  // namespace mockdata::discover
