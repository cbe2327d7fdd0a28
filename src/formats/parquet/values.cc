#include "formats/parquet/values.h"

#include <type_traits>
#include <vector>

#include "base/cpu.h"
#include "block/text_of.h"
#include "formats/parquet/bit_pack.h"

namespace mockdata::parquet {
namespace {

// The selected values next to each other: in the block where they stand so, else gathered.
template <class T>
const T* gathered(const Block& block, const Selection& s, Buffer& scratch) {
  const T* from = block.values<T>();
  if (!s.rows) return from + s.first;
  T* to = reinterpret_cast<T*>(scratch.reserve(s.count * sizeof(T)));
  const uint32_t* rows = s.rows;
  const uint32_t count = s.count;
  on_cpu([=] {
    for (uint32_t i = 0; i < count; ++i) to[i] = from[rows[i]];
  });
  return to;
}

// INT32 and INT64 as the leaf's physical type wants them: a decimal of up to nine digits stands in 64 bits in its block.
class Whole {
 public:
  explicit Whole(const Leaf& leaf) : narrow_(leaf.physical == Physical::kInt32 && width_of(leaf.type) == 8) {}
  const int32_t* narrow(const Block& block, const Selection& s) {
    if (!narrow_) return gathered<int32_t>(block, s, scratch_);
    const int64_t* from = gathered<int64_t>(block, s, scratch_);
    int32_t* to = reinterpret_cast<int32_t*>(narrowed_.reserve(s.count * sizeof(int32_t)));
    const uint32_t count = s.count;
    on_cpu([=] {
      for (uint32_t i = 0; i < count; ++i) to[i] = static_cast<int32_t>(from[i]);
    });
    return to;
  }
  const int64_t* wide(const Block& block, const Selection& s) { return gathered<int64_t>(block, s, scratch_); }

 private:
  bool narrow_;
  Buffer scratch_, narrowed_;
};

template <class T>
void append_raw(ByteBuffer& page, const T* values, std::size_t count) {
  page.append({reinterpret_cast<const char*>(values), count * sizeof(T)});
}

class PlainWhole final : public ValueWriter {
 public:
  explicit PlainWhole(const Leaf& leaf) : four_(leaf.physical == Physical::kInt32), whole_(leaf) {}
  Encoded encoding() const override { return Encoded::kPlain; }
  void add(const Block& block, const Selection& s, ByteBuffer& page, Bounds& bounds) override {
    if (four_) {
      const int32_t* values = whole_.narrow(block, s);
      bounds.ints.add(values, s.count);
      append_raw(page, values, s.count);
    } else {
      const int64_t* values = whole_.wide(block, s);
      bounds.ints.add(values, s.count);
      append_raw(page, values, s.count);
    }
  }

 private:
  bool four_;
  Whole whole_;
};

class DeltaWhole final : public ValueWriter {
 public:
  explicit DeltaWhole(const Leaf& leaf) : four_(leaf.physical == Physical::kInt32), whole_(leaf) {}
  Encoded encoding() const override { return Encoded::kDeltaBinaryPacked; }
  void add(const Block& block, const Selection& s, ByteBuffer&, Bounds& bounds) override {
    const std::size_t before = values_.size();
    if (four_) {
      const int32_t* values = whole_.narrow(block, s);
      bounds.ints.add(values, s.count);
      values_.insert(values_.end(), values, values + s.count);
    } else {
      const int64_t* values = whole_.wide(block, s);
      bounds.ints.add(values, s.count);
      values_.resize(before + s.count);
      std::memcpy(values_.data() + before, values, s.count * sizeof(int64_t));
    }
  }
  void end_page(ByteBuffer& page) override {
    four_ ? append_delta<32>(page, values_.data(), values_.size()) : append_delta<64>(page, values_.data(), values_.size());
    values_.clear();
  }
  std::size_t waiting() const override { return values_.size() * (four_ ? 4 : 8); }

 private:
  bool four_;
  Whole whole_;
  std::vector<int64_t> values_;
};

template <class T>
class PlainReal final : public ValueWriter {
 public:
  Encoded encoding() const override { return Encoded::kPlain; }
  void add(const Block& block, const Selection& s, ByteBuffer& page, Bounds& bounds) override {
    const T* values = gathered<T>(block, s, scratch_);
    bounds.reals.add(values, s.count);
    append_raw(page, values, s.count);
  }

 private:
  Buffer scratch_;
};

// All first bytes of the values, then all second ones …: floating-point numbers compress better so.
template <class T>
class SplitReal final : public ValueWriter {
 public:
  Encoded encoding() const override { return Encoded::kByteStreamSplit; }
  void add(const Block& block, const Selection& s, ByteBuffer&, Bounds& bounds) override {
    const T* values = gathered<T>(block, s, scratch_);
    bounds.reals.add(values, s.count);
    append_raw(kept_, values, s.count);
  }
  void end_page(ByteBuffer& page) override {
    const std::size_t count = kept_.size() / sizeof(T);
    char* to = page.extend(kept_.size());
    const char* from = kept_.data();
    for (std::size_t b = 0; b < sizeof(T); ++b)
      on_cpu([=] {
        for (std::size_t i = 0; i < count; ++i) to[b * count + i] = from[i * sizeof(T) + b];
      });
    kept_.clear();
  }
  std::size_t waiting() const override { return kept_.size(); }

