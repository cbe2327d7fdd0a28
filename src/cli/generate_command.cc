#include <memory>

#include "base/date.h"
#include "cli/command.h"
#include "cli/encoding_flags.h"
#include "cli/flags.h"
#include "cli/report_json.h"
#include "workflow/run.h"

namespace mockdata::cli {

namespace {

struct Flags : RunOptions {
  PlanFlags plan_flags;
  EncodingFlags encoding_flags;
  LandFlags land_flags;
  bool plain = false, no_verify = false, json = false;
};

Value landed_json(const std::string& output, const Prepared& prepared, const RunReport& report) {
  std::vector<Value> entities;
  for (const LandedEntity& e : report.landed.entities) {
    std::vector<Value> outputs;
    for (const ManifestOutput& o : e.outputs)
      outputs.push_back(Value::object({{"format", Value::string(o.format)}, {"path", Value::string(o.path)}, {"files", Value::number(static_cast<int64_t>(o.files.size()))}}));
    entities.push_back(Value::object({{"name", Value::string(e.name)}, {"rows", Value::number(static_cast<int64_t>(e.rows))}, {"seconds", Value::number(e.seconds)},
                                      {"outputs", Value::array(std::move(outputs))}}));
  }
  Value root = Value::object({{"output", Value::string(output)}, {"seed", Value::literal(std::to_string(prepared.planned.plan->seed))},
                              {"as_of", Value::string(date_text(prepared.planned.plan->as_of))}, {"seconds", Value::number(report.seconds)},
                              {"entities", Value::array(std::move(entities))}});
  if (report.checks) root.set("verification", report_json(*report.checks));
  return root;
}

Result<int> run(Flags& f, Terminal& terminal) {
  MOCKDATA_ASSIGN(f.plan, f.plan_flags.options());
  MOCKDATA_ASSIGN(f.encoding, f.encoding_flags.options());
  f.encoding_settings = f.encoding_flags.settings();
  MOCKDATA_ASSIGN(f.environment, resolve_environment(f.land_flags.environment, nullptr, terminal));
  f.bronze_columns = !f.plain;
  f.verify = !f.no_verify;
  const bool stream = f.output == "-" || f.output == "null:";
  if (f.json && f.output == "-") return usage_error("the answer of --json and the data cannot both go to standard output", "leave out --json, or land in a file");
  terminal.set_quiet(f.json || stream);
  MOCKDATA_CHECK(check_environment(f.environment));
  MOCKDATA_ASSIGN(const Prepared prepared, prepare(f.template_path, f.plan));
  for (const Issue& issue : prepared.planned.issues)
    if (!issue.error && !f.json) terminal.note("warning: " + prepared.tmpl.where(issue.path, issue.line) + ": " + issue.message);
  MOCKDATA_ASSIGN(const RunReport report, generate_run(prepared, f, terminal));
  terminal.set_quiet(false);
  if (f.json) terminal.line(landed_json(f.output, prepared, report).to_json(true));
  else if (!stream) terminal.line("Landed in " + f.output);
  return report.checks && !report.checks->passed() ? 1 : 0;
}

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  add_template(app, f->template_path);
  f->land_flags.add_to(app, *f, "");
  app.add_option("--rows-per-file", f->rows_per_file, "rows of one file");
  app.add_flag("--append", f->append, "append to Delta tables");
  app.add_flag("--resume", f->resume, "go on with a run that was stopped");
  app.add_flag("--plain", f->plain, "without the columns _ingested_at, _source_system, _environment, _is_synthetic");
  app.add_flag("--no-verify", f->no_verify, "do not read back what was landed");
  add_json(app, f->json);
  f->plan_flags.add_to(app);
  app.add_option("--entity NAME", f->entities, "only this entity, such as for standard output");
  f->encoding_flags.add_to(app);
  return [f](Terminal& terminal) { return run(*f, terminal); };
}

}  // namespace

extern const Command generate_command;
const Command generate_command{"generate", "generate and land a template's data",
                               "mockdata generate metadata.json --output mock --environment dev\n"
                               "mockdata generate metadata.json --output mock --format parquet --rows employees=1000000 --seed 7 --environment dev\n"
                               "mockdata generate metadata.json --output - --format csv --entity employees --environment dev | head",
                               add};

}  // namespace mockdata::cli
