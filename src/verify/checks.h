// Checks over landed data, told only what is expected, not how it was made.
//
// Memory is bounded whatever the number of rows: batches of rows for each thread, and `memory` bytes for keys (see keys.h).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "verify/landed.h"

namespace mockdata::verify {

enum class ValueType : uint8_t {
  kString, kInt, kLong, kFloat, kDouble, kDecimal, kBool, kDate, kTime, kDatetime, kTimestamp, kUuid, kBinary, kJson, kObject, kArray
};
// The template's words: "string", "int", "decimal(12,2)" …; false when the word is unknown.
bool parse_value_type(const std::string& word, ValueType& type, uint8_t& precision, uint8_t& scale);
std::string value_type_name(ValueType type, uint8_t precision, uint8_t scale);

// kObject and kArray say that a container is there (and whether it may be null); its members are columns of their own.
struct ColumnExpectation {
  std::string path;
  ValueType type = ValueType::kString;
  uint8_t precision = 0, scale = 0;
  bool nullable = true;  // of an array's element: whether an element may be null
};

// Every tuple of non-null `from` values must be a tuple of `to_entity`'s `to` values. Legs may be nested and lie in arrays (all in the
// same one; legs outside of it count for each of its elements).
struct ForeignKeyExpectation {
  std::vector<std::string> from;
  std::string to_entity;
  std::vector<std::string> to;
  bool optional = true;  // false: a null is a failure too
};

// A column whose values are identifiers of this type (verify/identifiers.h): each must belong to nobody. A column with several of
// these holds the identifiers of several countries: a value has to be safe by the rules of one.
struct IdentifierExpectation {
  std::string path;
  std::string type;
  std::string country;  // ISO 3166; empty: the value has to be safe by the rules of every country
};

struct EntityExpectation {
  std::string name;
  LandedSource data;
  std::optional<int64_t> rows;
  std::vector<ColumnExpectation> columns;
  bool other_columns = false;  // whether columns beyond these may be there
  std::vector<std::string> primary_key;
  std::vector<std::vector<std::string>> unique;
  std::vector<ForeignKeyExpectation> foreign_keys;
  std::vector<IdentifierExpectation> identifiers;
  std::string synthetic_mark = "_is_synthetic";  // must be true in every row; empty: not checked
};

// Expects `_ingested_at`, `_source_system`, `_environment` and `_is_synthetic`, never null, behind the entity's own columns.
void expect_bronze_columns(EntityExpectation& entity);

struct VerifyOptions {
  size_t memory = 48 << 20;  // bytes for keys, of all threads together
  unsigned threads = 1;      // checks run side by side; what is found does not depend on it
  bool safety = true;        // look for identifiers that may belong to somebody
  bool statistics = true;    // compare what Parquet files and the Delta log state about their content with the content
  // Called now and then with the check under way and the rows that it has read; returning false interrupts.
  std::function<bool(const std::string& entity, const std::string& check, int64_t rows)> progress;
};

struct Check {
  // "readable", "rows", "schema", "nullability", "values", "synthetic", "safety", "statistics", "primary_key", "unique", "foreign_key"
  std::string name;
  std::string entity;
  std::string wording;  // the claim: "FK integrity: All compensation.employeeId exist in employees.id"
  bool passed = false;
  int64_t checked = 0;  // rows, keys or columns looked at
  int64_t failed = 0;
  std::vector<std::string> offenders;  // up to three: "employeeId=5f… (row 17)", values of the synthetic data only
  std::string detail;                  // what was found instead; empty when passed

  // "✓ wording", or "✗ wording: 3 of 200 (detail; offenders)".
  std::string text() const;
};

struct EntitySummary {
  std::string name;
  int64_t rows = 0;
  size_t files = 0;
  uint64_t bytes = 0;
};

struct Report {
  std::vector<EntitySummary> entities;
  std::vector<Check> checks;
  bool passed() const;
  // The lines to show: failures each by itself, relations each by itself, checks that passed for every entity as one line.
  std::vector<std::string> lines() const;
};

// Data that cannot be read is a failed check ("readable"), not an error; errors are wrong expectations and interruption.
Result<Report> verify_landed(const std::vector<EntityExpectation>& entities, const VerifyOptions& options = {});

}  // namespace mockdata::verify
