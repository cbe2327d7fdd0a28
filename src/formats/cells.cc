#include "formats/cells.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/byte_buffer.h"
#include "base/cpu.h"
#include "base/date.h"
#include "base/digits.h"
#include "block/text_of.h"
#include "formats/json_row.h"
#include "formats/text.h"

namespace mockdata {
namespace {

// Values of a fixed width, one write function a type: write(char* out, i) gives the end, within kLongestScalar bytes.
class FixedCells : public Cells {
 public:
  FixedCells(const DataType& type, std::string prefix, const Dialect& dialect, bool text)
      : Cells(std::move(prefix), dialect.json ? "null" : dialect.null_text), type_(type), json_(dialect.json),
        quote_(dialect.json ? text : dialect.quote_all || clashes(dialect)),
        stride_((prefix_.size() + kLongestScalar + 47) / 16 * 16) {}

  void fill(const Block& block, uint32_t first, uint32_t rows) override {
    const std::size_t before = scratch_.capacity();
    char* to = scratch_.reserve(stride_ * kCellRows);
    if (scratch_.capacity() != before)
      for (uint32_t i = 0; i < kCellRows; ++i) start(to + i * stride_);  // the prefix stays from call to call
    write(block, first, rows, to + prefix_.size() + quote_);
    put_nulls(block, first, rows);
  }

 private:
  // Whether the delimiter may stand in numbers, dates and uuids, or one of them may look like NULL.
  static bool clashes(const Dialect& dialect) {
    constexpr std::string_view kInValues = "0123456789+-.: TZabcdeflrstu";
    return kInValues.find(dialect.delimiter) != kInValues.npos || (!dialect.null_text.empty() && dialect.null_text.find_first_not_of(kInValues) == kInValues.npos);
  }
  void start(char* cell) {
    std::memcpy(cell, prefix_.data(), prefix_.size());
    if (quote_) cell[prefix_.size()] = '"';
  }
  template <class F>
  void each(uint32_t rows, char* to, F f) {
    const char quote = '"';
    const std::size_t head = prefix_.size() + quote_;
    for (uint32_t i = 0; i < rows; ++i, to += stride_) {
      char* end = f(to, i);
      *end = quote;
      at_[i] = to - head;
      size_[i] = static_cast<uint32_t>(end + quote_ - (to - head));
    }
  }
  void write(const Block& block, uint32_t first, uint32_t rows, char* to) {
    switch (type_.id) {
      case TypeId::kBool: {
        const uint8_t* v = block.values<uint8_t>() + first;
        return each(rows, to, [=](char* out, uint32_t i) {
          std::memcpy(out, v[i] ? "true\0\0\0" : "false\0\0", 8);
          return out + 5 - (v[i] != 0);
        });
      }
      case TypeId::kInt32: return each(rows, to, [v = block.values<int32_t>() + first](char* out, uint32_t i) { return write_signed(out, v[i]); });
      case TypeId::kInt64: return each(rows, to, [v = block.values<int64_t>() + first](char* out, uint32_t i) { return write_signed(out, v[i]); });
      case TypeId::kDecimal:
        if (type_.precision <= 18)
          return each(rows, to, [v = block.values<int64_t>() + first, scale = type_.scale](char* out, uint32_t i) { return write_decimal(out, v[i], scale); });
        return each(rows, to, [v = block.values<__int128>() + first, scale = type_.scale](char* out, uint32_t i) { return write_decimal(out, v[i], scale); });
      case TypeId::kDate: return each(rows, to, [v = block.values<int32_t>() + first](char* out, uint32_t i) { return write_date(out, v[i]); });
      case TypeId::kTime:
        return each(rows, to, [v = block.values<int64_t>() + first, json = json_](char* out, uint32_t i) { return write_time(out, v[i], json); });
      case TypeId::kDatetime:
        return each(rows, to, [v = block.values<int64_t>() + first, json = json_](char* out, uint32_t i) { return write_datetime(out, v[i], json); });
      case TypeId::kTimestamp:
        return each(rows, to, [v = block.values<int64_t>() + first, json = json_](char* out, uint32_t i) {
          out = write_datetime(out, v[i], json);
          *out = 'Z';
          return out + 1;
        });
      case TypeId::kUuid:
        write_uuids(to, stride_, block.values<unsigned char>() + 16 * std::size_t{first}, rows);
        return each(rows, to, [](char* out, uint32_t) { return out + 36; });
      default: return;
    }
  }

  const DataType& type_;
  bool json_, quote_;
  std::size_t stride_;
  Buffer scratch_;
};

// Cells that are built one by one as a string.
class BuiltCells : public Cells {
 protected:
  using Cells::Cells;
  template <class F>
  void build(uint32_t first, uint32_t rows, F append) {
    text_.clear();
    for (uint32_t i = 0; i < rows; ++i) {
      size_[i] = static_cast<uint32_t>(text_.size());
      text_ += prefix_;
      append(first + i, text_);
    }
    const uint32_t total = static_cast<uint32_t>(text_.size());
    text_.append(kReadBehind, '\0');
    for (uint32_t i = 0; i < rows; ++i) {
      at_[i] = text_.data() + size_[i];
      size_[i] = (i + 1 < rows ? size_[i + 1] : total) - size_[i];
    }
  }

