// The guided command: from a source document to verified synthetic tables, every question answerable by a flag.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workflow/run.h"

namespace mockdata {

struct GuidedOptions {
  std::string source, project, source_type, base_url;
  std::vector<std::string> endpoints;      // "[entity=]/path"
  bool extract = false;
  std::string template_path;
  std::string token_env, token_file, key_vault, secret;
  std::vector<std::string> corrections;
  bool yes = false, verbose = false, replace_foreign = false;
  PlanOptions plan;
  std::string format, output, environment;
  std::optional<std::string> ingested_at;
  unsigned threads = 0;
  unsigned timeout = 30;                   // seconds without a byte of the source
};

// Exit code 0 or 1 (a check failed), or the error.
Result<int> run_guided(GuidedOptions options, Terminal& terminal);

}  // namespace mockdata
