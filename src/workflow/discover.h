// `mockdata discover`: a template from any kind of source. The kind is recognised from what SOURCE looks like and holds;
// a reader for each brings the same thing back, and this file merges, saves and reports.
#pragma once

#include <string>
#include <vector>

#include "workflow/read_rest.h"

namespace mockdata {

struct DiscoverOptions : RestFlags {
  std::string source;    // URL, file, folder, or connection string
  std::string kind;      // a word of discover_kinds(); empty: recognised
  std::string name;      // of the source in the template; empty: from the address or file name
  std::string output;    // the template; "-": standard output
  std::vector<std::string> corrections;
  std::string children = "nested";     // lists of objects in records: "nested", or "entities" of their own
  bool json = false;
};

// "rest, document, openapi, …", for help and messages.
const char* discover_kinds();

// What a reader brings back.
struct Discovered {
  Template tmpl;
  std::vector<discover::RelationGuess> suggested;
  std::vector<std::string> losses;  // what could not be read or used, each with its place: shown, and counted
};

// API documents and schemas: a file, or a folder of files. `text` holds what a URL answered where the document was not a
// file; `path` is then its address, for messages.
Result<Discovered> discover_files(const std::string& path, const std::string* text, const DiscoverOptions& options, Terminal& terminal);
// Whether a text (its beginning is enough) is an API document that discover_files() reads, rather than an answer of an API.
bool is_api_document(std::string_view text);

// The template saved (merged with one that stands at the output already), the findings told. Exit code 0.
Result<int> run_discover(const DiscoverOptions& options, Terminal& terminal);

}  // namespace mockdata
