// Where in an answer the record is.
//
// A list endpoint wraps its records in one of many ways: a root array, an envelope under a generic or an entity-named
// key, HAL, OData, FHIR, JSON:API, hits of a search, edges of a graph, an object keyed by id, attribute wrappers. Counters,
// links and paging never are the record; side-loaded lists of other entities are not the record either.
#pragma once

#include <string>
#include <vector>

#include "discover/rest/paging.h"
#include "discover/shape/shape.h"

namespace mockdata::discover {

struct FoundRecord {
  enum class State {
    kRecord,     // `record` is one record's shape
    kEmpty,      // a list without records
    kErrorBody,  // an error that came with a good status
    kRows,       // a list of lists of plain values: a table whose columns are named elsewhere, or not at all
    kNothing     // neither a list nor an object
  };
  State state = State::kNothing;
  Shape record;
  std::vector<std::string> steps;      // member names, and "[]" for "the first element": {"data", "[]"}
  std::string list;                    // "$" for a root array, otherwise the list's dotted path: "data.items"
  std::string style;                   // "json_api", "hal", "odata", "fhir", "search", "edges", "by_id", "single", "attributes", ""
  bool sure = false;                   // the place is known by its name, not guessed
  std::vector<std::string> members;    // names beside the list, in order: what an imitation of the envelope needs
  std::vector<std::string> sideloads;  // other lists of objects in the same answer
  Paging paging;                       // as far as the body's shape tells
};

// `names`: what the entity may be called: its name, the endpoint's last segment.
FoundRecord find_record(const Shape& root, const std::vector<std::string>& names);
// Of an answer that is known to be one thing read by its key: the answer itself, or what its envelope holds, whatever lists
// stand in it.
FoundRecord find_single(const Shape& root, const std::vector<std::string>& names);

}  // namespace mockdata::discover
