// Logical types of columns (Arrow's, underneath) and schemas.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mockdata {

enum class TypeId : uint8_t {
  kBool,       // one byte, 0 or 1
  kInt32,      // "int"
  kInt64,      // "long"
  kFloat,      // IEEE binary32
  kDouble,     // IEEE binary64
  kDecimal,    // scaled integer: int64 for precision <= 18, __int128 for 19..38
  kDate,       // int32 days since 1970-01-01
  kTime,       // int64 microseconds since midnight
  kDatetime,   // int64 microseconds since 1970-01-01T00:00, no time zone
  kTimestamp,  // int64 microseconds since the epoch, UTC
  kText,       // UTF-8
  kUuid,       // 16 bytes, big-endian as in the text form
  kBinary,     // bytes
  kJson,       // UTF-8 that is a JSON text
  kStruct,     // children in order
  kList        // one child
};

struct DataType {
  TypeId id = TypeId::kText;
  uint8_t precision = 0;  // kDecimal: 1..38
  uint8_t scale = 0;      // kDecimal: 0..precision
  std::vector<struct ColumnType> children;  // kStruct: members; kList: one, named "element"

  static DataType decimal(uint8_t precision, uint8_t scale);
  static DataType list(struct ColumnType element);
  static DataType structure(std::vector<struct ColumnType> members);
};

struct ColumnType {
  std::string name;
  DataType type;
  bool nullable = true;
};

inline DataType DataType::decimal(uint8_t precision, uint8_t scale) { return {TypeId::kDecimal, precision, scale, {}}; }
inline DataType DataType::list(ColumnType element) { return {TypeId::kList, 0, 0, {std::move(element)}}; }
inline DataType DataType::structure(std::vector<ColumnType> members) { return {TypeId::kStruct, 0, 0, std::move(members)}; }

using Schema = std::vector<ColumnType>;

// Bytes of one value in a fixed block: 1, 4, 8 or 16; 0 for text, struct and list types.
inline uint32_t width_of(const DataType& type) {
  switch (type.id) {
    case TypeId::kBool: return 1;
    case TypeId::kInt32: case TypeId::kFloat: case TypeId::kDate: return 4;
    case TypeId::kInt64: case TypeId::kDouble: case TypeId::kTime: case TypeId::kDatetime: case TypeId::kTimestamp: return 8;
    case TypeId::kDecimal: return type.precision <= 18 ? 8 : 16;
    case TypeId::kUuid: return 16;
    default: return 0;
  }
}
inline bool is_text(TypeId id) { return id == TypeId::kText || id == TypeId::kBinary || id == TypeId::kJson; }

// "string", "decimal(12,2)", "array" …: the template's word for the type.
std::string type_name(const DataType& type);

}  // namespace mockdata
