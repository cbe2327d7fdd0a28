// Any bytes as an Arrow file or stream: an error, or as many rows of every column as the batches state.
#include "verify/arrow_reader.h"
#include "verify/fuzz_file.h"

using namespace mockdata::verify;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const FuzzFile bytes(data, size);
  const auto file = ArrowFile::open(bytes.path());
  if (!file.ok()) return 0;
  for (size_t leaf = 0; leaf < file->leaves().size() && leaf < 100; ++leaf) read_fuzzed(file->column(leaf), file->rows());
  return 0;
}
