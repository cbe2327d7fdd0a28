// A source document of any hand: the reader ends with a document or an error, and what it found can be asked for.
#include <cstdint>

#include "discover/rest/extract.h"

using namespace mockdata;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto document = discover::read_source_document({reinterpret_cast<const char*>(data), size}, "source.md");
  if (!document.ok()) return 0;
  (void)document->access_secret();
  Template tmpl;
  for (const discover::RestEndpoint& endpoint : discover::endpoints_of(*document)) {
    Entity entity;
    entity.name = endpoint.entity;
    entity.api_endpoint = endpoint.path;
    tmpl.entities.push_back(std::move(entity));
  }
  (void)discover::apply_document(tmpl, *document);
  return 0;
}
