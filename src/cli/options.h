// The options of a command, as the commands declare them: the parser's header, long to compile, is read in one place only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace mockdata::cli {

class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}
  Option required() const;
  Option show_default() const;                            // the variable's value, in the help
  Option between(unsigned lowest, unsigned highest) const;
  Option one_of(const std::vector<std::string>& words) const;
  Option excludes(const Option& other) const;

 private:
  CLI::Option* option_;
};

// Names as "--long,-s WORD", where the help calls the value WORD; a name without dashes is positional. The variable is set when the line is parsed and has to live until then.
// Numbers are whole and 0 or more, unless between() says more.
class Options {
 public:
  explicit Options(CLI::App& app) : app_(app) {}
  Option add_option(const std::string& names, std::string& value, const std::string& help);
  Option add_option(const std::string& names, std::vector<std::string>& values, const std::string& help);  // may be given several times, a value each; the help says so
  Option add_option(const std::string& names, int& value, const std::string& help);
  Option add_option(const std::string& names, unsigned& value, const std::string& help);
  Option add_option(const std::string& names, uint64_t& value, const std::string& help);
  Option add_flag(const std::string& names, bool& value, const std::string& help);
  // The heading in the help under which the options added from now on stand.
  void topic(const std::string& title);

 private:
  CLI::App& app_;
};

}  // namespace mockdata::cli
