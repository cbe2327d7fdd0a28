#include "workflow/run.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "base/date.h"
#include "base/nearest.h"
#include "generate/entity_rows.h"
#include "land/digest.h"
#include "land/bronze.h"
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

std::string grouped(uint64_t n) {
  std::string s = std::to_string(n);
  for (std::size_t i = s.size(); i > 3; i -= 3) s.insert(i - 3, ",");
  return s;
}

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
