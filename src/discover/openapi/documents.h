// The files of one API description, and where their references lead.
//
// A file is read when a reference first needs it; a reference is followed when somebody looks behind it, so cycles cost
// nothing. Nothing is fetched from the network, and no file outside the folder that was given is opened.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "discover/openapi/tree.h"

namespace mockdata::discover {

struct Schema;

// A node, and the file that it stands in (references are relative to it).
struct At {
  const Node* node = nullptr;
  const Tree* tree = nullptr;
  explicit operator bool() const { return node != nullptr; }
  At find(std::string_view name) const { return {node ? node->find(name) : nullptr, tree}; }
};

class Documents {
 public:
  static constexpr std::size_t kMostFiles = 2000;
  static constexpr std::size_t kMostBytes = std::size_t{512} << 20;  // of one file
  static constexpr std::size_t kMostLosses = 200;                    // kept; all are counted

  // A file, or a folder: then every .json, .yaml, .yml, .avsc file below it.
  static Result<Documents> open(const std::string& path);
  static Result<Documents> from_text(std::string text, const std::string& file_name);

  // The files that were given (not those that references lead to).
  const std::vector<const Tree*>& given() const { return given_; }

  // Where a reference leads, seen from the file of `from`. Null when nowhere; that is a loss, counted once a reference.
  At resolve(const At& from, std::string_view reference);
  // `at` itself, or what its "$ref" leads to, through any number of them. Null for a reference to nothing or to itself.
  At follow(At at);

  // What flatten() (schema.h) made of schemas that references lead to, by their nodes.
  std::unordered_map<const Node*, std::shared_ptr<const Schema>>& schemas() { return schemas_; }

  // A loss, once a place and problem.
  void lose(const At& at, const std::string& what, std::string problem);
  void lose(Loss loss);
  const std::vector<Loss>& losses() const { return losses_; }
  std::size_t loss_count() const { return loss_count_; }

 private:
  const Tree* load(const std::string& path, std::string& problem);
  const Tree* add(Tree tree, const std::string& path);
  const Node* step(const Node& node, std::string_view name);

  struct Reference {
    const Tree* tree;
    std::string_view text;
    bool operator==(const Reference&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Reference& r) const { return std::hash<std::string_view>()(r.text) ^ std::hash<const void*>()(r.tree); }
  };
  std::string folder_;  // absolute; empty when made from a text
  std::vector<std::unique_ptr<Tree>> trees_;
  std::vector<const Tree*> given_;
  std::unordered_map<std::string, const Tree*> by_path_;
  std::unordered_map<const Tree*, std::string> paths_;
  std::unordered_map<Reference, At, Hash> resolved_;
  std::unordered_map<const Node*, std::unordered_map<std::string_view, const Node*>> tables_;  // of large maps
  std::unordered_map<const Node*, std::shared_ptr<const Schema>> schemas_;
  std::set<std::pair<const Node*, std::string>> told_;
  std::vector<Loss> losses_;
  std::size_t loss_count_ = 0;
};

// "~1" and "%7B" of a step of a JSON pointer written out.
std::string pointer_step(std::string_view step);

}  // namespace mockdata::discover
