#include "block/text_of.h"
#include "formats/json_row.h"
#include "providers/provider.h"
#include "workflow/show.h"
#include "workflow/table.h"

namespace mockdata {

namespace {

// 24 November 2026: samples do not change with the clock.
constexpr int32_t kSampleDay = 20781;

struct Samples {
  std::string type;
  std::vector<std::string> texts;   // JSON, or plain
  std::vector<std::string> notes;
};

Result<Samples> sample(const std::string& name, const Value& args, const ProviderQuestion& q, const PlanOptions& options) {
  Samples samples;
  Table table(name, q.rows);
  MakeContext context;
  context.key = Key(options.seed.value_or(0)).with(name);
  context.rows = q.rows;
  context.unique = q.unique;
  context.today = options.as_of.value_or(kSampleDay);
  if (!options.locale.empty()) context.locale = options.locale;
  context.table = &table;
  context.notes = &samples.notes;
  MOCKDATA_ASSIGN(auto made, make_provider(name, args, context));
  const Column* column = table.add(std::move(made));
  samples.type = type_name(column->type());
  Scope scope(table);
  for (uint64_t first = 0; first < q.rows; first += kBlockRows) {
    scope.start({first, static_cast<uint32_t>(std::min<uint64_t>(kBlockRows, q.rows - first)), nullptr});
    const Block& block = scope.get(*column);
    for (uint32_t i = 0; i < block.size; ++i) {
      std::string& text = samples.texts.emplace_back();
      const bool plain = !q.json && block.layout != Layout::kStruct && block.layout != Layout::kList && column->type().id != TypeId::kBinary && block.valid(i);
      if (plain) append_text(text, column->type(), block, i);
      else append_json_cell(column->type(), block, i, text);
    }
  }
  return samples;
}

Value value_of(const char* json) {
  auto v = parse_json(json);
  return v.ok() ? *v : Value::null();
}
const char* kind_of(ArgKind kind) {
  switch (kind) {
    case ArgKind::kBool: return "bool";
    case ArgKind::kInt: return "int";
    case ArgKind::kNumber: return "number";
    case ArgKind::kText: return "text";
    case ArgKind::kDate: return "date";
    case ArgKind::kList: return "list";
    case ArgKind::kObject: return "object";
    case ArgKind::kAny: break;
  }
  return "any";
}
Value described(const Provider& p) {
  std::vector<Value> arguments;
  for (const Parameter& a : p.parameters) {
    std::vector<Value::Member> argument{{"name", Value::string(a.name)}, {"kind", Value::string(kind_of(a.kind))}, {"required", Value::boolean(!a.fallback)}};
    if (a.fallback) argument.emplace_back("default", value_of(a.fallback));
    arguments.push_back(Value::object(std::move(argument)));
  }
  return Value::object({{"name", Value::string(p.name)}, {"type", Value::string(p.type == TypeId::kDecimal ? "decimal" : type_name({p.type, 0, 0, {}}))}, {"doc", Value::string(p.doc)},
                        {"arguments", Value::array(std::move(arguments))}, {"example", value_of(p.example)}});
}

}  // namespace

Status show_providers(const ProviderQuestion& q, const PlanOptions& options, Terminal& terminal) {
  if (q.name.empty()) {
    std::vector<Value> all;
    std::vector<std::vector<std::string>> table = {{"provider", "arguments", "what it makes"}};
    for (const Provider* p : all_providers()) {
      std::string parameters;
      for (const Parameter& a : p->parameters) parameters += (parameters.empty() ? "" : ", ") + std::string(a.name);
      table.push_back({p->name, parameters, p->doc});
      all.push_back(described(*p));
    }
    if (q.json) terminal.line(Value::array(std::move(all)).to_json(true));
    else show_table(table, terminal);
    return {};
  }
  const Provider* p = find_provider(q.name);
  MOCKDATA_ASSIGN(const Value args, parse_json(!q.arguments.empty() ? q.arguments : p ? p->example : "{}", "--args"));
  MOCKDATA_ASSIGN(const Samples samples, sample(q.name, args, q, options));  // unknown names: methods of the locale, else an error
  const std::string doc = p ? p->doc : "a method that only some locales have";
  if (q.json) {
    std::string out = "{\"name\":" + json_quote(q.name) + ",\"type\":" + json_quote(samples.type) + ",\"doc\":" + json_quote(doc) + ",\"arguments\":" + args.to_json() + ",\"notes\":[";
    for (std::size_t i = 0; i < samples.notes.size(); ++i) out += (i ? "," : "") + json_quote(samples.notes[i]);
    out += "],\"samples\":[";
    for (std::size_t i = 0; i < samples.texts.size(); ++i) out += (i ? "," : "") + samples.texts[i];
    terminal.line(out + "]}");
    return {};
  }
  terminal.line(terminal.bold(q.name) + ": " + doc);
  if (p)
    for (const Parameter& a : p->parameters) terminal.line("  " + std::string(a.name) + (a.fallback ? " = " + std::string(a.fallback) : "  (needed)"));
  terminal.line("with " + args.to_json() + ", type " + samples.type + ":");
  for (const std::string& s : samples.texts) terminal.line("  " + s);
  for (const std::string& note : samples.notes) terminal.line("note: " + note);
  return {};
}

}  // namespace mockdata
