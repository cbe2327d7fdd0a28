#include "formats/arrow/c_data.h"

#include <cerrno>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "formats/arrow/array.h"

namespace mockdata {
namespace {

using arrow::Array;
using arrow::Kind;

std::string format_of(const DataType& type, bool uuid_bytes) {
  switch (type.id) {
    case TypeId::kBool: return "b";
    case TypeId::kInt32: return "i";
    case TypeId::kInt64: return "l";
    case TypeId::kFloat: return "f";
    case TypeId::kDouble: return "g";
    case TypeId::kDecimal: return "d:" + std::to_string(type.precision) + "," + std::to_string(type.scale);
    case TypeId::kDate: return "tdD";
    case TypeId::kTime: return "ttu";
    case TypeId::kDatetime: return "tsu:";
    case TypeId::kTimestamp: return "tsu:UTC";
    case TypeId::kText: case TypeId::kJson: return "u";
    case TypeId::kUuid: return uuid_bytes ? "w:16" : "u";
    case TypeId::kBinary: return "z";
    case TypeId::kStruct: return "+s";
    case TypeId::kList: return "+l";
  }
  return "u";
}

// What a schema owns besides its structure; its children are owned one by one, as consumers may move them away.
struct OwnedSchema {
  std::string format, name, metadata;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

void release_schema(ArrowSchema* schema) {
  auto* own = static_cast<OwnedSchema*>(schema->private_data);
  for (ArrowSchema& child : own->children)
    if (child.release) child.release(&child);
  schema->release = nullptr;
  delete own;
}

void append_counted(std::string& to, std::string_view text) {
  const int32_t size = static_cast<int32_t>(text.size());
  to.append(reinterpret_cast<const char*>(&size), sizeof size) += text;
}

// 16 bytes could be anything: the canonical extension says what they are, as in the IPC formats. The interface counts the pairs first,
// then the bytes of every key and value.
std::string uuid_metadata() {
  const int32_t pairs = 2;
  std::string bytes(reinterpret_cast<const char*>(&pairs), sizeof pairs);
  for (const std::string_view text : {"ARROW:extension:name", "arrow.uuid", "ARROW:extension:metadata", ""}) append_counted(bytes, text);
  return bytes;
}

void fill_schema(ArrowSchema* out, const DataType& type, const std::string& name, bool nullable, bool uuid_bytes) {
  auto own = std::make_unique<OwnedSchema>();
  own->format = format_of(type, uuid_bytes);
  own->name = name;
  if (uuid_bytes && type.id == TypeId::kUuid) own->metadata = uuid_metadata();
  own->children.resize(type.children.size());
  for (std::size_t i = 0; i < type.children.size(); ++i) {
    const ColumnType& child = type.children[i];
    fill_schema(&own->children[i], child.type, type.id == TypeId::kList ? "element" : child.name, child.nullable, uuid_bytes);
    own->pointers.push_back(&own->children[i]);
  }
  *out = {own->format.c_str(), own->name.c_str(), own->metadata.empty() ? nullptr : own->metadata.data(), nullable ? ARROW_FLAG_NULLABLE : 0, static_cast<int64_t>(own->children.size()),
          own->pointers.data(), nullptr, release_schema, nullptr};
  out->private_data = own.release();
}

struct OwnedArray {
  std::shared_ptr<Array> array;       // the top array, which holds all memory
  const void* buffers[3] = {};
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

void release_array(ArrowArray* array) {
  auto* own = static_cast<OwnedArray*>(array->private_data);
  for (ArrowArray& child : own->children)
    if (child.release) child.release(&child);
  array->release = nullptr;
  delete own;
}

void fill_array(ArrowArray* out, const Array& from, const std::shared_ptr<Array>& top) {
  static constexpr char kNothing[8] = {};  // buffers of no bytes still have an address
  const auto address = [](const ByteBuffer& bytes) -> const void* { return bytes.data() ? bytes.data() : kNothing; };
  auto own = std::make_unique<OwnedArray>();
  own->array = top;
  own->buffers[0] = from.nulls ? from.validity.data() : nullptr;
  int64_t buffers = 2;
  switch (from.kind) {
    case Kind::kBits: own->buffers[1] = from.bits.empty() ? static_cast<const void*>(kNothing) : from.bits.data(); break;
    case Kind::kFixed: own->buffers[1] = address(from.data); break;
    case Kind::kText:
      own->buffers[1] = address(from.offsets);
      own->buffers[2] = address(from.data);
      buffers = 3;
      break;
    case Kind::kList: own->buffers[1] = address(from.offsets); break;
    case Kind::kStruct: buffers = 1; break;
  }
  own->children.resize(from.children.size());
  for (std::size_t i = 0; i < from.children.size(); ++i) {
    fill_array(&own->children[i], *from.children[i], top);
    own->pointers.push_back(&own->children[i]);
  }
  *out = {from.length, from.nulls, 0, buffers, static_cast<int64_t>(own->children.size()), own->buffers, own->pointers.data(), nullptr, release_array, nullptr};
  out->private_data = own.release();
}

struct Stream {
  std::shared_ptr<const RowSource> source;
  std::unique_ptr<RowReader> reader;
  DataType type;                      // the schema as a struct
  uint64_t next, end, batch_rows;
  bool uuid_bytes;
  std::string error;

  Result<bool> make(ArrowArray* out) {
    if (next >= end) return false;
    auto top = std::make_shared<Array>(type, uuid_bytes);
    const uint64_t last = end - next < batch_rows ? end : next + batch_rows;
    Block row;
    while (next < last) {
      const uint32_t count = static_cast<uint32_t>(last - next < kBlockRows ? last - next : kBlockRows);
      const auto blocks = reader->read(next, count);
      row.own_struct(count, blocks.size());
      for (std::size_t i = 0; i < blocks.size(); ++i) row.children[i] = blocks[i];
      MOCKDATA_CHECK(top->add(row, 0, count));
      next += count;
    }
    fill_array(out, *top, top);
    return true;
  }
};

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  const auto* own = static_cast<const Stream*>(stream->private_data);
  fill_schema(out, own->type, "", false, own->uuid_bytes);
  return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto* own = static_cast<Stream*>(stream->private_data);
  *out = {};  // released: the end of the stream
  try {
    const Result<bool> made = own->make(out);
    if (made.ok()) return 0;
    own->error = made.error().to_string();
    return EINVAL;
  } catch (const std::bad_alloc&) {
    own->error = "there is not enough memory";
    return ENOMEM;
  }
}

const char* get_last_error(ArrowArrayStream* stream) {
  const auto* own = static_cast<Stream*>(stream->private_data);
  return own->error.empty() ? nullptr : own->error.c_str();
}

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<Stream*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

void export_stream(std::shared_ptr<const RowSource> source, uint64_t first, uint64_t count, uint64_t batch_rows, bool uuid_bytes, ArrowArrayStream* out) {
  auto own = std::make_unique<Stream>();
  own->reader = source->reader();
  own->uuid_bytes = uuid_bytes;
  own->type = DataType::structure(source->schema());
  own->source = std::move(source);
  own->next = first;
  own->end = first + count;
  own->batch_rows = batch_rows;
  *out = {get_schema, get_next, get_last_error, release_stream, own.release()};
}

}  // namespace mockdata
