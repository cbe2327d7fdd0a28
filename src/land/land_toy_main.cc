// Test tool: lands the toy table (toy_rows.h), whose values are known functions of the row number.
//   land_toy OUTPUT FORMAT|default ROWS THREADS [append] [resume] [replace-foreign] [kill-at=ROWS] [rows-per-file=N] [seed=N] [env=NAME] [peak]
//   peak: tells the most memory that was resident, in KiB
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "land/bronze.h"
#include "land/land.h"
#include "land/toy_rows.h"

int main(int argc, char** argv) {
  using namespace mockdata;
  if (argc < 5) return 2;
  LandRequest request;
  request.output = argv[1];
  request.format = std::strcmp(argv[2], "default") == 0 ? "" : argv[2];
  request.environment = {"dev", "--environment"};
  request.run = {"toy", 1, "2026-11-24", 1, "digest", {}};
  request.ingested_at = *parse_timestamp("2026-11-24T00:00:00.123456Z");
  const toy::Rows rows(std::strtoull(argv[3], nullptr, 10));
  request.threads = static_cast<unsigned>(std::atoi(argv[4]));
  uint64_t kill_at = 0;
  bool peak = false;
  for (int i = 5; i < argc; ++i) {
    const std::string word = argv[i];
    const auto number = [&] { return std::strtoull(word.c_str() + word.find('=') + 1, nullptr, 10); };
    if (word == "append") request.append = true;
    if (word == "peak") peak = true;
    if (word == "resume") request.resume = true;
    if (word == "replace-foreign") request.replace_foreign = true;
    if (word.starts_with("kill-at=")) kill_at = number();
    if (word.starts_with("rows-per-file=")) request.rows_per_file = number();
    if (word.starts_with("seed=")) request.run.seed = number();
    if (word.starts_with("env=")) request.environment.name = word.substr(4);
  }
  if (kill_at)
    request.progress = [&](const std::string&, uint64_t done, uint64_t) {
      if (done >= kill_at) std::raise(SIGKILL);
    };
  const std::vector<LandEntity> entities = {{"things", "bronze_toy_things", "test", &rows}};
  const auto landed = land(request, entities);
  if (peak)
    if (const auto status = read_file("/proc/self/status"); status.ok()) std::printf("%s\n", status->substr(status->find("VmHWM:") + 6, 16).c_str());
  if (landed.ok()) return 0;
  std::fprintf(stderr, "%s\n", landed.error().to_string().c_str());
  return static_cast<int>(landed.error().kind);
}
