// What a mock API answers: requests in, JSON out, without sockets. MockServer (server.h) puts it on a port.
//
//   GET <endpoint>?limit=20&offset=40   {"data":[…],"total":200,"count":20,"offset":40,"limit":20}
//   GET <endpoint>/<key>                {"data":{…}}, by the entity's key field
//   GET /                               {"data":[{"entity","endpoint","rows"}]}
// Errors are {"error":{"code","message"}}: 400 for a limit or offset that is no number, 401 without the bearer token,
// 404 for what is not there, 405 for a method that would change something.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "block/row_source.h"

namespace mockdata {

struct ServedEntity {
  std::string name;
  std::string endpoint;          // "/employee", "https://host/v1/companies/{companyId}/employee"; "": "/<name>"
  std::string key;               // the top-level field of GET <endpoint>/<key>; "": there are no items
  std::shared_ptr<const RowSource> rows;
};

struct ApiRequest {
  std::string method = "GET";
  std::string path;              // decoded, without the query
  std::multimap<std::string, std::string> query;
  std::string authorization;     // the header's value
};

struct ApiResponse {
  int status = 200;
  std::string body;              // application/json
  std::map<std::string, std::string> headers;
};

struct ApiOptions {
  std::string token;             // "": no check
  uint64_t default_limit = 100;
  uint64_t max_limit = 1000;     // more is cut down to it, and said in the envelope
};

class MockApi {
 public:
  MockApi(std::vector<ServedEntity> entities, ApiOptions options);
  ~MockApi();
  // From any thread.
  ApiResponse answer(const ApiRequest& request) const;

 private:
  struct Route;
  ApiResponse list(const Route& route, const ApiRequest& request) const;
  ApiResponse item(const Route& route, const std::string& key) const;
  ApiOptions options_;
  std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace mockdata
