#include "verify/arrow_metadata.h"

#include <algorithm>

#include "verify/flat_table.h"

namespace mockdata::verify::arrow {
namespace {

// Numbers of the unions and enumerations in Schema.fbs and Message.fbs.
enum TypeMember : uint8_t {
  kTypeNull = 1, kTypeInt, kTypeFloat, kTypeBinary, kTypeUtf8, kTypeBool, kTypeDecimal, kTypeDate, kTypeTime, kTypeTimestamp, kTypeList = 12, kTypeStruct = 13,
  kTypeFixedBinary = 15, kTypeLargeBinary = 19, kTypeLargeUtf8 = 20, kTypeLargeList = 21
};
constexpr int64_t kMicrosOfUnit[] = {1000000, 1000, 1};  // seconds, milliseconds, microseconds; nanoseconds are divided
constexpr size_t kMaxFields = 1 << 17, kMaxDepth = 64;
constexpr int64_t kVersion4 = 3, kVersion5 = 4;

class SchemaParser {
 public:
  SchemaParser(const FlatBytes& bytes, const std::string& where) : bytes_(bytes), where_(where) {}

  Result<std::vector<Field>> parse(const FlatTable& schema) {
    if (schema.scalar<int16_t>(0) != 0) return refuse("the values are big-endian");
    std::vector<Field> fields;
    MOCKDATA_CHECK(parse_fields(schema.vector(1, 4), "", 0, fields));
    if (bytes_.failed()) return refuse("the schema is damaged");
    return fields;
  }

 private:
  Error refuse(const std::string& what) const { return destination_error(what, where_); }

  Status parse_fields(const FlatVector& from, const std::string& path, size_t depth, std::vector<Field>& out) {
    count_ += from.size();
    if (count_ > kMaxFields || depth > kMaxDepth) return refuse("the schema has too many fields");
    for (uint64_t i = 0; i < from.size() && !bytes_.failed(); ++i) {
      MOCKDATA_CHECK(parse_field(from.table(i), path, depth, out.emplace_back()));
    }
    return {};
  }

  Status parse_field(const FlatTable& from, const std::string& path, size_t depth, Field& field) {
    field.name = std::string(from.text(0));
    const std::string here = path.empty() ? field.name : path + "." + field.name;
    field.nullable = from.scalar<uint8_t>(1) != 0;
    MOCKDATA_CHECK(parse_type(from.scalar<uint8_t>(2), from.table(3), here, field));
    const FlatVector metadata = from.vector(6, 4);
    for (uint64_t i = 0; i < metadata.size() && !bytes_.failed(); ++i) {
      const FlatTable pair = metadata.table(i);
      const bool uuid = pair.text(0) == "ARROW:extension:name" && pair.text(1) == "arrow.uuid";
      if (uuid && field.storage == Storage::kFixed && field.width == 16 && field.type == CellType::kBinary) field.type = CellType::kUuid;
    }
    if (const FlatTable dictionary = from.table(4)) {
      const FlatTable index = dictionary.table(1);
      const int32_t bits = index ? index.scalar<int32_t>(0) : 32;
      if (bits != 8 && bits != 16 && bits != 32 && bits != 64) return refuse(here + " has indices of " + std::to_string(bits) + " bits");
      field.dictionary = Dictionary{dictionary.scalar<int64_t>(0), static_cast<uint8_t>(bits / 8), !index || index.scalar<uint8_t>(1) != 0};
      if (field.storage == Storage::kList || field.storage == Storage::kStruct) return refuse(here + " has a dictionary of nested values, which this reader lacks");
    }
    field.node = node_++;
    field.buffer = buffer_;
    buffer_ += field.buffers();
    MOCKDATA_CHECK(parse_fields(from.vector(5, 4), here, depth + 1, field.children));
    if (field.storage == Storage::kList && field.children.size() != 1) return refuse(here + " is a list of " + std::to_string(field.children.size()) + " fields");
    if (field.storage != Storage::kList && field.storage != Storage::kStruct && !field.children.empty()) return refuse(here + " has children that its type has not");
    return {};
  }

