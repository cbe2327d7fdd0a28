#include "providers/elements.h"

#include <algorithm>

namespace mockdata {

namespace {

// Reads the elements of a row in an inner scope, as ListColumn does: element e of row r is row r << kElementBits | e.
class ElementsColumn final : public Column {
 public:
  ElementsColumn(TypeId type, Key key, ElementCount count, std::unique_ptr<Table> table, std::vector<const Column*> columns, WriteElements write)
      : Column({type, 0, 0, {}}), key_(key), length_key_(key.with("length").value()), count_(count), table_(std::move(table)), columns_(std::move(columns)), write_(std::move(write)) {}

  // Some rows at a time, so that long texts of many elements do not pile up in memory.
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const uint32_t at_once = std::max(kElementsAtOnce, count_.most());
    const std::size_t bytes = at_once * (sizeof(uint64_t) + sizeof(uint32_t)) + columns_.size() * sizeof(void*) + (rows.count + 1) * sizeof(uint32_t);
    uint64_t* const list = reinterpret_cast<uint64_t*>(scope.scratch(*this).reserve(bytes));
    const Block** const blocks = reinterpret_cast<const Block**>(list + at_once);
    uint32_t* const owners = reinterpret_cast<uint32_t*>(blocks + columns_.size());
    uint32_t* const begins = owners + at_once;
    Scope& inner = scope.inner(*this, *table_);
    TextWriter writer(out, rows.count, 64);
    for (uint32_t done = 0; done < rows.count;) {
      uint32_t at = 0, end = done;
      while (end < rows.count && at + length_of(rows[end]) <= at_once) {
        begins[end] = at;
        for (uint32_t e = 0, n = length_of(rows[end]); e < n; ++e, ++at) {
          list[at] = rows[end] << ListColumn::kElementBits | e;
          owners[at] = end;
        }
        ++end;
      }
      begins[end] = at;
      inner.start({0, at, list});
      inner.set_owners(owners);
      for (std::size_t k = 0; k < columns_.size(); ++k) blocks[k] = &inner.get(*columns_[k]);
      for (; done < end; ++done) {
        CellDraws draws(key_.at(rows[done]));
        write_(writer, columns_, blocks, begins[done], begins[done + 1], draws);
        writer.end_row();
      }
    }
  }

 private:
  static constexpr uint32_t kElementsAtOnce = 16384;
  uint32_t length_of(uint64_t row) const {
    if (!count_.variable) return count_.number;
    const uint32_t n = count_.number * (60 + below(bits(length_key_, row), 81)) / 100;
    return n ? n : 1;
  }
  Key key_;
  uint64_t length_key_;
  ElementCount count_;
  std::unique_ptr<Table> table_;
  std::vector<const Column*> columns_;
  WriteElements write_;
};

}  // namespace

MadeColumn elements_column(MakeContext& c, ElementCount count, TypeId type, const MakeElements& make, WriteElements write) {
  if (count.most() >= 1u << ListColumn::kElementBits) return invalid_error("more than a million elements in a value");
  MOCKDATA_CHECK(check_space(c, "a text of several values", 0));
  auto table = std::make_unique<Table>("elements", c.rows << ListColumn::kElementBits);
  MakeContext elements = helper_context(c, "elements");
  elements.rows = 0;
  elements.table = table.get();
  elements.persons = nullptr;
  elements.sibling = nullptr;
  MOCKDATA_ASSIGN(std::vector<const Column*> columns, make(elements));
  return std::unique_ptr<Column>(std::make_unique<ElementsColumn>(type, c.key, count, std::move(table), std::move(columns), std::move(write)));
}

Result<const Column*> element_provider(MakeContext& elements, std::string_view purpose, std::string_view provider, const Value& args) {
  MakeContext helper = helper_context(elements, purpose);
  MOCKDATA_ASSIGN(auto column, make_provider(provider, args, helper));
  return static_cast<const Column*>(elements.table->add(std::move(column)));
}

void put_json_text(TextWriter& out, std::string_view text) {
  char* p = out.room(text.size() * 6 + 2);
  *p++ = '"';
  for (const char ch : text) {
    const unsigned char u = static_cast<unsigned char>(ch);
    if (ch == '"' || ch == '\\') *p++ = '\\', *p++ = ch;
    else if (ch == '\n') *p++ = '\\', *p++ = 'n';
    else if (ch == '\r') *p++ = '\\', *p++ = 'r';
    else if (ch == '\t') *p++ = '\\', *p++ = 't';
    else if (u < 0x20) {
      p = copy_text(p, "\\u00");
      *p++ = "0123456789abcdef"[u >> 4];
      *p++ = "0123456789abcdef"[u & 15];
    } else {
      *p++ = ch;
    }
  }
  *p++ = '"';
  out.advance(p);
}

void put_json(TextWriter& out, const DataType& type, const Block& block, uint32_t i) {
  if (!block.valid(i)) return out.put("null");
  if (type.id == TypeId::kJson) return out.put(block.text(i));
  if (block.layout == Layout::kText || block.layout == Layout::kPool) return put_json_text(out, block.text(i));
  switch (type.id) {
    case TypeId::kBool: case TypeId::kInt32: case TypeId::kInt64: case TypeId::kFloat: case TypeId::kDouble: case TypeId::kDecimal:
      out.advance(write_scalar(out.room(kLongestScalar), type, block, i));
      break;
    default: {
      char* p = out.room(kLongestScalar + 2);
      *p++ = '"';
      p = write_scalar(p, type, block, i);
      *p++ = '"';
      out.advance(p);
    }
  }
}

void put_plain(TextWriter& out, const DataType& type, const Block& block, uint32_t i) {
  if (!block.valid(i)) return;
  if (block.layout == Layout::kText || block.layout == Layout::kPool) return out.put(block.text(i));
  out.advance(write_scalar(out.room(kLongestScalar), type, block, i));
}

}  // namespace mockdata
