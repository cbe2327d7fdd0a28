#include "http/json_scan.h"

#include <cctype>
#include <cstring>

namespace mockdata {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

template <class Append>
void unescape(std::string_view raw, Append append) {
  auto hex = [&](std::size_t at) {
    unsigned code = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
      char c = i < raw.size() ? raw[i] : '0';
      code = code * 16 + static_cast<unsigned>(digit(c) ? c - '0' : (c | 32) - 'a' + 10);
    }
    return code;
  };
  std::size_t i = 0;
  while (i < raw.size()) {
    std::size_t slash = raw.find('\\', i);
    if (slash == std::string_view::npos) slash = raw.size();
    if (slash > i) append(raw.substr(i, slash - i));
    if (slash + 1 >= raw.size()) return;
    char c = raw[slash + 1];
    i = slash + 2;
    if (c == 'u') {
      unsigned code = hex(i);
      i += 4;
      if (code >= 0xD800 && code < 0xDC00 && raw.substr(i, 2) == "\\u") {
        unsigned low = hex(i + 2);
        if (low >= 0xDC00 && low < 0xE000) {
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
          i += 6;
        }
      }
      if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;
      char bytes[4];
      std::size_t size = 1;
      if (code < 0x80) {
        bytes[0] = static_cast<char>(code);
      } else if (code < 0x800) {
        bytes[0] = static_cast<char>(0xC0 | code >> 6);
        bytes[1] = static_cast<char>(0x80 | (code & 63));
        size = 2;
      } else if (code < 0x10000) {
        bytes[0] = static_cast<char>(0xE0 | code >> 12);
        bytes[1] = static_cast<char>(0x80 | (code >> 6 & 63));
        bytes[2] = static_cast<char>(0x80 | (code & 63));
        size = 3;
      } else {
        bytes[0] = static_cast<char>(0xF0 | code >> 18);
        bytes[1] = static_cast<char>(0x80 | (code >> 12 & 63));
        bytes[2] = static_cast<char>(0x80 | (code >> 6 & 63));
        bytes[3] = static_cast<char>(0x80 | (code & 63));
        size = 4;
      }
      append(std::string_view(bytes, size));
      explicit_bzero(bytes, sizeof bytes);
    } else {
      char plain = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == 'b' ? '\b' : c == 'f' ? '\f' : c;
      append(std::string_view(&plain, 1));
    }
  }
}

}  // namespace

JsonScan::JsonScan(std::string_view text) : text_(text) {
  if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
}

JsonScan::Token JsonScan::finish(Token token) {
  finished_ = true;
  raw_ = {};
  return last_ = token;
}

JsonScan::Token JsonScan::broken(const char* problem) {
  problem_ = problem;
  return finish(Token::kBroken);
}

void JsonScan::skip_space() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) ++at_;
}

void JsonScan::after_value() {
  if (stack_.empty()) {
    ++documents_;
    expect_ = Expect::kDocument;
  } else {
    expect_ = Expect::kCommaOrEnd;
  }
}

JsonScan::Token JsonScan::next() {
  if (finished_) return last_;
  for (;;) {
    skip_space();
    if (at_ >= text_.size()) return finish(expect_ == Expect::kDocument && documents_ > 0 ? Token::kEnd : Token::kCut);
    char c = text_[at_];
    switch (expect_) {
      case Expect::kColon:
        if (c != ':') return broken("':' expected after a name");
        ++at_;
        expect_ = Expect::kValue;
        continue;
      case Expect::kCommaOrEnd:
        if (c == ',') {
          ++at_;
          expect_ = stack_.back() ? Expect::kKey : Expect::kValue;
          continue;
        }
        if (c != (stack_.back() ? '}' : ']')) return broken("',' or a closing bracket expected");
        break;
      case Expect::kKeyOrEnd:
      case Expect::kKey:
        if (c == '"') return text(Token::kKey);
        if (c != '}' || expect_ == Expect::kKey) return broken("a name in quotes expected");
        break;
      case Expect::kValueOrEnd:
        if (c != ']') return value();
        break;
      case Expect::kDocument:
        if (documents_ > 0 && c != '{' && c != '[') return broken("the end of the text expected");
        return value();
      case Expect::kValue:
        return value();
    }
    ++at_;  // a closing bracket
    bool object = stack_.back();
    stack_.pop_back();
    after_value();
    return object ? Token::kEndObject : Token::kEndArray;
  }
}

