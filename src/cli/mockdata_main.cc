#include "cli/cli.h"

int main(int argc, char** argv) { return mockdata::run_command_line(argc, argv); }
