// Where things stand in a user's repository: projects, source documents, saved templates, the project's settings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace mockdata {

struct Project {
  std::string name;
  std::string folder;  // absolute
  std::string source_document(const std::string& source) const { return folder + "/docs/sources/" + source + ".md"; }
  std::string template_path(const std::string& source) const { return folder + "/docs/templates/" + source + "/metadata.json"; }
  std::string script_path(const std::string& source) const { return folder + "/scripts/generate_mock_" + source + ".py"; }
  std::string output(const std::string& source) const { return folder + "/mock/" + source; }
  // Names of docs/sources/*.md without the ending, sorted.
  std::vector<std::string> sources() const;
  // Sources with a saved template, sorted.
  std::vector<std::string> templates() const;
  // The value of a key in mockdata.json of the project or of the folder above projects/; empty when unsaid.
  Result<std::string> setting(const std::string& key, std::string* origin = nullptr) const;
};

// Projects seen from `start` upwards: the folder itself when it (or one above) has docs/sources, else projects/* of the
// nearest folder above that has them. `looked` gets the folders that were searched.
std::vector<Project> find_projects(const std::string& start, std::vector<std::string>& looked);

// A path as people are shown it: from the working folder where it is below that, else as it is.
std::string shown_path(const std::string& path);

// A source's name as it may stand in paths: letters, digits, '_', '-' and '.', not starting with '.'.
bool valid_source_name(const std::string& name);

}  // namespace mockdata
