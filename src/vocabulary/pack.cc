#include "vocabulary/pack.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace mockdata {

Result<Pack> Pack::map(const std::string& path) {
  const auto damaged = [&](const char* what) { return invalid_error(std::string("the vocabulary pack ") + what, path, "install or build mockdata again"); };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return invalid_error(std::string("the vocabulary pack cannot be opened: ") + std::strerror(errno), path);
  struct stat status {};
  const bool known = ::fstat(file, &status) == 0;
  const std::size_t bytes = known ? static_cast<std::size_t>(status.st_size) : 0;
  void* data = bytes >= sizeof(PackHeader) ? ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  if (data == MAP_FAILED) return damaged("cannot be read");
  Pack pack(path, static_cast<const char*>(data), bytes);
  const PackHeader& h = pack.header();
  if (std::memcmp(h.magic, kPackMagic, sizeof kPackMagic) != 0) return damaged("is of another version");
  const uint64_t index = uint64_t{h.sections} * sizeof(PackSection) + h.names_bytes;
  if (h.bytes != bytes || sizeof(PackHeader) + index > bytes) return damaged("is cut short");
  if (pack_checksum({pack.data_ + sizeof(PackHeader), index}) != h.directory_checksum) return damaged("is damaged");
  for (uint32_t i = 0; i < h.sections; ++i) {
    const PackSection& s = pack.entries()[i];
    if (s.begin > bytes || s.bytes > bytes - s.begin || uint64_t{s.name} + s.name_bytes > h.names_bytes) return damaged("is damaged");
  }
  return pack;
}

Pack::Pack(Pack&& other) noexcept : path_(std::move(other.path_)), data_(std::exchange(other.data_, nullptr)), bytes_(other.bytes_) {}

Pack::~Pack() {
  if (data_) ::munmap(const_cast<char*>(data_), bytes_);
}

std::vector<std::string_view> Pack::sections() const {
  std::vector<std::string_view> names;
  for (uint32_t i = 0; i < header().sections; ++i) names.push_back(name_of(entries()[i]));
  return names;
}

const PackSection* Pack::find(std::string_view section) const {
  const PackSection* end = entries() + header().sections;
  const PackSection* it = std::lower_bound(entries(), end, section, [&](const PackSection& s, std::string_view name) { return name_of(s) < name; });
  return it != end && name_of(*it) == section ? it : nullptr;
}

Result<std::vector<TextList>> Pack::lists(std::string_view section) const {
  const PackSection& entry = *find(section);
  const char* base = data_ + entry.begin;
  if (pack_checksum({base, entry.bytes}) != entry.checksum)
    return invalid_error("the section " + std::string(section) + " of the vocabulary pack is damaged", path_, "install or build mockdata again");
  const uint32_t count = *reinterpret_cast<const uint32_t*>(base);
  const PackList* entries = reinterpret_cast<const PackList*>(base + 8);
  const PackColumn* columns = reinterpret_cast<const PackColumn*>(entries + count);
  const auto numbers = [&](uint32_t at) { return reinterpret_cast<const uint32_t*>(base + at); };
  std::vector<TextList> lists(count);
  for (uint32_t i = 0; i < count; ++i) {
    const PackList& l = entries[i];
    lists[i].name = {base + l.name, l.name_bytes};
    lists[i].rows = l.rows;
    lists[i].alias = l.alias ? reinterpret_cast<const AliasSlot*>(base + l.alias) : nullptr;
    for (uint32_t c = 0; c < l.columns; ++c) {
      const PackColumn& column = columns[l.first_column + c];
      lists[i].columns.push_back({{column.texts, numbers(column.offsets), base + column.bytes}, column.index ? numbers(column.index) : nullptr});
    }
  }
  return lists;
}

}  // namespace mockdata
