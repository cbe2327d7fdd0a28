// Named functions of derived values: each is one row of a table with its parameters, a line of documentation and an
// example that is executed as a test. `derive`, `format`, help, docs and "did you mean" all read these rows.
//
// A function is NULL where one of its arguments is, unless its documentation says otherwise.
// To add one: write its make function in the file of its family, and add its row to that family's table.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "block/column.h"
#include "derive/expression.h"

namespace mockdata {

// What functions may know of the place where they are made.
struct DeriveContext {
  Table* table = nullptr;   // helper columns are added here
  int32_t today = 0;        // the as-of date, days since 1970
  std::function<Result<const Column*>(const std::string& name)> field;  // a field's column for the rows of `table`
};

// An argument: always a column; `literal` is set where the template wrote a constant.
struct Operand {
  const Column* column = nullptr;
  const Expression* literal = nullptr;
};
using Operands = std::span<const Operand>;
using MakeFunction = Result<std::unique_ptr<Column>> (*)(Operands, DeriveContext&);

struct Function {
  const char* name;
  const char* parameters;   // "text, start, length?"; "text, …" takes any number
  uint32_t least, most;     // arguments
  const char* doc;          // one line
  const char* example;      // an expression of constants
  const char* result;       // its text
  MakeFunction make;
};

inline constexpr uint32_t kAnyNumber = 64;

std::vector<const Function*> all_functions();  // sorted by name
const Function* find_function(std::string_view name);

// The column of an expression; new columns are added to the context's table.
Result<const Column*> derive_column(const Expression& expression, DeriveContext& context);

}  // namespace mockdata
