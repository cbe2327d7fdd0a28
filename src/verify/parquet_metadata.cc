#include "verify/parquet_metadata.h"

namespace mockdata::verify::parquet {
namespace {

using Field = ThriftReader::Field;
using Type = ThriftReader::Type;
using Logical = SchemaNode::Logical;

// The member of a union of empty structs, by its field number.
int64_t union_member(ThriftReader& reader) {
  int64_t member = 0;
  reader.structure([&](Field field) {
    member = field.id;
    reader.skip(field.type);
  });
  return member;
}

void read_logical_type(ThriftReader& reader, SchemaNode& node) {
  reader.structure([&](Field kind) {
    switch (kind.id) {
      case 1: node.logical = Logical::kString; break;
      case 2: node.logical = Logical::kMap; break;
      case 3: node.logical = Logical::kList; break;
      case 4: node.logical = Logical::kEnum; break;
      case 5: node.logical = Logical::kDecimal; break;
      case 6: node.logical = Logical::kDate; break;
      case 7: node.logical = Logical::kTime; break;
      case 8: node.logical = Logical::kTimestamp; break;
      case 10: node.logical = Logical::kInteger; break;
      case 11: node.logical = Logical::kNull; break;
      case 12: node.logical = Logical::kJson; break;
      case 13: node.logical = Logical::kBson; break;
      case 14: node.logical = Logical::kUuid; break;
      case 15: node.logical = Logical::kFloat16; break;
      default: node.logical = Logical::kOther; break;
    }
    if (kind.type != Type::kStruct) return reader.skip(kind.type);
    const bool time = kind.id == 7 || kind.id == 8;
    reader.structure([&](Field field) {
      if (kind.id == 5 && field.id == 1) node.scale = reader.integer(field);
      else if (kind.id == 5 && field.id == 2) node.precision = reader.integer(field);
      else if (time && field.id == 1) node.utc = reader.boolean(field);
      else if (time && field.id == 2 && field.type == Type::kStruct) {
        const int64_t unit = union_member(reader);
        node.unit = unit == 1 ? TimeUnit::kMillis : unit == 2 ? TimeUnit::kMicros : TimeUnit::kNanos;
      } else if (kind.id == 10 && field.id == 1) node.bit_width = reader.integer(field);
      else if (kind.id == 10 && field.id == 2) node.is_signed = reader.boolean(field);
      else reader.skip(field.type);
    });
  });
}

// The older annotation, used where no logical type was written.
void apply_converted_type(SchemaNode& node) {
  if (node.logical != Logical::kNone || !node.converted_type) return;
  const auto integer = [&](int64_t width, bool is_signed) {
    node.logical = Logical::kInteger, node.bit_width = width, node.is_signed = is_signed;
  };
  const auto time = [&](Logical logical, TimeUnit unit) { node.logical = logical, node.unit = unit, node.utc = true; };
  switch (*node.converted_type) {
    case 0: node.logical = Logical::kString; break;
    case 1: case 2: node.logical = Logical::kMap; break;
    case 3: node.logical = Logical::kList; break;
    case 4: node.logical = Logical::kEnum; break;
    case 5: node.logical = Logical::kDecimal; break;
    case 6: node.logical = Logical::kDate; break;
    case 7: time(Logical::kTime, TimeUnit::kMillis); break;
    case 8: time(Logical::kTime, TimeUnit::kMicros); break;
    case 9: time(Logical::kTimestamp, TimeUnit::kMillis); break;
    case 10: time(Logical::kTimestamp, TimeUnit::kMicros); break;
    case 11: integer(8, false); break;
    case 12: integer(16, false); break;
    case 13: integer(32, false); break;
    case 14: integer(64, false); break;
    case 15: integer(8, true); break;
    case 16: integer(16, true); break;
    case 17: integer(32, true); break;
    case 18: integer(64, true); break;
    case 19: node.logical = Logical::kJson; break;
    case 20: node.logical = Logical::kBson; break;
    default: node.logical = Logical::kOther; break;
  }
}

SchemaNode read_schema_node(ThriftReader& reader) {
  SchemaNode node;
  bool typed = false;
  reader.structure([&](Field field) {
    switch (field.id) {
      case 1: node.type = static_cast<Physical>(reader.integer(field)), typed = true; break;
      case 2: node.type_length = reader.integer(field); break;
      case 3: node.repetition = static_cast<SchemaNode::Repetition>(reader.integer(field) & 3); break;
      case 4: node.name = reader.text(field); break;
      case 5: node.children = reader.integer(field); break;
      case 6: node.converted_type = reader.integer(field); break;
      case 7: node.scale = reader.integer(field); break;
      case 8: node.precision = reader.integer(field); break;
      case 9: node.field_id = reader.integer(field); break;
      case 10:
        if (field.type == Type::kStruct) read_logical_type(reader, node);
        else reader.skip(field.type);
        break;
      default: reader.skip(field.type);
    }
  });
  node.group = !typed;
  apply_converted_type(node);
  return node;
}

void read_column_metadata(ThriftReader& reader, ColumnChunk& chunk) {
  reader.structure([&](Field field) {
    switch (field.id) {
      case 1: chunk.type = static_cast<Physical>(reader.integer(field)); break;
      case 2: reader.list(field, [&](Type type) { chunk.encodings.push_back(static_cast<Encoding>(reader.integer(type))); }); break;
      case 3: reader.list(field, [&](Type type) { chunk.path_in_schema.push_back(reader.text(type)); }); break;
      case 4: chunk.codec = static_cast<Codec>(reader.integer(field)); break;
      case 5: chunk.values = reader.integer(field); break;
      case 6: chunk.uncompressed_size = reader.integer(field); break;
      case 7: chunk.compressed_size = reader.integer(field); break;
      case 9: chunk.data_page_offset = reader.integer(field); break;
      case 11: chunk.dictionary_page_offset = reader.integer(field); break;
      case 12:
        if (field.type == Type::kStruct) chunk.statistics = parse_statistics(reader);
        else reader.skip(field.type);
        break;
      case 14: chunk.bloom_filter_offset = reader.integer(field); break;
      default: reader.skip(field.type);
    }
  });
}

ColumnChunk read_column_chunk(ThriftReader& reader) {
  ColumnChunk chunk;
  reader.structure([&](Field field) {
    switch (field.id) {
      case 1: chunk.file_path = reader.text(field); break;
      case 3:
        if (field.type == Type::kStruct) read_column_metadata(reader, chunk);
        else reader.skip(field.type);
        break;
      case 4: chunk.offset_index_offset = reader.integer(field); break;
      case 5: chunk.offset_index_length = reader.integer(field); break;
      case 6: chunk.column_index_offset = reader.integer(field); break;
      case 7: chunk.column_index_length = reader.integer(field); break;
      case 8: chunk.encrypted = true, reader.skip(field.type); break;
      default: reader.skip(field.type);
    }
  });
  return chunk;
}

RowGroup read_row_group(ThriftReader& reader) {
  RowGroup group;
  reader.structure([&](Field field) {
    switch (field.id) {
      case 1: reader.list(field, [&](Type type) {
        if (type == Type::kStruct) group.columns.push_back(read_column_chunk(reader));
        else reader.skip(type);
      }); break;
      case 2: group.total_byte_size = reader.integer(field); break;
      case 3: group.rows = reader.integer(field); break;
      case 5: group.file_offset = reader.integer(field); break;
      case 6: group.total_compressed_size = reader.integer(field); break;
      default: reader.skip(field.type);
    }
  });
  return group;
}

Status check_row_groups(const Metadata& metadata, const std::string& where) {
  int64_t rows = 0;
  for (const RowGroup& group : metadata.row_groups) {
    if (group.rows < 0 || __builtin_add_overflow(rows, group.rows, &rows)) return destination_error("a row group's number of rows is invalid", where);
    if (group.columns.size() != metadata.leaves.size()) {
      return destination_error("a row group has " + std::to_string(group.columns.size()) + " columns, the schema " +
                                   std::to_string(metadata.leaves.size()), where);
    }
    for (size_t i = 0; i < group.columns.size(); ++i) {
      const ColumnChunk& chunk = group.columns[i];
      const std::string at = where + ":" + metadata.leaves[i].path;
      if (chunk.encrypted) return destination_error("the column is encrypted", at);
      if (!chunk.file_path.empty()) return destination_error("the column lies in another file", at);
      if (chunk.type != metadata.leaves[i].node.type) return destination_error("the chunk's type is not the schema's", at);
      if (chunk.values < 0 || chunk.compressed_size < 0 || chunk.data_page_offset < 0) return destination_error("negative size", at);
    }
  }
  if (rows != metadata.rows) {
    return destination_error("the footer says " + std::to_string(metadata.rows) + " rows, its row groups " + std::to_string(rows), where);
  }
  return {};
}

}  // namespace

Statistics parse_statistics(ThriftReader& reader) {
  Statistics statistics;
  reader.structure([&](Field field) {
    switch (field.id) {
      case 1: statistics.deprecated_max = reader.text(field); break;
      case 2: statistics.deprecated_min = reader.text(field); break;
      case 3: statistics.null_count = reader.integer(field); break;
      case 4: statistics.distinct_count = reader.integer(field); break;
      case 5: statistics.max_value = reader.text(field); break;
      case 6: statistics.min_value = reader.text(field); break;
      case 7: statistics.is_max_exact = reader.boolean(field); break;
      case 8: statistics.is_min_exact = reader.boolean(field); break;
      default: reader.skip(field.type);
    }
  });
  return statistics;
}

Result<Metadata> parse_footer(std::string_view bytes, const std::string& where) {
  Metadata metadata;
  ThriftReader reader(bytes);
  bool encrypted = false;
  reader.structure([&](Field field) {
    switch (field.id) {
      case 1: metadata.version = reader.integer(field); break;
      case 2: reader.list(field, [&](Type type) {
        if (type == Type::kStruct) metadata.schema.push_back(read_schema_node(reader));
        else reader.skip(type);
      }); break;
      case 3: metadata.rows = reader.integer(field); break;
      case 4: reader.list(field, [&](Type type) {
        if (type == Type::kStruct) metadata.row_groups.push_back(read_row_group(reader));
        else reader.skip(type);
      }); break;
      case 5: reader.list(field, [&](Type) {
        auto& pair = metadata.key_values.emplace_back();
        reader.structure([&](Field part) {
          if (part.id == 1) pair.first = reader.text(part);
          else if (part.id == 2) pair.second = reader.text(part);
          else reader.skip(part.type);
        });
      }); break;
      case 6: metadata.created_by = reader.text(field); break;
      case 7: reader.list(field, [&](Type type) { ++metadata.column_orders, reader.skip(type); }); break;
      case 8: encrypted = true, reader.skip(field.type); break;
      default: reader.skip(field.type);
    }
  });
  if (reader.failed()) return destination_error("the footer is damaged", where);
  if (encrypted) return destination_error("the file is encrypted", where);
  MOCKDATA_ASSIGN(metadata.leaves, leaves_of(metadata.schema, where));
  MOCKDATA_CHECK(check_row_groups(metadata, where));
  return metadata;
}

Result<OffsetIndex> parse_offset_index(std::string_view bytes, const std::string& where) {
  OffsetIndex index;
  ThriftReader reader(bytes);
  reader.structure([&](Field field) {
    if (field.id != 1) return reader.skip(field.type);
    reader.list(field, [&](Type) {
      PageLocation& page = index.pages.emplace_back();
      reader.structure([&](Field part) {
        if (part.id == 1) page.offset = reader.integer(part);
        else if (part.id == 2) page.compressed_size = reader.integer(part);
        else if (part.id == 3) page.first_row = reader.integer(part);
        else reader.skip(part.type);
      });
    });
  });
  if (reader.failed()) return destination_error("the offset index is damaged", where);
  return index;
}

Result<ColumnIndex> parse_column_index(std::string_view bytes, const std::string& where) {
  ColumnIndex index;
  ThriftReader reader(bytes);
  reader.structure([&](Field field) {
    switch (field.id) {
      case 1: reader.list(field, [&](Type) { index.null_pages.push_back(reader.element_boolean()); }); break;
      case 2: reader.list(field, [&](Type type) { index.min_values.push_back(reader.text(type)); }); break;
      case 3: reader.list(field, [&](Type type) { index.max_values.push_back(reader.text(type)); }); break;
      case 4: index.boundary_order = reader.integer(field); break;
      case 5: reader.list(field, [&](Type type) { index.null_counts.push_back(reader.integer(type)); }); break;
      default: reader.skip(field.type);
    }
  });
  const size_t pages = index.null_pages.size();
  if (reader.failed() || index.min_values.size() != pages || index.max_values.size() != pages ||
      (!index.null_counts.empty() && index.null_counts.size() != pages)) {
    return destination_error("the column index is damaged", where);
  }
  return index;
}

}  // namespace mockdata::verify::parquet
