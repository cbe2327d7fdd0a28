// The value of a field from its own settings, its provider, or what its type says: the first that is given, in this order:
// constant, when, derive, copy, rollup, values (or the document's enum), sequence, pattern, format, range, provider, default.
#include "block/combine.h"
#include <algorithm>

#include "derive/cast.h"
#include "derive/cut.h"
#include "persons/persons.h"
#include "plan/builder.h"
#include "plan/ranges.h"
#include "providers/choice.h"
#include "providers/number.h"
#include "providers/provider.h"

namespace mockdata {

const Column* Builder::refuse(Node& node, const std::string& key, const Value& at, const Error& e) {
  if (e.message.empty()) return nullptr;  // told already
  Error placed = e;
  if (placed.where.empty() && at.line()) placed.where = "line " + std::to_string(at.line());
  error_at(node, key, placed);
  return nullptr;
}

const Column* Builder::fit(Node& node, const Column* made, const std::string& key) {
  if (!made) return nullptr;
  const auto type = data_type(*node.field, key);
  if (!type) return nullptr;
  auto cast = cast_column(made, *type, *node.site->table);
  if (!cast.ok()) {
    error(node.field->path + key, node.field->line, cast.error().message, "change the type, or how the field is made");
    return nullptr;
  }
  return *cast;
}

// What a provider makes, in its own type.
const Column* Builder::provider_column(Node& node, const std::string& provider, const Value& args) {
  const Field& f = *node.field;
  MakeContext context;
  context.key = key_of(node);
  context.rows = node.site->outer ? 0 : rows_[node.entity];
  context.nullable = f.nullable.value_or(!f.primary_key) && !node.path.ends_with("[]");
  context.unique = node.unique && !node.site->outer;
  context.today = plan_.as_of;
  context.wanted = data_type(f, "");
  context.table = node.site->table;
  set_locale(node, context);
  context.sibling = [&](std::string_view name) -> const Column* {
    Node* other = sibling(node, name);
    return other && other->field != &f ? outer_column(*node.site, other->site, column_of(*other)) : nullptr;
  };
  std::vector<std::string> notes;
  context.notes = &notes;
  std::string whose;
  if (const Status person = set_person(node, provider, context, whose); !person.ok()) return refuse(node, ".faker_method", args, person.error());
  const std::size_t asked = context.persons ? context.persons->asked().size() : 0;
  auto column = make_provider(provider, args, context);
  if (!column.ok()) return refuse(node, find_provider(provider) ? ".faker_args" : ".faker_method", args, column.error());
  for (const std::string& note : notes) warning(f.path, f.line, note);
  if (context.identifier && !node.own_key) note_identifier(node, *context.identifier, notes);  // a whole field, not a part of one
  if (context.persons) whose += drift_words(*context.persons, {context.persons->asked().begin() + static_cast<std::ptrdiff_t>(asked), context.persons->asked().end()});
  node.how = "provider " + provider + whose;
  if (!correlate(node, **column)) return nullptr;
  return node.site->table->add(std::move(*column));
}

const Column* Builder::make_from_provider(Node& node, const std::string& provider, const Value& args) {
  const Column* made = provider_column(node, provider, args);
  return made ? cut(node, fit(node, make_ordered(node, made), ".faker_method")) : nullptr;
}

const Column* Builder::make_value(Node& node) {
  if (node.polymorphic) return make_polymorphic(node);
  if (node.link) return node.leg == SIZE_MAX ? make_ordinal(node) : make_reference(node);
  const Field& f = *node.field;
  const Value& s = f.settings;
  Table& table = *node.site->table;
  if (const Value& of = s.find(kCrosswalkOther)) return make_foreign_key(node, of);
  if (const Value& of = s.find(kCrosswalkDrift)) return make_drift_listing(node, of);
  if (const Value& when = s.find("when")) return make_conditional(node, when);
  if (const Value& derive = s.find("derive")) return make_derived(node, derive);
  if (const Value& copy = s.find("copy")) return make_copy(node, copy);
  if (f.type == FieldType::kObject) return make_object(node);
  if (f.type == FieldType::kArray) return make_list(node);
  if (const Value& rollup = s.find("rollup")) return make_rollup(node, rollup);
  const auto type = data_type(f, "");
  if (!type) return nullptr;
  if (const Value& constant = s.find("constant")) {
    node.how = "always " + constant.to_json();
    auto column = make_choice({constant}, {}, &*type, key_of(node), false, 0);
    return column.ok() ? table.add(std::move(*column)) : refuse(node, ".constant", constant, column.error());
  }
  for (const char* key : {"values", "enum"})
    if (const Value& values = s.find(key); values && (std::string_view(key) == "values" || f.faker_method.empty())) return make_listed(node, values, *type, std::string(".") + key);
  if (const Value& sequence = s.find("sequence"); sequence && !(sequence.is_bool() && !sequence.as_bool())) return make_sequence(node, sequence, *type);
  if (const Value& pattern = s.find("pattern"); pattern && f.faker_method.empty()) return make_pattern(node, pattern.text(), ".pattern", pattern);
  if (const Value& format = s.find("format"); format && f.faker_method.empty()) return make_format(node, format);
  const bool ordered = s.find("after") || s.find("before");
  if (has_range(f) || (ordered && f.faker_method.empty()) || (node.digit && type->id != TypeId::kText)) return make_ranged(node, *type);
  if (node.digit) return f.faker_method.empty() ? make_default_text(node) : make_numbered_text(node);
  if (!f.faker_method.empty()) return make_from_provider(node, f.faker_method, f.faker_args);
  return make_default(node, *type);
}

const Column* Builder::make_listed(Node& node, const Value& values, const DataType& type, const std::string& key) {
  const Value& given = node.field->settings.find("weights");
  std::vector<double> weights;
  for (const Value& w : given.items()) weights.push_back(w.as_double().value_or(-1));
  node.how = "one of " + std::to_string(values.items().size()) + " values";
  auto column = make_choice(values.items(), weights, &type, key_of(node), node.unique && !node.digit, rows_[node.entity], node.digit);
  return column.ok() ? node.site->table->add(std::move(*column)) : refuse(node, given && !given.items().empty() && column.error().message.find("weight") != std::string::npos ? ".weights" : key, values, column.error());
}

const Column* Builder::make_sequence(Node& node, const Value& setting, const DataType& type) {
  int64_t start = 1, step = 1;
  for (const auto& [name, v] : setting.members()) {
    const auto n = v.as_int();
    if ((name != "start" && name != "step") || !n) return refuse(node, ".sequence", v, invalid_error("a sequence is true, or {\"start\", \"step\"} with whole numbers, found " + setting.to_json()));
    (name == "start" ? start : step) = *n;
  }
  const uint64_t rows = node.site->outer ? 0 : rows_[node.entity];
  __int128 last = start + static_cast<__int128>(step) * static_cast<__int128>(rows ? rows - 1 : 0);
  if (last > INT64_MAX || last < INT64_MIN || (type.id == TypeId::kInt32 && (last > INT32_MAX || last < INT32_MIN || start > INT32_MAX || start < INT32_MIN)))
    return refuse(node, ".sequence", setting, invalid_error("row " + std::to_string(rows) + " of the sequence does not fit the type " + type_name(type), {}, "use the type long, or a smaller step"));
  if (node.unique && step == 0) return refuse(node, ".sequence", setting, invalid_error("a sequence with step 0 repeats its value, but the field is unique"));
  node.how = "sequence";
  const DataType own = type.id == TypeId::kInt32 ? type : DataType{TypeId::kInt64, 0, 0, {}};
  return fit(node, node.site->table->add(std::make_unique<SequenceColumn>(own, start, step)), ".sequence");
}

// A number, date or time of a range; texts that keep an order are dates.
const Column* Builder::make_ranged(Node& node, const DataType& wanted) {
  const Field& f = *node.field;
  const bool dated_text = wanted.id == TypeId::kText && (f.settings.find("after") || f.settings.find("before") || f.settings.find("weekdays"));
  DataType type = wanted;
  if (dated_text) type = {TypeId::kDate, 0, 0, {}};
  if (type.id == TypeId::kDecimal && type.scale > 14) {  // drawn with fewer digits behind the point, then widened
    const int scale = std::max(14, type.scale - 18);
    type = DataType::decimal(static_cast<uint8_t>(type.precision - (type.scale - scale)), static_cast<uint8_t>(scale));
  }
  const Column* base = nullptr;
  if (!f.faker_method.empty() && !f.settings.find("min") && !f.settings.find("max") && !f.settings.find("distribution") && !f.settings.find("buckets") && !node.digit) {
    base = provider_column(node, f.faker_method, f.faker_args);
  } else {
    std::string how;
    auto range = make_range(f, type, key_of(node), plan_.as_of, node.unique, rows_[node.entity], node.digit, node.radix, how);
    if (!range.ok()) return refuse(node, "", Value(), range.error());
    node.how = how;
    if (!correlate(node, **range)) return nullptr;
    base = node.site->table->add(std::move(*range));
  }
  return base ? fit(node, make_ordered(node, base), "") : nullptr;
}

// A text no longer than the source takes. Unique texts are left whole: cut, they might repeat.
const Column* Builder::cut(Node& node, const Column* made) {
  const Value& most = node.field->settings.find("max_length");
  if (!made || !most || node.unique || !is_text(made->type().id) || made->type().id == TypeId::kJson) return made;
  const auto n = most.as_int();
  if (!n || *n < 1) return refuse(node, ".max_length", most, invalid_error("a length is a whole number above 0, found " + most.to_json()));
  return node.site->table->add(cut_column(made, static_cast<uint32_t>(std::min<int64_t>(*n, 1 << 30))));
}

}  // namespace mockdata
