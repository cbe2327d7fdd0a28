// Azure Key Vault and the Entra ID token that opens it.
//
// Protocol: client credentials grant at {authority}/{tenant}/oauth2/v2.0/token, then
// GET {vault}/secrets/{name}?api-version=7.4 with the token as bearer.
#pragma once

#include <string>

#include "secrets/secret.h"

namespace mockdata::secrets {

// How to open a vault: an access token that somebody else obtained, or a client secret.
struct VaultAccess {
  WipedBytes token;  // given: used as it is
  std::string authority = "https://login.microsoftonline.com";
  std::string tenant, client_id;
  WipedBytes client_secret;
};

// From MOCKDATA_KEY_VAULT_TOKEN, or else AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, with AZURE_AUTHORITY_HOST
// for another cloud. Error: what is missing, by name.
Result<VaultAccess> vault_access_from_environment();

// "kv-hr-dev" -> https://kv-hr-dev.vault.azure.net/; a full URL must be a vault of a known Azure cloud, or this machine:
// a token that opens vaults is sent nowhere else. Errors: kInvalid, kRefused.
Result<http::Url> vault_url(const std::string& vault);

// An access token for `scope` ("https://vault.azure.net/.default").
Result<WipedBytes> entra_token(const VaultAccess& access, const std::string& scope, const http::Client& client);

// Reads one secret. Errors name the vault, the secret and the remedy for 401, 403, 404 and 429, with Entra's AADSTS
// code and correlation id, never a body.
Result<Secret> from_key_vault(const std::string& vault, const std::string& secret, const VaultAccess& access,
                              const http::Client& client);

}  // namespace mockdata::secrets
