#include "discover/rest/record.h"

#include <algorithm>
#include <cctype>

#include "discover/relations/names.h"

namespace mockdata::discover {
namespace {

std::string low(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c | 0x20);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '@' || c == '$') out += c;
  }
  return out;
}

// Names that never hold records. (`name` of these three: as low() has it.)
bool never(const std::string& name) {
  return in(name, {"meta", "metadata", "pagination", "paging", "page", "pageinfo", "links", "link", "errors", "error", "warnings", "warning", "extras",
                        "headers", "facets", "aggregations", "aggs", "schema", "filters", "sort", "sorting", "permissions", "debug", "messages",
                        "request", "context", "@context", "cursors", "summary", "totals", "stats", "expand", "fields", "columns", "shards", "query",
                        "responsemetadata", "fieldnames", "params", "parameters"});
}

bool generic(const std::string& name) {
  return in(name, {"data", "results", "result", "items", "value", "values", "records", "rows", "entries", "resources", "content", "contents", "list",
                        "objects", "entities", "payload", "docs", "documents", "elements", "hits", "response", "embedded", "entry", "nodes", "edges",
                        "collection", "reportentry", "body", "resultset", "recordset", "output", "page", "d", "resourcelist", "members", "return",
                        "member", "matches", "all", "set"});
}

bool sideload(const std::string& name) {
  return in(name, {"relations", "included", "includes", "linked", "related", "references", "expanded", "sideloads", "lookups", "refs", "associations"});
}

// Whether a key names the entity: "employees", "employeeList", "allEmployees".
bool names_entity(const std::string& key, const std::vector<std::string>& names) {
  std::vector<std::string> words = name_words(key);
  std::vector<std::string> short_words = words;
  while (short_words.size() > 1 && in(short_words.back(), {"list", "collection", "array", "data", "results", "result", "items", "records", "set", "details", "summary", "summaries", "info", "response", "responses"})) short_words.pop_back();
  if (short_words.size() > 1 && in(short_words.front(), {"all", "the", "list"})) short_words.erase(short_words.begin());
  for (const std::string& name : names) {
    std::string wanted = bare_name(name);
    if (!wanted.empty() && (glued(words) == wanted || glued(short_words) == wanted)) return true;
  }
  return false;
}

// "envelopeTemplates" at /templates: what the path says, said more precisely.
bool ends_as_entity(const std::string& key, const std::vector<std::string>& names) {
  const std::vector<std::string> words = name_words(key);
  return words.size() > 1 && std::any_of(names.begin(), names.end(), [&](const std::string& name) { return bare_name(name) == singular(words.back()); });
}

// Several words that all speak of pages: "resultSetSize", "startPosition", "next_page_uri".
bool of_paging_words(const std::string& name) {
  const std::vector<std::string> words = name_words(name);
  return words.size() > 1 && std::all_of(words.begin(), words.end(), [](const std::string& word) {
    return in(word, {"result", "results", "set", "size", "start", "end", "position", "next", "previous", "prior", "prev", "uri", "url", "link", "total", "count", "row", "rows", "page", "pages", "index",
                     "offset", "limit", "token", "cursor", "has", "more", "per", "items", "records", "elements", "last", "first", "current", "max", "is", "num", "of", "filtered", "returned", "remaining"});
  });
}

bool paging_name(const std::string& name) {
  return in(low(name), {"status", "total", "count", "offset", "limit", "page", "perpage", "pagesize", "size", "next", "previous", "prev", "success", "message", "code",
                        "requestid", "hasmore", "more", "timestamp", "version", "took", "timedout", "totalcount", "totalpages", "totalresults", "totalrecords",
                        "totalelements", "totalitems", "itemsperpage", "startindex", "start", "end", "nextpage", "nextcursor", "cursor", "self", "first", "last", "nextpagetoken",
                        "@odata.context", "@odatacontext", "@odatacount", "@odatanextlink", "object", "url", "kind", "etag", "resourcetype", "type", "ok",
                        "error", "errors", "messages", "resultcount", "numfound", "maxresults", "startat", "islast", "currentpage", "pages", "elapsed", "apiversion",
                        "providername", "datetimeutc", "datetime", "method", "schemas", "nextlink", "nexttoken", "scrollid", "from", "to", "found"}) ||
         of_paging_words(name);
}

struct Candidate {
  const Shape* list = nullptr;  // array, or object keyed by ids
  std::vector<std::string> steps;
  int score = 0;
  bool named = false;           // by a generic or entity-named key
  std::size_t order = 0;
  bool in_record = false;       // one of its members, by the name of it: the object around has an id of its own
};

