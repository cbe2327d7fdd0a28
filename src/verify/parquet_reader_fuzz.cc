// Any bytes as a Parquet file: an error, or as many rows of every column as the footer states.
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
    read_fuzzed(file->column(leaf), file->rows());
  }
  return 0;
}
