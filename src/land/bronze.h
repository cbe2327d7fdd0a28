// The four columns that every landed row carries, behind the entity's own:
// `_ingested_at` (timestamp), `_source_system` ("<source>_mock"), `_environment` ("dev") and `_is_synthetic` (true).
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "block/row_source.h"

namespace mockdata {

inline constexpr const char* kSyntheticColumn = "_is_synthetic";

struct BronzeColumns {
  int64_t ingested_at = 0;     // microseconds since the epoch, UTC; one moment for the whole run
  std::string source_system;   // "alexishr_mock"
  std::string environment;     // "dev"
};

// `source` with the Bronze columns; `source` must outlive it. An entity that has a column of one of these names already
// (in any case) is an error.
Result<std::unique_ptr<RowSource>> bronze_rows(const RowSource& source, const BronzeColumns& columns, const std::string& entity);

// "2026-11-24T02:15:00Z", "2026-11-24", or with a fraction of up to 6 digits and an offset, as microseconds UTC.
Result<int64_t> parse_timestamp(const std::string& text);
// Microseconds UTC as "2026-11-24T02:15:00Z", with a fraction where there is one.
std::string timestamp_text(int64_t micros);
int64_t now_micros();

}  // namespace mockdata
