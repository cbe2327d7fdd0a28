#include "verify/keys.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace mockdata::verify {
namespace {

template <class T>
void append_raw(T value, std::string& key) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  key.append(bytes, sizeof(T));
}

void append_text(char tag, std::string_view text, std::string& key) {
  key.push_back(tag);
  append_raw(static_cast<uint32_t>(text.size()), key);
  key.append(text);
}

void append_integer(int64_t value, std::string& key) {
  key.push_back('i');
  append_raw(value, key);
}

void append_decimal(__int128 value, unsigned scale, std::string& key) {
  while (scale > 0 && value % 10 == 0) value /= 10, --scale;
  if (scale == 0 && value >= INT64_MIN && value <= INT64_MAX) return append_integer(static_cast<int64_t>(value), key);
  key.push_back('n');
  key.push_back(static_cast<char>(scale));
  append_raw(value, key);
}

// Finaliser of a product: both halves of 64 x 64 bits.
uint64_t fold(uint64_t a, uint64_t b) {
  const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

}  // namespace

void append_key(const Cell& cell, bool as_text, std::string& key) {
  if (as_text && cell.type != CellType::kText) return append_text('t', to_text(cell), key);
  switch (cell.type) {
    case CellType::kInteger: return append_integer(cell.integer, key);
    case CellType::kDecimal: return append_decimal(cell.decimal(), cell.scale, key);
    case CellType::kDouble:
      if (std::nearbyint(cell.real) == cell.real && std::abs(cell.real) < 9007199254740992.0) return append_integer(static_cast<int64_t>(cell.real), key);
      key.push_back('d');
      return append_raw(cell.real, key);
    case CellType::kText: return append_text('t', cell.text(), key);
    case CellType::kUuid: return append_text('t', to_text(cell), key);
    case CellType::kBinary: case CellType::kJson: return append_text('b', cell.text(), key);
    default:
      key.push_back(static_cast<char>('A' + static_cast<int>(cell.type)));
      return append_raw(cell.integer, key);
  }
}

uint64_t hash_key(std::string_view key) {
  constexpr uint64_t kFirst = 0xA0761D6478BD642Fu, kSecond = 0xE7037ED1A0B428DBu;
  uint64_t hash = key.size() * kSecond + kFirst;
  const char* at = key.data();
  size_t left = key.size();
  for (; left >= 8; at += 8, left -= 8) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    hash = fold(hash ^ word ^ kFirst, kSecond);
  }
  uint64_t word = 0;
  if (left) std::memcpy(&word, at, left);
  hash = fold(hash ^ word ^ kSecond, kFirst);
  hash ^= hash >> 32;
  hash *= kSecond;
  return hash ^ hash >> 29;
}

KeyTable::KeyTable(size_t memory) : memory_(std::max<size_t>(memory, 1 << 16)) { resize(1024); }

void KeyTable::clear() {
  std::fill(slots_.begin(), slots_.end(), Slot{});
  bytes_.clear();
  count_ = 0;
}

void KeyTable::resize(size_t count) {
  std::vector<Slot> old(count);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.place == 0) continue;
    size_t at = (slot.hash >> 20) & (slots_.size() - 1);
    while (slots_[at].place != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

// The key's slot, or the free one where it belongs.
size_t KeyTable::find(std::string_view key, uint64_t hash) const {
  size_t at = (hash >> 20) & (slots_.size() - 1);
  for (; slots_[at].place != 0; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && std::string_view(bytes_).substr(slot.place - 1, slot.length) == key) break;
  }
  return at;
}

bool KeyTable::contains(std::string_view key, uint64_t hash) const { return slots_[find(key, hash)].place != 0; }

KeyTable::Inserted KeyTable::insert(std::string_view key, uint64_t hash) {
  size_t at = find(key, hash);
  if (slots_[at].place != 0) return Inserted::kKnown;
  const bool grow = (count_ + 1) * 4 > slots_.size() * 3;
  const size_t slots = grow ? slots_.size() * 2 : slots_.size();
  const size_t needed = slots * sizeof(Slot) + bytes_.size() + key.size();
  if (count_ > 0 && (needed > memory_ || bytes_.size() + key.size() >= UINT32_MAX)) return Inserted::kFull;
  if (grow) resize(slots), at = find(key, hash);
  if (bytes_.size() + key.size() > bytes_.capacity()) bytes_.reserve(bytes_.size() + key.size() + std::max<size_t>(bytes_.size() / 4, 4096));
  slots_[at] = {hash, static_cast<uint32_t>(bytes_.size() + 1), static_cast<uint32_t>(key.size())};
  bytes_.append(key);
  ++count_;
  return Inserted::kNew;
}

void KeyTable::keep(const Partition& partition) {
  std::vector<Slot> old(slots_.size());
  old.swap(slots_);
  std::string bytes;
  bytes.swap(bytes_);
  count_ = 0;
  std::erase_if(old, [&](const Slot& slot) { return slot.place == 0 || !partition.holds(slot.hash); });
  std::sort(old.begin(), old.end(), [](const Slot& a, const Slot& b) { return a.place < b.place; });
  for (const Slot& slot : old) insert(std::string_view(bytes).substr(slot.place - 1, slot.length), slot.hash);
}

HashTable::HashTable(size_t memory) : largest_(std::bit_floor(std::max<size_t>(memory / sizeof(uint64_t), 1024))) { slots_.assign(1024, 0); }

void HashTable::clear() {
  std::fill(slots_.begin(), slots_.end(), 0);
  count_ = 0;
}

bool HashTable::put(uint64_t hash) {
  const uint64_t kept = hash == 0 ? 1 : hash;
  size_t at = (kept >> 20) & (slots_.size() - 1);
  for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1))
    if (slots_[at] == kept) return false;
  slots_[at] = kept;
  ++count_;
  return true;
}

KeyTable::Inserted HashTable::insert(uint64_t hash) {
  if (count_ >= slots_.size() / 4 * 3) {
    if (slots_.size() == largest_) return KeyTable::Inserted::kFull;
    std::vector<uint64_t> old(slots_.size() * 2, 0);
    old.swap(slots_);
    count_ = 0;
    for (const uint64_t kept : old)
      if (kept != 0) put(kept);
  }
  return put(hash) ? KeyTable::Inserted::kNew : KeyTable::Inserted::kKnown;
}

void HashTable::keep(const Partition& partition) {
  std::vector<uint64_t> old(slots_.size(), 0);
  old.swap(slots_);
  count_ = 0;
  for (uint64_t hash : old)
    if (hash != 0 && partition.holds(hash)) put(hash);
}

}  // namespace mockdata::verify
