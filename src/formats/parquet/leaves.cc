#include "formats/parquet/leaves.h"

namespace mockdata::parquet {

namespace {

void set_physical(Leaf& leaf) {
  switch (leaf.type.id) {
    case TypeId::kBool: leaf.physical = Physical::kBoolean; break;
    case TypeId::kInt32: case TypeId::kDate: leaf.physical = Physical::kInt32; break;
    case TypeId::kInt64: case TypeId::kTime: case TypeId::kDatetime: case TypeId::kTimestamp: leaf.physical = Physical::kInt64; break;
    case TypeId::kFloat: leaf.physical = Physical::kFloat; break;
    case TypeId::kDouble: leaf.physical = Physical::kDouble; break;
    case TypeId::kDecimal:
      leaf.physical = leaf.type.precision <= 9 ? Physical::kInt32 : leaf.type.precision <= 18 ? Physical::kInt64 : Physical::kFixed;
      break;
    default: leaf.physical = Physical::kByteArray; break;
  }
  leaf.fixed_length = 16;
}

void walk(const ColumnType& column, Leaf so_far, std::vector<Leaf>& out, const char* name = nullptr) {
  so_far.path.push_back(name ? name : column.name);
  so_far.steps.push_back({&column.type, column.nullable});
  if (column.nullable) ++so_far.max_definition;
  if (column.type.id == TypeId::kStruct) {
    for (std::size_t m = 0; m < column.type.children.size(); ++m) {
      Leaf next = so_far;
      next.members.push_back(m);
      walk(column.type.children[m], next, out);
    }
  } else if (column.type.id == TypeId::kList) {
    so_far.path.push_back("list");
    ++so_far.max_definition;
    ++so_far.max_repetition;
    walk(column.type.children[0], so_far, out, "element");
  } else {
    so_far.type = column.type;
    set_physical(so_far);
    out.push_back(so_far);
  }
}

struct Shredder {
  const Leaf& leaf;
  Levels& levels;

  void emit(uint8_t definition, uint8_t repetition) {
    levels.definition.push_back(definition);
    if (leaf.max_repetition) levels.repetition.push_back(repetition);
  }

  void row(const Block& block, uint32_t i, std::size_t step, std::size_t member, uint8_t definition, uint8_t repetition, uint8_t depth) {
    const Step& s = leaf.steps[step];
    if (s.nullable) {
      if (!block.valid(i)) return emit(definition, repetition);
      ++definition;
    }
    if (s.type->id == TypeId::kStruct) return row(*block.children[leaf.members[member]], i, step + 1, member + 1, definition, repetition, depth);
    if (s.type->id == TypeId::kList) {
      const uint32_t begin = block.offsets[i], end = block.offsets[i + 1];
      if (begin == end || !block.valid(i)) return emit(definition, repetition);
      for (uint32_t e = begin; e < end; ++e)
        row(*block.children[0], e, step + 1, member, definition + 1, e == begin ? repetition : depth + 1, depth + 1);
      return;
    }
    emit(definition, repetition);
    levels.values.push_back(i);
  }
};

}  // namespace

std::vector<Leaf> leaves_of(const Schema& schema, bool uuid_bytes) {
  std::vector<Leaf> out;
  for (std::size_t c = 0; c < schema.size(); ++c) {
    Leaf start;
    start.column = c;
    walk(schema[c], start, out);
  }
  for (Leaf& leaf : out)
    if (uuid_bytes && leaf.type.id == TypeId::kUuid) leaf.physical = Physical::kFixed;
  return out;
}

std::string Leaf::dotted() const {
  std::string name;
  for (std::size_t i = 0, step = 0; i < path.size(); ++i) {
    if (i) {
      // Behind a list step the file has the two names "list" and "element".
      if (steps[step].type->id == TypeId::kList) {
        ++i;
        ++step;
        continue;
      }
      ++step;
      name += '.';
    }
    name += path[i];
  }
  return name;
}

const Block& Leaf::block_of(const Block& column) const {
  const Block* at = &column;
  std::size_t member = 0;
  for (const Step& step : steps) {
    if (step.type->id == TypeId::kStruct) at = at->children[members[member++]];
    else if (step.type->id == TypeId::kList) at = at->children[0];
  }
  return *at;
}

void shred(const Leaf& leaf, const Block& block, uint32_t rows, Levels& levels) {
  Shredder shredder{leaf, levels};
  for (uint32_t i = 0; i < rows; ++i) shredder.row(block, i, 0, 0, 0, 0, 0);
}

}  // namespace mockdata::parquet
