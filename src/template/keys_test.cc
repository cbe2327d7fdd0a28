#include "template/keys.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace mockdata {
namespace {

std::string escaped(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

std::string table(KeyPlace place) {
  std::string out = "| key | kind | meaning |\n|---|---|---|\n";
  for (const KeyInfo& key : all_keys())
    if (key.place == place) out += "| `" + std::string(key.name) + "` | " + escaped(std::string(key.kinds)) + " | " + escaped(std::string(key.doc)) + " |\n";
  return out;
}

TEST(Keys, NoneTwice) {
  for (const KeyInfo& key : all_keys()) EXPECT_EQ(find_key(key.place, key.name), &key) << key.name;
}

TEST(Keys, TheTemplatesPageIsCurrent) {
  const std::string path = std::string(MOCKDATA_SOURCE_DIR) + "/docs/template.md";
  std::stringstream read;
  read << std::ifstream(path).rdbuf();
  std::string page = read.str();
  const std::pair<const char*, KeyPlace> places[] = {
      {"template", KeyPlace::kTemplate}, {"entity", KeyPlace::kEntity}, {"field", KeyPlace::kField}, {"relationship", KeyPlace::kRelationship},
      {"identity", KeyPlace::kIdentity}, {"households", KeyPlace::kHouseholds}, {"person", KeyPlace::kPerson}, {"drift", KeyPlace::kDrift}};
  for (const auto& [name, place] : places) {
    const std::string begin = "<!-- keys: " + std::string(name) + " -->\n", end = "<!-- end of keys -->";
    const std::size_t from = page.find(begin);
    ASSERT_NE(from, std::string::npos) << begin;
    const std::size_t to = page.find(end, from);
    ASSERT_NE(to, std::string::npos);
    page.replace(from + begin.size(), to - from - begin.size(), table(place));
  }
  if (std::getenv("MOCKDATA_UPDATE_DOCS")) std::ofstream(path) << page;
  EXPECT_EQ(read.str(), page) << "docs/template.md is not current: MOCKDATA_UPDATE_DOCS=1 build/release/template_test rewrites its tables";
}

}  // namespace
}  // namespace mockdata
