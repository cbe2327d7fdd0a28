// landed_dump FILE.parquet… : what the Parquet reader sees, as one line of JSON a file; an error is {"error": text}.
// Only tests use it. A cell is its text, null for a null, and the number of the missing step where something before it is missing.
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

#include "verify/parquet_reader.h"

namespace {

using Json = nlohmann::ordered_json;
using namespace mockdata;
using namespace mockdata::verify;

Json cell_json(const Cell& cell) {
  if (cell.type == CellType::kAbsent) return cell.integer;
  if (cell.type == CellType::kNull) return nullptr;
  return to_text(cell);
}

Json pages_json(const std::vector<PageInfo>& pages) {
  Json out = Json::array();
  for (const PageInfo& page : pages) {
    out.push_back({{"dictionary", page.dictionary}, {"version", page.version}, {"encoding", parquet::encoding_name(page.encoding)},
                   {"values", page.values}, {"crc", page.has_crc}});
  }
  return out;
}

Result<Json> dump(const std::string& path, size_t batch) {
  MOCKDATA_ASSIGN(const ParquetFile file, ParquetFile::open(path));
  Json out{{"rows", file.metadata().rows}, {"row_groups", file.metadata().row_groups.size()}, {"created_by", file.metadata().created_by}};
  for (size_t i = 0; i < file.leaves().size(); ++i) {
    const parquet::Leaf& leaf = file.leaves()[i];
    Json rows = Json::array();
    ParquetColumn column = file.column(i);
    CellColumn cells;
    for (;;) {
      cells.clear();
      MOCKDATA_ASSIGN(const size_t count, column.next(batch, cells));
      for (size_t row = 0; row < count; ++row) {
        Json elements = Json::array();
        for (uint32_t c = cells.first_cell[row]; c < cells.first_cell[row + 1]; ++c) elements.push_back(cell_json(cells.cells[c]));
        rows.push_back(std::move(elements));
      }
      if (count < batch) break;
    }
    Json chunks = Json::array();
    for (size_t g = 0; g < file.metadata().row_groups.size(); ++g) {
      const parquet::Statistics& statistics = file.metadata().row_groups[g].columns[i].statistics;
      MOCKDATA_ASSIGN(const auto pages, file.pages(g, i));
      MOCKDATA_ASSIGN(const auto offsets, file.offset_index(g, i));
      MOCKDATA_ASSIGN(const auto index, file.column_index(g, i));
      chunks.push_back({{"pages", pages_json(pages)}, {"nulls", statistics.null_count ? Json(*statistics.null_count) : Json()},
                        {"offset_index", offsets.pages.size()}, {"column_index", index.null_pages.size()},
                        {"has_min_max", statistics.min_value && statistics.max_value}});
    }
    out["columns"].push_back({{"path", leaf.path}, {"type", cell_type_name(leaf.type)}, {"nullable", leaf.nullable}, {"chunks", chunks}, {"cells", rows}});
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  size_t batch = 7;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument.rfind("--batch=", 0) == 0) {
      batch = std::stoul(argument.substr(8));
      continue;
    }
    Result<Json> result = dump(argument, batch);
    const Json line = result.ok() ? *result : Json{{"error", result.error().to_string()}};
    std::cout << line.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
  }
}
