#include "template/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace mockdata {

Value::Value(const Value& other)
    : kind_(other.kind_), line_(other.line_), begin_(other.begin_), end_(other.end_), text_(other.text_), inside_(other.inside_ ? std::make_unique<Inside>(*other.inside_) : nullptr) {}

Value::Inside& Value::inside() {
  if (!inside_) inside_ = std::make_unique<Inside>();
  return *inside_;
}

const std::vector<Value>& Value::items() const {
  static const std::vector<Value> none;
  return inside_ ? inside_->items : none;
}
std::vector<Value>& Value::items() { return inside().items; }

const std::vector<Value::Member>& Value::members() const {
  static const std::vector<Member> none;
  return inside_ ? inside_->members : none;
}
std::vector<Value::Member>& Value::members() { return inside().members; }

Value Value::number(double d) {
  char text[32];
  auto [end, error] = std::to_chars(text, text + sizeof text, d);
  (void)error;
  return literal(std::string(text, end));
}

Value Value::array(std::vector<Value> items) {
  Value v(Kind::kArray, {});
  if (!items.empty()) v.items() = std::move(items);
  return v;
}

Value Value::object(std::vector<Member> members) {
  Value v(Kind::kObject, {});
  if (!members.empty()) v.members() = std::move(members);
  return v;
}

std::optional<double> Value::as_double() const {
  if (!is_number()) return std::nullopt;
  double d = 0;
  auto [p, error] = std::from_chars(text_.data(), text_.data() + text_.size(), d);
  if (error != std::errc() || p != text_.data() + text_.size()) return std::nullopt;
  return d;
}

std::optional<int64_t> Value::as_int() const {
  if (!is_number()) return std::nullopt;
  int64_t n = 0;
  auto [p, error] = std::from_chars(text_.data(), text_.data() + text_.size(), n);
  if (error == std::errc() && p == text_.data() + text_.size()) return n;
  const auto d = as_double();
  if (!d || std::floor(*d) != *d || std::abs(*d) > 9007199254740992.0) return std::nullopt;
  return static_cast<int64_t>(*d);
}

const Value& Value::find(std::string_view key) const {
  static const Value absent;
  for (const auto& [name, value] : members())
    if (name == key) return value;
  return absent;
}

void Value::set(std::string_view key, Value value) {
  if (value.missing() && !inside_) return;
  std::vector<Member>& all = members();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].first == key) {
      if (value.missing()) all.erase(all.begin() + static_cast<long>(i));
      else all[i].second = std::move(value);
      return;
    }
  if (!value.missing()) all.emplace_back(key, std::move(value));
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;  // where what needs no escape begins
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: {
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\u%04x", c);
        out += escaped;
      }
    }
  }
  out.append(text, plain);
  out += '"';
}

std::string json_quote(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  append_quoted(out, text);
  return out;
}

std::string Value::to_json(bool pretty, int depth) const {
  std::string out;
  append_json(out, pretty, depth);
  return out;
}

void Value::append_json(std::string& out, bool pretty, int depth, bool in_list) const {
  const auto newline = [&](int levels) {
    if (!pretty) return;
    out += '\n';
    out.append(static_cast<std::size_t>(levels) * 2, ' ');
  };
  const auto nested = [](const Value& value) { return value.is_object() || value.is_array(); };
  switch (kind_) {
    case Kind::kMissing: out += "null"; return;
    case Kind::kString: append_quoted(out, text_); return;
    case Kind::kArray: {
      const bool flat = std::none_of(items().begin(), items().end(), nested);
      out += '[';
      for (std::size_t i = 0; i < items().size(); ++i) {
        if (i) out += flat && pretty ? ", " : ",";
        if (!flat) newline(depth + 1);
        items()[i].append_json(out, pretty, depth + 1, true);
      }
      if (!flat) newline(depth);
      out += ']';
      return;
    }
    case Kind::kObject: {
      const std::vector<Member>& all = members();
      const bool short_one = pretty && in_list && all.size() <= 2 && std::none_of(all.begin(), all.end(), [&](const Member& m) { return nested(m.second); });
      out += '{';
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (i) out += short_one ? ", " : ",";
        if (!short_one) newline(depth + 1);
        append_quoted(out, all[i].first);
        out += pretty ? ": " : ":";
        all[i].second.append_json(out, pretty, depth + 1);
      }
      if (!all.empty() && !short_one) newline(depth);
      out += '}';
      return;
    }
    default: out += text_;
  }
}

bool operator==(const Value& a, const Value& b) {
  if (a.kind_ != b.kind_ || a.items().size() != b.items().size() || a.members().size() != b.members().size()) return false;
  if (a.kind_ == Value::Kind::kArray) return a.items() == b.items();
  if (a.kind_ == Value::Kind::kObject) {
    for (std::size_t i = 0; i < a.members().size(); ++i) {
      const auto& [name, value] = a.members()[i];
      if (!(value == (b.members()[i].first == name ? b.members()[i].second : b.find(name)))) return false;
    }
    return true;
  }
  return a.text_ == b.text_;
}

