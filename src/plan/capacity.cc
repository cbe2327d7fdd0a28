// How many values a field can take: what unique columns and unique combinations are held against.
#include <algorithm>

#include "plan/builder.h"
#include "plan/defaults.h"
#include "plan/ranges.h"

namespace mockdata {

// nullopt where the values of a field cannot be numbered. Must agree with what make_value() does with Node::digit.
std::optional<uint64_t> Builder::capacity_of(const Node& n) {
  const Field& f = *n.field;
  const Value& s = f.settings;
  const auto type = data_type(f, "");
  if (!type || f.type == FieldType::kObject || f.type == FieldType::kArray) return std::nullopt;
  for (const char* key : {"when", "derive", "copy", "rollup", "after", "before"})
    if (s.find(key)) return std::nullopt;
  if (s.find("constant")) return 1;
  for (const char* key : {"values", "enum"})
    if (const Value& values = s.find(key); values.is_array() && (std::string_view(key) == "values" || f.faker_method.empty())) return std::max<uint64_t>(values.items().size(), 1);
  if (const Value& pattern = s.find("pattern"); pattern.is_string() && f.faker_method.empty()) {
    const auto language = language_of(f, pattern.text());
    return language.ok() ? std::optional(language->ranks()) : std::nullopt;
  }
  if (const Value& format = s.find("format"); format.is_string() && f.faker_method.empty()) return format_capacity(format.text());
  if (type->id == TypeId::kText && f.faker_method.empty()) {
    const auto language = language_of(f, default_regex(f, true));
    return language.ok() ? std::optional(language->ranks()) : std::nullopt;
  }
  if (type->id == TypeId::kText) return std::max<uint64_t>(rows_[n.entity], 1);  // a number behind the text
  return range_capacity(f, *type, plan_.as_of, rows_[n.entity]);
}

}  // namespace mockdata