JsonScan::Token JsonScan::value() {
  char c = text_[at_];
  switch (c) {
    case '{':
    case '[':
      if (stack_.size() >= kDeepest) return finish(Token::kTooDeep);
      ++at_;
      stack_.push_back(c == '{');
      expect_ = c == '{' ? Expect::kKeyOrEnd : Expect::kValueOrEnd;
      return c == '{' ? Token::kBeginObject : Token::kBeginArray;
    case '"': return text(Token::kString);
    case 't': return word("true", Token::kTrue);
    case 'f': return word("false", Token::kFalse);
    case 'n': return word("null", Token::kNull);
    case 'N': return word("NaN", Token::kNotANumber);
    case 'I': return word("Infinity", Token::kNotANumber);
    default:
      if (c == '-' && at_ + 1 < text_.size() && text_[at_ + 1] == 'I') return word("-Infinity", Token::kNotANumber);
      if (c == '-' || digit(c)) return number();
      return broken("a value expected");
  }
}

JsonScan::Token JsonScan::text(Token token) {
  std::size_t from = at_ + 1, i = from;
  for (; i < text_.size() && text_[i] != '"'; ++i) {
    if (text_[i] != '\\') continue;
    if (++i >= text_.size()) return finish(Token::kCut);
    static const std::string_view kEscapes = "\"\\/bfnrtu";
    if (kEscapes.find(text_[i]) == std::string_view::npos) {
      at_ = i;
      return broken("a known escape expected");
    }
    if (text_[i] == 'u') {
      for (int j = 0; j < 4; ++j) {
        if (++i >= text_.size()) return finish(Token::kCut);
        if (!std::isxdigit(static_cast<unsigned char>(text_[i]))) {
          at_ = i;
          return broken("four hexadecimal digits expected");
        }
      }
    }
  }
  if (i >= text_.size()) return finish(Token::kCut);
  raw_ = text_.substr(from, i - from);
  at_ = i + 1;
  if (token == Token::kKey) {
    expect_ = Expect::kColon;
  } else {
    after_value();
  }
  return token;
}

JsonScan::Token JsonScan::word(std::string_view word, Token token) {
  std::string_view here = text_.substr(at_, word.size());
  if (here != word) {
    if (at_ + here.size() == text_.size() && word.substr(0, here.size()) == here) return finish(Token::kCut);
    return broken("a value expected");
  }
  at_ += word.size();
  raw_ = here;
  after_value();
  return token;
}

JsonScan::Token JsonScan::number() {
  std::size_t from = at_, i = at_;
  auto peek = [&] { return i < text_.size() ? text_[i] : '\0'; };
  auto digits = [&] {
    std::size_t begin = i;
    while (digit(peek())) ++i;
    return i > begin;
  };
  if (peek() == '-') ++i;
  bool fine = digits();
  if (fine && peek() == '.') {
    ++i;
    fine = digits();
  }
  if (fine && (peek() == 'e' || peek() == 'E')) {
    ++i;
    if (peek() == '+' || peek() == '-') ++i;
    fine = digits();
  }
  // A number at the very end of the text may go on in what was cut off.
  if (i >= text_.size() && !stack_.empty()) return finish(Token::kCut);
  if (!fine) {
    at_ = i;
    return broken("a digit expected");
  }
  raw_ = text_.substr(from, i - from);
  at_ = i;
  after_value();
  return Token::kNumber;
}

void json_unescape(std::string_view raw, WipedBytes& out) {
  unescape(raw, [&](std::string_view piece) { out.append(piece); });
}

std::string json_name(std::string_view raw) {
  std::string out;
  unescape(raw, [&](std::string_view piece) { out += piece; });
  return out;
}

bool json_string_member(std::string_view text, std::string_view inside, std::string_view name, WipedBytes& out) {
  using Token = JsonScan::Token;
  JsonScan scan(text);
  bool in_object = inside.empty();
  std::size_t wanted_depth = in_object ? 1 : 2;
  std::string key;
  for (;;) {
    Token token = scan.next();
    if (token == Token::kEnd || token == Token::kCut || token == Token::kBroken || token == Token::kTooDeep) return false;
    if (token == Token::kKey) {
      key = json_name(scan.raw());
      if (scan.depth() == 1 && !inside.empty()) in_object = key == inside;
    } else if (token == Token::kString && in_object && scan.depth() == wanted_depth && key == name) {
      json_unescape(scan.raw(), out);
      return true;
    }
  }
}

}  // namespace mockdata
