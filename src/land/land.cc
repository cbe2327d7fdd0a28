#include "land/land.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <map>

#include "base/version.h"
#include "land/bronze.h"
#include "land/delta_schema.h"
#include "land/lake_table.h"

namespace mockdata {
namespace {

constexpr uint64_t kChunksPerParquetFile = 64;

// One form of one entity: what it is called and what is needed to write it.
struct Target {
  std::string format, encoding;  // "delta", "parquet"
  std::string path;              // relative to the root; a folder where there are several parts
  bool table = false, parts = false;
  uint64_t rows_per_file = 0;
  std::unique_ptr<LakeTable> lake;
  LakeState seen;
  std::string file_digest;       // in the names of a table's data files
  Schema schema;                 // as landed
  std::unique_ptr<Encoding> encoder;
};

struct Job {
  const LandEntity* entity = nullptr;
  std::unique_ptr<RowSource> bronze;
  const RowSource* rows = nullptr;
  std::vector<Target> targets;
  uint64_t chunk_rows = 0;
  std::vector<std::string> notes;
};

class Landing {
 public:
  Landing(const LandRequest& request, const std::vector<LandEntity>& entities, const EncodingFactory& encodings)
      : request_(request), entities_(entities), encodings_(encodings) {}

  Result<Landed> run() {
    MOCKDATA_ASSIGN(extension_, land_extension(request_.format));
    MOCKDATA_ASSIGN(landed_.place, parse_place(request_.output, extension_, entities_.size()));
    if (landed_.place.kind != PlaceKind::kNull || !request_.environment.name.empty()) MOCKDATA_CHECK(check_environment(request_.environment));
    if (request_.append && !extension_.empty()) return usage_error("only Delta tables can be appended to", "leave out --append, or use --format delta");
    if (landed_.place.has_manifest()) {
      MOCKDATA_ASSIGN(manifest_, read_manifest(landed_.place.root));
    }
    describe_run();
    std::vector<Job> jobs(entities_.size());
    for (std::size_t i = 0; i < jobs.size(); ++i) MOCKDATA_CHECK(prepare(entities_[i], jobs[i]));
    MOCKDATA_CHECK(save(false));
    for (Job& job : jobs) {
      MOCKDATA_CHECK(land_one(job));
      if (landed_.abandoned) break;
    }
    MOCKDATA_CHECK(save(true));
    return std::move(landed_);
  }

 private:
  bool streams() const { return !landed_.place.has_manifest(); }
  std::string absolute(const std::string& path) const { return landed_.place.root + "/" + path; }

  void describe_run() {
    ManifestRun& run = landed_.run;
    run.info = request_.run;
    auto& settings = run.info.settings;
    for (const LandEntity& entity : entities_) {
      const std::string key = "rows." + entity.name;
      if (std::none_of(settings.begin(), settings.end(), [&](const auto& setting) { return setting.first == key; }))
        settings.emplace_back(key, std::to_string(entity.rows->rows()));
    }
    if (request_.ingested_at) run.info.settings.emplace_back("ingested_at", timestamp_text(*request_.ingested_at));
    run.id = run.info.identity();
    run.program = std::string("mockdata ") + kVersion;
    run.environment = request_.environment.name;
    ingested_at_ = request_.ingested_at ? *request_.ingested_at : now_micros() / 1000 * 1000;
    if (request_.resume && !request_.ingested_at) {
      const ManifestRun* earlier = manifest_.run(run.id);
      const auto moment = earlier ? parse_timestamp(earlier->ingested_at) : Result<int64_t>(ingested_at_);
      if (moment.ok()) ingested_at_ = *moment;
    }
    run.ingested_at = timestamp_text(ingested_at_);
  }

  // Everything that can be said no to, before anything is written.
  Status prepare(const LandEntity& entity, Job& job) {
    job.entity = &entity;
    job.rows = entity.rows;
    if (request_.bronze_columns) {
      MOCKDATA_ASSIGN(job.bronze, bronze_rows(*entity.rows, {ingested_at_, request_.run.source + "_mock", "dev"}, entity.name));
      job.rows = job.bronze.get();
    }
    MOCKDATA_CHECK(choose_targets(entity, job));
    MOCKDATA_ASSIGN(job.chunk_rows, rows_per_chunk(*job.rows, outputs_of(job)));
    for (Target& target : job.targets) MOCKDATA_CHECK(target.table ? place_table(entity, target, job.chunk_rows) : place_file(entity, target, job.chunk_rows));
    return {};
  }

