#include "workflow/verify_place.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <thread>

#include "land/delta_schema.h"

namespace mockdata {

namespace {

verify::ValueType value_type(TypeId id) {
  switch (id) {
    case TypeId::kBool: return verify::ValueType::kBool;
    case TypeId::kInt32: return verify::ValueType::kInt;
    case TypeId::kInt64: return verify::ValueType::kLong;
    case TypeId::kFloat: return verify::ValueType::kFloat;
    case TypeId::kDouble: return verify::ValueType::kDouble;
    case TypeId::kDecimal: return verify::ValueType::kDecimal;
    case TypeId::kDate: return verify::ValueType::kDate;
    case TypeId::kTime: return verify::ValueType::kTime;
    case TypeId::kDatetime: return verify::ValueType::kDatetime;
    case TypeId::kTimestamp: return verify::ValueType::kTimestamp;
    case TypeId::kText: return verify::ValueType::kString;
    case TypeId::kUuid: return verify::ValueType::kUuid;
    case TypeId::kBinary: return verify::ValueType::kBinary;
    case TypeId::kJson: return verify::ValueType::kJson;
    case TypeId::kStruct: return verify::ValueType::kObject;
    case TypeId::kList: return verify::ValueType::kArray;
  }
  return verify::ValueType::kString;
}

void expect_columns(const ColumnType& column, const std::string& path, bool nullable, std::vector<verify::ColumnExpectation>& out) {
  out.push_back({path, value_type(column.type.id), column.type.precision, column.type.scale, nullable});
  if (column.type.id == TypeId::kStruct)
    for (const ColumnType& member : column.type.children) expect_columns(member, path + "." + member.name, nullable || member.nullable, out);
  if (column.type.id == TypeId::kList) expect_columns(column.type.children[0], path + "[]", column.type.children[0].nullable, out);
}

verify::LandedFormat landed_format(const std::string& format) {
  if (format == "delta") return verify::LandedFormat::kDelta;
  if (format.starts_with("csv")) return verify::LandedFormat::kCsv;
  if (format.starts_with("ndjson")) return verify::LandedFormat::kNdjson;
  if (format == "parquet") return verify::LandedFormat::kParquet;
  if (format.starts_with("arrow")) return verify::LandedFormat::kArrow;
  return verify::LandedFormat::kJson;
}

// `names` are those of the columns, which a CSV file without a header does not tell.
verify::LandedSource landed_data(const Manifest& manifest, const ManifestOutput& output, const std::string& root, const std::string& format, std::vector<std::string> names) {
  verify::LandedSource data;
  data.format = landed_format(format);
  data.csv.names = std::move(names);
  if (const ManifestRun* run = manifest.run(output.run))
    for (const auto& [key, value] : run->info.settings) {
      if (key == "delimiter") data.csv.delimiter = value.size() == 1 ? value[0] : '\t';
      if (key == "null_text") data.csv.null_text = value;
      if (key == "header") data.csv.header = value != "no";
    }
  if (format == "delta") data.paths = {root + "/" + output.path};
  else for (const ManifestFile& file : output.files) data.paths.push_back(root + "/" + file.path);
  return data;
}

// The names that a table gives to what the source calls otherwise.
using Names = std::map<std::string, std::string>;
void rename(std::string& path, const Names& names) {
  if (const auto found = names.find(path); found != names.end()) path = found->second;
}
void rename(std::vector<std::string>& paths, const Names& names) {
  for (std::string& path : paths) rename(path, names);
}

// What is expected of the source's columns, as expected of the columns of its tables.
void expect_table_names(const Plan& plan, std::vector<verify::EntityExpectation>& expected) {
  std::map<std::string, Names> names;
  for (const PlannedEntity& entity : plan.entities) names[entity.name] = lake_paths(entity.schema());
  for (verify::EntityExpectation& e : expected) {
    const Names& own = names[e.name];
    for (verify::ColumnExpectation& column : e.columns) rename(column.path, own);
    for (verify::IdentifierExpectation& identifier : e.identifiers) rename(identifier.path, own);
    for (verify::ForeignKeyExpectation& key : e.foreign_keys) {
      rename(key.from, own);
      rename(key.to, names[key.to_entity]);
    }
    rename(e.primary_key, own);
    for (std::vector<std::string>& key : e.unique) rename(key, own);
  }
}

// Keys of other sources in crosswalks, where those sources are landed here too: both ways, as each of their rows is somebody.
void expect_foreign(const Plan& plan, const Manifest& manifest, const std::string& root, const std::string& format, std::vector<verify::EntityExpectation>& out) {
  for (const PlannedForeign& foreign : plan.foreign) {
    const ManifestEntity* landed = manifest.entity(foreign.source, foreign.entity);
    const ManifestOutput* output = landed ? landed->output(format) : nullptr;
    if (!output) continue;
    const std::string crosswalk = plan.entities[foreign.from_entity].name;
    verify::EntityExpectation other;
    other.name = foreign.source + "." + foreign.entity;
    other.data = landed_data(manifest, *output, root, format, {});
    other.other_columns = true;
    other.synthetic_mark.clear();
    other.foreign_keys.push_back({foreign.to, crosswalk, foreign.from, false});
    for (verify::EntityExpectation& e : out)
      if (e.name == crosswalk) e.foreign_keys.push_back({foreign.from, other.name, foreign.to, true});
    out.push_back(std::move(other));
  }
}

// What the plan promises of one landed output of each entity.
Result<std::vector<verify::EntityExpectation>> expectations(const Plan& plan, const Manifest& manifest, const std::string& root, const std::string& format,
                                                            bool bronze_columns) {
  std::vector<verify::EntityExpectation> out;
  for (const PlannedEntity& entity : plan.entities) {
    const ManifestEntity* landed = manifest.entity(plan.source, entity.name);
    const ManifestOutput* output = landed ? landed->output(format) : nullptr;
    if (!output) return destination_error("the manifest lists no " + format + " output of the entity \"" + entity.name + "\"", manifest_path(root), "generate it first");
    verify::EntityExpectation e;
    e.name = entity.name;
    std::vector<std::string> names;
    for (const ColumnType& column : entity.schema()) names.push_back(column.name);
    if (bronze_columns)
      for (const char* name : {"_ingested_at", "_source_system", "_environment", "_is_synthetic"}) names.push_back(name);
    e.data = landed_data(manifest, *output, root, format, std::move(names));
    e.rows = static_cast<int64_t>(entity.rows());
    for (const PlannedField& field : entity.fields) expect_columns(field.type, field.type.name, field.type.nullable, e.columns);
    e.primary_key = entity.primary_key;
    e.unique = entity.unique;
    for (const PlannedIdentifier& identifier : entity.identifiers) e.identifiers.push_back({identifier.path, identifier.type, identifier.country});
    if (bronze_columns) verify::expect_bronze_columns(e);
    else e.synthetic_mark.clear();
    for (const PlannedRelation& relation : plan.relations)
      if (plan.entities[relation.from_entity].name == entity.name && relation.type_path.empty())
        e.foreign_keys.push_back({relation.from, plan.entities[relation.to_entity].name, relation.to, relation.optional || relation.from[0].find("[]") != std::string::npos});
    for (const PlannedRelation& relation : plan.relations)
      if (relation.covers && plan.entities[relation.to_entity].name == entity.name) e.foreign_keys.push_back({relation.to, plan.entities[relation.from_entity].name, relation.from, false});
    out.push_back(std::move(e));
  }
  if (format == "delta") expect_table_names(plan, out);
  expect_foreign(plan, manifest, root, format, out);
  return out;
}

}  // namespace

Result<verify::Report> verify_place(const Plan& plan, const std::string& root, const VerifyScope& scope, Terminal& terminal) {
  struct stat there;
  if (::stat(root.c_str(), &there) != 0) return destination_error(std::string("cannot be read: ") + std::strerror(errno), root, "give the --output of an earlier run");
  MOCKDATA_ASSIGN(const Manifest manifest, read_manifest(root));
  std::vector<std::string> formats;
  for (const ManifestEntity& entity : manifest.entities)
    for (const ManifestOutput& output : entity.outputs)
      if (entity.source == plan.source && (scope.run.empty() || output.run == scope.run) && std::find(formats.begin(), formats.end(), output.format) == formats.end()) formats.push_back(output.format);
  if (formats.empty())
    return destination_error("nothing of the source \"" + plan.source + "\" was landed here (no manifest lists it)", root, "give the --output of an earlier run");
  verify::Report all;
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& format : formats) {
    bool bronze = false;
    for (const ManifestEntity& entity : manifest.entities)
      if (const ManifestOutput* output = entity.output(format); output && entity.source == plan.source)
        if (const ManifestRun* run = manifest.run(output->run)) {
          bronze = true;
          for (const auto& [key, value] : run->info.settings) bronze = bronze && !(key == "bronze_columns" && value == "no");
        }
    MOCKDATA_ASSIGN(auto expected, expectations(plan, manifest, root, format, bronze));
    if (scope.own_rows)
      for (verify::EntityExpectation& e : expected)
        if (const ManifestEntity* entity = manifest.entity(plan.source, e.name))
          if (const ManifestOutput* output = entity->output(format)) e.rows = static_cast<int64_t>(output->rows);
    verify::VerifyOptions options;
    options.threads = scope.threads ? scope.threads : std::thread::hardware_concurrency();
    options.progress = [&](const std::string& entity, const std::string& check, int64_t rows) {
      const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      if (seconds > 1) terminal.progress("verifying " + entity + " (" + check + ")", static_cast<uint64_t>(rows), static_cast<uint64_t>(rows) + 1, seconds);
      return !interrupted();
    };
    auto report = verify::verify_landed(expected, options);
    terminal.end_progress();
    if (!report.ok()) return report.error();
    // A claim that holds in every format is said once; one that fails is said with its format.
    for (verify::Check& check : report->checks) {
      const auto same = [&](const verify::Check& c) { return c.passed && check.passed && c.name == check.name && c.entity == check.entity && c.wording == check.wording; };
      if (std::any_of(all.checks.begin(), all.checks.end(), same)) continue;
      if (formats.size() > 1 && !check.passed) check.wording += " [" + format + "]";
      all.checks.push_back(std::move(check));
    }
    if (all.entities.empty()) all.entities = report->entities;
  }
  return all;
}

}  // namespace mockdata
