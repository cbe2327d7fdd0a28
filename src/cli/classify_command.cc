#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "cli/command.h"
#include "cli/flags.h"
#include "workflow/classify.h"

namespace mockdata::cli {

namespace {

struct Flags {
  std::string file;
  semantics::JudgeOptions judge;
  bool json = false;
};

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  app.add_option("file", f->file, "CSV with a header: entity,field,type; - for standard input").required();
  app.add_option("--policy NAME", f->judge.policy, "what counts as personal: default, strict, or a policy of --lexicon").show_default();
  app.add_option("--lexicon FOLDER", f->judge.folder, "folder of further lexicon files (words.XX.tsv, policy.NAME.tsv …)");
  add_json(app, f->json);
  return [f](Terminal& terminal) -> Result<int> {
    std::string text;
    if (f->file == "-") {
      text.assign(std::istreambuf_iterator<char>(std::cin), {});
    } else {
      const bool folder = std::filesystem::is_directory(f->file);
      std::ifstream in(f->file, std::ios::binary);
      if (!in || folder) return invalid_error(std::string("the file cannot be read: ") + std::strerror(folder ? EISDIR : errno), f->file, "give a CSV file, or - for standard input");
      text.assign(std::istreambuf_iterator<char>(in), {});
    }
    MOCKDATA_ASSIGN(const semantics::Judge judge, semantics::Judge::make(f->judge));
    MOCKDATA_ASSIGN(std::string out, classify_csv(text, f->file == "-" ? "standard input" : f->file, judge, f->json));
    if (!out.empty() && out.back() == '\n') out.pop_back();
    terminal.line(out);
    return 0;
  };
}

}  // namespace

extern const Command classify_command;
const Command classify_command{"classify", "what column names mean, and whether they are personal",
                               "mockdata classify columns.csv\n"
                               "mockdata classify - --json < columns.csv",
                               add};

}  // namespace mockdata::cli
