#include "land/delta.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/version.h"
#include "land/delta_schema.h"

namespace mockdata {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kForeignHint =
    "such tables need the lake plugin, which this version does not have; remove the table, or choose another --output";

Error refuse(const std::string& what, const std::string& where) { return refused_error("this Delta table " + what, where, kForeignHint); }

std::string commit_name(int64_t version) {
  char name[32];
  std::snprintf(name, sizeof name, "%020lld.json", static_cast<long long>(version));
  return name;
}

bool is_commit_name(const std::string& name) {
  return name.size() == 25 && name.ends_with(".json") && std::all_of(name.begin(), name.begin() + 20, [](char c) { return c >= '0' && c <= '9'; });
}

std::string dump(const Json& action) { return action.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string string_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}
int64_t number_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? found->get<int64_t>() : 0;
}

// The commits of the log in order; a table that is not plain is an error.
Result<int64_t> count_commits(const std::string& log) {
  DIR* open = ::opendir(log.c_str());
  if (!open) return int64_t{0};
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(open)) names.emplace_back(entry->d_name);
  ::closedir(open);
  std::sort(names.begin(), names.end());
  int64_t commits = 0;
  for (const std::string& name : names) {
    if (name.starts_with(".") || name.ends_with(".crc")) continue;
    if (is_commit_name(name)) {
      if (name != commit_name(commits)) return refuse("has a log that starts late or has gaps (" + name + ")", log);
      ++commits;
    } else if (name.find("checkpoint") != std::string::npos || name == "_sidecars") {
      return refuse("has checkpoints (" + name + ")", log);
    } else {
      return refuse("has a log with parts that are not known here (" + name + ")", log);
    }
  }
  return commits;
}

// Plays commits onto a state.
class Replay {
 public:
  explicit Replay(std::string where) : where_(std::move(where)) {}

  Status commit(int64_t version, const std::string& text) {
    bool ours = false;
    std::string engine;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string line = text.substr(at, end - at);
      at = end + 1;
      if (line.find_first_not_of(" \r\t") == std::string::npos) continue;
      const Json action = Json::parse(line, nullptr, false);
      if (!action.is_object() || action.size() != 1 || !action.begin()->is_object())
        return destination_error("the Delta log has a line that is no action", where_ + "/" + commit_name(version));
      const std::string kind = action.begin().key();
      const Json& body = *action.begin();
      if (kind == "commitInfo") {
        engine = string_of(body, "engineInfo");
        ours = engine.starts_with(kEngineName);
      } else {
        MOCKDATA_CHECK(apply(kind, body));
      }
    }
    if (!ours && state_.foreign.empty()) state_.foreign = engine.empty() ? "an unnamed program" : engine;
    state_.version = version;
    return {};
  }

  LakeState finish() {
    for (auto& [path, file] : live_) state_.files.push_back(std::move(file));
    return std::move(state_);
  }

 private:
  Status apply(const std::string& kind, const Json& body) {
    if (kind == "protocol") {
      const int64_t reader = number_of(body, "minReaderVersion"), writer = number_of(body, "minWriterVersion");
      if (reader > 1 || writer > 2) {
        std::string features;
        for (const char* list : {"readerFeatures", "writerFeatures"}) {
          const auto found = body.find(list);
          if (found == body.end() || !found->is_array()) continue;
          for (const Json& feature : *found)
            if (feature.is_string() && features.find(feature.get<std::string>()) == std::string::npos) features += (features.empty() ? "" : ", ") + feature.get<std::string>();
        }
        return refuse("needs protocol (" + std::to_string(reader) + "," + std::to_string(writer) + ")" + (features.empty() ? "" : " with " + features), where_);
      }
    } else if (kind == "metaData") {
      state_.schema_string = string_of(body, "schemaString");
      state_.id = string_of(body, "id");
      state_.created_ms = number_of(body, "createdTime");
      if (const auto columns = body.find("partitionColumns"); columns != body.end() && columns->is_array() && !columns->empty()) return refuse("is partitioned", where_);
      if (const auto settings = body.find("configuration"); settings != body.end() && settings->is_object())
        for (const auto& [key, value] : settings->items())
          if (key.starts_with("delta.")) return refuse("has the property " + key, where_);
    } else if (kind == "add") {
      if (body.contains("deletionVector") && !body["deletionVector"].is_null()) return refuse("has deletion vectors", where_);
      LakeFile file{string_of(body, "path"), static_cast<uint64_t>(number_of(body, "size")), 0};
      const Json stats = Json::parse(string_of(body, "stats"), nullptr, false);
      if (stats.is_object()) file.rows = static_cast<uint64_t>(number_of(stats, "numRecords"));
      live_[file.path] = file;
    } else if (kind == "remove") {
      live_.erase(string_of(body, "path"));
    } else if (kind != "txn") {
      return refuse("has actions that are not known here (" + kind + ")", where_);
    }
    return {};
  }

  std::string where_;
  LakeState state_;
  std::map<std::string, LakeFile> live_;
};

