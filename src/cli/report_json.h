// The checks of a verification as JSON, for `generate --json` and `verify --json`.
#pragma once

#include "template/value.h"
#include "verify/checks.h"

namespace mockdata::cli {

Value report_json(const verify::Report& report);

}  // namespace mockdata::cli