  Status parse_type(uint8_t member, const FlatTable& type, const std::string& here, Field& field) {
    const auto fixed = [&](CellType cell, int64_t width) {
      field.storage = Storage::kFixed;
      field.type = cell;
      field.width = static_cast<uint32_t>(width);
    };
    const auto bytes = [&](CellType cell, bool large) {
      field.storage = Storage::kBytes;
      field.type = cell;
      field.large = large;
    };
    const auto unit = [&](int16_t which) {
      if (which == 3) field.divide = 1000;
      else field.multiply = kMicrosOfUnit[which];
    };
    const auto lacks = [&](const std::string& what) { return refuse(here + " is " + what + ", which this reader lacks"); };
    switch (member) {
      case kTypeNull: field.storage = Storage::kNull; return {};
      case kTypeInt: {
        const int32_t bits = type.scalar<int32_t>(0);
        field.is_signed = type.scalar<uint8_t>(1) != 0;
        if (bits != 8 && bits != 16 && bits != 32 && bits != 64) return lacks("an integer of " + std::to_string(bits) + " bits");
        if (bits == 64 && !field.is_signed) return lacks("an unsigned integer of 64 bits");
        return fixed(CellType::kInteger, bits / 8), Status();
      }
      case kTypeFloat: {
        const int16_t precision = type.scalar<int16_t>(0);
        if (precision != 1 && precision != 2) return lacks("a number of half precision");
        return fixed(CellType::kDouble, precision == 1 ? 4 : 8), Status();
      }
      case kTypeBinary: case kTypeLargeBinary: return bytes(CellType::kBinary, member == kTypeLargeBinary), Status();
      case kTypeUtf8: case kTypeLargeUtf8: return bytes(CellType::kText, member == kTypeLargeUtf8), Status();
      case kTypeBool:
        field.storage = Storage::kBits;
        field.type = CellType::kBool;
        return {};
      case kTypeDecimal: {
        const int32_t precision = type.scalar<int32_t>(0), scale = type.scalar<int32_t>(1), bits = type.scalar<int32_t>(2, 128);
        if (bits != 128 || precision < 1 || precision > 38 || scale < 0 || scale > precision) return lacks("a decimal of " + std::to_string(bits) + " bits with " + std::to_string(precision) + " digits");
        field.precision = static_cast<uint8_t>(precision);
        field.scale = static_cast<uint8_t>(scale);
        return fixed(CellType::kDecimal, 16), Status();
      }
      case kTypeDate: {
        const int16_t in_milliseconds = type.scalar<int16_t>(0, 1);
        if (in_milliseconds) field.divide = 86400000;
        return fixed(CellType::kDate, in_milliseconds ? 8 : 4), Status();
      }
      case kTypeTime: {
        const int16_t which = type.scalar<int16_t>(0, 1);
        const int32_t bits = type.scalar<int32_t>(1, 32);
        if (which < 0 || which > 3 || bits != (which < 2 ? 32 : 64)) return lacks("a time of an unknown unit");
        unit(which);
        return fixed(CellType::kTime, bits / 8), Status();
      }
      case kTypeTimestamp: {
        const int16_t which = type.scalar<int16_t>(0);
        if (which < 0 || which > 3) return lacks("a timestamp of an unknown unit");
        unit(which);
        return fixed(type.text(1).empty() ? CellType::kDatetime : CellType::kTimestamp, 8), Status();
      }
      case kTypeList: case kTypeLargeList:
        field.storage = Storage::kList;
        field.large = member == kTypeLargeList;
        return {};
      case kTypeStruct: field.storage = Storage::kStruct; return {};
      case kTypeFixedBinary: {
        const int32_t width = type.scalar<int32_t>(0);
        if (width < 0 || width > 1 << 20) return lacks("a text of " + std::to_string(width) + " bytes");
        return fixed(CellType::kBinary, width), Status();
      }
      default: return lacks("of type " + std::to_string(member));
    }
  }

