// Takes the cells of some paths out of JSON text in one pass, without building a document.
//
// Strict RFC 8259: valid UTF-8, no control characters in strings, no key twice in an object of interest. Numbers without an
// exponent stay exact (integer or decimal, up to 38 digits). An object or array where a value is asked for becomes a kJson cell.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "verify/cells.h"

namespace mockdata::verify {

class JsonExtractor {
 public:
  // Column i takes paths[i]. REQUIRES paths that differ. With `note_unknown`, keys that lead to none of the paths are remembered.
  explicit JsonExtractor(const std::vector<std::string>& paths, bool note_unknown = false);

  enum class Outcome { kDone, kMore, kBad };
  // Reads one value from `at` on (spaces before it are skipped) and appends one row to each column of `columns`, moving `at` behind
  // it. kMore: the text ends within the value. After kMore and kBad the columns are as before; kBad leaves problem() and `at`.
  Outcome row(const char*& at, const char* end, std::vector<CellColumn>& columns);

  // As row(), but for the value of a member `steps` deep, whose text stands alone (a CSV field, a text column): appends cells to
  // the columns below that member only, and ends no row. `text` must hold exactly one value.
  bool member(const std::vector<std::string>& steps, std::string_view text, std::vector<CellColumn>& columns);
  // The columns at or below a member.
  std::vector<size_t> columns_below(const std::vector<std::string>& steps) const;
  // The cells of a missing value (null) at that member.
  void null_member(const std::vector<std::string>& steps, std::vector<CellColumn>& columns);

  const std::string& problem() const { return problem_; }
  // Up to 100 paths.
  const std::set<std::string>& unknown() const { return unknown_; }

 private:
  struct Node {
    std::string name;
    std::string path;
    std::vector<int> members;  // nodes
    int element = -1;
    int column = -1;
    uint8_t step = 0;
    std::vector<size_t> below;  // columns of this node and all below
    std::vector<uint8_t> seen;  // members met, while the object is read
    size_t expected = 0;        // the member that is likely to come next
  };
  int add(int node, const std::string& step);
  int find(const std::vector<std::string>& steps) const;
  bool value(int node);
  bool object(int node);
  bool array(int node);
  bool string(std::string_view& text, bool& escaped);
  bool number(Cell& cell);
  bool unescape(std::string_view raw, Arena& arena, Cell& cell);
  bool literal(std::string_view word);
  void spaces();
  void absent(int node, bool is_member);
  void put(int column, const Cell& cell) { (*columns_)[static_cast<size_t>(column)].cells.push_back(cell); }
  bool bad(const char* what);
  bool more() { return outcome_ = Outcome::kMore, false; }

  std::vector<Node> nodes_;
  size_t column_count_;
  bool note_unknown_;
  std::set<std::string> unknown_;
  std::string problem_;

  const char* at_ = nullptr;
  const char* end_ = nullptr;
  std::vector<CellColumn>* columns_ = nullptr;
  Outcome outcome_ = Outcome::kDone;
  int depth_ = 0;
  std::string key_;
};

}  // namespace mockdata::verify
