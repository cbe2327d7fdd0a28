// vocabulary_compile DATA OUTPUT: compiles DATA/world.txt, DATA/locales/*.txt, DATA/decades/*.txt and DATA/places/*.txt into
// OUTPUT/default.pack (the locales that world.txt marks as default, and the places of their countries) and
// OUTPUT/more.pack (all others).
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "vocabulary/pack.h"

namespace mockdata {

namespace {

namespace fs = std::filesystem;

Result<NamedSection> read_section(const std::string& name, const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return invalid_error("cannot be opened", path.string());
  std::stringstream text;
  text << in.rdbuf();
  MOCKDATA_ASSIGN(std::vector<ListText> lists, read_lists(text.view(), path.string()));
  return NamedSection{name, std::move(lists)};
}

Status write_file(const fs::path& path, const std::string& bytes) {
  const fs::path temporary = path.string() + ".new";
  std::ofstream out(temporary, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return destination_error("cannot be written", temporary.string());
  std::error_code failed;
  fs::rename(temporary, path, failed);
  if (failed) return destination_error("cannot be renamed: " + failed.message(), temporary.string());
  return {};
}

Status compile(const fs::path& data, const fs::path& output) {
  MOCKDATA_ASSIGN(NamedSection world, read_section("world", data / "world.txt"));
  std::set<std::string> in_default{"world", "root"};
  for (const ListText& list : world.lists)
    if (list.name == "world.locales")
      for (std::size_t r = 0; r < list.rows(); ++r) {
        const std::string* row = &list.cells[r * list.columns];
        if (row[4] != "default") continue;
        in_default.insert(row[0]);
        in_default.insert("decades/" + row[0]);
        in_default.insert("places/" + row[2]);
      }
  std::vector<NamedSection> packs[2];
  packs[0].push_back(std::move(world));
  for (const char* folder : {"locales", "decades", "places"}) {
    if (!fs::exists(data / folder)) continue;  // git keeps no empty folder
    for (const fs::directory_entry& entry : fs::directory_iterator(data / folder)) {
      const std::string stem = entry.path().stem().string();
      const std::string name = folder == std::string("locales") ? stem : std::string(folder) + "/" + stem;
      MOCKDATA_ASSIGN(NamedSection section, read_section(name, entry.path()));
      packs[in_default.count(name) ? 0 : 1].push_back(std::move(section));
    }
  }
  std::error_code failed;
  fs::create_directories(output, failed);
  for (const int i : {0, 1}) {
    MOCKDATA_ASSIGN(const std::string bytes, write_pack(std::move(packs[i])));
    MOCKDATA_CHECK(write_file(output / (i == 0 ? "default.pack" : "more.pack"), bytes));
  }
  return {};
}

}  // namespace

}  // namespace mockdata

int main(int count, char** arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: vocabulary_compile DATA OUTPUT\n");
    return 2;
  }
  const mockdata::Status done = mockdata::compile(arguments[1], arguments[2]);
  if (!done.ok()) std::fprintf(stderr, "%s\n", done.error().to_string().c_str());
  return done.ok() ? 0 : 3;
}
