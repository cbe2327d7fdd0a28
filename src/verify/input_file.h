// A local file that is only read: at any offset, or from its beginning in turn. What is gzip or zstd (by its first bytes)
// is unpacked when it is read in turn.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace mockdata::verify {

class Unpacker;

class InputFile {
 public:
  // Fails with kDestination when the file is absent, is no regular file or may not be read.
  static Result<InputFile> open(const std::string& path);
  InputFile();
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&& other) noexcept;
  ~InputFile();

  const std::string& path() const { return path_; }
  uint64_t size() const { return size_; }

  // Exactly `count` bytes from `offset`; an error when the file ends before.
  Status read_at(uint64_t offset, char* out, size_t count) const;
  // Up to `count` bytes from where the last read_next ended; 0 at the end.
  Result<size_t> read_next(char* out, size_t count);
  void rewind();

 private:
  std::string path_;
  int descriptor_ = -1;
  uint64_t size_ = 0;
  Result<size_t> read_raw(char* out, size_t count);
  uint64_t next_ = 0;
  std::unique_ptr<Unpacker> unpacker_;
};

}  // namespace mockdata::verify
