// Why nobody real can be met in a template's data: one line a column of identifiers.
#include "workflow/show.h"
#include "workflow/table.h"

namespace mockdata {

namespace {

std::string capacity_text(uint64_t capacity) {
  if (capacity == 0) return "any number";
  if (capacity >= uint64_t{1} << 62) return "over 10^18";
  std::string text = std::to_string(capacity);
  for (std::size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

}  // namespace

Status show_safety(const std::string& path, const std::string& what, const PlanOptions& options, bool json, Terminal& terminal) {
  MOCKDATA_ASSIGN(const Prepared prepared, prepare(path, options));
  std::vector<std::vector<std::string>> table = {{"column", "identifier", "country", "level", "values", "validators", "why"}};
  std::vector<Value> found;
  std::vector<std::string> notes;
  bool named = what.empty();
  for (const PlannedEntity& entity : prepared.planned.plan->entities) {
    named = named || what == entity.name || (what.starts_with(entity.name + ".") && find_field(*prepared.planned.plan->owned->entity(entity.name), what.substr(entity.name.size() + 1)));
    for (const PlannedIdentifier& id : entity.identifiers) {
      const std::string column = entity.name + "." + id.path;
      if (!what.empty() && what != entity.name && what != column) continue;
      table.push_back({column, id.type, id.country, id.level, capacity_text(id.capacity), id.accepted ? "accept" : "", id.source});
      if (!id.note.empty()) notes.push_back(column + ": " + id.note);
      found.push_back(Value::object({{"column", Value::string(column)}, {"type", Value::string(id.type)}, {"country", Value::string(id.country)}, {"name", Value::string(id.name)},
                                     {"level", Value::string(id.level)}, {"capacity", Value::literal(std::to_string(id.capacity))}, {"accepted", Value::boolean(id.accepted)},
                                     {"source", Value::string(id.source)}, {"note", Value::string(id.note)}}));
    }
  }
  if (!named) return invalid_error("the template has no entity or field \"" + what + "\"", path, "`mockdata explain " + path + "` lists them");
  if (json) {
    terminal.line(Value::array(std::move(found)).to_json(true));
    return {};
  }
  if (table.size() == 1) {
    terminal.line("No column holds identifiers of persons, organisations, networks or payments; all text is scanned all the same when it is verified.");
    return {};
  }
  show_table(table, terminal);
  for (const std::string& note : notes) terminal.line("  " + note);
  terminal.line("Levels: S1 reserved for fiction or tests, S2 never issued, S3 unassigned, S4 broken on purpose, S5 a token (docs/safety.md).");
  return {};
}

}  // namespace mockdata
