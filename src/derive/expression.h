// Expressions of derived values: what a template writes under "derive", and between {{ and }} of a format.
//
//   lower(first_name) + "." + lower(last_name)      texts are joined by +
//   round(quantity * unit_price * 1.24, 2)          exact decimals; / gives a double
//   age(birth_date) >= 18                           comparisons give true or false
//
// A name is a field ("city", "address.city", "orderId.customerName"); one with other characters stands in backquotes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mockdata {

struct Expression {
  enum class Kind : uint8_t { kName, kText, kNumber, kBool, kNull, kCall };
  Kind kind = Kind::kNull;
  std::string text;                // name, text, number as written, "true", or the function called (operators have names too)
  std::vector<Expression> args;    // kCall
  std::size_t at = 0;              // where it begins in the text
  bool literal() const { return kind != Kind::kName && kind != Kind::kCall; }
};

// Operators become calls of sum, difference, product, quotient, equals, differs, less, at_most, greater, at_least, negate.
Result<Expression> parse_expression(std::string_view text);

}  // namespace mockdata
