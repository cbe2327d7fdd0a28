#include "land/delta_schema.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

namespace mockdata {
namespace {

using Json = nlohmann::ordered_json;

Json type_json(const DataType& type);

Json fields_json(const std::vector<ColumnType>& columns) {
  Json fields = Json::array();
  for (const ColumnType& column : columns)
    fields.push_back({{"name", column.name}, {"type", type_json(column.type)}, {"nullable", column.nullable}, {"metadata", Json::object()}});
  return fields;
}

Json type_json(const DataType& type) {
  switch (type.id) {
    case TypeId::kBool: return "boolean";
    case TypeId::kInt32: return "integer";
    case TypeId::kInt64: return "long";
    case TypeId::kFloat: return "float";
    case TypeId::kDouble: return "double";
    case TypeId::kDecimal: return "decimal(" + std::to_string(type.precision) + "," + std::to_string(type.scale) + ")";
    case TypeId::kDate: return "date";
    case TypeId::kDatetime:
    case TypeId::kTimestamp: return "timestamp";
    case TypeId::kTime:
    case TypeId::kText:
    case TypeId::kUuid:
    case TypeId::kJson: return "string";
    case TypeId::kBinary: return "binary";
    case TypeId::kStruct: return {{"type", "struct"}, {"fields", fields_json(type.children)}};
    case TypeId::kList:
      return {{"type", "array"}, {"elementType", type_json(type.children[0].type)}, {"containsNull", type.children[0].nullable}};
  }
  return nullptr;
}

std::string folded(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

std::vector<ColumnType> lake_columns(const std::vector<ColumnType>& columns, const std::string& path, std::vector<std::string>* notes);

DataType lake_type(const DataType& type, const std::string& path, std::vector<std::string>* notes) {
  switch (type.id) {
    case TypeId::kTime:
    case TypeId::kUuid:
    case TypeId::kJson: return {TypeId::kText, 0, 0, {}};
    case TypeId::kDatetime: return {TypeId::kTimestamp, 0, 0, {}};
    case TypeId::kStruct: return DataType::structure(lake_columns(type.children, path + ".", notes));
    case TypeId::kList: {
      ColumnType element = type.children[0];
      element.type = lake_type(element.type, path + "[]", notes);
      return DataType::list(std::move(element));
    }
    default: return type;
  }
}

std::vector<ColumnType> lake_columns(const std::vector<ColumnType>& columns, const std::string& path, std::vector<std::string>* notes) {
  std::vector<ColumnType> changed;
  std::set<std::string> taken;
  for (const ColumnType& column : columns) {
    ColumnType& now = changed.emplace_back(column);
    for (char& c : now.name)
      if (std::string_view(" ,;{}()\n\t=").find(c) != std::string_view::npos) c = '_';
    if (now.name.empty()) now.name = "_";
    const std::string base = now.name;
    for (int i = 2; !taken.insert(folded(now.name)).second; ++i) now.name = base + "_" + std::to_string(i);
    if (now.name != column.name && notes) notes->push_back(path + column.name + ": written as " + now.name);
    now.type = lake_type(column.type, path + column.name, notes);
  }
  return changed;
}

void add_paths(const ColumnType& from, const ColumnType& to, const std::string& from_path, const std::string& to_path, std::map<std::string, std::string>& paths) {
  if (from_path != to_path) paths.emplace(from_path, to_path);
  const bool list = from.type.id == TypeId::kList;
  for (std::size_t i = 0; i < from.type.children.size(); ++i) {
    const ColumnType &old = from.type.children[i], &now = to.type.children[i];
    add_paths(old, now, from_path + (list ? "[]" : "." + old.name), to_path + (list ? "[]" : "." + now.name), paths);
  }
}

// Brings blocks of one type to Delta's; keeps what it makes until the next block.
class Converter {
 public:
  explicit Converter(const DataType& type) : type_(type) {
    for (const ColumnType& child : type.children) children_.emplace_back(child.type);
    active_ = type.id == TypeId::kTime || type.id == TypeId::kUuid ||
              std::any_of(children_.begin(), children_.end(), [](const Converter& c) { return c.active_; });
  }

  const Block* convert(const Block* from) {
    if (!active_) return from;
    if (from->layout == Layout::kFixed && type_.id == TypeId::kTime) return text<int64_t, 15>(*from, time_text);
    if (from->layout == Layout::kFixed && type_.id == TypeId::kUuid) return text<Uuid, 36>(*from, uuid_text);
    made_.share(*from);
    for (std::size_t i = 0; i < made_.children.size(); ++i) made_.children[i] = children_[i].convert(from->children[i]);
    return &made_;
  }

 private:
  struct Uuid {
    unsigned char bytes[16];
  };

  static void two_digits(char* out, int64_t value) {
    out[0] = static_cast<char>('0' + value / 10 % 10);
    out[1] = static_cast<char>('0' + value % 10);
  }
  static void time_text(int64_t micros, char* out) {
    micros = ((micros % 86400000000) + 86400000000) % 86400000000;
    int64_t part = micros % 1000000;
    const int64_t seconds = micros / 1000000;
    two_digits(out, seconds / 3600);
    two_digits(out + 3, seconds / 60 % 60);
    two_digits(out + 6, seconds % 60);
    out[2] = out[5] = ':';
    out[8] = '.';
    for (int i = 14; i > 8; --i, part /= 10) out[i] = static_cast<char>('0' + part % 10);
  }
  static void uuid_text(const Uuid& uuid, char* out) {
    static constexpr char kDigits[] = "0123456789abcdef";
    for (int i = 0; i < 16; ++i) {
      if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
      *out++ = kDigits[uuid.bytes[i] >> 4];
      *out++ = kDigits[uuid.bytes[i] & 15];
    }
  }

  template <class T, uint32_t kLength, class Write>
  const Block* text(const Block& from, Write write) {
    char* bytes = made_.own_text(from.size, std::size_t{from.size} * kLength);
    uint32_t* offsets = made_.own_offsets();
    const T* values = from.values<T>();
    for (uint32_t i = 0; i < from.size; ++i) {
      offsets[i] = i * kLength;
      write(values[i], bytes + offsets[i]);
    }
    offsets[from.size] = from.size * kLength;
    made_.validity = from.validity;
    return &made_;
  }

  DataType type_;
  std::vector<Converter> children_;
  Block made_;
  bool active_ = false;
};

class LakeTransform final : public RowTransform {
 public:
  explicit LakeTransform(const Schema& schema) : blocks_(schema.size()) {
    for (const ColumnType& column : schema) converters_.emplace_back(column.type);
  }
  std::span<const Block* const> apply(std::span<const Block* const> from) override {
    for (std::size_t i = 0; i < from.size(); ++i) blocks_[i] = converters_[i].convert(from[i]);
    return blocks_;
  }

 private:
  std::vector<Converter> converters_;
  std::vector<const Block*> blocks_;
};

}  // namespace

std::string delta_schema_string(const Schema& schema) {
  return Json({{"type", "struct"}, {"fields", fields_json(schema)}}).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Schema lake_schema(const Schema& schema, std::vector<std::string>* notes) { return lake_columns(schema, "", notes); }

std::map<std::string, std::string> lake_paths(const Schema& schema) {
  std::map<std::string, std::string> paths;
  const Schema lake = lake_schema(schema);
  for (std::size_t i = 0; i < schema.size(); ++i) add_paths(schema[i], lake[i], schema[i].name, lake[i].name, paths);
  return paths;
}

std::unique_ptr<RowTransform> lake_transform(const Schema& schema) { return std::make_unique<LakeTransform>(schema); }

}  // namespace mockdata