const Shape* element(const Shape& list) { return list.first ? list.first.get() : nullptr; }

bool has_own_id(const Shape& shape) {
  return std::any_of(shape.members.begin(), shape.members.end(), [](const auto& m) { return m.shape.scalar() && in(low(m.name), {"id", "uuid", "guid", "sysid"}); });
}

bool list_like(const Shape& shape) { return shape.array || (shape.object && shape.keys_are_data && shape.first && shape.first->object); }

void collect(const Shape& shape, std::vector<std::string>& steps, const std::vector<std::string>& names, int depth, bool under_named, std::vector<Candidate>& out) {
  if (depth > 4) return;
  for (const auto& [key, member] : shape.members) {
    const std::string name = low(key);
    if (never(name) && !(name == "page" && member.array)) continue;
    if (!list_like(member) && !member.object) continue;
    bool entity = names_entity(key, names), known = generic(name);
    steps.push_back(key);
    if (list_like(member)) {
      Candidate candidate;
      candidate.list = &member;
      candidate.steps = steps;
      candidate.named = entity || known || under_named;
      const Shape* first = element(member);
      candidate.score = (entity ? 100 : ends_as_entity(key, names) ? 70 : known ? 60 : under_named ? 30 : 0) - 8 * depth + (first && first->object ? 40 : first && !first->array ? -30 : 10);
      if (sideload(name)) candidate.score -= 120;
      candidate.order = out.size();
      out.push_back(std::move(candidate));
    } else if (member.object) {
      // Lists inside a side-load belong to other entities.
      bool side = sideload(name);
      std::size_t before = out.size();
      collect(member, steps, names, depth + 1, (entity || known) && !side, out);
      for (std::size_t i = before; side && i < out.size(); ++i) {
        out[i].score -= 120;
        out[i].named = false;
      }
      // What has an id is a record; only a list that is called as the path says makes it an envelope.
      for (std::size_t i = before; has_own_id(member) && i < out.size(); ++i) {
        if (out[i].score < 90) out[i].score -= 120;
        out[i].in_record |= !generic(low(out[i].steps.back()));
      }
    }
    steps.pop_back();
  }
}

// Members that say something of one thing: neither counters nor paging.
int own_scalars(const Shape& root) {
  return static_cast<int>(std::count_if(root.members.begin(), root.members.end(), [](const auto& m) { return m.shape.scalar() && !never(low(m.name)) && !paging_name(m.name); }));
}

// An object that describes one thing rather than wraps a list.
bool looks_like_record(const Shape& root, const std::vector<std::string>& names) {
  int own = 0;
  for (const auto& [key, member] : root.members) {
    std::string name = low(key);
    if (never(name) || paging_name(key)) continue;
    std::vector<std::string> words = name_words(key);
    if (in(name, {"id", "uuid", "guid", "sysid"}) && member.scalar()) return true;
    if (words.size() == 2 && words.back() == "id" && names_entity(words[0], names)) return true;
    own += member.scalar();
  }
  return own >= 3;
}

bool error_body(const Shape& root) {
  bool error = false, message = false;
  for (const auto& [key, member] : root.members) {
    std::string name = low(key);
    if (in(name, {"error", "errors", "fault", "exception", "errormessage", "errorcode", "errordescription"})) {
      error |= (member.text && member.form != TextForm::kEmpty) || (member.object && !member.members.empty()) || (member.array && member.count > 0) || member.integer;
    } else if (in(name, {"message", "msg", "detail", "reason", "description"})) {
      message |= member.text;
    } else if (in(name, {"data", "result", "results", "items"})) {
      if (!member.nothing() && !(member.array && member.count == 0) && !(member.object && member.members.empty())) return false;
    } else if (!paging_name(key)) {
      return false;
    }
  }
  return error || message;
}

// {label, value, type}: the wrapper around one attribute.
bool wrapped(const Shape& shape) {
  return shape.object && shape.member("value") && shape.members.size() >= 2 && shape.members.size() <= 6 &&
         (shape.member("label") || shape.member("type") || shape.member("universal_id") || shape.member("display_value") || shape.member("displayName"));
}

// Salesforce's "attributes" say what a record is and where, beside its fields.
bool about_the_record(const Shape& attributes) {
  return attributes.object && attributes.member("type") && std::all_of(attributes.members.begin(), attributes.members.end(), [](const auto& m) { return in(m.name, {"type", "url"}); });
}

