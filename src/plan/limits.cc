// "limit": at most so many children of a parent have given values (one active contract, one default address). Which of the
// children have them is drawn; they get the values, and all others get another value in the first of the fields.
#include <algorithm>

#include "block/combine.h"
#include "derive/cast.h"
#include "derive/select.h"
#include "plan/builder.h"
#include "providers/choice.h"

namespace mockdata {

void Builder::make_limits() {
  for (const auto& link : links_) {
    const Value& limit = link->setting("limit");
    if (!limit) continue;
    const std::string where = link->path + ".limit";
    const auto most = limit.find("max") ? limit.find("max").as_int() : std::optional<int64_t>(1);
    if (!limit.is_object() || limit.find("where").members().empty() || !most || *most < 0) {
      error(where, limit.line(), "a limit is {\"where\": {field: value}, \"max\": n}, found " + limit.to_json());
      continue;
    }
    if (!want_children(*link)) continue;
    limits_.push_back(std::make_unique<Limit>());
    Limit& made = *limits_.back();
    made.link = link.get();
    made.most = static_cast<uint64_t>(*most);
    for (const auto& [name, value] : limit.find("where").members()) {
      Node* n = node(link->from_entity, name);
      if (!n) {
        error(where + ".where", value.line(), "\"" + name + "\" is no field of " + plan_.entities[link->from_entity].name);
      } else if (n->limit || n->link || n->polymorphic) {
        error(where + ".where", value.line(), "\"" + name + "\" is " + (n->limit ? "limited by another relation already" : "a reference, whose values the limit cannot set"), "limit another field");
      } else {
        n->limit = &made;
        made.fields.push_back(n);
        made.values.push_back(value);
      }
    }
  }
}

const Column* Builder::make_limited(Node& n) {
  Limit& limit = *n.limit;
  n.limit = nullptr;  // what follows makes the field as if there were no limit
  Table& table = *n.site->table;
  const auto type = data_type(*n.field, "");
  pick_of(*limit.link);
  if (!rows_[n.entity] || !rows_[limit.link->to_entity]) return make_value(n);
  if (!limit.link->inverse || !type) return nullptr;
  if (!limit.chosen)
    limit.chosen = *cast_column(table.add(std::make_unique<ChosenFew>(n.site->key.with(limit.link->name).with("limit").value(), limit.link->inverse, limit.most)),
                                DataType{TypeId::kInt32, 0, 0, {}}, table);
  const std::size_t at = static_cast<std::size_t>(std::find(limit.fields.begin(), limit.fields.end(), &n) - limit.fields.begin());
  const Value& value = limit.values[at];
  made_fields_.push_back(std::make_unique<Field>(*n.field));
  Field& other = *made_fields_.back();
  const bool first = at == 0;
  if (value.is_null()) {
    if (!nullable(n)) {
      error(limit.link->path + ".limit", value.line(), "\"" + n.path + "\" is not nullable, but the limit speaks of its NULLs");
      return nullptr;
    }
    if (first) other.nullable = false, other.settings.set("null_rate", Value());
  } else if (first && n.field->type == FieldType::kBool) {
    other.settings.set("constant", Value::boolean(!value.as_bool()));
  } else if (first) {
    std::vector<Value> values, weights;
    const Value& given = n.field->settings.find("values");
    const std::vector<Value>& shares = n.field->settings.find("weights").items();
    for (std::size_t i = 0; i < given.items().size(); ++i) {
      if (given.items()[i] == value) continue;
      values.push_back(given.items()[i]);
      if (i < shares.size()) weights.push_back(shares[i]);
    }
    if (values.empty()) {
      error(limit.link->path + ".limit", value.line(), "nothing says what \"" + n.path + "\" is where it is not " + value.to_json(), "list the field's \"values\", or limit a boolean or a NULL");
      return nullptr;
    }
    other.settings.set("values", Value::array(std::move(values)));
    if (!shares.empty()) other.settings.set("weights", Value::array(std::move(weights)));
  }
  n.field = &other;
  const Column* rest = make_value(n);
  if (!rest) return nullptr;
  const Column* chosen;
  if (value.is_null()) {
    chosen = table.add(std::make_unique<NullColumn>(*type));
  } else {
    auto constant = make_choice({value}, {}, &*type, n.site->key.with(n.path), false, 0);
    if (!constant.ok()) {
      error(limit.link->path + ".limit", value.line(), constant.error().message, "write a value that the field " + n.path + " can hold");
      return nullptr;
    }
    chosen = table.add(std::move(*constant));
  }
  n.how += ", " + value.to_json() + " for at most " + std::to_string(limit.most) + " of each " + plan_.entities[limit.link->to_entity].name;
  return table.add(select_column(limit.chosen, {rest, chosen}));
}

}  // namespace mockdata
