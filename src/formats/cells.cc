#include "formats/cells.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/byte_buffer.h"
#include "base/cpu.h"
#include "block/text_of.h"
#include "formats/fixed_cells.h"
#include "formats/json_row.h"
#include "formats/text.h"

namespace mockdata {
namespace {

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

// Texts: those of a pool prepared once, others left where they are if they may stand as they are.
class TextCells final : public BuiltCells {
 public:
  TextCells(const DataType& type, std::string prefix, const Dialect& dialect)
      : BuiltCells(std::move(prefix), dialect.json ? "null" : dialect.null_text), raw_(dialect.json && type.id == TypeId::kJson),
        quote_(!raw_ && (dialect.json || dialect.quote_all)), dialect_(dialect), opening_(prefix_ + (quote_ ? "\"" : "")) {
    opening_.reserve(opening_.size() + kReadBehind);
  }

  void fill(const Block& block, uint32_t first, uint32_t rows) override {
    before_ = {};
    quote_behind_ = false;
    if (block.layout == Layout::kPool) pooled(block, first, rows);
    else if (!block.validity && (raw_ || plain(block, first, rows))) in_place(block, first, rows);
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
    if (&pool != prepared_for_ || pool.bytes != prepared_bytes_ || pool.size != prepared_cells_.size()) prepare(pool);
    on_cpu([this, rows, cells = prepared_cells_.data(), bytes = prepared_.data(), index = block.index + first] {
      for (uint32_t i = 0; i < rows; ++i) {
        const uint64_t cell = cells[index[i]];
        at_[i] = bytes + (cell >> 32);
        size_[i] = static_cast<uint32_t>(cell);
      }
    });
  }
  void prepare(const TextPool& pool) {
    prepared_.clear();
    prepared_cells_.clear();
    for (uint32_t i = 0; i < pool.size; ++i) {
      const uint64_t from = prepared_.size();
      prepared_ += prefix_;
      append_text(prepared_, pool.text(i));
      prepared_cells_.push_back(from << 32 | (prepared_.size() - from));
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
    if (dialect_.json) {
      uint8_t found = 0;  // bytes are kept as bytes, so that a vector holds as many as it can
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
    bool special = false, ends = false;
    on_cpu([=, &special, &ends, delimiter = static_cast<uint8_t>(dialect_.delimiter), offsets = block.offsets + first] {
      uint8_t least[6] = {1, 1, 1, 1, 1, 1};
      for (std::size_t i = 0; i < count; ++i) {
        const uint8_t c = static_cast<uint8_t>(bytes[i]);
        const uint8_t off[6] = {static_cast<uint8_t>(c ^ delimiter), static_cast<uint8_t>(c ^ '"'), static_cast<uint8_t>(c ^ '\n'), static_cast<uint8_t>(c ^ '\r'),
                                static_cast<uint8_t>(c ^ ' '),       static_cast<uint8_t>(c ^ 0xEF)};
        for (int k = 0; k < 6; ++k) least[k] = off[k] < least[k] ? off[k] : least[k];
      }
      uint32_t shortest = 1;
      for (uint32_t i = 0; i < rows; ++i) shortest = std::min(shortest, offsets[i + 1] - offsets[i]);
      special = !least[0] || !least[1] || !least[2] || !least[3] || !shortest;
      ends = !least[4] || !least[5];  // may need quotes at its ends
    });
    if (special) return false;
    if (ends || !dialect_.null_text.empty())
      for (uint32_t i = first; i < first + rows; ++i)
        if (needs_quotes_at_its_ends(block.text(i)) || block.text(i) == dialect_.null_text) return false;
    return true;
  }

  void in_place(const Block& block, uint32_t first, uint32_t rows) {
    before_ = opening_;
    quote_behind_ = quote_;
    on_cpu([this, rows, bytes = block.bytes + block.gap, gap = block.gap, offsets = block.offsets + first] {
      for (uint32_t i = 0; i < rows; ++i) {
        at_[i] = bytes + offsets[i];
        size_[i] = offsets[i + 1] - offsets[i] - gap;
      }
    });
  }

  bool raw_, quote_;
  const Dialect& dialect_;
  std::string opening_;                       // what comes before a text in place
  const TextPool* prepared_for_ = nullptr;
  const char* prepared_bytes_ = nullptr;
  std::string prepared_;
  std::vector<uint64_t> prepared_cells_;      // of each text of the pool: where it begins in prepared_, and its size in the low half
};

}  // namespace

std::unique_ptr<Cells> make_cells(const DataType& type, std::string prefix, const Dialect& dialect) {
  switch (type.id) {
    case TypeId::kBool: case TypeId::kInt32: case TypeId::kInt64: case TypeId::kDecimal:
    case TypeId::kDate: case TypeId::kTime: case TypeId::kDatetime: case TypeId::kTimestamp: case TypeId::kUuid:
      return make_fixed_cells(type, std::move(prefix), dialect);
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
  const auto framed = [&](auto put) {
    out = copy_over(out, before);
    put();
    out += size;
    *out = '"';
    return out + quote_behind;
  };
  switch (way) {
    case Copy::k16: std::memcpy(out, from, 16); return out + size;
    case Copy::k32: std::memcpy(out, from, 32); return out + size;
    case Copy::k64: std::memcpy(out, from, 64); return out + size;
    case Copy::kLong: return copy_over(out, {from, size});
    case Copy::kFramed16: return framed([&] { std::memcpy(out, from, 16); });
    case Copy::kFramed32: return framed([&] { std::memcpy(out, from, 32); });
    case Copy::kFramed64: return framed([&] { std::memcpy(out, from, 64); });
    case Copy::kFramedLong: return framed([&] { copy_over(out, {from, size}); });
  }
  __builtin_unreachable();
}

void JoinedCells::append(std::span<const Block* const> blocks, uint32_t first, uint32_t rows, std::string_view end, ByteBuffer& text, const char** at, uint32_t* size) {
  std::size_t total = rows * end.size();
  sources_.clear();
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    Cells& cells = *columns_[c];
    cells.fill(*blocks[c], first, rows);
    uint32_t largest = 0;
    std::size_t sum = 0;
    on_cpu([&largest, &sum, rows, sizes = cells.sizes()] {
      uint32_t most = 0;
      std::size_t all = 0;
      for (uint32_t i = 0; i < rows; ++i) {
        all += sizes[i];
        most = std::max(most, sizes[i]);
      }
      largest = most;
      sum = all;
    });
    const uint32_t way = largest <= 16 ? 0 : largest <= 32 ? 1 : largest <= 64 ? 2 : 3, quote = cells.quote_behind();
    const bool framed = quote || !cells.before().empty();
    sources_.push_back({cells.places(), cells.sizes(), cells.before(), quote, static_cast<Copy>(way + 4 * framed)});
    total += sum + rows * (cells.before().size() + quote);
  }
  char* to = text.room(total);
  on_cpu([=, &to, sources = sources_.data(), columns = sources_.size()] {
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
