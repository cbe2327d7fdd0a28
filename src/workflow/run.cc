#include "workflow/run.h"

#include <malloc.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <map>
#include <cstring>
#include <thread>

#include "base/date.h"
#include "base/nearest.h"
#include "generate/entity_rows.h"
#include "land/digest.h"
#include "land/bronze.h"
#include "land/delta_schema.h"
#include "workflow/project.h"

namespace mockdata {

Result<std::optional<int64_t>> pinned_now() {
  const char* text = std::getenv("SOURCE_DATE_EPOCH");
  if (!text || !*text) return std::optional<int64_t>();
  char* end = nullptr;
  const long long seconds = std::strtoll(text, &end, 10);
  if (*end || seconds < 0 || seconds > 253'402'300'799) return usage_error("SOURCE_DATE_EPOCH is a number of seconds since 1970, found \"" + std::string(text) + "\"");
  return std::optional<int64_t>(seconds);
}

Result<Prepared> prepare(const std::string& template_path, const PlanOptions& options) {
  MOCKDATA_ASSIGN(const std::string text, read_template_file(template_path));
  auto tmpl = read_template(text, template_path);
  if (!tmpl.ok()) return tmpl.error();
  Digest digest;
  digest.add(text);
  Prepared prepared{std::move(*tmpl), digest.hex(), {}};
  prepared.planned = make_plan(prepared.tmpl, options);
  if (!prepared.planned.ok()) return prepared.planned.to_error(prepared.tmpl);
  return prepared;
}

Status apply_rows(const std::string& text, PlanOptions& options) {
  if (text.size() > 1 && (text[0] == 'x' || text[0] == 'X')) {
    char* end = nullptr;
    const double factor = std::strtod(text.c_str() + 1, &end);
    if (*end || !(factor >= 0) || !std::isfinite(factor)) return usage_error("rows \"" + text + "\": a factor is x and a number, such as x10");
    options.scale = factor;
    return {};
  }
  const std::size_t equals = text.rfind('=');
  if (equals == std::string::npos || equals == 0) return usage_error("rows \"" + text + "\": write entity=number, or x10 for ten times every count");
  char* end = nullptr;
  const std::string number = text.substr(equals + 1);
  const long long n = std::strtoll(number.c_str(), &end, 10);
  if (number.empty() || *end || n < 0) return usage_error("rows \"" + text + "\": a whole number of 0 or more is expected after the =, found \"" + number + "\"", "such as " + text.substr(0, equals) + "=1000");
  options.rows[text.substr(0, equals)] = n;
  return {};
}

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

std::string grouped(uint64_t n) {
  std::string s = std::to_string(n);
  for (std::size_t i = s.size(); i > 3; i -= 3) s.insert(i - 3, ",");
  return s;
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

}  // namespace

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
  if (landed_format(format) == verify::LandedFormat::kDelta) expect_table_names(plan, out);
  expect_foreign(plan, manifest, root, format, out);
  return out;
}

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

namespace {

// "address.city" of every leaf, "teams.id" inside lists: what --column calls them.
void add_columns(const ColumnType& column, const std::string& path, std::vector<std::string>& out) {
  if (column.type.children.empty()) out.push_back(path);
  for (const ColumnType& child : column.type.children) add_columns(child, column.type.id == TypeId::kList ? path : path + "." + child.name, out);
}

// Every column that has an encoding of its own is there.
Status check_columns(const EncodingOptions& encoding, const std::vector<LandEntity>& entities) {
  if (encoding.columns.empty()) return {};
  std::vector<std::string> known = {"_ingested_at", "_source_system", "_environment", "_is_synthetic"};
  for (const LandEntity& entity : entities)
    for (const ColumnType& column : entity.rows->schema()) add_columns(column, column.name, known);
  for (const auto& [name, own] : encoding.columns) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = nearest(name, known);
    return usage_error("--column: there is no column \"" + name + "\"", near.empty() ? "write address.city for a column within an object" : "did you mean \"" + near + "\"?");
  }
  return {};
}

}  // namespace

