#include <algorithm>
#include <cstdlib>
#include <memory>

#include "cli/command.h"
#include "cli/flags.h"
#include "cli/report_json.h"
#include "workflow/run.h"

namespace mockdata::cli {

namespace {

struct Flags {
  std::string template_path, destination;
  PlanFlags plan;
  bool json = false;
};

Result<int> run(const Flags& f, Terminal& terminal) {
  MOCKDATA_ASSIGN(PlanOptions options, f.plan.options());
  // The manifest knows what was asked for; flags go before it.
  MOCKDATA_ASSIGN(const Template tmpl, load_template(f.template_path));
  MOCKDATA_ASSIGN(const Manifest manifest, read_manifest(f.destination));
  for (const ManifestEntity& entity : manifest.entities) {
    if (entity.outputs.empty()) continue;
    const bool own = entity.source == tmpl.source && tmpl.entity(entity.entity);
    const bool other = std::any_of(options.others.begin(), options.others.end(), [&](const auto& t) { return entity.source == t->source && t->entity(entity.entity) && !tmpl.entity(entity.entity); });
    if ((own || other) && !options.rows.contains(entity.entity)) options.rows[entity.entity] = static_cast<int64_t>(entity.outputs[0].rows);
    if (const ManifestRun* run = manifest.run(entity.outputs[0].run); own && run && options.scale == 1)
      for (const auto& [key, value] : run->info.settings)
        if (key == "scale") options.scale = std::strtod(value.c_str(), nullptr);
  }
  MOCKDATA_ASSIGN(const Prepared prepared, prepare(f.template_path, options));
  MOCKDATA_ASSIGN(const verify::Report report, verify_place(*prepared.planned.plan, f.destination, {"", f.plan.rows.empty(), 0}, terminal));
  if (f.json) terminal.line(report_json(report).to_json(true));
  else for (const std::string& text : report.lines()) terminal.check(text.starts_with("✓"), text);
  return report.passed() ? 0 : 1;
}

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  add_template(app, f->template_path);
  app.add_option("destination", f->destination, "the folder that was the --output").required();
  add_json(app, f->json);
  f->plan.add_to(app);
  return [f](Terminal& terminal) { return run(*f, terminal); };
}

}  // namespace

extern const Command verify_command;
const Command verify_command{"verify", "read back what was landed and check it against its template",
                             "mockdata verify metadata.json mock\n"
                             "mockdata verify metadata.json mock --json",
                             add};

}  // namespace mockdata::cli
