// Cells of values with a fixed width: booleans, whole numbers, decimals, dates, times and uuids.
#pragma once

#include <memory>
#include <string>

#include "formats/cells.h"

namespace mockdata {

// Cells that make_cells() gives for these types. In JSON all but booleans and numbers stand in quotes.
std::unique_ptr<Cells> make_fixed_cells(const DataType& type, std::string prefix, const Dialect& dialect);

}  // namespace mockdata