class ValueParser {
 public:
  ValueParser(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Result<Value> document() {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
    if (text_.substr(0, 2) == "\xFF\xFE" || text_.substr(0, 2) == "\xFE\xFF") {
      problem_ = "the text is UTF-16: save it as UTF-8";
      return fail();
    }
    Value value;
    if (!parse(value, 0)) return fail();
    space();
    if (at_ != text_.size()) {
      problem_ = "text after the end of the document";
      return fail();
    }
    return value;
  }

 private:
  static constexpr int kDeepest = 200;

  Error fail() const {
    std::string found = "the end of the file";
    if (at_ < text_.size()) {
      const unsigned char byte = static_cast<unsigned char>(text_[at_]);
      found = byte > ' ' && byte < 0x7F ? "'" + std::string(1, text_[at_]) + "'" : "byte 0x" + std::string{"0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
    }
    return invalid_error("not valid JSON: " + problem_ + " (found " + found + ")", (file_.empty() ? "line " : file_ + ":") + std::to_string(line_));
  }
  bool problem(const char* what) {
    if (problem_.empty()) problem_ = what;
    return false;
  }
  void space() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') ++line_;
      else if (c != ' ' && c != '\t' && c != '\r') return;
      ++at_;
    }
  }
  bool accept(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool word(std::string_view w) {
    if (text_.substr(at_, w.size()) != w) return problem("expected a value");
    at_ += w.size();
    return true;
  }

  bool parse(Value& out, int depth) {
    if (depth > kDeepest) return problem("more than 200 levels deep");
    space();
    out.line_ = line_;
    out.begin_ = at_;
    if (at_ >= text_.size()) return problem("expected a value");
    bool good = false;
    switch (text_[at_]) {
      case '{': good = object(out, depth); break;
      case '[': good = array(out, depth); break;
      case '"': out.kind_ = Value::Kind::kString; good = string(out.text_); break;
      case 't': out.kind_ = Value::Kind::kBool; good = word(out.text_ = "true"); break;
      case 'f': out.kind_ = Value::Kind::kBool; good = word(out.text_ = "false"); break;
      case 'n': out.kind_ = Value::Kind::kNull; good = word(out.text_ = "null"); break;
      default: out.kind_ = Value::Kind::kNumber; good = number(out.text_);
    }
    out.end_ = at_;
    return good;
  }

  bool object(Value& out, int depth) {
    out.kind_ = Value::Kind::kObject;
    ++at_;
    space();
    if (accept('}')) return true;
    Value::Inside& inside = out.inside();
    while (true) {
      space();
      const std::size_t key_at = at_;
      std::string key;
      if (at_ >= text_.size() || text_[at_] != '"') return problem("expected a quoted key");
      if (!string(key)) return false;
      for (const auto& member : inside.members)
        if (member.first == key) return problem("the same key stands twice in one object");
      space();
      if (!accept(':')) return problem("expected ':' after the key");
      inside.key_begin.push_back(key_at);
      inside.members.emplace_back(std::move(key), Value());
      if (!parse(inside.members.back().second, depth + 1)) return false;
      space();
      if (accept('}')) return true;
      if (!accept(',')) return problem("expected ',' or '}'");
    }
  }

  bool array(Value& out, int depth) {
    out.kind_ = Value::Kind::kArray;
    ++at_;
    space();
    if (accept(']')) return true;
    std::vector<Value>& items = out.items();
    while (true) {
      items.emplace_back();
      if (!parse(items.back(), depth + 1)) return false;
      space();
      if (accept(']')) return true;
      if (!accept(',')) return problem("expected ',' or ']'");
    }
  }

  bool number(std::string& out) {
    const std::size_t start = at_;
    const auto digits = [&] {
      const std::size_t before = at_;
      while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
      return at_ > before;
    };
    accept('-');
    if (!accept('0') && !digits()) {
      at_ = start;
      return problem("expected a value");
    }
    if (accept('.') && !digits()) return problem("expected digits after '.'");
    if (accept('e') || accept('E')) {
      if (!accept('+')) accept('-');
      if (!digits()) return problem("expected digits in the exponent");
    }
    out = text_.substr(start, at_ - start);
    return true;
  }

  bool hex4(uint32_t& out) {
    out = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      if (at_ >= text_.size()) return problem("expected four hexadecimal digits");
      const char c = text_[at_];
      const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) return problem("expected four hexadecimal digits");
      out = out * 16 + static_cast<uint32_t>(digit);
    }
    return true;
  }

  bool string(std::string& out) {
    ++at_;
    out.clear();
    while (true) {
      if (at_ >= text_.size()) return problem("a string that does not end");
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20) return problem("a control character in a string");
      ++at_;
      if (c != '\\') {
        out += c;
        continue;
      }
      if (at_ >= text_.size()) return problem("a string that does not end");
      const char e = text_[at_++];
      switch (e) {
        case '"': case '\\': case '/': out += e; break;
        case 'b': out += '\b'; break;
        case 'f': out += '\f'; break;
        case 'n': out += '\n'; break;
        case 'r': out += '\r'; break;
        case 't': out += '\t'; break;
        case 'u': {
          uint32_t code = 0, low = 0;
          if (!hex4(code)) return false;
          if (code >= 0xD800 && code < 0xDC00) {
            if (text_.substr(at_, 2) != "\\u") return problem("half a surrogate pair");
            at_ += 2;
            if (!hex4(low)) return false;
            if (low < 0xDC00 || low > 0xDFFF) return problem("half a surrogate pair");
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
          } else if (code >= 0xDC00 && code < 0xE000) {
            return problem("half a surrogate pair");
          }
          if (code < 0x80) out += static_cast<char>(code);
          else if (code < 0x800) out += {static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 63))};
          else if (code < 0x10000)
            out += {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 63)), static_cast<char>(0x80 | (code & 63))};
          else
            out += {static_cast<char>(0xF0 | code >> 18), static_cast<char>(0x80 | (code >> 12 & 63)),
                    static_cast<char>(0x80 | (code >> 6 & 63)), static_cast<char>(0x80 | (code & 63))};
          break;
        }
        default: --at_; return problem("an unknown escape");
      }
    }
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  uint32_t line_ = 1;
  std::string problem_;
};

