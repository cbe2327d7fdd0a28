// JSON values that remember where they stood in the user's file, in the user's order, with numbers as written.
// Templates are edited by hand, so an error names a line, and a save changes only the characters that have to change.
#pragma once

#include <cstdint>
#include <memory>
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
  Value(const Value& other);
  Value(Value&&) noexcept = default;
  Value& operator=(const Value& other) { return *this = Value(other); }
  Value& operator=(Value&&) noexcept = default;
  inline ~Value();
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

  const std::vector<Value>& items() const;
  std::vector<Value>& items();
  const std::vector<Member>& members() const;
  std::vector<Member>& members();
  // The member of that name, or a missing value.
  const Value& find(std::string_view key) const;
  // Replaces or appends a member; a missing value removes it.
  void set(std::string_view key, Value value);

  // 1-based line, and the span of characters in the parsed text; 0 for values made in memory.
  uint32_t line() const { return line_; }
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }

  // JSON text on one line, or `pretty` in two-space steps starting at `depth`; there, lists of scalars and objects of at
  // most two scalars in a list ({"rule": "name.email", "confidence": 0.9}) stand on one line.
  std::string to_json(bool pretty = false, int depth = 0) const;
  void append_json(std::string& out, bool pretty, int depth, bool in_list = false) const;
  // Equal content; object members compare in any order, numbers by their text.
  friend bool operator==(const Value& a, const Value& b);

 private:
  friend class ValueParser;
  inline Value(Kind kind, std::string text);
  Kind kind_ = Kind::kMissing;
  uint32_t line_ = 0;
  std::size_t begin_ = 0, end_ = 0;
  std::string text_;
  // What stands inside; made when it is first needed, since most values are scalars, and empty objects that wait for settings.
  struct Inside;
  std::unique_ptr<Inside> inside_;
  Inside& inside();
  friend std::string rewrite_json(const std::string&, const Value&, const Value&);
  friend struct Rewriter;
};

struct Value::Inside {
  std::vector<Value> items;
  std::vector<Member> members;
  std::vector<std::size_t> key_begin;  // of each member, in the parsed text
};

inline Value::Value(Kind kind, std::string text) : kind_(kind), text_(std::move(text)) {}
inline Value::~Value() = default;

// Strict JSON (RFC 8259), UTF-8, a leading byte order mark allowed, at most 200 levels deep. Errors name the line and what was found.
Result<Value> parse_json(std::string_view text, const std::string& file_name = {});

// `text` changed so that it reads as `now`; whatever is equal in `was` (= the parse of `text`) keeps its characters,
// key order and white space. Array items that are objects with a "name" are matched by it, others by position.
std::string rewrite_json(const std::string& text, const Value& was, const Value& now);

std::string json_quote(std::string_view text);
void append_quoted(std::string& out, std::string_view text);

}  // namespace mockdata
