#include "verify/delta_log.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include <nlohmann/json.hpp>

#include "verify/input_file.h"
#include "verify/utf8.h"

namespace mockdata::verify {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr size_t kMaxCommit = 1 << 30, kMaxDepth = 64;

std::optional<std::string> decode_uri(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    const auto digit = [&](size_t at) { return at < text.size() ? std::string_view("0123456789abcdef").find(static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])))) : std::string_view::npos; };
    const size_t high = digit(i + 1), low = digit(i + 2);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    out.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return out;
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}
std::optional<int64_t> integer_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<int64_t>();
}
bool has(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && !found->is_null();
}

class LogReader {
 public:
  explicit LogReader(std::string folder) : folder_(std::move(folder)) {}

  Result<DeltaTable> read(std::optional<int64_t> version) {
    MOCKDATA_ASSIGN(int64_t newest, list_log());
    if (version && *version > newest) return destination_error("the table has no version " + std::to_string(*version), folder_);
    table_.version = version.value_or(newest);
    for (int64_t v = 0; v <= table_.version; ++v) MOCKDATA_CHECK(read_commit(v));
    if (table_.min_reader_version == 0) return destination_error("the log has no protocol", folder_);
    if (!has_metadata_) return destination_error("the log has no metaData", folder_);
    for (const std::string& key : order_) {
      const auto file = live_.find(key);
      if (file != live_.end() && seen_.insert(key).second) table_.files.push_back(file->second);
    }
    return std::move(table_);
  }

 private:
  static std::string commit_name(int64_t version) {
    char name[32];
    std::snprintf(name, sizeof name, "%020lld.json", static_cast<long long>(version));
    return name;
  }

  Result<int64_t> list_log() {
    const fs::path log = fs::path(folder_) / "_delta_log";
    std::error_code error;
    if (!fs::is_directory(log, error)) return destination_error("is not a Delta table: it has no _delta_log", folder_);
    std::set<int64_t> versions;
    for (fs::directory_iterator at(log, error), end; !error && at != end; at.increment(error)) {
      const std::string name = at->path().filename().string();
      if (name == "_last_checkpoint" || name.find(".checkpoint") != std::string::npos || name == "_sidecars") {
        return destination_error("the table has a checkpoint (" + name + "), which this reader does not know", log.string());
      }
      const bool commit = name.size() == 25 && name.compare(20, 5, ".json") == 0 && name.find_first_not_of("0123456789") == 20;
      if (commit) versions.insert(std::strtoll(name.c_str(), nullptr, 10));
    }
    if (error) return destination_error(error.message(), log.string());
    if (versions.empty()) return destination_error("the log has no commit", log.string());
    if (*versions.begin() != 0 || *versions.rbegin() != static_cast<int64_t>(versions.size()) - 1) {
      return destination_error("a commit is missing in the log", log.string());
    }
    return *versions.rbegin();
  }

  Status read_commit(int64_t version) {
    const std::string path = (fs::path(folder_) / "_delta_log" / commit_name(version)).string();
    MOCKDATA_ASSIGN(InputFile file, InputFile::open(path));
    if (file.size() > kMaxCommit) return destination_error("the commit is larger than 1 GiB", path);
    std::string text(static_cast<size_t>(file.size()), '\0');
    MOCKDATA_CHECK(file.read_at(0, text.data(), text.size()));
    removed_.clear(), added_.clear();
    size_t line = 0;
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view action = std::string_view(text).substr(at, end - at);
      at = end + 1, ++line;
      if (action.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      MOCKDATA_CHECK(read_action(action, path + ":" + std::to_string(line)));
    }
    return {};
  }

