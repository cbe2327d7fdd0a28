#include "land/delta_stats.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "land/bronze.h"

namespace mockdata {
namespace {

using Wide = __int128;

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string decimal_text(Wide value, int scale) {
  const bool negative = value < 0;
  unsigned __int128 rest = negative ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  if (static_cast<int>(digits.size()) <= scale) digits.insert(0, static_cast<std::size_t>(scale) + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), ".");
  return negative ? "-" + digits : digits;
}

// The byte position behind the first `characters` code points, or npos where the text is no longer than that.
std::size_t cut_position(const std::string& text, std::size_t characters) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (characters-- == 0) return at;
  }
  return std::string::npos;
}

enum class Family { kNone, kInteger, kReal, kText };

Family family_of(TypeId id) {
  switch (id) {
    case TypeId::kInt32: case TypeId::kInt64: case TypeId::kDecimal: case TypeId::kDate: case TypeId::kDatetime: case TypeId::kTimestamp:
      return Family::kInteger;
    case TypeId::kFloat: case TypeId::kDouble: return Family::kReal;
    case TypeId::kText: case TypeId::kJson: return Family::kText;
    default: return Family::kNone;
  }
}

}  // namespace

struct DeltaStats::Node {
  std::string name;
  DataType type;
  std::vector<Node> members;  // of a struct
  bool kept = false;          // within the first kLeaves leaves (a struct: has a kept member)
  Family family = Family::kNone;
  uint64_t nulls = 0;
  bool any = false;      // bounds hold something
  bool broken = false;   // a NaN: no bounds can be true
  Wide low = 0, high = 0;
  double real_low = 0, real_high = 0;
  std::string text_low, text_high;

  static Node make(const ColumnType& column, uint32_t& leaves) {
    Node node;
    node.name = column.name;
    node.type = column.type;
    if (column.type.id == TypeId::kStruct) {
      for (const ColumnType& member : column.type.children) {
        node.members.push_back(make(member, leaves));
        node.kept |= node.members.back().kept;
      }
      return node;
    }
    node.kept = leaves++ < kLeaves;
    node.family = family_of(column.type.id);
    return node;
  }

  template <class T>
  void integers(const Block& block, const uint64_t* absent) {
    const T* values = block.values<T>();
    T smallest = 0, largest = 0;
    bool seen = false;
    if (!block.validity && !absent && block.size > 0) {
      smallest = largest = values[0];
      for (uint32_t i = 1; i < block.size; ++i) {
        smallest = values[i] < smallest ? values[i] : smallest;
        largest = values[i] > largest ? values[i] : largest;
      }
      seen = true;
    } else {
      for (uint32_t i = 0; i < block.size; ++i) {
        if (!present(block, absent, i)) continue;
        if (!seen || values[i] < smallest) smallest = values[i];
        if (!seen || values[i] > largest) largest = values[i];
        seen = true;
      }
    }
    if (seen) bounds(smallest, largest);
  }
  void bounds(Wide smallest, Wide largest) {
    if (!any || smallest < low) low = smallest;
    if (!any || largest > high) high = largest;
    any = true;
  }
  template <class T>
  void reals(const Block& block, const uint64_t* absent) {
    const T* values = block.values<T>();
    for (uint32_t i = 0; i < block.size; ++i) {
      if (!present(block, absent, i)) continue;
      const double value = values[i];
      if (std::isnan(value)) {
        broken = true;
        continue;
      }
      if (!any || value < real_low) real_low = value;
      if (!any || value > real_high) real_high = value;
      any = true;
    }
  }
  void texts(const Block& block, const uint64_t* absent) {
    const bool pooled = block.layout == Layout::kPool;
    // Up to here eight bytes can be read from any value's start.
    const char* const safe = pooled ? block.pool->bytes + block.pool->offsets[block.pool->size] + 8 : block.bytes + block.offsets[block.size] - 8;
    std::string_view smallest, largest;
    uint64_t low_head = 0, high_head = 0;
    bool seen = false;
    for (uint32_t i = 0; i < block.size; ++i) {
      if (!present(block, absent, i)) continue;
      const std::string_view value = block.text(i);
      const uint64_t head = head_of(value, safe);
      if (!seen || head < low_head || (head == low_head && value < smallest)) smallest = value, low_head = head;
      if (!seen || head > high_head || (head == high_head && value > largest)) largest = value, high_head = head;
      seen = true;
      if (pooled && block.pool->size == 1) break;
    }
    if (!seen) return;
    if (!any || smallest < text_low) text_low = smallest;
    if (!any || largest > text_high) text_high = largest;
    any = true;
  }
  // The first eight bytes as a number that orders as they do, short texts filled with zeros.
  static uint64_t head_of(std::string_view value, const char* safe) {
    uint64_t head = 0;
    if (value.size() >= 8 || value.data() <= safe) {
      std::memcpy(&head, value.data(), 8);
      head = __builtin_bswap64(head);
      return value.size() >= 8 ? head : value.empty() ? 0 : head & ~(~uint64_t{0} >> (8 * value.size()));
    }
    for (std::size_t i = 0; i < value.size(); ++i) head |= uint64_t{static_cast<unsigned char>(value[i])} << (56 - 8 * i);
    return head;
  }
  // `absent` has a bit set where an enclosing struct has a value; nullptr: everywhere.
  static bool present(const Block& block, const uint64_t* absent, uint32_t i) {
    return block.valid(i) && (!absent || (absent[i >> 6] >> (i & 63) & 1));
  }

