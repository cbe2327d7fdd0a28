// Only tests use it.
// landed_dump FILE… : what the readers of Parquet and Arrow (.arrow, .arrows) see, as one line of JSON a file; an error is {"error": text}.
// A cell is its text, null for a null, and the number of the missing step where something before it is missing.
// landed_dump --verify=FILE.json : runs the checks over expectations written as JSON, and prints the report as JSON.
#include <fstream>
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

#include "verify/checks.h"
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

// Every row of a column, as lists of cells.
template <class Column>
Result<Json> rows_json(Column column, size_t batch) {
  Json rows = Json::array();
  CellColumn cells;
  for (;;) {
    cells.clear();
    MOCKDATA_ASSIGN(const size_t count, column.next(batch, cells));
    for (size_t row = 0; row < count; ++row) {
      Json elements = Json::array();
      for (uint32_t c = cells.first_cell[row]; c < cells.first_cell[row + 1]; ++c) elements.push_back(cell_json(cells.cells[c]));
      rows.push_back(std::move(elements));
    }
    if (count < batch) return rows;
  }
}

Result<Json> dump_arrow(const std::string& path, size_t batch) {
  MOCKDATA_ASSIGN(const ArrowFile file, ArrowFile::open(path));
  Json out{{"rows", file.rows()}, {"batches", file.batches()}};
  for (size_t i = 0; i < file.leaves().size(); ++i) {
    const ArrowLeaf& leaf = file.leaves()[i];
    MOCKDATA_ASSIGN(Json rows, rows_json(file.column(i), batch));
    out["columns"].push_back({{"path", leaf.path}, {"type", cell_type_name(leaf.field().type)}, {"nullable", leaf.field().nullable},
                              {"dictionary", leaf.field().dictionary.has_value()}, {"cells", std::move(rows)}});
  }
  return out;
}

Result<Json> dump(const std::string& path, size_t batch) {
  MOCKDATA_ASSIGN(const ParquetFile file, ParquetFile::open(path));
  Json out{{"rows", file.metadata().rows}, {"row_groups", file.metadata().row_groups.size()}, {"created_by", file.metadata().created_by}};
  for (size_t i = 0; i < file.leaves().size(); ++i) {
    const parquet::Leaf& leaf = file.leaves()[i];
    MOCKDATA_ASSIGN(Json rows, rows_json(file.column(i), batch));
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

LandedFormat format_of(const std::string& name) {
  for (auto format : {LandedFormat::kParquet, LandedFormat::kDelta, LandedFormat::kArrow, LandedFormat::kNdjson, LandedFormat::kJson, LandedFormat::kCsv})
    if (name == landed_format_name(format)) return format;
  return LandedFormat::kParquet;
}

// [{name, format, paths, rows?, columns: [[path, type, nullable]], primary_key, unique, foreign_keys: [{from, to_entity, to, optional}], bronze}]
Result<Json> run_checks(const std::string& file, size_t memory) {
  std::ifstream input(file);
  std::vector<EntityExpectation> entities;
  for (const Json& entry : Json::parse(input)) {
    EntityExpectation& entity = entities.emplace_back();
    entity.name = entry.at("name");
    entity.data = {format_of(entry.at("format")), entry.at("paths")};
    if (entry.contains("rows")) entity.rows = entry["rows"].get<int64_t>();
    for (const Json& column : entry.at("columns")) {
      ColumnExpectation& expected = entity.columns.emplace_back();
      expected.path = column.at(0);
      expected.nullable = column.at(2);
      if (!parse_value_type(column.at(1), expected.type, expected.precision, expected.scale)) return invalid_error("unknown type", expected.path);
    }
    entity.synthetic_mark.clear();
    if (entry.value("bronze", false)) expect_bronze_columns(entity);
    if (entry.contains("primary_key")) entity.primary_key = entry["primary_key"].get<std::vector<std::string>>();
    if (entry.contains("unique")) entity.unique = entry["unique"].get<std::vector<std::vector<std::string>>>();
    for (const Json& key : entry.value("foreign_keys", Json::array()))
      entity.foreign_keys.push_back({key.at("from"), key.at("to_entity"), key.at("to"), key.value("optional", true)});
  }
  VerifyOptions options;
  if (memory) options.memory = memory;
  MOCKDATA_ASSIGN(const Report report, verify_landed(entities, options));
  Json out{{"passed", report.passed()}, {"lines", report.lines()}, {"checks", Json::array()}, {"entities", Json::array()}};
  for (const Check& check : report.checks) {
    out["checks"].push_back({{"name", check.name}, {"entity", check.entity}, {"passed", check.passed}, {"checked", check.checked},
                             {"failed", check.failed}, {"offenders", check.offenders}, {"detail", check.detail}, {"text", check.text()}});
  }
  for (const EntitySummary& entity : report.entities) out["entities"].push_back({{"name", entity.name}, {"rows", entity.rows}, {"files", entity.files}, {"bytes", entity.bytes}});
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  size_t batch = 7, memory = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument.rfind("--batch=", 0) == 0) {
      batch = std::stoul(argument.substr(8));
      continue;
    }
    if (argument.rfind("--memory=", 0) == 0) {
      memory = std::stoul(argument.substr(9));
      continue;
    }
    const bool checks = argument.rfind("--verify=", 0) == 0;
    Result<Json> result = checks ? run_checks(argument.substr(9), memory)
                          : argument.find(".arrow") != std::string::npos ? dump_arrow(argument, batch) : dump(argument, batch);
    const Json line = result.ok() ? *result : Json{{"error", result.error().to_string()}};
    std::cout << line.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
  }
}
