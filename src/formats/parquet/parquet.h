// Parquet files, format 2.6. A chunk is a row group: encoded by itself on any thread; only the offsets in the footer are
// serial. Data pages V1 by default (what readers of Delta expect); pool blocks become dictionaries of the values in use,
// everything else is PLAIN. Timestamps are INT64 microseconds UTC, decimals INT32, INT64 or 16 bytes, uuids text.
#pragma once

#include <memory>

#include "formats/encoding.h"

namespace mockdata {

std::unique_ptr<Encoding> make_parquet_encoding(const Schema& schema, const EncodingOptions& options);

}  // namespace mockdata