 private:
  Buffer scratch_;
  ByteBuffer kept_;
};

class PlainBool final : public ValueWriter {
 public:
  Encoded encoding() const override { return Encoded::kPlain; }
  void add(const Block& block, const Selection& s, ByteBuffer&, Bounds& bounds) override {
    const uint8_t* values = gathered<uint8_t>(block, s, scratch_);
    const std::size_t before = bits_.size();
    bits_.resize(before + s.count);
    uint8_t* to = bits_.data() + before;
    const uint32_t count = s.count;
    uint32_t ones = 0;
    on_cpu([=, &ones] {
      uint32_t n = 0;
      for (uint32_t i = 0; i < count; ++i) {
        to[i] = values[i] != 0;
        n += to[i];
      }
      ones = n;
    });
    bounds.ints.merge({true, ones == count, ones != 0});
  }
  void end_page(ByteBuffer& page) override {
    const std::size_t count = bits_.size(), bytes = (count + 7) / 8;
    bits_.resize(bytes * 8);
    char* to = page.extend(bytes);
    // Eight bytes of 0 or 1 become eight bits by one multiplication that brings bit 8k to bit 56 + k.
    for (std::size_t i = 0; i < bytes; ++i) {
      uint64_t word;
      std::memcpy(&word, bits_.data() + 8 * i, 8);
      to[i] = static_cast<char>(word * 0x0102040810204080u >> 56);
    }
    bits_.clear();
  }
  std::size_t waiting() const override { return bits_.size() / 8; }

 private:
  Buffer scratch_;
  std::vector<uint8_t> bits_;
};

// Decimals of more than 18 digits, and uuids as bytes.
class PlainFixed final : public ValueWriter {
 public:
  explicit PlainFixed(const Leaf& leaf) : uuid_(leaf.type.id == TypeId::kUuid) {}
  Encoded encoding() const override { return Encoded::kPlain; }
  void add(const Block& block, const Selection& s, ByteBuffer& page, Bounds& bounds) override {
    char* to = page.extend(16 * static_cast<std::size_t>(s.count));
    if (uuid_) {
      const unsigned char* from = block.values<unsigned char>();
      if (!s.rows) {
        from += 16 * static_cast<std::size_t>(s.first);
        std::memcpy(to, from, 16 * static_cast<std::size_t>(s.count));
        return bounds.add_uuids(from, s.count);
      }
      for (uint32_t i = 0; i < s.count; ++i) {
        const unsigned char* at = from + 16 * static_cast<std::size_t>(s.rows[i]);
        std::memcpy(to + 16 * static_cast<std::size_t>(i), at, 16);
        bounds.add_wide(uuid_order(at));
      }
      return;
    }
    const __int128* from = block.values<__int128>();
    for (uint32_t i = 0; i < s.count; ++i, to += 16) {
      const __int128 value = from[s.rows ? s.rows[i] : s.first + i];
      bounds.add_wide(value);
      const uint64_t high = __builtin_bswap64(static_cast<uint64_t>(value >> 64)), low = __builtin_bswap64(static_cast<uint64_t>(value));
      std::memcpy(to, &high, 8);
      std::memcpy(to + 8, &low, 8);
    }
  }

 private:
  bool uuid_;
};

// A text with its length of four bytes before it; gives the end.
char* put_plain_text(char* to, std::string_view text) {
  const uint32_t size = static_cast<uint32_t>(text.size());
  std::memcpy(to, &size, 4);
  return copy_over(to + 4, text);
}

// A length of four bytes before each text; uuids as their 36 characters.
class PlainText final : public ValueWriter {
 public:
  explicit PlainText(const Leaf& leaf) : uuid_(leaf.type.id == TypeId::kUuid) {}
  Encoded encoding() const override { return Encoded::kPlain; }
  void add(const Block& block, const Selection& s, ByteBuffer& page, Bounds& bounds) override {
    if (uuid_ && block.layout == Layout::kFixed) return uuids(block, s, page, bounds);
    if (block.layout == Layout::kText && !s.rows) return texts(block, s.first, s.count, page, bounds);
    std::size_t total = 4 * static_cast<std::size_t>(s.count);
    for (uint32_t i = 0; i < s.count; ++i) total += block.text(s.rows ? s.rows[i] : s.first + i).size();
    char* to = page.room(total);
    for (uint32_t i = 0; i < s.count; ++i) {
      const std::string_view text = block.text(s.rows ? s.rows[i] : s.first + i);
      to = put_plain_text(to, text);
      bounds.texts.add(text);
    }
    page.advance_to(to);
  }

