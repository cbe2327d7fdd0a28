// The safeguards in front of every destination: only dev places, and never over data that this program did not make.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "land/manifest.h"

namespace mockdata {

// The environment that somebody declared, and where ("--environment", "MOCKDATA_ENVIRONMENT", a settings file's path).
struct Environment {
  std::string name;
  std::string origin;
};

// kRefused unless the environment is exactly "dev".
Status check_environment(const Environment& environment);

// kRefused where `path` is a file whose content was not made by this program: the manifest does not list it at that size,
// and nothing in its first or last 64 KiB names `_is_synthetic`. A path where nothing stands is fine, an empty file too.
Status check_file(const std::string& path, const std::string& listed_as, const Manifest& manifest, bool replace_foreign);

// kRefused where `folder` holds a Delta table of somebody else, or files that are no table of ours.
// A table that this program cannot overwrite at all (checkpoints, features) is refused in either case.
Status check_table(const std::string& folder, bool append, bool replace_foreign);

}  // namespace mockdata
