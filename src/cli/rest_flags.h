// Options of reading a live REST API, for `discover` and the guided command.
#pragma once

#include <CLI/CLI.hpp>

#include "workflow/read_rest.h"

namespace mockdata::cli {

void add_rest_flags(CLI::App& app, RestFlags& flags);

}  // namespace mockdata::cli
