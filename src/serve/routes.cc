#include "serve/routes.h"

#include <algorithm>
#include <charconv>

#include "formats/json_row.h"

namespace mockdata {
namespace {

ApiResponse failure(int status, std::string_view code, std::string_view message) {
  ApiResponse response;
  response.status = status;
  response.body = "{\"error\":{\"code\":";
  append_json_string(code, response.body);
  response.body += ",\"message\":";
  append_json_string(message, response.body);
  response.body += "}}";
  return response;
}

// "/v1/employee/" as its parts; empty ones do not count.
std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

bool is_placeholder(const std::string& part) { return part.front() == ':' || (part.front() == '{' && part.back() == '}'); }

// The parts of an endpoint as templates write it: without scheme, host and query, and without a last part that stands
// for the item's key.
std::vector<std::string> endpoint_parts(const ServedEntity& entity) {
  std::string path = entity.endpoint;
  if (const std::size_t space = path.find(' '); space != std::string::npos) path = path.substr(space + 1);  // "GET /employee"
  if (const std::size_t scheme = path.find("://"); scheme != std::string::npos) {
    const std::size_t slash = path.find('/', scheme + 3);
    path = slash == std::string::npos ? "" : path.substr(slash);
  }
  path = path.substr(0, path.find('?'));
  std::vector<std::string> parts = parts_of(path);
  if (!parts.empty() && is_placeholder(parts.back())) parts.pop_back();
  if (parts.empty()) parts.push_back(entity.name);
  return parts;
}

// Takes the same time wherever the texts differ.
bool same_secret(const std::string& given, const std::string& wanted) {
  unsigned char different = given.size() != wanted.size();
  for (std::size_t i = 0; i < given.size(); ++i) different |= static_cast<unsigned char>(given[i] ^ wanted[i % wanted.size()]);
  return different == 0;
}

bool lower_equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y; });
}

bool authorised(const std::string& header, const std::string& token) {
  if (token.empty()) return true;
  const std::size_t space = header.find(' ');
  if (space == std::string::npos || !lower_equal(std::string_view(header).substr(0, space), "bearer")) return false;
  return same_secret(header.substr(header.find_first_not_of(' ', space) == std::string::npos ? header.size() : header.find_first_not_of(' ', space)), token);
}

// The number of a query parameter, or `otherwise` where it is absent. False: it is no number.
bool number_of(const ApiRequest& request, const char* name, uint64_t otherwise, uint64_t& number) {
  const auto found = request.query.find(name);
  number = otherwise;
  if (found == request.query.end()) return true;
  const std::string& text = found->second;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && end.ec == std::errc() && end.ptr == text.data() + text.size();
}

}  // namespace

// An entity with readers that come and go with requests.
struct MockApi::Route {
  ServedEntity entity;
  std::vector<std::string> parts;
  std::size_t key = 0;
  bool has_key = false;
  mutable std::mutex mutex;
  mutable std::vector<std::unique_ptr<RowReader>> idle;

  std::unique_ptr<RowReader> take() const {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        auto reader = std::move(idle.back());
        idle.pop_back();
        return reader;
      }
    }
    return entity.rows->reader();
  }
  void give(std::unique_ptr<RowReader> reader) const {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(reader));
  }
  // Whether the path begins with the endpoint.
  bool leads(const std::vector<std::string>& path) const {
    if (path.size() < parts.size()) return false;
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (!is_placeholder(parts[i]) && parts[i] != path[i]) return false;
    return true;
  }
  std::string endpoint() const {
    std::string text;
    for (const std::string& part : parts) text += "/" + part;
    return text;
  }
};

MockApi::MockApi(std::vector<ServedEntity> entities, ApiOptions options) : options_(std::move(options)) {
  for (ServedEntity& entity : entities) {
    auto route = std::make_unique<Route>();
    route->parts = endpoint_parts(entity);
    const Schema& schema = entity.rows->schema();
    for (std::size_t i = 0; i < schema.size(); ++i)
      if (!entity.key.empty() && schema[i].name == entity.key) route->key = i, route->has_key = true;
    route->entity = std::move(entity);
    routes_.push_back(std::move(route));
  }
}
MockApi::~MockApi() = default;

