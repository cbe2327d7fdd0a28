#include "workflow/script.h"

#include <sys/stat.h>

#include <filesystem>

#include "base/date.h"
#include "land/sink.h"

namespace fs = std::filesystem;

namespace mockdata {

namespace {

// This program under its name `mockdata`, which stands beside every other name of it.
std::string own_program() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? "mockdata" : (program.parent_path() / "mockdata").string();
}

}  // namespace

Status write_script(const std::string& path, const std::string& source, const RunOptions& options, const Plan& plan) {
  const fs::path folder = fs::path(path).parent_path();
  const auto relative = [&](const std::string& target) {
    const fs::path r = fs::path(target).lexically_relative(folder);
    return "str(HERE / " + json_quote(r.empty() ? target : r.generic_string()) + ")";
  };
  std::string text =
      "#!/usr/bin/env python3\n"
      "\"\"\"Generates the mock data of " + source + " again, exactly as before: same template, seed, day and rows.\n\n"
      "Run it from anywhere; it calls the program in the variable MOCKDATA, else `mockdata` on the PATH, else the one that wrote it.\n\"\"\"\n"
      "import os\nimport pathlib\nimport shutil\nimport subprocess\nimport sys\n\n"
      "HERE = pathlib.Path(__file__).resolve().parent\n"
      "PROGRAM = os.environ.get(\"MOCKDATA\") or shutil.which(\"mockdata\") or " + json_quote(own_program()) + "\n"
      "if not shutil.which(PROGRAM):\n"
      "    sys.exit(f\"{PROGRAM} was not found: put mockdata on the PATH, or its path into the variable MOCKDATA\")\n\n"
      "command = [\n"
      "    PROGRAM, \"generate\", " + relative(options.template_path) + ",\n"
      "    \"--output\", " + relative(options.output) + ",\n";
  if (!options.format.empty()) text += "    \"--format\", " + json_quote(options.format) + ",\n";
  text += "    \"--seed\", \"" + std::to_string(plan.seed) + "\", \"--as-of\", \"" + date_text(plan.as_of) + "\",\n";
  for (const PlannedEntity& e : plan.entities) text += "    \"--rows\", " + json_quote(e.name + "=" + std::to_string(e.rows())) + ",\n";
  if (options.plan.scale != 1) text += "    \"--rows\", " + json_quote("x" + Value::number(options.plan.scale).text()) + ",\n";  // of the sizes of identities
  for (const auto& other : options.plan.others) text += "    \"--crosswalk\", " + relative(fs::absolute(other->file_name).lexically_normal().string()) + ",\n";
  if (!options.ingested_at.empty()) text += "    \"--ingested-at\", " + json_quote(options.ingested_at) + ",\n";
  if (!options.plan.locale.empty()) text += "    \"--locale\", " + json_quote(options.plan.locale) + ",\n";
  text += "    \"--environment\", \"dev\",\n]\nsys.exit(subprocess.run(command + sys.argv[1:]).returncode)\n";
  MOCKDATA_CHECK(make_folders(folder.string()));
  MOCKDATA_CHECK(write_file(path, text));
  chmod(path.c_str(), 0755);
  return {};
}

}  // namespace mockdata
