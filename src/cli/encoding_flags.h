// Options of how files are encoded, for `generate`.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/options.h"
#include "formats/encoding.h"

namespace mockdata::cli {

struct EncodingFlags {
  std::string codec = "auto", encoding = "auto", uuid = "text", delimiter = ",", quote = "needed", null_text;
  std::vector<std::string> columns;
  int level = 1, page_version = 1;
  bool no_header = false;

  void add_to(Options& app);
  Result<EncodingOptions> options() const;
  // What differs from the defaults, for the manifest: the bytes of files depend on it.
  std::vector<std::pair<std::string, std::string>> settings() const;
};

}  // namespace mockdata::cli