ApiResponse MockApi::answer(const ApiRequest& request) const {
  if (!authorised(request.authorization, options_.token)) {
    ApiResponse response = failure(401, "unauthorized", "a bearer token is needed: Authorization: Bearer <token>");
    response.headers["WWW-Authenticate"] = "Bearer realm=\"mockdata\"";
    return response;
  }
  if (request.method != "GET" && request.method != "HEAD") {
    ApiResponse response = failure(405, "method_not_allowed", "this API only reads");
    response.headers["Allow"] = "GET, HEAD";
    return response;
  }
  const std::vector<std::string> path = parts_of(request.path);
  if (path.empty()) {
    ApiResponse response;
    response.body = "{\"data\":[";
    for (const auto& route : routes_) {
      if (response.body.back() == '}') response.body += ',';
      response.body += "{\"entity\":";
      append_json_string(route->entity.name, response.body);
      response.body += ",\"endpoint\":";
      append_json_string(route->endpoint(), response.body);
      response.body += ",\"rows\":" + std::to_string(route->entity.rows->rows()) + "}";
    }
    response.body += "]}";
    return response;
  }
  for (const auto& route : routes_)
    if (path.size() == route->parts.size() && route->leads(path)) return list(*route, request);
  for (const auto& route : routes_)
    if (route->has_key && path.size() == route->parts.size() + 1 && route->leads(path)) return item(*route, path.back());
  return failure(404, "not_found", "there is no such endpoint; GET / lists them");
}

ApiResponse MockApi::list(const Route& route, const ApiRequest& request) const {
  uint64_t limit = 0, offset = 0;
  if (!number_of(request, "limit", options_.default_limit, limit)) return failure(400, "bad_request", "limit is not a number of 0 or more");
  if (!number_of(request, "offset", 0, offset)) return failure(400, "bad_request", "offset is not a number of 0 or more");
  limit = std::min(limit, options_.max_limit);
  const uint64_t total = route.entity.rows->rows();
  const uint64_t first = std::min(offset, total), last = first + std::min(limit, total - first);
  ApiResponse response;
  response.body = "{\"data\":[";
  auto reader = route.take();
  for (uint64_t row = first; row < last; row += kBlockRows) {
    const auto count = static_cast<uint32_t>(std::min<uint64_t>(kBlockRows, last - row));
    const auto blocks = reader->read(row, count);
    for (uint32_t i = 0; i < count; ++i) {
      if (row + i != first) response.body += ',';
      append_json_row(route.entity.rows->schema(), blocks, i, response.body);
    }
  }
  route.give(std::move(reader));
  response.body += "],\"total\":" + std::to_string(total) + ",\"count\":" + std::to_string(last - first) + ",\"offset\":" + std::to_string(offset) +
                   ",\"limit\":" + std::to_string(limit) + "}";
  return response;
}

// Looks the key up by making the rows anew: a million rows take a fraction of a second, and nothing is kept.
ApiResponse MockApi::item(const Route& route, const std::string& key) const {
  const Schema& schema = route.entity.rows->schema();
  const uint64_t total = route.entity.rows->rows();
  ApiResponse response;
  auto reader = route.take();
  for (uint64_t row = 0; row < total && response.body.empty(); row += kBlockRows) {
    const auto count = static_cast<uint32_t>(std::min<uint64_t>(kBlockRows, total - row));
    const auto blocks = reader->read(row, count);
    for (uint32_t i = 0; i < count; ++i) {
      if (key_text(schema[route.key].type, *blocks[route.key], i) != key) continue;
      response.body = "{\"data\":";
      append_json_row(schema, blocks, i, response.body);
      response.body += '}';
      break;
    }
  }
  route.give(std::move(reader));
  return response.body.empty() ? failure(404, "not_found", "there is no item of this key") : response;
}

}  // namespace mockdata
