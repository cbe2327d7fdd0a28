// For end-to-end tests and measuring: reads an API document and prints what it found.
//
//   openapi_probe FILE|FOLDER [--summary | --relations | --time]
#include <chrono>
#include <ctime>
#include <cstdio>
#include <cstring>

#include "discover/openapi/openapi.h"

using namespace mockdata;

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const char* mode = argc > 2 ? argv[2] : "";
  discover::DocumentOptions options;
  options.extracted_at = "2026-01-01T00:00:00Z";
  const auto start = std::chrono::steady_clock::now();
  auto read = discover::read_api_document(argv[1], options);
  const double processor = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!read.ok()) {
    std::printf("%s\n", read.error().to_string().c_str());
    return static_cast<int>(read.error().kind);
  }
  if (std::strcmp(mode, "--time") == 0) {
    std::size_t fields = 0;
    for (const Entity& e : read->tmpl.entities) for_each_field(e.fields, "", [&](const std::string&, const Field&) { ++fields; });
    std::printf("%s: %zu entities, %zu fields, %zu relations, %zu losses in %.3f s (%.3f s of processor)\n", read->kind.c_str(), read->tmpl.entities.size(), fields, read->tmpl.relationships.size(), read->loss_count, seconds, processor);
    return 0;
  }
  if (std::strcmp(mode, "--summary") == 0 || std::strcmp(mode, "--relations") == 0) {
    for (const Entity& e : read->tmpl.entities) {
      std::string key;
      for (const Field& f : e.fields) key += f.primary_key ? " " + f.name : "";
      std::printf("%s (%s) %zu fields, key%s\n", e.name.c_str(), e.api_endpoint.c_str(), e.fields.size(), key.empty() ? ": none" : key.c_str());
    }
    for (const Relationship& r : read->tmpl.relationships) std::printf("%s -> %s  %s %.2f\n", r.from[0].c_str(), r.to[0].c_str(), r.evidence[0].rule.c_str(), r.evidence[0].confidence);
    for (const auto& g : read->suggested) std::printf("%s -> %s ?  %s %.2f\n", g.from.c_str(), g.to.c_str(), g.rule.c_str(), g.confidence);
    if (std::strcmp(mode, "--summary") == 0)
      for (const auto& loss : read->losses) std::printf("%s: %s\n", loss.place.c_str(), loss.problem.c_str());
    std::printf("%s, %zu losses\n", read->kind.c_str(), read->loss_count);
    return 0;
  }
  std::fputs(write_template(read->tmpl).c_str(), stdout);
}
