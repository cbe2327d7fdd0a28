#include "discover/rest/extract.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "http/loopback_server.h"

namespace mockdata::discover {
namespace {

using http::LoopbackServer;
using Answer = LoopbackServer::Answer;
using Seen = LoopbackServer::Seen;

http::Policy quick() {
  http::Policy policy;
  policy.first_wait = http::Milliseconds(1);
  policy.total = http::Milliseconds(3000);
  return policy;
}

Answer json(const std::string& body) { return LoopbackServer::answer(200, body); }

// Extracts one entity "things" from a server that answers everything alike.
Result<Extraction> one(Answer answer, http::Policy policy = quick(), const secrets::Secret* secret = nullptr) {
  LoopbackServer server([&](const Seen&) { return answer; });
  RestSource source;
  source.name = "test";
  source.base_url = server.url("/v1");
  source.endpoints = {{"things", "/things", ""}};
  source.access.secret = secret;
  return extract_rest(source, http::Client(policy));
}

std::string error_of(Answer answer, http::Policy policy = quick(), const secrets::Secret* secret = nullptr) {
  auto got = one(std::move(answer), policy, secret);
  EXPECT_FALSE(got.ok());
  std::string text = got.ok() ? "no error" : got.error().to_string();
  EXPECT_EQ(text.find("canary"), std::string::npos) << text;
  return text;
}

// "name:type name:type …" of the first entity.
std::string fields(const Extraction& extraction) {
  std::string out;
  for (const Field& field : extraction.tmpl.entities.at(0).fields) out += (out.empty() ? "" : " ") + field.name + ":" + to_string(field.type);
  return out;
}
std::string fields(Result<Extraction> got) { return got.ok() ? fields(*got) : got.error().to_string(); }

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

TEST(Extract, TypesOfOneRecord) {
  auto got = one(json(R"({"data":[{"id":"507f1f77bcf86cd799439011","n":1,"big":3000000000,"f":1.5,"salary":10.5,"ok":true,"d":"2024-02-29","t":"2024-02-29T10:00:00Z",)"
                      R"("u":"9f1c2f40-6c5b-4b1a-9d3a-0c1d2e3f4a5b","zip":"00123","no":null,"tags":["a"],"none":[],"box":{},"at":{"city":"x","geo":{"lat":1.5}},)"
                      R"("kids":[{"name":"x"},{"age":3}]}]})"));
  ASSERT_TRUE(got.ok()) << got.error().to_string();
  EXPECT_EQ(fields(*got), "id:string n:int big:long f:float salary:decimal ok:bool d:date t:datetime u:uuid zip:string no:unknown tags:array none:unknown box:unknown "
                          "at:object kids:array");
  const Entity& entity = got->tmpl.entities[0];
  EXPECT_TRUE(entity.field("id")->primary_key);
  EXPECT_EQ(entity.field("id")->faker_method, "object_id");
  EXPECT_EQ(entity.field("at")->fields[1].fields[0].type, FieldType::kDouble);
  EXPECT_EQ(entity.field("kids")->items[0].fields.size(), 2u);
  ASSERT_EQ(got->questions.size(), 3u);
  EXPECT_EQ(got->questions[0].path, "things.no");
}

TEST(Extract, AsksOncePerEndpointWithLimitAndToken) {
  LoopbackServer server([](const Seen& seen) {
    if (!seen.has("Authorization: Bearer t0ken\r\n")) return LoopbackServer::answer(401, "{}");
    return json(seen.path().substr(0, 6) == "/v1/em" ? R"({"data":[{"id":1,"teamId":2,"managerEmployeeId":3}]})" : R"([{"id":2,"name":"x"}])");
  });
  secrets::Secret secret("environment variable T", WipedBytes("t0ken"));
  RestSource source;
  source.name = "hr";
  source.base_url = server.url("/v1/");
  source.endpoints = {{"employees", "/employee", "bronze_hr_employees"}, {"teams", "/team", ""}};
  source.access.secret = &secret;
  int lines = 0;
  source.progress = [&](const std::string& line) { lines += has(line, "fields from"); };
  auto got = extract_rest(source, http::Client(quick()));
  ASSERT_TRUE(got.ok()) << got.error().to_string();
  EXPECT_EQ(lines, 2);
  EXPECT_EQ(server.seen().size(), 2u);
  for (const Seen& seen : server.seen()) EXPECT_TRUE(has(seen.path(), "?limit=1"));
  ASSERT_EQ(got->tmpl.entities.size(), 2u);
  EXPECT_EQ(got->tmpl.entities[0].bronze_table, "bronze_hr_employees");
  EXPECT_EQ(got->tmpl.entities[0].field("teamId")->foreign_key, "teams.id");
  EXPECT_EQ(got->tmpl.entities[0].field("managerEmployeeId")->foreign_key, "employees.id");
  EXPECT_EQ(got->tmpl.settings.find("api").find("limit_parameter").text(), "limit");
  EXPECT_EQ(got->tmpl.settings.find("api").find("envelopes").find("employees").find("list").text(), "data");
  EXPECT_FALSE(has(write_template(got->tmpl), "t0ken"));
}

TEST(Extract, TheDocumentsWordWins) {
  LoopbackServer server([](const Seen&) { return json(R"({"results":[{"id":1,"title":"x","note":null,"hired":"2024-01-01"}]})"); });
  auto document = read_source_document("# X\n\n| Entity | API Endpoint |\n|--|--|\n| People | /people |\n\n## People\n\n| Field | Type | Description | PII |\n|--|--|--|--|\n"
                                       "| title | string | job title | No |\n| note | string | | Yes |\n| nick_name | string | | Yes |\n| hired | string | | |\n| id | object | | |\n\n"
                                       "Pagination: `per_page`, `page`\n");
  ASSERT_TRUE(document.ok());
  RestSource source;
  source.name = "x";
  source.base_url = server.url();
  source.document = &*document;
  source.endpoints = endpoints_of(*document);
  auto got = extract_rest(source, http::Client(quick()));
  ASSERT_TRUE(got.ok()) << got.error().to_string();
  EXPECT_EQ(fields(*got), "id:int title:string note:string hired:date nick_name:string");
  const Entity& people = got->tmpl.entities[0];
  EXPECT_FALSE(people.field("title")->pii);
  EXPECT_EQ(people.field("title")->confirmed_by, "document");
  EXPECT_TRUE(people.field("note")->pii);
  EXPECT_TRUE(people.field("hired")->pii);
  EXPECT_TRUE(people.field("nick_name")->pii);
  EXPECT_TRUE(got->questions.empty());
  EXPECT_EQ(got->disagreements.size(), 2u);
  EXPECT_EQ(server.seen()[0].path(), "/people?per_page=1");
}

TEST(Extract, ErrorsSayWhatAndWhatToDo) {
  secrets::Secret secret("secret alexis-token in Key Vault kv-hr", WipedBytes("canary-token"));
  EXPECT_TRUE(has(error_of(LoopbackServer::answer(401, "{\"canary\":1}"), quick(), &secret), "status 401); used: secret alexis-token in Key Vault kv-hr"));
  EXPECT_TRUE(has(error_of(LoopbackServer::answer(403, "canary"), quick(), &secret), "status 403); used: secret alexis-token"));
  EXPECT_TRUE(has(error_of(LoopbackServer::answer(401, "")), "no secret was given"));
  EXPECT_TRUE(has(error_of(LoopbackServer::answer(404, "canary")), "does not exist (status 404)"));
  EXPECT_TRUE(has(error_of(LoopbackServer::answer(429, "canary")), "(status 429) after 5 attempts"));
  EXPECT_TRUE(has(error_of(LoopbackServer::answer(500, "canary")), "(status 500) after 5 attempts"));
  EXPECT_TRUE(has(error_of(LoopbackServer::answer(200, "<!DOCTYPE html><title>canary</title>", "text/html")), "HTML came instead of JSON"));
  EXPECT_TRUE(has(error_of(LoopbackServer::answer(200, "<?xml version='1.0'?><canary/>", "text/xml")), "XML came instead"));
  EXPECT_TRUE(has(error_of(json(R"({"data":[{"id":1,"name":"canary)")), "the JSON is cut off after"));
  EXPECT_TRUE(has(error_of(json(R"({"data":[{"id":canary}]})")), "not JSON: a value expected at byte 15"));
  EXPECT_TRUE(has(error_of(json(R"({"error":{"message":"canary"}})")), "an error inside a good status"));
  EXPECT_TRUE(has(error_of(json("\"canary\"")), "neither a list nor an object"));
  EXPECT_TRUE(has(error_of(json(std::string(5000, '['))), "nested deeper than"));
  http::Policy hasty = quick();
  hasty.total = http::Milliseconds(200);
  EXPECT_TRUE(has(error_of(Answer{{"", "x"}, std::chrono::milliseconds(60'000)}, hasty), "time-out"));
}

TEST(Extract, AnEmptyListKeepsTheEntity) {
  for (const char* body : {"[]", R"({"data":[],"total":0})", ""}) {
    auto got = one(json(body));
    ASSERT_TRUE(got.ok()) << got.error().to_string();
    ASSERT_EQ(got->tmpl.entities.size(), 1u);
    EXPECT_TRUE(got->endpoints[0].empty);
    EXPECT_TRUE(has(got->endpoints[0].line, "unknown")) << got->endpoints[0].line;
  }
}

TEST(Extract, Survives) {
  const std::string usual = "id:int name:string";
  EXPECT_EQ(fields(one(json("\xEF\xBB\xBF[{\"id\":1,\"name\":\"x\"}]"))), usual);
  EXPECT_EQ(fields(one(LoopbackServer::answer(200, "[{\"id\":1,\"name\":\"x\"}]", "text/html"))), usual);
  EXPECT_EQ(fields(one(LoopbackServer::answer(200, "[{\"id\":1,\"name\":\"x\"}]", "application/octet-stream"))), usual);
  EXPECT_EQ(fields(one(json("[{\"id\":1,\"id\":2,\"name\":\"x\"}]"))), usual);
  EXPECT_EQ(fields(one(json("[{\"id\":1,\"name\":\"x\",\"v\":NaN,\"w\":-Infinity}]"))), usual + " v:float w:float");
  // A limit that is ignored: megabytes of records, of which the first is enough.
  std::string many = "{\"data\":[{\"id\":1,\"name\":\"x\"}";
  for (int i = 0; i < 400'000; ++i) many += ",{\"id\":2,\"name\":\"yyyyyyyyyyyyyyyyyyyyyyyy\"}";
  auto got = one(json(many + "]}"));
  ASSERT_TRUE(got.ok()) << got.error().to_string();
  EXPECT_EQ(fields(*got), usual);
  // One record of 20 MB: what stands before the budget ends is used, and said.
  got = one(json("[{\"id\":1,\"name\":\"x\",\"blob\":\"" + std::string(20'000'000, 'z') + "\",\"late\":1}]"));
  ASSERT_TRUE(got.ok()) << got.error().to_string();
  EXPECT_EQ(fields(*got), usual);
  ASSERT_EQ(got->endpoints[0].remarks.size(), 1u);
  EXPECT_TRUE(has(got->endpoints[0].remarks[0], "larger than"));
  // A connection that is cut after the first record, and a body that drips.
  std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
  EXPECT_EQ(fields(one(Answer{{head + "[{\"id\":1,\"name\":\"x\"},{\"id\":2"}})), usual);
  http::Policy hasty = quick();
  hasty.total = http::Milliseconds(400);
  EXPECT_EQ(fields(one(Answer{{head + "[{\"id\":1,\"name\":\"x\"},", " ", " "}, std::chrono::milliseconds(60'000)}, hasty)), usual);
}

TEST(Extract, AParameterThatIsRefusedIsLeftOut) {
  LoopbackServer server([](const Seen& seen) { return has(seen.path(), "limit") ? LoopbackServer::answer(400, "{}") : json("[{\"id\":1}]"); });
  RestSource source;
  source.name = "x";
  source.base_url = server.url();
  source.endpoints = {{"things", "/things", ""}};
  auto got = extract_rest(source, http::Client(quick()));
  ASSERT_TRUE(got.ok()) << got.error().to_string();
  EXPECT_TRUE(has(got->endpoints[0].remarks.at(0), "limit"));
  EXPECT_TRUE(got->tmpl.settings.find("api").find("limit_parameter").missing());
}

TEST(Extract, ChildEndpointsUseAKeyThatIsNotKept) {
  LoopbackServer server([](const Seen& seen) {
    if (seen.path().substr(0, 6) == "/teams") return has(seen.path(), "canary%2F77/members") ? json("[{\"id\":5,\"userId\":1}]") : json(R"({"data":[{"id":"canary/77"}]})");
    return LoopbackServer::answer(404, "");
  });
  RestSource source;
  source.name = "x";
  source.base_url = server.url();
  source.endpoints = {{"members", "/teams/{teamId}/members", ""}, {"teams", "/teams", ""}, {"orphans", "/none/{id}/orphans", ""}};
  auto got = extract_rest(source, http::Client(quick()));
  ASSERT_TRUE(got.ok()) << got.error().to_string();
  EXPECT_EQ(got->tmpl.entities.size(), 2u);
  EXPECT_EQ(fields(*got), "id:int userId:int");
  EXPECT_TRUE(has(got->endpoints[2].error.message, "key of a parent"));
  std::string all = write_template(got->tmpl);
  for (const EndpointReport& report : got->endpoints) all += report.line + report.error.to_string();
  EXPECT_FALSE(has(all, "canary"));
}

TEST(Extract, KindsOfAccess) {
  LoopbackServer server([](const Seen& seen) {
    if (seen.path() == "/v1/oauth/token") {
      return seen.body == "grant_type=client_credentials&client_id=me&client_secret=s" ? json(R"({"access_token":"T1"})") : LoopbackServer::answer(401, "");
    }
    if (seen.path() == "/v1/auth/login") return seen.body == R"({"username":"me","password":"s"})" ? json(R"({"data":{"token":"T2"}})") : LoopbackServer::answer(401, "");
    bool in = seen.has("Authorization: Bearer T1\r\n") || seen.has("Authorization: Bearer T2\r\n") || seen.has("Authorization: Basic bWU6cw==\r\n") || seen.has("X-Api: s\r\n") ||
              has(seen.path(), "apikey=s");
    return in ? json("[{\"id\":1}]") : LoopbackServer::answer(401, "");
  });
  secrets::Secret secret("file x", WipedBytes("s"));
  auto with = [&](AuthKind kind, const char* name, const char* user, const char* token_url) {
    RestSource source;
    source.name = "x";
    source.base_url = server.url("/v1");
    source.endpoints = {{"things", "/things", ""}};
    source.access.auth.kind = kind;
    source.access.auth.name = name;
    source.access.auth.token_url = token_url;
    source.access.user = user;
    source.access.secret = &secret;
    auto got = extract_rest(source, http::Client(quick()));
    return got.ok() ? std::string("ok") : got.error().to_string();
  };
  EXPECT_EQ(with(AuthKind::kOauthClient, "", "me", ""), "ok");
  EXPECT_EQ(with(AuthKind::kLogin, "", "me", "/auth/login"), "ok");
  EXPECT_EQ(with(AuthKind::kBasic, "", "me", ""), "ok");
  EXPECT_EQ(with(AuthKind::kApiKeyHeader, "X-Api", "", ""), "ok");
  EXPECT_EQ(with(AuthKind::kApiKeyQuery, "apikey", "", ""), "ok");
  EXPECT_TRUE(has(with(AuthKind::kBearer, "", "", ""), "401"));
  EXPECT_TRUE(has(with(AuthKind::kOauthClient, "", "you", ""), "the token was refused with status 401; used: file x"));
}

TEST(Extract, PlainHttpElsewhereIsRefused) {
  RestSource source;
  source.name = "x";
  source.base_url = "http://api.example.com/";
  source.endpoints = {{"things", "/things", ""}};
  auto got = extract_rest(source, http::Client(quick()));
  ASSERT_FALSE(got.ok());
  EXPECT_EQ(got.error().kind, ErrorKind::kRefused);
}

}  // namespace
}  // namespace mockdata::discover
