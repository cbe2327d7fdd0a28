// CSV (RFC 4180, CRLF), NDJSON and JSON arrays. In CSV, NULL is nothing and an empty text is ""; nested values are JSON,
// binary is base64.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "formats/encoding.h"

namespace mockdata {

std::unique_ptr<Encoding> make_json_encoding(const Schema& schema, bool array);
std::unique_ptr<Encoding> make_csv_encoding(const Schema& schema, const EncodingOptions& options);

// Appends a CSV field, quoted where it has to be.
void append_csv_text(std::string& out, std::string_view text, char delimiter, std::string_view null_text);

}  // namespace mockdata
