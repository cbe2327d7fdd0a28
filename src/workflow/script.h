// The script that repeats a generation.
#pragma once

#include <string>

#include "workflow/run.h"

namespace mockdata {

// Writes a short Python script that calls the program with the same template, seed, day, rows, format and place.
// Paths inside the project are kept relative to the script's folder, so that a clone elsewhere works.
Status write_script(const std::string& path, const std::string& source, const RunOptions& options, const Plan& plan);

}  // namespace mockdata
