// Test help: a temporary folder that goes away with the object.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <set>
#include <string>

namespace mockdata::toy {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "mockdata-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  // All files below, as paths relative to the folder.
  std::set<std::string> files() const {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_))
      if (!entry.is_directory()) found.insert(std::filesystem::relative(entry.path(), path_).string());
    return found;
  }

 private:
  std::string path_;
};

}  // namespace mockdata::toy
