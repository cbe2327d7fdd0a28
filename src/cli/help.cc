#include "cli/help.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "workflow/terminal.h"

namespace mockdata::cli {

namespace {

std::size_t help_width() {
  const std::size_t columns = terminal_columns();
  return columns == 0 ? 100 : std::clamp<std::size_t>(columns, 40, 120);
}

// Characters that a terminal shows of UTF-8.
std::size_t shown_width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

// Appends words to `out`, which stands at column `at`; lines after the first begin at `indent`.
void wrap(std::string& out, const std::string& text, std::size_t at, std::size_t indent, std::size_t width) {
  std::string word;
  const auto put = [&] {
    if (word.empty()) return;
    const std::size_t length = shown_width(word);
    if (at > indent && at + 1 + length > width) {
      out += "\n" + std::string(indent, ' ');
      at = indent;
    } else if (at > indent) {
      out += ' ';
      ++at;
    }
    out += word;
    at += length;
    word.clear();
  };
  for (const char c : text) {
    if (c == ' ') put();
    else word += c;
  }
  put();
}

class HelpFormatter final : public CLI::Formatter {
 public:
  HelpFormatter() : width_(help_width()) { label("SUBCOMMAND", "COMMAND"); }

  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    std::string text = CLI::Formatter::make_help(app, std::move(name), mode);
    for (std::size_t at; (at = text.find("\n\n\n")) != std::string::npos;) text.erase(at, 1);  // one empty line between topics
    return text;
  }

  std::string make_option(const CLI::Option* option, bool positional) const override {
    std::string text = option->get_description();
    if (!option->get_default_str().empty()) text += " (default: " + option->get_default_str() + ")";
    std::string name = make_option_name(option, positional);
    if (const std::size_t comma = name.find(','); comma != std::string::npos) name.insert(comma + 1, " ");
    if (!positional && option->get_type_size() != 0) name += " " + option->get_type_name();
    if (positional && !option->get_required()) name = "[" + name + "]";
    return entry(name, (option->get_required() && !positional ? "required: " : "") + text);
  }
  std::string make_subcommand(const CLI::App* sub) const override { return entry(sub->get_name(), sub->get_description()); }
  std::string make_description(const CLI::App* app) const override { return wrapped((app->get_parent() ? app->get_name() + ": " : "") + app->get_description()) + "\n"; }
  std::string make_usage(const CLI::App* app, std::string name) const override {
    std::string text = CLI::Formatter::make_usage(app, std::move(name));
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return wrapped(text) + "\n";
  }
  // The examples and what follows: lines that begin with a blank are commands, to be copied whole.
  std::string make_footer(const CLI::App* app) const override {
    std::string out, line;
    for (const char c : app->get_footer() + "\n") {
      if (c != '\n') {
        line += c;
        continue;
      }
      if (line.starts_with(" ")) out += line;
      else out += wrapped(line);
      out += '\n';
      line.clear();
    }
    return out;
  }

 private:
  std::string wrapped(const std::string& text) const {
    std::string out;
    wrap(out, text, 0, 0, width_);
    return out;
  }
  std::string entry(const std::string& name, const std::string& text) const {
    const std::size_t column = width_ < 70 ? 6 : 28;
    std::string out = "  " + name;
    std::size_t at = 2 + shown_width(name);
    if (at + 2 > column) {
      out += "\n";
      at = 0;
    }
    out += std::string(column - at, ' ');
    wrap(out, text, column, column, width_);
    return out + "\n";
  }

  std::size_t width_;
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_formatter() { return std::make_shared<HelpFormatter>(); }

}  // namespace mockdata::cli
