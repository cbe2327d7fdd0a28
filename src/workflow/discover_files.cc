// `mockdata discover FILE|FOLDER`: API documents and schemas.
#include "discover/openapi/openapi.h"
#include "workflow/discover.h"

namespace mockdata {

bool is_api_document(std::string_view text) { return discover::looks_like_api_document(text); }

Result<Discovered> discover_files(const std::string& path, const std::string* text, const DiscoverOptions& options, Terminal& terminal) {
  discover::DocumentOptions reading;
  reading.source = options.name;
  MOCKDATA_ASSIGN(reading.extracted_at, extraction_time());
  MOCKDATA_ASSIGN(discover::DocumentTemplate read, text ? discover::read_api_text(*text, path, reading) : discover::read_api_document(path, reading));
  terminal.line(read.kind + ": " + std::to_string(read.tmpl.entities.size()) + (read.tmpl.entities.size() == 1 ? " entity" : " entities"));
  Discovered out{std::move(read.tmpl), std::move(read.suggested), {}};
  for (const discover::Loss& loss : read.losses) out.losses.push_back(loss.place + ": " + loss.problem);
  if (read.loss_count > read.losses.size()) out.losses.push_back("and " + std::to_string(read.loss_count - read.losses.size()) + " more");
  return out;
}

}  // namespace mockdata
