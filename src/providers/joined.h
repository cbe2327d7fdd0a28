// Texts written from other columns of the same row.
#pragma once

#include <vector>

#include "providers/format.h"

namespace mockdata {

// The column of another provider in the same table, with a key of its own.
inline Result<const Column*> helper_column(MakeContext& c, std::string_view purpose, std::string_view provider, const Value& args = Value()) {
  MakeContext helper = helper_context(c, purpose);
  MOCKDATA_ASSIGN(auto made, make_provider(provider, args, helper));
  return static_cast<const Column*>(c.table->add(std::move(made)));
}

// write(TextWriter& out, const Block* const* blocks, uint32_t row, CellDraws& draws) appends the text of one row.
template <class Write>
class JoinedColumn final : public Column {
 public:
  JoinedColumn(TypeId type, Key key, std::vector<const Column*> columns, Write write)
      : Column({type, 0, 0, {}}), key_(key), columns_(std::move(columns)), write_(std::move(write)) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const Block** blocks = reinterpret_cast<const Block**>(scope.scratch(*this).reserve(columns_.size() * sizeof(const Block*)));
    for (std::size_t k = 0; k < columns_.size(); ++k) blocks[k] = &scope.get(*columns_[k]);
    TextWriter writer(out, rows.count, 64);
    for (uint32_t i = 0; i < rows.count; ++i) {
      CellDraws draws(key_.at(rows[i]));
      write_(writer, blocks, i, draws);
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return columns_; }

 private:
  Key key_;
  std::vector<const Column*> columns_;
  Write write_;
};
template <class Write>
MadeColumn joined(MakeContext& c, TypeId type, std::vector<const Column*> columns, Write write) {
  return std::unique_ptr<Column>(std::make_unique<JoinedColumn<Write>>(type, c.key, std::move(columns), std::move(write)));
}

}  // namespace mockdata
