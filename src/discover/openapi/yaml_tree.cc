// YAML into a tree: block and flow collections, all five styles of scalars, comments, anchors and aliases, merge keys,
// explicit keys, tags (skipped), directives (skipped); the first document of a stream.
//
// Our own, because of time: 47 MB took yaml-cpp more than half a minute and libfyaml several seconds, and because of
// broken documents: a line that cannot be read is a loss with its number, and reading goes on with the next one.
// The grammar followed is YAML 1.2's; scalars are not typed here (see tree.h). Tested against yaml-cpp by yaml_tree_test.cc.
#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>

#include "discover/openapi/tree.h"

namespace mockdata::discover {
namespace {

class YamlReader {
 public:
  explicit YamlReader(TreeBuilder& builder)
      : builder_(builder), at_(builder.text().data()), end_(at_ + builder.text().size()), line_start_(at_) {}

  Status run() {
    skip_prologue();
    node(-1, false, true);
    if (too_deep_) return invalid_error("the YAML is nested deeper than " + std::to_string(Tree::kDeepest) + " levels", "line " + std::to_string(line_));
    Node root = builder_.pop();
    next_content();
    while (!at_document_end() && at_ < end_) {  // what no rule could take
      builder_.lose(line_, "this line belongs to nothing; it is left out");
      skip_line();
      next_content();
    }
    if (root.weight > Tree::kMostNodes) {
      return invalid_error("aliases make this document as large as " + std::to_string(root.weight) + " nodes; more than " + std::to_string(Tree::kMostNodes) + " are not read",
                           "", "write the document without nested aliases");
    }
    builder_.finish(root);
    return {};
  }

 private:
  // -- characters and lines
  int column() const { return static_cast<int>(at_ - line_start_); }
  bool at_end_of_line() const { return at_ >= end_ || *at_ == '\n' || *at_ == '\r'; }
  static bool blank(char c) { return c == ' ' || c == '\t'; }
  bool space_follows(const char* p) const { return p + 1 >= end_ || blank(p[1]) || p[1] == '\n' || p[1] == '\r'; }
  void newline() {  // REQUIRES at_end_of_line()
    if (at_ < end_ && *at_ == '\r') ++at_;
    if (at_ < end_ && *at_ == '\n') ++at_;
    ++line_;
    line_start_ = at_;
  }
  void skip_line() {
    const void* found = at_ < end_ ? std::memchr(at_, '\n', static_cast<std::size_t>(end_ - at_)) : nullptr;
    at_ = found ? static_cast<const char*>(found) : end_;
    if (at_ < end_) newline();
  }
  void skip_spaces() {
    while (at_ < end_ && blank(*at_)) ++at_;
  }
  bool comment() const { return at_ < end_ && *at_ == '#' && (at_ == line_start_ || blank(at_[-1])); }
  // To the next character that is no space, comment or line break.
  void next_content() {
    for (;;) {
      skip_spaces();
      if (at_ >= end_) return;
      if (comment()) {
        const void* found = std::memchr(at_, '\n', static_cast<std::size_t>(end_ - at_));
        at_ = found ? static_cast<const char*>(found) : end_;
      }
      if (!at_end_of_line()) return;
      if (at_ >= end_) return;
      newline();
    }
  }
  bool at_document_end() const {
    if (at_ >= end_) return true;
    return column() == 0 && end_ - at_ >= 3 && (std::memcmp(at_, "---", 3) == 0 || std::memcmp(at_, "...", 3) == 0) && (at_ + 3 >= end_ || std::strchr(" \t\r\n", at_[3]));
  }
  void skip_prologue() {
    next_content();
    while (at_ < end_ && *at_ == '%' && column() == 0) {
      skip_line();
      next_content();
    }
    if (at_document_end() && at_ < end_ && *at_ == '-') at_ += 3;
  }

