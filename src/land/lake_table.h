// A table of a lake: what it is now, and one change to it that appears whole or not at all.
//
// Local tables whose whole history this program wrote are LocalDelta (delta.h). Tables with checkpoints, features or
// somebody else's history, and tables in object stores, belong to the lake plugin, which will be another LakeTable;
// until it is there, open_lake_table() and describe() refuse them and name what they found.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "block/type.h"
#include "land/sink.h"

namespace mockdata {

struct LakeFile {
  std::string path;   // relative to the table, as the log has it
  uint64_t bytes = 0;
  uint64_t rows = 0;  // 0 where the log does not say
};

struct LakeState {
  int64_t version = -1;            // of the last commit; -1: no table here
  std::string schema_string;       // Delta's JSON of the columns
  std::string id;
  int64_t created_ms = 0;
  std::string foreign;             // who else wrote into it ("Apache-Spark/3.5 …"); "" when all of it is ours
  std::vector<LakeFile> files;     // live ones
  bool exists() const { return version >= 0; }
};

struct NewFile {
  std::string path;                // relative; unique in the table for ever
  uint64_t bytes = 0;
  std::string stats;               // DeltaStats::json()
};

enum class LakeMode { kAppend, kOverwrite };

struct LakeChange {
  LakeMode mode = LakeMode::kOverwrite;
  Schema schema;                   // of lake_schema(); appending needs that of the table
  std::vector<NewFile> files;      // written already
  std::string table_id;            // a UUID, used when the table is made
  int64_t at_ms = 0;               // the moment that the log names
  std::string run;                 // told in the log: the manifest's run
};

class LakeTable {
 public:
  virtual ~LakeTable() = default;
  // Reads the log. A table that needs more than this kind of table can do is kRefused, with what was found by name.
  virtual Result<LakeState> describe() const = 0;
  // A data file that is visible after close() and counts after commit().
  virtual Result<std::unique_ptr<Sink>> open_file(const std::string& path) = 0;
  // One atomic commit on top of `seen`, which becomes its version. When somebody else committed in between, an append is put behind it;
  // an overwrite, or a table that should have been new, is a kDestination error and changes nothing.
  virtual Result<int64_t> commit(const LakeState& seen, const LakeChange& change) = 0;
};

// The table in a local folder (which need not exist). A URL is kRefused: the lake plugin is not there yet.
Result<std::unique_ptr<LakeTable>> open_lake_table(const std::string& place);

}  // namespace mockdata
