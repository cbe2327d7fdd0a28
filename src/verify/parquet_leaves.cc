// From the schema tree to leaves: lists and maps lose their helper levels, types become cell types.
#include "verify/parquet_metadata.h"

namespace mockdata::verify::parquet {
namespace {

using Logical = SchemaNode::Logical;
constexpr size_t kMaxDepth = 100, kMaxLeaves = 100000;

class LeafFinder {
 public:
  LeafFinder(const std::vector<SchemaNode>& schema, const std::string& where) : schema_(schema), where_(where) {}

  Result<std::vector<Leaf>> find() {
    if (schema_.empty() || !schema_[0].group) return destination_error("the file has no schema", where_);
    for (next_ = 1; next_ < schema_.size();) {
      if (roots_++ >= schema_[0].children) return damaged();
      MOCKDATA_CHECK(visit(Leaf{}, Role::kField));
    }
    if (roots_ != schema_[0].children) return damaged();
    return std::move(leaves_);
  }

 private:
  // What a node is to its parent: a member with a name of its own, the repeated helper of a LIST or MAP, or a list's element.
  enum class Role { kField, kHelper, kElement };

  Error damaged() const { return destination_error("the schema is damaged", where_); }

  static void step(Leaf& path, const std::string& name) {
    if (!path.path.empty()) path.path += '.';
    path.path += name;
    path.steps.push_back(name);
  }
  static void array_step(Leaf& path) {
    path.path += "[]";
    path.steps.push_back("[]");
  }

  // `path` describes the parent; next_ is the node to visit, and ends behind its last descendant.
  Status visit(Leaf path, Role role) {
    if (next_ >= schema_.size() || path.steps.size() > kMaxDepth || leaves_.size() > kMaxLeaves || ++depth_ > 2 * kMaxDepth) return damaged();
    const SchemaNode& node = schema_[next_++];
    if (role == Role::kField) step(path, node.name);
    if (node.repetition == SchemaNode::kRepeated) {
      array_step(path);
      path.missing.push_back({CellType::kAbsent, static_cast<uint8_t>(path.steps.size() - 1)});
      ++path.max_definition, ++path.max_repetition;
    } else if (node.repetition == SchemaNode::kOptional) {
      path.missing.push_back({node.group ? CellType::kAbsent : CellType::kNull, static_cast<uint8_t>(path.steps.size() - 1)});
      ++path.max_definition;
    }
    const Status status = node.group ? visit_children(std::move(path), node) : add_leaf(std::move(path), node);
    --depth_;
    return status;
  }

  Status visit_children(Leaf path, const SchemaNode& node) {
    if (node.children <= 0) return destination_error("the group " + path.path + " has no members", where_);
    const bool list = node.logical == Logical::kList, map = node.logical == Logical::kMap;
    if ((list || map) && node.repetition != SchemaNode::kRepeated) {
      if (node.children != 1 || next_ >= schema_.size() || schema_[next_].repetition != SchemaNode::kRepeated) return damaged();
      const SchemaNode& helper = schema_[next_];
      // A repeated group with one member is a helper around the element, unless old writers' names say that it is the element.
      const bool is_element = !helper.group || helper.children != 1 || helper.name == "array" || helper.name == node.name + "_tuple";
      if (map || is_element) return visit(std::move(path), Role::kHelper);
      ++next_;
      array_step(path);
      path.missing.push_back({CellType::kAbsent, static_cast<uint8_t>(path.steps.size() - 1)});
      ++path.max_definition, ++path.max_repetition;
      return visit(std::move(path), Role::kElement);
    }
    for (int64_t i = 0; i < node.children; ++i) MOCKDATA_CHECK(visit(path, Role::kField));
    return {};
  }

  Status add_leaf(Leaf leaf, const SchemaNode& node) {
    leaf.node = node;
    leaf.nullable = node.repetition == SchemaNode::kOptional;
    if (leaf.missing.size() != static_cast<size_t>(leaf.max_definition)) return damaged();
    MOCKDATA_ASSIGN(leaf.type, type_of(node, leaf.path));
    leaves_.push_back(std::move(leaf));
    return {};
  }

  Result<CellType> type_of(const SchemaNode& node, const std::string& path) const {
    const auto refuse = [&] { return destination_error("has a type that this reader does not know", where_ + ":" + path); };
    if (node.type < Physical::kBoolean || node.type > Physical::kFixedByteArray) return refuse();
    const bool fixed = node.type == Physical::kFixedByteArray;
    if (fixed && (node.type_length <= 0 || node.type_length > (1 << 24))) return damaged();
    const bool integral = node.type == Physical::kInt32 || node.type == Physical::kInt64;
    const bool bytes = fixed || node.type == Physical::kByteArray;
    switch (node.logical) {
      case Logical::kNone: case Logical::kNull: case Logical::kOther: case Logical::kBson: break;
      case Logical::kString: case Logical::kEnum: case Logical::kJson: return bytes ? Result<CellType>(CellType::kText) : refuse();
      case Logical::kDecimal:
        if (!(integral || bytes) || node.scale < 0 || node.scale > 38 || node.precision < 1 || node.precision > 38) return refuse();
        if (fixed && node.type_length > 16) return refuse();
        return CellType::kDecimal;
      case Logical::kDate: return node.type == Physical::kInt32 ? Result<CellType>(CellType::kDate) : refuse();
      case Logical::kTime: return integral ? Result<CellType>(CellType::kTime) : refuse();
      case Logical::kTimestamp:
        if (node.type != Physical::kInt64) return refuse();
        return node.utc ? CellType::kTimestamp : CellType::kDatetime;
      case Logical::kInteger:
        if (!integral) return refuse();
        return !node.is_signed && node.bit_width == 64 ? CellType::kDecimal : CellType::kInteger;
      case Logical::kUuid: return fixed && node.type_length == 16 ? Result<CellType>(CellType::kUuid) : refuse();
      case Logical::kFloat16: return fixed && node.type_length == 2 ? Result<CellType>(CellType::kDouble) : refuse();
      case Logical::kMap: case Logical::kList: return refuse();
    }
    switch (node.type) {
      case Physical::kBoolean: return CellType::kBool;
      case Physical::kInt32: case Physical::kInt64: return CellType::kInteger;
      case Physical::kInt96: return CellType::kTimestamp;
      case Physical::kFloat: case Physical::kDouble: return CellType::kDouble;
      default: return CellType::kBinary;
    }
  }

  const std::vector<SchemaNode>& schema_;
  const std::string& where_;
  size_t next_ = 0;
  size_t depth_ = 0;
  int64_t roots_ = 0;
  std::vector<Leaf> leaves_;
};

}  // namespace

Result<std::vector<Leaf>> leaves_of(const std::vector<SchemaNode>& schema, const std::string& where) {
  return LeafFinder(schema, where).find();
}

}  // namespace mockdata::verify::parquet
