// SHA-256 of bytes as they pass by: file digests in the manifest (what `sha256sum` prints), run identities, file names.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mockdata {

class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;
  void add(std::string_view bytes);
  // A part of an identity: its length goes in too, so that ("a","bc") and ("ab","c") differ.
  Digest& part(std::string_view text);
  // 64 lower-case hexadecimal digits. The digest is spent afterwards.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256(std::string_view bytes);
// The digest of a file, read in pieces of 1 MiB.
Result<std::string> sha256_file(const std::string& path);

// The first 128 bits of a hexadecimal digest in the form of a version 8 UUID (RFC 9562: free to the maker).
std::string digest_uuid(const std::string& hex);

}  // namespace mockdata
