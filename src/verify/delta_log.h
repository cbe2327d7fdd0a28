// Reads the log of a plain local Delta table: what files are live, their schema and statistics.
//
// Knows the actions commitInfo, protocol, metaData, add, remove and txn of reader version 1. Everything else is refused by name:
// checkpoints, deletion vectors, partitions, column mapping, table features, unknown actions, missing commits.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "verify/cells.h"

namespace mockdata::verify {

struct DeltaFile {
  std::string path;  // of the local file, decoded and joined with the table's folder
  int64_t size = 0;
  int64_t modified_ms = 0;
  std::optional<int64_t> rows;  // numRecords of its statistics
  std::string statistics;       // JSON as written, empty when absent
};

// A leaf of the table's schema.
struct DeltaColumn {
  std::string path;  // "teams[].id"
  CellType type = CellType::kText;
  std::string type_name;  // as written: "long", "decimal(12,2)"
  uint8_t precision = 0, scale = 0;
  bool nullable = true;
};

struct DeltaTable {
  int64_t version = 0;  // of the newest commit
  int64_t min_reader_version = 0, min_writer_version = 0;
  std::string id, name;
  std::vector<DeltaColumn> columns;
  std::map<std::string, std::string> configuration;
  std::map<std::string, int64_t> transactions;  // appId -> version
  std::vector<DeltaFile> files;                 // live, in the order of the log
  std::vector<std::string> operations;          // of the commits that state one, oldest first
};

// The table at its newest version, or at `version`. Errors name the commit and line.
Result<DeltaTable> read_delta_log(const std::string& folder, std::optional<int64_t> version = std::nullopt);

}  // namespace mockdata::verify
