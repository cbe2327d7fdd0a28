#include "discover/openapi/tree.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>

namespace mockdata::discover {

bool Node::is_number() const {
  if (kind != Kind::kScalar || quoted || text.empty()) return false;
  std::size_t i = text[0] == '-' || text[0] == '+' ? 1 : 0;
  bool digits = false, dot = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      digits = true;
    } else if (c == '.' && !dot) {
      dot = true;
    } else if ((c == 'e' || c == 'E') && digits) {
      ++i;
      if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
      return i < text.size() && std::all_of(text.begin() + static_cast<long>(i), text.end(), [](char d) { return d >= '0' && d <= '9'; });
    } else {
      return false;
    }
  }
  return digits;
}

const Node* Node::find(std::string_view name) const {
  for (const Member& member : members())
    if (member.name == name) return &member.value;
  return nullptr;
}

std::string_view Node::text_of(std::string_view name) const {
  const Node* found = find(name);
  return found && found->is_text() ? found->text : std::string_view();
}

Result<Tree> Tree::parse(std::string text, const std::string& file_name) {
  Tree tree;
  tree.file_name_ = file_name;
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  tree.text_ = std::make_unique<std::string>(std::move(text));
  const std::string& all = *tree.text_;
  const std::size_t start = all.find_first_not_of(" \t\r\n");
  if (start == std::string::npos) return invalid_error("the file is empty", file_name);
  if (all.find('\0') != std::string::npos) return invalid_error("the file is binary or UTF-16, not JSON or YAML in UTF-8", file_name);
  TreeBuilder builder(tree);
  const bool json = all[start] == '{' || all[start] == '[';
  if (json) {
    MOCKDATA_CHECK(read_json_tree(builder));
    // A flow collection of YAML begins like JSON: `{a: b}`. What JSON could not read at all is tried as YAML.
    if (tree.root_.size == 0 && !tree.losses_.empty()) {
      Tree other;
      other.file_name_ = file_name;
      other.text_ = std::move(tree.text_);
      TreeBuilder again(other);
      MOCKDATA_CHECK(read_yaml_tree(again));
      return other;
    }
  } else {
    MOCKDATA_CHECK(read_yaml_tree(builder));
  }
  return tree;
}

void* TreeBuilder::take(std::size_t bytes) {
  bytes = (bytes + 7) & ~std::size_t{7};
  if (bytes > left_) {
    const std::size_t block = std::max<std::size_t>(bytes, 1 << 18);
    tree_.blocks_.push_back(std::make_unique_for_overwrite<char[]>(block));
    free_ = tree_.blocks_.back().get();
    left_ = block;
  }
  void* out = free_;
  free_ += bytes;
  left_ -= bytes;
  return out;
}

std::string_view TreeBuilder::keep(std::string_view text) {
  if (text.empty()) return {};
  char* at = static_cast<char*>(take(text.size()));
  std::memcpy(at, text.data(), text.size());
  return {at, text.size()};
}

Node TreeBuilder::pop() {
  Node node = values_.back();
  values_.pop_back();
  return node;
}

void TreeBuilder::lose(uint32_t line, std::string problem) {
  tree_.losses_.push_back({tree_.file_name_ + ":" + std::to_string(line), std::move(problem)});
}

void TreeBuilder::gather_list(std::size_t first, uint32_t line) {
  Node list;
  list.kind = Node::Kind::kList;
  list.line = line;
  list.size = static_cast<uint32_t>(values_.size() - first);
  Node* items = static_cast<Node*>(take(sizeof(Node) * list.size));
  for (uint32_t i = 0; i < list.size; ++i) {
    new (items + i) Node(values_[first + i]);
    list.weight = std::min<uint64_t>(list.weight + items[i].weight, uint64_t{1} << 62);
  }
  list.item_list = items;
  values_.resize(first);
  values_.push_back(list);
}

void TreeBuilder::gather_map(std::size_t first_value, std::size_t first_name, uint32_t line) {
  Node map;
  map.kind = Node::Kind::kMap;
  map.line = line;
  const uint32_t count = static_cast<uint32_t>(std::min(values_.size() - first_value, names_.size() - first_name));
  Member* members = static_cast<Member*>(take(sizeof(Member) * count));
  // Large maps are searched by a table, small ones directly.
  std::unordered_map<std::string_view, uint32_t> places;
  for (uint32_t i = 0; i < count; ++i) {
    const std::string_view name = names_[first_name + i];
    uint32_t at = map.size;
    if (count > 24) {
      at = places.try_emplace(name, map.size).first->second;
    } else {
      for (uint32_t j = 0; j < map.size; ++j)
        if (members[j].name == name) at = j;
    }
    if (at < map.size) {
      lose(values_[first_value + i].line, "the name \"" + std::string(name) + "\" stands here twice; the last one counts");
      members[at].value = values_[first_value + i];
    } else {
      new (members + map.size++) Member{name, values_[first_value + i]};
    }
    map.weight = std::min<uint64_t>(map.weight + values_[first_value + i].weight, uint64_t{1} << 62);
  }
  map.member_list = members;
  values_.resize(first_value);
  names_.resize(first_name);
  values_.push_back(map);
}

}  // namespace mockdata::discover
