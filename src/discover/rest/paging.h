// How an API hands out a list page by page, as far as one answer tells: recorded in the template's `api`, so that the mock
// API and landing files can imitate it. Names and places only; of a next link, the names of its parameters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "discover/shape/shape.h"
#include "discover/sourcedoc/source_document.h"
#include "template/value.h"

namespace mockdata::discover {

struct Paging {
  PagingKind kind = PagingKind::kUnsaid;
  std::vector<std::string> next;  // steps to the member that leads on: {"links", "next"}, {"meta", "next_cursor"}
  bool header = false;          // the Link header leads on
  std::string parameter;        // query parameter of the position: "offset", "page", "cursor"
  std::string limit_parameter;  // as a next link shows it
  std::string total, more;      // dotted paths of the count of all and of has_more

  bool said() const { return kind != PagingKind::kUnsaid; }
  Value to_value() const;
};

// {"links", "next"} -> "links.next"
std::string dotted(const std::vector<std::string>& steps);

// From the body alone. `next` is set even where its value was null, that is, on a last page.
Paging paging_of(const Shape& root);

// Reads on where the shape leaves it open: `value` is what stands at Paging::next (a link, a token or a number), or empty.
void learn_from_next(std::string_view value, Paging& paging);
// The Link header of RFC 8288; empty or without rel=next: nothing changes.
void learn_from_header(std::string_view header, Paging& paging);
// What a person wrote goes first.
void learn_from_document(const DocumentPaging& document, Paging& paging);

}  // namespace mockdata::discover
