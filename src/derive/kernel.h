// Kernels of functions: a lambda over the arguments' blocks, for each row; NULL where an argument is NULL.
#pragma once

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "block/combine.h"
#include "block/text_of.h"
#include "derive/function.h"

namespace mockdata {

// The blocks of a row's arguments.
using Inputs = const Block* const*;

class StrictColumn : public Column {
 public:
  StrictColumn(DataType type, std::vector<const Column*> inputs) : Column(std::move(type)), inputs_(std::move(inputs)) {}
  std::vector<const Column*> reads() const override { return inputs_; }

 protected:
  using Blocks = std::array<const Block*, kAnyNumber>;
  void open(Scope& scope, Blocks& blocks) const {
    for (std::size_t k = 0; k < inputs_.size(); ++k) blocks[k] = &scope.get(*inputs_[k]);
  }
  // Valid where all arguments are.
  void write_nulls(const Blocks& blocks, uint32_t rows, Block& out) const {
    bool any = false;
    for (std::size_t k = 0; k < inputs_.size(); ++k) any = any || blocks[k]->validity;
    if (!any) return;
    uint64_t* words = out.own_validity();
    write_validity(words, rows, [](uint32_t) { return true; });
    for (std::size_t k = 0; k < inputs_.size(); ++k)
      if (blocks[k]->validity)
        for (uint32_t w = 0; w * 64 < rows; ++w) words[w] &= blocks[k]->validity[w];
  }

 private:
  std::vector<const Column*> inputs_;
};

// Text: f(TextWriter&, Inputs, row) appends the value of a row. Called for rows without NULLs only.
template <class F>
class TextFunction final : public StrictColumn {
 public:
  TextFunction(std::vector<const Column*> inputs, F f) : StrictColumn({TypeId::kText, 0, 0, {}}, std::move(inputs)), f_(std::move(f)) {}
  void fill(Scope& scope, Block& out) const override {
    Blocks blocks;
    open(scope, blocks);
    const uint32_t rows = scope.rows().count;
    TextWriter writer(out, rows);
    write_nulls(blocks, rows, out);
    for (uint32_t i = 0; i < rows; ++i) {
      if (out.valid(i)) f_(writer, blocks.data(), i);
      writer.end_row();
    }
  }

 private:
  F f_;
};

// Fixed values: f(Inputs, row) -> T, called for every row, whatever a NULL row's arguments hold.
template <class T, class F>
class FixedFunction final : public StrictColumn {
 public:
  FixedFunction(DataType type, std::vector<const Column*> inputs, F f) : StrictColumn(std::move(type), std::move(inputs)), f_(std::move(f)) {}
  void fill(Scope& scope, Block& out) const override {
    Blocks blocks;
    open(scope, blocks);
    const uint32_t rows = scope.rows().count;
    T* v = out.own_fixed<T>(rows);
    for (uint32_t i = 0; i < rows; ++i) v[i] = f_(blocks.data(), i);
    write_nulls(blocks, rows, out);
  }

 private:
  F f_;
};

// The same where a row may have no value: f(Inputs, row, T& out) -> whether it has one.
template <class T, class F>
class PartialFunction final : public StrictColumn {
 public:
  PartialFunction(DataType type, std::vector<const Column*> inputs, F f) : StrictColumn(std::move(type), std::move(inputs)), f_(std::move(f)) {}
  void fill(Scope& scope, Block& out) const override {
    Blocks blocks;
    open(scope, blocks);
    const uint32_t rows = scope.rows().count;
    T* v = out.own_fixed<T>(rows);
    write_nulls(blocks, rows, out);
    uint64_t* words = nullptr;
    for (uint32_t i = 0; i < rows; ++i) {
      v[i] = T();
      if (f_(blocks.data(), i, v[i])) continue;
      if (!words) {
        words = const_cast<uint64_t*>(out.validity);
        if (!words) write_validity(words = out.own_validity(), rows, [](uint32_t) { return true; });
      }
      words[i >> 6] &= ~(uint64_t{1} << (i & 63));
    }
  }

 private:
  F f_;
};

template <class F>
std::unique_ptr<Column> text_function(std::vector<const Column*> inputs, F f) {
  return std::make_unique<TextFunction<F>>(std::move(inputs), std::move(f));
}
template <class T, class F>
std::unique_ptr<Column> fixed_function(DataType type, std::vector<const Column*> inputs, F f) {
  return std::make_unique<FixedFunction<T, F>>(std::move(type), std::move(inputs), std::move(f));
}
template <class T, class F>
std::unique_ptr<Column> partial_function(DataType type, std::vector<const Column*> inputs, F f) {
  return std::make_unique<PartialFunction<T, F>>(std::move(type), std::move(inputs), std::move(f));
}

// Arguments as a function wants them: the column itself, or a cast of it; an error names what was expected.
Result<const Column*> text_operand(const Operand& operand, DeriveContext& context);
Result<const Column*> date_operand(const Operand& operand, DeriveContext& context);      // days
Result<const Column*> instant_operand(const Operand& operand, DeriveContext& context);   // microseconds since the epoch
Result<const Column*> bool_operand(const Operand& operand);
Result<const Column*> number_operand(const Operand& operand);
// A constant that must be written in the template.
Result<int64_t> whole_literal(const Operand& operand, const char* what, int64_t least, int64_t most);
Result<std::string> text_literal(const Operand& operand, const char* what);

}  // namespace mockdata