  Status read_action(std::string_view text, const std::string& where) {
    const Json action = Json::parse(text, nullptr, false);
    if (!action.is_object() || action.size() != 1 || !action.begin()->is_object()) return destination_error("is not an action: an object with one key", where);
    const std::string& kind = action.begin().key();
    const Json& body = action.begin().value();
    if (kind == "commitInfo") {
      if (const std::string operation = text_of(body, "operation"); !operation.empty()) table_.operations.push_back(operation);
      return {};
    }
    if (kind == "protocol") return protocol(body, where);
    if (kind == "metaData") return metadata(body, where);
    if (kind == "add") return add(body, where);
    if (kind == "remove") return remove(body, where);
    if (kind == "txn") {
      const auto its_version = integer_of(body, "version");
      if (!its_version || text_of(body, "appId").empty()) return destination_error("the txn action is damaged", where);
      table_.transactions[text_of(body, "appId")] = *its_version;
      return {};
    }
    return destination_error("the action \"" + kind + "\" is not known to this reader", where);
  }

  Status protocol(const Json& body, const std::string& where) {
    const auto reader = integer_of(body, "minReaderVersion"), writer = integer_of(body, "minWriterVersion");
    if (!reader || !writer || *reader < 1 || *writer < 1) return destination_error("the protocol is damaged", where);
    if (*reader > 1) return destination_error("the table needs reader version " + std::to_string(*reader) + "; this reader knows version 1", where);
    for (const char* features : {"readerFeatures", "writerFeatures"}) {
      if (has(body, features) && !body[features].empty()) return destination_error(std::string("the table has ") + features + ": " + body[features].dump(), where);
    }
    table_.min_reader_version = *reader;
    table_.min_writer_version = *writer;
    return {};
  }

  Status metadata(const Json& body, const std::string& where) {
    table_.id = text_of(body, "id");
    table_.name = text_of(body, "name");
    if (table_.id.empty()) return destination_error("metaData has no id", where);
    if (!has(body, "format") || text_of(body["format"], "provider") != "parquet") return destination_error("the table's files are not Parquet", where);
    if (has(body, "partitionColumns") && !body["partitionColumns"].empty()) return destination_error("the table is partitioned, which this reader does not know", where);
    table_.configuration.clear();
    if (has(body, "configuration")) {
      for (const auto& [key, value] : body["configuration"].items()) {
        table_.configuration[key] = value.is_string() ? value.get<std::string>() : value.dump();
      }
    }
    const auto mapping = table_.configuration.find("delta.columnMapping.mode");
    if (mapping != table_.configuration.end() && mapping->second != "none") return destination_error("the table maps its columns, which this reader does not know", where);
    const Json schema = Json::parse(text_of(body, "schemaString"), nullptr, false);
    table_.columns.clear();
    if (!schema.is_object() || text_of(schema, "type") != "struct") return destination_error("schemaString is damaged", where);
    MOCKDATA_CHECK(structure(schema, "", where, 0));
    has_metadata_ = true;
    return {};
  }

  Status structure(const Json& type, const std::string& prefix, const std::string& where, size_t depth) {
    if (depth > kMaxDepth || !has(type, "fields") || !type["fields"].is_array()) return destination_error("schemaString is damaged", where);
    for (const Json& field : type["fields"]) {
      const std::string name = field.is_object() ? text_of(field, "name") : std::string();
      if (name.empty() || !has(field, "type")) return destination_error("schemaString is damaged", where);
      const bool nullable = !field.contains("nullable") || field["nullable"] != Json(false);
      MOCKDATA_CHECK(column(field["type"], prefix.empty() ? name : prefix + "." + name, nullable, where, depth + 1));
    }
    return {};
  }

