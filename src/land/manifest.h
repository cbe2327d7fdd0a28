// The manifest, `_mockdata/manifest.json` in the place's root: what was landed there, by which run, with file digests.
//
// It says enough to repeat a run (source, seed, as-of day, engine number, template digest, settings), to resume one that
// was killed, and to tell files of ours from others. Entities that a run does not touch keep their entries.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mockdata {

// What the bytes of a run depend on, and nothing else.
struct RunInfo {
  std::string source;
  uint64_t seed = 0;
  std::string as_of;            // "2026-11-24"
  uint64_t engine = 0;
  std::string template_digest;  // SHA-256 of the template's file
  std::vector<std::pair<std::string, std::string>> settings;  // "rows.employees" = "1000", "locale" = "sv_SE" …
  // 32 hexadecimal digits that stand for all of the above.
  std::string identity() const;
};

struct ManifestRun {
  std::string id;               // RunInfo::identity()
  RunInfo info;
  std::string program;          // "mockdata 0.1.0"
  std::string environment;
  std::string ingested_at;      // RFC 3339, UTC
  bool complete = false;        // all that the run was to land has landed
};

struct ManifestFile {
  std::string path;             // relative to the root, with /
  uint64_t bytes = 0;
  uint64_t rows = 0;
  std::string sha256;
};

// One form in which an entity was landed.
struct ManifestOutput {
  std::string format;           // "delta", "json" …
  std::string path;             // the table's folder or the file (or folder of parts), relative to the root
  std::string run;              // ManifestRun::id of the last run that wrote it
  uint64_t rows = 0;
  int64_t version = -1;         // of a Delta table
  std::vector<ManifestFile> files;
};

struct ManifestEntity {
  std::string source, entity;
  std::vector<ManifestOutput> outputs;
  const ManifestOutput* output(const std::string& format) const;
};

struct Manifest {
  std::vector<ManifestRun> runs;
  std::vector<ManifestEntity> entities;

  const ManifestRun* run(const std::string& id) const;
  const ManifestEntity* entity(const std::string& source, const std::string& name) const;
  const ManifestFile* file(const std::string& path) const;
  // Puts a run in the place of its predecessor, or at the end; runs that no output names any more go.
  void put(ManifestRun run);
  // Puts an output of an entity in the place of the one with its format, or at the end.
  void put(const std::string& source, const std::string& entity, ManifestOutput output);
};

std::string manifest_path(const std::string& root);
// The manifest of a place; an empty one where there is none. A broken one is a kDestination error.
Result<Manifest> read_manifest(const std::string& root);
// Replaces the manifest in one step.
Status write_manifest(const std::string& root, const Manifest& manifest);

// Whether all files of an output are there with size and digest, and a table is still at the version landed.
bool intact(const std::string& root, const ManifestOutput& output);

}  // namespace mockdata