 private:
  std::string text_;
};

// Objects in JSON: the cells of their members, each with its name before it.
class ObjectCells final : public Cells {
 public:
  ObjectCells(const DataType& type, std::string prefix, const Dialect& dialect) : Cells(std::move(prefix), "null") {
    std::string open = prefix_ + "{";
    for (const ColumnType& member : type.children) {
      append_json_string(member.name, open);
      members_.add(make_cells(member.type, open + ":", dialect));
      open = ",";
    }
    end_ = type.children.empty() ? open + "}" : "}";
    end_.reserve(end_.size() + kReadBehind);
  }
  void fill(const Block& block, uint32_t first, uint32_t rows) override {
    text_.clear();
    members_.append(block.children, first, rows, end_, text_, at_, size_);
    put_nulls(block, first, rows);
  }

 private:
  JoinedCells members_;
  std::string end_;
  ByteBuffer text_;
};

// Floating-point numbers, binary, lists, and objects in CSV.
class OtherCells final : public BuiltCells {
 public:
  OtherCells(const DataType& type, std::string prefix, const Dialect& dialect)
      : BuiltCells(std::move(prefix), dialect.json ? "null" : dialect.null_text), type_(type), dialect_(dialect) {}
  void fill(const Block& block, uint32_t first, uint32_t rows) override {
    build(first, rows, [&](uint32_t i, std::string& out) {
      if (!block.valid(i)) return;
      if (dialect_.json) return append_json_cell(type_, block, i, out);
      if (block.layout == Layout::kFixed) {
        char digits[kLongestScalar];
        return append_csv_text(out, {digits, static_cast<std::size_t>(write_scalar(digits, type_, block, i) - digits)}, dialect_);
      }
      json_.clear();
      append_json_cell(type_, block, i, json_);
      std::string_view text = json_;
      if (type_.id == TypeId::kBinary) text = text.substr(1, text.size() - 2);
      append_csv_text(out, text, dialect_);
    });
    put_nulls(block, first, rows);
  }

 private:
  const DataType& type_;
  const Dialect& dialect_;
  std::string json_;
};

// Texts: those of a pool prepared once, others copied.
class TextCells final : public BuiltCells {
 public:
  TextCells(const DataType& type, std::string prefix, const Dialect& dialect)
      : BuiltCells(std::move(prefix), dialect.json ? "null" : dialect.null_text), raw_(dialect.json && type.id == TypeId::kJson), dialect_(dialect) {}

  void fill(const Block& block, uint32_t first, uint32_t rows) override {
    if (block.layout == Layout::kPool) pooled(block, first, rows);
    else if (raw_ || plain(block, first, rows)) copied(block, first, rows);
    else build(first, rows, [&](uint32_t i, std::string& out) { if (block.valid(i)) append_text(out, block.text(i)); });
    put_nulls(block, first, rows);
  }

 private:
  void append_text(std::string& out, std::string_view text) const {
    if (raw_) out += text;
    else if (dialect_.json) append_json_string(text, out);
    else append_csv_text(out, text, dialect_);
  }

  void pooled(const Block& block, uint32_t first, uint32_t rows) {
    const TextPool& pool = *block.pool;
    if (&pool != prepared_for_ || pool.bytes != prepared_bytes_ || pool.size + 1 != prepared_offsets_.size()) prepare(pool);
    const uint32_t* offsets = prepared_offsets_.data();
    const uint32_t* index = block.index + first;
    for (uint32_t i = 0; i < rows; ++i) {
      const uint32_t from = offsets[index[i]];
      at_[i] = prepared_.data() + from;
      size_[i] = offsets[index[i] + 1] - from;
    }
  }
  void prepare(const TextPool& pool) {
    prepared_.clear();
    prepared_offsets_.assign(1, 0);
    for (uint32_t i = 0; i < pool.size; ++i) {
      prepared_ += prefix_;
      append_text(prepared_, pool.text(i));
      prepared_offsets_.push_back(static_cast<uint32_t>(prepared_.size()));
    }
    prepared_.append(kReadBehind, '\0');
    prepared_for_ = &pool;
    prepared_bytes_ = pool.bytes;
  }

