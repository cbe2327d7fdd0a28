// The packs: vocabulary compiled into files that are mapped, not parsed. Little-endian, positions in bytes.
//
//   file       header, directory (sorted by section name), section names, sections (each at a multiple of 8)
//   section    a locale ("fi_FI"), the places of a country ("places/FI"), or "world":
//              u32 lists, u32 0, list entries (sorted by name), column entries, then names, offsets, texts, indices, alias slots
//
// A section's checksum is verified when it is first used, so mapping all packs costs microseconds. Each text area is
// followed by 16 bytes that may be read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "block/block.h"
#include "random/alias.h"
#include "vocabulary/list_file.h"

namespace mockdata {

inline constexpr char kPackMagic[8] = {'m', 'o', 'c', 'k', 'v', 'o', 'c', '1'};

struct PackHeader {
  char magic[8];
  uint64_t bytes;                // of the whole file
  uint64_t directory_checksum;   // of directory and section names
  uint32_t sections;
  uint32_t names_bytes;
};
struct PackSection {
  uint64_t begin, bytes, checksum;
  uint32_t name, name_bytes;     // in the section names
};
struct PackList {
  uint32_t name, name_bytes;     // positions are relative to the section
  uint32_t rows, columns;
  uint32_t first_column;         // number of its first column entry
  uint32_t alias;                // rows AliasSlots; 0: every row is as likely
};
struct PackColumn {
  uint32_t texts;                // number of texts
  uint32_t offsets;              // texts + 1 u32
  uint32_t bytes;
  uint32_t index;                // rows u32: the text of each row; 0: text i is row i's
};

// 64 bits over any bytes, eight at a time.
uint64_t pack_checksum(std::string_view bytes);

struct NamedSection {
  std::string name;
  std::vector<ListText> lists;
};
// The bytes of a pack.
Result<std::string> write_pack(std::vector<NamedSection> sections);

// A column of a list: row i's text is pool.text(index ? index[i] : i).
struct TextColumn {
  TextPool pool;
  const uint32_t* index = nullptr;
  std::string_view text(uint32_t row) const { return pool.text(index ? index[row] : row); }
};

// A list: rows of texts, and how likely each row is.
struct TextList {
  std::string_view name;
  uint32_t rows = 0;
  const AliasSlot* alias = nullptr;  // nullptr: every row is as likely
  std::vector<TextColumn> columns;

  // The pool of a list of one column: index i is row i.
  const TextPool& pool() const { return columns[0].pool; }
  std::string_view text(uint32_t row, std::size_t column = 0) const { return columns[column].text(row); }
  uint32_t pick(uint64_t h) const { return alias ? AliasTable::pick(alias, rows, h) : below(h, rows); }
};

// A pack mapped into memory.
class Pack {
 public:
  static Result<Pack> map(const std::string& path);
  Pack(Pack&& other) noexcept;
  Pack& operator=(Pack&&) = delete;
  ~Pack();

  const std::string& path() const { return path_; }
  uint64_t checksum() const { return header().directory_checksum; }
  std::vector<std::string_view> sections() const;
  bool has(std::string_view section) const { return find(section) != nullptr; }
  // Verifies the section and reads its directory, sorted by name. REQUIRES has(section).
  Result<std::vector<TextList>> lists(std::string_view section) const;

 private:
  Pack(std::string path, const char* data, std::size_t bytes) : path_(std::move(path)), data_(data), bytes_(bytes) {}
  const PackHeader& header() const { return *reinterpret_cast<const PackHeader*>(data_); }
  const PackSection* entries() const { return reinterpret_cast<const PackSection*>(data_ + sizeof(PackHeader)); }
  std::string_view name_of(const PackSection& s) const {
    return {data_ + sizeof(PackHeader) + header().sections * sizeof(PackSection) + s.name, s.name_bytes};
  }
  const PackSection* find(std::string_view section) const;

  std::string path_;
  const char* data_;
  std::size_t bytes_;
};

}  // namespace mockdata
