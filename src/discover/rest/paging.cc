#include "discover/rest/paging.h"

#include <algorithm>
#include <cctype>

#include "discover/relations/names.h"

namespace mockdata::discover {
namespace {

// "Next_Cursor" -> "nextcursor", "@odata.nextLink" -> "@odatanextlink", "page[size]" -> "pagesize".
std::string low(std::string_view text) {
  std::string out;
  for (unsigned char c : text)
    if (std::isalnum(c) || c == '@') out += static_cast<char>(std::tolower(c));
  return out;
}

bool holds_paging(const std::string& name) {
  return in(name, {"meta", "metadata", "pagination", "paging", "page", "pageinfo", "links", "cursors", "responsemetadata", "d"});
}

class Reader {
 public:
  Paging read(const Shape& root) {
    look(root, {}, 0);
    // A next link says how to go on; numbers of pages and offsets may only describe where one is.
    if (paging_.kind == PagingKind::kUnsaid && !paging_.next.empty() && both_ways_) paging_.kind = PagingKind::kLink;
    if (paging_.kind == PagingKind::kUnsaid) paging_.kind = numbers_;
    if (paging_.kind == numbers_ && paging_.parameter.empty()) paging_.parameter = position_;
    return std::move(paging_);
  }

 private:
  void found(PagingKind kind, const std::vector<std::string>& steps) {
    if (paging_.kind == PagingKind::kUnsaid) paging_.kind = kind;
    if (paging_.next.empty()) paging_.next = steps;
  }

  void look(const Shape& shape, const std::vector<std::string>& above, int depth) {
    for (const auto& [key, member] : shape.members) {
      const std::string name = low(key);
      std::vector<std::string> steps = above;
      steps.push_back(key);
      if (in(name, {"nextcursor", "cursor", "nextpagetoken", "nexttoken", "continuationtoken", "endcursor", "scrollid", "after", "pagetoken", "nextpagecursor"}) && !member.object) {
        found(PagingKind::kCursor, steps);
      } else if (in(name, {"@odatanextlink", "nextlink", "nexturl", "nextpageurl", "nextpagelink", "nexthref"})) {
        found(PagingKind::kLink, steps);
      } else if (name == "next" && member.object) {
        for (const char* inside : {"href", "url"})
          if (member.member(inside) && steps.back() == key) steps.push_back(inside);
        found(PagingKind::kLink, steps);
      } else if (name == "next" && (member.text || member.nothing())) {
        if (member.form == TextForm::kUrl) found(PagingKind::kLink, steps);
        else if (paging_.next.empty()) paging_.next = steps;  // a token, a relative link, or the last page: the value tells
      } else if (in(name, {"nextpage", "next"}) && member.integer) {
        found(PagingKind::kPage, steps);
      } else if (in(name, {"previous", "prev"})) {
        both_ways_ = true;
      } else if (in(name, {"offset", "startat", "skip", "startindex", "start"}) && (member.integer || member.form == TextForm::kDigits)) {
        number(PagingKind::kOffset, key);
      } else if (in(name, {"page", "currentpage", "pagenumber", "pageindex", "totalpages", "pagecount", "lastpage"}) && (member.integer || member.form == TextForm::kDigits)) {
        number(PagingKind::kPage, in(name, {"page", "pagenumber", "pageindex"}) ? key : "");
      }
      if (member.integer && in(name, {"total", "totalcount", "totalresults", "totalrecords", "totalelements", "totalitems", "numfound", "@odatacount", "recordcount", "count"}) &&
          (paging_.total.empty() || (low(paging_.total).ends_with("count") && name != "count")))
        paging_.total = dotted(steps);
      if (member.boolean && in(name, {"hasmore", "hasnext", "hasnextpage", "more", "islast", "last", "ismore", "moreresults"}) && paging_.more.empty()) paging_.more = dotted(steps);
      if (depth < 2 && member.object && !member.keys_are_data && holds_paging(name)) look(member, steps, depth + 1);
    }
  }

