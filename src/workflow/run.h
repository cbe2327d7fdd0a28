// One generation: a template planned, landed and verified. What `generate` and the guided command share.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "land/land.h"
#include "plan/plan.h"
#include "workflow/terminal.h"
#include "workflow/verify_place.h"

namespace mockdata {

// Where and how a run lands, as every command that lands asks for it.
struct LandOptions {
  std::string output;
  std::string format;                     // "": what the output's ending says ("mock/employees.csv"), else Delta tables and data.json
  std::string ingested_at;                // "": now
  unsigned threads = 0;                   // 0: as many as the machine has
  bool replace_foreign = false;
};

struct RunOptions : LandOptions {
  std::string template_path;
  EncodingOptions encoding;
  std::vector<std::pair<std::string, std::string>> encoding_settings;  // what of `encoding` is not the default, for the manifest
  Environment environment;
  PlanOptions plan;
  std::vector<std::string> entities;      // only these; empty: all. A part is landed, but not verified.
  uint64_t rows_per_file = 0;
  bool append = false, resume = false, bronze_columns = true, verify = true;
};

// A template with its plan; the plan points into itself only.
struct Prepared {
  Template tmpl;
  std::string digest;                     // SHA-256 of the file's text
  Planned planned;
};
// Reads and plans. Errors of the template become one Error; warnings are left in planned.issues.
Result<Prepared> prepare(const std::string& template_path, const PlanOptions& options);

struct RunReport {
  Landed landed;
  std::optional<verify::Report> checks;
  double seconds = 0;
};

// Generates, lands and (where the place can be read back) verifies, with progress and the ✓ lines on the terminal.
Result<RunReport> generate_run(const Prepared& prepared, const RunOptions& options, Terminal& terminal);

// The environment: flag, MOCKDATA_ENVIRONMENT, the project's settings, else asked for; kRefused where nobody can be asked.
Result<Environment> resolve_environment(const std::string& flag, const struct Project* project, Terminal& terminal);

// SOURCE_DATE_EPOCH in seconds, where it is set: the clock of `extracted_at` and `_ingested_at`, for runs that repeat to the byte.
Result<std::optional<int64_t>> pinned_now();

// "employees=1000" or "x10" into plan options.
Status apply_rows(const std::string& text, PlanOptions& options);

}  // namespace mockdata
