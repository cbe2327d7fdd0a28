// Keys without meaning: uuids, ObjectIds, ULIDs, digests. Random bits, or a bijection of the row where they must be unique.
//
// 64 random bits repeat among 10^9 rows with a chance of 3 %, so a unique key carries the bijection of its row in 64 bits
// (mix13 is one) and random bits in the rest: never a repeat, for any number of rows, without memory.
#include <cstring>

#include "base/cpu.h"
#include "base/date.h"
#include "block/text_of.h"
#include "providers/families.h"
#include "providers/number.h"

namespace mockdata {

namespace {

// Two words for a row: the first is a bijection of the row, so keys that hold it whole never repeat.
struct Words {
  uint64_t a, b;
};
class KeyBits {
 public:
  explicit KeyBits(Key key) : key_(key.value()), other_(key.with("second word").value()) {}
  Words at(uint64_t row) const { return {bits(key_, row), bits(other_, row)}; }

 private:
  uint64_t key_, other_;
};

class UuidColumn final : public Column {
 public:
  explicit UuidColumn(Key key) : Column({TypeId::kUuid, 0, 0, {}}), bits_(key) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    uint64_t* v = out.own_fixed<uint64_t>(rows.count * 2);
    out.size = rows.count;
    const KeyBits key = bits_;
    const auto fill = [=](uint32_t i, uint64_t row) {
      const Words w = key.at(row);
      // Version 4 and variant 1 take six bits; of the bijection's 64 bits the four under the version move to the second word.
      const uint64_t high = (w.a & ~uint64_t{0xF000}) | 0x4000;
      const uint64_t low = (w.b & 0x03FFFFFFFFFFFFFFu & ~uint64_t{0xF}) | 0x8000000000000000u | (w.a >> 12 & 0xF);
      v[2 * i] = __builtin_bswap64(high);
      v[2 * i + 1] = __builtin_bswap64(low);
    };
    on_cpu([=] {
      if (rows.list) for (uint32_t i = 0; i < rows.count; ++i) fill(i, rows.list[i]);
      else for (uint32_t i = 0; i < rows.count; ++i) fill(i, rows.first + i);
    });
  }

 private:
  KeyBits bits_;
};

class UuidTextColumn final : public Column {
 public:
  explicit UuidTextColumn(const Column* uuid) : Column({TypeId::kText, 0, 0, {}}), uuid_(uuid) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*uuid_);
    char* bytes = out.own_text(in.size, in.size * 36);
    uint32_t* offsets = out.own_offsets();
    for (uint32_t i = 0; i < in.size; ++i) {
      offsets[i] = i * 36;
    }
    write_uuids(bytes, 36, in.values<unsigned char>(), in.size);
    offsets[in.size] = in.size * 36;
  }
  std::vector<const Column*> reads() const override { return {uuid_}; }

 private:
  const Column* uuid_;
};

// Text of a fixed number of characters from an alphabet of a power of two, 64 bits of bijection first.
template <unsigned kLength, unsigned kBits>
class CodeColumn : public Column {
 public:
  CodeColumn(Key key, const char* alphabet) : Column({TypeId::kText, 0, 0, {}}), bits_(key), alphabet_(alphabet) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    char* bytes = out.own_text(rows.count, static_cast<std::size_t>(rows.count) * kLength);
    uint32_t* offsets = out.own_offsets();
    for (uint32_t i = 0; i < rows.count; ++i) {
      offsets[i] = i * kLength;
      Words w = adjust(bits_.at(rows[i]), rows[i]);
      if constexpr (kBits == 4) {  // hexadecimal digits, all at once; what is more than the length is overwritten
        const uint64_t big_endian[2] = {__builtin_bswap64(w.a), __builtin_bswap64(w.b)};
        write_hex(bytes + i * kLength, reinterpret_cast<const unsigned char*>(big_endian));
        continue;
      }
      unsigned __int128 all = static_cast<unsigned __int128>(w.a) << 64 | w.b;
      all >>= 128 - kLength * kBits;
      char* p = bytes + i * kLength + kLength;
      for (unsigned k = 0; k < kLength; ++k, all >>= kBits) *--p = alphabet_[static_cast<unsigned>(all) & ((1u << kBits) - 1)];
    }
    offsets[rows.count] = rows.count * kLength;
  }

 protected:
  virtual Words adjust(Words w, uint64_t) const { return w; }

 private:
  KeyBits bits_;
  const char* alphabet_;
};

