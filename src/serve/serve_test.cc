#include <gtest/gtest.h>
#include <httplib.h>

#include <nlohmann/json.hpp>

#include "formats/json_row.h"
#include "serve/server.h"

namespace mockdata {
namespace {

using Json = nlohmann::ordered_json;

// id long, name text with awkward characters, paid decimal(20,3), nested {at timestamp} that is null on odd rows.
class Rows final : public RowSource {
 public:
  explicit Rows(uint64_t rows) : rows_(rows) {
    const auto plain = [](TypeId id) { return DataType{id, 0, 0, {}}; };
    schema_ = {{"id", plain(TypeId::kInt64), false},
               {"name", plain(TypeId::kText), false},
               {"paid", DataType::decimal(20, 3), false},
               {"nested", DataType::structure({{"at", plain(TypeId::kTimestamp), false}}), true},
               {"tags", DataType::list({"element", plain(TypeId::kInt64), false}), false}};
  }
  const Schema& schema() const override { return schema_; }
  uint64_t rows() const override { return rows_; }
  std::unique_ptr<RowReader> reader() const override { return std::make_unique<Reader>(); }

 private:
  class Reader final : public RowReader {
   public:
    std::span<const Block* const> read(uint64_t first, uint32_t count) override {
      int64_t* ids = made_[0].own_fixed<int64_t>(count);
      char* bytes = made_[1].own_text(count, count * 8);
      __int128* paid = made_[2].own_fixed<__int128>(count);
      int64_t* at = made_[3].own_fixed<int64_t>(count);
      made_[4].own_struct(count, 1);
      made_[4].children[0] = &made_[3];
      uint64_t* valid = made_[4].own_validity();
      int64_t* elements = made_[5].own_fixed<int64_t>(count * 2);
      uint32_t* lists = made_[6].own_list(count, &made_[5]);
      for (uint32_t w = 0; w < (count + 63) / 64; ++w) valid[w] = 0;
      for (uint32_t i = 0; i < count; ++i) {
        ids[i] = static_cast<int64_t>(first + i);
        std::string_view("\"\xC3\xA5\n\\x\x01y").copy(bytes + i * 8, 8);
        made_[1].own_offsets()[i] = i * 8;
        paid[i] = -static_cast<__int128>(first + i);
        at[i] = static_cast<int64_t>(first + i) * 500000;
        if (ids[i] % 2 == 0) valid[i / 64] |= uint64_t{1} << (i % 64);
        lists[i] = i * 2;
        elements[i * 2] = ids[i];
        elements[i * 2 + 1] = -1;
      }
      made_[1].own_offsets()[count] = count * 8;
      lists[count] = count * 2;
      blocks_ = {&made_[0], &made_[1], &made_[2], &made_[4], &made_[6]};
      return blocks_;
    }

