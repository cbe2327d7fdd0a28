// Keys without meaning: uuids, ObjectIds, ULIDs, digests. Random bits, or a bijection of the row where they must be unique.
//
// 64 random bits repeat among 10^9 rows with a chance of 3 %, so a unique key carries the bijection of its row in 64 bits
// (mix13 is one) and random bits in the rest: never a repeat, for any number of rows, without memory.
#include <cstring>

#include "base/date.h"
#include "block/each_row.h"
#include "providers/families.h"
#include "providers/number.h"
#include "providers/write.h"

namespace mockdata {

namespace {

// Two words for a row: the first is a bijection of the row, so keys that hold it whole never repeat.
struct TwoWords {
  uint64_t a, b;
};
class KeyBits {
 public:
  explicit KeyBits(Key key) : key_(key.value()), other_(key.with("second word").value()) {}
  TwoWords at(uint64_t row) const { return of(spread(row)); }
  TwoWords of(uint64_t spread) const { return {drawn(spread, key_), drawn(spread, other_)}; }

 private:
  uint64_t key_, other_;
};

// UUIDs of versions 1, 4 and 7 (RFC 9562). Version and variant take six bits; in each version 64 of the rest are the
// bijection of the row. Times lie within five years before the as-of date. The node of version 1 has the multicast bit, which
// no network card has, so that it names nobody's machine.
template <int kVersion>
class UuidColumn final : public Column {
 public:
  UuidColumn(Key key, int32_t today) : Column({TypeId::kUuid, 0, 0, {}}), bits_(key), now_millis_(static_cast<uint64_t>(today) * 86'400'000) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    uint64_t* v = out.own_fixed<uint64_t>(rows.count * 2);
    out.size = rows.count;
    const KeyBits key = bits_;
    const uint64_t now = now_millis_;
    for_each_row(rows, [=](std::size_t i, uint64_t at) {
      const TwoWords w = key.of(at);
      (void)now;
      uint64_t high, low;
      if constexpr (kVersion == 4) {  // the four bits under the version move to the second word
        high = (w.a & ~uint64_t{0xF000}) | 0x4000;
        low = (w.b & 0x03FFFFFFFFFFFFFFu & ~uint64_t{0xF}) | 0x8000000000000000u | (w.a >> 12 & 0xF);
      } else {
        const uint64_t millis = now - mockdata::below64(w.b, uint64_t{5} * 365 * 86'400'000);
        if constexpr (kVersion == 7) {
          high = millis << 16 | 0x7000 | (w.a >> 62) << 10 | (w.b & 0x3FF);
          low = 0x8000000000000000u | (w.a & 0x3FFFFFFFFFFFFFFFu);
        } else {  // 100 ns since 1582-10-15; its last three bits, the clock sequence and 47 bits of the node are the bijection
          const uint64_t ticks = ((millis * 10'000 + 0x01B21DD213814000u) & ~uint64_t{7}) | w.a >> 61;
          high = (ticks & 0xFFFFFFFFu) << 32 | (ticks >> 32 & 0xFFFF) << 16 | 0x1000 | (ticks >> 48 & 0x0FFF);
          const uint64_t node = (w.a & 0xFFFFFFFFFFu) | uint64_t{1} << 40 | (w.a >> 40 & 0x7F) << 41;
          low = 0x8000000000000000u | (w.a >> 47 & 0x3FFF) << 48 | node;
        }
      }
      v[2 * i] = __builtin_bswap64(high);
      v[2 * i + 1] = __builtin_bswap64(low);
    });
  }

 private:
  KeyBits bits_;
  uint64_t now_millis_;
};

// A UUID as its 36 characters, or as its 16 bytes.
template <bool kAsText>
class UuidTextColumn final : public Column {
 public:
  static constexpr uint32_t kSize = kAsText ? 36 : 16;
  explicit UuidTextColumn(const Column* uuid) : Column({kAsText ? TypeId::kText : TypeId::kBinary, 0, 0, {}}), uuid_(uuid) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*uuid_);
    char* bytes = out.own_text(in.size, in.size * kSize);
    uint32_t* offsets = out.own_offsets();
    const unsigned char* uuids = in.values<unsigned char>();
    for (uint32_t i = 0; i < in.size; ++i) {
      offsets[i] = i * kSize;
    }
    offsets[in.size] = in.size * kSize;
    if (kAsText) write_uuids(bytes, kSize, uuids, in.size);
    else std::memcpy(bytes, uuids, 16 * static_cast<std::size_t>(in.size));
  }
  std::vector<const Column*> reads() const override { return {uuid_}; }

