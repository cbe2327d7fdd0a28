#include "verify/input_file.h"

#include "verify/unpacker.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mockdata::verify {

Result<InputFile> InputFile::open(const std::string& path) {
  InputFile file;
  file.path_ = path;
  file.descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file.descriptor_ < 0) return destination_error(std::string("cannot be opened: ") + std::strerror(errno), path);
  struct stat about {};
  if (::fstat(file.descriptor_, &about) != 0) return destination_error(std::strerror(errno), path);
  if (!S_ISREG(about.st_mode)) return destination_error("is not a regular file", path);
  file.size_ = static_cast<uint64_t>(about.st_size);
  char first[4] = {};
  if (file.size_ >= 4) MOCKDATA_CHECK(file.read_at(0, first, 4));
  file.unpacker_ = Unpacker::for_file({first, 4});
  return file;
}

InputFile::InputFile() = default;
InputFile::InputFile(InputFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_), next_(other.next_),
      unpacker_(std::move(other.unpacker_)) {}

InputFile& InputFile::operator=(InputFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  std::swap(next_, other.next_);
  std::swap(unpacker_, other.unpacker_);
  return *this;
}

InputFile::~InputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Status InputFile::read_at(uint64_t offset, char* out, size_t count) const {
  while (count > 0) {
    const ssize_t got = ::pread(descriptor_, out, count, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return destination_error(std::strerror(errno), path_);
    if (got == 0) return destination_error("ends at byte " + std::to_string(offset) + ", more was expected", path_);
    out += got;
    offset += static_cast<uint64_t>(got);
    count -= static_cast<size_t>(got);
  }
  return {};
}

void InputFile::rewind() {
  next_ = 0;
  if (unpacker_) unpacker_->restart();
}

Result<size_t> InputFile::read_next(char* out, size_t count) {
  if (!unpacker_) return read_raw(out, count);
  auto got = unpacker_->read(out, count, [this](char* to, size_t most) { return read_raw(to, most); });
  if (!got.ok()) got.error().where = path_;
  return got;
}

Result<size_t> InputFile::read_raw(char* out, size_t count) {
  for (;;) {
    const ssize_t got = ::pread(descriptor_, out, count, static_cast<off_t>(next_));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return destination_error(std::strerror(errno), path_);
    next_ += static_cast<uint64_t>(got);
    return static_cast<size_t>(got);
  }
}

}  // namespace mockdata::verify
