// For end-to-end tests: extraction over REST by itself, so that fixture servers can be met without the guided command.
//
//   rest_probe URL [--document FILE] [--token-env NAME] [--key-vault V --secret S] [entity=/path …]
//
// Prints what people would see, then "---" and the template. The exit code is the error's kind.
#include <cstdio>
#include <cstring>

#include "discover/rest/extract.h"

using namespace mockdata;

int main(int argc, char** argv) {
  discover::RestSource source;
  secrets::Places places;
  discover::SourceDocument document;
  source.name = "probe";
  source.extracted_at = "2026-01-01T00:00:00Z";
  auto fail = [](const Error& error) {
    std::printf("%s\n", error.to_string().c_str());
    return static_cast<int>(error.kind);
  };
  for (int i = 1; i < argc; ++i) {
    auto option = [&](const char* name) { return std::strcmp(argv[i], name) == 0 && i + 1 < argc; };
    std::string argument = argv[i];
    if (option("--document")) {
      auto read = discover::load_source_document(argv[++i]);
      if (!read.ok()) return fail(read.error());
      document = std::move(*read);
      source.document = &document;
      source.endpoints = discover::endpoints_of(document);
      source.access.auth = document.auth;
    } else if (option("--token-env")) {
      places.environment = argv[++i];
    } else if (option("--key-vault")) {
      places.key_vault = argv[++i];
    } else if (option("--secret")) {
      places.secret = argv[++i];
    } else if (std::size_t equals = argument.find('='); equals != std::string::npos && argument.find("://") == std::string::npos) {
      source.endpoints.push_back({argument.substr(0, equals), argument.substr(equals + 1), ""});
    } else {
      source.base_url = argument;
    }
  }
  http::Policy policy;
  policy.first_wait = http::Milliseconds(10);
  policy.total = http::Milliseconds(20'000);
  http::Client client(policy);
  std::optional<secrets::Secret> secret;
  if (!places.environment.empty() || !places.key_vault.empty()) {
    auto found = secrets::find_secret(places, client);
    if (!found.ok()) return fail(found.error());
    secret.emplace(std::move(*found));
    source.access.secret = &*secret;
  }
  source.progress = [](const std::string& line) { std::printf("%s\n", line.c_str()); };
  auto extraction = discover::extract_rest(source, client);
  if (!extraction.ok()) return fail(extraction.error());
  for (const auto& endpoint : extraction->endpoints) {
    for (const auto& remark : endpoint.remarks) std::printf("%s: %s\n", endpoint.entity.c_str(), remark.c_str());
    if (!endpoint.read && !endpoint.empty) std::printf("%s\n", endpoint.error.to_string().c_str());
  }
  for (const auto& question : extraction->questions) std::printf("%s %s\n", question.path.c_str(), question.text.c_str());
  for (const auto& line : extraction->disagreements) std::printf("%s\n", line.c_str());
  for (const auto& guess : extraction->suggested) std::printf("%s -> %s?\n", guess.from.c_str(), guess.to.c_str());
  std::printf("---\n%s\n", write_template(extraction->tmpl).c_str());
}
