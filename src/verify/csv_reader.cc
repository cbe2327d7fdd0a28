#include "verify/csv_reader.h"

#include <algorithm>
#include <cstring>
#include <set>

#include "verify/paths.h"
#include "verify/utf8.h"

namespace mockdata::verify {
namespace {

constexpr size_t kWindow = 1 << 20, kMaxRecord = 64 << 20;

}  // namespace

CsvReader::CsvReader(InputFile file, const CsvDialect& dialect) : file_(std::move(file)), dialect_(dialect), window_(kWindow) {}

Error CsvReader::damaged(const std::string& what) const { return destination_error(what, file_.path() + ": record " + std::to_string(record_)); }

Result<CsvReader> CsvReader::open(const std::string& path, const std::vector<std::string>& paths, const CsvDialect& dialect) {
  MOCKDATA_ASSIGN(InputFile file, InputFile::open(path));
  CsvReader reader(std::move(file), dialect);
  MOCKDATA_CHECK(reader.more());
  if (reader.end_ >= 3 && std::memcmp(reader.window_.data(), "\xEF\xBB\xBF", 3) == 0) reader.at_ = 3;
  if (dialect.header) {
    MOCKDATA_ASSIGN(const bool any, reader.next_record());
    if (!any) return reader.damaged("the file is empty: a header is expected");
    Arena arena;
    for (const Field& field : reader.fields_) reader.names_.emplace_back(plain(field, arena));
  } else {
    if (dialect.names.empty()) return reader.damaged("the file has no header, and the names of its columns are not known");
    reader.names_ = dialect.names;
  }
  if (std::set<std::string>(reader.names_.begin(), reader.names_.end()).size() != reader.names_.size()) return reader.damaged("a header stands twice");
  MOCKDATA_CHECK(reader.bind(paths));
  return reader;
}

Result<std::vector<std::string>> CsvReader::header(const std::string& path, const CsvDialect& dialect) {
  MOCKDATA_ASSIGN(const CsvReader reader, open(path, {}, dialect));
  return reader.names_;
}

Status CsvReader::bind(const std::vector<std::string>& paths) {
  targets_.resize(names_.size());
  std::vector<std::string> inside(paths);
  for (size_t i = 0; i < paths.size(); ++i) {
    const std::string& path = paths[i];
    const auto whole = std::find(names_.begin(), names_.end(), path);
    if (whole != names_.end()) {
      targets_[static_cast<size_t>(whole - names_.begin())].columns.push_back(i);
      inside[i].clear();  // not the extractor's
      continue;
    }
    size_t best = names_.size();
    for (size_t n = 0; n < names_.size(); ++n) {
      const std::string& name = names_[n];
      const bool below = path.size() > name.size() && path.compare(0, name.size(), name) == 0 && (path[name.size()] == '.' || path[name.size()] == '[');
      if (below && (best == names_.size() || name.size() > names_[best].size())) best = n;
    }
    if (best == names_.size()) return destination_error("has no column " + path, file_.path());
    targets_[best].json = true;
    targets_[best].steps = steps_of(names_[best]);
  }
  extractor_.emplace(inside);
  return {};
}

Status CsvReader::more() {
  if (at_ == 0 && end_ == window_.size()) {
    if (window_.size() >= kMaxRecord) return damaged("a record is longer than 64 MiB");
    window_.resize(window_.size() * 2);
  }
  std::memmove(window_.data(), window_.data() + at_, end_ - at_);
  end_ -= at_;
  at_ = 0;
  MOCKDATA_ASSIGN(const size_t got, file_.read_next(window_.data() + end_, window_.size() - end_));
  end_ += got;
  complete_ = got == 0;
  return {};
}

CsvReader::Outcome CsvReader::record(size_t& next) {
  fields_.clear();
  const char* at = window_.data() + at_;
  const char* end = window_.data() + end_;
  const auto refuse = [&](const char* what) {
    problem_ = what;
    return Outcome::kBad;
  };
  for (;;) {
    Field field{at, 0, false, false};
    if (at != end && *at == '"') {
      field.quoted = true;
      field.begin = ++at;
      for (;;) {
        at = static_cast<const char*>(std::memchr(at, '"', static_cast<size_t>(end - at)));
        if (!at || (at + 1 == end && !complete_)) return complete_ ? refuse("a quoted field has no end") : Outcome::kMore;
        if (at + 1 == end || at[1] != '"') break;
        field.escaped = true;
        at += 2;
      }
      field.size = static_cast<size_t>(at++ - field.begin);
    } else {
      while (at != end && *at != dialect_.delimiter && *at != '\n' && *at != '\r' && *at != '"') ++at;
      field.size = static_cast<size_t>(at - field.begin);
      if (at != end && *at == '"') return refuse("a quote stands within an unquoted field");
    }
    if (at == end && !complete_) return Outcome::kMore;
    fields_.push_back(field);
    if (at != end && *at == dialect_.delimiter) {
      ++at;
      continue;
    }
    if (at != end && *at == '\r') {
      if (++at == end && !complete_) return Outcome::kMore;
      if (at == end || *at != '\n') return refuse("a carriage return stands alone");
    }
    if (at != end && *at != '\n') return refuse("something follows a quoted field");
    next = static_cast<size_t>(at - window_.data()) + (at != end ? 1 : 0);
    return Outcome::kDone;
  }
}

// False at the end of the file.
Result<bool> CsvReader::next_record() {
  for (;;) {
    if (at_ == end_ && complete_) return false;
    size_t next = 0;
    const Outcome outcome = at_ == end_ ? Outcome::kMore : record(next);
    if (outcome == Outcome::kMore) {
      MOCKDATA_CHECK(more());
      continue;
    }
    ++record_;
    if (outcome == Outcome::kBad) return damaged(problem_);
    if (!valid_utf8({window_.data() + at_, next - at_})) return damaged("the text is not valid UTF-8");
    at_ = next;
    return true;
  }
}

// The field without doubled quotes: where it stands, or copied.
std::string_view CsvReader::plain(const Field& field, Arena& arena) {
  if (!field.escaped) return {arena.keep({field.begin, field.size}), field.size};
  char* begin = arena.reserve(field.size);
  char* out = begin;
  for (size_t i = 0; i < field.size; ++i) {
    *out++ = field.begin[i];
    if (field.begin[i] == '"') ++i;
  }
  return {begin, static_cast<size_t>(out - begin)};
}

Status CsvReader::put(const Field& field, const Target& target, std::vector<CellColumn>& columns) {
  const bool null = !field.quoted && std::string_view(field.begin, field.size) == dialect_.null_text;
  for (size_t column : target.columns) {
    Cell cell;
    if (!null) {
      const std::string_view text = plain(field, columns[column].arena);
      cell.type = CellType::kText;
      cell.bytes = text.data();
      cell.length = static_cast<uint32_t>(text.size());
    }
    columns[column].cells.push_back(cell);
  }
  if (!target.json) return {};
  if (null) {
    extractor_->null_member(target.steps, columns);
    return {};
  }
  Arena arena;
  if (!extractor_->member(target.steps, plain(field, arena), columns)) return damaged("the JSON in a field is damaged: " + extractor_->problem());
  return {};
}

Result<size_t> CsvReader::next(size_t rows, std::vector<CellColumn>& columns) {
  size_t done = 0;
  for (; done < rows; ++done) {
    MOCKDATA_ASSIGN(const bool any, next_record());
    if (!any) break;
    if (fields_.size() != names_.size()) {
      return damaged("has " + std::to_string(fields_.size()) + " fields, the header " + std::to_string(names_.size()));
    }
    for (size_t i = 0; i < fields_.size(); ++i)
      if (targets_[i].json || !targets_[i].columns.empty()) MOCKDATA_CHECK(put(fields_[i], targets_[i], columns));
    for (CellColumn& column : columns) column.first_cell.push_back(static_cast<uint32_t>(column.cells.size()));
  }
  return done;
}

}  // namespace mockdata::verify
