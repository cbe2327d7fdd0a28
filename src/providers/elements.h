// Texts that hold several values of other providers: JSON lists, CSV, XML. The values are columns of a table of elements; the
// text of a row reads the elements that are its own.
#pragma once

#include <functional>

#include "block/combine.h"
#include "providers/format.h"

namespace mockdata {

// How many elements a row has: a fixed number, or Faker's variable one (60 to 140 percent, at least one).
struct ElementCount {
  uint32_t number = 1;
  bool variable = false;
  uint32_t most() const { return variable ? number * 140 / 100 + 1 : number; }
};

// The elements' columns, made by `make` in the table of elements.
using MakeElements = std::function<Result<std::vector<const Column*>>(MakeContext& elements)>;
// Writes the text of one row from its elements [begin, end) of the blocks.
using WriteElements = std::function<void(TextWriter& out, const std::vector<const Column*>& columns, const Block* const* blocks, uint32_t begin, uint32_t end, CellDraws& draws)>;

MadeColumn elements_column(MakeContext& c, ElementCount count, TypeId type, const MakeElements& make, WriteElements write);

// The column of a provider for elements; its values keep their types.
Result<const Column*> element_provider(MakeContext& elements, std::string_view purpose, std::string_view provider, const Value& args = Value());

// A cell as JSON: numbers and booleans as they are, everything else as text, JSON inside as it stands.
void put_json(TextWriter& out, const DataType& type, const Block& block, uint32_t i);
void put_json_text(TextWriter& out, std::string_view text);
// A cell as plain text.
void put_plain(TextWriter& out, const DataType& type, const Block& block, uint32_t i);

}  // namespace mockdata
