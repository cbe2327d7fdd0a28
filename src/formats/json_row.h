// A row as a JSON object, as a source's API would give it: nested objects and arrays, null where there is no value,
// decimals as numbers with all their digits, timestamps in RFC 3339, dates as YYYY-MM-DD, binary as base64.
#pragma once

#include <span>
#include <string>

#include "block/block.h"

namespace mockdata {

// Appends row `row` of the blocks of a schema to `out`.
void append_json_row(const Schema& schema, std::span<const Block* const> blocks, uint32_t row, std::string& out);
// Appends one value.
void append_json_cell(const DataType& type, const Block& block, uint32_t row, std::string& out);
// Appends a JSON string; bytes that are no UTF-8 become U+FFFD.
void append_json_string(std::string_view text, std::string& out);

// A value as a bare text, as it would stand in a URL: a JSON string without its quotes, else the JSON itself. "" for null.
std::string key_text(const DataType& type, const Block& block, uint32_t row);

}  // namespace mockdata
