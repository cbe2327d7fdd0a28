// The metadata of Arrow IPC as structs: fields, messages, batches. Read from FlatBuffers that nobody vouches for.
// Source: "Arrow Columnar Format", serialization and interprocess communication (Schema.fbs, Message.fbs, File.fbs).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "verify/cells.h"

namespace mockdata::verify::arrow {

// How the values of a field lie in memory.
enum class Storage : uint8_t { kNull, kBits, kFixed, kBytes, kList, kStruct };

struct Dictionary {
  int64_t id = 0;
  uint8_t width = 4;       // of an index: 1, 2, 4 or 8 bytes
  bool is_signed = true;
};

struct Field {
  std::string name;
  bool nullable = true;
  Storage storage = Storage::kFixed;
  CellType type = CellType::kInteger;       // of kBits, kFixed, kBytes
  uint32_t width = 0;                       // kFixed: bytes of a value
  bool is_signed = true, large = false;     // large: offsets of 64 bits
  uint8_t precision = 0, scale = 0;         // kDecimal
  int64_t multiply = 1, divide = 1;         // times and dates: by what a stored value becomes microseconds or days
  std::optional<Dictionary> dictionary;     // the values are indices into it
  std::vector<Field> children;
  size_t node = 0, buffer = 0;              // the first of its batch
  size_t buffers() const;                   // of the field alone
};

// Fields in order; `where` is for errors.
Result<std::vector<Field>> parse_schema(std::string_view flat_schema_message, const std::string& where);

enum class MessageKind : uint8_t { kSchema = 1, kDictionary = 2, kBatch = 3 };

struct Node {
  int64_t length = 0, nulls = 0;
};
struct Span {
  int64_t offset = 0, length = 0;           // in the message's body
};

// One encapsulated message. The nodes and buffers of a batch are looked up in its metadata, not kept.
struct Message {
  MessageKind kind = MessageKind::kSchema;
  uint64_t offset = 0;                      // of the metadata
  uint64_t size = 0;                        // of the metadata
  uint64_t body = 0, body_size = 0;
  int64_t rows = 0;                         // of a batch, or entries of a dictionary
  int64_t dictionary = 0;
  bool delta = false;                       // the entries come behind those that are there
};

// `metadata` is the FlatBuffer; offsets and sizes of the result are the caller's to fill in.
Result<Message> parse_message(std::string_view metadata, const std::string& where);
Result<Node> batch_node(std::string_view metadata, size_t number, const std::string& where);
Result<Span> batch_buffer(std::string_view metadata, size_t number, const std::string& where);

// Where the footer says that messages stand.
struct Block {
  int64_t offset = 0, metadata = 0, body = 0;
};
struct Footer {
  std::vector<Field> fields;
  std::vector<Block> dictionaries, batches;
};
Result<Footer> parse_footer(std::string_view footer, const std::string& where);

// Whether two schemas say the same.
bool same_fields(const std::vector<Field>& one, const std::vector<Field>& other);

}  // namespace mockdata::verify::arrow