Result<RunReport> generate_run(const Prepared& prepared, const RunOptions& options, Terminal& terminal) {
  const Plan& plan = *prepared.planned.plan;
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::unique_ptr<EntityRows>> sources;
  std::vector<LandEntity> entities;
  const auto& only = options.entities;
  for (const std::string& name : only)
    if (!plan.entity(name)) {
      std::vector<std::string> names;
      for (const PlannedEntity& e : plan.entities) names.push_back(e.name);
      const std::string near = nearest(name, names);
      return usage_error("the template has no entity \"" + name + "\"", near.empty() ? "" : "did you mean \"" + near + "\"?");
    }
  for (std::size_t i = 0; i < plan.entities.size(); ++i) {
    if (!only.empty() && std::find(only.begin(), only.end(), plan.entities[i].name) == only.end()) continue;
    sources.push_back(std::make_unique<EntityRows>(plan, i));
    entities.push_back({plan.entities[i].name, plan.entities[i].bronze_table, plan.entities[i].domain, sources.back().get()});
  }
  MOCKDATA_CHECK(check_columns(options.encoding, entities));
  LandRequest request;
  request.output = options.output;
  request.format = options.format == "delta+json" ? "" : options.format.empty() ? format_of_output(options.output) : options.format;
  request.environment = options.environment;
  request.run = {plan.source, plan.seed, date_text(plan.as_of), kEngine, prepared.digest, {}};
  if (!options.bronze_columns) request.run.settings.emplace_back("bronze_columns", "no");
  if (options.plan.scale != 1) request.run.settings.emplace_back("scale", Value::number(options.plan.scale).text());  // of the sizes of identities too
  for (const auto& setting : options.encoding_settings) request.run.settings.push_back(setting);
  if (!options.ingested_at.empty()) {
    const Result<int64_t> at = parse_timestamp(options.ingested_at);
    if (!at.ok()) return usage_error("--ingested-at: " + at.error().message, at.error().hint);
    request.ingested_at = *at;
  } else {
    MOCKDATA_ASSIGN(const std::optional<int64_t> pinned, pinned_now());
    if (pinned) request.ingested_at = *pinned * 1'000'000;
  }
  request.append = options.append;
  request.replace_foreign = options.replace_foreign;
  request.resume = options.resume;
  request.bronze_columns = options.bronze_columns;
  request.rows_per_file = options.rows_per_file;
  request.threads = options.threads ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  request.cancel = &interrupted();
  std::string current;
  auto entity_start = start;
  request.progress = [&](const std::string& entity, uint64_t done, uint64_t total) {
    if (entity != current) current = entity, entity_start = std::chrono::steady_clock::now();
    terminal.progress(entity, done, total, std::chrono::duration<double>(std::chrono::steady_clock::now() - entity_start).count());
  };
  auto landed = land(request, entities, [&](const std::string& format, const Schema& schema) { return make_encoding(format, schema, options.encoding); });
  terminal.end_progress();
  if (!landed.ok()) return landed.error();
  RunReport report{std::move(*landed), {}, 0};
  if (report.landed.place.has_manifest()) {
    for (const LandedEntity& entity : report.landed.entities) {
      const std::string rate = entity.seconds > 0.2 ? " (" + grouped(static_cast<uint64_t>(static_cast<double>(entity.rows) / entity.seconds)) + " rows/s)" : "";
      terminal.check(true, "✓ Generated " + std::to_string(entity.rows) + " " + entity.name + (entity.resumed ? " (there already)" : rate));
      for (const std::string& note : entity.notes) terminal.line("  " + note);
    }
    if (options.verify && !options.append && only.empty()) {
      malloc_trim(0);  // what generation needed is not added to what the checks need
      MOCKDATA_ASSIGN(report.checks, verify_place(plan, report.landed.place.root, {report.landed.run.id, false, options.threads}, terminal));
      for (const std::string& text : report.checks->lines()) terminal.check(text.starts_with("✓"), text);
    }
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

Result<Environment> resolve_environment(const std::string& flag, const Project* project, Terminal& terminal) {
  if (!flag.empty()) return Environment{flag, "--environment"};
  if (const char* variable = std::getenv("MOCKDATA_ENVIRONMENT"); variable && *variable) return Environment{variable, "MOCKDATA_ENVIRONMENT"};
  if (project) {
    std::string origin;
    MOCKDATA_ASSIGN(const std::string name, project->setting("environment", &origin));
    if (!name.empty()) return Environment{name, origin};
  }
  if (!terminal.can_ask())
    return refused_error("nothing says that this is a dev environment, and nothing is written elsewhere", {}, "give --environment dev, set MOCKDATA_ENVIRONMENT=dev, or put {\"environment\": \"dev\"} into the project's mockdata.json");
  while (true) {
    MOCKDATA_ASSIGN(const std::string answer, terminal.ask("Which environment is this? Mock data is only written to dev (dev/test/prod):"));
    if (answer == "dev" || answer == "test" || answer == "prod") return Environment{answer, "your answer"};
    if (!answer.empty()) terminal.line("Please answer dev, test or prod.");
  }
}

}  // namespace mockdata
