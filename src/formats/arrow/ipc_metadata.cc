#include "formats/arrow/ipc_metadata.h"

namespace mockdata::arrow {
namespace {

using Offset = FlatBuffer::Offset;

// Members of the union Type, and of MessageHeader.
enum TypeMember : uint8_t { kInt = 2, kFloatingPoint = 3, kBinary = 4, kUtf8 = 5, kBool = 6, kDecimal = 7, kDate = 8, kTime = 9, kTimestamp = 10, kList = 12, kStruct = 13, kFixedSizeBinary = 15 };
enum HeaderMember : uint8_t { kSchemaHeader = 1, kDictionaryHeader = 2, kBatchHeader = 3 };
constexpr int16_t kVersion5 = 4, kMicroseconds = 2;

Offset int_type(FlatBuffer& f, int32_t bits) {
  f.begin();
  f.scalar<int32_t>(0, bits);
  f.scalar<uint8_t>(1, 1);  // signed
  return f.end();
}

std::pair<TypeMember, Offset> put_type(FlatBuffer& f, const DataType& type, bool uuid_bytes) {
  const auto table = [&](TypeMember member, auto fields) {
    f.begin();
    fields();
    return std::pair(member, f.end());
  };
  switch (type.id) {
    case TypeId::kBool: return table(kBool, [] {});
    case TypeId::kInt32: return {kInt, int_type(f, 32)};
    case TypeId::kInt64: return {kInt, int_type(f, 64)};
    case TypeId::kFloat: return table(kFloatingPoint, [&] { f.scalar<int16_t>(0, 1); });
    case TypeId::kDouble: return table(kFloatingPoint, [&] { f.scalar<int16_t>(0, 2); });
    case TypeId::kDecimal:
      return table(kDecimal, [&] {
        f.scalar<int32_t>(0, type.precision);
        f.scalar<int32_t>(1, type.scale);
        f.scalar<int32_t>(2, 128);
      });
    case TypeId::kDate: return table(kDate, [&] { f.scalar<int16_t>(0, 0); });
    case TypeId::kTime:
      return table(kTime, [&] {
        f.scalar<int16_t>(0, kMicroseconds);
        f.scalar<int32_t>(1, 64);
      });
    case TypeId::kDatetime: return table(kTimestamp, [&] { f.scalar<int16_t>(0, kMicroseconds); });
    case TypeId::kTimestamp: {
      const Offset zone = f.string("UTC");
      return table(kTimestamp, [&] {
        f.scalar<int16_t>(0, kMicroseconds);
        f.reference(1, zone);
      });
    }
    case TypeId::kBinary: return table(kBinary, [] {});
    case TypeId::kStruct: return table(kStruct, [] {});
    case TypeId::kList: return table(kList, [] {});
    case TypeId::kUuid:
      if (uuid_bytes) return table(kFixedSizeBinary, [&] { f.scalar<int32_t>(0, 16); });
      [[fallthrough]];
    case TypeId::kText: case TypeId::kJson: return table(kUtf8, [] {});
  }
  return table(kUtf8, [] {});
}

Offset put_field(FlatBuffer& f, const ColumnType& column, const std::string& name, bool uuid_bytes, int64_t dictionary) {
  std::vector<Offset> children;
  for (const ColumnType& child : column.type.children)
    children.push_back(put_field(f, child, column.type.id == TypeId::kList ? "element" : child.name, uuid_bytes, -1));
  const Offset named = f.string(name);
  const auto [member, type] = put_type(f, column.type, uuid_bytes);
  Offset encoding = 0;
  if (dictionary >= 0) {
    const Offset index = int_type(f, 32);
    f.begin();
    f.scalar<int64_t>(0, dictionary);
    f.reference(1, index);
    encoding = f.end();
  }
  const Offset below = f.vector(children);
  Offset extension = 0;
  if (uuid_bytes && column.type.id == TypeId::kUuid) {  // 16 bytes could be anything: the canonical extension says what they are
    const Offset key = f.string("ARROW:extension:name"), value = f.string("arrow.uuid"), key2 = f.string("ARROW:extension:metadata"), value2 = f.string("");
    const auto pair = [&](Offset k, Offset v) {
      f.begin();
      f.reference(0, k);
      f.reference(1, v);
      return f.end();
    };
    const Offset first = pair(key, value), second = pair(key2, value2);
    extension = f.vector({first, second});
  }
  f.begin();
  f.reference(0, named);
  f.scalar<uint8_t>(1, column.nullable);
  f.scalar<uint8_t>(2, member);
  f.reference(3, type);
  if (encoding) f.reference(4, encoding);
  f.reference(5, below);
  if (extension) f.reference(6, extension);
  return f.end();
}

Offset put_schema(FlatBuffer& f, const Schema& schema, const Dictionaries& dictionaries, bool uuid_bytes) {
  std::vector<Offset> fields;
  for (std::size_t c = 0; c < schema.size(); ++c)
    fields.push_back(put_field(f, schema[c], schema[c].name, uuid_bytes, dictionaries[c] ? static_cast<int64_t>(c) : -1));
  const Offset all = f.vector(fields);
  f.begin();
  f.scalar<int16_t>(0, 0);  // little-endian
  f.reference(1, all);
  return f.end();
}

std::string_view bytes_of(const std::vector<int64_t>& words) { return {reinterpret_cast<const char*>(words.data()), words.size() * 8}; }

Offset put_batch(FlatBuffer& f, int64_t rows, const BodyPlan& plan) {
  const Offset buffers = f.structs(bytes_of(plan.buffers), plan.buffers.size() / 2);
  const Offset nodes = f.structs(bytes_of(plan.nodes), plan.nodes.size() / 2);
  f.begin();
  f.scalar<int64_t>(0, rows);
  f.reference(1, nodes);
  f.reference(2, buffers);
  return f.end();
}

std::string message(FlatBuffer& f, HeaderMember member, Offset header, int64_t body) {
  f.begin();
  f.scalar<int64_t>(3, body);
  f.reference(2, header);
  f.scalar<int16_t>(0, kVersion5);
  f.scalar<uint8_t>(1, member);
  return f.finish(f.end());
}

}  // namespace

std::string schema_message(const Schema& schema, const Dictionaries& dictionaries, bool uuid_bytes) {
  FlatBuffer f;
  const Offset header = put_schema(f, schema, dictionaries, uuid_bytes);
  return message(f, kSchemaHeader, header, 0);
}

std::string batch_message(int64_t rows, const BodyPlan& plan) {
  FlatBuffer f;
  const Offset header = put_batch(f, rows, plan);
  return message(f, kBatchHeader, header, plan.size);
}

std::string dictionary_message(int64_t id, int64_t rows, const BodyPlan& plan, bool delta) {
  FlatBuffer f;
  const Offset batch = put_batch(f, rows, plan);
  f.begin();
  f.scalar<int64_t>(0, id);
  f.reference(1, batch);
  f.scalar<uint8_t>(2, delta);
  return message(f, kDictionaryHeader, f.end(), plan.size);
}

std::string footer(const Schema& schema, const Dictionaries& dictionaries, bool uuid_bytes, const std::vector<FileBlock>& dictionary_blocks,
                   const std::vector<FileBlock>& batches) {
  FlatBuffer f;
  const auto blocks = [&](const std::vector<FileBlock>& all) {
    return f.structs({reinterpret_cast<const char*>(all.data()), all.size() * sizeof(FileBlock)}, all.size());
  };
  const Offset batch_blocks = blocks(batches), other_blocks = blocks(dictionary_blocks);
  const Offset root = put_schema(f, schema, dictionaries, uuid_bytes);
  f.begin();
  f.scalar<int16_t>(0, kVersion5);
  f.reference(1, root);
  f.reference(2, other_blocks);
  f.reference(3, batch_blocks);
  return f.finish(f.end());
}

}  // namespace mockdata::arrow
