#include "formats/parquet/file_schema.h"

#include "formats/parquet/leaves.h"

namespace mockdata::parquet {
namespace {

// Converted types (for old readers) and logical types, as numbered by parquet.thrift.
void put_type(ThriftWriter& t, const DataType& type, bool uuid_bytes) {
  const auto logical = [&](int16_t member, auto body) {
    t.field_struct(10);
    t.begin_struct();
    t.field_struct(member);
    t.begin_struct();
    body();
    t.end_struct();
    t.end_struct();
  };
  const auto micros = [&](bool utc) {
    t.field_bool(1, utc);
    t.field_struct(2);
    t.begin_struct();
    t.field_struct(2);
    t.begin_struct();
    t.end_struct();
    t.end_struct();
  };
  switch (type.id) {
    case TypeId::kUuid:
      if (uuid_bytes) {
        logical(14, [] {});
        break;
      }
      [[fallthrough]];
    case TypeId::kText: t.field_i32(6, 0); logical(1, [] {}); break;
    case TypeId::kJson: t.field_i32(6, 19); logical(12, [] {}); break;
    case TypeId::kDate: t.field_i32(6, 6); logical(6, [] {}); break;
    case TypeId::kTime: t.field_i32(6, 8); logical(7, [&] { micros(false); }); break;
    case TypeId::kDatetime: logical(8, [&] { micros(false); }); break;
    case TypeId::kTimestamp: t.field_i32(6, 10); logical(8, [&] { micros(true); }); break;
    case TypeId::kDecimal:
      t.field_i32(6, 5);
      t.field_i32(7, type.scale);
      t.field_i32(8, type.precision);
      logical(5, [&] {
        t.field_i32(1, type.scale);
        t.field_i32(2, type.precision);
      });
      break;
    default: break;
  }
}

void put_element(ThriftWriter& t, const ColumnType& column, const std::string& name, bool uuid_bytes, std::size_t& count, bool counting) {
  ++count;
  const DataType& type = column.type;
  if (!counting) {
    t.begin_struct();
    if (type.id != TypeId::kStruct && type.id != TypeId::kList) {
      Leaf leaf = leaves_of({column}, uuid_bytes)[0];
      t.field_i32(1, static_cast<int32_t>(leaf.physical));
      if (leaf.physical == Physical::kFixed) t.field_i32(2, leaf.fixed_length);
    }
    t.field_i32(3, column.nullable ? 1 : 0);
    t.field_binary(4, name);
    if (type.id == TypeId::kStruct) t.field_i32(5, static_cast<int32_t>(type.children.size()));
    if (type.id == TypeId::kList) {
      t.field_i32(5, 1);
      t.field_i32(6, 3);  // LIST
      t.field_struct(10);
      t.begin_struct();
      t.field_struct(3);
      t.begin_struct();
      t.end_struct();
      t.end_struct();
    }
    put_type(t, type, uuid_bytes);
    t.end_struct();
  }
  if (type.id == TypeId::kStruct)
    for (const ColumnType& child : type.children) put_element(t, child, child.name, uuid_bytes, count, counting);
  if (type.id == TypeId::kList) {
    ++count;
    if (!counting) {
      t.begin_struct();
      t.field_i32(3, 2);  // REPEATED
      t.field_binary(4, "list");
      t.field_i32(5, 1);
      t.end_struct();
    }
    put_element(t, type.children[0], "element", uuid_bytes, count, counting);
  }
}

}  // namespace

void put_schema(ThriftWriter& t, int16_t field, const Schema& schema, bool uuid_bytes) {
  std::size_t elements = 1, ignored = 0;
  for (const ColumnType& c : schema) put_element(t, c, c.name, uuid_bytes, elements, true);
  t.field_list(field, ThriftWriter::kStruct, elements);
  t.begin_struct();
  t.field_binary(4, "schema");
  t.field_i32(5, static_cast<int32_t>(schema.size()));
  t.end_struct();
  for (const ColumnType& c : schema) put_element(t, c, c.name, uuid_bytes, ignored, false);
}

}  // namespace mockdata::parquet