  Status choose_targets(const LandEntity& entity, Job& job) {
    const auto add = [&](const std::string& format, const std::string& encoding, const std::string& path, bool table) -> Status {
      Target& target = job.targets.emplace_back();
      target.format = format;
      target.encoding = encoding;
      target.path = path;
      target.table = table;
      target.schema = table ? lake_schema(job.rows->schema(), &job.notes) : job.rows->schema();
      MOCKDATA_ASSIGN(target.encoder, encodings_(encoding, target.schema));
      return {};
    };
    if (extension_.empty() && landed_.place.kind == PlaceKind::kLakehouse) {
      MOCKDATA_CHECK(add("delta", "parquet", table_path(entity.bronze_table.empty() ? "bronze_" + request_.run.source + "_" + entity.name : entity.bronze_table), true));
      if (!request_.format.empty()) return {};
      return add("json", "json", data_json_path(entity.domain.empty() ? request_.run.source : entity.domain, entity.name), false);
    }
    const std::string encoding = extension_.empty() ? "parquet" : request_.format;
    if (landed_.place.kind == PlaceKind::kStdout) return add(request_.format, encoding, "-", false);
    if (landed_.place.kind == PlaceKind::kNull) return add(request_.format.empty() ? "delta" : request_.format, encoding, "null:", false);
    return add(request_.format, encoding, landed_.place.kind == PlaceKind::kFile ? landed_.place.file : folder_file(entity.name, extension_), false);
  }

  Status place_table(const LandEntity& entity, Target& target, uint64_t chunk_rows) {
    MOCKDATA_CHECK(claim(target.path, entity));
    target.rows_per_file = request_.rows_per_file ? request_.rows_per_file : kChunksPerParquetFile * chunk_rows;
    const std::string folder = absolute(target.path);
    MOCKDATA_CHECK(check_table(folder, request_.append, request_.replace_foreign));
    MOCKDATA_ASSIGN(target.lake, open_lake_table(folder));
    MOCKDATA_ASSIGN(target.seen, target.lake->describe());
    // The digest covers all that the bytes of the file depend on: files of one name are files of one content.
    target.file_digest = Digest().part(landed_.run.id).part(entity.name).part(std::to_string(target.seen.version + 1)).part(landed_.run.ingested_at)
                             .part(std::to_string(target.rows_per_file)).part(std::to_string(chunk_rows)).part(request_.bronze_columns ? "bronze" : "")
                             .part(request_.append ? "append" : "").hex().substr(0, 24);
    return {};
  }

  Status place_file(const LandEntity& entity, Target& target, uint64_t chunk_rows) {
    if (streams()) return {};
    const uint64_t wanted = request_.rows_per_file ? (request_.rows_per_file + chunk_rows - 1) / chunk_rows * chunk_rows : target.encoding == "parquet" ? kChunksPerParquetFile * chunk_rows : 0;
    target.parts = landed_.place.kind == PlaceKind::kFolder && wanted != 0 && entity.rows->rows() > wanted;
    if (target.parts) {
      target.rows_per_file = wanted;
      target.path = path_component(entity.name);
    }
    MOCKDATA_CHECK(claim(target.path, entity));
    const uint64_t parts = target.parts ? (entity.rows->rows() + wanted - 1) / wanted : 1;
    for (uint32_t part = 0; part < parts; ++part) {
      const std::string file = file_path(entity, target, part);
      MOCKDATA_CHECK(check_file(absolute(file), file, manifest_, request_.replace_foreign));
    }
    return {};
  }

