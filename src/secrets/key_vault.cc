#include "secrets/key_vault.h"

#include <cctype>
#include <cstdlib>

#include "http/json_scan.h"

namespace mockdata::secrets {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

bool only(std::string_view text, std::string_view more) {
  for (char c : text) {
    if (!std::isalnum(static_cast<unsigned char>(c)) && more.find(c) == std::string_view::npos) return false;
  }
  return !text.empty();
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

// A code of a known alphabet out of a body that must not be shown.
std::string member(std::string_view body, std::string_view inside, std::string_view name) {
  WipedBytes value;
  if (!json_string_member(body, inside, name, value) || value.size() > 80 || !only(value.view(), "_-.")) return {};
  return std::string(value.view());
}

// "AADSTS7000215" from the description that Entra sends along.
std::string aadsts(std::string_view body) {
  WipedBytes text;
  if (!json_string_member(body, "", "error_description", text)) return {};
  std::size_t at = text.view().find("AADSTS");
  if (at == std::string_view::npos) return {};
  std::size_t end = at + 6;
  while (end < text.size() && std::isdigit(static_cast<unsigned char>(text.view()[end]))) ++end;
  return std::string(text.view().substr(at, end - at));
}

std::string status_text(const http::Response& response) {
  std::string text = "status " + std::to_string(response.status);
  if (response.attempts > 1) text += " after " + std::to_string(response.attempts) + " attempts";
  return text;
}

}  // namespace

Result<VaultAccess> vault_access_from_environment() {
  VaultAccess access;
  if (std::string authority = variable("AZURE_AUTHORITY_HOST"); !authority.empty()) {
    access.authority = authority.find("://") == std::string::npos ? "https://" + authority : authority;
  }
  if (const char* token = std::getenv("MOCKDATA_KEY_VAULT_TOKEN"); token && *token) {
    access.token = WipedBytes(token);
    return access;
  }
  access.tenant = variable("AZURE_TENANT_ID");
  access.client_id = variable("AZURE_CLIENT_ID");
  const char* secret = std::getenv("AZURE_CLIENT_SECRET");
  if (secret) access.client_secret = WipedBytes(secret);
  std::string missing;
  auto need = [&](bool there, const char* name) {
    if (!there) missing += missing.empty() ? name : std::string(", ") + name;
  };
  need(!access.tenant.empty(), "AZURE_TENANT_ID");
  need(!access.client_id.empty(), "AZURE_CLIENT_ID");
  need(!access.client_secret.empty(), "AZURE_CLIENT_SECRET");
  if (!missing.empty()) {
    return source_error("Key Vault cannot be opened: not set: " + missing, {},
                        "set them for a service principal that may read secrets, or MOCKDATA_KEY_VAULT_TOKEN to an access token");
  }
  return access;
}

Result<http::Url> vault_url(const std::string& vault) {
  if (vault.find("://") == std::string::npos && vault.find('.') == std::string::npos) {
    if (!only(vault, "-") || vault.size() > 24) return invalid_error("'" + vault + "' is no name of a Key Vault");
    return http::parse_url("https://" + vault + ".vault.azure.net/");
  }
  MOCKDATA_ASSIGN(http::Url url, http::parse_url(vault.find("://") == std::string::npos ? "https://" + vault : vault));
  url.path = "/";
  url.query.clear();
  MOCKDATA_CHECK(http::require_https(url));
  for (const char* cloud : {".vault.azure.net", ".vault.azure.cn", ".vault.usgovcloudapi.net", ".vault.microsoftazure.de"}) {
    if (ends_with(url.host, cloud)) return url;
  }
  if (url.loopback()) return url;
  return refused_error("this host is not a Key Vault of a known Azure cloud", url.shown(), "give the vault's name alone");
}

Result<WipedBytes> entra_token(const VaultAccess& access, const std::string& scope, const http::Client& client) {
  if (!access.token.empty()) return access.token.copy();
  if (!only(access.tenant, "-.")) return source_error("AZURE_TENANT_ID is neither a GUID nor a domain");
  MOCKDATA_ASSIGN(http::Url authority, http::parse_url(access.authority));
  http::Request request;
  request.method = "POST";
  MOCKDATA_ASSIGN(request.url, http::endpoint_url(authority, access.tenant + "/oauth2/v2.0/token"));
  request.content_type = "application/x-www-form-urlencoded";
  request.headers = {{"Accept", "application/json"}};
  request.body = http::form_body({{"grant_type", "client_credentials"},
                                  {"client_id", access.client_id},
                                  {"client_secret", access.client_secret.view()},
                                  {"scope", scope}});
  MOCKDATA_ASSIGN(http::Response response, client.send(request));
  WipedBytes token;
  if (response.status == 200 && json_string_member(response.body.view(), "", "access_token", token) && !token.empty()) return token;
  if (response.status == 200) return source_error("Entra ID sent no access token", request.url.shown(), "check AZURE_AUTHORITY_HOST");
  std::string message = "Entra ID refused the service principal " + access.client_id + ": " + status_text(response);
  for (const std::string& detail : {member(response.body.view(), "", "error"), aadsts(response.body.view())}) {
    if (!detail.empty()) message += ", " + detail;
  }
  if (std::string id = member(response.body.view(), "", "correlation_id"); !id.empty()) message += ", correlation id " + id;
  return source_error(message, request.url.shown(), "check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (expired?)");
}

Result<Secret> from_key_vault(const std::string& vault, const std::string& secret, const VaultAccess& access,
                              const http::Client& client) {
  MOCKDATA_ASSIGN(http::Url url, vault_url(vault));
  std::size_t slash = secret.find('/');
  if (!only(secret.substr(0, slash), "-") || (slash != std::string::npos && !only(secret.substr(slash + 1), ""))) {
    return invalid_error("'" + secret + "' is no name of a secret in a Key Vault", {}, "letters, digits and dashes");
  }
  std::string resource = url.loopback() ? "vault.azure.net" : url.host.substr(url.host.find('.') + 1);
  MOCKDATA_ASSIGN(WipedBytes token, entra_token(access, "https://" + resource + "/.default", client));

  http::Request request;
  request.url = url;
  request.url.path = "/secrets/" + secret;
  http::add_query(request.url, "api-version", "7.4");
  request.headers = {{"Accept", "application/json"}};
  WipedBytes bearer("Bearer ");
  bearer.append(token.view());
  request.credentials.push_back({http::Credential::Place::kHeader, "Authorization", std::move(bearer)});
  MOCKDATA_ASSIGN(http::Response response, client.send(request));

  std::string label = "secret " + secret + " in Key Vault " + (url.loopback() ? url.shown() : url.host.substr(0, url.host.find('.')));
  WipedBytes value;
  if (response.status == 200) {
    if (json_string_member(response.body.view(), "", "value", value) && !value.empty()) return Secret(label, std::move(value));
    return source_error("the " + label + " is empty", request.url.shown());
  }
  std::string code = member(response.body.view(), "error", "code");
  std::string message = "the " + label + " could not be read: " + status_text(response) + (code.empty() ? "" : ", " + code);
  std::string hint = response.status == 401   ? "the access token is expired or made for another resource or tenant"
                     : response.status == 403 ? "grant the service principal the role 'Key Vault Secrets User', and check the vault's firewall"
                     : response.status == 404 ? "check the secret's name and that it is not deleted"
                     : response.status == 429 ? "the vault is throttled: try again in a minute"
                                              : "try again later";
  return source_error(message, request.url.shown(), hint);
}

}  // namespace mockdata::secrets
