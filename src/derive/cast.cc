#include "derive/cast.h"

#include <cmath>
#include <cstring>

#include "base/date.h"
#include "base/decimal.h"
#include "block/text_of.h"
#include "derive/number_reader.h"

namespace mockdata {

bool same_type(const DataType& a, const DataType& b) {
  if (a.id != b.id) return false;
  if (a.id == TypeId::kDecimal) return a.precision == b.precision && a.scale == b.scale;
  if (a.children.size() != b.children.size()) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i)
    if (!same_type(a.children[i].type, b.children[i].type)) return false;
  return true;
}

namespace {

// Any scalar as text.
class ToText final : public Column {
 public:
  ToText(const Column* from, DataType type) : Column(std::move(type)), from_(from) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*from_);
    if (in.layout != Layout::kFixed) {
      out.share(in);
      return;
    }
    TextWriter writer(out, in.size, 12);
    for (uint32_t i = 0; i < in.size; ++i) {
      if (in.valid(i)) writer.advance(write_scalar(writer.room(kLongestScalar), from_->type(), in, i));
      writer.end_row();
    }
    if (in.validity) std::memcpy(out.own_validity(), in.validity, (in.size + 63) / 64 * 8);
  }
  std::vector<const Column*> reads() const override { return {from_}; }

 private:
  const Column* from_;
};

// Integers underneath, scaled: out = in * multiply / divide (floor).
class Rescale final : public Column {
 public:
  Rescale(const Column* from, DataType type, int64_t multiply, int64_t divide) : Column(std::move(type)), from_(from), multiply_(multiply), divide_(divide) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*from_);
    switch (width_of(from_->type())) {
      case 1: to(in.values<uint8_t>(), in, out); break;
      case 4: to(in.values<int32_t>(), in, out); break;
      case 8: to(in.values<int64_t>(), in, out); break;
      default: to(in.values<__int128>(), in, out); break;
    }
    if (in.validity) std::memcpy(out.own_validity(), in.validity, (in.size + 63) / 64 * 8);
  }
  std::vector<const Column*> reads() const override { return {from_}; }

 private:
  template <class From>
  void to(const From* in, const Block& block, Block& out) const {
    if (type().id == TypeId::kDouble) return write<double>(in, block, out);
    if (type().id == TypeId::kFloat) return write<float>(in, block, out);
    switch (width_of(type())) {
      case 1: return write<uint8_t>(in, block, out);
      case 4: return write<int32_t>(in, block, out);
      case 8: return write<int64_t>(in, block, out);
      default: return write<__int128>(in, block, out);
    }
  }
  template <class To, class From>
  void write(const From* in, const Block& block, Block& out) const {
    To* v = out.own_fixed<To>(block.size);
    for (uint32_t i = 0; i < block.size; ++i) {
      __int128 x = static_cast<__int128>(in[i]) * multiply_;
      if constexpr (std::is_floating_point_v<To>) v[i] = static_cast<To>(static_cast<double>(static_cast<int64_t>(x)) / static_cast<double>(divide_));
      else v[i] = static_cast<To>(x >= 0 || x % divide_ == 0 ? x / divide_ : x / divide_ - 1);
    }
  }
  const Column* from_;
  int64_t multiply_, divide_;
};

class FloatToFloat final : public Column {
 public:
  FloatToFloat(const Column* from, DataType type) : Column(std::move(type)), from_(from) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*from_);
    if (type().id == TypeId::kDouble) {
      double* v = out.own_fixed<double>(in.size);
      for (uint32_t i = 0; i < in.size; ++i) v[i] = in.values<float>()[i];
    } else {
      float* v = out.own_fixed<float>(in.size);
      for (uint32_t i = 0; i < in.size; ++i) v[i] = static_cast<float>(in.values<double>()[i]);
    }
    if (in.validity) std::memcpy(out.own_validity(), in.validity, (in.size + 63) / 64 * 8);
  }
  std::vector<const Column*> reads() const override { return {from_}; }

 private:
  const Column* from_;
};

// The same bytes under another name (datetime and timestamp, text and JSON).
class Relabel final : public Column {
 public:
  Relabel(const Column* from, DataType type) : Column(std::move(type)), from_(from) {}
  void fill(Scope& scope, Block& out) const override { out.share(scope.get(*from_)); }
  std::vector<const Column*> reads() const override { return {from_}; }

 private:
  const Column* from_;
};

