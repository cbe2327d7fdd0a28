#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>

namespace mockdata::cli {

namespace {

// Whole numbers from `lowest` to `highest`, in digits only: nothing is rounded, wrapped around or read as octal.
template <class T>
CLI::Validator whole(T lowest, T highest) {
  return CLI::Validator(
      [lowest, highest](std::string& text) -> std::string {
        T n{};
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), n);
        if (code == std::errc() && end == text.data() + text.size() && n >= lowest && n <= highest) return {};
        const std::string range = highest == std::numeric_limits<T>::max() ? "of " + std::to_string(lowest) + " or more" : "from " + std::to_string(lowest) + " to " + std::to_string(highest);
        return "a whole number " + range + " is expected, found \"" + text + "\"";
      },
      "");
}

// `names` is "--output,-o PLACE": the word, if there is one, stands for the value in the help.
template <class T>
CLI::Option* add(CLI::App& app, const std::string& names, T& value, const std::string& help) {
  const std::size_t blank = names.find(' ');
  CLI::Option* option = app.add_option(names.substr(0, blank), value, help);
  return blank == std::string::npos ? option : option->type_name(names.substr(blank + 1));
}

template <class T>
Option number(CLI::App& app, const std::string& names, T& value, const std::string& help) {
  return Option(app.add_option(names, value, help)->type_name("N")->check(whole<T>(0, std::numeric_limits<T>::max())));
}

}  // namespace

Option Option::required() const { return Option(option_->required()); }
Option Option::show_default() const { return Option(option_->capture_default_str()); }
Option Option::between(unsigned lowest, unsigned highest) const {
  return Option(option_->check(whole<int64_t>(lowest, highest))->type_name(std::to_string(lowest) + "-" + std::to_string(highest)));
}
Option Option::one_of(const std::vector<std::string>& words) const {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : "|") + word;
  const CLI::Validator known(
      [words, all](std::string& text) -> std::string {
        for (const std::string& word : words)
          if (text == word) return {};
        return "one of " + all + " is expected, found \"" + text + "\"";
      },
      "");
  return Option(option_->check(known)->type_name(all));
}
Option Option::excludes(const Option& other) const {
  option_->excludes(other.option_);
  return *this;
}

Option Options::add_option(const std::string& names, std::string& value, const std::string& help) { return Option(add(app_, names, value, help)); }
Option Options::add_option(const std::string& names, std::vector<std::string>& values, const std::string& help) {
  return Option(add(app_, names, values, help + "; may be given several times")->allow_extra_args(false));
}
Option Options::add_option(const std::string& names, int& value, const std::string& help) { return number(app_, names, value, help); }
Option Options::add_option(const std::string& names, unsigned& value, const std::string& help) { return number(app_, names, value, help); }
Option Options::add_option(const std::string& names, uint64_t& value, const std::string& help) { return number(app_, names, value, help); }
Option Options::add_flag(const std::string& names, bool& value, const std::string& help) { return Option(app_.add_flag(names, value, help)); }
void Options::topic(const std::string& title) { app_.option_defaults()->group(title); }

}  // namespace mockdata::cli
