// Any bytes as a Parquet file: an error, or as many rows of every column as the footer states.
#include <cstdlib>

#include "verify/fuzz_file.h"
#include "verify/parquet_reader.h"

using namespace mockdata::verify;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const FuzzFile bytes(data, size);
  const auto file = ParquetFile::open(bytes.path());
  if (!file.ok()) return 0;
  for (size_t leaf = 0; leaf < file->leaves().size() && leaf < 100; ++leaf) {
    for (size_t group = 0; group < file->metadata().row_groups.size() && group < 10; ++group) {
      (void)file->pages(group, leaf);
      (void)file->offset_index(group, leaf);
      (void)file->column_index(group, leaf);
    }
    ParquetColumn column = file->column(leaf);
    CellColumn cells;
    int64_t rows = 0;
    bool whole = false;
    while (rows < 10000) {  // a run of one value may state any number of rows
      cells.clear();
      const auto count = column.next(97, cells);
      if (!count.ok()) break;
      if (cells.rows() != *count) std::abort();
      for (const Cell& cell : cells.cells) (void)to_text(cell);
      rows += static_cast<int64_t>(*count);
      if ((whole = *count < 97)) break;
    }
    if (whole && rows != file->rows()) std::abort();
  }
  return 0;
}