 private:
  const Column* uuid_;
};

constexpr char kHexDigits[] = "0123456789abcdef";
constexpr char kCrockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// An ObjectId in 24 hexadecimal digits: 32 bits of seconds before the as-of date, then 64 bits that never repeat.
class ObjectIdColumn final : public Column {
 public:
  ObjectIdColumn(Key key, int32_t today) : Column({TypeId::kText, 0, 0, {}}), bits_(key), now_(static_cast<uint64_t>(today) * 86400) {}
  void fill(Scope& scope, Block& out) const override {
    constexpr uint32_t kLength = 24;
    const Rows& rows = scope.rows();
    // Sixteen bytes a row, of which twelve are shown.
    uint64_t* words = reinterpret_cast<uint64_t*>(scope.scratch(*this).reserve(rows.count * 2 * sizeof(uint64_t)));
    for_each_row(rows, [=, key = bits_, now = now_](std::size_t i, uint64_t at) {
      const TwoWords w = key.of(at);
      const uint64_t seconds = now - below(w.b, 5 * 365 * 86400);
      words[2 * i] = __builtin_bswap64(seconds << 32 | w.a >> 32);
      words[2 * i + 1] = __builtin_bswap64(w.a << 32);
    });
    char* bytes = out.own_text(rows.count, static_cast<std::size_t>(rows.count) * kLength);
    uint32_t* offsets = out.own_offsets();
    write_hexes(bytes, kLength, reinterpret_cast<const unsigned char*>(words), rows.count);
    for (uint32_t i = 0; i <= rows.count; ++i) offsets[i] = i * kLength;
  }

