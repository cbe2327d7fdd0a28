#include "cli/options.h"

#include <CLI/CLI.hpp>

namespace mockdata::cli {

Option Option::required() const { return Option(option_->required()); }
Option Option::show_default() const { return Option(option_->capture_default_str()); }
Option Option::between(unsigned lowest, unsigned highest) const { return Option(option_->check(CLI::Range(lowest, highest))); }
Option Option::one_of(const std::vector<std::string>& words) const { return Option(option_->check(CLI::IsMember(words))); }
Option Option::excludes(const Option& other) const {
  option_->excludes(other.option_);
  return *this;
}

Option Options::add_option(const std::string& names, std::string& value, const std::string& help) { return Option(app_.add_option(names, value, help)); }
Option Options::add_option(const std::string& names, std::vector<std::string>& values, const std::string& help) { return Option(app_.add_option(names, values, help)); }
Option Options::add_option(const std::string& names, int& value, const std::string& help) { return Option(app_.add_option(names, value, help)); }
Option Options::add_option(const std::string& names, unsigned& value, const std::string& help) { return Option(app_.add_option(names, value, help)); }
Option Options::add_option(const std::string& names, uint64_t& value, const std::string& help) { return Option(app_.add_option(names, value, help)); }
Option Options::add_flag(const std::string& names, bool& value, const std::string& help) { return Option(app_.add_flag(names, value, help)); }

}  // namespace mockdata::cli
