// What a place holds, read back and checked against a plan: what `verify` does, and what ends each run.
#pragma once

#include <string>

#include "land/manifest.h"
#include "plan/plan.h"
#include "verify/checks.h"
#include "workflow/terminal.h"

namespace mockdata {

// Which of the outputs in a place are checked. A place may hold several runs: Delta tables of one, CSV files of another.
struct VerifyScope {
  std::string run;         // what this run landed; "": everything that the manifest lists for the plan's entities
  bool own_rows = false;   // each output has the rows that the manifest lists for it; else those of the plan
  unsigned threads = 0;    // 0: all of the machine
};
// Reads back what a destination's manifest lists, and checks it against the plan.
Result<verify::Report> verify_place(const Plan& plan, const std::string& root, const VerifyScope& scope, Terminal& terminal);

}  // namespace mockdata
