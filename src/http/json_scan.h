// JSON read in place, token by token, without a tree and without a copy: for answers that hold secrets or values of a
// source, that may be cut off anywhere, and that are written by many hands.
//
// Forgiving where real servers err (byte order mark, NaN and Infinity, raw control characters in strings, several
// documents one after the other); strict in everything else. Nesting is bounded. Offsets count bytes from the start.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "http/wiped.h"

namespace mockdata {

class JsonScan {
 public:
  static constexpr std::size_t kDeepest = 128;

  enum class Token {
    kBeginObject, kEndObject, kBeginArray, kEndArray,
    kKey,        // raw() is the name, still escaped
    kString,     // raw() is the text, still escaped
    kNumber,     // raw() is the number as written
    kNotANumber, // NaN, Infinity, -Infinity: not JSON, but sent by some servers
    kTrue, kFalse, kNull,
    kEnd,        // the text ended after a whole document
    kCut,        // the text ended inside a document
    kBroken,     // not JSON: see problem() and offset()
    kTooDeep     // nested deeper than kDeepest
  };

  explicit JsonScan(std::string_view text);

  // The next token. After kEnd, kCut, kBroken or kTooDeep the same token again.
  Token next();
  std::string_view raw() const { return raw_; }
  // What was expected at offset(), without a word of the text.
  const char* problem() const { return problem_; }
  std::size_t offset() const { return at_; }
  // Open objects and arrays.
  std::size_t depth() const { return stack_.size(); }
  // Whole documents behind us: more than one for newline-delimited JSON.
  std::size_t documents() const { return documents_; }

 private:
  enum class Expect { kValue, kValueOrEnd, kKeyOrEnd, kKey, kColon, kCommaOrEnd, kDocument };
  Token finish(Token token);
  Token broken(const char* problem);
  Token value();
  Token text(Token token);
  Token word(std::string_view word, Token token);
  Token number();
  void after_value();
  void skip_space();

  std::string_view text_;
  std::size_t at_ = 0, documents_ = 0;
  std::string_view raw_;
  const char* problem_ = "";
  std::vector<bool> stack_;  // true: object
  Expect expect_ = Expect::kDocument;
  bool finished_ = false;
  Token last_ = Token::kEnd;
};

// The text behind a raw() of a string or key: escapes resolved, as UTF-8; a lone surrogate becomes U+FFFD.
void json_unescape(std::string_view raw, WipedBytes& out);
// The same for names, which are no secret.
std::string json_name(std::string_view raw);
// The string member `name` of the top-level object, or of the object member `inside` of it; false if there is none.
bool json_string_member(std::string_view text, std::string_view inside, std::string_view name, WipedBytes& out);

}  // namespace mockdata
