// Bytes of an encoding into a file, for the programs that make files for tests.
#pragma once

#include <fstream>
#include <string>

#include "formats/encoding.h"

namespace mockdata {

class FileSink final : public ByteSink {
 public:
  explicit FileSink(const std::string& path) : file_(path, std::ios::binary) {}
  Status write(std::string_view bytes) override {
    file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file_ ? Status() : Status(destination_error("cannot be written"));
  }

 private:
  std::ofstream file_;
};

}  // namespace mockdata
