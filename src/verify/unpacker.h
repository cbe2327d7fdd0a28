// Unpacks gzip and zstd as it is read: all members or frames of a file, one behind the other.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "base/result.h"

namespace mockdata::verify {

class Unpacker {
 public:
  // By the first four bytes of a file; nothing where they are those of neither.
  static std::unique_ptr<Unpacker> for_file(std::string_view first_bytes);
  virtual ~Unpacker() = default;
  using Read = std::function<Result<std::size_t>(char*, std::size_t)>;
  // Up to `count` bytes, 0 at the end; more packed bytes are asked of `more`.
  virtual Result<std::size_t> read(char* out, std::size_t count, const Read& more) = 0;
  virtual void restart() = 0;
};

}  // namespace mockdata::verify
