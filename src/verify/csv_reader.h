// Reads a CSV file by RFC 4180 (quotes doubled, CRLF or LF, a header in the first record) as text cells of some paths.
//
// An unquoted field that is the text of NULL (by default the empty one) is null, a quoted one a text. Text must be UTF-8; a byte order mark is skipped. Every record
// must have as many fields as the header. A path that is no header but lies below one (`tags[]` below `tags`) is taken out of the
// JSON text in that field. Memory: a window of 1 MiB or twice the longest record (at most 64 MiB), and the batch asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verify/input_file.h"
#include "verify/json_extract.h"

namespace mockdata::verify {

// In what a file may differ from RFC 4180.
struct CsvDialect {
  char delimiter = ',';
  std::string null_text;
  bool header = true;
  std::vector<std::string> names;  // of the columns, where no header tells them
};

class CsvReader {
 public:
  // Fails when a path is neither a header nor below one, or when a header stands twice.
  static Result<CsvReader> open(const std::string& path, const std::vector<std::string>& paths, const CsvDialect& dialect = {});
  // Only the names of the columns.
  static Result<std::vector<std::string>> header(const std::string& path, const CsvDialect& dialect = {});

  const std::vector<std::string>& names() const { return names_; }
  // Appends up to `rows` rows to each of `columns` (one a path); the number is less only at the end of the file.
  Result<size_t> next(size_t rows, std::vector<CellColumn>& columns);

 private:
  struct Field {
    const char* begin;  // without the quotes
    size_t size;
    bool quoted, escaped;  // escaped: holds doubled quotes
  };
  enum class Outcome { kDone, kMore, kBad };
  // Where a field goes: to columns as it stands, and to those below it as JSON.
  struct Target {
    std::vector<size_t> columns;
    std::vector<std::string> steps;
    bool json = false;
  };

  CsvReader(InputFile file, const CsvDialect& dialect);
  Status bind(const std::vector<std::string>& paths);
  Status more();
  // Splits the record at at_ into fields_; `next` is behind its line end.
  Outcome record(size_t& next);
  Result<bool> next_record();
  Status put(const Field& field, const Target& target, std::vector<CellColumn>& columns);
  static std::string_view plain(const Field& field, Arena& arena);
  Error damaged(const std::string& what) const;

  InputFile file_;
  CsvDialect dialect_;
  std::vector<std::string> names_;
  std::vector<Target> targets_;  // one a name
  std::optional<JsonExtractor> extractor_;
  std::vector<Field> fields_;
  const char* problem_ = "";
  std::vector<char> window_;
  size_t at_ = 0, end_ = 0;
  uint64_t record_ = 0;
  bool complete_ = false;
};

}  // namespace mockdata::verify
