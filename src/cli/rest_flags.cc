#include "cli/rest_flags.h"

namespace mockdata::cli {

void add_rest_flags(Options& app, RestFlags& f) {
  app.topic("Reading an API");
  app.add_option("--base-url URL", f.base_url, "address of the API (default: the document's)");
  app.add_option("--endpoint [ENTITY=]PATH", f.endpoints, "path of a list endpoint, with the name of its entity before it if it is another (default: the document's)");
  app.add_option("--token-env VARIABLE", f.token_env, "environment variable that holds the token, key, password or client secret");
  app.add_option("--token-file FILE", f.token_file, "file that holds it");
  app.add_option("--key-vault NAME", f.key_vault, "Azure Key Vault that holds it, by name or URL");
  app.add_option("--secret NAME", f.secret, "its name in the Key Vault");
  app.add_option("--auth WAY", f.auth, std::string("how to authenticate: ") + auth_words() + " (default: what the document says, else bearer)");
  app.add_option("--auth-name NAME", f.auth_name, "header or query parameter of an API key (default: X-API-Key, api_key)");
  app.add_option("--user,--client-id NAME", f.user, "user name (basic, login) or client id (oauth)");
  app.add_option("--token-url URL", f.token_url, "where a token is asked for (oauth, login); a URL or a path below the base URL");
  app.add_option("--scope SCOPE", f.scope, "scope of the token (oauth)");
  app.add_option("--limit-parameter NAME", f.limit_parameter, "parameter that asks for one record (default: the document's or the API's usual one, else limit)");
  app.add_option("--parallel", f.parallel, "endpoints at a time").show_default().between(1, 32);
  app.add_option("--timeout", f.timeout, "seconds to wait for the source when it sends nothing").show_default().between(1, 3600);
}

}  // namespace mockdata::cli
