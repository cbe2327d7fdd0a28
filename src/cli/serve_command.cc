#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>

#include "cli/command.h"
#include "cli/flags.h"
#include "generate/entity_rows.h"
#include "serve/server.h"
#include "workflow/run.h"

namespace mockdata::cli {

namespace {

struct Flags : ServeOptions {
  std::string template_path, token_env;
  PlanFlags plan;
};

Result<int> run(Flags& f, Terminal& terminal) {
  MOCKDATA_ASSIGN(const PlanOptions options, f.plan.options());
  MOCKDATA_ASSIGN(const Prepared prepared, prepare(f.template_path, options));
  const Plan& plan = *prepared.planned.plan;
  if (!f.token_env.empty()) {
    const char* token = std::getenv(f.token_env.c_str());
    if (!token || !*token) return Error{ErrorKind::kSource, "the environment variable " + f.token_env + " is not set", {}, "set it to the token that callers have to send"};
    f.api.token = token;
  }
  std::vector<ServedEntity> entities;
  for (std::size_t i = 0; i < plan.entities.size(); ++i) {
    const PlannedEntity& e = plan.entities[i];
    entities.push_back({e.name, e.api_endpoint, e.primary_key.size() == 1 ? e.primary_key[0] : "", std::make_shared<EntityRows>(plan, i)});
  }
  MOCKDATA_ASSIGN(auto server, MockServer::start(std::move(entities), f));
  terminal.line("Serving " + plan.source + " at " + server->url() + (f.api.token.empty() ? "" : f.token_env.empty() ? " (bearer token from --token)" : " (bearer token from " + f.token_env + ")"));
  for (const PlannedEntity& e : plan.entities)
    terminal.line("  GET " + (e.api_endpoint.empty() ? "/" + e.name : e.api_endpoint) + "?limit=10&offset=0   " + std::to_string(e.rows()) + " " + e.name);
  terminal.line("Stop with Ctrl-C.");
  while (!interrupted()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  server->stop();
  server->wait();
  return 0;
}

Run add(Options& app) {
  auto f = std::make_shared<Flags>();
  add_template(app, f->template_path);
  app.add_option("--port", f->port, "port (default: any free one)").between(0, 65535);
  app.add_option("--host ADDRESS", f->host, "address to listen on; other than this machine needs a token").show_default();
  const Option variable = app.add_option("--token-env VARIABLE", f->token_env, "environment variable with the bearer token that callers must send");
  app.add_option("--token", f->api.token, "the bearer token itself: one made up for this server, never one of a real source").excludes(variable);
  f->plan.add_to(app);
  return [f](Terminal& terminal) { return run(*f, terminal); };
}

}  // namespace

extern const Command serve_command;
const Command serve_command{"serve", "a mock API over a template",
                            "mockdata serve metadata.json --port 8080\n"
                            "mockdata serve metadata.json --token made-up-for-tests --rows employees=100000",
                            add};

}  // namespace mockdata::cli