// Any number as another number type, rounded and kept within the type's bounds.
class Rounded final : public Column {
 public:
  Rounded(const Column* from, DataType type) : Column(std::move(type)), from_(from) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*from_);
    switch (type().id) {
      case TypeId::kInt32: write<int32_t>(in, out, INT32_MAX); break;
      case TypeId::kInt64: write<int64_t>(in, out, INT64_MAX); break;
      case TypeId::kFloat: real<float>(in, out); break;
      case TypeId::kDouble: real<double>(in, out); break;
      default: {
        __int128 most = 1;
        for (int i = 0; i < type().precision; ++i) most *= 10;
        if (width_of(type()) == 8) write<int64_t>(in, out, most - 1);
        else write<__int128>(in, out, most - 1);
      }
    }
    if (in.validity) std::memcpy(out.own_validity(), in.validity, (in.size + 63) / 64 * 8);
  }
  std::vector<const Column*> reads() const override { return {from_}; }

 private:
  template <class T>
  void write(const Block& in, Block& out, __int128 most) const {
    const NumberReader number(from_->type());
    const int scale = type().id == TypeId::kDecimal ? type().scale : 0;
    T* v = out.own_fixed<T>(in.size);
    const auto put = [&](uint32_t i, __int128 x) { v[i] = static_cast<T>(x > most ? most : x < -most ? -most : x); };
    if (number.real()) {
      const double unit = static_cast<double>(wide_power_of_ten(scale));
      for (uint32_t i = 0; i < in.size; ++i) {
        const double x = number.as_double(in, i) * unit;
        const double limited = x < 1e37 && x > -1e37 ? x : x > 0 ? 1e37 : -1e37;  // also where x is not a number
        put(i, static_cast<__int128>(limited + (limited < 0 ? -0.5 : 0.5)));
      }
    } else if (number.scale() <= scale) {
      const __int128 factor = wide_power_of_ten(scale - number.scale());
      for (uint32_t i = 0; i < in.size; ++i) put(i, saturated_product(number.units(in, i), factor));
    } else {
      const __int128 divisor = wide_power_of_ten(number.scale() - scale);
      for (uint32_t i = 0; i < in.size; ++i) put(i, divide_rounded(number.units(in, i), divisor));
    }
  }
  template <class T>
  void real(const Block& in, Block& out) const {
    const NumberReader number(from_->type());
    T* v = out.own_fixed<T>(in.size);
    for (uint32_t i = 0; i < in.size; ++i) v[i] = static_cast<T>(number.as_double(in, i));
  }
  const Column* from_;
};

bool whole(TypeId id) { return id == TypeId::kBool || id == TypeId::kInt32 || id == TypeId::kInt64; }
bool instant(TypeId id) { return id == TypeId::kDatetime || id == TypeId::kTimestamp; }

}  // namespace

Result<const Column*> cast_column(const Column* from, const DataType& to, Table& table) {
  const DataType& type = from->type();
  if (same_type(type, to)) return from;
  const auto added = [&](std::unique_ptr<Column> column) -> Result<const Column*> { return static_cast<const Column*>(table.add(std::move(column))); };
  if (is_text(type.id) && is_text(to.id)) return added(std::make_unique<Relabel>(from, to));
  if (to.id == TypeId::kText && width_of(type)) return added(std::make_unique<ToText>(from, to));
  if (instant(type.id) && instant(to.id)) return added(std::make_unique<Relabel>(from, to));
  if (type.id == TypeId::kDate && instant(to.id)) return added(std::make_unique<Rescale>(from, to, kMicrosPerDay, 1));
  if (instant(type.id) && to.id == TypeId::kDate) return added(std::make_unique<Rescale>(from, to, 1, kMicrosPerDay));
  if (whole(type.id) && (whole(to.id) || to.id == TypeId::kDouble || to.id == TypeId::kFloat)) return added(std::make_unique<Rescale>(from, to, 1, 1));
  if (whole(type.id) && to.id == TypeId::kDecimal && to.scale <= 18) return added(std::make_unique<Rescale>(from, to, power_of_ten(to.scale), 1));
  if (type.id == TypeId::kDecimal && to.id == TypeId::kDecimal && to.precision - to.scale >= type.precision - type.scale && to.scale >= type.scale && to.scale - type.scale <= 18)
    return added(std::make_unique<Rescale>(from, to, power_of_ten(to.scale - type.scale), 1));
  if (type.id == TypeId::kDecimal && (to.id == TypeId::kDouble || to.id == TypeId::kFloat) && type.scale <= 15)
    return added(std::make_unique<Rescale>(from, to, 1, power_of_ten(type.scale)));
  if (type.id == TypeId::kDecimal && whole(to.id) && to.id != TypeId::kBool && type.scale <= 18) return added(std::make_unique<Rescale>(from, to, 1, power_of_ten(type.scale)));
  if ((type.id == TypeId::kFloat || type.id == TypeId::kDouble) && (to.id == TypeId::kFloat || to.id == TypeId::kDouble))
    return added(std::make_unique<FloatToFloat>(from, to));
  return invalid_error("a " + type_name(type) + " cannot be read as a " + type_name(to));
}

Result<const Column*> round_column(const Column* from, const DataType& to, Table& table) {
  if (same_type(from->type(), to)) return from;
  if (NumberReader::is_number(from->type().id) && NumberReader::is_number(to.id) && to.id != TypeId::kBool)
    return static_cast<const Column*>(table.add(std::make_unique<Rounded>(from, to)));
  return cast_column(from, to, table);
}

}  // namespace mockdata
