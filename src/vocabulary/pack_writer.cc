#include <algorithm>
#include <cstring>
#include <map>

#include "vocabulary/pack.h"

namespace mockdata {

uint64_t pack_checksum(std::string_view bytes) {
  uint64_t state = mix13(bytes.size() + kPhi);
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    state = (state ^ word) * 0xBF58476D1CE4E5B9u;
    state ^= state >> 29;
  }
  uint64_t tail = 0;
  std::memcpy(&tail, bytes.data() + i, bytes.size() - i);
  return mix13(state ^ tail);
}

namespace {

class SectionWriter {
 public:
  uint32_t put(const void* data, std::size_t bytes, std::size_t align = 4) {
    bytes_.resize((bytes_.size() + align - 1) / align * align);
    const std::size_t at = bytes_.size();
    bytes_.append(static_cast<const char*>(data), bytes);
    return static_cast<uint32_t>(at);
  }
  template <class T>
  uint32_t put(const std::vector<T>& values) {
    return put(values.data(), values.size() * sizeof(T), alignof(T));
  }
  template <class T>
  void set(std::size_t at, const std::vector<T>& values) {
    std::memcpy(bytes_.data() + at, values.data(), values.size() * sizeof(T));
  }
  std::string take() {
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
};

// Stores the texts of a column; where most of them repeat, only the distinct ones and which row has which.
PackColumn put_column(SectionWriter& out, const ListText& list, std::size_t column) {
  const auto cell = [&](std::size_t r) -> const std::string& { return list.cells[r * list.columns + column]; };
  std::vector<const std::string*> texts;
  std::vector<uint32_t> index;
  std::map<std::string_view, uint32_t> seen;
  for (std::size_t r = 0; r < list.rows(); ++r) {
    const auto [it, is_new] = seen.try_emplace(cell(r), static_cast<uint32_t>(texts.size()));
    if (is_new) texts.push_back(&cell(r));
    index.push_back(it->second);
  }
  const bool repeats = list.columns > 1 && texts.size() * 2 <= list.rows();
  if (!repeats) {
    texts.clear();
    for (std::size_t r = 0; r < list.rows(); ++r) texts.push_back(&cell(r));
  }
  std::vector<uint32_t> offsets{0};
  std::string bytes;
  for (const std::string* t : texts) {
    bytes += *t;
    offsets.push_back(static_cast<uint32_t>(bytes.size()));
  }
  bytes.append(16, '\0');
  PackColumn c;
  c.texts = static_cast<uint32_t>(texts.size());
  c.offsets = out.put(offsets);
  c.index = repeats ? out.put(index) : 0;
  c.bytes = out.put(bytes.data(), bytes.size(), 1);
  return c;
}

Result<std::string> write_section(NamedSection section) {
  std::vector<ListText>& lists = section.lists;
  std::sort(lists.begin(), lists.end(), [](const ListText& a, const ListText& b) { return a.name < b.name; });
  std::size_t columns = 0;
  for (const ListText& list : lists) columns += list.columns;
  SectionWriter out;
  out.put(std::vector<uint32_t>{static_cast<uint32_t>(lists.size()), 0});
  std::vector<PackList> entries(lists.size());
  std::vector<PackColumn> column_entries;
  const std::size_t entries_at = out.put(entries);
  const std::size_t columns_at = out.put(std::vector<PackColumn>(columns));
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const ListText& list = lists[i];
    if (i > 0 && lists[i - 1].name == list.name) return invalid_error("the list [" + list.name + "] stands twice", section.name);
    if (list.rows() == 0) return invalid_error("the list [" + list.name + "] is empty", section.name);
    PackList& entry = entries[i];
    entry.name = out.put(list.name.data(), list.name.size(), 1);
    entry.name_bytes = static_cast<uint32_t>(list.name.size());
    entry.rows = static_cast<uint32_t>(list.rows());
    entry.columns = static_cast<uint32_t>(list.columns);
    entry.first_column = static_cast<uint32_t>(column_entries.size());
    for (std::size_t c = 0; c < list.columns; ++c) column_entries.push_back(put_column(out, list, c));
    if (list.weights.empty()) continue;
    double sum = 0;
    for (const double w : list.weights) sum += w;
    if (!(sum > 0)) return invalid_error("the weights of [" + list.name + "] are all 0", section.name);
    const AliasTable table(list.weights);
    entry.alias = out.put(table.slots(), table.size() * sizeof(AliasSlot));
  }
  out.set(entries_at, entries);
  out.set(columns_at, column_entries);
  return out.take();
}

}  // namespace

Result<std::string> write_pack(std::vector<NamedSection> sections) {
  std::sort(sections.begin(), sections.end(), [](const NamedSection& a, const NamedSection& b) { return a.name < b.name; });
  std::vector<PackSection> directory;
  std::string names, bodies;
  for (NamedSection& section : sections) {
    PackSection entry{};
    entry.name = static_cast<uint32_t>(names.size());
    entry.name_bytes = static_cast<uint32_t>(section.name.size());
    names += section.name;
    MOCKDATA_ASSIGN(const std::string body, write_section(std::move(section)));
    entry.begin = bodies.size();
    entry.bytes = body.size();
    entry.checksum = pack_checksum(body);
    bodies += body;
    directory.push_back(entry);
  }
  names.resize((names.size() + 7) / 8 * 8);
  const uint64_t begin = sizeof(PackHeader) + directory.size() * sizeof(PackSection) + names.size();
  for (PackSection& entry : directory) entry.begin += begin;
  std::string index(reinterpret_cast<const char*>(directory.data()), directory.size() * sizeof(PackSection));
  index += names;
  PackHeader header{};
  std::memcpy(header.magic, kPackMagic, sizeof kPackMagic);
  header.bytes = begin + bodies.size();
  header.directory_checksum = pack_checksum(index);
  header.sections = static_cast<uint32_t>(directory.size());
  header.names_bytes = static_cast<uint32_t>(names.size());
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + index + bodies;
}

}  // namespace mockdata
