#include "verify/parquet_encoding.h"

#include <algorithm>

namespace mockdata::verify::parquet {
namespace {

size_t width_of(const Leaf& leaf) {
  switch (leaf.node.type) {
    case Physical::kInt32: case Physical::kFloat: return 4;
    case Physical::kInt64: case Physical::kDouble: return 8;
    case Physical::kInt96: return 12;
    case Physical::kFixedByteArray: return static_cast<size_t>(leaf.node.type_length);
    default: return 0;
  }
}

// A raw cell from the little-endian (or fixed) bytes of one value.
void set_fixed(Physical type, const char* bytes, size_t width, Cell& cell, Arena& arena) {
  switch (type) {
    case Physical::kInt32: {
      int32_t value;
      std::memcpy(&value, bytes, 4);
      cell.integer = value;
      break;
    }
    case Physical::kInt64: std::memcpy(&cell.integer, bytes, 8); break;
    case Physical::kFloat: {
      float value;
      std::memcpy(&value, bytes, 4);
      cell.real = static_cast<double>(value);
      break;
    }
    case Physical::kDouble: std::memcpy(&cell.real, bytes, 8); break;
    default:
      cell.length = static_cast<uint32_t>(width);
      cell.bytes = arena.keep({bytes, width});
  }
}

class PlainDecoder final : public ValueDecoder {
 public:
  PlainDecoder(const Leaf& leaf, std::string_view bytes) : leaf_(leaf), bytes_(bytes), width_(width_of(leaf)) {}

  bool read(Cell* out, size_t count, Arena& arena) override {
    if (leaf_.node.type == Physical::kBoolean) {
      for (size_t i = 0; i < count; ++i) {
        if (bit_ == 8) byte_ = bytes_.fixed<uint8_t>(), bit_ = 0;
        out[i].integer = byte_ >> bit_++ & 1;
      }
    } else if (leaf_.node.type == Physical::kByteArray) {
      for (size_t i = 0; i < count; ++i) {
        const std::string_view text = bytes_.take(bytes_.fixed<uint32_t>());
        out[i].length = static_cast<uint32_t>(text.size());
        out[i].bytes = arena.keep(text);
      }
    } else {
      const std::string_view values = bytes_.take(static_cast<uint64_t>(count) * width_);
      if (bytes_.failed()) return false;
      for (size_t i = 0; i < count; ++i) set_fixed(leaf_.node.type, values.data() + i * width_, width_, out[i], arena);
    }
    return !bytes_.failed() && convert_cells(leaf_, out, count, arena);
  }

 private:
  const Leaf& leaf_;
  ByteReader bytes_;
  size_t width_;
  uint8_t byte_ = 0;
  unsigned bit_ = 8;
};

class DictionaryDecoder final : public ValueDecoder {
 public:
  DictionaryDecoder(const std::vector<Cell>& dictionary, std::string_view bytes, unsigned width)
      : dictionary_(dictionary), indices_(bytes, width) {}

  bool read(Cell* out, size_t count, Arena& arena) override {
    picked_.resize(count);
    if (!indices_.read(picked_.data(), count)) return false;
    // A text is kept once for all cells that show it, where there are more cells than texts.
    const bool share = count >= dictionary_.size();
    if (share) kept_.assign(dictionary_.size(), nullptr);
    for (size_t i = 0; i < count; ++i) {
      if (picked_[i] >= dictionary_.size() || arena.full()) return false;
      out[i] = dictionary_[picked_[i]];
      if (!out[i].has_bytes()) continue;
      if (!share) {
        out[i].bytes = arena.keep(out[i].text());
        continue;
      }
      const char*& kept = kept_[picked_[i]];
      if (!kept) kept = arena.keep(out[i].text());
      out[i].bytes = kept;
    }
    return true;
  }

