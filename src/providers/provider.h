// Providers: the named field generators. Each is one row of a table: name, parameters, type, a line of documentation, an
// example that is executed as a test, and the function that makes its column. `mockdata providers`, the check of
// templates, "did you mean", the docs page and the tests all read these rows.
//
// Names and arguments are those of Python Faker where Faker has them, so that templates written for it work unchanged.
// To add one: write its make function in the file of its family, and add its row to that family's table.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bits.h"
#include "base/result.h"
#include "block/column.h"
#include "template/value.h"

namespace mockdata {

class Vocabulary;
class Persons;
namespace identifiers { struct Range; }

enum class ArgKind : uint8_t { kAny, kBool, kInt, kNumber, kText, kDate /* date, "now", "today", "-5y" */, kList, kObject };

struct Parameter {
  const char* name;
  ArgKind kind;
  const char* fallback;  // JSON text of the default; nullptr: required
};

class Arguments;
struct MakeContext;
using MakeProvider = Result<std::unique_ptr<Column>> (*)(const Arguments&, MakeContext&);

struct Provider {
  const char* name;
  std::span<const Parameter> parameters;
  TypeId type;               // of the column when the template does not ask for another
  const char* doc;           // one line
  const char* example;       // arguments as a JSON object
  MakeProvider make;
};

// What a column of identifiers holds; verification judges every value by it.
struct IdentifierUse {
  std::string type;                                // of src/verify/identifiers.h: "email", "phone", "national_id" …
  std::string country;                             // ISO 3166, or empty
  const identifiers::Range* range = nullptr;       // where its values come from; nullptr: texts under reserved names (RFC 2606)
  std::vector<const identifiers::Range*> others = {};  // of persons of several countries: the ranges of the other countries
};

// What a provider may know of the column that it makes.
struct MakeContext {
  Key key;                            // of the column
  uint64_t rows = 0;                  // of its table; 0 for elements of lists
  bool nullable = true;               // whether the provider itself may give NULLs
  bool unique = false;                // no value may come twice in rows [0, rows)
  int32_t today = 0;                  // the as-of date, days since 1970
  std::string locale = "en_US";
  std::string country;                // ISO 3166 code where the field names one
  bool validator_safety = false;      // prefer identifiers that validators accept
  std::optional<DataType> wanted;     // the type of the template's field
  const Vocabulary* vocabulary = nullptr;
  Table* table = nullptr;             // where helper columns may be added
  Persons* persons = nullptr;         // the identity of the row, or nullptr
  std::function<const Column*(std::string_view)> sibling;  // another field's column of the same row, or nullptr
  std::vector<std::string>* notes = nullptr;               // what a user should know (a fallback taken, a level lowered)
  std::optional<IdentifierUse> identifier;                 // set by the provider where its values are identifiers
};

// The arguments of one use, checked against the parameters: every getter is total.
class Arguments {
 public:
  // `given` is the template's faker_args: an object by name, an array by position, or missing.
  static Result<Arguments> bind(const Provider& provider, const Value& given);

  const Value& get(std::string_view name) const;
  bool is_null(std::string_view name) const { return get(name).is_null(); }
  bool boolean(std::string_view name) const { return get(name).as_bool(); }
  int64_t integer(std::string_view name) const { return get(name).as_int().value_or(0); }
  double number(std::string_view name) const { return get(name).as_double().value_or(0); }
  const std::string& text(std::string_view name) const { return get(name).text(); }
  // True where the template gave the argument itself.
  bool given(std::string_view name) const;

 private:
  const Provider* provider_ = nullptr;
  std::vector<Value> values_;
  std::vector<bool> given_;
};

std::vector<const Provider*> all_providers();  // sorted by name
const Provider* find_provider(std::string_view name);
// Whether a provider is called `name` and a decimal(precision, scale) holds all that it makes with these arguments; with
// precision 0 only the former. The provider itself is asked: it refuses a type that its numbers do not fit.
bool provides(std::string_view name, const Value& args, int precision = 0, int scale = 0);
// The known name nearest to `name`, or empty.
std::string nearest_provider(std::string_view name);

// Makes the column of `name` with the arguments of a template; errors carry the argument's line in `where`.
Result<std::unique_ptr<Column>> make_provider(std::string_view name, const Value& args, MakeContext& context);

// Days of a Faker date argument: a date, a datetime, "now", "today", or an offset such as "-30y", "+1w2d", "-2M".
std::optional<int32_t> date_argument(const Value& value, int32_t today);
// The same in microseconds; offsets may use h, m and s.
std::optional<int64_t> timestamp_argument(const Value& value, int32_t today);

}  // namespace mockdata
