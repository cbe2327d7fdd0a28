// Texts cut to a number of characters.
#pragma once

#include <memory>

#include "block/column.h"

namespace mockdata {

// `text` with at most `most` characters (bytes of binary values); shared as it is where no value of a block is longer.
// Of addresses of mailboxes and pages the middle goes, since their end says that they are nobody's: "ann.sm@example.org".
std::unique_ptr<Column> cut_column(const Column* text, uint32_t most);

}  // namespace mockdata
