// The bytes of a fuzzer as a file to open (in memory, by a path that names its descriptor), and what holds of any column read from it.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "verify/cells.h"

namespace mockdata::verify {

class FuzzFile {
 public:
  FuzzFile(const uint8_t* data, size_t size) : descriptor_(::memfd_create("fuzz", MFD_CLOEXEC)) {
    if (descriptor_ < 0 || ::write(descriptor_, data, size) != static_cast<ssize_t>(size)) std::abort();
  }
  ~FuzzFile() { ::close(descriptor_); }
  FuzzFile(const FuzzFile&) = delete;
  FuzzFile& operator=(const FuzzFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

// Reads a column to an error, its end or 10,000 rows (one without values may state any number). Its end comes after `rows` rows.
template <class Column>
void read_fuzzed(Column column, int64_t rows) {
  CellColumn cells;
  int64_t read = 0;
  bool whole = false;
  while (read < 10000) {
    cells.clear();
    const auto count = column.next(97, cells);
    if (!count.ok()) break;
    if (cells.rows() != *count) std::abort();
    for (const Cell& cell : cells.cells) (void)to_text(cell);
    read += static_cast<int64_t>(*count);
    if ((whole = *count < 97)) break;
  }
  if (whole && read != rows) std::abort();
}

}  // namespace mockdata::verify
