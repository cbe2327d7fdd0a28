#include "providers/choice.h"

#include <cstring>

#include "base/cpu.h"
#include "base/date.h"
#include "base/decimal.h"

namespace mockdata {

namespace {

// Which value each row has: drawn, or given by a column of digits.
const uint64_t* picks_of(Scope& scope, const Column& column, const Draw* draw, const Column* digit) {
  if (digit) return scope.get(*digit).values<uint64_t>();
  const Rows& rows = scope.rows();
  uint64_t* draws = reinterpret_cast<uint64_t*>(scope.scratch(column).reserve(rows.count * sizeof(uint64_t)));
  draw->fill(rows, draws);
  return draws;
}

}  // namespace

void PoolColumn::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  const uint64_t* draws = picks_of(scope, *this, draw_.get(), digit_);
  uint32_t* index = out.own_pool(rows.count, pool_);
  on_cpu([=, count = rows.count] { for (uint32_t i = 0; i < count; ++i) index[i] = static_cast<uint32_t>(draws[i]); });
}

namespace {

// Fixed values picked by a draw.
template <class T>
class TableColumn final : public Column {
 public:
  TableColumn(DataType type, std::vector<T> values, std::unique_ptr<Draw> draw, const Column* digit)
      : Column(std::move(type)), values_(std::move(values)), draw_(std::move(draw)), digit_(digit) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const uint64_t* draws = picks_of(scope, *this, draw_.get(), digit_);
    T* v = out.own_fixed<T>(rows.count);
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = values_[draws[i]];
  }

 private:
  std::vector<T> values_;
  std::unique_ptr<Draw> draw_;
  const Column* digit_;
};

template <class T>
std::unique_ptr<Column> table_of(const DataType& type, const std::vector<__int128>& units, std::unique_ptr<Draw> draw, const Column* digit) {
  std::vector<T> values;
  for (const __int128 u : units) values.push_back(static_cast<T>(u));
  return std::make_unique<TableColumn<T>>(type, std::move(values), std::move(draw), digit);
}

std::string line_of(const Value& v) { return v.line() ? "line " + std::to_string(v.line()) : std::string(); }

}  // namespace

Result<__int128> scalar_units(const Value& value, const DataType& type) {
  const auto wrong = [&](const char* expected) { return invalid_error("expected " + std::string(expected) + ", found " + value.to_json(), line_of(value)); };
  switch (type.id) {
    case TypeId::kBool:
      if (!value.is_bool()) return wrong("true or false");
      return static_cast<__int128>(value.as_bool());
    case TypeId::kInt32: case TypeId::kInt64: {
      const auto n = value.as_int();
      if (!n) return wrong("a whole number");
      if (type.id == TypeId::kInt32 && (*n < INT32_MIN || *n > INT32_MAX)) return wrong("a whole number of 32 bits");
      return static_cast<__int128>(*n);
    }
    case TypeId::kDecimal: {
      if (!value.is_number() && !value.is_string()) return wrong("a number");
      // Digits as written, so that 0.10 is exact.
      __int128 units = 0;
      int behind = -1;
      bool negative = false;
      for (const char c : value.text()) {
        if (c == '-') negative = true;
        else if (c == '.' && behind < 0) behind = 0;
        else if (c >= '0' && c <= '9') {
          if (behind >= type.scale) {
            if (c != '0') return wrong(("a number with at most " + std::to_string(type.scale) + " digits behind the point").c_str());
            continue;
          }
          units = units * 10 + (c - '0');
          if (behind >= 0) ++behind;
        } else {
          return wrong("a number without exponent");
        }
      }
      for (int i = behind < 0 ? 0 : behind; i < type.scale; ++i) units *= 10;
      return negative ? -units : units;
    }
    case TypeId::kDate: {
      const auto d = parse_date(value.text());
      if (!d) return wrong("a date such as \"2026-11-24\"");
      return static_cast<__int128>(*d);
    }
    case TypeId::kTime: {
      const auto t = parse_time(value.text());
      if (!t) return wrong("a time such as \"10:30:00\"");
      return static_cast<__int128>(*t);
    }
    case TypeId::kDatetime: case TypeId::kTimestamp: {
      const auto t = parse_timestamp(value.text());
      if (!t) return wrong("a time such as \"2026-11-24T10:00:00Z\"");
      return static_cast<__int128>(*t);
    }
    default: return wrong("a value of a type with units");
  }
}