bool same_schema(const std::string& a, const std::string& b) {
  return nlohmann::json::parse(a, nullptr, false) == nlohmann::json::parse(b, nullptr, false);
}

// The text of a commit on top of `state`.
std::string commit_text(const LakeState& state, const LakeChange& change, const std::string& schema_string) {
  const bool overwrite = change.mode == LakeMode::kOverwrite;
  std::string text = dump({{"commitInfo",
                            {{"timestamp", change.at_ms},
                             {"operation", "WRITE"},
                             {"operationParameters", {{"mode", overwrite ? "Overwrite" : "Append"}, {"partitionBy", "[]"}}},
                             {"isBlindAppend", !overwrite},
                             {"engineInfo", kEngineName + std::string(kVersion)},
                             {"mockdataRun", change.run}}}});
  if (!state.exists()) text += dump({{"protocol", {{"minReaderVersion", 1}, {"minWriterVersion", 2}}}});
  if (!state.exists() || !same_schema(state.schema_string, schema_string)) {
    text += dump({{"metaData",
                   {{"id", state.exists() ? state.id : change.table_id},
                    {"format", {{"provider", "parquet"}, {"options", Json::object()}}},
                    {"schemaString", schema_string},
                    {"partitionColumns", Json::array()},
                    {"configuration", Json::object()},
                    {"createdTime", state.exists() ? state.created_ms : change.at_ms}}}});
  }
  if (overwrite)
    for (const LakeFile& file : state.files)
      text += dump({{"remove",
                     {{"path", file.path},
                      {"deletionTimestamp", change.at_ms},
                      {"dataChange", true},
                      {"extendedFileMetadata", true},
                      {"partitionValues", Json::object()},
                      {"size", file.bytes}}}});
  for (const NewFile& file : change.files)
    text += dump({{"add",
                   {{"path", file.path},
                    {"partitionValues", Json::object()},
                    {"size", file.bytes},
                    {"modificationTime", change.at_ms},
                    {"dataChange", true},
                    {"stats", file.stats}}}});
  return text;
}

}  // namespace

Result<LakeState> LocalDelta::describe() const {
  const std::string log = folder_ + "/_delta_log";
  MOCKDATA_ASSIGN(const int64_t commits, count_commits(log));
  Replay replay(log);
  for (int64_t version = 0; version < commits; ++version) {
    MOCKDATA_ASSIGN(const std::string text, read_file(log + "/" + commit_name(version)));
    MOCKDATA_CHECK(replay.commit(version, text));
  }
  return replay.finish();
}

Result<std::unique_ptr<Sink>> LocalDelta::open_file(const std::string& path) { return open_file_sink(folder_ + "/" + path); }

Result<int64_t> LocalDelta::commit(const LakeState& seen, const LakeChange& change) {
  const std::string schema_string = delta_schema_string(change.schema);
  LakeState state = seen;
  for (int attempt = 0; attempt < 100; ++attempt) {
    if (change.mode == LakeMode::kAppend && state.exists() && !same_schema(state.schema_string, schema_string))
      return destination_error("the table has other columns than the rows to append", folder_, "overwrite it instead, or append with the template that made it");
    std::set<std::string> paths;
    for (const LakeFile& file : state.files) paths.insert(file.path);
    for (const NewFile& file : change.files)
      if (!paths.insert(file.path).second) return destination_error("the data file " + file.path + " is in the table already", folder_, "run again: file names are new for each version");
    const int64_t version = state.version + 1;
    MOCKDATA_ASSIGN(const bool put, put_if_absent(folder_ + "/_delta_log/" + commit_name(version), commit_text(state, change, schema_string)));
    if (put) return version;
    if (change.mode == LakeMode::kOverwrite || !seen.exists())
      return destination_error("somebody else committed version " + std::to_string(version) + " of this table meanwhile; nothing of this run was added", folder_, "run again");
    MOCKDATA_ASSIGN(state, describe());
  }
  return destination_error("other writers kept committing first; gave up after 100 attempts", folder_, "run again");
}

Result<std::unique_ptr<LakeTable>> open_lake_table(const std::string& place) {
  if (place.find("://") != std::string::npos && !place.starts_with("file://"))
    return refused_error("object stores need the lake plugin, which this version does not have", place, "land in a local folder, and copy it");
  return std::unique_ptr<LakeTable>(new LocalDelta(place.starts_with("file://") ? place.substr(7) : place));
}

}  // namespace mockdata
