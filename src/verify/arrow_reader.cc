#include "verify/arrow_reader.h"

#include <algorithm>
#include <cstring>

namespace mockdata::verify {
namespace {

using arrow::Field;
using arrow::Message;
using arrow::MessageKind;
using arrow::Storage;

constexpr uint64_t kMaxMetadata = 64 << 20, kMaxBuffer = uint64_t{1} << 30;
constexpr size_t kMaxCells = 16 << 20;
constexpr std::string_view kMagic("ARROW1");

template <class T>
T load_at(const std::string& bytes, int64_t i) {
  T value;
  std::memcpy(&value, bytes.data() + static_cast<size_t>(i) * sizeof(T), sizeof(T));
  return value;
}

// A whole number of 1, 2, 4 or 8 bytes.
int64_t whole(const std::string& bytes, int64_t i, uint32_t width, bool is_signed) {
  switch (width) {
    case 1: return is_signed ? load_at<int8_t>(bytes, i) : load_at<uint8_t>(bytes, i);
    case 2: return is_signed ? load_at<int16_t>(bytes, i) : load_at<uint16_t>(bytes, i);
    case 4: return is_signed ? load_at<int32_t>(bytes, i) : static_cast<int64_t>(load_at<uint32_t>(bytes, i));
    default: return load_at<int64_t>(bytes, i);
  }
}

int64_t floor_divide(int64_t value, int64_t by) {
  const int64_t quotient = value / by;
  return value % by < 0 ? quotient - 1 : quotient;
}

}  // namespace

Result<ArrowFile> ArrowFile::open(const std::string& path) {
  auto contents = std::make_shared<Contents>();
  MOCKDATA_ASSIGN(contents->file, InputFile::open(path));
  const uint64_t size = contents->file.size();
  char first[6] = {};
  if (size >= 6) MOCKDATA_CHECK(contents->file.read_at(0, first, 6));
  if (std::string_view(first, 6) == kMagic) {
    MOCKDATA_CHECK(contents->read_file());
  } else {
    std::vector<Message> found;
    uint64_t end = 0;
    MOCKDATA_CHECK(contents->read_stream(0, found, end));
    if (end != size) return destination_error("something follows the end of the stream", path);
    MOCKDATA_CHECK(contents->add(found));
  }
  for (const Field& field : contents->fields) contents->add_leaves(field, {}, {});
  ArrowFile arrow;
  arrow.contents_ = std::move(contents);
  return arrow;
}

// Magic, the messages of a stream, footer, its length, magic. Readers go by the footer, so it decides, and must agree with the stream.
Status ArrowFile::Contents::read_file() {
  const uint64_t size = file.size();
  if (size < 18) return destination_error("is too short for an Arrow file", file.path());
  char tail[10];
  MOCKDATA_CHECK(file.read_at(size - 10, tail, 10));
  if (std::string_view(tail + 4, 6) != kMagic) return destination_error("does not end as an Arrow file does: it may be cut off", file.path());
  uint32_t length;
  std::memcpy(&length, tail, 4);
  if (length > size - 18 || length > kMaxMetadata) return destination_error("the footer's length is invalid", file.path());
  std::string bytes(length, '\0');
  MOCKDATA_CHECK(file.read_at(size - 10 - length, bytes.data(), length));
  MOCKDATA_ASSIGN(arrow::Footer footer, arrow::parse_footer(bytes, file.path()));
  std::vector<Message> streamed, found;
  uint64_t end = 0;
  MOCKDATA_CHECK(read_stream(8, streamed, end));
  if (!arrow::same_fields(fields, footer.fields)) return destination_error("the footer states another schema than the file begins with", file.path());
  for (const auto* blocks : {&footer.dictionaries, &footer.batches})
    for (const arrow::Block& block : *blocks) {
      const auto there = std::find_if(streamed.begin(), streamed.end(), [&](const Message& m) { return static_cast<int64_t>(m.offset) == block.offset + 8; });
      const MessageKind kind = blocks == &footer.batches ? MessageKind::kBatch : MessageKind::kDictionary;
      const bool same = there != streamed.end() && there->kind == kind && static_cast<int64_t>(there->size) + 8 == block.metadata && static_cast<int64_t>(there->body_size) == block.body;
      if (!same) return destination_error("the footer's place of a batch is not where one stands", file.path());
      found.push_back(*there);
    }
  if (found.size() != streamed.size()) return destination_error("the footer leaves out a batch", file.path());
  return add(found);
}

Status ArrowFile::Contents::read_stream(uint64_t at, std::vector<Message>& found, uint64_t& end) {
  bool schema = false;
  while (at < file.size()) {
    MOCKDATA_ASSIGN(const std::optional<Message> next, message(at));
    if (!next) {
      at += 8;
      break;
    }
    if ((next->kind == MessageKind::kSchema) == schema) return destination_error(schema ? "has a second schema" : "does not begin with a schema", file.path());
    if (!schema) {
      schema = true;
      metadata.resize(next->size);
      MOCKDATA_CHECK(file.read_at(next->offset, metadata.data(), metadata.size()));
      MOCKDATA_ASSIGN(fields, arrow::parse_schema(metadata, file.path()));
    } else {
      found.push_back(*next);
    }
    at = next->body + next->body_size;
  }
  if (!schema) return destination_error("is no Arrow file or stream", file.path());
  end = at;
  return {};
}

Result<std::optional<Message>> ArrowFile::Contents::message(uint64_t at) const {
  uint32_t head[2];
  MOCKDATA_CHECK(file.read_at(at, reinterpret_cast<char*>(head), 8));
  if (head[0] != 0xFFFFFFFF) return destination_error("no message stands where one is expected", file.path() + ": byte " + std::to_string(at));
  if (head[1] == 0) return std::optional<Message>();
  const uint64_t left = file.size() - at - 8;
  if (head[1] > left || head[1] > kMaxMetadata) return destination_error("a message is cut off", file.path());
  std::string bytes(head[1], '\0');
  MOCKDATA_CHECK(file.read_at(at + 8, bytes.data(), bytes.size()));
  MOCKDATA_ASSIGN(Message message, arrow::parse_message(bytes, file.path()));
  message.offset = at + 8;
  message.size = head[1];
  message.body = message.offset + message.size;
  if (message.body_size > left - message.size) return destination_error("the body of a message is cut off", file.path());
  return std::optional<Message>(message);
}

Status ArrowFile::Contents::add(const std::vector<Message>& found) {
  messages = found;
  for (const Message& message : messages) {
    if (message.kind != MessageKind::kBatch) continue;
    ++batches;
    if (message.rows > INT64_MAX - rows) return destination_error("the number of rows is invalid", file.path());
    rows += message.rows;
  }
  return {};
}

void ArrowFile::Contents::add_leaves(const Field& field, std::string path, std::vector<const Field*> above) {
  path += field.name;
  above.push_back(&field);
  if (field.storage == Storage::kStruct) {
    for (const Field& child : field.children) add_leaves(child, path + ".", above);
    return;
  }
  if (field.storage != Storage::kList) {
    leaves.push_back({std::move(path), std::move(above)});
    return;
  }
  // The element has no name of its own.
  const Field* element = &field.children[0];
  path += "[]";
  above.push_back(element);
  while (element->storage == Storage::kList) {
    element = &element->children[0];
    path += "[]";
    above.push_back(element);
  }
  if (element->storage != Storage::kStruct) leaves.push_back({std::move(path), std::move(above)});
  else for (const Field& child : element->children) add_leaves(child, path + ".", above);
}

int ArrowFile::find(const std::string& path) const {
  for (size_t i = 0; i < leaves().size(); ++i)
    if (leaves()[i].path == path) return static_cast<int>(i);
  return -1;
}

ArrowColumn ArrowFile::column(size_t leaf) const { return ArrowColumn(*this, leaf); }

ArrowColumn::ArrowColumn(const ArrowFile& file, size_t leaf) : contents_(file.contents_), leaf_(leaf), dictionary_arena_(std::make_shared<Arena>()) {}

std::string ArrowColumn::where() const { return contents_->file.path() + ":" + leaf().path; }
Error ArrowColumn::damaged(const std::string& what) const { return destination_error(what, where()); }

int64_t ArrowColumn::Array::offset(int64_t i) const { return field->large ? load_at<int64_t>(offsets, i) : load_at<int32_t>(offsets, i); }

Result<std::string> ArrowColumn::read_buffer(const Message& message, const std::string& metadata, size_t number) const {
  MOCKDATA_ASSIGN(const arrow::Span span, arrow::batch_buffer(metadata, number, where()));
  const uint64_t offset = static_cast<uint64_t>(span.offset), length = static_cast<uint64_t>(span.length);
  if (offset > message.body_size || length > message.body_size - offset) return damaged("a buffer lies outside of its batch");
  if (length > kMaxBuffer) return damaged("a buffer is larger than 1 GiB");
  std::string bytes(length, '\0');
  if (length) MOCKDATA_CHECK(contents_->file.read_at(message.body + offset, bytes.data(), bytes.size()));
  return bytes;
}

// Every offset is checked here, so that later reads need no checks.
Status ArrowColumn::check_offsets(const Array& array, int64_t most) const {
  const size_t width = array.field->large ? 8 : 4;
  if (array.length == 0) return {};
  if (array.offsets.size() / width <= static_cast<size_t>(array.length)) return damaged("the offsets are cut off");
  int64_t before = array.offset(0);
  if (before < 0) return damaged("an offset is negative");
  for (int64_t i = 1; i <= array.length; ++i) {
    const int64_t now = array.offset(i);
    if (now < before) return damaged("the offsets do not grow");
    before = now;
  }
  return before > most ? Status(damaged("an offset lies behind the last value")) : Status();
}

// The array of a field: its buffers, checked against its length and its number of nulls. `indices`: of a dictionary.
Status ArrowColumn::load(const Message& message, const std::string& metadata, const Field& field, size_t node, size_t buffer, bool indices, Array& out) const {
  MOCKDATA_ASSIGN(const arrow::Node about, arrow::batch_node(metadata, node, where()));
  out.field = &field;
  out.length = about.length;
  out.validity.clear(), out.offsets.clear(), out.values.clear();
  if (field.storage == Storage::kNull && !indices) return {};
  MOCKDATA_ASSIGN(out.validity, read_buffer(message, metadata, buffer));
  const size_t length = static_cast<size_t>(about.length);
  if (out.validity.empty() && about.nulls > 0) return damaged("an array with nulls does not say which");
  if (!out.validity.empty()) {
    if (out.validity.size() < length / 8 + (length % 8 != 0)) return damaged("the validity of an array is cut off");
    int64_t nulls = 0;
    for (int64_t i = 0; i < about.length; ++i) nulls += !out.valid(i);
    if (nulls != about.nulls) return damaged("an array states " + std::to_string(about.nulls) + " nulls and has " + std::to_string(nulls));
  }
  if (field.storage == Storage::kStruct && !indices) return {};
  if (!indices && (field.storage == Storage::kList || field.storage == Storage::kBytes)) {
    MOCKDATA_ASSIGN(out.offsets, read_buffer(message, metadata, buffer + 1));
    if (field.storage == Storage::kList) return {};  // its offsets are checked with its elements at hand
    MOCKDATA_ASSIGN(out.values, read_buffer(message, metadata, buffer + 2));
    return check_offsets(out, static_cast<int64_t>(out.values.size()));
  }
  MOCKDATA_ASSIGN(out.values, read_buffer(message, metadata, buffer + 1));
  if (!indices && field.storage == Storage::kBits) return out.values.size() < length / 8 + (length % 8 != 0) ? Status(damaged("an array of bits is cut off")) : Status();
  const uint64_t width = indices ? field.dictionary->width : field.width;
  return width > 0 && out.values.size() / width < length ? Status(damaged("an array is cut off")) : Status();
}

Status ArrowColumn::load_dictionary(const Message& message, const std::string& metadata) {
  Array entries;
  MOCKDATA_CHECK(load(message, metadata, leaf().field(), 0, 0, false, entries));
  if (entries.length != message.rows) return damaged("a dictionary states " + std::to_string(message.rows) + " entries and has " + std::to_string(entries.length));
  if (!message.delta) {
    dictionary_.clear();
    dictionary_arena_ = std::make_shared<Arena>();
  }
  if (static_cast<uint64_t>(entries.length) > kMaxCells - std::min(kMaxCells, dictionary_.size())) return damaged("a dictionary has more than 16 million entries");
  for (int64_t i = 0; i < entries.length; ++i) {
    dictionary_.push_back(entries.valid(i) ? value(entries, i, *dictionary_arena_) : Cell{});
    if (dictionary_arena_->full()) return damaged("a dictionary is larger than 512 MiB");
  }
  return {};
}

// On to the next batch that has rows, by way of the dictionaries before it. Leaves rows_ 0 at the end of the file.
Status ArrowColumn::next_batch() {
  row_ = rows_ = 0;
  const auto& path = leaf().fields;
  while (rows_ == 0 && message_ < contents_->messages.size()) {
    const Message& message = contents_->messages[message_++];
    const auto& dictionary = leaf().field().dictionary;
    if (message.kind == MessageKind::kDictionary && (!dictionary || dictionary->id != message.dictionary)) continue;
    std::string metadata(message.size, '\0');
    MOCKDATA_CHECK(contents_->file.read_at(message.offset, metadata.data(), metadata.size()));
    if (message.kind == MessageKind::kDictionary) {
      MOCKDATA_CHECK(load_dictionary(message, metadata));
      continue;
    }
    arrays_.resize(path.size());
    for (size_t step = 0; step < path.size(); ++step) {
      const Field& field = *path[step];
      MOCKDATA_CHECK(load(message, metadata, field, field.node, field.buffer, field.dictionary.has_value(), arrays_[step]));
      const int64_t length = arrays_[step].length;
      if (step == 0 && length != message.rows) return damaged("a batch states " + std::to_string(message.rows) + " rows and the column has " + std::to_string(length));
      if (step == 0) continue;
      if (path[step - 1]->storage == Storage::kList) MOCKDATA_CHECK(check_offsets(arrays_[step - 1], length));
      else if (length < arrays_[step - 1].length) return damaged("a member has fewer values than its object");
    }
    rows_ = message.rows;
  }
  return {};
}

Cell ArrowColumn::value(const Array& array, int64_t i, Arena& arena) const {
  const Field& field = *array.field;
  Cell cell;
  cell.type = field.type;
  const auto keep = [&](std::string_view bytes) {
    cell.bytes = arena.keep(bytes);
    cell.length = static_cast<uint32_t>(bytes.size());
  };
  switch (field.storage) {
    case Storage::kNull: return Cell{};
    case Storage::kBits: cell.integer = static_cast<unsigned char>(array.values[static_cast<size_t>(i / 8)]) >> (i % 8) & 1; return cell;
    case Storage::kBytes: {
      const int64_t from = array.offset(i), to = array.offset(i + 1);
      keep({array.values.data() + from, static_cast<size_t>(to - from)});
      return cell;
    }
    case Storage::kFixed: break;
    case Storage::kList: case Storage::kStruct: return Cell{};
  }
  switch (field.type) {
    case CellType::kDouble: cell.real = field.width == 4 ? static_cast<double>(load_at<float>(array.values, i)) : load_at<double>(array.values, i); return cell;
    case CellType::kDecimal: cell.set_decimal(load_at<__int128>(array.values, i), field.scale); return cell;
    case CellType::kBinary: case CellType::kUuid:
      keep({array.values.data() + static_cast<size_t>(i) * field.width, field.width});
      return cell;
    default: {
      const int64_t stored = whole(array.values, i, field.width, field.is_signed);
      // A product that is too large has no meaning as a moment; it wraps instead of being undefined.
      cell.integer = field.divide > 1 ? floor_divide(stored, field.divide) : static_cast<int64_t>(static_cast<uint64_t>(stored) * static_cast<uint64_t>(field.multiply));
      return cell;
    }
  }
}

// The cells of value i of a step's array.
Status ArrowColumn::put(size_t step, int64_t i, CellColumn& out) const {
  const Array& array = arrays_[step];
  const bool last = step + 1 == arrays_.size();
  Cell cell;
  if (last && array.valid(i)) {
    if (const auto& dictionary = array.field->dictionary) {
      const int64_t index = whole(array.values, i, dictionary->width, dictionary->is_signed);
      if (index < 0 || static_cast<uint64_t>(index) >= dictionary_.size()) return damaged("an index lies outside of the dictionary");
      cell = dictionary_[static_cast<size_t>(index)];
      if (cell.has_bytes()) cell.bytes = out.arena.keep(cell.text());
    } else {
      cell = value(array, i, out.arena);
    }
  } else if (!array.valid(i)) {
    if (!last) cell.type = CellType::kAbsent, cell.integer = static_cast<int64_t>(step);
  } else if (array.field->storage == Storage::kStruct) {
    return put(step + 1, i, out);
  } else {
    const int64_t from = array.offset(i), to = array.offset(i + 1);
    for (int64_t element = from; element < to; ++element) MOCKDATA_CHECK(put(step + 1, element, out));
    if (from < to) return {};
    cell.type = CellType::kAbsent, cell.integer = static_cast<int64_t>(step + 1);
  }
  if (out.cells.size() >= kMaxCells) return damaged("a batch of rows holds more than 16 million elements");
  if (out.arena.full()) return damaged("a batch of rows holds more than 512 MiB of text");
  out.cells.push_back(cell);
  return {};
}

Result<size_t> ArrowColumn::next(size_t rows, CellColumn& out) {
  size_t done = 0;
  for (; done < rows; ++done) {
    if (row_ == rows_) {
      MOCKDATA_CHECK(next_batch());
      if (rows_ == 0) break;
    }
    MOCKDATA_CHECK(put(0, row_, out));
    ++row_;
    out.first_cell.push_back(static_cast<uint32_t>(out.cells.size()));
  }
  return done;
}

}  // namespace mockdata::verify
