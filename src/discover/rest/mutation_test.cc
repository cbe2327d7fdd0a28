// Damaged input of every kind must end in a result or an error, never in a crash or a hang: real samples and a source
// document are cut, doubled, swapped and overwritten at places drawn from a fixed sequence.
#include <gtest/gtest.h>

#include <iterator>
#include <string>

#include "discover/rest/fields.h"
#include "discover/rest/record.h"
#include "discover/sourcedoc/source_document.h"

namespace mockdata::discover {
namespace {

class Draw {
 public:
  std::size_t below(std::size_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state_ >> 33) % n;
  }

 private:
  unsigned long long state_ = 42;
};

std::string damaged(std::string text, Draw& draw) {
  static const std::string kPieces[] = {"{", "}", "[", "]", "\"", ":", ",", "null", "\\u", "\xff", "|", "\n", "#", "`", "-", "1e999", "[[[[", "\xEF\xBB\xBF", "true"};
  for (std::size_t i = 0, n = 1 + draw.below(4); i < n && !text.empty(); ++i) {
    std::size_t at = draw.below(text.size());
    switch (draw.below(5)) {
      case 0: text.resize(at); break;
      case 1: text[at] = static_cast<char>(draw.below(256)); break;
      case 2: text.insert(at, kPieces[draw.below(std::size(kPieces))]); break;
      case 3: text.erase(at, 1 + draw.below(20)); break;
      case 4: text.insert(at, text.substr(draw.below(text.size()), draw.below(60))); break;
    }
  }
  return text;
}

TEST(Mutations, JsonSamples) {
  const std::string samples[] = {
      R"({"status":"ok","total":1,"data":[{"id":"507f1f77bcf86cd799439011","a":{"b":[1,2.5,null,{"c":true}]},"d":"2024-01-01","e":[]}],"relations":{"office":[{"id":1}]}})",
      R"({"data":[{"type":"e","id":"1","attributes":{"first":{"label":"F","value":"x","type":"s"}},"relationships":{"team":{"data":{"type":"t","id":"7"}}}}]})",
      R"({"hits":{"hits":[{"_source":{"name":"x"}}]},"entry":[{"resource":{"id":"1"}}],"1001":{"a":1},"1002":{"a":2}})", "[{\"id\":1}]\n{\"id\":2}\n"};
  Draw draw;
  std::size_t records = 0;
  for (int i = 0; i < 20'000; ++i) {
    ShapeOf shape = shape_of_json(damaged(samples[draw.below(std::size(samples))], draw));
    FoundRecord found = find_record(shape.root, {"employees"});
    std::vector<Question> questions;
    records += fields_of(found.record, "employees", questions).size() > 0;
  }
  EXPECT_GT(records, 5'000u);  // the damage is light enough that much is still read
}

TEST(Mutations, SourceDocuments) {
  const std::string sample =
      "# X\n\n| Property | Value |\n|---|---|\n| System | X |\n| Base URL | https://x.example/v1 |\n| Authentication | API key `X-Key` |\n\n## Entities\n\n"
      "| Entity | API Endpoint | Bronze Table |\n|--|--|--|\n| Users | `GET /users?limit=1` | bronze_x |\n\n### Users\n\n| Field | Type | PII | Description |\n|--|--|--|--|\n"
      "| id | int | no | FK to users.id |\n\nPagination: `limit`, `offset`\n\nJDBC: jdbc:postgresql://u:p@h/db\n\n```json\n{\"data\":[{\"id\":1}]}\n```\n";
  Draw draw;
  int readable = 0;
  for (int i = 0; i < 5'000; ++i) {
    auto document = read_source_document(damaged(sample, draw));
    readable += document.ok() && !document->entities.empty();
  }
  EXPECT_GT(readable, 1'000);
}

}  // namespace
}  // namespace mockdata::discover