 private:
  const std::vector<Cell>& dictionary_;
  HybridDecoder indices_;
  std::vector<uint32_t> picked_;
  std::vector<const char*> kept_;
};

class RleBooleanDecoder final : public ValueDecoder {
 public:
  explicit RleBooleanDecoder(std::string_view bytes) : bits_(bytes, 1) {}

  bool read(Cell* out, size_t count, Arena&) override {
    read_.resize(count);
    if (!bits_.read(read_.data(), count)) return false;
    for (size_t i = 0; i < count; ++i) out[i].type = CellType::kBool, out[i].integer = read_[i];
    return true;
  }

 private:
  HybridDecoder bits_;
  std::vector<uint32_t> read_;
};

class DeltaNumberDecoder final : public ValueDecoder {
 public:
  DeltaNumberDecoder(const Leaf& leaf, std::string_view bytes) : leaf_(leaf), numbers_(bytes) {}

  bool read(Cell* out, size_t count, Arena& arena) override {
    read_.resize(count);
    if (!numbers_.read(read_.data(), count)) return false;
    const bool narrow = leaf_.node.type == Physical::kInt32;
    for (size_t i = 0; i < count; ++i) out[i].integer = narrow ? static_cast<int32_t>(read_[i]) : read_[i];
    return convert_cells(leaf_, out, count, arena);
  }

 private:
  const Leaf& leaf_;
  DeltaDecoder numbers_;
  std::vector<int64_t> read_;
};

// DELTA_LENGTH_BYTE_ARRAY (all lengths, then all bytes), and DELTA_BYTE_ARRAY, which puts the lengths of prefixes shared with the
// value before in front of that.
class DeltaTextDecoder final : public ValueDecoder {
 public:
  DeltaTextDecoder(const Leaf& leaf, std::string_view bytes, bool prefixed) : leaf_(leaf), prefixed_(prefixed) {
    if (prefixed_) {
      prefixes_ = DeltaDecoder(bytes);
      DeltaDecoder passing = prefixes_;
      good_ = passing.finish(bytes);
    }
    lengths_ = DeltaDecoder(bytes);
    DeltaDecoder passing = lengths_;
    std::string_view texts;
    good_ = good_ && passing.finish(texts) && (!prefixed_ || prefixes_.total() == lengths_.total());
    bytes_ = ByteReader(texts);
  }

  bool read(Cell* out, size_t count, Arena& arena) override {
    length_.resize(count), prefix_.assign(count, 0);
    if (!good_ || !lengths_.read(length_.data(), count) || (prefixed_ && !prefixes_.read(prefix_.data(), count))) return good_ = false;
    const size_t fixed = leaf_.node.type == Physical::kFixedByteArray ? width_of(leaf_) : 0;
    for (size_t i = 0; i < count; ++i) {
      if (length_[i] < 0 || prefix_[i] < 0 || static_cast<uint64_t>(prefix_[i]) > last_.size()) return good_ = false;
      const std::string_view rest = bytes_.take(static_cast<uint64_t>(length_[i]));
      if (bytes_.failed()) return good_ = false;
      const size_t shared = static_cast<size_t>(prefix_[i]), size = shared + rest.size();
      if (arena.full() || (fixed && size != fixed)) return good_ = false;
      if (prefixed_) last_.resize(shared), last_.append(rest);
      out[i].length = static_cast<uint32_t>(size);
      out[i].bytes = arena.keep(prefixed_ ? std::string_view(last_) : rest);
    }
    return convert_cells(leaf_, out, count, arena);
  }

 private:
  const Leaf& leaf_;
  bool prefixed_, good_ = true;
  DeltaDecoder prefixes_, lengths_;
  ByteReader bytes_;
  std::string last_;
  std::vector<int64_t> length_, prefix_;
};

// Byte b of value i is at b * values + i.
class SplitDecoder final : public ValueDecoder {
 public:
  SplitDecoder(const Leaf& leaf, std::string_view bytes) : leaf_(leaf), bytes_(bytes), width_(width_of(leaf)), values_(bytes.size() / width_) {
    value_.resize(width_);
  }