  Status column(const Json& type, const std::string& path, bool nullable, const std::string& where, size_t depth) {
    if (depth > kMaxDepth) return destination_error("schemaString is damaged", where);
    if (type.is_object()) {
      const std::string kind = text_of(type, "type");
      if (kind == "struct") return structure(type, path, where, depth);
      if (kind == "array" && has(type, "elementType")) {
        const bool element = !type.contains("containsNull") || type["containsNull"] != Json(false);
        return column(type["elementType"], path + "[]", element, where, depth + 1);
      }
      if (kind == "map" && has(type, "keyType") && has(type, "valueType")) {
        MOCKDATA_CHECK(column(type["keyType"], path + "[].key", false, where, depth + 1));
        return column(type["valueType"], path + "[].value", true, where, depth + 1);
      }
    }
    DeltaColumn made;
    made.path = path;
    made.nullable = nullable;
    made.type_name = type.is_string() ? type.get<std::string>() : type.dump();
    static const std::map<std::string, CellType> kTypes{
        {"string", CellType::kText}, {"long", CellType::kInteger}, {"integer", CellType::kInteger}, {"short", CellType::kInteger},
        {"byte", CellType::kInteger}, {"float", CellType::kDouble}, {"double", CellType::kDouble}, {"boolean", CellType::kBool},
        {"binary", CellType::kBinary}, {"date", CellType::kDate}, {"timestamp", CellType::kTimestamp}};
    unsigned precision = 0, scale = 0;
    if (const auto known = kTypes.find(made.type_name); known != kTypes.end()) {
      made.type = known->second;
    } else if (std::sscanf(made.type_name.c_str(), "decimal(%u,%u)", &precision, &scale) == 2 && precision >= 1 && precision <= 38 && scale <= precision) {
      made.type = CellType::kDecimal;
      made.precision = static_cast<uint8_t>(precision);
      made.scale = static_cast<uint8_t>(scale);
    } else {
      return destination_error("the column " + path + " has the type " + made.type_name + ", which this reader does not know", where);
    }
    table_.columns.push_back(std::move(made));
    return {};
  }

  Status file_key(const Json& body, const std::string& where, std::string& key) {
    key = text_of(body, "path");
    const auto decoded = decode_uri(key);
    if (key.empty() || !decoded) return destination_error("a file's path is damaged", where);
    if (has(body, "deletionVector")) return destination_error("a file has a deletion vector, which this reader does not know", where);
    if (decoded->front() == '/' || decoded->find("://") != std::string::npos) return destination_error("a file's path is absolute", where);
    for (const fs::path& part : fs::path(*decoded))
      if (part == "..") return destination_error("a file's path leaves the table's folder", where);
    if (!valid_utf8(*decoded)) return destination_error("a file's path is not UTF-8", where);
    path_ = (fs::path(folder_) / *decoded).string();
    key = *decoded;
    return {};
  }

  Status add(const Json& body, const std::string& where) {
    std::string key;
    MOCKDATA_CHECK(file_key(body, where, key));
    DeltaFile file;
    file.path = path_;
    const auto size = integer_of(body, "size"), modified = integer_of(body, "modificationTime");
    if (!size || *size < 0 || !modified || !body.contains("dataChange")) return destination_error("the add action lacks size, modificationTime or dataChange", where);
    if (!has(body, "partitionValues") || !body["partitionValues"].empty()) return destination_error("the add action must have empty partitionValues", where);
    file.size = *size;
    file.modified_ms = *modified;
    if (has(body, "stats")) {
      file.statistics = text_of(body, "stats");
      const Json statistics = Json::parse(file.statistics, nullptr, false);
      if (!statistics.is_object()) return destination_error("the statistics of a file are damaged", where);
      file.rows = integer_of(statistics, "numRecords");
    }
    if (!added_.insert(key).second) return destination_error("a commit adds a file twice", where);
    if (removed_.count(key)) return destination_error("a commit adds and removes the same file", where);
    live_[key] = std::move(file);
    order_.push_back(key);
    return {};
  }

  Status remove(const Json& body, const std::string& where) {
    std::string key;
    MOCKDATA_CHECK(file_key(body, where, key));
    if (!body.contains("dataChange")) return destination_error("the remove action lacks dataChange", where);
    if (!removed_.insert(key).second) return destination_error("a commit removes a file twice", where);
    if (added_.count(key)) return destination_error("a commit adds and removes the same file", where);
    if (live_.erase(key) == 0) return destination_error("a commit removes a file that is not there", where);
    return {};
  }

  std::string folder_;
  DeltaTable table_;
  bool has_metadata_ = false;
  std::string path_;
  std::map<std::string, DeltaFile> live_;
  std::vector<std::string> order_;
  std::set<std::string> seen_, removed_, added_;
};

}  // namespace

Result<DeltaTable> read_delta_log(const std::string& folder, std::optional<int64_t> version) { return LogReader(folder).read(version); }

}  // namespace mockdata::verify
