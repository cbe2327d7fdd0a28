// `mockdata classify`: the meaning of bare column names, for pipelines and for measuring.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "semantics/semantics.h"

namespace mockdata {

// CSV with a header in; the columns "entity", "field" and "type" are read (only "field" is needed), and "description",
// "format", "primary_key" and "foreign_key" where they stand. Rows of one entity are judged together, wherever they stand.
// Out come the same rows in the same order, every column kept, and semantic_type, privacy, pii, score, reasons
// (rule ids, separated by |), as CSV or as a JSON array. privacy is "unknown" where nothing tells and somebody has to say.
Result<std::string> classify_csv(std::string_view csv, const std::string& file, const semantics::Judge& judge, bool json);

}  // namespace mockdata