 private:
  // Texts that stand in a row, all copied with as many bytes as the longest needs: no branch on a size.
  static void texts(const Block& block, uint32_t first, uint32_t count, ByteBuffer& page, Bounds& bounds) {
    bounds.texts.add(block, first, count);
    char* to = page.room(block.offsets[first + count] - block.offsets[first] + 4 * static_cast<std::size_t>(count));
    on_cpu([=, &to, bytes = block.bytes + block.gap, offsets = block.offsets + first, gap = block.gap] {
      uint32_t longest = 0;
      for (uint32_t i = 0; i < count; ++i) {
        const uint32_t size = offsets[i + 1] - offsets[i] - gap;
        longest = size > longest ? size : longest;
      }
      char* out = to;
      const auto copy_all = [&]<std::size_t kBytes>(std::integral_constant<std::size_t, kBytes>) {
        for (uint32_t i = 0; i < count; ++i) {
          const uint32_t size = offsets[i + 1] - offsets[i] - gap;
          std::memcpy(out, &size, 4);
          std::memcpy(out + 4, bytes + offsets[i], kBytes);
          out += 4 + size;
        }
      };
      if (longest <= 16) copy_all(std::integral_constant<std::size_t, 16>());
      else if (longest <= 32) copy_all(std::integral_constant<std::size_t, 32>());
      else if (longest <= 48) copy_all(std::integral_constant<std::size_t, 48>());
      else for (uint32_t i = 0; i < count; ++i) out = put_plain_text(out, {bytes + offsets[i], offsets[i + 1] - offsets[i] - gap});
      to = out;
    });
    page.advance_to(to);
  }
  static void uuids(const Block& block, const Selection& s, ByteBuffer& page, Bounds& bounds) {
    const unsigned char* from = block.values<unsigned char>();
    char* to = page.extend(40 * static_cast<std::size_t>(s.count));
    constexpr uint32_t kSize = 36;
    if (!s.rows) {
      from += 16 * static_cast<std::size_t>(s.first);
      for (uint32_t i = 0; i < s.count; ++i) std::memcpy(to + 40 * static_cast<std::size_t>(i), &kSize, 4);
      write_uuids(to + 4, 40, from, s.count);
      return bounds.add_uuids(from, s.count);
    }
    for (uint32_t i = 0; i < s.count; ++i, to += 40) {
      const unsigned char* at = from + 16 * static_cast<std::size_t>(s.rows[i]);
      std::memcpy(to, &kSize, 4);
      write_uuid(to + 4, at);
      bounds.add_wide(uuid_order(at));
    }
  }
  bool uuid_;
};

// All lengths, packed, then all texts.
class DeltaText final : public ValueWriter {
 public:
  explicit DeltaText(const Leaf& leaf) : uuid_(leaf.type.id == TypeId::kUuid) {}
  Encoded encoding() const override { return Encoded::kDeltaLengthByteArray; }
  void add(const Block& block, const Selection& s, ByteBuffer&, Bounds& bounds) override {
    for (uint32_t i = 0; i < s.count; ++i) {
      const uint32_t row = s.rows ? s.rows[i] : s.first + i;
      if (uuid_ && block.layout == Layout::kFixed) {
        const unsigned char* at = block.values<unsigned char>() + 16 * static_cast<std::size_t>(row);
        write_uuid(bytes_.extend(36), at);
        bounds.add_wide(uuid_order(at));
        lengths_.push_back(36);
        continue;
      }
      const std::string_view text = block.text(row);
      bytes_.advance_to(copy_over(bytes_.room(text.size()), text));
      bounds.texts.add(text);
      lengths_.push_back(static_cast<int64_t>(text.size()));
    }
  }
  void end_page(ByteBuffer& page) override {
    append_delta<32>(page, lengths_.data(), lengths_.size());
    page.append(bytes_.view());
    lengths_.clear();
    bytes_.clear();
  }
  std::size_t waiting() const override { return bytes_.size() + lengths_.size(); }

 private:
  bool uuid_;
  std::vector<int64_t> lengths_;
  ByteBuffer bytes_;
};

}  // namespace

void append_plain_text(std::string_view text, ByteBuffer& page) {
  page.advance_to(put_plain_text(page.room(text.size() + 4), text));
}

std::unique_ptr<ValueWriter> make_value_writer(const Leaf& leaf, PageEncoding encoding) {
  switch (leaf.physical) {
    case Physical::kBoolean: return std::make_unique<PlainBool>();
    case Physical::kInt32: case Physical::kInt64:
      if (encoding == PageEncoding::kDelta) return std::make_unique<DeltaWhole>(leaf);
      return std::make_unique<PlainWhole>(leaf);
    case Physical::kFloat:
      if (encoding == PageEncoding::kByteStreamSplit) return std::make_unique<SplitReal<float>>();
      return std::make_unique<PlainReal<float>>();
    case Physical::kDouble:
      if (encoding == PageEncoding::kByteStreamSplit) return std::make_unique<SplitReal<double>>();
      return std::make_unique<PlainReal<double>>();
    case Physical::kFixed: return std::make_unique<PlainFixed>(leaf);
    case Physical::kByteArray: break;
  }
  if (encoding == PageEncoding::kDelta) return std::make_unique<DeltaText>(leaf);
  return std::make_unique<PlainText>(leaf);
}

}  // namespace mockdata::parquet
