// Answers of a source, as a server may send them: whole, cut, broken, hostile. Whatever comes, a shape comes of it, the
// record is found or not, and every field made of it can stand in a template that reads back the same.
#include <cstdint>
#include <cstdlib>

#include "discover/rest/fields.h"
#include "discover/rest/record.h"
#include "template/template.h"

using namespace mockdata;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const discover::ShapeOf shape = discover::shape_of_json({reinterpret_cast<const char*>(data), size});
  const discover::FoundRecord found = discover::find_record(shape.root, {"employees", "employee"});
  if (found.state != discover::FoundRecord::State::kRecord) return 0;
  std::vector<discover::Question> questions;
  Template tmpl;
  tmpl.source = "s";
  Entity entity;
  entity.name = "employees";
  entity.fields = discover::fields_of(found.record, entity.name, questions);
  tmpl.entities.push_back(std::move(entity));
  const std::string text = write_template(tmpl);
  const auto again = read_template(text);
  if (again.ok() && write_template(*again) != text) std::abort();
  return 0;
}
