// The guided command: from a source document to verified synthetic tables, every question answerable by a flag.
#pragma once

#include <string>
#include <vector>

#include "workflow/read_rest.h"
#include "workflow/run.h"

namespace mockdata {

struct GuidedOptions : RestFlags, LandOptions {
  std::string source, project, source_type;
  bool extract = false;
  std::string template_path;
  std::vector<std::string> corrections;
  bool yes = false, verbose = false;
  PlanOptions plan;
  std::string environment;
};

// Exit code 0 or 1 (a check failed), or the error.
Result<int> run_guided(GuidedOptions options, Terminal& terminal);

}  // namespace mockdata
