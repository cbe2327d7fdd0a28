#include "verify/checks.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "verify/check_run.h"

namespace mockdata::verify {
namespace {

Status check_expectations(const std::vector<EntityExpectation>& entities) {
  std::set<std::string> names;
  for (const EntityExpectation& entity : entities)
    if (!names.insert(entity.name).second) return invalid_error("the entity is expected twice", entity.name);
  for (const EntityExpectation& entity : entities) {
    for (const ForeignKeyExpectation& key : entity.foreign_keys) {
      if (key.from.empty() || key.from.size() != key.to.size()) return invalid_error("a foreign key needs as many columns on both sides, one at least", entity.name);
      if (!names.count(key.to_entity)) {
        return invalid_error("refers to the entity " + key.to_entity + ", which is not among those to verify", entity_path(entity.name, key.from));
      }
    }
  }
  return {};
}

// What a check says when it passed for every entity.
const char* common_wording(const std::string& name) {
  static const std::map<std::string, const char*> kWordings{
      {"rows", "Row counts as expected"}, {"schema", "Schema: all columns are there, with their types"}, {"nullability", "Nullability: no null where none is allowed"},
      {"values", "Values: every value is one of its column's type"}, {"synthetic", "_is_synthetic is true on every row"},
      {"safety", "Nobody real: every identifier is of a range that belongs to nobody"},
      {"statistics", "Statistics in files and log are true"}, {"primary_key", "No duplicate primary keys"}, {"unique", "No duplicates in unique columns"}};
  const auto found = kWordings.find(name);
  return found == kWordings.end() ? nullptr : found->second;
}

}  // namespace

void expect_bronze_columns(EntityExpectation& entity) {
  entity.columns.push_back({"_ingested_at", ValueType::kTimestamp, 0, 0, false});
  entity.columns.push_back({"_source_system", ValueType::kString, 0, 0, false});
  entity.columns.push_back({"_environment", ValueType::kString, 0, 0, false});
  entity.columns.push_back({"_is_synthetic", ValueType::kBool, 0, 0, false});
  entity.synthetic_mark = "_is_synthetic";
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string entity_path(const std::string& entity, const std::vector<std::string>& paths) {
  return entity + "." + (paths.size() == 1 ? paths[0] : "(" + join(paths) + ")");
}

std::string Check::text() const {
  if (passed) return "✓ " + wording;
  std::string out = "✗ " + wording;
  std::string more = detail;
  if (!offenders.empty()) more += (more.empty() ? "" : "; ") + std::string("for example ") + join(offenders);
  if (failed > 0 && checked > 0) out += ": " + std::to_string(failed) + " of " + std::to_string(checked) + " fail" + (more.empty() ? "" : " (" + more + ")");
  else if (!more.empty()) out += ": " + more;
  return out;
}

bool Report::passed() const {
  return std::all_of(checks.begin(), checks.end(), [](const Check& check) { return check.passed; });
}

std::vector<std::string> Report::lines() const {
  std::vector<std::string> lines;
  std::set<std::string> said;
  for (const Check& check : checks) {
    if (!check.passed) {
      lines.push_back(check.text());
      continue;
    }
    const char* common = common_wording(check.name);
    if (!common) {
      if (check.name != "readable") lines.push_back(check.text());
      continue;
    }
    const bool all = std::all_of(checks.begin(), checks.end(), [&](const Check& other) { return other.name != check.name || other.passed; });
    if (!all) lines.push_back(check.text());
    else if (said.insert(check.name).second) lines.push_back("✓ " + std::string(common));
  }
  return lines;
}

uint64_t OpenEntity::rows() const {
  const std::optional<int64_t> stated = landed ? landed->stated_rows() : std::nullopt;
  return static_cast<uint64_t>(std::max<int64_t>({stated.value_or(0), expected->rows.value_or(0), 0}));
}

Status Progress::report(const std::string& entity, const std::string& check, int64_t rows) {
  const std::lock_guard lock(mutex_);
  stopped_ = stopped_ || (options_.progress && !options_.progress(entity, check, rows));
  return stopped_ ? Status(Error{ErrorKind::kInterrupted, "verification was interrupted", {}, {}}) : Status();
}

namespace {

// Runs the tasks in order on this many threads; the first error in the tasks' order.
Status run_all(const std::vector<std::function<Status()>>& tasks, unsigned threads) {
  std::vector<Status> results(tasks.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i; (i = next.fetch_add(1)) < tasks.size();) results[i] = tasks[i]();
  };
  std::vector<std::thread> helpers;
  try {
    for (unsigned i = 1; i < threads && i < tasks.size(); ++i) helpers.emplace_back(work);
  } catch (const std::system_error&) {
    // Fewer threads find the same.
  }
  work();
  for (std::thread& helper : helpers) helper.join();
  for (Status& result : results) MOCKDATA_CHECK(std::move(result));
  return {};
}

}  // namespace

Result<Report> verify_landed(const std::vector<EntityExpectation>& expectations, const VerifyOptions& options) {
  MOCKDATA_CHECK(check_expectations(expectations));
  Report report;
  std::vector<OpenEntity> entities;
  for (const EntityExpectation& expected : expectations) {
    OpenEntity entity{&expected, nullptr};
    Result<Landed> landed = Landed::open(expected.data);
    Check check{"readable", expected.name, "The landed data of " + expected.name + " can be read", landed.ok(), 0, 0, {}, {}};
    if (landed.ok()) entity.landed = std::make_unique<Landed>(std::move(*landed));
    else check.detail = landed.error().to_string();
    report.checks.push_back(std::move(check));
    entities.push_back(std::move(entity));
  }
  const unsigned threads = std::max(1u, options.threads);
  Progress progress(options);
  std::vector<ShapeOutcome> shapes(entities.size());
  std::vector<std::vector<Check>> statistics(entities.size());
  KeyChecks keys = plan_keys(entities);
  // Longest first: the walk over all columns of the largest entity takes about as long as everything else.
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < entities.size(); ++i)
    if (entities[i].landed) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return std::pair(entities[b].rows(), a) < std::pair(entities[a].rows(), b); });
  std::vector<std::function<Status()>> tasks;
  for (const std::size_t i : order) tasks.push_back([&, i] { return check_shape(entities[i], options, progress, shapes[i]); });
  for (const KeySet& set : keys.sets) tasks.push_back([&] { return check_key_set(set, options.memory / threads, progress); });
  for (const std::size_t i : order) {
    if (!options.statistics || !entities[i].landed->has_statistics()) continue;
    statistics[i].resize(kStatisticsParts);
    for (std::size_t part = 0; part < kStatisticsParts; ++part)
      tasks.push_back([&, i, part] { return check_statistics(entities[i], part, progress, statistics[i][part]); });
  }
  MOCKDATA_CHECK(run_all(tasks, threads));

  for (std::size_t i = 0; i < entities.size(); ++i) {
    EntitySummary summary{entities[i].expected->name, shapes[i].rows, 0, 0};
    if (entities[i].landed) {
      summary.files = entities[i].landed->files();
      summary.bytes = entities[i].landed->bytes();
      if (!shapes[i].trouble.empty()) report.checks[i].passed = false, report.checks[i].detail = shapes[i].trouble;
      for (Check& check : shapes[i].checks) report.checks.push_back(std::move(check));
      if (!statistics[i].empty()) report.checks.push_back(join_statistics(entities[i], std::move(statistics[i])));
    }
    report.entities.push_back(std::move(summary));
  }
  for (Check& check : keys.checks) report.checks.push_back(std::move(check));
  return report;
}

}  // namespace mockdata::verify
