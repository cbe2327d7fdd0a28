// Landing: entities made, encoded, written, committed and entered in the manifest, behind every safeguard.
//
// All refusals and name clashes are found before the first byte is written. Then entity by entity: data files under
// temporary names, the files shown, the table committed, the manifest replaced. A killed run therefore leaves each table
// as it was or as it shall be, and `resume` skips the entities that are whole.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "land/driver.h"
#include "land/guard.h"
#include "land/manifest.h"
#include "land/place.h"

namespace mockdata {

struct LandEntity {
  std::string name;
  std::string bronze_table;     // "": bronze_<source>_<name>
  std::string domain;           // of the path of data.json; "": the source
  const RowSource* rows = nullptr;
};

struct LandRequest {
  std::string output;           // a folder, a file, "-" or "null:"
  std::string format;           // "": Delta tables and data.json; "delta" or a format that land_extension() knows
  Environment environment;
  RunInfo run;                  // settings: everything else that the bytes depend on; entities' row counts are added here
  std::optional<int64_t> ingested_at;  // microseconds; default: now
  bool append = false;          // to Delta tables; data.json then holds the rows of this run
  bool replace_foreign = false;
  bool resume = false;
  bool bronze_columns = true;
  unsigned threads = 1;
  uint64_t rows_per_file = 0;   // 0: 64 chunks a Parquet file, all else one file
  std::function<void(const std::string& entity, uint64_t done, uint64_t total)> progress;  // one thread at a time
  const std::atomic<bool>* cancel = nullptr;
};

struct LandedEntity {
  std::string name;
  uint64_t rows = 0;
  std::vector<ManifestOutput> outputs;   // also for streams, whose paths are "-" and "null:"
  bool resumed = false;                  // was whole already, nothing written
  double seconds = 0;
  std::vector<std::string> notes;        // "birth date: written as birth_date"
};

struct Landed {
  Place place;
  ManifestRun run;
  std::vector<LandedEntity> entities;
  bool abandoned = false;                // the reader of standard output went away early
};

// "csv" for "csv", "parquet" for "parquet" …, "" for "delta" and the default set; else a usage error.
Result<std::string> land_extension(const std::string& format);

// Makes the encoding of a format ("parquet", "csv", "ndjson", "json") for rows of a schema.
using EncodingFactory = std::function<Result<std::unique_ptr<Encoding>>(const std::string& format, const Schema& schema)>;

Result<Landed> land(const LandRequest& request, const std::vector<LandEntity>& entities, const EncodingFactory& encodings);
// With the encodings of src/formats.
Result<Landed> land(const LandRequest& request, const std::vector<LandEntity>& entities, const EncodingOptions& options = {});

}  // namespace mockdata