constexpr char kHexDigits[] = "0123456789abcdef";
constexpr char kCrockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// An ObjectId: 32 bits of seconds before the as-of date, then 64 bits that never repeat.
class ObjectIdColumn final : public CodeColumn<24, 4> {
 public:
  ObjectIdColumn(Key key, int32_t today) : CodeColumn(key, kHexDigits), now_(static_cast<uint64_t>(today) * 86400) {}

 private:
  Words adjust(Words w, uint64_t) const override {
    const uint64_t seconds = now_ - below(w.b, 5 * 365 * 86400);
    return {seconds << 32 | w.a >> 32, w.a << 32};
  }
  uint64_t now_;
};

// A ULID: 48 bits of milliseconds before the as-of date, then 64 bits that never repeat and 16 random ones.
class UlidColumn final : public Column {
 public:
  UlidColumn(Key key, int32_t today) : Column({TypeId::kText, 0, 0, {}}), bits_(key), now_(static_cast<uint64_t>(today) * 86'400'000) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    char* bytes = out.own_text(rows.count, rows.count * 26);
    uint32_t* offsets = out.own_offsets();
    for (uint32_t i = 0; i < rows.count; ++i) {
      offsets[i] = i * 26;
      const Words w = bits_.at(rows[i]);
      const uint64_t millis = now_ - below64(w.b, uint64_t{5} * 365 * 86'400'000);
      unsigned __int128 all = static_cast<unsigned __int128>(millis) << 80 | static_cast<unsigned __int128>(w.a) << 16 | (w.b & 0xFFFF);
      char* p = bytes + i * 26 + 26;
      for (int k = 0; k < 26; ++k, all >>= 5) *--p = kCrockford[static_cast<unsigned>(all) & 31];
    }
    offsets[rows.count] = rows.count * 26;
  }

 private:
  KeyBits bits_;
  uint64_t now_;
};

class BytesColumn final : public Column {
 public:
  BytesColumn(Key key, uint32_t length) : Column({TypeId::kBinary, 0, 0, {}}), key_(key), length_(length) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    char* bytes = out.own_text(rows.count, static_cast<std::size_t>(rows.count) * length_ + 8);
    uint32_t* offsets = out.own_offsets();
    for (uint32_t i = 0; i < rows.count; ++i) {
      offsets[i] = i * length_;
      const uint64_t row_key = key_.at(rows[i]);
      for (uint32_t b = 0; b < length_; b += 8) {
        const uint64_t word = bits(row_key, b);
        std::memcpy(bytes + static_cast<std::size_t>(i) * length_ + b, &word, length_ - b < 8 ? length_ - b : 8);
      }
    }
    offsets[rows.count] = rows.count * length_;
  }

 private:
  Key key_;
  uint32_t length_;
};

Result<std::unique_ptr<Column>> uuid4(const Arguments&, MakeContext& c) {
  auto uuid = std::make_unique<UuidColumn>(c.key);
  if (c.wanted && c.wanted->id == TypeId::kText) return std::unique_ptr<Column>(std::make_unique<UuidTextColumn>(c.table->add(std::move(uuid))));
  return std::unique_ptr<Column>(std::move(uuid));
}
Result<std::unique_ptr<Column>> object_id(const Arguments&, MakeContext& c) { return std::unique_ptr<Column>(std::make_unique<ObjectIdColumn>(c.key, c.today)); }
Result<std::unique_ptr<Column>> ulid(const Arguments&, MakeContext& c) { return std::unique_ptr<Column>(std::make_unique<UlidColumn>(c.key, c.today)); }
template <unsigned kLength>
Result<std::unique_ptr<Column>> hex(const Arguments&, MakeContext& c) {
  return std::unique_ptr<Column>(std::make_unique<CodeColumn<kLength, 4>>(c.key, kHexDigits));
}

