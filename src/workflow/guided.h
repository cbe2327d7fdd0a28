// The guided command: from a source document to verified synthetic tables, every question answerable by a flag.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workflow/read_rest.h"
#include "workflow/run.h"

namespace mockdata {

struct GuidedOptions : RestFlags {
  std::string source, project, source_type;
  bool extract = false;
  std::string template_path;
  std::vector<std::string> corrections;
  bool yes = false, verbose = false, replace_foreign = false;
  PlanOptions plan;
  std::string format, output, environment;
  std::optional<std::string> ingested_at;
  unsigned threads = 0;
};

// Exit code 0 or 1 (a check failed), or the error.
Result<int> run_guided(GuidedOptions options, Terminal& terminal);

}  // namespace mockdata