  bool read(Cell* out, size_t count, Arena& arena) override {
    if (bytes_.size() % width_ != 0 || count > values_ - at_) return false;
    for (size_t i = 0; i < count; ++i, ++at_) {
      for (size_t b = 0; b < width_; ++b) value_[b] = bytes_[b * values_ + at_];
      set_fixed(leaf_.node.type, value_.data(), width_, out[i], arena);
    }
    return convert_cells(leaf_, out, count, arena);
  }

 private:
  const Leaf& leaf_;
  std::string_view bytes_;
  size_t width_, values_, at_ = 0;
  std::string value_;
};

}  // namespace

const char* encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kPlain: return "PLAIN";
    case Encoding::kPlainDictionary: return "PLAIN_DICTIONARY";
    case Encoding::kRle: return "RLE";
    case Encoding::kBitPacked: return "BIT_PACKED";
    case Encoding::kDeltaBinaryPacked: return "DELTA_BINARY_PACKED";
    case Encoding::kDeltaLengthByteArray: return "DELTA_LENGTH_BYTE_ARRAY";
    case Encoding::kDeltaByteArray: return "DELTA_BYTE_ARRAY";
    case Encoding::kRleDictionary: return "RLE_DICTIONARY";
    case Encoding::kByteStreamSplit: return "BYTE_STREAM_SPLIT";
  }
  return "unknown";
}

Result<std::unique_ptr<ValueDecoder>> make_value_decoder(Encoding encoding, const Leaf& leaf, std::string_view bytes, uint64_t values,
                                                         const std::vector<Cell>* dictionary, const std::string& where) {
  using Made = std::unique_ptr<ValueDecoder>;
  const Physical type = leaf.node.type;
  const bool integral = type == Physical::kInt32 || type == Physical::kInt64;
  const bool fixed = type == Physical::kFixedByteArray;
  switch (encoding) {
    case Encoding::kPlain: return Made(std::make_unique<PlainDecoder>(leaf, bytes));
    case Encoding::kPlainDictionary: case Encoding::kRleDictionary: {
      if (!dictionary) return destination_error("a page refers to a dictionary, but there is none", where);
      if (bytes.empty() && values == 0) return Made(std::make_unique<DictionaryDecoder>(*dictionary, bytes, 0));
      const unsigned width = bytes.empty() ? 33 : static_cast<uint8_t>(bytes[0]);
      if (width > 32) return destination_error("a page's index width is invalid", where);
      return Made(std::make_unique<DictionaryDecoder>(*dictionary, bytes.substr(1), width));
    }
    case Encoding::kRle: {
      if (type != Physical::kBoolean) break;
      ByteReader reader(bytes);
      const std::string_view runs = reader.take(reader.fixed<uint32_t>());
      if (reader.failed()) return destination_error("a page of booleans is cut off", where);
      return Made(std::make_unique<RleBooleanDecoder>(runs));
    }
    case Encoding::kDeltaBinaryPacked:
      if (!integral) break;
      return Made(std::make_unique<DeltaNumberDecoder>(leaf, bytes));
    case Encoding::kDeltaLengthByteArray:
      if (type != Physical::kByteArray) break;
      return Made(std::make_unique<DeltaTextDecoder>(leaf, bytes, false));
    case Encoding::kDeltaByteArray:
      if (type != Physical::kByteArray && !fixed) break;
      return Made(std::make_unique<DeltaTextDecoder>(leaf, bytes, true));
    case Encoding::kByteStreamSplit:
      if (!integral && !fixed && type != Physical::kFloat && type != Physical::kDouble) break;
      return Made(std::make_unique<SplitDecoder>(leaf, bytes));
    default: break;
  }
  return destination_error(std::string("the encoding ") + encoding_name(encoding) + " cannot hold this column's type", where);
}

}  // namespace mockdata::verify::parquet