// Longer digests: 64 bits of bijection first, the rest random; SHA-1 has 40 digits, SHA-256 64.
class DigestColumn final : public Column {
 public:
  DigestColumn(Key key, uint32_t digits) : Column({TypeId::kText, 0, 0, {}}), key_(key), digits_(digits) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    char* bytes = out.own_text(rows.count, static_cast<std::size_t>(rows.count) * digits_);
    uint32_t* offsets = out.own_offsets();
    for (uint32_t i = 0; i < rows.count; ++i) {
      offsets[i] = i * digits_;
      const uint64_t first = key_.at(rows[i]);
      for (uint32_t d = 0; d < digits_; ++d) {
        const uint64_t word = d < 16 ? first : bits(first, d / 16);
        bytes[static_cast<std::size_t>(i) * digits_ + d] = kHexDigits[word >> (60 - 4 * (d % 16)) & 15];
      }
    }
    offsets[rows.count] = rows.count * digits_;
  }

 private:
  Key key_;
  uint32_t digits_;
};
template <uint32_t kDigits>
Result<std::unique_ptr<Column>> digest(const Arguments&, MakeContext& c) { return std::unique_ptr<Column>(std::make_unique<DigestColumn>(c.key, kDigits)); }

// Twitter's snowflake: 41 bits of milliseconds, then 22 bits; unique because the row stands in them.
Result<std::unique_ptr<Column>> snowflake_id(const Arguments&, MakeContext& c) {
  const DataType type{TypeId::kInt64, 0, 0, {}};
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, unique_draw(c.key.value(), uint64_t{1} << 60), int64_t{1} << 60));
}
Result<std::unique_ptr<Column>> binary(const Arguments& a, MakeContext& c) {
  const int64_t length = a.integer("length");
  if (length < 0 || length > 1 << 20) return invalid_error("binary: a length from 0 to 1,048,576 bytes, found " + std::to_string(length));
  return std::unique_ptr<Column>(std::make_unique<BytesColumn>(c.key, static_cast<uint32_t>(length)));
}

constexpr Parameter kUuid[] = {{"cast_to", ArgKind::kAny, "null"}};
constexpr Parameter kRaw[] = {{"raw_output", ArgKind::kBool, "false"}};
constexpr Parameter kBinary[] = {{"length", ArgKind::kInt, "16"}};
constexpr Provider kRows[] = {
    {"uuid4", kUuid, TypeId::kUuid, "a random UUID (version 4); never repeats in a column", "{}", uuid4},
    {"object_id", {}, TypeId::kText, "24 hexadecimal digits as MongoDB's ObjectId; never repeats", "{}", object_id},
    {"ulid", {}, TypeId::kText, "a ULID: 26 characters that sort by time; never repeats", "{}", ulid},
    {"snowflake_id", {}, TypeId::kInt64, "a 19-digit number in the style of snowflake ids; never repeats", "{}", snowflake_id},
    {"md5", kRaw, TypeId::kText, "32 hexadecimal digits; never repeats", "{}", hex<32>},
    {"sha1", kRaw, TypeId::kText, "40 hexadecimal digits; never repeats", "{}", digest<40>},
    {"sha256", kRaw, TypeId::kText, "64 hexadecimal digits; never repeats", "{}", digest<64>},
    {"binary", kBinary, TypeId::kBinary, "random bytes", R"({"length": 8})", binary},
};

}  // namespace

const std::span<const Provider> kKeyProviders = kRows;

}  // namespace mockdata
