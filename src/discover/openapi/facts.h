// What an API document says about the API itself: its address, how it authenticates, how its lists are paged.
#pragma once

#include <string>
#include <vector>

#include "discover/openapi/answers.h"

namespace mockdata::discover {

struct ApiFacts {
  std::string title, base_url;  // base_url may be relative ("/v1") where the document says no more
  AuthKind auth = AuthKind::kUnsaid;
  std::string auth_name;        // header or query parameter of an API key
  PagingKind paging = PagingKind::kUnsaid;
  std::string limit_parameter;
};

ApiFacts facts_of(Documents& documents, const At& root, const std::vector<Answer>& answers);

}  // namespace mockdata::discover
