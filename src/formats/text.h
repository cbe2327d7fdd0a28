// CSV (RFC 4180, CRLF), NDJSON and JSON arrays. In CSV, NULL is nothing and an empty text is ""; nested values are JSON,
// binary is base64. Compressed files are one gzip member or zstd frame a chunk, which readers take as one stream.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "formats/encoding.h"

namespace mockdata {

// How values look: JSON where `json`, else CSV.
struct Dialect {
  bool json = true;
  char delimiter = ',';
  bool quote_all = false;     // every value that is not NULL
  std::string null_text;
};

std::unique_ptr<Encoding> make_json_encoding(const Schema& schema, bool array, const EncodingOptions& options = {});
std::unique_ptr<Encoding> make_csv_encoding(const Schema& schema, const EncodingOptions& options);

// Spaces at the ends, which some readers drop, and a byte order mark in front, which all drop at the beginning of a file.
// REQUIRES a text that is not empty.
inline bool needs_quotes_at_its_ends(std::string_view text) {
  return text.front() == ' ' || text.back() == ' ' || text.starts_with("\xEF\xBB\xBF");
}

// Appends a CSV field, quoted where it has to be.
void append_csv_text(std::string& out, std::string_view text, const Dialect& dialect);

}  // namespace mockdata
