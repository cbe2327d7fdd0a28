// The compression codecs of Parquet pages, through the codecs' own libraries.
#pragma once

#include <string>
#include <string_view>

#include "verify/parquet_metadata.h"

namespace mockdata::verify::parquet {

// Fills `out` with exactly `size` bytes, or says what is wrong: a codec that this reader lacks, or damaged bytes.
Status decompress(Codec codec, std::string_view compressed, size_t size, std::string& out, const std::string& where);

}  // namespace mockdata::verify::parquet
