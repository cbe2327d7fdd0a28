// A secret, and where it may come from.
//
// The value is wiped when the secret goes; it cannot be printed, compared or copied by accident. What may be shown is its
// label: the name of the secret and of the place it came from.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "http/client.h"

namespace mockdata::secrets {

class Secret {
 public:
  Secret(std::string label, WipedBytes value) : label_(std::move(label)), value_(std::move(value)) {}
  // "environment variable ALEXIS_TOKEN", "secret alexis-token in Key Vault kv-hr-dev", …
  const std::string& label() const { return label_; }
  // The value itself, for the one place that sends it.
  std::string_view reveal() const { return value_.view(); }

 private:
  std::string label_;
  WipedBytes value_;
};

// Where to look, in this order: the first place that is named decides. A named place that cannot give the secret is an
// error, never a reason to look further: nobody wants to send another secret than the one that was asked for.
struct Places {
  std::string environment;  // name of an environment variable
  std::string file;         // path of a file that holds the secret and nothing else
  std::string key_vault;    // name of a vault or its URL …
  std::string secret;       // … and the secret's name in it, perhaps with "/version"
  // Asks a person without echo; the text to show is the argument. Empty: nobody can be asked.
  std::function<Result<WipedBytes>(const std::string& question)> ask;
  std::string question = "API token";
};

// Errors: kSource, naming the place and what to do; kUsage when no place is named and nobody can be asked.
Result<Secret> find_secret(const Places& places, const http::Client& client);

// The parts, one by one. Trailing line ends and surrounding blanks do not belong to a secret; an empty one is an error.
Result<Secret> from_environment(const std::string& variable);
Result<Secret> from_file(const std::string& path);

}  // namespace mockdata::secrets