  void add(const Block& block, const uint64_t* outer) {
    if (!kept) return;
    if (type.id == TypeId::kStruct) {
      std::vector<uint64_t> both;
      const uint64_t* inside = block.validity ? block.validity : outer;
      if (block.validity && outer) {
        both.resize((block.size + 63) / 64);
        for (std::size_t w = 0; w < both.size(); ++w) both[w] = block.validity[w] & outer[w];
        inside = both.data();
      }
      for (std::size_t i = 0; i < members.size(); ++i) members[i].add(*block.children[i], inside);
      return;
    }
    if (!outer) {
      nulls += block.null_count();
    } else {
      for (uint32_t i = 0; i < block.size; ++i) nulls += !present(block, outer, i);
    }
    switch (family) {
      case Family::kNone: break;
      case Family::kText: texts(block, outer); break;
      case Family::kReal: type.id == TypeId::kFloat ? reals<float>(block, outer) : reals<double>(block, outer); break;
      case Family::kInteger:
        switch (width_of(type)) {
          case 4: integers<int32_t>(block, outer); break;
          case 8: integers<int64_t>(block, outer); break;
          default: integers<Wide>(block, outer); break;
        }
    }
  }

  void merge(const Node& other) {
    nulls += other.nulls;
    broken |= other.broken;
    for (std::size_t i = 0; i < members.size(); ++i) members[i].merge(other.members[i]);
    if (!other.any) return;
    if (!any || other.low < low) low = other.low;
    if (!any || other.high > high) high = other.high;
    if (!any || other.real_low < real_low) real_low = other.real_low;
    if (!any || other.real_high > real_high) real_high = other.real_high;
    if (!any || other.text_low < text_low) text_low = other.text_low;
    if (!any || other.text_high > text_high) text_high = other.text_high;
    any = true;
  }

  // The JSON of one bound, "" where there is none.
  std::string bound(bool upper) const {
    if (!any || broken) return {};
    if (family == Family::kText) {
      const std::string& text = upper ? text_high : text_low;
      const std::size_t cut = cut_position(text, 32);
      if (cut == std::string::npos) return quoted(text);
      if (!upper) return quoted(text.substr(0, cut));
      if (text.compare(cut, 4, "\xF4\x8F\xBF\xBF") == 0) return {};
      return quoted(text.substr(0, cut) + "\xF4\x8F\xBF\xBF");
    }
    if (family == Family::kReal) {
      const double value = upper ? real_high : real_low;
      if (!std::isfinite(real_low) || !std::isfinite(real_high)) return {};
      char digits[40];
      // A float too as a double: its short form (33.46) would not bound it (33.459999…) for readers that compare doubles.
      const auto end = std::to_chars(digits, digits + sizeof digits, value);
      std::string number(digits, end.ptr);
      if (number.find_first_of(".e") == std::string::npos) number += ".0";
      return number;
    }
    const Wide value = upper ? high : low;
    switch (type.id) {
      case TypeId::kDecimal: return decimal_text(value, type.scale);
      case TypeId::kDate: return "\"" + timestamp_text(static_cast<int64_t>(value) * 86400000000).substr(0, 10) + "\"";
      case TypeId::kDatetime:
      case TypeId::kTimestamp: {
        auto micros = static_cast<int64_t>(value);
        int64_t over = micros % 1000;
        if (over < 0) over += 1000;
        micros += over == 0 ? 0 : upper ? 1000 - over : -over;
        std::string text = timestamp_text(micros);
        if (text.find('.') == std::string::npos) text.insert(text.size() - 1, ".000");
        return "\"" + text + "\"";
      }
      default: return std::to_string(static_cast<int64_t>(value));
    }
  }

  // "name":{…} or "name":bound, "" where there is none.
  std::string member(int what) const {
    if (!kept) return {};
    std::string body;
    if (type.id == TypeId::kStruct) {
      body = object(members, what);
      if (body == "{}") return {};
    } else {
      body = what == 2 ? std::to_string(nulls) : bound(what == 1);
      if (body.empty()) return {};
    }
    return quoted(name) + ":" + body;
  }
  static std::string object(const std::vector<Node>& nodes, int what) {
    std::string text = "{";
    for (const Node& node : nodes) {
      const std::string member = node.member(what);
      if (member.empty()) continue;
      if (text.size() > 1) text += ",";
      text += member;
    }
    return text + "}";
  }
};

DeltaStats::DeltaStats(const Schema& schema) {
  uint32_t leaves = 0;
  for (const ColumnType& column : schema) nodes_.push_back(Node::make(column, leaves));
}
DeltaStats::~DeltaStats() = default;
DeltaStats::DeltaStats(DeltaStats&&) noexcept = default;
DeltaStats& DeltaStats::operator=(DeltaStats&&) noexcept = default;

void DeltaStats::add(std::span<const Block* const> blocks, uint32_t rows) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) nodes_[i].add(*blocks[i], nullptr);
  rows_ += rows;
}

void DeltaStats::merge(const DeltaStats& other) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) nodes_[i].merge(other.nodes_[i]);
  rows_ += other.rows_;
}

std::string DeltaStats::json() const {
  return "{\"numRecords\":" + std::to_string(rows_) + ",\"minValues\":" + Node::object(nodes_, 0) + ",\"maxValues\":" + Node::object(nodes_, 1) +
         ",\"nullCount\":" + Node::object(nodes_, 2) + "}";
}

}  // namespace mockdata