   private:
    Block made_[7];
    std::vector<const Block*> blocks_;
  };
  uint64_t rows_;
  Schema schema_;
};

std::vector<ServedEntity> entities() {
  return {{"employees", "https://api.example.com/v1/employee", "id", std::make_shared<Rows>(2500)},
          {"teams", "/companies/{companyId}/team/{id}", "id", std::make_shared<Rows>(3)},
          {"logs", "", "", std::make_shared<Rows>(0)}};
}

ApiResponse get(const MockApi& api, const std::string& path, std::multimap<std::string, std::string> query = {}) {
  return api.answer({"GET", path, std::move(query), "Bearer secret"});
}

TEST(MockApi, ListsWithLimitAndOffset) {
  const MockApi api(entities(), {"secret", 100, 1000});
  Json page = Json::parse(get(api, "/v1/employee").body);
  EXPECT_EQ(page["total"], 2500);
  EXPECT_EQ(page["count"], 100);
  EXPECT_EQ(page["data"].size(), 100u);
  std::vector<int64_t> seen;
  for (uint64_t offset = 0;; offset += 700) {
    page = Json::parse(get(api, "/v1/employee/", {{"limit", "700"}, {"offset", std::to_string(offset)}}).body);
    for (const Json& row : page["data"]) seen.push_back(row["id"]);
    if (page["count"] == 0) break;
  }
  ASSERT_EQ(seen.size(), 2500u);
  for (int64_t i = 0; i < 2500; ++i) ASSERT_EQ(seen[static_cast<std::size_t>(i)], i);
  page = Json::parse(get(api, "/v1/employee", {{"limit", "99999"}}).body);
  EXPECT_EQ(page["limit"], 1000);
  EXPECT_EQ(page["count"], 1000);
  page = Json::parse(get(api, "/v1/employee", {{"offset", "18446744073709551615"}}).body);
  EXPECT_EQ(page["count"], 0);
  EXPECT_EQ(Json::parse(get(api, "/logs").body)["total"], 0);
  EXPECT_EQ(Json::parse(get(api, "/companies/abc/team").body)["total"], 3);
  for (const char* bad : {"", "x", "-1", "1.5", "99999999999999999999999"}) {
    EXPECT_EQ(get(api, "/v1/employee", {{"limit", bad}}).status, 400) << bad;
    EXPECT_EQ(get(api, "/v1/employee", {{"offset", bad}}).status, 400) << bad;
  }
}

TEST(MockApi, FindsItemsByKey) {
  const MockApi api(entities(), {"secret", 100, 1000});
  const Json item = Json::parse(get(api, "/v1/employee/2345").body);
  EXPECT_EQ(item["data"]["id"], 2345);
  EXPECT_EQ(Json::parse(get(api, "/companies/9/team/2").body)["data"]["id"], 2);
  EXPECT_EQ(get(api, "/v1/employee/2500").status, 404);
  EXPECT_EQ(get(api, "/v1/employee/02").status, 404);
  EXPECT_EQ(get(api, "/v1/nothing").status, 404);
  EXPECT_EQ(get(api, "/logs/1").status, 404);
}

TEST(MockApi, WritesEveryTypeAsJson) {
  const MockApi api(entities(), {});
  const std::string body = get(api, "/v1/employee", {{"limit", "1"}, {"offset", "1234"}}).body;
  EXPECT_NE(body.find("{\"id\":1234,\"name\":\"\\\"\xC3\xA5\\u000a\\\\x\\u0001y\",\"paid\":-1.234,\"nested\":{\"at\":\"1970-01-01T00:10:17Z\"},\"tags\":[1234,-1]}"),
            std::string::npos) << body;
  EXPECT_TRUE(Json::parse(get(api, "/v1/employee/1235").body)["data"]["nested"].is_null());
}

TEST(MockApi, ChecksTheToken) {
  const MockApi api(entities(), {"secret", 100, 1000});
  for (const char* header : {"", "secret", "Bearer", "Bearer ", "Bearer secre", "Bearer secret2", "Bearer secretsecret", "Basic secret"}) {
    const ApiResponse response = api.answer({"GET", "/v1/employee", {}, header});
    EXPECT_EQ(response.status, 401) << header;
    EXPECT_EQ(Json::parse(response.body)["error"]["code"], "unauthorized");
    EXPECT_TRUE(response.headers.contains("WWW-Authenticate"));
    EXPECT_EQ(response.body.find("secret"), std::string::npos);
  }
  EXPECT_EQ(api.answer({"GET", "/v1/employee", {}, "bearer secret"}).status, 200);
  EXPECT_EQ(api.answer({"POST", "/v1/employee", {}, "Bearer secret"}).status, 405);
}

TEST(JsonString, ReplacesWhatIsNoUtf8) {
  for (const char* bad : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xE2\x82", "\xF5\x80\x80\x80"}) {
    std::string out;
    append_json_string(std::string("a") + bad + "b", out);
    EXPECT_TRUE(Json::accept(out)) << out;
    EXPECT_NE(out.find("\xEF\xBF\xBD"), std::string::npos);
  }
}

TEST(MockServer, ServesOnLoopback) {
  ServeOptions options;
  options.api.token = "secret";
  auto server = MockServer::start(entities(), options);
  ASSERT_TRUE(server.ok()) << server.error().to_string();
  ASSERT_GT((*server)->port(), 0);
  httplib::Client client("127.0.0.1", (*server)->port());
  auto answer = client.Get("/v1/employee?limit=2&offset=3");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 401);
  client.set_bearer_token_auth("secret");
  answer = client.Get("/v1/employee?limit=2&offset=3");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(Json::parse(answer->body)["data"][1]["id"], 4);
  EXPECT_EQ(client.Post("/v1/employee", "{}", "application/json")->status, 405);
  const auto taken = MockServer::start(entities(), {"127.0.0.1", (*server)->port(), {}});
  ASSERT_FALSE(taken.ok());
  EXPECT_EQ(taken.error().kind, ErrorKind::kDestination);
  (*server)->stop();
  (*server)->wait();
  EXPECT_FALSE(client.Get("/v1/employee"));
}

TEST(MockServer, StaysOnLoopbackWithoutAToken) {
  const auto server = MockServer::start(entities(), {"0.0.0.0", 0, {}});
  ASSERT_FALSE(server.ok());
  EXPECT_EQ(server.error().kind, ErrorKind::kRefused);
}

}  // namespace
}  // namespace mockdata
