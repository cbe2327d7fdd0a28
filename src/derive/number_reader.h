// Numbers of any type, read as scaled integers or as doubles.
#pragma once

#include "base/decimal.h"
#include "block/block.h"

namespace mockdata {

class NumberReader {
 public:
  explicit NumberReader(const DataType& type) : id_(type.id), width_(width_of(type)), scale_(type.id == TypeId::kDecimal ? type.scale : 0), unit_(static_cast<double>(wide_power_of_ten(scale_))) {}
  static bool is_number(TypeId id) {
    return id == TypeId::kBool || id == TypeId::kInt32 || id == TypeId::kInt64 || id == TypeId::kFloat || id == TypeId::kDouble || id == TypeId::kDecimal;
  }
  bool real() const { return id_ == TypeId::kFloat || id_ == TypeId::kDouble; }
  bool whole() const { return !real() && scale_ == 0; }
  int scale() const { return scale_; }
  // The value times 10^scale. REQUIRES !real().
  __int128 units(const Block& b, uint32_t i) const {
    switch (width_) {
      case 1: return b.values<uint8_t>()[i];
      case 4: return b.values<int32_t>()[i];
      case 8: return b.values<int64_t>()[i];
      default: return b.values<__int128>()[i];
    }
  }
  double as_double(const Block& b, uint32_t i) const {
    if (id_ == TypeId::kDouble) return b.values<double>()[i];
    if (id_ == TypeId::kFloat) return b.values<float>()[i];
    return static_cast<double>(units(b, i)) / unit_;
  }

 private:
  TypeId id_;
  uint32_t width_;
  int scale_;
  double unit_;
};

inline __int128 saturated_product(__int128 a, __int128 b) {
  __int128 p;
  if (!__builtin_mul_overflow(a, b, &p)) return p;
  return (a < 0) == (b < 0) ? static_cast<__int128>(~static_cast<unsigned __int128>(0) >> 1) : -static_cast<__int128>(~static_cast<unsigned __int128>(0) >> 1);
}
inline __int128 saturated_sum(__int128 a, __int128 b) {
  __int128 s;
  if (!__builtin_add_overflow(a, b, &s)) return s;
  return a > 0 ? static_cast<__int128>(~static_cast<unsigned __int128>(0) >> 1) : -static_cast<__int128>(~static_cast<unsigned __int128>(0) >> 1);
}

}  // namespace mockdata
