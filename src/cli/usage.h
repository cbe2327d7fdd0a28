// What is wrong with a command line, said with the nearest word that would be right.
#pragma once

#include "base/result.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace mockdata::cli {

// Of a line that did not parse. Names no value but the words that nothing is called: values may be secrets.
Error usage_of(const CLI::App& app, const CLI::ParseError& error);

}  // namespace mockdata::cli
