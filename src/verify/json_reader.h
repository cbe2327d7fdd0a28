// Reads a file of JSON rows, an array of objects or one object after another (NDJSON), as cells of some paths.
// Memory: a window of 1 MiB, or twice the longest row (at most 64 MiB; a longer row is an error), and the batch asked for.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "verify/input_file.h"
#include "verify/json_extract.h"

namespace mockdata::verify {

class JsonReader {
 public:
  // `lines`: NDJSON, where every row must stand on a line of its own; otherwise an array is demanded.
  static Result<JsonReader> open(const std::string& path, bool lines, const std::vector<std::string>& paths, bool note_unknown = false);

  // Appends up to `rows` rows to each of `columns` (one a path); the number is less only at the end of the file.
  Result<size_t> next(size_t rows, std::vector<CellColumn>& columns);
  const std::set<std::string>& unknown() const { return extractor_.unknown(); }

 private:
  enum class State { kStart, kFirst, kRow, kSeparator, kEnd };
  JsonReader(InputFile file, bool lines, const std::vector<std::string>& paths, bool note_unknown);
  Status more();
  void skip_spaces();
  Status expect_separator();
  Error damaged(const std::string& what) const;

  InputFile file_;
  bool lines_;
  JsonExtractor extractor_;
  std::vector<char> window_;
  size_t at_ = 0, end_ = 0;  // of the window
  uint64_t window_offset_ = 0;
  uint64_t row_ = 0;
  bool complete_ = false;  // the file has no more bytes than the window
  State state_ = State::kStart;
};

}  // namespace mockdata::verify
