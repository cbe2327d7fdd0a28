// JSON values that remember where they stood in the user's file, in the user's order, with numbers as written.
// Templates are edited by hand, so an error names a line, and a save changes only the characters that have to change.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mockdata {

class Value {
 public:
  enum class Kind : uint8_t { kMissing, kNull, kBool, kNumber, kString, kArray, kObject };
  using Member = std::pair<std::string, Value>;

  Value() = default;  // kMissing: what find() gives for an absent key
  static Value null() { return Value(Kind::kNull, "null"); }
  static Value boolean(bool b) { return Value(Kind::kBool, b ? "true" : "false"); }
  static Value number(int64_t n) { return Value(Kind::kNumber, std::to_string(n)); }
  static Value number(double d);  // the shortest text that reads back as d; REQUIRES d finite
  static Value literal(std::string number_text) { return Value(Kind::kNumber, std::move(number_text)); }
  static Value string(std::string_view s) { return Value(Kind::kString, std::string(s)); }
  static Value array(std::vector<Value> items = {});
  static Value object(std::vector<Member> members = {});

  Kind kind() const { return kind_; }
  bool missing() const { return kind_ == Kind::kMissing; }
  explicit operator bool() const { return kind_ != Kind::kMissing; }
  bool is_null() const { return kind_ == Kind::kNull; }
  bool is_bool() const { return kind_ == Kind::kBool; }
  bool is_number() const { return kind_ == Kind::kNumber; }
  bool is_string() const { return kind_ == Kind::kString; }
  bool is_array() const { return kind_ == Kind::kArray; }
  bool is_object() const { return kind_ == Kind::kObject; }

  // The content of a string, or the text of any other scalar as written.
  const std::string& text() const { return text_; }
  bool as_bool() const { return text_ == "true"; }
  std::optional<int64_t> as_int() const;     // whole numbers in range, 5.0 and 1e3 included
  std::optional<double> as_double() const;   // any number

  const std::vector<Value>& items() const { return items_; }
  std::vector<Value>& items() { return items_; }
  const std::vector<Member>& members() const { return members_; }
  std::vector<Member>& members() { return members_; }
  // The member of that name, or a missing value.
  const Value& find(std::string_view key) const;
  // Replaces or appends a member; a missing value removes it.
  void set(std::string_view key, Value value);

  // 1-based line, and the span of characters in the parsed text; 0 for values made in memory.
  uint32_t line() const { return line_; }
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }

  // JSON text; indent 0 gives one line, otherwise two-space steps starting at `depth`.
  std::string to_json(bool pretty = false, int depth = 0) const;
  // Equal content; object members compare in any order, numbers by their text.
  friend bool operator==(const Value& a, const Value& b);

 private:
  friend class ValueParser;
  Value(Kind kind, std::string text) : kind_(kind), text_(std::move(text)) {}
  Kind kind_ = Kind::kMissing;
  uint32_t line_ = 0;
  std::size_t begin_ = 0, end_ = 0;
  std::string text_;
  std::vector<Value> items_;
  std::vector<Member> members_;
  std::vector<std::size_t> key_begin_;  // of each member, in the parsed text
  friend std::string rewrite_json(const std::string&, const Value&, const Value&);
  friend struct Rewriter;
};

// Strict JSON (RFC 8259), UTF-8, a leading byte order mark allowed, at most 200 levels deep. Errors name the line and what was found.
Result<Value> parse_json(std::string_view text, const std::string& file_name = {});

// `text` changed so that it reads as `now`; whatever is equal in `was` (= the parse of `text`) keeps its characters,
// key order and white space. Array items that are objects with a "name" are matched by it, others by position.
std::string rewrite_json(const std::string& text, const Value& was, const Value& now);

std::string json_quote(std::string_view text);

}  // namespace mockdata
