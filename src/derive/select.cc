#include "derive/select.h"

#include <algorithm>

#include "block/combine.h"
#include "block/text_of.h"
#include "derive/cast.h"
#include "derive/number_reader.h"

namespace mockdata {

namespace {

class SelectColumn final : public Column {
 public:
  SelectColumn(const Column* which, std::vector<const Column*> choices) : Column(choices[0]->type()), which_(which), choices_(std::move(choices)) {}

  void fill(Scope& scope, Block& out) const override {
    const Block& which = scope.get(*which_);
    bool nulls = which.validity;
    for (const Column* c : choices_) nulls = scope.get(*c).validity || nulls;
    const Block** in = reinterpret_cast<const Block**>(scope.scratch(*this).reserve(choices_.size() * sizeof(const Block*)));
    for (std::size_t k = 0; k < choices_.size(); ++k) in[k] = &scope.get(*choices_[k]);
    const int32_t* w = which.values<int32_t>();
    const uint32_t rows = which.size;
    switch (width_of(type())) {
      case 0: texts(which, in, out); break;
      case 1: fixed<uint8_t>(w, rows, in, out); break;
      case 4: fixed<uint32_t>(w, rows, in, out); break;
      case 8: fixed<uint64_t>(w, rows, in, out); break;
      default: fixed<unsigned __int128>(w, rows, in, out);
    }
    if (nulls) write_validity(out.own_validity(), rows, [&](uint32_t i) { return which.valid(i) && in[w[i]]->valid(i); });
  }
  std::vector<const Column*> reads() const override {
    std::vector<const Column*> all = choices_;
    all.push_back(which_);
    return all;
  }

 private:
  template <class T>
  static void fixed(const int32_t* which, uint32_t rows, const Block* const* in, Block& out) {
    T* v = out.own_fixed<T>(rows);
    for (uint32_t i = 0; i < rows; ++i) v[i] = in[which[i]]->values<T>()[i];
  }
  static void texts(const Block& which, const Block* const* in, Block& out) {
    TextWriter writer(out, which.size);
    for (uint32_t i = 0; i < which.size; ++i) {
      if (which.valid(i)) writer.put(in[which.values<int32_t>()[i]]->text(i));
      writer.end_row();
    }
  }

  const Column* which_;
  std::vector<const Column*> choices_;
};

}  // namespace

Result<DataType> common_type(const std::vector<const Column*>& columns) {
  const auto all = [&](auto holds) { return std::all_of(columns.begin(), columns.end(), [&](const Column* c) { return holds(c->type()); }); };
  const DataType& first = columns[0]->type();
  if (all([&](const DataType& t) { return same_type(t, first); })) return first;
  if (all([](const DataType& t) { return t.id == TypeId::kInt32 || t.id == TypeId::kInt64 || t.id == TypeId::kDecimal || t.id == TypeId::kFloat || t.id == TypeId::kDouble; })) {
    bool real = false;
    int scale = 0;
    for (const Column* c : columns) {
      const NumberReader r(c->type());
      real = real || r.real();
      scale = std::max(scale, r.scale());
    }
    if (real) return DataType{TypeId::kDouble, 0, 0, {}};
    return scale ? DataType::decimal(38, static_cast<uint8_t>(scale)) : DataType{TypeId::kInt64, 0, 0, {}};
  }
  if (all([](const DataType& t) { return t.id == TypeId::kDate || t.id == TypeId::kDatetime || t.id == TypeId::kTimestamp; })) return DataType{TypeId::kDatetime, 0, 0, {}};
  if (all([](const DataType& t) { return is_text(t.id) || width_of(t); })) return DataType{TypeId::kText, 0, 0, {}};
  return invalid_error("objects and lists cannot be chosen between");
}

std::unique_ptr<Column> select_column(const Column* which, std::vector<const Column*> choices) {
  return std::make_unique<SelectColumn>(which, std::move(choices));
}

}  // namespace mockdata