Result<Value> parse_json(std::string_view text, const std::string& file_name) { return ValueParser(text, file_name).document(); }

struct Rewriter {
  const std::string& text;

  std::string span(std::size_t begin, std::size_t end) const { return text.substr(begin, end - begin); }

  // White space before a value or key that starts at `begin`, back to the punctuation before it.
  std::string lead(std::size_t begin) const {
    std::size_t start = begin;
    while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\n' || text[start - 1] == '\t' || text[start - 1] == '\r')) --start;
    return span(start, begin);
  }
  std::string tail(const Value& was) const { return lead(was.end() - 1); }

  std::string render(const Value& was, const Value& now, int depth) const {
    if (was.line() && was == now) return span(was.begin(), was.end());
    if (was.is_object() && now.is_object() && !was.members().empty() && !now.members().empty()) return object(was, now, depth);
    if (was.is_array() && now.is_array() && !was.items().empty() && !now.items().empty()) return array(was, now, depth);
    return now.to_json(true, depth);
  }

  std::string object(const Value& was, const Value& now, int depth) const {
    std::string out = "{";
    std::string gap = lead(was.inside_->key_begin[0]);
    bool first = true;
    const auto put = [&](const std::string& key, const Value& old, const Value& value) {
      out += (first ? "" : ",") + gap + json_quote(key) + ": " + render(old, value, depth + 1);
      first = false;
    };
    for (std::size_t i = 0; i < was.members().size(); ++i) {
      const auto& [key, old] = was.members()[i];
      const Value& value = now.find(key);
      if (value.missing()) continue;
      gap = lead(was.inside_->key_begin[i]);
      if (old == value) {
        out += (first ? "" : ",") + gap + span(was.inside_->key_begin[i], old.end());
        first = false;
      } else {
        put(key, old, value);
      }
    }
    for (const auto& [key, value] : now.members())
      if (was.find(key).missing()) put(key, Value(), value);
    return out + tail(was) + "}";
  }

  static const Value* match(const Value& was, const Value& item, std::size_t index) {
    const Value& name = item.find("name");
    if (!name.is_string()) return index < was.items().size() ? &was.items()[index] : nullptr;
    for (const Value& old : was.items())
      if (old.find("name").text() == name.text()) return &old;
    return nullptr;
  }

  std::string array(const Value& was, const Value& now, int depth) const {
    std::string out = "[";
    std::string gap = lead(was.items()[0].begin());
    for (std::size_t i = 0; i < now.items().size(); ++i) {
      const Value* old = match(was, now.items()[i], i);
      if (old) gap = lead(old->begin());
      if (i && gap.empty()) gap = " ";
      out += (i ? "," : "") + gap + render(old ? *old : Value(), now.items()[i], depth + 1);
    }
    return out + tail(was) + "]";
  }
};

std::string rewrite_json(const std::string& text, const Value& was, const Value& now) {
  const Rewriter rewriter{text};
  return rewriter.span(0, was.begin()) + rewriter.render(was, now, 0) + text.substr(was.end());
}

}  // namespace mockdata
