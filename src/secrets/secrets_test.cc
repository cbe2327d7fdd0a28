#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <type_traits>

#include "http/loopback_server.h"
#include "secrets/key_vault.h"

namespace mockdata::secrets {
namespace {

using http::LoopbackServer;
using Seen = LoopbackServer::Seen;

http::Policy quick() {
  http::Policy policy;
  policy.first_wait = http::Milliseconds(1);
  policy.total = http::Milliseconds(5000);
  return policy;
}

static_assert(!std::is_copy_constructible_v<Secret>);

class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) { setenv(name, value.c_str(), 1); }
  ~Variable() { unsetenv(name_); }

 private:
  const char* name_;
};

TEST(Secrets, EnvironmentThenFileThenPrompt) {
  http::Client client(quick());
  Variable set("MOCKDATA_TEST_TOKEN", "  from-env\n");
  std::string path = testing::TempDir() + "mockdata-secret";
  std::ofstream(path) << "from-file\n";
  Places places;
  places.environment = "MOCKDATA_TEST_TOKEN";
  places.file = path;
  places.ask = [](const std::string&) -> Result<WipedBytes> { return WipedBytes("typed"); };
  auto secret = find_secret(places, client);
  ASSERT_TRUE(secret.ok());
  EXPECT_EQ(secret->reveal(), "from-env");
  EXPECT_EQ(secret->label(), "environment variable MOCKDATA_TEST_TOKEN");
  places.environment.clear();
  EXPECT_EQ(find_secret(places, client)->reveal(), "from-file");
  places.file.clear();
  EXPECT_EQ(find_secret(places, client)->reveal(), "typed");
  places.ask = nullptr;
  EXPECT_EQ(find_secret(places, client).error().kind, ErrorKind::kUsage);
  places.environment = "MOCKDATA_TEST_UNSET";
  places.file = path;
  auto unset = find_secret(places, client);  // a named place that fails is no reason to look further
  ASSERT_FALSE(unset.ok());
  EXPECT_NE(unset.error().message.find("MOCKDATA_TEST_UNSET"), std::string::npos);
  std::ofstream(path, std::ios::trunc) << " \n";
  EXPECT_FALSE(from_file(path).ok());
  std::remove(path.c_str());
  EXPECT_FALSE(from_file(path).ok());
}

TEST(KeyVault, UrlsOfVaultsOnly) {
  EXPECT_EQ(vault_url("kv-hr-dev")->to_string(), "https://kv-hr-dev.vault.azure.net/");
  EXPECT_EQ(vault_url("https://kv.vault.azure.cn/secrets/x")->to_string(), "https://kv.vault.azure.cn/");
  EXPECT_TRUE(vault_url("http://127.0.0.1:8080").ok());
  EXPECT_EQ(vault_url("https://evil.example.com/").error().kind, ErrorKind::kRefused);
  EXPECT_EQ(vault_url("https://vault.azure.net.evil.com/").error().kind, ErrorKind::kRefused);
  EXPECT_EQ(vault_url("http://kv.vault.azure.net/").error().kind, ErrorKind::kRefused);
  EXPECT_FALSE(vault_url("kv/../x").ok());
}

TEST(KeyVault, ClientSecretFlow) {
  LoopbackServer server([](const Seen& seen) {
    if (seen.path() == "/tenant-1/oauth2/v2.0/token") {
      bool right = seen.body == "grant_type=client_credentials&client_id=app-1&client_secret=s%26cret&scope=https%3A%2F%2Fvault.azure.net%2F.default";
      return right ? LoopbackServer::answer(200, R"({"token_type":"Bearer","expires_in":3599,"access_token":"entra-token"})")
                   : LoopbackServer::answer(400, R"({"error":"invalid_request"})");
    }
    if (seen.path() == "/secrets/alexis-token?api-version=7.4" && seen.has("Authorization: Bearer entra-token\r\n")) {
      return LoopbackServer::answer(200, R"({"value":"the-\u0074oken","id":"https://kv/secrets/alexis-token/1","attributes":{"enabled":true}})");
    }
    return LoopbackServer::answer(401, R"({"error":{"code":"Unauthorized","message":"canary"}})");
  });
  Variable authority("AZURE_AUTHORITY_HOST", server.url()), tenant("AZURE_TENANT_ID", "tenant-1"), id("AZURE_CLIENT_ID", "app-1"),
      secret("AZURE_CLIENT_SECRET", "s&cret");
  http::Client client(quick());
  Places places;
  places.key_vault = server.url();
  places.secret = "alexis-token";
  auto found = find_secret(places, client);
  ASSERT_TRUE(found.ok()) << found.error().to_string();
  EXPECT_EQ(found->reveal(), "the-token");
  EXPECT_NE(found->label().find("secret alexis-token in Key Vault"), std::string::npos);
}

TEST(KeyVault, ExplicitTokenAndErrorsNameTheSecretAndNoBody) {
  int status = 403;
  LoopbackServer server([&](const Seen& seen) {
    if (!seen.has("Bearer given-token")) return LoopbackServer::answer(401, "{}");
    return LoopbackServer::answer(status, R"({"error":{"code":"Forbidden","message":"canary"}})");
  });
  Variable token("MOCKDATA_KEY_VAULT_TOKEN", "given-token");
  http::Client client(quick());
  auto access = vault_access_from_environment();
  ASSERT_TRUE(access.ok());
  for (auto [code, hint] : {std::pair{403, "role"}, {404, "name"}, {429, "throttled"}, {401, "expired"}}) {
    status = code;
    auto found = from_key_vault(server.url(), "alexis-token", *access, client);
    ASSERT_FALSE(found.ok());
    std::string text = found.error().to_string();
    EXPECT_NE(text.find("alexis-token"), std::string::npos);
    EXPECT_NE(text.find("status " + std::to_string(code)), std::string::npos) << text;
    EXPECT_NE(text.find(hint), std::string::npos) << text;
    EXPECT_EQ(text.find("canary"), std::string::npos);
    EXPECT_EQ(text.find("given-token"), std::string::npos);
  }
  EXPECT_FALSE(from_key_vault(server.url(), "../x", *access, client).ok());
}

TEST(KeyVault, EntraErrorsShowTheCodeOnly) {
  LoopbackServer server([](const Seen&) {
    return LoopbackServer::answer(401, R"({"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret canary",)"
                                       R"("correlation_id":"255d1aef-8c98-452f-ac51-23d051240864"})");
  });
  VaultAccess access;
  access.authority = server.url();
  access.tenant = "tenant-1";
  access.client_id = "app-1";
  access.client_secret = WipedBytes("hidden");
  auto token = entra_token(access, "https://vault.azure.net/.default", http::Client(quick()));
  ASSERT_FALSE(token.ok());
  std::string text = token.error().to_string();
  EXPECT_NE(text.find("AADSTS7000215"), std::string::npos) << text;
  EXPECT_NE(text.find("255d1aef"), std::string::npos);
  EXPECT_EQ(text.find("canary"), std::string::npos);
  EXPECT_EQ(text.find("hidden"), std::string::npos);
}

TEST(KeyVault, NamesWhatIsMissing) {
  Variable tenant("AZURE_TENANT_ID", "t");
  auto access = vault_access_from_environment();
  ASSERT_FALSE(access.ok());
  EXPECT_NE(access.error().message.find("AZURE_CLIENT_ID, AZURE_CLIENT_SECRET"), std::string::npos);
  EXPECT_EQ(access.error().message.find("AZURE_TENANT_ID"), std::string::npos);
}

}  // namespace
}  // namespace mockdata::secrets
