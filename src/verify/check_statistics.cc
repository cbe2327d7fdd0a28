// Whether what files and log state about their own content is true: null counts, smallest and largest values of row groups and
// pages, the places of pages, and a Delta table's statistics. Query engines skip data by these, so a wrong one loses rows silently.
#include <algorithm>
#include <cmath>
#include <cstring>

#include <nlohmann/json.hpp>

#include "verify/check_run.h"
#include "verify/conform.h"
#include "verify/parquet_reader.h"

namespace mockdata::verify {
namespace {

using Json = nlohmann::json;
using parquet::Leaf;

// A cell that owns its bytes.
struct Kept {
  Cell cell;
  std::string bytes;
  void set(const Cell& other) {
    cell = other;
    if (!other.has_bytes()) return;
    bytes.assign(other.text());
    cell.bytes = bytes.data();
  }
  const Cell& get() {
    if (cell.has_bytes()) cell.bytes = bytes.data();
    return cell;
  }
};

bool is_nan(const Cell& cell) { return cell.type == CellType::kDouble && std::isnan(cell.real); }

// Below 0, 0 or above 0. REQUIRES values of one column, not NaN.
int order(const Cell& a, const Cell& b) {
  const auto compare = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (a.type == CellType::kDecimal) return compare(a.decimal(), b.decimal());
  if (a.type == CellType::kDouble) return compare(a.real, b.real);
  if (a.has_bytes()) return compare(a.text(), b.text());
  return compare(a.integer, b.integer);
}

// The first eight bytes as a number that orders as they do; zeros where there are fewer.
uint64_t front(const Cell& cell) {
  uint64_t word = 0;
  std::memcpy(&word, cell.bytes, std::min<size_t>(cell.length, 8));
  return __builtin_bswap64(word);
}

// What a stretch of a column really holds.
struct Facts {
  int64_t cells = 0, nulls = 0;
  bool any = false;
  Kept low, high;

