// References of one field to several entities: a draw of the target by weight, then of its row. The field that names the
// target and the keys read the same draw, so they agree, and are NULL together.
#include <algorithm>

#include "block/combine.h"
#include "derive/cast.h"
#include "derive/select.h"
#include "plan/builder.h"
#include "providers/choice.h"

namespace mockdata {

void Builder::make_polymorphic_groups() {
  for (const auto& link : links_) {
    if (link->type_path.empty()) continue;
    Node* type = node(link->from_entity, link->type_path);
    if (!type) continue;  // said by make_links
    if (type->site != link->site()) {
      error(link->path + ".type_field", link->line, "\"" + link->type_path + "\" and \"" + link->from[0]->path + "\" stand in different lists", "put both in the same object");
      continue;
    }
    auto group = std::find_if(polymorphic_.begin(), polymorphic_.end(), [&](const auto& p) { return p->from == link->from; });
    if (group == polymorphic_.end()) {
      polymorphic_.push_back(std::make_unique<Polymorphic>(Polymorphic{type, link->from, {}, nullptr}));
      group = polymorphic_.end() - 1;
      for (Node* n : link->from) n->polymorphic = group->get();
      if (type->polymorphic) error(link->path + ".type_field", link->line, "\"" + type->path + "\" names the target of two references", "give each reference a type field of its own");
      type->polymorphic = group->get();
    }
    if ((*group)->type != type)
      error(link->path + ".type_field", link->line, "the targets of \"" + link->from[0]->path + "\" are named by two fields", "use one type_field for all of them");
    (*group)->links.push_back(link.get());
  }
}

const Column* Builder::make_polymorphic(Node& n) {
  Polymorphic& group = *n.polymorphic;
  Table& table = *n.site->table;
  const auto type = data_type(*n.field, "");
  if (!type) return nullptr;
  const DataType choice_type{TypeId::kInt32, 0, 0, {}};
  if (!group.choice) {
    std::vector<double> weights;
    double sum = 0;
    bool optional = true;
    double rate = 0;
    for (Link* link : group.links) {
      const Value& weight = link->setting("weight");
      const double w = weight ? weight.as_double().value_or(-1) : 1;
      if (w < 0) error(link->path + ".weight", weight.line(), "a weight is a number of 0 or more, found " + weight.to_json());
      weights.push_back(rows_[link->to_entity] ? std::max(w, 0.0) : 0);  // nothing can refer to an empty entity
      sum += weights.back();
      optional = optional && link->optional;
      rate = std::max(rate, link->null_rate);
    }
    if (sum <= 0) {
      if (!optional && rows_[n.entity] > 0)
        error(group.links[0]->path, group.links[0]->line, "\"" + group.from[0]->path + "\" has no target with rows and a weight above 0", "generate at least one row of a target, or make the reference nullable");
      group.choice = table.add(std::make_unique<NullColumn>(choice_type));
    } else {
      const Key key = n.site->key.with(group.from[0]->path);
      group.choice = *cast_column(table.add(std::make_unique<WeightedPick>(key.with("target").value(), weights)), choice_type, table);
      if (optional && rate > 0) group.choice = table.add(std::make_unique<NullableColumn>(group.choice, key.with("null").value(), rate));
    }
  }
  std::string targets;
  for (const Link* link : group.links) targets += (targets.empty() ? "" : ", ") + plan_.entities[link->to_entity].name;
  const auto leg = std::find(group.from.begin(), group.from.end(), &n);
  n.how = leg == group.from.end() ? "names the target of " + group.from[0]->path : "reference to one of " + targets;
  std::vector<const Column*> options;
  for (Link* link : group.links) {
    const Column* option;
    if (leg == group.from.end()) {
      const Value value = type->id == TypeId::kInt32 || type->id == TypeId::kInt64 ? Value::literal(link->type_value) : Value::string(link->type_value);
      auto constant = make_choice({value}, {}, &*type, n.site->key.with(n.path), false, 0);
      if (!constant.ok()) {
        error(link->path + ".type_value", link->line, constant.error().message, "write a value that the field " + n.path + " can hold");
        return nullptr;
      }
      option = table.add(std::move(*constant));
    } else {
      Node& key = *link->to[static_cast<std::size_t>(leg - group.from.begin())];
      const Column* target = column_of(key);
      const Column* pick = pick_of(*link);
      if (!target || !pick) return nullptr;
      option = rows_[link->to_entity] ? fit(n, table.add(std::make_unique<ViaColumn>(pick, target)), ".type") : table.add(std::make_unique<NullColumn>(*type));
      if (!option) return nullptr;
    }
    options.push_back(option);
  }
  return table.add(select_column(group.choice, std::move(options)));
}

}  // namespace mockdata