  // What the driver is to write of a job; its files are opened later.
  std::vector<DriverOutput> outputs_of(Job& job) {
    std::vector<DriverOutput> outputs;
    for (Target& target : job.targets) {
      DriverOutput& output = outputs.emplace_back();
      output.encoding = target.encoder.get();
      output.open = [this, &job, &target](uint32_t part) { return open(*job.entity, target, part); };
      output.rows_per_file = target.rows_per_file;
      output.digest = !streams();
      if (target.table) {
        output.transform = [&job] { return lake_transform(job.rows->schema()); };
        output.file_when_empty = false;
        output.stats_schema = &target.schema;
      }
    }
    return outputs;
  }

  // Two entities must not share a path, on file systems that fold case either.
  Status claim(const std::string& path, const LandEntity& entity) {
    std::string folded = path;
    for (char& c : folded) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const auto [found, fresh] = claimed_.emplace(folded, entity.name);
    if (fresh) return {};
    return invalid_error("the entities " + found->second + " and " + entity.name + " would both be written to " + path, {}, "give one of them another name or bronze_table");
  }

  std::string file_path(const LandEntity& entity, const Target& target, uint32_t part) const {
    if (target.table) {
      char name[64];
      std::snprintf(name, sizeof name, "part-%05u-%s.parquet", part, target.file_digest.c_str());
      return target.path + "/" + name;
    }
    return target.parts ? folder_part(entity.name, extension_, part) : target.path;
  }

  Result<std::unique_ptr<Sink>> open(const LandEntity& entity, Target& target, uint32_t part) const {
    if (landed_.place.kind == PlaceKind::kStdout) return make_descriptor_sink(STDOUT_FILENO, "standard output");
    if (landed_.place.kind == PlaceKind::kNull) return make_null_sink();
    const std::string path = file_path(entity, target, part);
    if (target.table) return target.lake->open_file(path.substr(target.path.size() + 1));
    return open_file_sink(absolute(path));
  }

  // Whether an earlier run of the same identity has landed all of this entity, and it is still as it was.
  bool whole(const Job& job) const {
    const ManifestEntity* entry = manifest_.entity(request_.run.source, job.entity->name);
    if (!request_.resume || request_.append || !entry) return false;
    return std::all_of(job.targets.begin(), job.targets.end(), [&](const Target& target) {
      const ManifestOutput* output = entry->output(target.format);
      return output && output->run == landed_.run.id && output->path == target.path && intact(landed_.place.root, *output);
    });
  }

  Status land_one(Job& job) {
    const auto start = std::chrono::steady_clock::now();
    const LandEntity& entity = *job.entity;
    LandedEntity done{entity.name, job.rows->rows(), {}, false, 0, job.notes};
    if (!streams() && whole(job)) {
      done.resumed = true;
      const ManifestEntity* entry = manifest_.entity(request_.run.source, entity.name);
      for (const Target& target : job.targets) done.outputs.push_back(*entry->output(target.format));
      landed_.entities.push_back(std::move(done));
      return {};
    }
    if (!streams())
      for (const Target& target : job.targets) {
        const std::string first = absolute(file_path(entity, target, 0));
        remove_temporaries(first.substr(0, first.rfind('/')));
      }
    DriverOptions options;
    options.threads = request_.threads;
    options.chunk_rows = job.chunk_rows;
    options.cancel = request_.cancel;
    if (request_.progress) options.progress = [&](uint64_t rows) { request_.progress(entity.name, rows, job.rows->rows()); };
    MOCKDATA_ASSIGN(Driven driven, drive(*job.rows, outputs_of(job), options));
    landed_.abandoned = driven.abandoned;
    std::vector<std::string> obsolete;
    for (std::size_t i = 0; i < job.targets.size(); ++i) {
      MOCKDATA_ASSIGN(ManifestOutput output, publish(entity, job.targets[i], driven.outputs[i]));
      if (!streams()) {
        find_obsolete(entity, output, obsolete);
        manifest_.put(request_.run.source, entity.name, output);
      }
      done.outputs.push_back(std::move(output));
    }
    MOCKDATA_CHECK(save(false));
    for (const std::string& path : obsolete) ::unlink(path.c_str());
    done.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    landed_.entities.push_back(std::move(done));
    return {};
  }

