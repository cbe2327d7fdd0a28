// Nobody real, of one entity: every value of a column that is declared to hold an identifier, and everything in any text that
// looks like one, must satisfy the predicates of verify/identifiers.h. Says columns and numbers, never a value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verify/cells.h"
#include "verify/checks.h"
#include "verify/identifiers.h"

namespace mockdata::verify {

class SafetyCheck {
 public:
  explicit SafetyCheck(const EntityExpectation& entity);

  // One batch of the column at `path`; columns may come in any order, each path always with the same `column` number.
  void look(size_t column, const std::string& path, const CellColumn& cells);
  Check finish();

 private:
  struct Column {
    bool known = false;
    bool skip = false;                                  // nothing but identifiers without a shape of their own, or the mark
    std::vector<const IdentifierExpectation*> expected; // none: scanned
    std::string path;
    int64_t identifiers = 0, unsafe = 0;
    std::string kind;                                   // of the first unsafe one
  };
  const EntityExpectation& entity_;
  std::vector<Column> columns_;
  std::vector<Token> tokens_;
};

}  // namespace mockdata::verify
