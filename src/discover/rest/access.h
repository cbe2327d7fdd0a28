// Turning what a source document says about authentication into the secret parts of a request.
#pragma once

#include <vector>

#include "discover/rest/extract.h"

namespace mockdata::discover {

// Fetches a token first where the kind asks for it (OAuth client credentials, login). Errors name the secret's label.
Result<std::vector<http::Credential>> credentials_for(const RestAccess& access, const http::Url& base, const http::Client& client);

}  // namespace mockdata::discover