  // Shows the files of one output, and commits its table.
  Result<ManifestOutput> publish(const LandEntity& entity, Target& target, std::vector<DrivenFile>& files) {
    ManifestOutput output{target.format, target.path, landed_.run.id, 0, -1, {}};
    LakeChange change;
    for (DrivenFile& file : files) {
      MOCKDATA_CHECK(file.sink->close());
      const std::string path = streams() ? target.path : file_path(entity, target, file.part);
      output.files.push_back({path, file.bytes, file.rows, file.sha256});
      output.rows += file.rows;
      if (target.table) change.files.push_back({path.substr(target.path.size() + 1), file.bytes, file.stats});
    }
    if (!target.table) return output;
    change.mode = request_.append ? LakeMode::kAppend : LakeMode::kOverwrite;
    change.schema = target.schema;
    change.table_id = digest_uuid(Digest().part("table").part(landed_.run.id).part(target.path).hex());
    change.at_ms = ingested_at_ / 1000;
    change.run = landed_.run.id;
    MOCKDATA_ASSIGN(output.version, target.lake->commit(target.seen, change));
    if (request_.append)
      if (const ManifestEntity* entry = manifest_.entity(request_.run.source, entity.name))
        if (const ManifestOutput* earlier = entry->output(target.format); earlier && earlier->path == output.path) {
          output.files.insert(output.files.begin(), earlier->files.begin(), earlier->files.end());
          output.rows += earlier->rows;
        }
    return output;
  }

  // A file whose name the user chose stays the user's, whatever is landed beside it later.
  bool named_by_user(const LandEntity& entity, const std::string& path) const {
    return path.find('/') == std::string::npos && path != folder_file(entity.name, extension_) && path != path_component(entity.name);
  }

  // Files of the previous landing of this output that the new one has no use for (fewer parts, another domain): ours to
  // delete where they still have the size listed. A table's old files stay: its earlier versions need them.
  void find_obsolete(const LandEntity& entity, const ManifestOutput& output, std::vector<std::string>& obsolete) const {
    const ManifestEntity* entry = manifest_.entity(request_.run.source, entity.name);
    const ManifestOutput* earlier = entry ? entry->output(output.format) : nullptr;
    if (!earlier || output.version >= 0 || landed_.place.kind == PlaceKind::kFile || named_by_user(entity, earlier->path)) return;
    for (const ManifestFile& old : earlier->files) {
      if (std::any_of(output.files.begin(), output.files.end(), [&](const ManifestFile& now) { return now.path == old.path; })) continue;
      struct stat there;
      const bool inside = !old.path.starts_with("/") && old.path.find("..") == std::string::npos;
      if (inside && ::stat(absolute(old.path).c_str(), &there) == 0 && static_cast<uint64_t>(there.st_size) == old.bytes)
        obsolete.push_back(absolute(old.path));
    }
  }

  Status save(bool complete) {
    if (streams()) return {};
    landed_.run.complete = complete;
    manifest_.put(landed_.run);
    return write_manifest(landed_.place.root, manifest_);
  }

  const LandRequest& request_;
  const std::vector<LandEntity>& entities_;
  const EncodingFactory& encodings_;
  std::string extension_;
  int64_t ingested_at_ = 0;
  Manifest manifest_;
  std::map<std::string, std::string> claimed_;
  Landed landed_;
};

}  // namespace

Result<std::string> land_extension(const std::string& format) {
  if (format.empty() || format == "delta") return std::string();
  std::string all = "delta";
  for (const std::string_view known : file_formats()) {
    if (format == known) return format;
    all += ", " + std::string(known);
  }
  return usage_error("there is no format \"" + format + "\"", "formats: " + all);
}

Result<Landed> land(const LandRequest& request, const std::vector<LandEntity>& entities, const EncodingFactory& encodings) {
  return Landing(request, entities, encodings).run();
}

Result<Landed> land(const LandRequest& request, const std::vector<LandEntity>& entities, const EncodingOptions& options) {
  return land(request, entities, [&](const std::string& format, const Schema& schema) { return make_encoding(format, schema, options); });
}

}  // namespace mockdata
