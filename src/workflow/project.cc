#include "workflow/project.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "template/value.h"

namespace fs = std::filesystem;

namespace mockdata {

namespace {
std::vector<std::string> listed(const fs::path& folder, bool folders, const std::string& ending) {
  std::vector<std::string> out;
  std::error_code ignored;
  for (fs::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with(".")) continue;
    if (folders && it->is_directory(ignored) && (ending.empty() || fs::exists(it->path() / ending, ignored))) out.push_back(name);
    if (!folders && it->is_regular_file(ignored) && name.size() > ending.size() && name.ends_with(ending)) out.push_back(name.substr(0, name.size() - ending.size()));
  }
  std::sort(out.begin(), out.end());
  return out;
}
}  // namespace

std::vector<std::string> Project::sources() const { return listed(fs::path(folder) / "docs" / "sources", false, ".md"); }
std::vector<std::string> Project::templates() const { return listed(fs::path(folder) / "docs" / "templates", true, "metadata.json"); }

Result<std::string> Project::setting(const std::string& key, std::string* origin) const {
  for (const fs::path& path : {fs::path(folder) / "mockdata.json", fs::path(folder).parent_path().parent_path() / "mockdata.json"}) {
    std::ifstream in(path, std::ios::binary);
    if (!in) continue;
    std::stringstream text;
    text << in.rdbuf();
    MOCKDATA_ASSIGN(const Value root, parse_json(text.str(), path.string()));
    const Value& value = root.find(key);
    if (value.missing()) continue;
    if (!value.is_string()) return invalid_error("\"" + key + "\" is a text, found " + value.to_json(), path.string() + ":" + std::to_string(value.line()));
    if (origin) *origin = path.string();
    return value.text();
  }
  return std::string();
}

std::vector<Project> find_projects(const std::string& start, std::vector<std::string>& looked) {
  std::error_code ignored;
  for (fs::path at = fs::absolute(start, ignored).lexically_normal();; at = at.parent_path()) {
    looked.push_back(at.string());
    if (fs::is_directory(at / "docs" / "sources", ignored)) return {{at.filename().string(), at.string()}};
    std::vector<Project> projects;
    for (const std::string& name : listed(at / "projects", true, ""))
      if (fs::is_directory(at / "projects" / name / "docs", ignored)) projects.push_back({name, (at / "projects" / name).string()});
    if (!projects.empty()) return projects;
    if (at == at.parent_path()) return {};
  }
}

std::string shown_path(const std::string& path) {
  std::error_code error;
  const std::string below = fs::path(path).lexically_relative(fs::current_path(error)).string();
  return error || below.empty() || below == "." || below.starts_with("..") ? path : below;
}

bool valid_source_name(const std::string& name) {
  if (name.empty() || name.size() > 100 || name[0] == '.') return false;
  return std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-' || c == '.'; });
}

}  // namespace mockdata
