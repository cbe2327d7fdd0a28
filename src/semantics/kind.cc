#include <algorithm>
#include <string>

#include "semantics/semantics.h"

namespace mockdata::semantics {
namespace {

struct Row {
  const char* word;
  Kind kind;
};
constexpr Row kWords[] = {
    {"string", Kind::kText}, {"str", Kind::kText}, {"text", Kind::kText}, {"varchar", Kind::kText}, {"nvarchar", Kind::kText}, {"char", Kind::kText}, {"nchar", Kind::kText}, {"varchar2", Kind::kText},
    {"nvarchar2", Kind::kText}, {"character", Kind::kText}, {"character varying", Kind::kText}, {"bpchar", Kind::kText}, {"citext", Kind::kText}, {"clob", Kind::kText}, {"nclob", Kind::kText},
    {"ntext", Kind::kText}, {"longtext", Kind::kText}, {"mediumtext", Kind::kText}, {"tinytext", Kind::kText}, {"enum", Kind::kText}, {"set", Kind::kText}, {"email", Kind::kText}, {"url", Kind::kText},
    {"uri", Kind::kText}, {"phone", Kind::kText}, {"picklist", Kind::kText}, {"textarea", Kind::kText}, {"inet", Kind::kText}, {"cidr", Kind::kText}, {"macaddr", Kind::kText}, {"keyword", Kind::kText},
    {"int", Kind::kInteger}, {"integer", Kind::kInteger}, {"int2", Kind::kInteger}, {"int4", Kind::kInteger}, {"int8", Kind::kInteger}, {"int16", Kind::kInteger}, {"int32", Kind::kInteger}, {"int64", Kind::kInteger},
    {"bigint", Kind::kInteger}, {"smallint", Kind::kInteger}, {"tinyint", Kind::kInteger}, {"mediumint", Kind::kInteger}, {"long", Kind::kInteger}, {"short", Kind::kInteger}, {"serial", Kind::kInteger},
    {"bigserial", Kind::kInteger}, {"uint", Kind::kInteger}, {"byte", Kind::kInteger}, {"year", Kind::kInteger}, {"identity", Kind::kInteger}, {"counter", Kind::kInteger}, {"unsigned", Kind::kInteger},
    {"float", Kind::kFraction}, {"double", Kind::kFraction}, {"double precision", Kind::kFraction}, {"real", Kind::kFraction}, {"decimal", Kind::kFraction}, {"numeric", Kind::kNumber}, {"number", Kind::kNumber},
    {"money", Kind::kFraction}, {"smallmoney", Kind::kFraction}, {"float4", Kind::kFraction}, {"float8", Kind::kFraction}, {"float32", Kind::kFraction}, {"float64", Kind::kFraction}, {"currency", Kind::kFraction},
    {"percent", Kind::kFraction}, {"dec", Kind::kFraction}, {"bool", Kind::kBool}, {"boolean", Kind::kBool}, {"bit", Kind::kBool}, {"checkbox", Kind::kBool}, {"logical", Kind::kBool},
    {"date", Kind::kDate}, {"time", Kind::kTime}, {"timetz", Kind::kTime}, {"time with time zone", Kind::kTime}, {"time without time zone", Kind::kTime}, {"datetime", Kind::kDatetime},
    {"datetime2", Kind::kDatetime}, {"smalldatetime", Kind::kDatetime}, {"datetimeoffset", Kind::kDatetime}, {"timestamp", Kind::kDatetime}, {"timestamptz", Kind::kDatetime}, {"date-time", Kind::kDatetime},
    {"timestamp with time zone", Kind::kDatetime}, {"timestamp without time zone", Kind::kDatetime}, {"timestamp_ntz", Kind::kDatetime}, {"timestamp_tz", Kind::kDatetime}, {"timestamp_ltz", Kind::kDatetime},
    {"instant", Kind::kDatetime}, {"uuid", Kind::kUuid}, {"guid", Kind::kUuid}, {"uniqueidentifier", Kind::kUuid}, {"binary", Kind::kBinary}, {"varbinary", Kind::kBinary}, {"blob", Kind::kBinary},
    {"bytea", Kind::kBinary}, {"image", Kind::kBinary}, {"bytes", Kind::kBinary}, {"longblob", Kind::kBinary}, {"raw", Kind::kBinary}, {"json", Kind::kJson}, {"jsonb", Kind::kJson}, {"xml", Kind::kJson},
    {"variant", Kind::kJson}, {"object", Kind::kObject}, {"struct", Kind::kObject}, {"record", Kind::kObject}, {"map", Kind::kObject}, {"dict", Kind::kObject}, {"array", Kind::kArray}, {"list", Kind::kArray}};

}  // namespace

Kind kind_from(std::string_view type_word) {
  std::string word;
  for (char c : type_word.substr(0, 64)) word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (word.starts_with("xs:") || word.starts_with("xsd:")) word.erase(0, word.find(':') + 1);
  if (word.starts_with("edm.")) word.erase(0, 4);
  // "tinyint(1)" is how some databases write a truth value.
  if (word == "tinyint(1)") return Kind::kBool;
  bool bounded = false, whole = false;  // "number(11)", "decimal(8,0)": no digits behind the point
  if (const std::size_t open = word.find('('); open != std::string::npos) {
    const std::size_t close = word.find(')', open);
    const std::size_t comma = word.find(',', open);
    bounded = true;
    whole = comma > close || word.find_first_not_of(" 0", comma + 1) == close;
    word.erase(open, close == std::string::npos ? std::string::npos : close - open + 1);
  }
  while (word.ends_with("[]")) word.resize(word.size() - 2);  // a list is judged by its elements
  while (!word.empty() && word.back() == ' ') word.pop_back();
  const auto find = [](std::string_view text) {
    const Row* row = std::find_if(std::begin(kWords), std::end(kWords), [&](const Row& r) { return text == r.word; });
    return row == std::end(kWords) ? Kind::kUnknown : row->kind;
  };
  Kind kind = find(word);
  if (kind == Kind::kUnknown) kind = find(std::string_view(word).substr(0, word.find(' ')));
  const bool decimal = kind == Kind::kNumber || word == "decimal" || word == "dec";
  return whole && decimal ? Kind::kInteger : kind == Kind::kNumber && bounded ? Kind::kFraction : kind;
}

}  // namespace mockdata::semantics
