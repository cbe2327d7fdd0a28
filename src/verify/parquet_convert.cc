// From what Parquet stores (integers, floats, bytes) to what a column means (decimals, dates, timestamps, texts).
#include <cmath>

#include "verify/parquet_encoding.h"

namespace mockdata::verify::parquet {
namespace {

int64_t floor_divide(int64_t value, int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

// To microseconds, downwards; false when that leaves the range.
bool to_micros(TimeUnit unit, int64_t& value) {
  switch (unit) {
    case TimeUnit::kMillis: return !__builtin_mul_overflow(value, int64_t{1000}, &value);
    case TimeUnit::kMicros: return true;
    case TimeUnit::kNanos: value = floor_divide(value, 1000); return true;
  }
  return false;
}

bool decimal_from_bytes(Cell& cell, uint8_t scale) {
  const std::string_view bytes = cell.text();
  if (bytes.empty() || bytes.size() > 16) return false;
  unsigned __int128 value = static_cast<int8_t>(bytes[0]) < 0 ? ~static_cast<unsigned __int128>(0) : 0;
  for (char byte : bytes) value = value << 8 | static_cast<uint8_t>(byte);
  cell.length = 0;
  cell.set_decimal(static_cast<__int128>(value), scale);
  return true;
}

// Nanoseconds of the day and the Julian day, as older engines write timestamps.
bool timestamp_from_int96(Cell& cell) {
  int64_t nanos;
  int32_t julian_day;
  std::memcpy(&nanos, cell.bytes, 8);
  std::memcpy(&julian_day, cell.bytes + 8, 4);
  cell.length = 0;
  constexpr int64_t kJulianDayOfEpoch = 2440588;
  int64_t micros;
  if (__builtin_mul_overflow(julian_day - kJulianDayOfEpoch, int64_t{86400000000}, &micros)) return false;
  return !__builtin_add_overflow(micros, floor_divide(nanos, 1000), &cell.integer);
}

double double_from_half(const char* bytes) {
  uint16_t half;
  std::memcpy(&half, bytes, 2);
  const int exponent = half >> 10 & 31, fraction = half & 1023;
  double value;
  if (exponent == 31) value = fraction ? std::nan("") : HUGE_VAL;
  else value = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 1024, exponent - 25);
  return half & 0x8000 ? -value : value;
}

}  // namespace

bool convert_cells(const Leaf& leaf, Cell* cells, size_t count, Arena&) {
  const SchemaNode& node = leaf.node;
  const bool integral = node.type == Physical::kInt32 || node.type == Physical::kInt64;
  for (size_t i = 0; i < count; ++i) cells[i].type = leaf.type;
  switch (leaf.type) {
    case CellType::kDecimal: {
      const uint8_t scale = static_cast<uint8_t>(node.scale);
      for (size_t i = 0; i < count; ++i) {
        if (!integral) {
          if (!decimal_from_bytes(cells[i], scale)) return false;
        } else if (node.logical == SchemaNode::Logical::kInteger) {
          cells[i].set_decimal(static_cast<__int128>(static_cast<uint64_t>(cells[i].integer)), 0);
        } else {
          cells[i].set_decimal(cells[i].integer, scale);
        }
      }
      return true;
    }
    case CellType::kInteger:
      if (!node.is_signed && node.type == Physical::kInt32) {
        for (size_t i = 0; i < count; ++i) cells[i].integer = static_cast<uint32_t>(cells[i].integer);
      }
      return true;
    case CellType::kTime: case CellType::kDatetime: case CellType::kTimestamp:
      for (size_t i = 0; i < count; ++i) {
        if (node.type == Physical::kInt96 ? !timestamp_from_int96(cells[i]) : !to_micros(node.unit, cells[i].integer)) return false;
      }
      return true;
    case CellType::kDouble:
      if (node.type == Physical::kFixedByteArray) {
        for (size_t i = 0; i < count; ++i) cells[i].real = double_from_half(cells[i].bytes), cells[i].length = 0;
      }
      return true;
    default: return true;
  }
}

}  // namespace mockdata::verify::parquet
