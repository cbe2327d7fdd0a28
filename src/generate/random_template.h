// Templates at random for property tests: entities of few rows with fields and relations of every kind, a function of a number.
// A kind of column or relation is one row of the tables below; add yours.
#pragma once

#include <string>
#include <vector>

#include "base/bits.h"

namespace mockdata {

class RandomTemplate {
 public:
  explicit RandomTemplate(uint64_t number) : key_(Key(number).with("template").value()) {}

  std::string json() {
    const int entities = 2 + pick(4);
    std::string out, relations;
    for (int e = 0; e < entities; ++e) {
      static constexpr int kRows[] = {0, 1, 2, 7, 50, 300, 1100, 2500};
      const std::string name = "e" + std::to_string(e);
      std::string fields = kKeys[pick(std::size(kKeys))];
      for (int f = 0, n = pick(5); f < n; ++f) fields += ",{\"name\":\"c" + std::to_string(f) + "\"," + kColumns[pick(std::size(kColumns))] + "}";
      for (int r = 0, n = pick(4); r < n; ++r) {
        const std::string to = "e" + std::to_string(pick(entities)), field = "r" + std::to_string(r);
        const bool list = pick(8) == 0;
        // The type follows the key's: text keys and whole numbers both read as text.
        if (list) fields += ",{\"name\":\"" + field + "\",\"type\":\"array\",\"length\":{\"min\":0,\"max\":4},\"items\":{\"type\":\"string\"}}";
        else fields += ",{\"name\":\"" + field + "\",\"type\":\"string\",\"nullable\":" + (pick(2) ? "true" : "false") + "}";
        relations += std::string(relations.empty() ? "" : ",") + "{\"from\":\"" + name + "." + field + "\",\"to\":\"" + to + ".id\"" + (list ? "" : kRelations[pick(std::size(kRelations))]) + "}";
      }
      if (pick(4) == 0) fields += ",{\"name\":\"o\",\"type\":\"object\",\"fields\":[{\"name\":\"x\"," + std::string(kColumns[pick(std::size(kColumns))]) + "},{\"name\":\"y\"," + kColumns[pick(std::size(kColumns))] + "}]}";
      if (pick(4) == 0) fields += ",{\"name\":\"l\",\"type\":\"array\",\"length\":{\"min\":0,\"max\":3},\"items\":{\"type\":\"object\",\"fields\":[{\"name\":\"x\"," + std::string(kColumns[pick(std::size(kColumns))]) + "}]}}";
      out += std::string(out.empty() ? "" : ",") + "{\"name\":\"" + name + "\",\"row_count\":" + std::to_string(kRows[pick(std::size(kRows))]) + ",\"fields\":[" + fields + "]}";
    }
    return "{\"source\":\"random\",\"source_type\":\"sql\",\"extracted_at\":\"2026-01-15\",\"entities\":[" + out + "],\"relationships\":[" + relations + "]}";
  }

 private:
  int pick(std::size_t n) { return static_cast<int>(below(bits(key_, count_++), static_cast<uint32_t>(n))); }

  static constexpr const char* kKeys[] = {
      R"({"name":"id","type":"int","primary_key":true})",
      R"({"name":"id","type":"string","primary_key":true,"faker_method":"uuid4"})",
      R"({"name":"id","type":"string","primary_key":true,"faker_method":"bothify","faker_args":{"text":"????-####"}})",
      R"({"name":"id","type":"long","primary_key":true,"sequence":{"start":100,"step":7}})",
  };
  static constexpr const char* kColumns[] = {
      R"("type":"int","min":-5,"max":99,"nullable":true)",
      R"("type":"long","min":0,"max":1000000000000)",
      R"("type":"string","values":["a","bb","ccc"],"weights":[3,0,1],"nullable":true,"null_rate":0.5)",
      R"("type":"string","faker_method":"bothify","faker_args":{"text":"?#?#"})",
      R"("type":"string","unique":true,"faker_method":"bothify","faker_args":{"text":"??????##"})",
      R"("type":"date","min":"2020-01-01","max":"2025-12-31")",
      R"("type":"datetime","nullable":true)",
      R"("type":"timestamp")",
      R"("type":"time")",
      R"x("type":"decimal(12,2)","min":0,"max":1000,"distribution":{"type":"normal","mean":500,"std":100})x",
      R"x("type":"decimal(30,4)")x",
      R"("type":"double","distribution":{"type":"exponential"},"min":0,"max":50)",
      R"("type":"float")",
      R"("type":"bool","nullable":true)",
      R"("type":"uuid")",
      R"("type":"json")",
      R"("type":"binary")",
      R"("type":"array","items":"int","length":{"min":0,"max":5})",
      R"("type":"int","unique":true)",
      R"("type":"int","distribution":{"type":"zipf","s":1.3},"min":1,"max":500)",
  };
  static constexpr const char* kRelations[] = {
      "",
      R"(,"distribution":"uniform")",
      R"(,"distribution":{"type":"zipf","s":1.1})",
      R"(,"distribution":"growth_stable")",
      R"(,"cardinality":"1:1")",
      R"(,"children":{"shape":"geometric"})",
      R"(,"children":{"shape":"skewed"})",
      R"(,"tree":{"depth":4})",
      R"(,"tree":{"root_share":0.2,"fanout":2})",
  };

  uint64_t key_, count_ = 0;
};

}  // namespace mockdata
