// Commands that look and do not write: check, explain, sample, providers.
#pragma once

#include <string>

#include "workflow/run.h"

namespace mockdata {

// Every error and warning of a template. kCheckFailed-free: returns whether there is no error, having shown all.
Result<bool> show_check(const std::string& template_path, const PlanOptions& options, bool json, Terminal& terminal);

// How a column, an entity or everything will be made, and from what evidence. `what`: "", "employees" or "employees.email".
Status show_explain(const std::string& template_path, const std::string& what, const PlanOptions& options, bool json, Terminal& terminal);

// Every column of identifiers: its range, level, capacity and authority. `what` as above.
Status show_safety(const std::string& template_path, const std::string& what, const PlanOptions& options, bool json, Terminal& terminal);

// Rows of an entity from anywhere, as JSON lines or as a table.
Status show_sample(const std::string& template_path, const std::string& entity, uint64_t at, uint64_t rows, const PlanOptions& options, bool json,
                   Terminal& terminal);

// All providers; or one with its arguments and samples, made with its example where no arguments are given.
struct ProviderQuestion {
  std::string name, arguments;
  uint64_t rows = 5;
  bool unique = false;
  bool json = false;
};
Status show_providers(const ProviderQuestion& question, const PlanOptions& options, Terminal& terminal);

}  // namespace mockdata
