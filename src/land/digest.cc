#include "land/digest.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace mockdata {

struct Digest::State {
  State() : context(EVP_MD_CTX_new()) { EVP_DigestInit_ex(context, EVP_sha256(), nullptr); }
  ~State() { EVP_MD_CTX_free(context); }
  EVP_MD_CTX* context;
};

Digest::Digest() : state_(std::make_unique<State>()) {}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(std::string_view bytes) { EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()); }

Digest& Digest::part(std::string_view text) {
  const std::string length = std::to_string(text.size()) + ":";
  add(length);
  add(text);
  return *this;
}

std::string Digest::hex() {
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(state_->context, bytes, &size);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 15];
  }
  return text;
}

std::string sha256(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.hex();
}

Result<std::string> sha256_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return destination_error(std::string("cannot be read: ") + std::strerror(errno), path);
  Digest digest;
  std::vector<char> piece(1 << 20);
  ssize_t got;
  while ((got = ::read(file, piece.data(), piece.size())) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    digest.add({piece.data(), static_cast<std::size_t>(got)});
  }
  const int failure = errno;
  ::close(file);
  if (got < 0) return destination_error(std::string("cannot be read: ") + std::strerror(failure), path);
  return digest.hex();
}

std::string digest_uuid(const std::string& hex) {
  std::string id = hex.substr(0, 32);
  id[12] = '8';
  id[16] = "89ab"[(id[16] <= '9' ? id[16] - '0' : id[16] - 'a' + 10) & 3];
  for (const std::size_t dash : {8, 13, 18, 23}) id.insert(dash, "-");
  return id;
}

}  // namespace mockdata
