#include "workflow/show.h"

#include <algorithm>

#include "base/date.h"
#include "base/nearest.h"
#include "block/text_of.h"
#include "formats/json_row.h"
#include "generate/generate.h"
#include "workflow/table.h"

namespace mockdata {

Result<bool> show_check(const std::string& path, const PlanOptions& options, bool json, Terminal& terminal) {
  auto read = load_template(path);
  if (!read.ok() && json) {
    terminal.line(Value::object({{"template", Value::string(path)}, {"ok", Value::boolean(false)},
                                 {"issues", Value::array({Value::object({{"level", Value::string("error")}, {"path", Value::string(read.error().where)}, {"line", Value::number(int64_t{0})},
                                                                         {"message", Value::string(read.error().message)}, {"hint", Value::string(read.error().hint)}})})}})
                      .to_json(true));
    return false;
  }
  if (!read.ok()) return read.error();
  const Template& tmpl = *read;
  const Planned planned = make_plan(tmpl, options);
  std::size_t errors = 0;
  for (const Issue& issue : planned.issues) errors += issue.error;
  if (json) {
    std::vector<Value> issues;
    for (const Issue& issue : planned.issues)
      issues.push_back(Value::object({{"level", Value::string(issue.error ? "error" : "warning")}, {"path", Value::string(issue.path)},
                                      {"line", Value::number(static_cast<int64_t>(issue.line))}, {"message", Value::string(issue.message)}, {"hint", Value::string(issue.hint)}}));
    terminal.line(Value::object({{"template", Value::string(path)}, {"ok", Value::boolean(errors == 0)}, {"issues", Value::array(std::move(issues))}}).to_json(true));
    return errors == 0;
  }
  for (const Issue& issue : planned.issues) {
    terminal.line((issue.error ? "✗ " : "! ") + tmpl.where(issue.path, issue.line) + ": " + issue.message);
    if (!issue.hint.empty()) terminal.line("    " + issue.hint);
  }
  if (errors) {
    terminal.line(std::to_string(errors) + (errors == 1 ? " error, " : " errors, ") + std::to_string(planned.issues.size() - errors) + " warnings");
    return false;
  }
  uint64_t rows = 0, columns = 0;
  bool circular = false;
  for (const PlannedEntity& e : planned.plan->entities) rows += e.rows(), columns += e.fields.size();
  for (const PlannedRelation& a : planned.plan->relations)
    for (const PlannedRelation& b : planned.plan->relations) circular = circular || (a.from_entity == b.to_entity && a.to_entity == b.from_entity && &a != &b);
  terminal.check(true, "✓ " + std::to_string(planned.plan->entities.size()) + " entities, " + std::to_string(columns) + " columns, " +
                           std::to_string(planned.plan->relations.size()) + " relations, " + std::to_string(rows) + " rows; " +
                           std::to_string(planned.issues.size()) + " warnings");
  if (circular) terminal.line("  Foreign keys that go in a circle are fine here: keys are functions of their row, none has to wait for another.");
  return true;
}

Status show_explain(const std::string& path, const std::string& what, const PlanOptions& options, bool json, Terminal& terminal) {
  MOCKDATA_ASSIGN(const Prepared prepared, prepare(path, options));
  const Plan& plan = *prepared.planned.plan;
  std::vector<std::string> known;
  std::vector<Value> found;
  bool any = false;
  for (const PlannedEntity& entity : plan.entities) {
    known.push_back(entity.name);
    std::vector<std::string> key = entity.primary_key;
    const auto& fields = plan.owned->entity(entity.name)->fields;
    std::map<std::string, std::string> how;
    for (const PlannedField& f : entity.fields) how[f.type.name] = f.how;
    for_each_field(fields, "", [&](const std::string& field_path, const Field& f) {
      const std::string full = entity.name + "." + field_path;
      known.push_back(full);
      if (!what.empty() && what != entity.name && what != full) return;
      any = true;
      std::string relation;
      for (const PlannedRelation& r : plan.relations)
        if (plan.entities[r.from_entity].name == entity.name)
          for (std::size_t leg = 0; leg < r.from.size(); ++leg)
            if (r.from[leg] == field_path) relation = "refers to " + plan.entities[r.to_entity].name + "." + r.to[leg] + " (" + r.how + ")";
      if (json) {
        std::vector<Value> evidence;
        for (const Evidence& e : f.evidence) evidence.push_back(Value::object({{"rule", Value::string(e.rule)}, {"confidence", Value::number(e.confidence)}}));
        found.push_back(Value::object({{"field", Value::string(full)}, {"type", Value::string(to_string(f.type))}, {"how", Value::string(how[field_path])}, {"relation", Value::string(relation)},
                                       {"pii", Value::boolean(f.pii)}, {"semantic_type", Value::string(f.semantic_type)}, {"privacy", Value::string(f.privacy)}, {"evidence", Value::array(evidence)},
                                       {"confirmed_by", Value::string(f.confirmed_by)}}));
        return;
      }
      terminal.line(terminal.bold(full) + "  " + (f.type_text.empty() ? to_string(f.type) : f.type_text) + (f.pii ? "  personal" : ""));
      if (!how[field_path].empty()) terminal.line("  made by: " + how[field_path]);
      if (!relation.empty() && how[field_path].find("reference") == std::string::npos) terminal.line("  " + relation);
      if (!f.semantic_type.empty()) terminal.line("  meaning: " + f.semantic_type + (f.privacy.empty() ? "" : " (" + f.privacy + ")"));
      for (const Evidence& e : f.evidence) terminal.line("  because: " + e.rule + " (" + std::to_string(static_cast<int>(e.confidence * 100 + 0.5)) + " %)");
      if (!f.confirmed_by.empty()) terminal.line("  confirmed by: " + f.confirmed_by);
    });
  }
  if (!any) {
    const std::string near = nearest(what, known);
    return invalid_error("the template has no entity or field \"" + what + "\"", path, near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
  if (json) terminal.line(Value::array(std::move(found)).to_json(true));
  return {};
}

Status show_sample(const std::string& path, const std::string& name, uint64_t at, uint64_t count, const PlanOptions& given, bool json, Terminal& terminal) {
  PlanOptions options = given;
  MOCKDATA_ASSIGN(const Template tmpl, load_template(path));
  const Entity* entity = tmpl.entity(name);
  // Rows beyond the template's count are shown as they would be if there were that many.
  if (entity && !options.rows.contains(name) && (!entity->row_count || static_cast<uint64_t>(*entity->row_count) < at + count) && !entity->settings.find("rows"))
    options.rows[name] = static_cast<int64_t>(at + count);
  Planned planned = make_plan(tmpl, options);
  if (!planned.ok()) return planned.to_error(tmpl);
  const auto e = planned.plan->entity(name);
  if (!e) {
    std::vector<std::string> names;
    for (const PlannedEntity& planned_entity : planned.plan->entities) names.push_back(planned_entity.name);
    const std::string near = nearest(name, names);
    return invalid_error("the template has no entity \"" + name + "\"", path, near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
  EntityReader reader(*planned.plan, *e);
  std::vector<std::vector<std::string>> table(1);
  for (const ColumnType& c : reader.schema()) table[0].push_back(c.name);
  for (uint64_t first = at; first < std::min(at + count, reader.rows()); first += kBlockRows) {
    const uint32_t n = static_cast<uint32_t>(std::min<uint64_t>({kBlockRows, at + count - first, reader.rows() - first}));
    const auto blocks = reader.read(first, n);
    for (uint32_t i = 0; i < n; ++i) {
      if (json) {
        std::string row;
        append_json_row(reader.schema(), blocks, i, row);
        terminal.line(row);
        continue;
      }
      table.emplace_back();
      for (std::size_t c = 0; c < blocks.size(); ++c) {
        std::string text;
        if (!blocks[c]->valid(i)) text = "NULL";
        else if (blocks[c]->layout == Layout::kStruct || blocks[c]->layout == Layout::kList || reader.schema()[c].type.id == TypeId::kBinary)
          append_json_cell(reader.schema()[c].type, *blocks[c], i, text);
        else append_text(text, reader.schema()[c].type, *blocks[c], i);
        table.back().push_back(text);
      }
    }
  }
  if (!json) show_rows(table, terminal);
  return {};
}

}  // namespace mockdata
