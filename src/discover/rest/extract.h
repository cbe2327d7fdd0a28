// A template from a live REST API: one read-only request per endpoint, one record each, no value kept.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "discover/relations/relations.h"
#include "discover/rest/fields.h"
#include "discover/sourcedoc/source_document.h"
#include "http/client.h"
#include "secrets/secret.h"
#include "semantics/semantics.h"
#include "template/template.h"

namespace mockdata::discover {

struct RestEndpoint {
  std::string entity;        // name in the template
  std::string path;          // "/employees", "/teams/{id}/members", or a whole URL
  std::string bronze_table;  // may be empty
};

// How to prove who is asking. REQUIRES `secret` for every kind but kNone and kUnsaid (kUnsaid with a secret is bearer).
struct RestAccess {
  DocumentAuth auth;                        // kind, name of header or parameter, token URL
  std::string user;                         // user name (basic, login) or client id (OAuth)
  std::string scope;                        // OAuth; may be empty
  const secrets::Secret* secret = nullptr;  // token, key, password or client secret
};

struct RestSource {
  std::string name;                // of the source, "alexis"
  std::string base_url;
  std::vector<RestEndpoint> endpoints;
  RestAccess access;
  std::string limit_parameter;     // empty: what the document says, otherwise the API's style, otherwise "limit"
  const SourceDocument* document = nullptr;  // verdicts, types, paging; may be null
  int parallel = 4;                // endpoints at a time
  std::string extracted_at;        // ISO 8601, into the template
  const semantics::Judge* judge = nullptr;  // says what fields mean and what is personal; null: as shipped
  std::function<void(const std::string&)> progress;  // one line an endpoint; never called by two threads at once
};

// What happened at one endpoint.
struct EndpointReport {
  std::string entity, endpoint;
  bool read = false;               // a record's shape was read
  bool empty = false;              // the list was empty: the entity is kept, its fields unknown
  std::string line;                // for people: "employees: 41 fields from /employee (list in data)"
  std::vector<std::string> remarks;
  Error error;                     // when neither read nor empty
};

struct Extraction {
  Template tmpl;
  std::vector<EndpointReport> endpoints;   // in the order asked for
  std::vector<RelationGuess> suggested;    // references below kSure
  std::vector<Question> questions;         // fields of unknown type
  std::vector<std::string> disagreements;  // between document and sample
};

// Errors: no endpoint could be read (the first one's error); 401 at once, naming the secret; interrupted. Endpoints that
// fail otherwise (403, 404, …) are reported and left out.
Result<Extraction> extract_rest(const RestSource& source, const http::Client& client);

// The endpoints that a source document lists.
std::vector<RestEndpoint> endpoints_of(const SourceDocument& document);

// The document's say on the fields of a template: PII marks and types win, descriptions are taken over, fields that only
// the document knows are added. Returns what disagrees, a line each.
std::vector<std::string> apply_document(Template& tmpl, const SourceDocument& document);

}  // namespace mockdata::discover
