// A choice from given values: dictionary blocks for text, fixed blocks for numbers, dates and booleans.
#pragma once

#include <memory>

#include "block/owned_pool.h"
#include "providers/number.h"
#include "template/value.h"

namespace mockdata {

// `values` are scalars of one type; `weights` is empty or as long. The type is `wanted`, or follows from the values.
// With `unique` no value comes twice in rows [0, rows). `digit` (an int64 column of numbers below values.size()) chooses where given.
Result<std::unique_ptr<Column>> make_choice(const std::vector<Value>& values, const std::vector<double>& weights, const DataType* wanted, Key key,
                                            bool unique, uint64_t rows, const Column* digit = nullptr);

// A pool's values picked by a draw; the pool must outlive the column unless it is handed over.
class PoolColumn final : public Column {
 public:
  PoolColumn(const TextPool* pool, std::unique_ptr<Draw> draw, DataType type = {TypeId::kText, 0, 0, {}})
      : Column(std::move(type)), pool_(pool), draw_(std::move(draw)) {}
  PoolColumn(std::unique_ptr<OwnedPool> owned, std::unique_ptr<Draw> draw, DataType type = {TypeId::kText, 0, 0, {}}, const Column* digit = nullptr)
      : Column(std::move(type)), owned_(std::move(owned)), pool_(owned_->view()), draw_(std::move(draw)), digit_(digit) {}
  void fill(Scope& scope, Block& out) const override;

 private:
  std::unique_ptr<OwnedPool> owned_;
  const TextPool* pool_;
  std::unique_ptr<Draw> draw_;
  const Column* digit_ = nullptr;
};

// One scalar of a template as the bytes of a type (int32, int64, double, date …), or an error that says what was expected.
Result<__int128> scalar_units(const Value& value, const DataType& type);

}  // namespace mockdata
