// JSON into a tree, by the scanner that reads the answers of sources.
#include <cstring>

#include "discover/openapi/tree.h"
#include "http/json_scan.h"

namespace mockdata::discover {

Status read_json_tree(TreeBuilder& builder) {
  using Token = JsonScan::Token;
  struct Open {
    std::size_t values, names;
    uint32_t line;
    bool map;
  };
  const std::string_view text = builder.text();
  JsonScan scan(text);
  std::vector<Open> open;
  uint32_t line = 1;
  std::size_t counted = 0;
  const auto text_of = [&](std::string_view raw) { return std::memchr(raw.data(), '\\', raw.size()) ? builder.keep(json_name(raw)) : raw; };
  const auto count_lines = [&] {
    const char* at = text.data() + counted;
    const char* end = text.data() + scan.offset();
    while (at < end && (at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at))))) {
      ++line;
      ++at;
    }
    counted = scan.offset();
  };
  const auto close = [&] {
    const Open last = open.back();
    open.pop_back();
    if (last.map) builder.gather_map(last.values, last.names, last.line);
    else builder.gather_list(last.values, last.line);
  };
  const auto scalar = [&](std::string_view characters, bool quoted, Node::Kind kind = Node::Kind::kScalar) {
    Node node;
    node.kind = kind;
    node.quoted = quoted;
    node.line = line;
    node.text = characters;
    builder.push(node);
  };
  for (;;) {
    const Token token = scan.next();
    count_lines();
    switch (token) {
      case Token::kBeginObject: open.push_back({builder.values(), builder.names(), line, true}); continue;
      case Token::kBeginArray: open.push_back({builder.values(), builder.names(), line, false}); continue;
      case Token::kEndObject:
      case Token::kEndArray: close(); break;
      case Token::kKey: builder.name(text_of(scan.raw())); continue;
      case Token::kString: scalar(text_of(scan.raw()), true); break;
      case Token::kNumber: scalar(scan.raw(), false); break;
      case Token::kTrue: scalar("true", false); break;
      case Token::kFalse: scalar("false", false); break;
      case Token::kNull:
      case Token::kNotANumber: scalar({}, false, Node::Kind::kNull); break;
      case Token::kTooDeep:
        return invalid_error("the JSON is nested deeper than " + std::to_string(JsonScan::kDeepest) + " levels", "line " + std::to_string(line));
      case Token::kEnd:
      case Token::kCut:
      case Token::kBroken:
        if (token != Token::kEnd || !open.empty())
          builder.lose(line, token == Token::kCut ? "the text ends in the middle of the JSON; what stands before is used"
                                                  : "the JSON breaks here (" + std::string(scan.problem()) + "); what stands before is used");
        while (!open.empty()) close();
        if (builder.values() > 0) builder.finish(builder.pop());
        return {};
    }
    if (open.empty()) {
      builder.finish(builder.pop());
      return {};  // one document; whatever follows is not ours
    }
  }
}

}  // namespace mockdata::discover