  void add(const Cell& cell) {
    ++cells;
    if (!cell.is_value()) return void(++nulls);
    if (is_nan(cell)) return;
    // Texts: their first eight bytes nearly always tell that they are no bound.
    if (any && cell.has_bytes()) {
      const uint64_t word = front(cell);
      if (word > front(low.get()) && word < front(high.get())) return;
    }
    if (!any || order(cell, low.get()) < 0) low.set(cell);
    if (!any || order(cell, high.get()) > 0) high.set(cell);
    any = true;
  }
  void add(Facts& other) {
    cells += other.cells, nulls += other.nulls;
    if (!other.any) return;
    if (!any || order(other.low.get(), low.get()) < 0) low.set(other.low.get());
    if (!any || order(other.high.get(), high.get()) > 0) high.set(other.high.get());
    any = true;
  }
};

// The value that a bound in the file stands for.
bool decode_bound(const Leaf& leaf, const std::string& bytes, Kept& bound) {
  Arena arena;
  Cell cell;
  if (leaf.node.type == parquet::Physical::kByteArray || leaf.node.type == parquet::Physical::kFixedByteArray) {
    cell.bytes = bytes.data();
    cell.length = static_cast<uint32_t>(bytes.size());
    if (leaf.type == CellType::kDouble && bytes.size() != 2) return false;
    if (!parquet::convert_cells(leaf, &cell, 1, arena)) return false;
  } else {
    auto decoder = parquet::make_value_decoder(parquet::Encoding::kPlain, leaf, bytes, 1, nullptr, leaf.path);
    if (!decoder.ok() || !(*decoder)->read(&cell, 1, arena)) return false;
  }
  bound.set(cell);
  return !is_nan(cell);
}

int64_t days_of(int64_t year, int64_t month, int64_t day) {
  year -= month <= 2;
  const int64_t era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
  const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

// A bound in a Delta table's statistics as a cell of the column's type.
bool json_bound(const Leaf& leaf, const Json& value, Kept& bound) {
  Cell cell;
  cell.type = leaf.type;
  std::string text;
  switch (leaf.type) {
    case CellType::kInteger:
      if (!value.is_number_integer()) return false;
      cell.integer = value.get<int64_t>();
      break;
    case CellType::kDouble: case CellType::kDecimal:
      if (!value.is_number()) return false;
      cell.type = CellType::kDouble;  // a decimal's digits beyond a double's are not compared
      cell.real = value.get<double>();
      break;
    case CellType::kText:
      if (!value.is_string()) return false;
      text = value.get<std::string>();
      cell.bytes = text.data(), cell.length = static_cast<uint32_t>(text.size());
      break;
    case CellType::kDate: case CellType::kTimestamp: {
      if (!value.is_string()) return false;
      text = value.get<std::string>();
      ColumnExpectation expected;
      expected.type = leaf.type == CellType::kDate ? ValueType::kDate : ValueType::kTimestamp;
      Cell written;
      written.type = CellType::kText, written.bytes = text.data(), written.length = static_cast<uint32_t>(text.size());
      if (!conforms(written, expected, true) || (text.size() > 10 && text.back() != 'Z')) return false;
      cell.integer = days_of(std::stol(text.substr(0, 4)), std::stol(text.substr(5, 2)), std::stol(text.substr(8, 2)));
      if (leaf.type == CellType::kDate) break;
      const int64_t seconds = std::stol(text.substr(11, 2)) * 3600 + std::stol(text.substr(14, 2)) * 60 + std::stol(text.substr(17, 2));
      std::string fraction = text.size() > 20 ? text.substr(20, text.size() - 21) : "";
      fraction.resize(6, '0');
      cell.integer = (cell.integer * 86400 + seconds) * 1000000 + std::stol(fraction);
      break;
    }
    default: return false;
  }
  bound.set(cell);
  return true;
}

class StatisticsCheck {
 public:
  StatisticsCheck(const Landed& landed, Check& check) : landed_(landed), check_(check) {}

  // The leaves [first, last) of a file.
  Status file(size_t number, size_t first, size_t last) {
    const ParquetFile& file = landed_.parquet_files()[number];
    Json delta;
    if (landed_.delta() && !landed_.delta()->files[number].statistics.empty()) delta = Json::parse(landed_.delta()->files[number].statistics, nullptr, false);
    for (size_t leaf = first; leaf < last; ++leaf) {
      Facts all;
      ParquetColumn column = file.column(leaf);
      for (size_t group = 0; group < file.metadata().row_groups.size(); ++group) {
        place_ = file.path() + ", row group " + std::to_string(group) + ", " + file.leaves()[leaf].path;
        MOCKDATA_CHECK(row_group(file, group, leaf, column, all));
      }
      place_ = "log, " + file.path() + ", " + file.leaves()[leaf].path;
      if (delta.is_object()) log(file.leaves()[leaf], delta, all);
    }
    return {};
  }

 private:
  void expect(bool good, const std::string& what) {
    ++check_.checked;
    if (good) return;
    check_.passed = false;
    ++check_.failed;
    if (check_.offenders.size() < 3) check_.offenders.push_back(place_ + ": " + what);
  }

  Status read(ParquetColumn& column, int64_t rows, Facts& facts) {
    for (; rows > 0; rows -= 4096) {
      cells_.clear();
      MOCKDATA_ASSIGN(const size_t got, column.next(static_cast<size_t>(std::min<int64_t>(rows, 4096)), cells_));
      if (got == 0) break;
      for (const Cell& cell : cells_.cells) facts.add(cell);
    }
    return {};
  }

  Status row_group(const ParquetFile& file, size_t number, size_t leaf_number, ParquetColumn& column, Facts& all) {
    const Leaf& leaf = file.leaves()[leaf_number];
    const parquet::RowGroup& group = file.metadata().row_groups[number];
    const parquet::Statistics& stated = group.columns[leaf_number].statistics;
    MOCKDATA_ASSIGN(const parquet::OffsetIndex offsets, file.offset_index(number, leaf_number));
    MOCKDATA_ASSIGN(const parquet::ColumnIndex index, file.column_index(number, leaf_number));
    MOCKDATA_ASSIGN(const std::vector<PageInfo> headers, file.pages(number, leaf_number));
    const bool paged = !offsets.pages.empty();
    if (paged) page_places(leaf, headers, offsets);
    const bool bounded = !index.null_pages.empty();
    if (bounded) expect(index.null_pages.size() == offsets.pages.size(), "the column index has not as many pages as the offset index");
    Facts facts;
    const size_t pages = paged ? offsets.pages.size() : 1;
    for (size_t page = 0; page < pages; ++page) {
      const int64_t begin = paged ? offsets.pages[page].first_row : 0;
      const int64_t end = page + 1 < pages ? offsets.pages[page + 1].first_row : group.rows;
      if (begin < 0 || begin > end || end > group.rows || (page == 0 && begin != 0)) return destination_error("the offset index's rows are damaged", place_);
      Facts of_page;
      MOCKDATA_CHECK(read(column, end - begin, of_page));
      if (bounded && page < index.null_pages.size()) page_bounds(leaf, index, page, of_page);
      facts.add(of_page);
    }
    if (stated.null_count && leaf.max_repetition == 0) expect(*stated.null_count == facts.nulls, "the null count is " + std::to_string(*stated.null_count) + " instead of " + std::to_string(facts.nulls));
    if (stated.min_value) bound(leaf, *stated.min_value, facts, false, stated.is_min_exact.value_or(false));
    if (stated.max_value) bound(leaf, *stated.max_value, facts, true, stated.is_max_exact.value_or(false));
    all.add(facts);
    return {};
  }

  void page_places(const Leaf& leaf, const std::vector<PageInfo>& headers, const parquet::OffsetIndex& offsets) {
    size_t page = 0;
    int64_t values = 0;
    bool same = true;
    for (const PageInfo& header : headers) {
      if (header.dictionary) continue;
      same = same && page < offsets.pages.size() && offsets.pages[page].offset == header.offset &&
             offsets.pages[page].compressed_size == header.header_size + header.compressed_size &&
             (leaf.max_repetition > 0 || offsets.pages[page].first_row == values);
      values += header.values;
      ++page;
    }
    expect(same && page == offsets.pages.size(), "the offset index does not give the pages' places");
  }

  void page_bounds(const Leaf& leaf, const parquet::ColumnIndex& index, size_t page, Facts& facts) {
    if (!index.null_counts.empty() && leaf.max_repetition == 0) expect(index.null_counts[page] == facts.nulls, "page " + std::to_string(page) + ": the null count is wrong");
    expect(!index.null_pages[page] || facts.nulls == facts.cells, "page " + std::to_string(page) + ": is called null, but holds values");
    if (index.null_pages[page]) return;
    bound(leaf, index.min_values[page], facts, false, false, true);
    bound(leaf, index.max_values[page], facts, true, false, true);
  }

  // Bounds of texts may be cut, those of pages of anything; others are the values themselves.
  void bound(const Leaf& leaf, const std::string& bytes, Facts& facts, bool upper, bool exact, bool of_page = false) {
    const std::string name = upper ? "the largest value" : "the smallest value";
    Kept stated;
    if (leaf.node.type == parquet::Physical::kInt96) return;
    if (!decode_bound(leaf, bytes, stated)) return expect(false, name + " is damaged");
    if (!facts.any) return;
    const int at = order(stated.get(), upper ? facts.high.get() : facts.low.get());
    expect(upper ? at >= 0 : at <= 0, name + " does not bound the values");
    if (exact || (!stated.get().has_bytes() && !of_page)) expect(at == 0, name + " is none of the values");
  }

  void log(const Leaf& leaf, const Json& statistics, Facts& facts) {
    if (leaf.max_repetition > 0) return;
    const auto find = [&](const char* kind) -> const Json* {
      const Json* at = &statistics;
      const auto enter = [&](const std::string& name) {
        if (!at) return;
        const auto member = at->is_object() ? at->find(name) : at->end();
        at = at->is_object() && member != at->end() ? &*member : nullptr;
      };
      enter(kind);
      for (const std::string& step : leaf.steps) enter(step);
      return at;
    };
    if (const Json* nulls = find("nullCount")) expect(nulls->is_number_integer() && nulls->get<int64_t>() == facts.nulls, "nullCount is not " + std::to_string(facts.nulls));
    for (const bool upper : {false, true}) {
      const Json* value = find(upper ? "maxValues" : "minValues");
      const std::string name = upper ? "maxValues" : "minValues";
      if (!value || value->is_null()) continue;
      Kept stated, actual;
      if (leaf.type == CellType::kBool || leaf.type == CellType::kBinary) continue;
      if (!json_bound(leaf, *value, stated)) {
        expect(false, name + " is damaged");
        continue;
      }
      if (!facts.any) continue;
      actual.set(upper ? facts.high.get() : facts.low.get());
      double slack = 0;
      if (leaf.type == CellType::kDecimal) {
        actual.cell.type = CellType::kDouble;
        actual.cell.real = static_cast<double>((upper ? facts.high : facts.low).get().decimal()) * std::pow(10.0, -leaf.node.scale);
        slack = std::abs(actual.cell.real) * 1e-14;
        stated.cell.real += upper ? slack : -slack;
      }
      const int at = order(stated.get(), actual.get());
      expect(upper ? at >= 0 : at <= 0, name + " does not bound the values");
    }
  }

  const Landed& landed_;
  Check& check_;
  std::string place_;
  CellColumn cells_;
};

}  // namespace

Status check_statistics(const OpenEntity& entity, std::size_t part, Progress& progress, Check& check) {
  check.passed = true;
  StatisticsCheck statistics(*entity.landed, check);
  const std::vector<ParquetFile>& files = entity.landed->parquet_files();
  for (size_t file = 0; file < files.size(); ++file) {
    const std::size_t leaves = files[file].leaves().size(), first = leaves * part / kStatisticsParts, last = leaves * (part + 1) / kStatisticsParts;
    if (first == last) continue;
    if (Status status = statistics.file(file, first, last); !status.ok()) {
      check.passed = false;
      check.detail = status.error().to_string();
      break;
    }
    MOCKDATA_CHECK(progress.report(entity.expected->name, "statistics", static_cast<int64_t>(file) + 1));
  }
  return {};
}

Check join_statistics(const OpenEntity& entity, std::vector<Check> parts) {
  Check all{"statistics", entity.expected->name, "Statistics of " + entity.expected->name + " in files and log are true", true, 0, 0, {}, {}};
  for (Check& part : parts) {
    all.passed = all.passed && part.passed;
    all.checked += part.checked;
    all.failed += part.failed;
    if (all.detail.empty()) all.detail = part.detail;
    for (std::string& offender : part.offenders)
      if (all.offenders.size() < 3) all.offenders.push_back(std::move(offender));
  }
  return all;
}

}  // namespace mockdata::verify
