#include "land/place.h"

#include <sys/stat.h>

#include <cctype>
#include <cstdio>

#include "formats/encoding.h"

namespace mockdata {

std::string path_component(const std::string& name) {
  std::string safe;
  for (const char c : name) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    safe += plain ? c : '_';
  }
  if (safe.empty() || safe[0] == '.' || safe[0] == '-') safe.insert(0, "_");
  if (safe.size() > 120) {
    std::size_t end = 120;
    while ((static_cast<unsigned char>(safe[end]) & 0xC0) == 0x80) --end;
    safe.resize(end);
  }
  return safe;
}

Result<Place> parse_place(const std::string& output, const std::string& ext, std::size_t entities) {
  if (output.empty()) return usage_error("no output is given", "say where to with --output");
  if (output == "null:") return Place{PlaceKind::kNull, {}, {}};
  if (output == "-") {
    if (ext.empty()) return usage_error("Delta tables cannot go to standard output", "choose a file format: --format ndjson, csv, json or parquet");
    if (entities != 1) return usage_error("standard output takes one entity, not " + std::to_string(entities), "name it with --entity");
    return Place{PlaceKind::kStdout, {}, {}};
  }
  std::string path = output.starts_with("file://") ? output.substr(7) : output;
  if (path.find("://") != std::string::npos)
    return refused_error("object stores need the lake plugin, which this version does not have", output, "land in a local folder, and copy it");
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  if (ext.empty()) return Place{PlaceKind::kLakehouse, path, {}};
  struct stat there;
  const bool is_folder = ::stat(path.c_str(), &there) == 0 && S_ISDIR(there.st_mode);
  if (!is_folder && path.size() > ext.size() + 1 && path.ends_with("." + ext)) {
    if (entities != 1)
      return usage_error(std::to_string(entities) + " entities cannot go into the one file " + output, "name a folder with --output, or one entity with --entity");
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return Place{PlaceKind::kFile, ".", path};
    return Place{PlaceKind::kFile, slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
  }
  return Place{PlaceKind::kFolder, path, {}};
}

std::string format_of_output(const std::string& output) {
  struct stat there;
  if (::stat(output.c_str(), &there) == 0 && S_ISDIR(there.st_mode)) return {};
  std::string_view found;  // the longest: "csv.gz" before "gz"
  for (const std::string_view format : file_formats())
    if (output.size() > format.size() + 1 && output.ends_with("." + std::string(format)) && format.size() > found.size()) found = format;
  return std::string(found);
}

std::string table_path(const std::string& bronze_table) { return "Tables/" + path_component(bronze_table); }
std::string data_json_path(const std::string& domain, const std::string& entity) {
  return "Files/mock/" + path_component(domain) + "/" + path_component(entity) + "/data.json";
}
std::string folder_file(const std::string& entity, const std::string& ext) { return path_component(entity) + "." + ext; }
std::string folder_part(const std::string& entity, const std::string& ext, uint32_t part) {
  char name[32];
  std::snprintf(name, sizeof name, "/part-%05u.", part);
  return path_component(entity) + name + ext;
}

}  // namespace mockdata
