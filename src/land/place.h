// Places: where a run's output goes and how things are called there.
//
//   a local lakehouse   Tables/<bronze_table>/ (Delta) and Files/mock/<domain>/<entity>/data.json
//   a local folder      <entity>.<ext>, or <entity>/part-00000.<ext> … where an entity takes several files
//   a local file        the one entity, where the output's name ends in the format's extension
//   "-"                 standard output, one entity
//   "null:"             nowhere, for measuring
// The formats "delta" and "" (the default set: delta and data.json) make a lakehouse; others a folder or a file.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace mockdata {

enum class PlaceKind { kLakehouse, kFolder, kFile, kStdout, kNull };

struct Place {
  PlaceKind kind = PlaceKind::kFolder;
  std::string root;   // the folder that holds the manifest; "" for streams
  std::string file;   // kFile: its name within root
  bool has_manifest() const { return kind != PlaceKind::kStdout && kind != PlaceKind::kNull; }
};

// The place that `output` names for a format with the extension `ext` (without a dot; "" for lakehouse formats).
// `entities` is how many are to be landed. URLs are kRefused until the lake plugin is there.
Result<Place> parse_place(const std::string& output, const std::string& ext, std::size_t entities);

// The format that the ending of a file's name says ("csv" of "mock/employees.csv"); "" where none does, of streams, and where
// a folder of that name stands.
std::string format_of_output(const std::string& output);

// A name that is safe as one component of a path: letters, digits, _ - and . stay, all else becomes _; never empty,
// never hidden, at most 120 bytes.
std::string path_component(const std::string& name);

// Paths relative to the root.
std::string table_path(const std::string& bronze_table);
std::string data_json_path(const std::string& domain, const std::string& entity);
std::string folder_file(const std::string& entity, const std::string& ext);
std::string folder_part(const std::string& entity, const std::string& ext, uint32_t part);

}  // namespace mockdata
