// A source that a page of its people describes, read from all its witnesses: the API document that the page names (a file
// or a URL), and one record of each endpoint. The API document gives types, keys, bounds and meanings, the records what is
// really there; where they contradict one another the record stays, and it is said.
#pragma once

#include <string>

#include "workflow/discover.h"

namespace mockdata {

// `document`: null where the source is described by flags alone; `document_path`: its file, to which the name of an API
// document is relative. Which entities: those that the flags or the page list, otherwise all of the API document.
// Where neither flags nor page give an address or credentials, the API document alone is read, and that is said.
Result<Discovered> discover_described(const std::string& name, const RestFlags& flags, const discover::SourceDocument* document,
                                      const std::string& document_path, bool ask, Terminal& terminal);

// Only the entities of `tmpl` that `endpoints` list, under their names and paths; what refers to others refers to nothing
// then. `base_url`: what the endpoints are below. Returns the entities that the template does not know.
std::vector<std::string> keep_listed(Template& tmpl, const std::vector<discover::RestEndpoint>& endpoints, const std::string& base_url);

}  // namespace mockdata