// The attributes that wrap a record's members; null where the record is not wrapped.
const Shape* wrapper_of(const Shape& record) {
  const Shape* attributes = record.object ? record.member("attributes") : nullptr;
  return attributes && attributes->object && !attributes->members.empty() && !about_the_record(*attributes) ? attributes : nullptr;
}

Shape unwrap(Shape record);

Shape unwrap_members(Shape attributes) {
  for (auto& [key, member] : attributes.members) {
    if (wrapped(member)) member = unwrap(*member.member("value"));
  }
  return attributes;
}

// {type, attributes: {…}} -> what is in the attributes.
Shape unwrap(Shape record) {
  if (const Shape* attributes = wrapper_of(record)) {
    Shape out = record;
    out.members.clear();
    std::size_t wrappers = 0;
    for (const auto& [key, member] : attributes->members) wrappers += wrapped(member);
    for (const auto& [key, member] : record.members) {
      if (key == "id") out.members.push_back({key, member});
    }
    Shape inner = 2 * wrappers >= attributes->members.size() ? unwrap_members(*attributes) : *attributes;
    for (auto& [key, member] : inner.members) {
      if (!out.member(key)) out.members.push_back({key, member});
    }
    if (const Shape* relations = record.member("relationships"); relations && relations->object) {
      for (const auto& [key, member] : relations->members) {
        const Shape* data = member.member("data");
        if (!data || out.member(key)) continue;
        Shape reference = *data;  // {type, id}, or a list of them
        out.members.push_back({key, std::move(reference)});
      }
    }
    for (const auto& [key, member] : record.members) {
      if (in(key, {"id", "attributes", "relationships", "links", "type", "meta", "included"}) || out.member(key)) continue;
      out.members.push_back({key, member});
    }
    return out;
  }
  if (record.object && record.members.size() >= 2) {
    std::size_t wrappers = 0;
    for (const auto& [key, member] : record.members) wrappers += wrapped(member);
    if (2 * wrappers > record.members.size()) return unwrap_members(std::move(record));
  }
  return record;
}

void drop_hypermedia(Shape& record) {
  auto& members = record.members;
  members.erase(std::remove_if(members.begin(), members.end(),
                               [](const auto& member) {
                                 const std::string& name = member.name;
                                 return name == "_links" || name == "_embedded" || name.find("@odata.") != std::string::npos || name.substr(0, 11) == "@Microsoft." || name == "__metadata" ||
                                        name == "@type" || name == "@id" || name == "@context" || (name == "attributes" && about_the_record(member.shape));
                               }),
                members.end());
}

// From a list to the record in it: through edges, resources, wrappers and arrays of arrays.
void open_element(FoundRecord& out, const Shape& list) {
  const Shape* first = element(list);
  if (list.keys_are_data) out.style = "by_id";
  out.steps.push_back("[]");
  while (first && first->array && first->first) {
    first = first->first.get();
    out.steps.push_back("[]");
    if (first->scalar()) {
      out.state = FoundRecord::State::kRows;
      return;
    }
  }
  if (!first || (first->array && !first->first)) {
    out.state = list.count == 0 || !first || first->array ? FoundRecord::State::kEmpty : FoundRecord::State::kNothing;
    return;
  }
  auto inside = [&](const char* key, const char* style) {
    const Shape* inner = first->member(key);
    if (!inner || !inner->object || inner->members.empty()) return false;
    first = inner;
    out.steps.push_back(key);
    out.style = style;
    return true;
  };
  if (first->object) {
    if (first->member("resource") && (first->member("fullUrl") || first->member("search") || first->members.size() <= 3)) inside("resource", "fhir");
    else if (first->member("node") && first->members.size() <= 3) inside("node", "edges");
    else if (first->member("_source")) inside("_source", "search");
    else if (first->members.size() == 1 && first->members[0].shape.object && !first->members[0].shape.keys_are_data) inside(first->members[0].name.c_str(), "wrapped");
  }
  if (!first->object && !first->scalar() && !first->null) return;
  out.state = FoundRecord::State::kRecord;
  out.record = *first;
}

