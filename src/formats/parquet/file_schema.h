// The schema of a file, as its footer holds it: depth first, with converted types for old readers beside the logical ones.
#pragma once

#include "block/type.h"
#include "formats/parquet/thrift.h"

namespace mockdata::parquet {

void put_schema(ThriftWriter& t, int16_t field, const Schema& schema, bool uuid_bytes);

}  // namespace mockdata::parquet
