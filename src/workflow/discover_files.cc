// `mockdata discover FILE|FOLDER|URL`: API documents and schemas.
#include <algorithm>
#include <cctype>

#include "discover/openapi/openapi.h"
#include "http/url.h"
#include "workflow/discover.h"

namespace mockdata {

bool names_api_document(const std::string& url) {
  const auto parsed = http::parse_url(url);
  if (!parsed.ok()) return false;
  std::string word = parsed->path.substr(parsed->path.rfind('/') + 1);
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::tolower(c); });
  return word.ends_with(".yaml") || word.ends_with(".yml") || word.ends_with(".avsc") || word.starts_with("openapi") || word.starts_with("swagger") || word == "api-docs" || word == "api-docs.json";
}

Result<Discovered> discover_files(const std::string& path, const std::string* text, const std::string& name, Terminal& terminal) {
  discover::DocumentOptions reading;
  reading.source = name;
  MOCKDATA_ASSIGN(reading.extracted_at, extraction_time());
  MOCKDATA_ASSIGN(discover::DocumentTemplate read, text ? discover::read_api_text(*text, path, reading) : discover::read_api_document(path, reading));
  terminal.line(read.kind + ": " + std::to_string(read.tmpl.entities.size()) + (read.tmpl.entities.size() == 1 ? " entity" : " entities"));
  Discovered out{std::move(read.tmpl), std::move(read.suggested), {}, {}};
  if (text && !out.tmpl.base_url.starts_with("http")) {  // servers without a host: where the document itself stands
    MOCKDATA_ASSIGN(const http::Url own, http::parse_url(path));
    MOCKDATA_ASSIGN(http::Url base, http::resolve_url(own, out.tmpl.base_url.empty() ? "/" : out.tmpl.base_url));
    base.query.clear();
    out.tmpl.base_url = base.to_string();
    while (out.tmpl.base_url.ends_with('/')) out.tmpl.base_url.pop_back();
  }
  for (const discover::Loss& loss : read.losses) out.losses.push_back(loss.place + ": " + loss.problem);
  if (read.loss_count > read.losses.size()) out.losses.push_back("and " + std::to_string(read.loss_count - read.losses.size()) + " more");
  return out;
}

}  // namespace mockdata
