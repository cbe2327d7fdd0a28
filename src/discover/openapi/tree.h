// A JSON or YAML text as a tree in memory, made for documents of tens of megabytes.
//
// Nodes and texts live in one arena and point into the text where they can. Nothing is typed on reading: a scalar is its
// characters and whether it was quoted, so that `no`, `1e3` and `007` stay what was written. An alias shares the node of
// its anchor; what a text would be when all aliases are written out is counted, and a bomb refused.
// A text that breaks gives the tree of what stands before the break, and a loss that names the place.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mockdata::discover {

struct Member;

struct Node {
  enum class Kind : uint8_t { kNull, kScalar, kList, kMap };
  Kind kind = Kind::kNull;
  bool quoted = false;          // of a scalar: it is a text whatever it looks like
  uint32_t line = 0;            // 1-based
  uint32_t size = 0;            // items of a list, members of a map
  uint64_t weight = 1;          // nodes, with every alias written out; saturates
  std::string_view text;        // of a scalar
  union {
    const Node* item_list = nullptr;
    const Member* member_list;
  };

  bool is_map() const { return kind == Kind::kMap; }
  bool is_list() const { return kind == Kind::kList; }
  bool is_text() const { return kind == Kind::kScalar; }
  bool is_true() const { return kind == Kind::kScalar && !quoted && (text == "true" || text == "True" || text == "TRUE"); }
  bool is_number() const;
  // The member of that name, or nullptr; for anything but a map nullptr.
  const Node* find(std::string_view name) const;
  // The text of that member when it is a scalar, else empty.
  std::string_view text_of(std::string_view name) const;

  struct Items {
    const Node *from, *to;
    const Node* begin() const { return from; }
    const Node* end() const { return to; }
  };
  struct Members {
    const Member *from, *to;
    const Member* begin() const { return from; }
    const Member* end() const;
  };
  Items items() const { return kind == Kind::kList ? Items{item_list, item_list + size} : Items{nullptr, nullptr}; }
  Members members() const;
};

struct Member {
  std::string_view name;
  Node value;
};

inline const Member* Node::Members::end() const { return to; }
inline Node::Members Node::members() const { return kind == Kind::kMap ? Members{member_list, member_list + size} : Members{nullptr, nullptr}; }

// Something of a document that could not be used.
struct Loss {
  std::string place;    // "api.yaml:120 /paths/~1users/get"
  std::string problem;  // what is wrong, and what was done instead
};

// A text and its tree. Moves, never copies: nodes point into it.
class Tree {
 public:
  static constexpr int kDeepest = 120;
  static constexpr uint64_t kMostNodes = 40'000'000;  // aliases written out

  // Errors: nothing at all can be read; nested deeper than kDeepest; aliases that make more than kMostNodes nodes.
  static Result<Tree> parse(std::string text, const std::string& file_name);

  const Node& root() const { return root_; }
  const std::string& file_name() const { return file_name_; }
  const std::vector<Loss>& losses() const { return losses_; }
  std::string place(const Node& node) const { return file_name_ + (node.line ? ":" + std::to_string(node.line) : ""); }

 private:
  friend class TreeBuilder;
  std::string file_name_;
  std::unique_ptr<std::string> text_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  Node root_;
  std::vector<Loss> losses_;
};

// How readers of a syntax make a tree: values are pushed, and the last ones gathered into a list or map.
class TreeBuilder {
 public:
  TreeBuilder(Tree& tree) : tree_(tree) {}
  std::string_view text() const { return *tree_.text_; }
  std::string_view keep(std::string_view text);  // a copy in the arena
  void push(const Node& node) { values_.push_back(node); }
  void name(std::string_view name) { names_.push_back(name); }
  std::size_t values() const { return values_.size(); }
  std::size_t names() const { return names_.size(); }
  bool named_since(std::size_t first, std::string_view name) const { return std::find(names_.begin() + static_cast<long>(first), names_.end(), name) != names_.end(); }
  // The values (and names) from `first` on become one value on the stack. A name that stands twice: the last one counts.
  void gather_list(std::size_t first, uint32_t line);
  void gather_map(std::size_t first_value, std::size_t first_name, uint32_t line);
  Node pop();
  const Node& top() const { return values_.back(); }
  void lose(uint32_t line, std::string problem);
  void finish(const Node& root) { tree_.root_ = root; }

 private:
  void* take(std::size_t bytes);
  Tree& tree_;
  std::vector<Node> values_;
  std::vector<std::string_view> names_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

// Fill the builder's tree; an error only for what is refused (too deep, a bomb).
Status read_json_tree(TreeBuilder& builder);
Status read_yaml_tree(TreeBuilder& builder);

}  // namespace mockdata::discover
