#include "workflow/classify.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <unordered_map>
#include <vector>

#include "template/value.h"

namespace mockdata {
namespace {

using Row = std::vector<std::string>;

// RFC 4180, with LF or CRLF, a byte order mark and a missing last line end allowed.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }
  bool done() const { return at_ >= text_.size(); }
  std::size_t line() const { return line_; }

  Result<Row> next() {
    Row row;
    const std::size_t began = line_;
    for (;;) {
      std::string cell;
      if (at_ < text_.size() && text_[at_] == '"') {
        ++at_;
        for (;; ++at_) {
          if (at_ >= text_.size()) return invalid_error("a quoted cell does not end", file_ + ":" + std::to_string(began));
          if (text_[at_] == '\n') ++line_;
          if (text_[at_] == '"') {
            if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
            ++at_;
          }
          cell += text_[at_];
        }
        ++at_;
        if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r')
          return invalid_error("text after the end of a quoted cell", file_ + ":" + std::to_string(line_), "double a quote inside a quoted cell");
      } else {
        const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
        cell = text_.substr(at_, end - at_);
        if (!cell.empty() && cell.back() == '\r') cell.pop_back();
        at_ = end;
      }
      row.push_back(std::move(cell));
      if (at_ < text_.size() && text_[at_] == '\r') ++at_;
      if (at_ >= text_.size()) break;
      if (text_[at_++] == '\n') {
        ++line_;
        break;
      }
    }
    return row;
  }

 private:
  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0, line_ = 1;
};

std::string lower(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c != ' ' && c != '\t') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool yes(std::string_view cell) { return !cell.empty() && cell != "0" && lower(cell) != "false" && lower(cell) != "no"; }

void put_cell(std::string& out, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

struct Judged {
  std::string type, privacy, score;
  bool pii = false;
  std::vector<std::string> reasons;
};

Judged judged(const semantics::Verdict& verdict) {
  Judged out;
  out.type = verdict.type->name;
  out.privacy = to_string(verdict.privacy());
  out.pii = verdict.pii;
  char score[16];
  std::snprintf(score, sizeof score, "%.2f", static_cast<double>(verdict.score));
  out.score = score;
  for (const semantics::Reason& reason : verdict.why()) out.reasons.emplace_back(reason.rule);
  return out;
}

}  // namespace

Result<std::string> classify_csv(std::string_view csv, const std::string& file, const semantics::Judge& judge, bool json) {
  CsvReader reader(csv, file);
  if (reader.done()) return invalid_error("the file is empty", file, "its first line names the columns: entity,field,type");
  MOCKDATA_ASSIGN(const Row header, reader.next());
  const auto column = [&](std::initializer_list<const char*> names) -> std::optional<std::size_t> {
    for (const char* name : names)
      for (std::size_t i = 0; i < header.size(); ++i)
        if (lower(header[i]) == name) return i;
    return std::nullopt;
  };
  const auto entity_at = column({"entity", "table", "table_name"}), field_at = column({"field", "column", "column_name", "name"}), type_at = column({"type", "data_type"}),
             about_at = column({"description", "comment"}), format_at = column({"format"}), key_at = column({"primary_key"}), reference_at = column({"foreign_key"});
  if (!field_at) return invalid_error("no column is called \"field\"", file + ":1", "the first line names the columns: entity,field,type");

  std::vector<Row> rows;
  std::vector<std::string> order;
  std::unordered_map<std::string, std::vector<std::size_t>> entities;
  while (!reader.done()) {
    const std::size_t line = reader.line();
    MOCKDATA_ASSIGN(Row row, reader.next());
    if (row.size() == 1 && row[0].empty()) continue;  // an empty line
    if (row.size() != header.size())
      return invalid_error("expected " + std::to_string(header.size()) + " cells, found " + std::to_string(row.size()), file + ":" + std::to_string(line));
    std::vector<std::size_t>& of = entities[entity_at ? row[*entity_at] : std::string()];
    if (of.empty()) order.push_back(entity_at ? row[*entity_at] : std::string());
    of.push_back(rows.size());
    rows.push_back(std::move(row));
  }

  std::vector<Judged> verdicts(rows.size());
  for (const std::string& entity : order) {
    const std::vector<std::size_t>& at = entities[entity];
    std::vector<semantics::FieldFacts> facts(at.size());
    std::vector<semantics::Verdict> found(at.size());
    for (std::size_t i = 0; i < at.size(); ++i) {
      const Row& row = rows[at[i]];
      facts[i].name = row[*field_at];
      facts[i].entity = entity;
      if (type_at) facts[i].kind = semantics::kind_from(row[*type_at]);
      if (about_at) facts[i].description = row[*about_at];
      if (format_at) facts[i].format = row[*format_at];
      if (key_at) facts[i].primary_key = yes(row[*key_at]);
      if (reference_at) facts[i].reference = yes(row[*reference_at]);
    }
    judge.judge_table(facts, found);
    for (std::size_t i = 0; i < at.size(); ++i) verdicts[at[i]] = judged(found[i]);
  }

  std::string out;
  if (json) {
    std::vector<Value> items;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Value item = Value::object();
      for (std::size_t c = 0; c < header.size(); ++c) item.set(header[c], Value::string(rows[i][c]));
      std::vector<Value> reasons;
      for (const std::string& reason : verdicts[i].reasons) reasons.push_back(Value::string(reason));
      item.set("semantic_type", Value::string(verdicts[i].type));
      item.set("privacy", Value::string(verdicts[i].privacy));
      item.set("pii", Value::boolean(verdicts[i].pii));
      item.set("score", Value::literal(verdicts[i].score));
      item.set("reasons", Value::array(std::move(reasons)));
      items.push_back(std::move(item));
    }
    return Value::array(std::move(items)).to_json(true) + "\n";
  }
  for (const std::string& name : header) {
    put_cell(out, name);
    out += ',';
  }
  out += "semantic_type,privacy,pii,score,reasons\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const std::string& cell : rows[i]) {
      put_cell(out, cell);
      out += ',';
    }
    const Judged& v = verdicts[i];
    std::string reasons;
    for (const std::string& reason : v.reasons) reasons += (reasons.empty() ? "" : "|") + reason;
    put_cell(out, v.type);
    out += ',' + v.privacy + (v.pii ? ",true," : ",false,") + v.score + ',';
    put_cell(out, reasons);
    out += '\n';
  }
  return out;
}

}  // namespace mockdata
