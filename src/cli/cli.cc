#include "cli/cli.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <thread>

#include "base/date.h"
#include "generate/entity_rows.h"
#include "serve/server.h"
#include "workflow/guided.h"
#include "workflow/run.h"
#include "workflow/show.h"

namespace mockdata {

namespace {

struct Given {
  std::string template_path, output, format, codec = "snappy", environment, as_of, seed, locale, ingested_at, entity, what, name, arguments, token_env, token_file, host = "127.0.0.1";
  std::vector<std::string> rows, entities;
  unsigned threads = 0;
  uint64_t count = 5, at = 0, rows_per_file = 0;
  int port = 0;
  bool json = false, append = false, replace_foreign = false, resume = false, plain = false, no_verify = false, quiet = false;
};

void plan_options(CLI::App* app, Given& g) {
  app->add_option("--seed", g.seed, "seed of all values (default: the template's, else 0)");
  app->add_option("--as-of", g.as_of, "what \"today\" means, YYYY-MM-DD (default: the day of extraction)");
  app->add_option("--rows", g.rows, "entity=number, or x10 for ten times every count; may be given several times");
  app->add_option("--locale", g.locale, "locale where the template names none, e.g. fi_FI");
}

Result<PlanOptions> to_plan_options(const Given& g) {
  PlanOptions options;
  if (!g.seed.empty()) {
    char* end = nullptr;
    options.seed = std::strtoull(g.seed.c_str(), &end, 10);
    if (*end || g.seed[0] == '-') return usage_error("--seed takes a whole number of 0 or more, found \"" + g.seed + "\"");
  }
  if (!g.as_of.empty()) {
    options.as_of = parse_date(g.as_of);
    if (!options.as_of) return usage_error("--as-of takes a date such as 2026-11-24, found \"" + g.as_of + "\"");
  }
  for (const std::string& r : g.rows) MOCKDATA_CHECK(apply_rows(r, options));
  options.locale = g.locale;
  return options;
}

Value report_json(const verify::Report& report) {
  std::vector<Value> checks;
  for (const verify::Check& c : report.checks) {
    std::vector<Value> offenders;
    for (const std::string& o : c.offenders) offenders.push_back(Value::string(o));
    checks.push_back(Value::object({{"check", Value::string(c.name)}, {"entity", Value::string(c.entity)}, {"wording", Value::string(c.wording)}, {"passed", Value::boolean(c.passed)},
                                    {"checked", Value::number(static_cast<int64_t>(c.checked))}, {"failed", Value::number(static_cast<int64_t>(c.failed))},
                                    {"offenders", Value::array(std::move(offenders))}, {"detail", Value::string(c.detail)}}));
  }
  return Value::object({{"passed", Value::boolean(report.passed())}, {"checks", Value::array(std::move(checks))}});
}

Result<int> run_generate(const Given& g, Terminal& terminal) {
  RunOptions options;
  MOCKDATA_ASSIGN(options.plan, to_plan_options(g));
  MOCKDATA_ASSIGN(options.environment, resolve_environment(g.environment, nullptr, terminal));
  options.output = g.output;
  options.format = g.format == "delta+json" ? "" : g.format;
  options.codec = g.codec;
  if (!g.ingested_at.empty()) options.ingested_at = g.ingested_at;
  options.threads = g.threads;
  options.entities = g.entities;
  options.append = g.append;
  options.replace_foreign = g.replace_foreign;
  options.resume = g.resume;
  options.rows_per_file = g.rows_per_file;
  options.bronze_columns = !g.plain;
  options.verify = !g.no_verify;
  const bool stream = g.output == "-" || g.output == "null:";
  terminal.set_quiet(g.json || g.quiet || stream);
  MOCKDATA_CHECK(check_environment(options.environment));
  MOCKDATA_ASSIGN(const Prepared prepared, prepare(g.template_path, options.plan));
  for (const Issue& issue : prepared.planned.issues)
    if (!issue.error && !g.json) terminal.note("warning: " + prepared.tmpl.where(issue.path, issue.line) + ": " + issue.message);
  MOCKDATA_ASSIGN(const RunReport report, generate_run(prepared, options, terminal));
  terminal.set_quiet(stream);
  if (g.json) {
    std::vector<Value> entities;
    for (const LandedEntity& e : report.landed.entities) {
      std::vector<Value> outputs;
      for (const ManifestOutput& o : e.outputs)
        outputs.push_back(Value::object({{"format", Value::string(o.format)}, {"path", Value::string(o.path)}, {"files", Value::number(static_cast<int64_t>(o.files.size()))}}));
      entities.push_back(Value::object({{"name", Value::string(e.name)}, {"rows", Value::number(static_cast<int64_t>(e.rows))}, {"seconds", Value::number(e.seconds)}, {"outputs", Value::array(std::move(outputs))}}));
    }
    Value root = Value::object({{"output", Value::string(g.output)}, {"seed", Value::literal(std::to_string(prepared.planned.plan->seed))}, {"as_of", Value::string(date_text(prepared.planned.plan->as_of))},
                                {"seconds", Value::number(report.seconds)}, {"entities", Value::array(std::move(entities))}});
    if (report.checks) root.set("verification", report_json(*report.checks));
    terminal.line(root.to_json(true));
  } else if (!stream) {
    terminal.line("Landed in " + report.landed.place.root);
  }
  return report.checks && !report.checks->passed() ? 1 : 0;
}

Result<int> run_verify(const Given& g, Terminal& terminal) {
  MOCKDATA_ASSIGN(PlanOptions options, to_plan_options(g));
  // The manifest knows what was asked for; flags go before it.
  MOCKDATA_ASSIGN(const Template tmpl, load_template(g.template_path));
  MOCKDATA_ASSIGN(const Manifest manifest, read_manifest(g.output));
  for (const ManifestEntity& entity : manifest.entities)
    if (entity.source == tmpl.source && tmpl.entity(entity.entity) && !entity.outputs.empty() && !options.rows.contains(entity.entity))
      options.rows[entity.entity] = static_cast<int64_t>(entity.outputs[0].rows);
  MOCKDATA_ASSIGN(const Prepared prepared, prepare(g.template_path, options));
  MOCKDATA_ASSIGN(const verify::Report report, verify_place(*prepared.planned.plan, g.output, terminal));
  if (g.json) terminal.line(report_json(report).to_json(true));
  else for (const std::string& text : report.lines()) terminal.check(text.starts_with("✓"), text);
  return report.passed() ? 0 : 1;
}

Result<int> run_serve(const Given& g, Terminal& terminal) {
  MOCKDATA_ASSIGN(const PlanOptions options, to_plan_options(g));
  MOCKDATA_ASSIGN(const Prepared prepared, prepare(g.template_path, options));
  const Plan& plan = *prepared.planned.plan;
  ServeOptions serve;
  serve.host = g.host;
  serve.port = g.port;
  if (!g.token_env.empty()) {
    const char* token = std::getenv(g.token_env.c_str());
    if (!token || !*token) return Error{ErrorKind::kSource, "the environment variable " + g.token_env + " is not set", {}, "set it to the token that callers have to send"};
    serve.api.token = token;
  }
  std::vector<ServedEntity> entities;
  for (std::size_t i = 0; i < plan.entities.size(); ++i) {
    const PlannedEntity& e = plan.entities[i];
    entities.push_back({e.name, e.api_endpoint, e.primary_key.size() == 1 ? e.primary_key[0] : "", std::make_shared<EntityRows>(plan, i)});
  }
  MOCKDATA_ASSIGN(auto server, MockServer::start(std::move(entities), serve));
  terminal.line("Serving " + plan.source + " at " + server->url() + (g.token_env.empty() ? "" : " (bearer token from " + g.token_env + ")"));
  for (const PlannedEntity& e : plan.entities)
    terminal.line("  GET " + (e.api_endpoint.empty() ? "/" + e.name : e.api_endpoint) + "?limit=10&offset=0   " + std::to_string(e.rows()) + " " + e.name);
  terminal.line("Stop with Ctrl-C.");
  while (!interrupted()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  server->stop();
  server->wait();
  return 0;
}

int finish(const Result<int>& result, Terminal& terminal) {
  if (result.ok()) return *result;
  terminal.end_progress();
  if (interrupted() || result.error().kind == ErrorKind::kInterrupted) {
    terminal.note("Stopped. Nothing half-made was left behind.");
    return 130;
  }
  terminal.error(result.error());
  return static_cast<int>(result.error().kind);
}

}  // namespace

int run_command_line(int argc, char** argv) {
  watch_interrupts();
  Terminal terminal;
  const std::string program = argc ? std::string(argv[0]).substr(std::string(argv[0]).rfind('/') + 1) : "mockdata";
  Given g;
  GuidedOptions guided;
  Result<int> result = 0;
  CLI::App app{"Safe, lifelike stand-ins for data that you may not touch.\n"
               "Start with: generate-mock-data SOURCE (the guided command; the same as mockdata guide SOURCE)"};
  app.set_version_flag("--version", "mockdata 0.1.0");
  app.footer("Exit codes: 0 done, 1 checks failed, 2 usage, 3 template or input invalid, 4 source or credentials, 5 destination,\n"
             "6 refused by a safeguard, 130 interrupted.");
  const auto guided_options = [&](CLI::App* guide) {
    guide->add_option("source", guided.source, "name of the source: projects/<project>/docs/sources/<source>.md")->required();
    guide->add_option("--project", guided.project, "the project, where there are several");
    guide->add_option("--source-type", guided.source_type, "rest, sql or saas, where the document does not say it");
    guide->add_option("--base-url", guided.base_url, "address of the API (default: the document's)");
    guide->add_option("--endpoint", guided.endpoints, "[entity=]/path of a list endpoint; may be given several times (default: the document's)");
    guide->add_flag("--extract", guided.extract, "extract the metadata first (choice 1)");
    guide->add_option("--template", guided.template_path, "use this template (choice 2)");
    guide->add_option("--token-env", guided.token_env, "environment variable that holds the token");
    guide->add_option("--token-file", guided.token_file, "file that holds the token");
    guide->add_option("--key-vault", guided.key_vault, "Azure Key Vault, by name or URL");
    guide->add_option("--secret", guided.secret, "name of the secret in the Key Vault");
    guide->add_option("--correct", guided.corrections, "a correction: -employees.title, +employees.userName, employees.teamId=teams.id; may be given several times");
    guide->add_flag("--yes,-y", guided.yes, "accept everything that is not answered by a flag");
    guide->add_option("--rows", g.rows, "entity=number, or x10; may be given several times");
    guide->add_option("--seed", g.seed, "seed of all values");
    guide->add_option("--as-of", g.as_of, "what \"today\" means, YYYY-MM-DD");
    guide->add_option("--format", guided.format, "delta, parquet, json, csv or ndjson (default: Delta tables and data.json)");
    guide->add_option("--output", guided.output, "where to land (default: the project's mock/<source>/)");
    guide->add_option("--environment", guided.environment, "must be dev; nothing is written elsewhere");
    guide->add_option("--ingested-at", g.ingested_at, "pins _ingested_at");
    guide->add_option("--threads", guided.threads, "threads (default: all)");
    guide->add_option("--timeout", guided.timeout, "seconds to wait for the source when it sends nothing")->capture_default_str()->check(CLI::Range(1u, 3600u));
    guide->add_flag("--replace-foreign", guided.replace_foreign, "overwrite data that this program did not make");
    guide->add_flag("--verbose,-v", guided.verbose, "say more about what is done");
    guide->callback([&] {
      auto options = to_plan_options(g);
      if (!options.ok()) {
        result = options.error();
        return;
      }
      guided.plan = *options;
      if (!g.ingested_at.empty()) guided.ingested_at = g.ingested_at;
      result = run_guided(guided, terminal);
    });
  };
  if (program == "generate-mock-data") {
    guided_options(&app);
  } else {
    app.require_subcommand(1);
    guided_options(app.add_subcommand("guide", "the guided command: from a source document to verified tables"));
    CLI::App* generate = app.add_subcommand("generate", "generate and land a template's data");
    generate->add_option("template", g.template_path, "metadata.json")->required();
    generate->add_option("--output,-o", g.output, "a folder, a file, - for standard output, null: for nowhere")->required();
    generate->add_option("--format,-f", g.format, "delta, parquet, json, csv, ndjson (default: Delta tables and data.json)");
    generate->add_option("--entity", g.entities, "only this entity, such as for standard output; may be given several times");
    generate->add_option("--codec", g.codec, "of Parquet pages: none, snappy, zstd, lz4")->capture_default_str();
    generate->add_option("--environment", g.environment, "must be dev (or MOCKDATA_ENVIRONMENT=dev)");
    generate->add_option("--threads", g.threads, "threads (default: all)");
    generate->add_option("--rows-per-file", g.rows_per_file, "rows of one file");
    generate->add_option("--ingested-at", g.ingested_at, "pins _ingested_at, e.g. 2026-11-24T00:00:00Z");
    generate->add_flag("--append", g.append, "append to Delta tables");
    generate->add_flag("--resume", g.resume, "go on with a run that was stopped");
    generate->add_flag("--replace-foreign", g.replace_foreign, "overwrite data that this program did not make");
    generate->add_flag("--plain", g.plain, "without the columns _ingested_at, _source_system, _environment, _is_synthetic");
    generate->add_flag("--no-verify", g.no_verify, "do not read back what was landed");
    generate->add_flag("--json", g.json, "report as JSON");
    plan_options(generate, g);
    generate->callback([&] { result = run_generate(g, terminal); });

    CLI::App* verify = app.add_subcommand("verify", "read back what was landed and check it against its template");
    verify->add_option("template", g.template_path, "metadata.json")->required();
    verify->add_option("destination", g.output, "the folder that was the --output")->required();
    verify->add_flag("--json", g.json, "report as JSON");
    plan_options(verify, g);
    verify->callback([&] { result = run_verify(g, terminal); });

    CLI::App* check = app.add_subcommand("check", "all errors and warnings of a template, with line and remedy");
    check->add_option("template", g.template_path, "metadata.json")->required();
    check->add_flag("--json", g.json, "report as JSON");
    plan_options(check, g);
    check->callback([&] {
      const auto options = to_plan_options(g);
      if (!options.ok()) return void(result = options.error());
      const auto good = show_check(g.template_path, *options, g.json, terminal);
      if (!good.ok()) result = good.error();
      else result = *good ? 0 : 3;
    });

    CLI::App* explain = app.add_subcommand("explain", "how a column will be made, and from what evidence");
    explain->add_option("template", g.template_path, "metadata.json")->required();
    explain->add_option("what", g.what, "entity or entity.field (default: everything)");
    explain->add_flag("--json", g.json, "as JSON");
    plan_options(explain, g);
    explain->callback([&] {
      const auto options = to_plan_options(g);
      if (!options.ok()) return void(result = options.error());
      if (const Status s = show_explain(g.template_path, g.what, *options, g.json, terminal); !s.ok()) result = s.error();
    });

    CLI::App* sample = app.add_subcommand("sample", "rows of an entity, from anywhere");
    sample->add_option("template", g.template_path, "metadata.json")->required();
    sample->add_option("entity", g.entity, "the entity")->required();
    sample->add_option("--rows", g.count, "how many")->capture_default_str();
    sample->add_option("--at", g.at, "the first row, from 0")->capture_default_str();
    sample->add_option("--seed", g.seed, "seed");
    sample->add_option("--as-of", g.as_of, "what \"today\" means");
    sample->add_flag("--json", g.json, "as JSON lines");
    sample->callback([&] {
      const auto options = to_plan_options(g);
      if (!options.ok()) return void(result = options.error());
      if (const Status s = show_sample(g.template_path, g.entity, g.at, g.count, *options, g.json, terminal); !s.ok()) result = s.error();
    });

    CLI::App* providers = app.add_subcommand("providers", "the field generators, or one of them with samples");
    providers->add_option("name", g.name, "the provider");
    providers->add_option("--args", g.arguments, "its arguments as a JSON object");
    providers->add_option("--rows", g.count, "how many samples")->capture_default_str();
    providers->add_option("--locale", g.locale, "locale");
    providers->add_option("--seed", g.seed, "seed");
    providers->add_flag("--json", g.json, "as JSON");
    providers->callback([&] {
      const auto options = to_plan_options(g);
      if (!options.ok()) return void(result = options.error());
      if (const Status s = show_providers(g.name, g.arguments, g.count, g.locale, options->seed.value_or(0), g.json, terminal); !s.ok()) result = s.error();
    });

    CLI::App* serve = app.add_subcommand("serve", "a mock API over a template");
    serve->add_option("template", g.template_path, "metadata.json")->required();
    serve->add_option("--port", g.port, "port (default: any free one)");
    serve->add_option("--host", g.host, "address to listen on; other than this machine needs a token")->capture_default_str();
    serve->add_option("--token-env", g.token_env, "environment variable with the bearer token that callers must send");
    plan_options(serve, g);
    serve->callback([&] { result = run_serve(g, terminal); });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int code = app.exit(e);
    return code == 0 ? 0 : 2;
  } catch (const std::exception& e) {
    terminal.error({ErrorKind::kInvalid, e.what(), {}, {}});
    return 3;
  }
  return finish(result, terminal);
}

}  // namespace mockdata