  Node scalar(std::string_view text, bool quoted, uint32_t line) const {
    Node out;
    out.line = line;
    out.text = text;
    out.quoted = quoted;
    const bool null = !quoted && (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL");
    out.kind = null ? Node::Kind::kNull : Node::Kind::kScalar;
    return out;
  }

  // -- nodes
  // Reads one node and pushes it. Content must stand right of `parent`; a list may stand at `parent` itself when
  // `list_at_parent`. `may_map`: a block map may begin on this line (not so after "key:").
  void node(int parent, bool list_at_parent, bool may_map) {
    if (++depth_ > Tree::kDeepest) too_deep_ = true;
    if (too_deep_) {
      builder_.push(scalar({}, false, line_));
      --depth_;
      return;
    }
    std::string_view anchor;
    for (;;) {
      skip_spaces();
      if (at_end_of_line() || comment()) {
        next_content();
        may_map = true;
        const bool list = at_ < end_ && *at_ == '-' && space_follows(at_);
        if (at_document_end() || !(column() > parent || (list_at_parent && list && column() == parent))) {
          builder_.push(scalar({}, false, line_));
          keep_anchor(anchor);
          --depth_;
          return;
        }
      }
      if (*at_ == '&') {
        ++at_;
        anchor = word();
      } else if (*at_ == '!') {
        word();
      } else {
        break;
      }
    }
    content(parent, may_map);
    keep_anchor(anchor);
    --depth_;
  }

  void keep_anchor(std::string_view name) {
    if (!name.empty()) anchors_[name] = builder_.top();
  }

  std::string_view word() {
    const char* from = at_;
    while (at_ < end_ && !std::strchr(" \t\r\n,[]{}", *at_)) ++at_;
    return {from, static_cast<std::size_t>(at_ - from)};
  }

  void content(int parent, bool may_map) {
    const uint32_t line = line_;
    const char c = *at_;
    if (c == '-' && space_follows(at_)) return block_list(column());
    if (c == '?' && space_follows(at_) && may_map) return block_map(column(), nullptr);
    if (c == '|' || c == '>') return builder_.push(block_scalar(parent));
    if (c == '[' || c == '{') {
      flow();
      return end_line();
    }
    if (c == '*') {
      alias();
      return end_line();
    }
    if (c == '"' || c == '\'') {
      const int at_column = column();
      const Node text = scalar(quoted(), true, line);
      const char* after = at_;
      while (after < end_ && blank(*after)) ++after;
      if (may_map && line == line_ && after < end_ && *after == ':' && space_follows(after)) {
        at_ = after;
        return block_map(at_column, &text);
      }
      builder_.push(text);
      return end_line();
    }
    if (may_map && key_on_line()) return block_map(column(), nullptr);
    builder_.push(scalar(plain(parent), false, line));
  }

  // After a value that ends by itself, only a comment may follow.
  void end_line() {
    skip_spaces();
    if (at_end_of_line() || comment()) return;
    builder_.lose(line_, "text after a value; it is left out");
    const void* found = std::memchr(at_, '\n', static_cast<std::size_t>(end_ - at_));
    at_ = found ? static_cast<const char*>(found) : end_;
  }

  void alias() {
    ++at_;
    const auto found = anchors_.find(word());
    if (found == anchors_.end()) {
      builder_.lose(line_, "an alias without an anchor before it; read as null");
      builder_.push(scalar({}, false, line_));
    } else {
      builder_.push(found->second);
    }
  }

  void block_list(int indent) {
    const uint32_t line = line_;
    const std::size_t first = builder_.values();
    while (at_ < end_ && column() == indent && *at_ == '-' && space_follows(at_) && !too_deep_ && !at_document_end()) {
      ++at_;
      node(indent, false, true);
      next_content();
      skip_misplaced(indent);
    }
    builder_.gather_list(first, line);
  }

  // Lines further right than the entries around them belong to nothing.
  void skip_misplaced(int indent) {
    while (at_ < end_ && column() > indent && !at_document_end()) {
      builder_.lose(line_, "this line is indented further than its neighbours; it is left out");
      skip_line();
      next_content();
    }
  }

  // Whether a plain key and its colon stand on this line.
  bool key_on_line() const {
    for (const char* p = at_; p < end_ && *p != '\n'; ++p) {
      if (*p == ':' && space_follows(p)) return p > at_;
      if (*p == '#' && p > at_ && blank(p[-1])) return false;
    }
    return false;
  }

  std::string_view plain_key() {
    const char* from = at_;
    while (at_ < end_ && *at_ != '\n' && !(*at_ == ':' && space_follows(at_))) ++at_;
    const char* to = at_;
    while (to > from && (blank(to[-1]) || to[-1] == '\r')) --to;
    return {from, static_cast<std::size_t>(to - from)};
  }

  // A block map whose keys stand at `indent`; `first` is its first key when that was read already (at_ is at its colon).
  void block_map(int indent, const Node* first) {
    const uint32_t line = line_;
    const std::size_t values = builder_.values(), names = builder_.names();
    std::vector<Node> merged;
    for (bool start = true;; start = false) {
      std::string_view key;
      bool merge = false;
      if (start && first) {
        key = first->text;
      } else {
        if (!start) {
          next_content();
          skip_misplaced(indent);
          if (at_ >= end_ || column() != indent || at_document_end() || too_deep_) break;
        }
        if (*at_ == '?' && space_follows(at_)) {
          ++at_;
          node(indent, true, true);
          const Node read = builder_.pop();
          key = read.text;
          if (read.is_map() || read.is_list()) builder_.lose(read.line, "a key that is no text; it is read as empty");
          next_content();
          if (at_ >= end_ || column() != indent || *at_ != ':') {
            builder_.name(key);
            builder_.push(scalar({}, false, line_));
            continue;
          }
        } else if (*at_ == '"' || *at_ == '\'') {
          key = quoted();
          skip_spaces();
        } else if (*at_ == '-' && space_follows(at_)) {
          break;  // a list at the same place belongs to whoever comes next
        } else if (key_on_line()) {
          key = plain_key();
          merge = key == "<<";
        }
        if (at_ >= end_ || *at_ != ':') {
          builder_.lose(line_, "expected \"key: value\" here; the line is left out");
          skip_line();
          continue;
        }
      }
      ++at_;
      node(indent, true, false);
      if (merge) {
        merged.push_back(builder_.pop());
      } else {
        builder_.name(key);
      }
    }
    for (const Node& from : merged) merge_into(from, names);
    builder_.gather_map(values, names, line);
  }

  // Members of a merged map that the map itself does not name.
  void merge_into(const Node& from, std::size_t names) {
    for (const Node& one : from.items()) merge_into(one, names);
    for (const Member& member : from.members()) {
      if (builder_.named_since(names, member.name)) continue;
      builder_.name(member.name);
      builder_.push(member.value);
    }
  }

  // -- scalars
  // A plain scalar that may go on over lines further right than `parent`.
  std::string_view plain(int parent) {
    std::string_view first = plain_line();
    const char* resume = at_;
    std::string folded;
    bool several = false;
    for (;;) {
      // What follows: blank lines, then a line further right that is no comment?
      std::size_t breaks = 0;
      const char* mark = at_;
      const char* mark_line = line_start_;
      const uint32_t mark_number = line_;
      skip_spaces();
      if (!at_end_of_line()) {
        at_ = mark;
        break;
      }
      while (at_ < end_ && at_end_of_line()) {
        newline();
        ++breaks;
        skip_spaces();
      }
      if (at_ >= end_ || column() <= parent || *at_ == '#' || at_document_end() || breaks == 0) {
        at_ = mark;
        line_start_ = mark_line;
        line_ = mark_number;
        break;
      }
      if (!several) folded = first;
      several = true;
      if (breaks == 1) folded += ' ';
      else folded.append(breaks - 1, '\n');
      folded += plain_line();
      resume = at_;
    }
    at_ = resume;
    return several ? builder_.keep(folded) : first;
  }

  std::string_view plain_line() {
    const char* from = at_;
    const void* found = at_ < end_ ? std::memchr(at_, '\n', static_cast<std::size_t>(end_ - at_)) : nullptr;
    const char* stop = found ? static_cast<const char*>(found) : end_;
    const char* hash = at_;
    while ((hash = static_cast<const char*>(std::memchr(hash, '#', static_cast<std::size_t>(stop - hash))))) {
      if (hash > from && blank(hash[-1])) break;
      ++hash;
    }
    at_ = hash ? hash : stop;
    const char* to = at_;
    while (to > from && (blank(to[-1]) || to[-1] == '\r')) --to;
    at_ = hash ? hash : to;
    return {from, static_cast<std::size_t>(to - from)};
  }

  // A quoted scalar; at_ ends behind the closing quote.
  std::string_view quoted() {
    const char quote = *at_++;
    const char* from = at_;
    while (at_ < end_ && *at_ != quote && *at_ != '\n' && !(quote == '"' && *at_ == '\\')) ++at_;
    if (at_ < end_ && *at_ == quote && !(quote == '\'' && at_ + 1 < end_ && at_[1] == '\'')) {
      const std::string_view out(from, static_cast<std::size_t>(at_ - from));
      ++at_;
      return out;
    }
    std::string out(from, at_);
    while (at_ < end_) {
      const char c = *at_;
      if (c == quote) {
        if (quote == '\'' && at_ + 1 < end_ && at_[1] == '\'') {
          out += '\'';
          at_ += 2;
          continue;
        }
        ++at_;
        return builder_.keep(out);
      }
      if (c == '\\' && quote == '"') {
        escape(out);
      } else if (c == '\n' || c == '\r') {
        while (!out.empty() && blank(out.back())) out.pop_back();
        std::size_t breaks = 0;
        while (at_ < end_ && at_end_of_line()) {
          newline();
          ++breaks;
          skip_spaces();
        }
        if (breaks == 1) out += ' ';
        else out.append(breaks - 1, '\n');
      } else {
        out += c;
        ++at_;
      }
    }
    builder_.lose(line_, "the text ends inside a quoted value");
    return builder_.keep(out);
  }

  void escape(std::string& out) {
    ++at_;
    if (at_ >= end_) return;
    const char c = *at_++;
    std::size_t digits = 0;
    switch (c) {
      case 'n': out += '\n'; return;
      case 't': case '\t': out += '\t'; return;
      case 'r': out += '\r'; return;
      case '0': case 'a': case 'b': case 'e': case 'f': case 'v': out += ' '; return;  // control characters say nothing here
      case 'N': out += "\xC2\x85"; return;
      case '_': out += "\xC2\xA0"; return;
      case 'L': out += "\xE2\x80\xA8"; return;
      case 'P': out += "\xE2\x80\xA9"; return;
      case 'x': digits = 2; break;
      case 'u': digits = 4; break;
      case 'U': digits = 8; break;
      case '\r': case '\n':
        --at_;
        newline();
        skip_spaces();
        return;
      default: out += c; return;
    }
    uint32_t code = hex(digits);
    if (c == 'u' && code >= 0xD800 && code < 0xDC00 && end_ - at_ >= 6 && at_[0] == '\\' && at_[1] == 'u') {
      at_ += 2;
      const uint32_t low = hex(4);
      code = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
    }
    if ((code >= 0xD800 && code < 0xE000) || code > 0x10FFFF) code = 0xFFFD;
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (code < 0x800) {
      out += static_cast<char>(0xC0 | code >> 6);
      out += static_cast<char>(0x80 | (code & 63));
    } else if (code < 0x10000) {
      out += static_cast<char>(0xE0 | code >> 12);
      out += static_cast<char>(0x80 | (code >> 6 & 63));
      out += static_cast<char>(0x80 | (code & 63));
    } else {
      out += static_cast<char>(0xF0 | code >> 18);
      out += static_cast<char>(0x80 | (code >> 12 & 63));
      out += static_cast<char>(0x80 | (code >> 6 & 63));
      out += static_cast<char>(0x80 | (code & 63));
    }
  }

  uint32_t hex(std::size_t digits) {
    uint32_t code = 0;
    for (std::size_t i = 0; i < digits && at_ < end_; ++i, ++at_) {
      const char c = *at_;
      const uint32_t digit = c >= '0' && c <= '9' ? static_cast<uint32_t>(c - '0') : (c | 32) >= 'a' && (c | 32) <= 'f' ? static_cast<uint32_t>((c | 32) - 'a' + 10) : 16;
      if (digit == 16) break;
      code = code * 16 + digit;
    }
    return code;
  }

  Node block_scalar(int parent) {
    const uint32_t line = line_;
    const bool folds = *at_++ == '>';
    char chomp = ' ';
    int indent = 0;
    for (; at_ < end_ && (*at_ == '-' || *at_ == '+' || (*at_ >= '1' && *at_ <= '9')); ++at_) {
      if (*at_ == '-' || *at_ == '+') chomp = *at_;
      else indent = std::max(parent, 0) + (*at_ - '0');
    }
    skip_line();
    if (indent == 0) {  // the first line that is not blank tells
      const char* p = at_;
      const char* start = p;
      while (p < end_ && (*p == ' ' || *p == '\n' || *p == '\r')) {
        if (*p == '\n') start = p + 1;
        ++p;
      }
      indent = static_cast<int>(p - start);
      if (p >= end_ || indent <= parent) indent = parent + 1;
      if (indent < 1 && parent >= 0) indent = 1;
    }
    std::string out;
    std::size_t breaks = 0;      // line breaks since the last text
    bool any = false, more = false;
    while (at_ < end_) {
      const char* start = at_;
      while (at_ < end_ && *at_ == ' ' && at_ - start < indent) ++at_;
      const bool short_line = at_ - start < indent;
      if (at_end_of_line()) {  // a blank line
        ++breaks;
        newline();
        continue;
      }
      if (short_line || at_document_end()) {
        at_ = start;
        break;
      }
      const void* found = std::memchr(at_, '\n', static_cast<std::size_t>(end_ - at_));
      const char* stop = found ? static_cast<const char*>(found) : end_;
      const char* to = stop > at_ && stop[-1] == '\r' ? stop - 1 : stop;
      const bool indented = folds && blank(*at_);
      if (any) {
        if (!folds || indented || more) out.append(breaks, '\n');
        else if (breaks == 1) out += ' ';
        else out.append(breaks - 1, '\n');
      } else {
        out.append(breaks, '\n');
      }
      out.append(at_, to);
      more = indented;
      any = true;
      breaks = 0;
      at_ = stop;
      if (at_ < end_) {
        newline();
        breaks = 1;
      }
    }
    if (chomp == '+') out.append(breaks, '\n');
    else if (chomp == ' ' && any && breaks > 0) out += '\n';
    return scalar(builder_.keep(out), true, line);
  }

  // -- flow collections
  void flow() {
    if (++depth_ > Tree::kDeepest) too_deep_ = true;
    const bool map = *at_ == '{';
    const char close = map ? '}' : ']';
    const uint32_t line = line_;
    const std::size_t values = builder_.values(), names = builder_.names();
    ++at_;
    for (;;) {
      next_content();
      if (at_ >= end_ || too_deep_) {
        if (!too_deep_) builder_.lose(line, std::string("a ") + (map ? "{" : "[") + " without its " + close);
        break;
      }
      if (*at_ == close) {
        ++at_;
        break;
      }
      if (*at_ == ',') {
        ++at_;
        continue;
      }
      if (*at_ == ']' || *at_ == '}') {
        builder_.lose(line_, std::string("found ") + *at_ + " where " + close + " was expected");
        ++at_;
        break;
      }
      if (map) flow_member();
      else flow_item();
    }
    if (map) builder_.gather_map(values, names, line);
    else builder_.gather_list(values, line);
    --depth_;
  }

  void flow_member() {
    std::string_view key;
    const bool was_quoted = *at_ == '"' || *at_ == '\'';
    if (was_quoted) {
      key = quoted();
    } else if (*at_ == '[' || *at_ == '{') {
      flow();
      builder_.pop();
    } else {
      key = flow_plain();
    }
    next_content();
    builder_.name(key);
    if (at_ < end_ && *at_ == ':') {
      ++at_;
      next_content();
      if (at_ < end_ && *at_ != ',' && *at_ != '}' && *at_ != ']') return flow_value();
    }
    builder_.push(scalar({}, false, line_));
  }

  void flow_item() {
    const std::size_t values = builder_.values(), names = builder_.names();
    const uint32_t line = line_;
    flow_value();
    next_content();
    if (at_ < end_ && *at_ == ':') {  // [a: b] is a list of one map
      const Node key = builder_.pop();
      builder_.name(key.text);
      ++at_;
      next_content();
      if (at_ < end_ && *at_ != ',' && *at_ != ']' && *at_ != '}') flow_value();
      else builder_.push(scalar({}, false, line));
      builder_.gather_map(values, names, line);
    }
  }

  void flow_value() {
    std::string_view anchor;
    while (at_ < end_ && (*at_ == '&' || *at_ == '!')) {
      const bool is_anchor = *at_ == '&';
      if (is_anchor) ++at_;
      const std::string_view name = word();
      if (is_anchor) anchor = name;
      next_content();
    }
    const uint32_t line = line_;
    if (at_ >= end_) {
      builder_.push(scalar({}, false, line));
    } else if (*at_ == '[' || *at_ == '{') {
      flow();
    } else if (*at_ == '"' || *at_ == '\'') {
      builder_.push(scalar(quoted(), true, line));
    } else if (*at_ == '*') {
      alias();
    } else {
      builder_.push(scalar(flow_plain(), false, line));
    }
    keep_anchor(anchor);
  }

  std::string_view flow_plain() {
    std::string folded;
    std::string_view first;
    bool several = false;
    for (;;) {
      const char* from = at_;
      while (at_ < end_ && !std::strchr(",[]{}\n\r", *at_) && !(*at_ == '#' && at_ > from && blank(at_[-1]))) {
        if (*at_ == ':' && (space_follows(at_) || std::strchr(",[]{}", at_[1]))) break;
        ++at_;
      }
      const char* to = at_;
      while (to > from && blank(to[-1])) --to;
      const std::string_view part(from, static_cast<std::size_t>(to - from));
      if (several) folded += part;
      else first = part;
      if (at_ >= end_ || !at_end_of_line()) break;
      next_content();
      if (at_ >= end_ || std::strchr(",[]{}:#", *at_)) break;
      if (!several) folded = first;
      several = true;
      folded += ' ';
    }
    if (!several && first.empty() && at_ < end_ && !std::strchr(",[]{}:", *at_)) ++at_;  // nothing may stand still
    if (!several && first.empty() && at_ < end_ && *at_ == ':') ++at_;
    return several ? builder_.keep(folded) : first;
  }

  TreeBuilder& builder_;
  const char *at_, *end_, *line_start_;
  uint32_t line_ = 1;
  int depth_ = 0;
  bool too_deep_ = false;
  std::unordered_map<std::string_view, Node> anchors_;
};

}  // namespace

Status read_yaml_tree(TreeBuilder& builder) { return YamlReader(builder).run(); }

}  // namespace mockdata::discover
