// What the operations of an API document answer: where in each answer the records are, and what schema they have.
//
// An answer's schema is turned into the shape that a sample of it would have, so that envelopes, wrappers and side-loads
// are recognised by the same rules as in a live answer (discover/rest/record.h), and both readers agree.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "discover/openapi/schema.h"
#include "discover/rest/record.h"

namespace mockdata::discover {

// A record type found in an answer.
struct Answer {
  std::string method, path;       // "get", "/employees/{id}"
  std::string segment;            // what the path calls it: "employees"; of an RPC style path ("/accounts/get") "accounts"
  std::string variable;           // the path's last variable when the path ends in it: this reads one record
  std::size_t variables = 0;      // in the path
  bool single = false;            // one object, not a list
  bool sideload = false;          // a list beside the one that was asked for
  bool rpc = false;               // a POST that reads
  bool expands = false;           // OData: what a record refers to stands in it where a request asks for it ($expand)
  bool from_example = false;      // the document gives no schema, only an example: its structure, without a value
  FoundRecord found;
  At schema;                      // of one record; null when from an example
  std::string schema_name;        // "EmployeeResponse", or its title; may be empty
  bool named = false;             // the schema stands by itself, under that name
  const Node* identity = nullptr; // equal for equal record types; null when from an example
  At operation;
};

class AnswerReader {
 public:
  static constexpr std::size_t kMostOperations = 100'000;

  explicit AnswerReader(Documents& documents) : documents_(documents) {}

  // All answers of a document, in its order. What cannot be used is told to the documents as a loss.
  std::vector<Answer> read(const At& root);
  // The schema that a part of a found record was made from.
  At schema_of(const Shape& shape) const { return shape.tag ? tagged_[shape.tag - 1] : At(); }

 private:
  struct Content {
    At schema, example;
    bool other_kind = false, empty = false;  // not JSON; nothing at all
  };
  void operation(const At& root, const std::string& method, const std::string& path, const At& operation, std::vector<Answer>& out);
  bool takes(const At& operation, std::string_view parameter);
  Content content_of(const At& root, const At& operation);
  Shape shape_of(At schema, int depth, bool in_element, int& budget, bool attributes = false);
  std::shared_ptr<const Shape> element_of(At schema, int& budget);
  static bool described(const Shape& shape);
  Shape shape_of_example(const Node& node, int depth) const;

  Documents& documents_;
  std::vector<At> tagged_;
  std::unordered_map<const Node*, std::shared_ptr<const Shape>> elements_;
  std::vector<const Node*> open_;
};

}  // namespace mockdata::discover