 private:
  KeyBits bits_;
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
      const TwoWords w = bits_.at(rows[i]);
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

// cast_to as in Faker: str gives text where the field is one, null a UUID, bytes its 16 bytes.
template <int kVersion>
MadeColumn uuid(const Arguments& a, MakeContext& c) {
  const std::string& cast = a.text("cast_to");
  if (!a.is_null("cast_to") && cast != "str" && cast != "bytes" && cast != "int")
    return invalid_error("uuid: cast_to is \"str\", \"bytes\" or null, found " + a.get("cast_to").to_json());
  if (cast == "int") return invalid_error("uuid: cast_to int gives numbers of 128 bits, which no column type holds", {}, "use \"str\"");
  auto uuid = std::make_unique<UuidColumn<kVersion>>(c.key, c.today);
  if (cast == "bytes" || (c.wanted && c.wanted->id == TypeId::kBinary)) return std::unique_ptr<Column>(std::make_unique<UuidTextColumn<false>>(c.table->add(std::move(uuid))));
  if (c.wanted && c.wanted->id == TypeId::kText) return std::unique_ptr<Column>(std::make_unique<UuidTextColumn<true>>(c.table->add(std::move(uuid))));
  return std::unique_ptr<Column>(std::move(uuid));
}
MadeColumn object_id(const Arguments&, MakeContext& c) { return std::unique_ptr<Column>(std::make_unique<ObjectIdColumn>(c.key, c.today)); }
MadeColumn ulid(const Arguments&, MakeContext& c) { return std::unique_ptr<Column>(std::make_unique<UlidColumn>(c.key, c.today)); }
// Digests: 64 bits of bijection first, the rest random; MD5 has 32 digits, SHA-1 40, SHA-256 64.
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
MadeColumn digest(const Arguments& a, MakeContext& c) {
  if (a.boolean("raw_output")) return std::unique_ptr<Column>(std::make_unique<BytesColumn>(c.key, kDigits / 2));
  return std::unique_ptr<Column>(std::make_unique<DigestColumn>(c.key, kDigits));
}

// A CUID: c, eight characters of time, sixteen that hold the bijection; lower case letters and digits.
MadeColumn cuid(const Arguments&, MakeContext& c) {
  class CuidColumn final : public Column {
   public:
    CuidColumn(Key key, int32_t today) : Column({TypeId::kText, 0, 0, {}}), bits_(key), now_(static_cast<uint64_t>(today) * 86'400'000) {}
    void fill(Scope& scope, Block& out) const override {
      const Rows& rows = scope.rows();
      char* bytes = out.own_text(rows.count, static_cast<std::size_t>(rows.count) * 25);
      uint32_t* offsets = out.own_offsets();
      for (uint32_t i = 0; i < rows.count; ++i) {
        offsets[i] = i * 25;
        char* p = bytes + static_cast<std::size_t>(i) * 25;
        const TwoWords w = bits_.at(rows[i]);
        *p = 'c';
        base36(p + 1, 8, now_ - mockdata::below64(w.b, uint64_t{5} * 365 * 86'400'000));
        base36(p + 9, 3, w.b & 0x3FFF);
        base36(p + 12, 13, w.a);
      }
      offsets[rows.count] = rows.count * 25;
    }

   private:
    static void base36(char* out, int size, uint64_t n) {
      for (int i = size; i-- > 0; n /= 36) out[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[n % 36];
    }
    KeyBits bits_;
    uint64_t now_;
  };
  return std::unique_ptr<Column>(std::make_unique<CuidColumn>(c.key, c.today));
}

// Twitter's snowflake: 41 bits of milliseconds, then 22 bits; unique because the row stands in them.
MadeColumn snowflake_id(const Arguments&, MakeContext& c) {
  const DataType type{TypeId::kInt64, 0, 0, {}};
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, unique_draw(c.key.value(), uint64_t{1} << 60), int64_t{1} << 60));
}
MadeColumn binary(const Arguments& a, MakeContext& c) {
  const int64_t length = a.integer("length");
  if (length < 0 || length > 1 << 20) return invalid_error("binary: a length from 0 to 1,048,576 bytes, found " + std::to_string(length));
  return std::unique_ptr<Column>(std::make_unique<BytesColumn>(c.key, static_cast<uint32_t>(length)));
}

constexpr Parameter kUuid[] = {{"cast_to", ArgKind::kAny, "\"str\""}};
constexpr Parameter kRaw[] = {{"raw_output", ArgKind::kBool, "false"}};
constexpr Parameter kBinary[] = {{"length", ArgKind::kInt, "1048576"}};
constexpr Provider kRows[] = {
    {"uuid4", kUuid, TypeId::kUuid, "a random UUID (version 4); never repeats in a column", "{}", uuid<4>},
    {"uuid1", kUuid, TypeId::kUuid, "a UUID of a time and a node (version 1); never repeats", "{}", uuid<1>},
    {"uuid7", kUuid, TypeId::kUuid, "a UUID that sorts by time (version 7); never repeats", "{}", uuid<7>},
    {"object_id", {}, TypeId::kText, "24 hexadecimal digits as MongoDB's ObjectId; never repeats", "{}", object_id},
    {"ulid", {}, TypeId::kText, "a ULID: 26 characters that sort by time; never repeats", "{}", ulid},
    {"cuid", {}, TypeId::kText, "a CUID of 25 characters; never repeats", "{}", cuid},
    {"snowflake_id", {}, TypeId::kInt64, "a 19-digit number in the style of snowflake ids; never repeats", "{}", snowflake_id},
    {"md5", kRaw, TypeId::kText, "32 hexadecimal digits; never repeats", "{}", digest<32>},
    {"sha1", kRaw, TypeId::kText, "40 hexadecimal digits; never repeats", "{}", digest<40>},
    {"sha256", kRaw, TypeId::kText, "64 hexadecimal digits; never repeats", "{}", digest<64>},
    {"binary", kBinary, TypeId::kBinary, "random bytes", R"({"length": 8})", binary},
};

}  // namespace

const std::span<const Provider> kKeyProviders = kRows;

}  // namespace mockdata