Result<std::unique_ptr<Column>> make_choice(const std::vector<Value>& values, const std::vector<double>& weights, const DataType* wanted, Key key,
                                            bool unique, uint64_t rows, const Column* digit) {
  if (values.empty()) return invalid_error("there are no values to choose from");
  if (!weights.empty() && weights.size() != values.size())
    return invalid_error(std::to_string(weights.size()) + " weights for " + std::to_string(values.size()) + " values", {}, "give one weight for each value");
  double sum = 0;
  for (const double w : weights) {
    if (!(w >= 0)) return invalid_error("a weight is a number of 0 or more");
    sum += w;
  }
  if (!weights.empty() && sum <= 0) return invalid_error("all weights are 0");
  if (unique && rows > values.size())
    return invalid_error(std::to_string(rows) + " rows asked, " + std::to_string(values.size()) + " values exist", {}, "give more values, or generate fewer rows");
  auto draw = digit ? nullptr : unique ? unique_draw(key.value(), values.size()) : weights.empty() ? uniform_draw(key.value(), values.size()) : weighted_draw(key.value(), weights);
  DataType type{TypeId::kText, 0, 0, {}};
  if (wanted) {
    type = *wanted;
  } else if (values[0].is_bool()) {
    type.id = TypeId::kBool;
  } else if (values[0].is_number()) {
    bool whole = true;
    for (const Value& v : values) whole = whole && v.as_int();
    type.id = whole ? TypeId::kInt64 : TypeId::kDouble;
  }
  if (is_text(type.id)) {
    std::vector<std::string> texts;
    for (const Value& v : values) {
      if (v.is_array() || v.is_object() || v.is_null()) {
        if (type.id != TypeId::kJson && !v.is_null()) return invalid_error("expected a text, found " + v.to_json(), line_of(v));
        texts.push_back(v.to_json());
      } else {
        texts.push_back(v.text());
      }
    }
    return std::unique_ptr<Column>(std::make_unique<PoolColumn>(std::make_unique<OwnedPool>(texts), std::move(draw), type, digit));
  }
  if (type.id == TypeId::kDouble || type.id == TypeId::kFloat) {
    std::vector<double> numbers;
    for (const Value& v : values) {
      const auto d = v.as_double();
      if (!d) return invalid_error("expected a number, found " + v.to_json(), line_of(v));
      numbers.push_back(*d);
    }
    if (type.id == TypeId::kDouble) return std::unique_ptr<Column>(std::make_unique<TableColumn<double>>(type, numbers, std::move(draw), digit));
    return std::unique_ptr<Column>(std::make_unique<TableColumn<float>>(type, std::vector<float>(numbers.begin(), numbers.end()), std::move(draw), digit));
  }
  if (!width_of(type) || type.id == TypeId::kUuid) return invalid_error("values cannot be listed for the type " + type_name(type));
  std::vector<__int128> units;
  for (const Value& v : values) {
    MOCKDATA_ASSIGN(const __int128 u, scalar_units(v, type));
    if (type.id == TypeId::kDecimal && (u < 0 ? -u : u) >= wide_power_of_ten(type.precision))
      return invalid_error(v.to_json() + " does not fit " + type_name(type), line_of(v), "give smaller values, or a type of more digits");
    units.push_back(u);
  }
  switch (width_of(type)) {
    case 1: return table_of<uint8_t>(type, units, std::move(draw), digit);
    case 4: return table_of<int32_t>(type, units, std::move(draw), digit);
    case 8: return table_of<int64_t>(type, units, std::move(draw), digit);
    default: return table_of<__int128>(type, units, std::move(draw), digit);
  }
}

}  // namespace mockdata
