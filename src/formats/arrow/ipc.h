// Arrow IPC: the stream format and the file format (Feather version 2), one record batch a chunk. Text columns that come
// from a pool are dictionary-encoded; should a later chunk have other texts, they are appended to the dictionary.
// Source: "Arrow Columnar Format", serialization and interprocess communication; metadata version 5.
#pragma once

#include <memory>

#include "formats/encoding.h"

namespace mockdata {

std::unique_ptr<Encoding> make_arrow_encoding(const Schema& schema, bool file, const EncodingOptions& options);

}  // namespace mockdata
