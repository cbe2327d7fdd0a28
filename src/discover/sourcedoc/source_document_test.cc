#include "discover/sourcedoc/source_document.h"

#include <gtest/gtest.h>

#include "discover/sourcedoc/words.h"

namespace mockdata::discover {
namespace {

SourceDocument read(const char* text) {
  auto doc = read_source_document(text);
  EXPECT_TRUE(doc.ok());
  return std::move(*doc);
}

const char kUsual[] = R"(# AlexisHR

## Overview

| Property | Value |
|---|---|
| **System** | AlexisHR |
| Vendor | Simployer |
| Domain(s) | HR, People |
| Authentication | Bearer token |
| Base URL | https://api.alexishr.com/v1 |
| Rate limits | 100 requests/minute |

## Entities

| Entity | API Endpoint | Bronze Table | Silver Table | Frequency |
|--------|--------------|--------------|--------------|-----------|
| Employees | `/employee` | `bronze_alexis_employees` | silver_employee | Daily |
| Cost Centers | `GET /cost-center?limit=100` | - | | Weekly |

## Secret Storage

| Secret Name | Description | Location |
|---|---|---|
| `alexis-client-id` | client id | Azure Key Vault: kv-hr-dev |
| `alexis-api-token` | API token | Azure Key Vault: kv-hr-dev |

## Key Fields

### Employee

| Field | Type | Description | PII |
|---|---|---|---|
| id | string | Primary key | No |
| title | string | | no (role) |
| workEmail | string | work address | **Yes** |
| departmentId | string | FK to cost_centers.id | |
| ssn | string | | ✅ |

Pagination: use `limit` and `offset`.

```json
{"status":"success","data":[{"id":"canary-canary","workEmail":"canary@example.org"}]}
```
)";

TEST(SourceDocument, TheUsualForm) {
  SourceDocument doc = read(kUsual);
  EXPECT_EQ(doc.title, "AlexisHR");
  EXPECT_EQ(doc.system.text, "AlexisHR");
  EXPECT_EQ(doc.system.line, 7);
  EXPECT_EQ(doc.vendor.text, "Simployer");
  EXPECT_EQ(doc.domains, (std::vector<std::string>{"HR", "People"}));
  EXPECT_EQ(doc.base_url.text, "https://api.alexishr.com/v1");
  EXPECT_EQ(doc.base_url.line, 11);
  EXPECT_EQ(doc.rate_limits.text, "100 requests/minute");
  EXPECT_EQ(doc.kind, SourceKind::kRest);
  EXPECT_EQ(doc.auth.kind, AuthKind::kBearer);
  ASSERT_EQ(doc.entities.size(), 2u);
  EXPECT_EQ(doc.entities[0].id, "employees");
  EXPECT_EQ(doc.entities[0].endpoint, "/employee");
  EXPECT_EQ(doc.entities[0].bronze_table, "bronze_alexis_employees");
  EXPECT_EQ(doc.entities[0].line, 18);
  EXPECT_EQ(doc.entities[1].id, "cost_centers");
  EXPECT_EQ(doc.entities[1].endpoint, "/cost-center");
  EXPECT_EQ(doc.entities[1].bronze_table, "");
  EXPECT_EQ(doc.entities[1].frequency, "Weekly");
  ASSERT_EQ(doc.secrets.size(), 2u);
  EXPECT_EQ(doc.secrets[0].vault, "kv-hr-dev");
  EXPECT_EQ(doc.access_secret()->name, "alexis-api-token");
  ASSERT_EQ(doc.key_fields.size(), 5u);
  EXPECT_EQ(doc.key_fields[0].entity, "employees");
  EXPECT_TRUE(doc.key_fields[0].primary_key);
  EXPECT_EQ(doc.key_fields[0].pii, Verdict::kNo);
  EXPECT_EQ(doc.key_fields[1].pii, Verdict::kNo);
  EXPECT_EQ(doc.key_fields[2].pii, Verdict::kYes);
  EXPECT_EQ(doc.key_fields[3].pii, Verdict::kUnsaid);
  EXPECT_EQ(doc.key_fields[3].references, "cost_centers.id");
  EXPECT_EQ(doc.key_fields[4].pii, Verdict::kYes);
  EXPECT_EQ(doc.paging.kind, PagingKind::kOffset);
  EXPECT_EQ(doc.paging.limit_parameter, "limit");
  EXPECT_EQ(doc.paging.position_parameter, "offset");
  ASSERT_EQ(doc.examples.size(), 1u);
  EXPECT_EQ(doc.examples[0].entity, "employees");
  EXPECT_EQ(doc.examples[0].shape.member("data")->first->member("workEmail")->form, TextForm::kEmail);
}

TEST(SourceDocument, AnotherHand) {
  SourceDocument doc = read(R"(---
system: Freshservice
base_url: https://acme.freshservice.com/api/v2
---
Freshservice (ITSM)
===================

- **Auth**: Basic (API key as user name)
- Throttling: 140/min
- Paging is page-based (`page`, `per_page`), see [docs](https://api.freshservice.com)

### Tables we load

| Bronze | Refresh | Path |
|:--|--|--:|
| bronze_fs_requesters | hourly | /requesters |
| bronze_fs_tickets | daily | /tickets |

Secret: `fs-key` in Key Vault `kv-it-prod-01`.

#### tickets fields

| Column | Sensitive? | Notes |
|--|--|--|
| requester_id | N | links to requesters |
| description | x | free text |
| id | ? | |
)");
  EXPECT_EQ(doc.system.text, "Freshservice");
  EXPECT_EQ(doc.system.line, 2);
  EXPECT_EQ(doc.base_url.text, "https://acme.freshservice.com/api/v2");
  EXPECT_EQ(doc.kind, SourceKind::kRest);
  EXPECT_EQ(doc.auth.kind, AuthKind::kBasic);
  EXPECT_EQ(doc.auth.line, 8);
  EXPECT_EQ(doc.paging.limit_parameter, "per_page");
  EXPECT_EQ(doc.paging.position_parameter, "page");
  EXPECT_EQ(doc.paging.kind, PagingKind::kPage);
  ASSERT_EQ(doc.entities.size(), 2u);
  EXPECT_EQ(doc.entities[0].id, "requesters");
  EXPECT_EQ(doc.entities[0].bronze_table, "bronze_fs_requesters");
  ASSERT_EQ(doc.secrets.size(), 1u);
  EXPECT_EQ(doc.secrets[0].name, "fs-key");
  EXPECT_EQ(doc.secrets[0].vault, "kv-it-prod-01");
  ASSERT_EQ(doc.key_fields.size(), 3u);
  EXPECT_EQ(doc.key_fields[0].entity, "tickets");
  EXPECT_EQ(doc.key_fields[0].references, "requesters.id");
  EXPECT_EQ(doc.key_fields[0].pii, Verdict::kNo);
  EXPECT_EQ(doc.key_fields[1].pii, Verdict::kYes);
  EXPECT_EQ(doc.key_fields[2].pii, Verdict::kUnsaid);
}

TEST(SourceDocument, KindsOfSources) {
  SourceDocument sql = read("# HR DB\n\nJDBC: jdbc:sqlserver://h:1433;database=hr;user=u;password=canary;encrypt=true\n");
  EXPECT_EQ(sql.kind, SourceKind::kSql);
  EXPECT_EQ(sql.platform, "sqlserver");
  EXPECT_EQ(sql.connection.text.find("canary"), std::string::npos);
  EXPECT_EQ(sql.connection.line, 3);
  SourceDocument url = read("# DB\n\n**Connection String:** `postgresql://reader:canary@db.local/hr`\n");
  EXPECT_EQ(url.kind, SourceKind::kSql);
  EXPECT_EQ(url.platform, "postgresql");
  EXPECT_EQ(url.connection.text, "postgresql://reader@db.local/hr");
  EXPECT_EQ(read("# CRM\n\n| System | Salesforce |\n|--|--|\n| Vendor | Salesforce Inc |\n").kind, SourceKind::kSaas);
  EXPECT_EQ(read("# CRM\n\n- System: Dynamics 365 Sales\n").platform, "dataverse");
  EXPECT_EQ(read("# Warehouse\n\nJDBC: jdbc:snowflake://x.snowflakecomputing.com\n").platform, "snowflake");
  EXPECT_EQ(read("Base URL: https://x.example/api\n").kind, SourceKind::kRest);
  EXPECT_EQ(read("# Notes\n\nNothing here.\n").kind, SourceKind::kUnknown);
}

TEST(SourceDocument, OverviewWithoutHeaderRowAndLinks) {
  SourceDocument doc = read("| System | Mist |\n|---|---|\n| Base URL | [API](https://api.mist.com/api/v1) |\n| Auth | `X-API-Key` header |\n");
  EXPECT_EQ(doc.system.text, "Mist");
  EXPECT_EQ(doc.base_url.text, "https://api.mist.com/api/v1");
  EXPECT_EQ(doc.auth.kind, AuthKind::kApiKeyHeader);
  EXPECT_EQ(doc.auth.name, "X-API-Key");
}

TEST(SourceDocument, ListsOfEndpoints) {
  SourceDocument doc = read("# X\n\nBase URL: https://x.example\n\n## Endpoints\n\n- `GET /users`: all users\n- Groups: `/v1/groups`\n- `/users/{id}` one user\n");
  ASSERT_EQ(doc.entities.size(), 2u);
  EXPECT_EQ(doc.entities[0].id, "users");
  EXPECT_EQ(doc.entities[1].id, "groups");
  EXPECT_EQ(doc.entities[1].endpoint, "/v1/groups");
}

TEST(SourceDocument, NothingIsTooOdd) {
  EXPECT_FALSE(read_source_document(std::string_view("a\0b", 3)).ok());
  for (const char* text : {"", "|", "| a |\n|--|\n", "| Entity | Endpoint |\n|--|--|\n|  |  |\n", "```json\n{\n```\n", "---\n---\n", "# \n\n- \n", "\xff\xfe"}) {
    EXPECT_TRUE(read_source_document(text).ok());
  }
}

TEST(Words, Authentication) {
  auto kind = [](const char* text) { return auth_in(text, {}, 1).kind; };
  EXPECT_EQ(kind("OAuth 2.0 (client credentials), token at https://login.example/token"), AuthKind::kOauthClient);
  EXPECT_EQ(auth_in("OAuth 2.0 (client credentials), token at https://login.example/token", {}, 1).token_url, "https://login.example/token");
  EXPECT_EQ(kind("API key in query string (`?api_key=…`)"), AuthKind::kApiKeyQuery);
  EXPECT_EQ(auth_in("API key: ?apikey=KEY", {}, 1).name, "apikey");
  EXPECT_EQ(auth_in("API key sent as X-Auth-Token", {}, 1).name, "X-Auth-Token");
  EXPECT_EQ(kind("Basic auth"), AuthKind::kBasic);
  EXPECT_EQ(kind("Bearer token"), AuthKind::kBearer);
  EXPECT_EQ(kind("None (public)"), AuthKind::kNone);
  EXPECT_EQ(kind("Login for session token"), AuthKind::kLogin);
  EXPECT_EQ(kind("ask Anna"), AuthKind::kUnsaid);
}

TEST(Words, PagingIsNotRateLimiting) {
  DocumentPaging paging;
  paging_in("at most 100 per page", {}, 1, paging);
  EXPECT_EQ(paging.limit_parameter, "");
  paging_in("?page[size]=50&page[number]=2", {}, 1, paging);
  EXPECT_EQ(paging.limit_parameter, "page[size]");
  EXPECT_EQ(paging.position_parameter, "page[number]");
  EXPECT_EQ(read("# X\n\nRate limit: 100 calls, then 429\n").paging.limit_parameter, "");
}

TEST(Words, Vaults) {
  EXPECT_EQ(vault_in("https://kv-a.vault.azure.net/"), "kv-a");
  EXPECT_EQ(vault_in("Azure Key Vault (`kv-data-dev`)"), "kv-data-dev");
  EXPECT_EQ(vault_in("kv-data-dev"), "kv-data-dev");
  EXPECT_EQ(vault_in("Azure Key Vault"), "");
  EXPECT_EQ(vault_in("GitHub secrets"), "");
}

}  // namespace
}  // namespace mockdata::discover
