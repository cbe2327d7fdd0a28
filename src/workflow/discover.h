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
  std::vector<std::string> disagreements;  // between witnesses of one source: its document, its API document, its records
};

// API documents and schemas: a file, or a folder of files. `text` holds what a URL answered where the document was not a
// file; `path` is then its address, for messages and for servers that it names relative to itself. `name`: of the source; may be empty.
Result<Discovered> discover_files(const std::string& path, const std::string* text, const std::string& name, Terminal& terminal);
// A URL whose last word names an API document rather than a list of records: ".yaml", "openapi.json", "/v3/api-docs".
bool names_api_document(const std::string& url);

// The template saved (merged with one that stands at the output already), the findings told. Exit code 0.
Result<int> run_discover(const DiscoverOptions& options, Terminal& terminal);

}  // namespace mockdata