  const FlatBytes& bytes_;
  const std::string& where_;
  size_t node_ = 0, buffer_ = 0, count_ = 0;
};

// The RecordBatch table of a batch's or a dictionary's message.
FlatTable batch_of(const FlatBytes& bytes) {
  const FlatTable message = FlatTable::root(bytes);
  const FlatTable header = message.table(2);
  return message.scalar<uint8_t>(1) == static_cast<uint8_t>(MessageKind::kDictionary) ? header.table(1) : header;
}

}  // namespace

size_t Field::buffers() const {
  if (dictionary) return 2;
  switch (storage) {
    case Storage::kNull: return 0;
    case Storage::kStruct: return 1;
    case Storage::kBits: case Storage::kFixed: case Storage::kList: return 2;
    case Storage::kBytes: return 3;
  }
  return 0;
}

Result<std::vector<Field>> parse_schema(std::string_view metadata, const std::string& where) {
  const FlatBytes bytes(metadata);
  return SchemaParser(bytes, where).parse(FlatTable::root(bytes).table(2));
}

Result<Message> parse_message(std::string_view metadata, const std::string& where) {
  const FlatBytes bytes(metadata);
  const FlatTable root = FlatTable::root(bytes);
  const int16_t version = root.scalar<int16_t>(0);
  const uint8_t kind = root.scalar<uint8_t>(1);
  const FlatTable header = root.table(2);
  const int64_t body = root.scalar<int64_t>(3);
  if (bytes.failed() || !header || body < 0) return destination_error("a message is damaged", where);
  if (version != kVersion4 && version != kVersion5) return destination_error("a message has metadata of an unknown version", where);
  if (kind < 1 || kind > 3) return destination_error("a message is neither a schema, a dictionary nor a batch", where);
  Message message;
  message.kind = static_cast<MessageKind>(kind);
  message.body_size = static_cast<uint64_t>(body);
  if (message.kind == MessageKind::kSchema) return message;
  if (message.kind == MessageKind::kDictionary) {
    message.dictionary = header.scalar<int64_t>(0);
    message.delta = header.scalar<uint8_t>(2) != 0;
  }
  const FlatTable batch = batch_of(bytes);
  message.rows = batch.scalar<int64_t>(0);
  const bool compressed = static_cast<bool>(batch.table(3));
  if (bytes.failed() || !batch || message.rows < 0) return destination_error("a batch is damaged", where);
  if (compressed) return destination_error("the buffers are compressed, which this reader lacks", where);
  return message;
}

Result<Node> batch_node(std::string_view metadata, size_t number, const std::string& where) {
  const FlatBytes bytes(metadata);
  const FlatVector nodes = batch_of(bytes).vector(1, 16);
  if (number >= nodes.size()) return destination_error("a batch has fewer arrays than the schema has fields", where);
  const Node node{nodes.at<int64_t>(number), nodes.at<int64_t>(number, 8)};
  if (node.length < 0 || node.nulls < 0 || node.nulls > node.length) return destination_error("the length of an array is invalid", where);
  return node;
}

Result<Span> batch_buffer(std::string_view metadata, size_t number, const std::string& where) {
  const FlatBytes bytes(metadata);
  const FlatVector buffers = batch_of(bytes).vector(2, 16);
  if (number >= buffers.size()) return destination_error("a batch has fewer buffers than its arrays need", where);
  const Span span{buffers.at<int64_t>(number), buffers.at<int64_t>(number, 8)};
  if (span.offset < 0 || span.length < 0) return destination_error("the place of a buffer is invalid", where);
  if (span.length > 0 && span.offset % 8 != 0) return destination_error("a buffer does not begin at a multiple of eight bytes", where);
  return span;
}

Result<Footer> parse_footer(std::string_view footer, const std::string& where) {
  const FlatBytes bytes(footer);
  const FlatTable root = FlatTable::root(bytes);
  Footer out;
  MOCKDATA_ASSIGN(out.fields, SchemaParser(bytes, where).parse(root.table(1)));
  const auto blocks = [&](uint16_t field, std::vector<Block>& to) {
    const FlatVector from = root.vector(field, 24);
    for (uint64_t i = 0; i < from.size(); ++i) to.push_back({from.at<int64_t>(i), from.at<int32_t>(i, 8), from.at<int64_t>(i, 16)});
  };
  blocks(2, out.dictionaries);
  blocks(3, out.batches);
  if (bytes.failed()) return destination_error("the footer is damaged", where);
  return out;
}

bool same_fields(const std::vector<Field>& one, const std::vector<Field>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const Field& a, const Field& b) {
    const bool dictionary = a.dictionary.has_value() == b.dictionary.has_value() &&
                            (!a.dictionary || (a.dictionary->id == b.dictionary->id && a.dictionary->width == b.dictionary->width && a.dictionary->is_signed == b.dictionary->is_signed));
    return a.name == b.name && a.nullable == b.nullable && a.storage == b.storage && a.type == b.type && a.width == b.width && a.is_signed == b.is_signed && a.large == b.large &&
           a.precision == b.precision && a.scale == b.scale && a.multiply == b.multiply && a.divide == b.divide && dictionary && same_fields(a.children, b.children);
  });
}

}  // namespace mockdata::verify::arrow
