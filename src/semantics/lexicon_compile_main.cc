// lexicon_compile FOLDER OUTPUT: compiles the files of data/lexicon into OUTPUT, a step of the build.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "semantics/lexicon.h"

using namespace mockdata;
using namespace mockdata::semantics;

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "lexicon_compile FOLDER OUTPUT\n"), 2;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1]))
    if (entry.path().extension() == ".tsv") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const auto& path : paths) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    texts.push_back(text.str());
  }
  std::vector<LexiconFile> files;
  for (std::size_t i = 0; i < paths.size(); ++i) files.push_back({paths[i].filename().string(), texts[i]});
  const Result<LexiconBytes> bytes = compile_lexicon(files);
  if (!bytes.ok()) return std::fprintf(stderr, "%s\n", bytes.error().to_string().c_str()), 1;
  std::ofstream out(argv[2], std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes->data()), static_cast<std::streamsize>(bytes->size() * 8));
  return out.flush() ? 0 : 1;
}
