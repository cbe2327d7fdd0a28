#include "verify/keys.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace mockdata::verify {
namespace {

constexpr uint64_t kFirst = 0xA0761D6478BD642Fu, kSecond = 0xE7037ED1A0B428DBu, kThird = 0x8EBC6AF09C88C6E3u, kFourth = 0x589965CC75374CC3u;

// Both halves of a product of 64 by 64 bits.
uint64_t fold(uint64_t a, uint64_t b) {
  const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

}  // namespace

// Two lanes that see the same words under different constants; each takes the other's last state in, so that a lane that a word
// happens to zero is filled again.
void KeyHash::mix(uint64_t word) {
  const uint64_t a = fold(a_ ^ word ^ kFirst, kSecond) + b_;
  b_ = fold(b_ + word + kThird, kFourth) ^ (a_ << 23 | a_ >> 41);
  a_ = a;
}

void KeyHash::add(char tag, uint64_t word) {
  mix(static_cast<uint64_t>(tag));
  mix(word);
}

void KeyHash::add(char tag, std::string_view bytes) {
  mix(static_cast<uint64_t>(tag) | static_cast<uint64_t>(bytes.size()) << 8);
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  uint64_t word;
  for (; left >= 8; at += 8, left -= 8) {
    std::memcpy(&word, at, 8);
    mix(word);
  }
  if (!left) return;
  word = 0;
  std::memcpy(&word, at, left);
  mix(word);
}

void KeyHash::add_decimal(__int128 value, unsigned scale) {
  while (scale > 0 && value % 10 == 0) value /= 10, --scale;
  if (scale == 0 && value >= INT64_MIN && value <= INT64_MAX) return add('i', static_cast<uint64_t>(value));
  add('n', scale);
  mix(static_cast<uint64_t>(value));
  mix(static_cast<uint64_t>(value >> 64));
}

void KeyHash::add(const Cell& cell, bool as_text) {
  if (as_text && cell.type != CellType::kText) return add('t', to_text(cell));
  switch (cell.type) {
    case CellType::kInteger: return add('i', static_cast<uint64_t>(cell.integer));
    case CellType::kDecimal: return add_decimal(cell.decimal(), cell.scale);
    case CellType::kDouble: {
      if (std::nearbyint(cell.real) == cell.real && std::abs(cell.real) < 9007199254740992.0) return add('i', static_cast<uint64_t>(static_cast<int64_t>(cell.real)));
      uint64_t word;
      std::memcpy(&word, &cell.real, sizeof word);
      return add('d', word);
    }
    case CellType::kText: return add('t', cell.text());
    case CellType::kUuid: return add('t', to_text(cell));
    case CellType::kBinary: case CellType::kJson: return add('b', cell.text());
    default: return add(static_cast<char>('A' + static_cast<int>(cell.type)), static_cast<uint64_t>(cell.integer));
  }
}

Fingerprint KeyHash::finish() const {
  KeyHash last = *this;
  last.mix(0);
  last.mix(0);
  // Nothing is a free slot of a set.
  const Fingerprint key{last.a_, last.b_};
  return key == Fingerprint{} ? Fingerprint{1, 0} : key;
}

Partitions::Partitions(uint64_t keys, uint64_t at_a_time) {
  unsigned bits = 0;
  // Partitions differ in size a little: an eighth is left free.
  while (bits < 40 && keys >> bits > at_a_time - at_a_time / 8) ++bits;
  for (uint64_t value = uint64_t{1} << bits; value-- > 0;) waiting_.push_back({bits, value});
}

bool Partitions::next(Partition& partition) {
  if (waiting_.empty()) return false;
  partition = waiting_.back();
  waiting_.pop_back();
  return true;
}

bool Partitions::split(const Partition& partition) {
  if (partition.bits >= 40) return false;
  waiting_.push_back({partition.bits + 1, partition.value | uint64_t{1} << partition.bits});
  waiting_.push_back({partition.bits + 1, partition.value});
  return true;
}

FingerprintSet::FingerprintSet(std::size_t memory, uint64_t expected) : largest_(std::max<std::size_t>(memory / sizeof(Fingerprint), 1024)) {
  slots_.resize(static_cast<std::size_t>(std::clamp<uint64_t>(expected + expected / 3 + 16, 1024, largest_)));
}

void FingerprintSet::clear() {
  std::fill(slots_.begin(), slots_.end(), Fingerprint{});
  count_ = 0;
}

// The key's slot, or the free one where it belongs.
std::size_t FingerprintSet::find(const Fingerprint& key) const {
  std::size_t at = place(key);
  while (slots_[at] != key && slots_[at] != Fingerprint{})
    if (++at == slots_.size()) at = 0;
  return at;
}

void FingerprintSet::resize(std::size_t slots) {
  std::vector<Fingerprint> old(slots);
  old.swap(slots_);
  for (const Fingerprint& key : old)
    if (key != Fingerprint{}) slots_[find(key)] = key;
}

FingerprintSet::Inserted FingerprintSet::insert(const Fingerprint& key) {
  if (count_ >= slots_.size() / 4 * 3) {
    if (slots_.size() == largest_) return contains(key) ? Inserted::kKnown : Inserted::kFull;
    resize(std::min(slots_.size() * 2, largest_));
  }
  const std::size_t at = find(key);
  if (slots_[at] == key) return Inserted::kKnown;
  slots_[at] = key;
  ++count_;
  return Inserted::kNew;
}

}  // namespace mockdata::verify