  void number(PagingKind kind, const std::string& parameter) {
    if (numbers_ == PagingKind::kUnsaid) numbers_ = kind;
    if (position_.empty() && numbers_ == kind) position_ = parameter;
  }

  Paging paging_;
  PagingKind numbers_ = PagingKind::kUnsaid;
  std::string position_;
  bool both_ways_ = false;
};

// The names of a link's parameters: which carries the position, which the size of a page.
void learn_parameters(std::string_view link, Paging& paging) {
  std::size_t at = link.find('?');
  while (at != std::string_view::npos) {
    const std::size_t end = link.find_first_of("&#", at + 1);
    std::string_view name = link.substr(at + 1, (end == std::string_view::npos ? link.size() : end) - at - 1);
    name = name.substr(0, name.find('='));
    std::string text(name);
    for (const auto& [code, sign] : {std::pair{"%5B", "["}, std::pair{"%5D", "]"}, std::pair{"%24", "$"}, std::pair{"%5b", "["}, std::pair{"%5d", "]"}})
      for (std::size_t p; (p = text.find(code)) != std::string::npos;) text.replace(p, 3, sign);
    const std::string word = low(text);
    if (in(word, {"limit", "perpage", "pagesize", "size", "pagelimit", "top", "maxresults", "sysparmlimit", "rows", "take"})) {
      paging.limit_parameter = text;
    } else if (in(word, {"page", "pagenumber", "offset", "start", "startat", "startindex", "skip", "cursor", "after", "pagetoken", "pagecursor", "pageafter", "pageoffset",
                         "startingafter", "marker", "skiptoken", "continuationtoken", "token", "nexttoken", "sysparmoffset", "from", "pageinfo", "scrollid"}) &&
               (paging.parameter.empty() || paging.kind == PagingKind::kLink)) {
      paging.parameter = text;
    }
    at = end == std::string_view::npos || link[end] == '#' ? std::string_view::npos : end;
  }
}

}  // namespace

std::string dotted(const std::vector<std::string>& steps) {
  std::string out;
  for (const std::string& step : steps) out += (out.empty() ? "" : ".") + step;
  return out;
}

Paging paging_of(const Shape& root) { return root.object ? Reader().read(root) : Paging{}; }

void learn_from_next(std::string_view value, Paging& paging) {
  if (value.empty()) return;
  const bool link = value[0] == '/' || value[0] == '?' || value.starts_with("http://") || value.starts_with("https://");
  if (link && paging.kind != PagingKind::kCursor) paging.kind = PagingKind::kLink;
  else if (!paging.said()) paging.kind = PagingKind::kCursor;
  if (link) learn_parameters(value, paging);
}

void learn_from_header(std::string_view header, Paging& paging) {
  for (std::size_t at = header.find('<'); at != std::string_view::npos; at = header.find('<', at + 1)) {
    const std::size_t end = header.find('>', at);
    if (end == std::string_view::npos) return;
    const std::size_t next = header.find('<', end);
    const std::string parameters = low(header.substr(end, next == std::string_view::npos ? next : next - end));
    if (parameters.find("relnext") == std::string::npos) continue;
    paging.kind = PagingKind::kLink;
    paging.header = true;
    paging.next.clear();
    learn_parameters(header.substr(at + 1, end - at - 1), paging);
    return;
  }
}

void learn_from_document(const DocumentPaging& document, Paging& paging) {
  if (document.kind != PagingKind::kUnsaid && document.kind != paging.kind) {
    paging.kind = document.kind;
    paging.parameter.clear();
  }
  if (!document.position_parameter.empty()) paging.parameter = document.position_parameter;
  if (!document.limit_parameter.empty()) paging.limit_parameter = document.limit_parameter;
}

Value Paging::to_value() const {
  Value out = Value::object({{"kind", Value::string(to_string(kind))}});
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) out.set(name, Value::string(text));
  };
  add("parameter", parameter);
  add("limit_parameter", limit_parameter);
  add("next", dotted(next));
  if (header) out.set("header", Value::string("Link"));
  add("total", total);
  add("more", more);
  return out;
}

}  // namespace mockdata::discover