// One object: the answer itself, or what its envelope holds.
void take_single(FoundRecord& out, const Shape& root, const std::vector<std::string>& names) {
  const Shape* record = &root;
  const auto scalars = [](const Shape& shape) { return std::count_if(shape.members.begin(), shape.members.end(), [](const auto& m) { return m.shape.scalar(); }); };
  // An envelope may say much about itself (status, service, operation): what it holds says more, or has the id.
  for (const auto& [key, member] : root.members)
    if (record == &root && !has_own_id(root) && member.object && !member.keys_are_data && in(low(key), {"data", "result", "response", "payload", "body"}) &&
        (has_own_id(member) || scalars(member) > scalars(root))) {
      out.steps.push_back(key);
      record = &member;
    }
  while (!looks_like_record(*record, names)) {
    const Shape* inner = nullptr;
    std::string inner_name;
    for (const auto& [key, member] : record->members) {
      if (member.object && !member.keys_are_data && !member.members.empty() && !never(low(key)) && (names_entity(key, names) || generic(low(key)) || record->members.size() == 1)) {
        inner = &member;
        inner_name = key;
        break;
      }
    }
    if (!inner) break;
    out.steps.push_back(inner_name);
    record = inner;
  }
  bool counters_only = std::all_of(record->members.begin(), record->members.end(), [](const auto& m) { return m.shape.nothing() || never(low(m.name)) || paging_name(m.name); });
  out.list = dotted(out.steps);
  out.style = "single";
  if (record->members.empty() || counters_only) {
    out.state = FoundRecord::State::kEmpty;
  } else {
    out.state = FoundRecord::State::kRecord;
    out.record = *record;
  }
}

// Wrappers around the members opened, hypermedia dropped, paging read.
void finish(FoundRecord& out, const Shape& root) {
  if (out.state == FoundRecord::State::kRecord && out.record.object) {
    const bool opened = wrapper_of(out.record) != nullptr;
    const bool json_api = opened && out.record.member("type") && (out.record.member("id") || out.record.member("relationships"));
    const std::size_t before = out.record.members.size();
    out.record = unwrap(std::move(out.record));
    if (opened) out.style = json_api ? "json_api" : "attributes";
    else if (out.record.members.size() != before) out.style = "attributes";
    drop_hypermedia(out.record);
  }
  out.paging = paging_of(root);
}

}  // namespace

FoundRecord find_record(const Shape& root, const std::vector<std::string>& names) {
  FoundRecord out;
  if (root.array) {
    out.list = "$";
    out.sure = true;
    open_element(out, root);
  } else if (root.object && root.keys_are_data) {
    out.list = "$";
    out.sure = true;
    open_element(out, root);
  } else if (root.object) {
    std::vector<Candidate> candidates;
    std::vector<std::string> steps;
    collect(root, steps, names, 0, false, candidates);
    const Candidate* best = nullptr;
    for (const Candidate& candidate : candidates) {
      if (!best || candidate.score > best->score) best = &candidate;
    }
    bool of_objects = best && ((element(*best->list) && element(*best->list)->object) || (element(*best->list) && element(*best->list)->array));
    bool empty = best && best->list->count == 0 && best->named;
    // A list that only happens to be inside one record does not make the answer a list.
    // Much beside an id is a record, whatever it calls its lists (the items of an order), unless the path speaks of one.
    const int envelope = own_scalars(root) > 5 && has_own_id(root) ? 120 : 60;
    bool record_itself = looks_like_record(root, names) && !(best && best->score >= envelope && (of_objects || empty));
    if (best && best->score > 0 && (of_objects || empty || (best->named && best->score >= 30)) && !record_itself) {
      out.steps = best->steps;
      out.list = dotted(best->steps);
      out.sure = best->named && best->score >= 60;
      const Shape* parent = &root;
      for (std::size_t i = 0; i + 1 < best->steps.size(); ++i) parent = parent->member(best->steps[i]);
      for (const auto& [key, member] : (parent == &root ? root : *parent).members) out.members.push_back(key);
      for (const Candidate& other : candidates) {
        if (&other != best && !other.in_record && element(*other.list) && element(*other.list)->object) out.sideloads.push_back(dotted(other.steps));
      }
      open_element(out, *best->list);
      if (out.style.empty() && low(best->steps.back()) == "value" && root.member("@odata.context")) out.style = "odata";
      if (out.style.empty() && best->steps[0] == "_embedded") out.style = "hal";
    } else if (error_body(root)) {
      out.state = FoundRecord::State::kErrorBody;
      return out;
    } else {
      take_single(out, root, names);
    }
  }
  finish(out, root);
  return out;
}

FoundRecord find_single(const Shape& root, const std::vector<std::string>& names) {
  FoundRecord out;
  if (root.object) take_single(out, root, names);
  finish(out, root);
  return out;
}

}  // namespace mockdata::discover
