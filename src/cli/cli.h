// The command line: options, help and exit codes. What commands do stands in src/workflow.
#pragma once

namespace mockdata {

// Exit codes: 0 done, 1 checks failed or differences found, 2 usage, 3 template or input invalid, 4 source or credentials,
// 5 destination, 6 refused by a safeguard, 130 interrupted. Called as generate-mock-data, it is the guided command.
int run_command_line(int argc, char** argv);

}  // namespace mockdata
