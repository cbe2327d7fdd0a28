#include "land/manifest.h"

#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "land/digest.h"
#include "land/lake_table.h"
#include "land/sink.h"

namespace mockdata {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const ManifestRun& run) {
  Json settings = Json::object();
  for (const auto& [key, value] : run.info.settings) settings[key] = value;
  return {{"id", run.id}, {"source", run.info.source}, {"seed", run.info.seed}, {"as_of", run.info.as_of}, {"engine", run.info.engine},
          {"template_sha256", run.info.template_digest}, {"settings", settings}, {"program", run.program}, {"environment", run.environment},
          {"ingested_at", run.ingested_at}, {"complete", run.complete}};
}

Json to_json(const ManifestEntity& entity) {
  Json outputs = Json::array();
  for (const ManifestOutput& output : entity.outputs) {
    Json files = Json::array();
    for (const ManifestFile& file : output.files)
      files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"rows", file.rows}, {"sha256", file.sha256}});
    Json item = {{"format", output.format}, {"path", output.path}, {"run", output.run}, {"rows", output.rows}};
    if (output.version >= 0) item["version"] = output.version;
    item["files"] = std::move(files);
    outputs.push_back(std::move(item));
  }
  return {{"source", entity.source}, {"entity", entity.entity}, {"outputs", std::move(outputs)}};
}

// Reading throws on what has not the expected form; read_manifest() turns that into an error.
ManifestRun run_from(const Json& json) {
  ManifestRun run;
  run.id = json.at("id").get<std::string>();
  run.info.source = json.at("source").get<std::string>();
  run.info.seed = json.at("seed").get<uint64_t>();
  run.info.as_of = json.at("as_of").get<std::string>();
  run.info.engine = json.at("engine").get<uint64_t>();
  run.info.template_digest = json.at("template_sha256").get<std::string>();
  for (const auto& [key, value] : json.at("settings").items()) run.info.settings.emplace_back(key, value.get<std::string>());
  run.program = json.at("program").get<std::string>();
  run.environment = json.at("environment").get<std::string>();
  run.ingested_at = json.at("ingested_at").get<std::string>();
  run.complete = json.at("complete").get<bool>();
  return run;
}

ManifestEntity entity_from(const Json& json) {
  ManifestEntity entity{json.at("source").get<std::string>(), json.at("entity").get<std::string>(), {}};
  for (const Json& item : json.at("outputs")) {
    ManifestOutput output{item.at("format").get<std::string>(), item.at("path").get<std::string>(), item.at("run").get<std::string>(),
                          item.at("rows").get<uint64_t>(), item.value("version", int64_t{-1}), {}};
    for (const Json& file : item.at("files"))
      output.files.push_back({file.at("path").get<std::string>(), file.at("bytes").get<uint64_t>(), file.at("rows").get<uint64_t>(),
                              file.at("sha256").get<std::string>()});
    entity.outputs.push_back(std::move(output));
  }
  return entity;
}

}  // namespace

std::string RunInfo::identity() const {
  Digest digest;
  digest.part("mockdata run 1").part(source).part(std::to_string(seed)).part(as_of).part(std::to_string(engine)).part(template_digest);
  for (const auto& [key, value] : settings) digest.part(key).part(value);
  return digest.hex().substr(0, 32);
}

const ManifestOutput* ManifestEntity::output(const std::string& format) const {
  for (const ManifestOutput& output : outputs)
    if (output.format == format) return &output;
  return nullptr;
}

const ManifestRun* Manifest::run(const std::string& id) const {
  for (const ManifestRun& run : runs)
    if (run.id == id) return &run;
  return nullptr;
}
const ManifestEntity* Manifest::entity(const std::string& source, const std::string& name) const {
  for (const ManifestEntity& entity : entities)
    if (entity.source == source && entity.entity == name) return &entity;
  return nullptr;
}
const ManifestFile* Manifest::file(const std::string& path) const {
  for (const ManifestEntity& entity : entities)
    for (const ManifestOutput& output : entity.outputs)
      for (const ManifestFile& file : output.files)
        if (file.path == path) return &file;
  return nullptr;
}

void Manifest::put(ManifestRun run) {
  const std::string id = run.id;
  std::set<std::string> named{id};
  for (const ManifestEntity& entity : entities)
    for (const ManifestOutput& output : entity.outputs) named.insert(output.run);
  std::erase_if(runs, [&](const ManifestRun& other) { return other.id == id || !named.contains(other.id); });
  runs.push_back(std::move(run));
}
void Manifest::put(const std::string& source, const std::string& name, ManifestOutput output) {
  auto entity = std::find_if(entities.begin(), entities.end(), [&](const ManifestEntity& e) { return e.source == source && e.entity == name; });
  if (entity == entities.end()) entity = entities.insert(entities.end(), ManifestEntity{source, name, {}});
  for (ManifestOutput& old : entity->outputs)
    if (old.format == output.format) {
      old = std::move(output);
      return;
    }
  entity->outputs.push_back(std::move(output));
}

std::string manifest_path(const std::string& root) { return root + "/_mockdata/manifest.json"; }

Result<Manifest> read_manifest(const std::string& root) {
  const std::string path = manifest_path(root);
  struct stat there;
  if (::stat(path.c_str(), &there) != 0) return Manifest{};
  MOCKDATA_ASSIGN(const std::string text, read_file(path));
  Manifest manifest;
  try {
    const Json json = Json::parse(text);
    if (json.at("mockdata_manifest").get<int>() != 1)
      return destination_error("the manifest was written by a newer version of this program", path, "update, or choose another --output");
    for (const Json& run : json.at("runs")) manifest.runs.push_back(run_from(run));
    for (const Json& entity : json.at("entities")) manifest.entities.push_back(entity_from(entity));
  } catch (const Json::exception&) {
    return destination_error("the manifest is damaged", path, "move it away; what it listed then counts as not made by this program");
  }
  return manifest;
}

Status write_manifest(const std::string& root, const Manifest& manifest) {
  Json runs = Json::array(), entities = Json::array();
  for (const ManifestRun& run : manifest.runs) runs.push_back(to_json(run));
  for (const ManifestEntity& entity : manifest.entities) entities.push_back(to_json(entity));
  const Json json = {{"mockdata_manifest", 1}, {"runs", std::move(runs)}, {"entities", std::move(entities)}};
  return write_file(manifest_path(root), json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

bool intact(const std::string& root, const ManifestOutput& output) {
  for (const ManifestFile& file : output.files) {
    struct stat there;
    const std::string path = root + "/" + file.path;
    if (::stat(path.c_str(), &there) != 0 || static_cast<uint64_t>(there.st_size) != file.bytes) return false;
    const auto digest = sha256_file(path);
    if (!digest.ok() || *digest != file.sha256) return false;
  }
  if (output.version < 0) return true;
  const auto table = open_lake_table(root + "/" + output.path);
  if (!table.ok()) return false;
  const auto state = (*table)->describe();
  return state.ok() && state->version == output.version;
}

}  // namespace mockdata
