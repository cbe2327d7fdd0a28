// A template from an API document: OpenAPI 3.0 and 3.1, Swagger 2, in YAML or JSON, one file or many.
//
// Bare JSON Schema and Avro schemas are read as well: each object or record is an entity. Only what answers hold is read;
// what a request alone holds (bodies, write-only members) is not data of the source. Whatever is readable is used; every
// loss is counted and shown by its place.
#pragma once

#include <string>
#include <vector>

#include "discover/openapi/documents.h"
#include "discover/relations/relations.h"
#include "discover/rest/fields.h"
#include "semantics/semantics.h"
#include "template/template.h"

namespace mockdata::discover {

struct DocumentOptions {
  std::string source;        // name of the source; empty: the document's title, or the file's name
  std::string extracted_at;  // ISO 8601, into the template
  const semantics::Judge* judge = nullptr;  // says what each field means and whether it is personal; null: the standard one
};

struct DocumentTemplate {
  Template tmpl;
  std::string kind;                      // "OpenAPI 3.0.3", "Swagger 2.0", "JSON Schema", "Avro"
  std::vector<Loss> losses;              // the first of them; `loss_count` counts all
  std::size_t loss_count = 0;
  std::vector<RelationGuess> suggested;  // references below kSure
  std::vector<Question> questions;
};

// Errors: unreadable, no document of these kinds, nothing in it that describes data, a bomb.
Result<DocumentTemplate> read_api_document(const std::string& path, const DocumentOptions& options);
Result<DocumentTemplate> read_api_text(std::string text, const std::string& file_name, const DocumentOptions& options);

// Whether the beginning of a file looks like something that read_api_document takes.
bool looks_like_api_document(std::string_view beginning);

}  // namespace mockdata::discover
