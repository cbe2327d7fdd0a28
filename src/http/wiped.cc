#include "http/wiped.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstring>

namespace mockdata {

bool WipedBytes::append(std::string_view bytes) {
  std::size_t needed = size_ + bytes.size() + 1;
  if (needed > mapped_) {
    static const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    std::size_t wanted = needed > 2 * mapped_ ? needed : 2 * mapped_;
    wanted = (wanted + page - 1) / page * page;
    void* grown = data_ ? mremap(data_, mapped_, wanted, MREMAP_MAYMOVE)
                        : mmap(nullptr, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (grown == MAP_FAILED) return false;
    data_ = static_cast<char*>(grown);
    mapped_ = wanted;
    madvise(data_, mapped_, MADV_DONTDUMP);
    if (mapped_ <= 16 * page) mlock(data_, mapped_);  // secrets; best effort, the limit is small on many systems
  }
  std::memcpy(data_ + size_, bytes.data(), bytes.size());
  size_ += bytes.size();
  data_[size_] = 0;
  return true;
}

void WipedBytes::clear() { truncate(0); }

void WipedBytes::truncate(std::size_t size) {
  if (!data_) return;
  explicit_bzero(data_ + size, size_ - size);
  size_ = size;
}

void WipedBytes::release() {
  if (!data_) return;
  explicit_bzero(data_, mapped_);
  munmap(data_, mapped_);
  data_ = nullptr;
  size_ = mapped_ = 0;
}

}  // namespace mockdata
