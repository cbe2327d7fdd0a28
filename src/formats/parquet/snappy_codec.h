// Compression to the Snappy format, with a search made for pages of columns.
//
// Snappy fixes what the bytes mean and leaves the search for repetitions to the writer. Pages of generated columns repeat whole parts of
// values (the domain of an address, the high bytes of a number) and little else, and a branch taken wrongly costs more than the bytes
// that a short repetition saves. So repetitions are looked for by their first 6 bytes, not 4, in a table of 4,096 places that stays in the
// first-level cache, and steps grow while nothing is found. Against libsnappy 1.1.9 on pages of 1 MiB, GB/s of input and ratio:
// e-mail addresses 0.69 (1.78) and 0.40 (2.10), uuids as text 1.28 (1.01) and 0.29 (1.13), company names 0.40 (1.34) and 0.26 (1.58),
// sentences 0.40 (1.37) and 0.31 (1.69), streets 0.35 (1.83) and 0.33 (1.90), amounts 0.50 (1.49) and 0.50 (1.54); readers take e-mail
// addresses apart at 2.2 and 0.85 GB/s.
//
// Cost: one hash and one load for each position tried. Limits: a repetition lies within 64 KiB.
// Source of the format: format_description.txt of google/snappy.
#pragma once

#include <string_view>

#include "base/byte_buffer.h"

namespace mockdata::parquet {

// Appends the compressed form of `in`, at most in.size() + 16 bytes. REQUIRES in.size() < 4 GiB. The bytes depend on `in` alone.
void append_snappy(ByteBuffer& out, std::string_view in);

}  // namespace mockdata::parquet
