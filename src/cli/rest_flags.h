// Options of reading a live REST API, for `discover` and the guided command.
#pragma once

#include "cli/options.h"
#include "workflow/read_rest.h"

namespace mockdata::cli {

void add_rest_flags(Options& app, RestFlags& flags);

}  // namespace mockdata::cli
