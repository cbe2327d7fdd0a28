// The leaf columns of a schema, with Parquet's definition and repetition levels (Dremel's, Melnik et al. 2010).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "block/block.h"

namespace mockdata::parquet {

// Physical types, as numbered by parquet.thrift.
enum class Physical : int32_t { kBoolean = 0, kInt32 = 1, kInt64 = 2, kFloat = 4, kDouble = 5, kByteArray = 6, kFixed = 7 };

// One step from the root to a leaf.
struct Step {
  const DataType* type;
  bool nullable;
};

struct Leaf {
  std::vector<std::string> path;     // names as in the file: "teams", "list", "element"
  std::vector<Step> steps;           // struct and list steps, then the leaf itself
  std::size_t column = 0;            // of the schema
  std::vector<std::size_t> members;  // for each struct step: which member leads on
  DataType type;
  Physical physical = Physical::kInt32;
  int32_t fixed_length = 0;          // kFixed
  uint32_t max_definition = 0, max_repetition = 0;
  bool flat() const { return steps.size() == 1; }
  // The name that a person gives: "teams.id" for teams, list, element, id.
  std::string dotted() const;
  // The leaf's own block within that of its column.
  const Block& block_of(const Block& column) const;
};

// `uuid_bytes`: uuids are 16 bytes of the logical type UUID, else their text.
std::vector<Leaf> leaves_of(const Schema& schema, bool uuid_bytes = false);

// Levels and the rows of the leaf block that have a value, for rows of a block; appended.
struct Levels {
  std::vector<uint8_t> definition, repetition;
  std::vector<uint32_t> values;      // indices in the leaf's block
};
// `levels` gets the levels of `rows` rows; repetition only where max_repetition > 0.
void shred(const Leaf& leaf, const Block& block, uint32_t rows, Levels& levels);

}  // namespace mockdata::parquet