  // Whether every text of these rows may stand as it is.
  bool plain(const Block& block, uint32_t first, uint32_t rows) const {
    if (block.gap) return false;
    const char* bytes = block.bytes + block.offsets[first];
    const std::size_t count = block.offsets[first + rows] - block.offsets[first];
    uint8_t found = 0;  // bytes are kept as bytes, so that a vector holds as many as it can
    if (dialect_.json) {
      on_cpu([=, &found] {
        uint8_t bad = 0;
        for (std::size_t i = 0; i < count; ++i) {
          const uint8_t c = static_cast<uint8_t>(bytes[i]);
          bad = static_cast<uint8_t>(bad | (c < 0x20) | (c == '"') | (c == '\\') | (c >= 0x80));
        }
        found = bad;
      });
      return !found;
    }
    // Minima of differences, which are 0 where a character is found: compilers make branches of comparisons joined by "or".
    on_cpu([=, &found, delimiter = static_cast<uint8_t>(dialect_.delimiter)] {
      uint8_t least[4] = {1, 1, 1, 1};
      for (std::size_t i = 0; i < count; ++i) {
        const uint8_t c = static_cast<uint8_t>(bytes[i]);
        const uint8_t off[4] = {static_cast<uint8_t>(c ^ delimiter), static_cast<uint8_t>(c ^ '"'), static_cast<uint8_t>(c ^ '\n'), static_cast<uint8_t>(c ^ '\r')};
        for (int k = 0; k < 4; ++k) least[k] = off[k] < least[k] ? off[k] : least[k];
      }
      found = !least[0] || !least[1] || !least[2] || !least[3];
    });
    if (found) return false;
    for (uint32_t i = first; i < first + rows; ++i) {
      const std::string_view text = block.text(i);
      if (text.empty() || needs_quotes_at_its_ends(text) || text == dialect_.null_text) return false;
    }
    return true;
  }

  void copied(const Block& block, uint32_t first, uint32_t rows) {
    const bool quote = !raw_ && (dialect_.json || dialect_.quote_all);
    bytes_.clear();
    char* to = bytes_.room(block.offsets[first + rows] - block.offsets[first] + rows * (prefix_.size() + 2));
    for (uint32_t i = 0; i < rows; ++i) {
      at_[i] = to;
      to = copy_over(to, prefix_);
      *to = '"';
      to = copy_over(to + quote, block.text(first + i));
      *to = '"';
      to += quote;
      size_[i] = static_cast<uint32_t>(to - at_[i]);
    }
    bytes_.advance_to(to);
  }

  bool raw_;
  const Dialect& dialect_;
  const TextPool* prepared_for_ = nullptr;
  const char* prepared_bytes_ = nullptr;
  std::string prepared_;
  std::vector<uint32_t> prepared_offsets_;
  ByteBuffer bytes_;
};

}  // namespace

std::unique_ptr<Cells> make_cells(const DataType& type, std::string prefix, const Dialect& dialect) {
  switch (type.id) {
    case TypeId::kBool: case TypeId::kInt32: case TypeId::kInt64: case TypeId::kDecimal:
      return std::make_unique<FixedCells>(type, std::move(prefix), dialect, false);
    case TypeId::kDate: case TypeId::kTime: case TypeId::kDatetime: case TypeId::kTimestamp: case TypeId::kUuid:
      return std::make_unique<FixedCells>(type, std::move(prefix), dialect, true);
    case TypeId::kText: case TypeId::kJson: return std::make_unique<TextCells>(type, std::move(prefix), dialect);
    case TypeId::kStruct:
      if (dialect.json) return std::make_unique<ObjectCells>(type, std::move(prefix), dialect);
      [[fallthrough]];
    default: return std::make_unique<OtherCells>(type, std::move(prefix), dialect);
  }
}

inline char* JoinedCells::Source::copy(char* out, uint32_t i) const {
  const char* from = places[i];
  const uint32_t size = sizes[i];
  if (largest <= 16) std::memcpy(out, from, 16);
  else if (largest <= 32) std::memcpy(out, from, 32);
  else if (largest <= 64) std::memcpy(out, from, 64);
  else return copy_over(out, {from, size});
  return out + size;
}

void JoinedCells::append(std::span<const Block* const> blocks, uint32_t first, uint32_t rows, std::string_view end, ByteBuffer& text, const char** at, uint32_t* size) {
  std::size_t total = rows * end.size();
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    Source& source = columns_[c];
    source.cells->fill(*blocks[c], first, rows);
    source.places = source.cells->places();
    source.sizes = source.cells->sizes();
    source.largest = 0;
    for (uint32_t i = 0; i < rows; ++i) {
      total += source.sizes[i];
      source.largest = std::max(source.largest, source.sizes[i]);
    }
  }
  char* to = text.room(total);
  on_cpu([=, &to, sources = columns_.data(), columns = columns_.size()] {
    char* out = to;
    for (uint32_t i = 0; i < rows; ++i) {
      char* const begin = out;
      for (std::size_t c = 0; c < columns; ++c) out = sources[c].copy(out, i);
      out = copy_over(out, end);
      if (at) at[i] = begin, size[i] = static_cast<uint32_t>(out - begin);
    }
    to = out;
  });
  text.advance_to(to);
}

}  // namespace mockdata
