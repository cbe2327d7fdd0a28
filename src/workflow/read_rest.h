// Reading a live REST API as the commands do it: address, endpoints and credentials from flags, the source document or
// questions, then the extraction with a line for each endpoint. What `discover URL` and the guided command share.
#pragma once

#include <string>
#include <vector>

#include "discover/rest/extract.h"
#include "workflow/terminal.h"

namespace mockdata {

struct RestFlags {
  std::string base_url;
  std::vector<std::string> endpoints;  // "[entity=]/path"
  std::string token_env, token_file, key_vault, secret;
  std::string auth;                    // a word of auth_words(); empty: what the document says, else bearer where there is a token
  std::string auth_name;               // header or query parameter of an API key, header of a login's token
  std::string user, token_url, scope;  // basic, login: user name; OAuth: client id
  std::string limit_parameter;
  unsigned timeout = 30;               // seconds without a byte of the source
  int parallel = 4;                    // endpoints at a time
};

// "bearer, api-key, api-key-query, basic, oauth, login, none", for help and messages.
const char* auth_words();

// `document` may be null. `ask`: what is missing may be asked for. Endpoints that could not be read are shown with cause
// and remedy and left out; all failing is an error.
Result<discover::Extraction> read_rest(const std::string& source, const RestFlags& flags, const discover::SourceDocument* document, bool ask,
                                       Terminal& terminal);

// The text of an API document at a URL, by the policy for records: plain HTTP only to this machine, the credentials of the
// flags only to the host of `base_url` (where that is empty: of the URL itself), 64 MB at most.
Result<std::string> fetch_document(const std::string& url, const std::string& base_url, const std::string& source, const RestFlags& flags, Terminal& terminal);

// "/employees" or "teams=/team".
discover::RestEndpoint endpoint_from(const std::string& text);

// Now, or SOURCE_DATE_EPOCH, as `extracted_at` has it.
Result<std::string> extraction_time();

}  // namespace mockdata
