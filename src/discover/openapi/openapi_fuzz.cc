// Any bytes as an API document, JSON Schema or Avro schema, in JSON or YAML.
#include <cstdint>

#include "discover/openapi/openapi.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  auto made = mockdata::discover::read_api_text(text, "fuzz.yaml", {});
  if (made.ok()) (void)mockdata::write_template(made->tmpl);
  return 0;
}
